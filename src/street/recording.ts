/** Recording at a door: a new call, a second call after no answer, or the correction of a wrong tap. */
import { soundEntries, textTo } from '../core/base/sound.ts'
import type { Outcome, Visit } from '../cocoon/visits.ts'
import { correct, record, takeBack } from '../state/visits.ts'

/** What one tap wrote, so that it can be taken back. */
export interface Written {
  readonly before?: Visit
  readonly after: Visit
}

/** Writes an outcome for each home: a further tap corrects the last record, but after "no answer" it is a second call. */
export async function write(
  homes: readonly { readonly key: string; readonly last?: Visit }[],
  r: { readonly list: string; readonly outcome: Outcome; readonly note: string; readonly at: number },
): Promise<Written[]> {
  const written: Written[] = []
  for (const { key, last } of homes) {
    const again = last?.outcome === 'no answer'
    written.push(
      last && !again
        ? { before: last, after: await correct(last, { outcome: r.outcome, note: r.note }) }
        : { after: await record({ ...r, home: key }) },
    )
  }
  return written
}

/** Puts things back as they were before the tap. */
export async function unwrite(written: readonly Written[]): Promise<void> {
  for (const { before, after } of written)
    if (before) await correct(after, { outcome: before.outcome, note: before.note })
    else await takeBack(after)
}

const DRAFTS = 'cocoon.drafts'

function drafts(): Record<string, string> {
  try {
    return soundEntries(textTo(4000), JSON.parse(localStorage.getItem(DRAFTS) ?? '{}')).sound
  } catch {
    return {}
  }
}

/** The note being written at a door; it outlives the tab. */
export const draftOf = (home: string): string => drafts()[home] ?? ''

/** Keeps the note being written; '' lets it go. */
export function keepDraft(home: string, text: string): void {
  const { [home]: _, ...rest } = drafts()
  try {
    localStorage.setItem(DRAFTS, JSON.stringify(text ? { ...rest, [home]: text } : rest))
  } catch {
    // the note is still on the screen
  }
}
