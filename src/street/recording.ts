/** Recording at a door: a new call, a second call after no answer, or the correction of a wrong tap. */
import { type Outcome, settles, soundTicks, type Visit } from '../cocoon/visits.ts'
import { bothSaid, type Draft, draftOf, keepDraft } from '../state/drafts.ts'
import { useStore } from '../state/store.ts'
import { correct, correctAll, recordAll } from '../state/visits.ts'

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

/** The hour that comes twice when summer time ends, minutes. */
const TWICE = 60

/**
 * Writes an outcome for each home, all or none: a further tap corrects the last record, but where nobody answered it is a second
 * call. What was begun at a flat of its own goes with its record. A second call is never before the first: in the hour that comes
 * twice its time is that of the first.
 */
export async function write(
  homes: readonly { readonly key: string; readonly last?: Visit }[],
  { ticks, note, ...r }: Said,
): Promise<Written[]> {
  const [mended, called] = [
    homes.flatMap(({ last }) => (last && settles(last) ? [last] : [])),
    homes.filter(({ last }) => !last || !settles(last)),
  ]
  const corrected = await correctAll(
    mended.map((visit) => ({ visit, patch: { outcome: r.outcome, note, ticks } })),
  )
  const recorded = await recordAll(
    called.map(({ key, last }) => {
      const here = bothSaid(draftOf(key) ?? { note: '', ticks: [] }, { note, ticks })
      const at = last && last.at > r.at && last.at - r.at <= TWICE ? last.at : r.at
      return { ...r, at, note: here.note, ...soundTicks(here.ticks), home: key }
    }),
  )
  return [
    ...corrected.map((after, i) => ({ before: mended[i], after })),
    ...recorded.map((after) => ({ after })),
  ]
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
  const held = useStore.getState().visits
  const stood = written.map(({ after }) => held.find((v) => v.id === after.id) ?? after)
  await correctAll(
    written.map(({ before, after }) => ({
      visit: after,
      patch: before
        ? { outcome: before.outcome, note: before.note, ticks: before.ticks ?? [] }
        : { removed: true },
    })),
  )
  for (const { home, note, ticks = [] } of stood) {
    const begun = draftOf(home)
    await keepDraft(home, begun ? bothSaid({ note, ticks }, begun) : { note, ticks })
  }
}
