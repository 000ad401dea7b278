/** Burglaries that ask for visits and whose home is not in the address file: they are on no list, and are not done with. */
import { countOf } from '../core/base/words.ts'
import type { CocoonList } from './list.ts'

/** How many burglaries of a list's days have no home to begin at. */
export const unfoundIn = ({ leftOut }: Pick<CocoonList, 'leftOut'>): number =>
  leftOut.filter((o) => o.because === 'unfound').length

/** The same as a sentence, without its stop. */
export const unfoundWords = (n: number): string =>
  `No home was found for ${countOf(n, 'burglary', 'burglaries')}`
