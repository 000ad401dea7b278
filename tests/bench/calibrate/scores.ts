/** What a trial of a score sheet says of cases that do not change: that the later ones differ. */
import { aucOf, driftOf } from '../../../src/core/evaluation/quality/discrimination.ts'
import { Stream } from '../../../src/core/base/random.ts'
import { countTowns, type Line, percent } from './line.ts'

/** Points of five factors, and how often each is found; a point more makes a case likelier to be solved. */
const POINTS = [25, 20, 15, 10, 5]
const FOUND = [0.1, 0.2, 0.3, 0.4, 0.5]

/** Scores and ends of so many cases; `more` is added to how often the first factor is found. */
function cases(s: Stream, n: number, more = 0) {
  const score = Float64Array.from({ length: n }, () =>
    POINTS.reduce((sum, v, k) => sum + (s.float() < FOUND[k] + (k === 0 ? more : 0) ? v : 0), 0),
  )
  return { score, solved: Uint8Array.from(score, (v) => (s.float() < 0.05 + v / 250 ? 1 : 0)) }
}

/** Whether the later third is said to differ from the earlier cases. */
function drifts(town: number, n: number, more?: number): boolean {
  const s = new Stream(617, town)
  const parts = [cases(s, Math.round((2 * n) / 3)), cases(s, Math.round(n / 3), more)]
  return driftOf(
    parts.map((p) => p.score),
    parts.map((p) => aucOf(p.score, p.solved)),
  ).drifted
}

export const scoreLines: readonly Line[] = [60, 150, 600, 3000].map((n): Line => {
  const share = (seed: number, more: number, towns: number) =>
    percent(
      countTowns(towns, (k) => drifts(k + seed, n, more)),
      towns,
    )
  return {
    name: `Score sheet, ${n} closed cases all alike: the later third differs`,
    goal: 0.05,
    measure: (towns) => ({
      towns,
      hits: countTowns(towns, (k) => drifts(k, n)),
      power: `the best factor found in 40, 70% in place of 10: ${share(10_000, 0.3, towns)}, ${share(10_000, 0.6, towns)}`,
    }),
  }
})
