/** A plan of places judged on recorded incidents: who it is compared with, the ring around it, other places and years. */
import { type Area, areaOf } from '../geometry/area.ts'
import { areaFinder } from '../geometry/whichArea.ts'
import { minuteOf, dayOf, MINUTES_PER_DAY, partsOf } from '../base/time.ts'
import { type Arm, dispersionOf, type Dispersion } from './dispersion.ts'
import {
  countDay,
  type EventPoints,
  type Frame,
  frameAt,
  laySquares,
  type Squares,
  type Windows,
} from './frame.ts'
import { type Balance, balance, matchAreas, type Past } from './matching.ts'
import {
  type Compared,
  type Counts,
  emptyCounts,
  givenComparison,
  matchedComparison,
  type MatchedPlace,
} from './comparisonAreas.ts'
import { spreadingOf } from './panelDesign.ts'
import { placebo, type Placebo } from './placebo.ts'
import { type FourCounts, rateChange, type RateChange } from './rateChange.ts'
import { FEWEST_PAIRS, signFlip, type SignFlip } from './signFlip.ts'
import { distanceTo } from './surroundings.ts'

/** What a plan is judged on. */
export interface AreasInput {
  readonly points: EventPoints
  readonly treated: readonly Area[]
  /** absent = found by matching */
  readonly comparison?: readonly Area[]
  /** places of other plans: neither compared with nor counted as other places */
  readonly others?: readonly Area[]
  readonly windows: Windows
  /** first and last day the incidents are complete for */
  readonly span: readonly [first: number, last: number]
  /** width of the ring, metres */
  readonly ring?: number
  /** metres a comparison keeps away */
  readonly apart?: number
  readonly seed?: number
  readonly sets?: number
}

/** Counts with what they say of the change. */
export interface Judged {
  readonly counts: FourCounts
  readonly change: RateChange
}

/** Everything that is known of a plan of places. */
export interface AreasResult extends Judged {
  readonly dispersion: Dispersion
  /** whose spread φ is: the compared areas' own, or squares with as many incidents before */
  readonly phiFrom: 'own' | 'similar' | 'none'
  /** the treated areas, in the order given */
  readonly treated: Past & { readonly after: Int32Array }
  /** squares found by matching; empty where the comparison was given */
  readonly matched: readonly MatchedPlace[]
  /** incidents of both windows that a given comparison shared with the plan or its ring, and lost */
  readonly subtracted: number
  /** treated areas that lie in more than one another, whose incidents count for the first */
  readonly overlapping: number
  readonly pairs: number
  readonly signFlip: SignFlip
  readonly placebo?: Placebo
  readonly ring: Judged
  readonly balance: readonly Balance[]
}

/** Treated areas below this number get so many comparison squares each, others one. */
const EACH_OF_FEW = 4
/** Squares with most nearly as many incidents before, from which φ of few areas is measured. */
const SIMILAR = 60

const sum = (v: ArrayLike<number>) => Array.from(v).reduce((s, x) => s + x, 0)
const four = (t: Counts, c: Counts): FourCounts => ({
  before: sum(t.before),
  after: sum(t.after),
  comparisonBefore: sum(c.before),
  comparisonAfter: sum(c.after),
})

/** Starts of the same season in earlier years whose windows the incidents cover; the plan's own first. */
function startsOf({ start, before }: Windows, [first]: readonly [number, number]): number[] {
  const p = partsOf(start * MINUTES_PER_DAY)
  const starts = [start]
  for (let k = 1; k <= 30; k++) {
    const s = dayOf(minuteOf(p.year - k, p.month, p.day))
    if (s - before < first) break
    starts.push(s)
  }
  return starts
}

