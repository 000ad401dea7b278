/** What a list names nobody for and is not done with: homes beyond the time there is, and burglaries without a home to begin at. */
import { countOf } from '../core/base/words.ts'
import type { CocoonList, Omitted } from './list.ts'

type Left = Pick<CocoonList, 'leftOut'>

/** Doors or streets left out for want of time: what the making of rounds says of them. */
export const undoneOf = ({ leftOut }: Left): readonly Omitted[] => leftOut.filter((o) => o.because === 'time')

/** Homes, or streets, in what is left out: a building is as many homes as it has. */
export const homesIn = (left: readonly Omitted[]): number => left.reduce((sum, o) => sum + (o.homes ?? 1), 0)

/** How many burglaries of a list's days have no home in the address file. */
export const unfoundIn = ({ leftOut }: Left): number => leftOut.filter((o) => o.because === 'unfound').length

/** The same as a sentence, without its stop. */
export const unfoundWords = (n: number): string =>
  `No home was found for ${countOf(n, 'burglary', 'burglaries')}`

/** Of homes or streets that do not fit, as a sentence without its stop. */
export const undoneWords = (n: number, one: 'home' | 'street'): string =>
  `Nothing fits the time there is: ${countOf(n, one)} ${n === 1 ? 'stays' : 'stay'} undone`

/** Why a list of doors names nobody though it is not done with, as a sentence without its stop; undefined = nothing is due. */
export function whyNobody(list: Left): string | undefined {
  const undone = homesIn(undoneOf(list))
  if (undone > 0) return undoneWords(undone, 'home')
  const unfound = unfoundIn(list)
  return unfound > 0 ? unfoundWords(unfound) : undefined
}
