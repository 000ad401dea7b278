/** Where a walk is cut into rounds without parting the homes around one burglary. */
import type { Stop } from './merge.ts'

/** The part of a stop that says around which burglaries it lies. */
type Lies = Pick<Stop, 'incidents'>

/** How many cocoons a cut before each stop would part: those with homes on both sides of it. */
export function partedBefore(walk: readonly Lies[]): number[] {
  const ends = new Map<number, { first: number; last: number }>()
  walk.forEach(({ incidents }, i) => {
    for (const row of incidents) {
      const e = ends.get(row)
      if (e) e.last = i
      else ends.set(row, { first: i, last: i })
    }
  })
  const parted = new Array<number>(walk.length + 1).fill(0)
  for (const { first, last } of ends.values()) for (let i = first + 1; i <= last; i++) parted[i]++
  return parted
}

/**
 * Moves each cut of a walk to the nearest place that parts fewer cocoons, the fewest first, as long as both rounds beside it
 * still fit. `starts` is where each round begins; cuts that part nothing stay where they are.
 */
export function wholeCocoons(
  walk: readonly Lies[],
  starts: readonly number[],
  fits: (from: number, to: number) => boolean,
): number[] {
  const parted = partedBefore(walk)
  const moved = [...starts]
  for (let r = 1; r < moved.length; r++) {
    const [before, at, after] = [moved[r - 1], moved[r], moved[r + 1] ?? walk.length]
    if (parted[at] === 0) continue
    const better = Array.from({ length: after - before - 1 }, (_, k) => before + 1 + k)
      .filter((i) => parted[i] < parted[at])
      .sort((a, b) => parted[a] - parted[b] || Math.abs(a - at) - Math.abs(b - at) || a - b)
    moved[r] = better.find((i) => fits(before, i) && fits(i, after)) ?? at
  }
  return moved
}

/** Rounds that share the homes around one burglary, as "6 and 7", each once; and around how many burglaries. */
export function sharedCocoons(visits: readonly (Lies & { readonly round: number })[]): {
  burglaries: number
  rounds: string[]
} {
  const of = new Map<number, Set<number>>()
  for (const v of visits) for (const row of v.incidents) of.set(row, (of.get(row) ?? new Set()).add(v.round))
  const shared = [...of.values()].filter((rounds) => rounds.size > 1)
  const names = shared.map((rounds) => [...rounds].sort((a, b) => a - b).join(' and '))
  return {
    burglaries: shared.length,
    rounds: [...new Set(names)].sort(new Intl.Collator('en', { numeric: true }).compare),
  }
}