/** Judges a plan. The windows must lie inside the span. */
export function areasDesign(input: AreasInput): AreasResult {
  const { points, windows, span, ring = 200, apart = 400, seed = 1 } = input
  const { x, y, day } = points
  const few = input.treated.length < FEWEST_PAIRS
  const each = few ? EACH_OF_FEW : 1

  // where every incident of the two windows lies
  const treated = emptyCounts(input.treated.length)
  const ringOf = emptyCounts(1)
  const findTreated = areaFinder(input.treated)
  const toTreated = distanceTo(input.treated, ring)
  const inPlan = new Uint8Array(x.length)
  let overlapping = 0
  for (let i = 0; i < x.length; i++) {
    const found = findTreated(x[i], y[i])
    if (found.length) {
      if (found.length > 1) overlapping++
      inPlan[i] = 1
      countDay(day[i], windows, found[0], treated)
    } else if (toTreated(x[i], y[i]) <= ring) {
      inPlan[i] = 2
      countDay(day[i], windows, 0, ringOf)
    }
  }

  // squares of each treated area's size, in this year and in those before it
  const squaresBySide = new Map<number, Squares>()
  const nearBySide = new Map<number, Uint8Array>()
  const toPlans = distanceTo([...input.treated, ...(input.others ?? [])], 1e5)
  const sides = input.treated.map((a) => Math.max(100, Math.round(Math.sqrt(areaOf(a)) / 10) * 10))
  for (const side of new Set(sides)) {
    const squares = laySquares(points, side)
    squaresBySide.set(side, squares)
    nearBySide.set(
      side,
      Uint8Array.from({ length: squares.n }, (_, s) =>
        toPlans(squares.cx[s], squares.cy[s]) < apart + side * Math.SQRT1_2 ? 1 : 0,
      ),
    )
  }
  const starts = startsOf(windows, span)
  const framesAt = (start: number): Frame[] => {
    const bySide = new Map(
      [...squaresBySide].map(
        ([side, squares]) => [side, frameAt(points, squares, { ...windows, start })] as const,
      ),
    )
    return sides.map((side) => bySide.get(side)!)
  }
  const years = starts.map(framesAt)
  // a year of the past may use the plan's own ground once its windows end before the plan began
  const free = starts.map((s) => s + windows.after <= windows.start)
  const allowed = (year: number, area: number, square: number) =>
    free[year] || !nearBySide.get(sides[area])![square]

  // the comparison, and its own ring
  const compared = input.comparison
    ? givenComparison({ points, comparison: input.comparison, windows, ring }, inPlan)
    : matchedComparison(input, years[0], treated, each, ring, inPlan, allowed)
  const pairs = pairsOf(treated, compared, few)
  const own = dispersionOf([treated, compared.counts])
  const similar =
    few || own.df < 2 * FEWEST_PAIRS - 2
      ? similarDispersion(years[0], treated, (a, s) => allowed(0, a, s))
      : own
  const dispersion = similar.df > own.df ? similar : own
  const spreading = spreadingOf(dispersion)
  const counts = four(treated, compared.counts)
  const change = rateChange(counts, spreading)
  const ringCounts = four(ringOf, compared.ring)
  const observed = sum(treated.before) > 0 ? Math.log(change.rateRatio) : NaN
  return {
    ...{ counts, change, dispersion, treated, overlapping },
    phiFrom: dispersion.df === 0 ? 'none' : dispersion === own ? 'own' : 'similar',
    matched: compared.places,
    subtracted: compared.subtracted,
    pairs: pairs.before.length,
    signFlip: signFlip(pairs, { seed }),
    placebo: placebo(
      {
        ...{ treated, years, allowed, each, seed, sets: input.sets },
        distance: apart,
        apart: 365,
        span: windows.before + windows.after,
      },
      observed,
    ),
    ring: { counts: ringCounts, change: rateChange(ringCounts, spreading) },
    balance: balance(treated, compared.counts),
  }
}

/** One comparison area for each treated one; none while there are too few for the flips to say anything. */
function pairsOf(treated: Counts, { counts, standsFor }: Compared, few: boolean) {
  const matches = few
    ? []
    : standsFor
      ? Array.from({ length: treated.n }, (_, i) => standsFor.indexOf(i))
      : matchAreas(treated, counts).map((m) => m[0] ?? -1)
  const pairs = matches.flatMap((c, t) => (c >= 0 ? [[t, c] as const] : []))
  return {
    before: pairs.map(([t]) => treated.before[t]),
    after: pairs.map(([t]) => treated.after[t]),
    comparisonBefore: pairs.map(([, c]) => counts.before[c]),
    comparisonAfter: pairs.map(([, c]) => counts.after[c]),
  }
}

/** φ of squares that had about as many incidents before as the treated areas; each size of square by itself. */
function similarDispersion(
  frames: readonly Frame[],
  treated: Past,
  may: (area: number, square: number) => boolean,
): Dispersion {
  // areas of one size share their squares, each counted once
  const chosen = new Map<Frame, Set<number>>()
  frames.forEach((f, area) => {
    const off = (s: number) => Math.abs(Math.log((f.before[s] + 0.5) / (treated.before[area] + 0.5)))
    const like = Array.from({ length: f.n }, (_, s) => s)
      .filter((s) => f.before[s] > 0 && may(area, s))
      .sort((a, b) => off(a) - off(b) || a - b)
      .slice(0, SIMILAR)
    chosen.set(f, new Set([...(chosen.get(f) ?? []), ...like]))
  })
  const arms = [...chosen].map(([f, squares]): Arm => {
    const list = [...squares]
    return { before: list.map((s) => f.before[s]), after: list.map((s) => f.after[s]) }
  })
  return dispersionOf(arms)
}
