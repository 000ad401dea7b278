/** The way home for the results of a round: save, send, and the word that the desk has them. */
import { useState } from 'react'
import { minuteNow } from '../core/base/time.ts'
import { loadRounds } from '../state/rounds.ts'
import type { SealKey } from '../state/seal.ts'
import { confirmSent } from '../state/sent.ts'
import { Button, Notice, toast } from '../ui/index.ts'
import { canSend, saveVisits, sendVisits } from '../desk/leaving/saveVisits.ts'
import { many } from '../desk/words.ts'
import { sentAt, useGoing } from './Going.tsx'

export function Results({ code, sealKey }: { code: string; sealKey?: SealKey }) {
  const { mine, left, at, confirmed } = useGoing(code)
  const [saved, setSaved] = useState('')
  const go = async (away: typeof saveVisits, words: string) => {
    const name = await away({ list: code, key: sealKey })
    if (name !== undefined) setSaved(`${words} ${name} at ${sentAt(minuteNow(new Date()))}.`)
  }
  const confirm = () =>
    confirmSent(mine).then(
      () => loadRounds(),
      (error: Error) => toast({ text: error.message, tone: 'bad' }),
    )
  return (
    <>
      {saved && (
        <Notice tone="good">
          {saved} It counts once at the desk, however often it is dropped there. The file stays on this device
          until you move it to the desk.
        </Notice>
      )}
      {left > 0 && (
        <p className="s-tosend" role="status">
          {many(left, 'result')} not yet sent.
        </p>
      )}
      {left === 0 && at !== undefined && (
        <p className="s-quiet" role="status">
          {confirmed
            ? 'The desk has the results.'
            : `Saved ${sentAt(at)}. Say so once the desk has them: until then the round is not erased.`}
        </p>
      )}
      {left === 0 && at !== undefined && !confirmed && (
        <Button className="s-wide" onClick={() => void confirm()}>
          The desk has them
        </Button>
      )}
      {canSend() && (
        <Button
          className="s-wide"
          barred={mine.length === 0 && 'Nothing is recorded on this round yet.'}
          onClick={() => void go(sendVisits, 'Handed on as')}
        >
          Send results…
        </Button>
      )}
      <Button
        variant="primary"
        icon="download"
        className="s-wide"
        barred={mine.length === 0 && 'Nothing is recorded on this round yet.'}
        onClick={() => void go(saveVisits, 'Saved as')}
      >
        Save results for the desk
      </Button>
    </>
  )
}
