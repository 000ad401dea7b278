/** Whether what was recorded has gone to the desk: said at every door, and on the list of rounds after a round is gone. */
import { useMemo } from 'react'
import type { Visit } from '../cocoon/visits.ts'
import { dayOf, minuteNow } from '../core/base/time.ts'
import { lastSent, notSent, useResults } from '../state/sent.ts'
import { useStore } from '../state/store.ts'
import { minuteWords } from './words.ts'

/** Results of a round that are still here only, and when the last of the others went, minute of wall clock. */
export interface Gone {
  readonly mine: readonly Visit[]
  readonly left: number
  readonly at?: number
  /** every one that went is known to have come to the desk */
  readonly confirmed: boolean
}

/** What has gone of a round's results; kept in step with the records. */
export function useGoing(code: string): Gone {
  const visits = useStore((s) => s.visits)
  const { sent, device } = useResults()
  return useMemo(() => {
    const mine = visits.filter((v) => v.list === code && v.device === device)
    return {
      mine,
      left: notSent(mine, { sent, device }).length,
      at: lastSent(mine, sent),
      confirmed: mine.every((v) => !sent[v.id] || sent[v.id].confirmed === true),
    }
  }, [visits, sent, device, code])
}

/** "20:38", with the day where it is not today. */
export const sentAt = (minute: number): string => minuteWords(minute, dayOf(minuteNow(new Date())))

/** "3 to send", or "saved 20:38"; nothing before the first record. */
export function Going({ going: { left, at }, onGo }: { going: Gone; onGo: () => void }) {
  if (left > 0)
    return (
      <button type="button" className="s-going" onClick={onGo}>
        {left} to send
      </button>
    )
  return at === undefined ? null : <span className="s-gone">✓ saved {sentAt(at)}</span>
}
