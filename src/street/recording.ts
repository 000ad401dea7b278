/** Recording at a door: a new call, a second call after no answer, or the correction of a wrong tap. */
import { type Outcome, settles, soundTicks, type Visit } from '../cocoon/visits.ts'
import { type Draft, draftOf, keepDraft } from '../state/drafts.ts'
import { useStore } from '../state/store.ts'
import { correct, record, takeBack } from '../state/visits.ts'

/** What one tap wrote, so that it can be taken back. */
export interface Written {
  readonly before?: Visit
  readonly after: Visit
}

/** What a tap says. */
interface Said extends Draft {
  readonly list: string
  readonly outcome: Outcome
  readonly at: number
  /** in the invented town */
  readonly sample?: boolean
}

/** Writes an outcome for each home: a further tap corrects the last record, but where nobody answered it is a second call. */
export async function write(
  homes: readonly { readonly key: string; readonly last?: Visit }[],
  { ticks, ...r }: Said,
): Promise<Written[]> {
  const written: Written[] = []
  for (const { key, last } of homes)
    written.push(
      last && settles(last)
        ? { before: last, after: await correct(last, { outcome: r.outcome, note: r.note, ticks }) }
        : { after: await record({ ...r, ...soundTicks(ticks), home: key }) },
    )
  return written
}

/**
 * Puts things back as they were before the tap. What was written at each door, then or since, becomes its draft again:
 * nothing that was typed is lost with the outcome.
 */
export async function unwrite(written: readonly Written[]): Promise<void> {
  for (const { before, after } of written) {
    const stands = useStore.getState().visits.find((v) => v.id === after.id) ?? after
    if (before)
      await correct(after, { outcome: before.outcome, note: before.note, ticks: before.ticks ?? [] })
    else await takeBack(after)
    // a note begun at that door since stands before the one that was recorded
    if (!draftOf(after.home)) await keepDraft(after.home, { note: stands.note, ticks: stands.ticks ?? [] })
  }
}
