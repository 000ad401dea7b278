/** Recording at a door: a new call, a second call after no answer, or the correction of a wrong tap. */
import { type Outcome, settles, soundTicks, type Visit } from '../cocoon/visits.ts'
import { bothSaid, type Draft, draftOf, keepDraft } from '../state/drafts.ts'
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
  /** what the round says of each of its visits */
  readonly sample?: boolean
  readonly route?: boolean
}

/**
 * Writes an outcome for each home: a further tap corrects the last record, but where nobody answered it is a second call.
 * What was begun at a flat of its own goes with its record.
 */
export async function write(
  homes: readonly { readonly key: string; readonly last?: Visit }[],
  { ticks, note, ...r }: Said,
): Promise<Written[]> {
  const written: Written[] = []
  for (const { key, last } of homes) {
    const here = bothSaid(draftOf(key) ?? { note: '', ticks: [] }, { note, ticks })
    written.push(
      last && settles(last)
        ? { before: last, after: await correct(last, { outcome: r.outcome, note, ticks }) }
        : { after: await record({ ...r, note: here.note, ...soundTicks(here.ticks), home: key }) },
    )
  }
  return written
}

// keeps no data: what is being put right in a record that stands
let mending: Promise<unknown> = Promise.resolve()

/** Puts note and ticks of a record right as they are written; the draft goes when they are on disk. */
export async function mend(visit: Visit, { note, ticks }: Draft): Promise<void> {
  const now = mending
    .catch(() => undefined)
    .then(() => correct(visit, { note: note.trim(), ticks }))
    .then(() => keepDraft(visit.home, undefined))
  mending = now
  await now
}

/**
 * Puts things back as they were before the tap. What was written at each door, then or since, becomes its draft again:
 * nothing that was typed is lost with the outcome.
 */
export async function unwrite(written: readonly Written[]): Promise<void> {
  // a note that is being put right as Undo is pressed comes first: it would bring the record back
  await mending.catch(() => undefined)
  for (const { before, after } of written) {
    const stands = useStore.getState().visits.find((v) => v.id === after.id) ?? after
    if (before)
      await correct(after, { outcome: before.outcome, note: before.note, ticks: before.ticks ?? [] })
    else await takeBack(after)
    const said = { note: stands.note, ticks: stands.ticks ?? [] }
    const begun = draftOf(after.home)
    await keepDraft(after.home, begun ? bothSaid(said, begun) : said)
  }
}
