/** Whether results that came in belong to the homes that are open here. */
import { isStreetKey, type Visit } from '../../cocoon/visits.ts'
import type { GivenRound } from '../../cocoon/sheet.ts'
import { many } from '../words.ts'

/** What is said where visits were made at homes that neither the open address file nor a round given out knows; '' where none was. */
export function strangerWords(
  visits: readonly Pick<Visit, 'home' | 'removed'>[],
  book: ReadonlyMap<string, string>,
  given: readonly Pick<GivenRound, 'homes'>[],
  /** the invented town is open, such as after a reload: a force's results are not strange to it, only not of it */
  town = false,
): string {
  const out = new Set(given.flatMap((g) => g.homes.map((h) => h.key)))
  const made = visits.filter((v) => !v.removed && !isStreetKey(v.home))
  const strange = made.filter((v) => !book.has(v.home) && !out.has(v.home)).length
  if (strange === 0) return ''
  const which =
    strange === made.length
      ? 'None of its visits is'
      : `${many(strange, 'visit')} of it ${strange === 1 ? 'is not' : 'are not'}`
  if (town)
    return ` ${which} at a home of the invented town, which is open: what is of your own homes counts once your files are open again.`
  return ` ${which} at a home of the open address file: is it a file of another town?`
}
