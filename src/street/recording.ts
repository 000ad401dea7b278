/** Recording at a door: a new call, a second call after no answer, or the correction of a wrong tap. */
import { hiddenKey } from '../cocoon/address.ts'
import { isRecord, textTo } from '../core/base/sound.ts'
import { type Outcome, settles, soundTicks, type Tick, type Visit } from '../cocoon/visits.ts'
import { keptMap } from '../core/base/kept.ts'
import { useStore } from '../state/store.ts'
import { correct, record, takeBack } from '../state/visits.ts'

/** What one tap wrote, so that it can be taken back. */
export interface Written {
  readonly before?: Visit
  readonly after: Visit
}

/** What is being written at a door before its outcome is tapped. */
export interface Draft {
  readonly note: string
  readonly ticks: readonly Tick[]
}

/** What a tap says. */
interface Said extends Draft {
  readonly list: string
  readonly outcome: Outcome
  readonly at: number
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
    if (!draftOf(after.home)) keepDraft(after.home, { note: stands.note, ticks: stands.ticks ?? [] })
  }
}

const DRAFTS = 'cocoon.drafts'

/** Where the browser keeps nothing, drafts live as long as the page. */
const here = keptMap<string, Draft>()

function drafts(): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(DRAFTS) ?? '{}')
    if (!isRecord(kept)) return {}
    return Object.fromEntries(Object.entries(kept).map(([home, d]) => [hiddenKey(home), d]))
  } catch {
    return {}
  }
}

const isNote = textTo(4000)

/** A draft out of an unknown value; earlier versions kept the note alone. */
function soundDraft(d: unknown): Draft | undefined {
  if (isNote(d)) return d ? { note: d, ticks: [] } : undefined
  if (!isRecord(d) || !isNote(d.note)) return undefined
  return { note: d.note, ticks: soundTicks(Array.isArray(d.ticks) ? d.ticks : []).ticks ?? [] }
}

/** What was being written at a door; it outlives the tab. Undefined where nothing was. */
export const draftOf = (home: string): Draft | undefined => here.get(home) ?? soundDraft(drafts()[home])

/** Keeps what is being written; undefined lets it go. */
export function keepDraft(home: string, draft: Draft | undefined): void {
  const { [home]: _, ...rest } = drafts()
  const holds = draft && (draft.note !== '' || draft.ticks.length > 0)
  if (holds) here.set(home, draft)
  else here.delete(home)
  try {
    localStorage.setItem(DRAFTS, JSON.stringify(holds ? { ...rest, [home]: draft } : rest))
  } catch {
    // it lives in this page until the outcome is tapped
  }
}
