/** What chance gives where the dates of every partition are shuffled within it. */
import { daysGraph, smallDays } from './knoxDays.ts'
import type { Halo, PartPoints } from './partPoints.ts'

/** Mean of each cell when the dates of every partition are shuffled within it. */
export function expectedOf(
  own: Pick<PartPoints, 'days'>,
  halos: readonly Halo[],
  inside: Float64Array,
  across: readonly Float64Array[],
  days: Float64Array,
): Float64Array {
  const nT = days.length - 1
  const finite = [...days].filter((t) => t > 0 && t < Infinity)
  /** pairs of dates in each band */
  const pairsOf = (dates: ArrayLike<number>): number[] => {
    const small = smallDays(dates, finite)
    return Array.from({ length: nT }, (_, t) => daysGraph(small, days[t], days[t + 1]).pairs)
  }
  const expected = new Float64Array(inside.length * nT)
  const n = own.days.length
  const mine = n > 0 ? pairsOf(own.days) : []
  const add = (space: Float64Array, pairs: readonly number[], all: number) => {
    if (all > 0)
      space.forEach((s, k) => {
        for (let t = 0; t < nT; t++) expected[k * nT + t] += (s * pairs[t]) / all
      })
  }
  add(inside, mine, (n * (n - 1)) / 2)
  halos.forEach((h, k) => {
    const both = new Int32Array(n + h.days.length)
    both.set(own.days)
    both.set(h.days, n)
    const [together, theirs] = [pairsOf(both), pairsOf(h.days)]
    add(
      across[k],
      together.map((v, t) => v - mine[t] - theirs[t]),
      n * h.days.length,
    )
  })
  return expected
}
