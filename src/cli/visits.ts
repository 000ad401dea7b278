/** Visits as the page saves them, for the commands that must know what was done at the doors. */
import { mergeVisits, type Visit } from '../cocoon/visits.ts'
import { readVisits } from '../cocoon/visitFile.ts'
import { countOf } from '../core/base/words.ts'
import { type Call, Unfit } from './command.ts'
import { bytesOf } from './open.ts'

/** What the flag for them takes. */
export const VISITS = 'visits as the page saves them without a lock; several with commas'

/** Visits of the files named, joined as the page joins them. Throws a sentence where one is no such file. */
export async function visitsOf({ say }: Pick<Call, 'say'>, paths: string): Promise<Visit[]> {
  const all: (readonly Visit[])[] = []
  for (const path of paths.split(',')) {
    const text = new TextDecoder().decode(await bytesOf(path.trim()))
    let read: ReturnType<typeof readVisits>
    try {
      read = readVisits(text)
    } catch (error) {
      throw new Unfit(
        `${path}: ${(error as Error).message} A file of visits saved without a lock was expected (Data, “Save for another device…”).`,
      )
    }
    if (read.leftOut > 0) say(`${path}: ${countOf(read.leftOut, 'record')} could not be read and left out.`)
    all.push(read.visits)
  }
  return mergeVisits(...all)
}
