/** Asking the register from a panel: asks when shown, and gives the last answer while a newer one is on its way. */
import { useEffect, useEffectEvent, useState } from 'react'
import type { QualityAnswer, QualityAsk } from '../../core/evaluation/quality/ask.ts'
import { askKey, askQuality, useQualityRuns } from '../../state/quality.ts'
import type { LoadedIncidents } from '../../state/types.ts'
import type { QualityReply } from '../../worker/register.ts'

/** What is known of an ask. */
export interface Known<K extends QualityAsk['kind']> {
  readonly answer?: Extract<QualityAnswer, { kind: K }>
  readonly read?: QualityReply['read']
  readonly error?: string
  /** the answer is of an earlier ask, until the new one is there */
  readonly stale: boolean
}

/** Asks and follows; nothing is asked while `ask` is undefined. */
export function useAnswer<K extends QualityAsk['kind']>(
  loaded: LoadedIncidents,
  ask: Extract<QualityAsk, { kind: K }> | undefined,
): Known<K> {
  const key = ask && askKey(loaded, ask)
  const run = useQualityRuns((s) => (key === undefined ? undefined : s.runs.get(key)))
  const [last, setLast] = useState<QualityReply>()
  if (run?.reply && run.reply !== last) setLast(run.reply)
  const begin = useEffectEvent(() => ask && askQuality(loaded, ask))
  useEffect(() => void begin(), [key])
  const reply = run?.reply ?? (run?.error || !ask ? undefined : last)
  return {
    answer: reply?.answer as Known<K>['answer'],
    read: reply?.read,
    error: run?.error,
    stale: reply !== undefined && reply !== run?.reply,
  }
}
