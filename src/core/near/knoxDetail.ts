/** The finer side of a Knox run: pairs at the same home apart from neighbours, day 0 apart, and sums by week. */
import { degreesGraph, type Days, type GraphSums } from './knoxDays.ts'
import { momentsOf } from './knoxMoments.ts'

/** Counts of one kind of pairs; cell = spatial band · columns + column. */
export interface KindCounts {
  readonly observed: Float64Array
  /** simulated counts, cell · permutations + k */
  readonly simulated: Float64Array
  /** per spatial band: pairs at any time */
  readonly pairs: Float64Array
}

/** Sums over the incidents of each week, or over the pairs whose earlier incident is of it. */
export interface Weeks {
  readonly n: number
  readonly incidents: Float64Array
  /** pairs close in time, week · columns + column */
  readonly time: Float64Array
  /** per kind: pairs of the table, week · cells + cell; and half the partners in space, week · spatial bands + band */
  readonly home: { readonly observed: Float64Array; readonly space: Float64Array }
  readonly near: { readonly observed: Float64Array; readonly space: Float64Array }
}

export interface KnoxDetail {
  /** the first column is day 0, the second the rest of the first band */
  readonly split: boolean
  readonly columns: number
  /** at the same home, and at different ones */
  readonly home: KindCounts
  readonly near: KindCounts
  /** the same of pairs kept apart; absent where none were */
  readonly apart?: { readonly home: KindCounts; readonly near: KindCounts }
  /** per column: pairs close in time */
  readonly timePairs: Float64Array
  /** exact moments of `home` and `near` together */
  readonly expected: Float64Array
  readonly sd: Float64Array
  readonly weeks: Weeks
}

/** What a run has counted: bands of neighbours first, then those of the same home, then both of pairs kept apart. */
export interface Counted {
  readonly n: number
  readonly kinds: number
  readonly nS: number
  readonly nE: number
  readonly nF: number
  readonly size: number
  readonly below: number
  readonly open: boolean
  readonly split: boolean
  readonly weeks: number
  readonly width: number
  /** thresholds of days */
  readonly fine: Float64Array
  readonly days: Days
  /** small day of each incident, in sweeping order */
  readonly dayAt: Uint16Array
  /** band · width + column, and week · all of that */
  readonly observed: Float64Array
  readonly weekly: Float64Array
  readonly simulated: Float64Array
  readonly degrees: readonly Uint32Array[]
  readonly spaceGraphs: readonly GraphSums[]
  readonly fineGraphs: readonly GraphSums[]
}

/** Takes the counts of a run apart. Beyond an open last band all pairs are those of neighbours. */
export function detailOf(c: Counted): KnoxDetail {
  const { n, nS, nE, nF, size, below, open, weeks, width, fine, days } = c
  const sum = (a: Uint32Array) => a.reduce((s, v) => s + v, 0)
  const isRest = (s: number) => open && s === nS - 1
  const bands = c.kinds * nE
  const kind = (k: number): KindCounts => {
    const observed = new Float64Array(nS * nF)
    const simulated = new Float64Array(nS * nF * size)
    const pairs = new Float64Array(nS)
    for (let s = 0; s < nS; s++) {
      if (isRest(s) && k > 0) continue
      const band = isRest(s) ? bands : s + below + k * nE
      pairs[s] = isRest(s) ? c.spaceGraphs[nE].pairs : sum(c.degrees[band]) / 2
      for (let t = 0; t < nF; t++) {
        let seen = isRest(s) ? c.fineGraphs[t].pairs : c.observed[band * width + t]
        if (isRest(s)) for (let b = 0; b < bands; b++) seen -= c.observed[b * width + t]
        observed[s * nF + t] = seen
        simulated.set(
          c.simulated.subarray((band * nF + t) * size, (band * nF + t + 1) * size),
          (s * nF + t) * size,
        )
      }
    }
    return { observed, simulated, pairs }
  }
  const weekOf = (day: number) => Math.floor(day / 7)
  const byWeek = (home: boolean) => {
    const observed = new Float64Array(weeks * nS * nF)
    const space = new Float64Array(weeks * nS)
    for (let s = 0; s < nS; s++) {
      if (isRest(s)) continue
      const band = s + below + (home ? nE : 0)
      for (let w = 0; w < weeks; w++)
        for (let t = 0; t < nF; t++)
          observed[(w * nS + s) * nF + t] = c.weekly[(w * bands + band) * width + t]
      c.degrees[band].forEach((d, i) => {
        space[weekOf(c.dayAt[i]) * nS + s] += d / 2
      })
    }
    return { observed, space }
  }
  const incidents = new Float64Array(weeks)
  const time = new Float64Array(weeks * nF)
  const upTo = (day: number) => days.upTo[Math.max(0, Math.min(days.span, day) + 1)]
  for (let d = 0; d <= days.span; d++) {
    const here = days.upTo[d + 1] - days.upTo[d]
    if (here === 0) continue
    incidents[weekOf(d)] += here
    for (let t = 0; t < nF; t++) {
      // later days from lo to hi − 1 after this one; two of one day are a pair once
      const [lo, hi] = [Math.max(0, fine[t]), fine[t + 1]]
      const later = hi > 1 ? here * (upTo(d + hi - 1) - upTo(d + Math.max(1, lo) - 1)) : 0
      time[weekOf(d) * nF + t] += later + (lo <= 0 && hi > 0 ? (here * (here - 1)) / 2 : 0)
    }
  }
  // both kinds together; what lies beyond an open last band cannot be told apart
  const graphs = Array.from({ length: nS }, (_, s) => {
    if (isRest(s) || c.kinds < 4) return c.spaceGraphs[s + below]
    const home = c.degrees[s + below + nE]
    return degreesGraph(c.degrees[s + below].map((d, i) => d + home[i]))
  })
  const moments = Array.from({ length: nS * nF }, (_, k) =>
    momentsOf(n, graphs[Math.floor(k / nF)], c.fineGraphs[k % nF]),
  )
  return {
    ...{ split: c.split, columns: nF, home: kind(1), near: kind(0) },
    ...(c.kinds > 2 && { apart: { home: kind(3), near: kind(2) } }),
    timePairs: Float64Array.from(c.fineGraphs, (g) => g.pairs),
    expected: Float64Array.from(moments, (m) => m.mean),
    sd: Float64Array.from(moments, (m) => m.sd),
    weeks: { n: weeks, incidents, time, home: byWeek(true), near: byWeek(false) },
  }
}
