/** Counts of kinds and beats held against the past as it stood on a day: now, or on any week before. */
import { lookAt, type Look, pMore, type Spread } from '../../core/stats/against.ts'
import { fitSeason, type Season, unknownSeason } from '../../core/stats/season.ts'
import { type Measured, swingOfCounts } from '../../core/stats/swing.ts'
import { type Earlier, earlierWindows, withoutGaps } from '../../core/table/earlier.ts'
import type { Days, LookBack, LookWindow } from '../../core/table/lookBack.ts'
import type { Incidents } from '../../core/table/incidents.ts'

/** The days of all incidents of one kind, or of one kind in one beat. */
export interface Cell {
  readonly kind: number
  /** code of the beat; -1 = the kind as a whole */
  readonly beat: number
  /** ascending */
  readonly days: Int32Array
}

/** One cell in one window. */
export interface Judged {
  readonly cell: Cell
  readonly window: 0 | 1
  readonly look: Look
}

/** The chance of so many in one cell and window. */
export interface Chance {
  readonly cell: Cell
  readonly window: 0 | 1
  readonly count: number
  readonly more: number
}

/** What the counts of a kind were judged by in one window. */
export interface KindPast {
  /** φ of the kind as a whole, and pooled over its beats; undefined = too few earlier windows or incidents */
  readonly whole?: Measured
  readonly beats?: Measured
  readonly season?: Season
}

/** The level of one of several ranges that hold together 95 times in 100 (Bonferroni). */
export const togetherLevel = (ranges: number): number => 1 - 0.05 / Math.max(1, ranges)

export interface Judgement {
  /** ranges of kinds that are judged: they hold together */
  readonly ranges: number
  readonly kinds: readonly Judged[]
  readonly beats: readonly Judged[]
  /** by kind and window */
  readonly past: readonly (readonly [KindPast, KindPast])[]
  readonly earlier: readonly [Earlier, Earlier]
}

/** How many of ascending days lie in these. */
export function countIn(days: Int32Array, list: readonly Days[]): number {
  const before = (day: number) => {
    let lo = 0
    for (let hi = days.length; lo < hi;) {
      const mid = (lo + hi) >> 1
      if (days[mid] < day) lo = mid + 1
      else hi = mid
    }
    return lo
  }
  return list.reduce((s, [a, b]) => s + before(b + 1) - before(a), 0)
}

const length = ([a, b]: Days) => b - a + 1

/** How many of ascending days lie in each earlier window, the nearest first: both are walked from the newest on. */
function countsOf(days: Int32Array, { list }: Earlier): Uint32Array {
  const counts = new Uint32Array(list.length)
  for (let w = 0, i = days.length - 1; w < list.length; w++) {
    const from = list[w][0]
    const to = list[w][1]
    while (i >= 0 && days[i] > to) i--
    const last = i
    while (i >= 0 && days[i] >= from) i--
    counts[w] = last - i
  }
  return counts
}

/** The base cut into weeks (or months) for a curve, oldest first. */
function* pieces(base: readonly Days[], months: Earlier | undefined): Generator<Days> {
  for (const [a, b] of base) {
    if (months) yield* months.list.filter((d) => d[0] >= a && d[1] <= b).toReversed()
    else
      for (let from = b + 1 - 7 * Math.floor(length([a, b]) / 7); from <= b; from += 7) yield [from, from + 6]
  }
}

/** How cells are judged on a day. */
interface Yardstick {
  readonly plans: readonly Plan[]
  readonly past: readonly (readonly (KindPast & { level: Level })[])[]
}

function yardstickOf(
  table: Pick<Incidents, 'precision' | 'span' | 'gaps'>,
  lookBack: LookBack,
  firstDay: number,
  kinds: readonly Cell[],
  beats: readonly Cell[],
): Yardstick {
  const plans = lookBack.windows.map((w) => planOf(table, lookBack, w, firstDay))
  const past = kinds.map(({ days }, kind) => {
    const mine = beats.filter((b) => b.kind === kind)
    return plans.map((plan): KindPast & { level: Level } => {
      const { earlier } = plan
      const season = lookBack.kind === 'season' ? seasonOf(days, plan) : undefined
      const weights = season && earlier.list.map((d) => season.weight([d]))
      const counts = (c: Int32Array) => countsOf(c, earlier)
      const whole = swingOfCounts([counts(days)], earlier.list.length, weights, season?.lost)
      const pooled = swingOfCounts(
        mine.map((b) => counts(b.days)),
        earlier.list.length,
        weights,
      )
      return {
        ...(whole ? { whole } : {}),
        ...(pooled ? { beats: pooled } : {}),
        ...(season ? { season } : {}),
        level: levelOf(lookBack, plan, season),
      }
    })
  })
  return { plans, past }
}

const WINDOWS = [0, 1] as const

/** What a cell is held against in a window. */
function heldOf({ plans, past }: Yardstick, cell: Cell, window: 0 | 1) {
  const { window: w, base } = plans[window]
  const { level, whole, beats } = past[cell.kind][window]
  const swing = cell.beat < 0 ? whole : beats
  const spread: Spread | undefined = swing && { phi: swing.phi, df: swing.df, drift: level.drift }
  return {
    count: countIn(cell.days, [w.days]),
    base: countIn(cell.days, base),
    times: level.times,
    spread,
  }
}

/**
 * Judges each kind and each beat × kind in both windows. `kinds` holds one cell for each kind, at its place; `beats`
 * those of single beats.
 */
export function judge(
  table: Pick<Incidents, 'precision' | 'span' | 'gaps'>,
  lookBack: LookBack,
  firstDay: number,
  kinds: readonly Cell[],
  beats: readonly Cell[],
): Judgement {
  const yard = yardstickOf(table, lookBack, firstDay, kinds, beats)
  const look = (cell: Cell, level: number): Judged[] =>
    WINDOWS.map((window) => {
      const { count, base, times, spread } = heldOf(yard, cell, window)
      return { cell, window, look: lookAt(count, base, times, spread, level) }
    })
  const ranges = kinds.reduce(
    (n, cell) =>
      n + WINDOWS.filter((w) => heldOf(yard, cell, w).spread && heldOf(yard, cell, w).times > 0).length,
    0,
  )
  return {
    ranges,
    kinds: kinds.flatMap((cell) => look(cell, togetherLevel(ranges))),
    beats: beats.flatMap((cell) => look(cell, 0.95)).filter(({ look: l }) => l.count + l.base > 0),
    past: yard.past as unknown as readonly (readonly [KindPast, KindPast])[],
    earlier: [yard.plans[0].earlier, yard.plans[1].earlier],
  }
}

/**
 * The chances alone, of every beat × kind: what `judge` would have found on a day of the past, since nothing after the
 * windows is looked at. Undefined where it could have judged none.
 */
export function chancesAt(...given: Parameters<typeof judge>): Chance[] | undefined {
  const yard = yardstickOf(...given)
  const list = given[4].flatMap((cell) =>
    WINDOWS.flatMap((window): Chance[] => {
      const { count, base, times, spread } = heldOf(yard, cell, window)
      return count + base === 0 || !(times > 0) || !spread
        ? []
        : [{ cell, window, count, more: pMore(count, base, times, spread) }]
    }),
  )
  return list.length ? list : undefined
}

interface Plan {
  readonly window: LookWindow
  /** its base without missing months */
  readonly base: readonly Days[]
  readonly earlier: Earlier
  readonly months: boolean
}

function planOf(
  table: Pick<Incidents, 'precision' | 'span' | 'gaps'>,
  lookBack: LookBack,
  window: LookWindow,
  firstDay: number,
): Plan {
  return {
    window,
    base: withoutGaps(window.base, table.gaps),
    earlier: earlierWindows(table, window.days[0], length(window.days), firstDay),
    months: lookBack.grain === 'months',
  }
}

/** A level, trend and season fitted to the weeks or months of the base. */
const seasonOf = (days: Int32Array, { base, earlier, months }: Plan): Season | undefined =>
  fitSeason(
    [...pieces(base, months ? earlier : undefined)].map((d) => ({ days: d, count: countIn(days, [d]) })),
    base[0]?.[0],
  )

interface Level {
  readonly times: number
  readonly drift: number
}

/** How many times as much the base holds as the window, and how uncertain the level between them is. */
function levelOf(lookBack: LookBack, { window, base }: Plan, season: Season | undefined): Level {
  if (base.length === 0) return { times: 0, drift: 0 }
  if (season) return season.against(base, window.days)
  const times = base.reduce((s, d) => s + length(d), 0) / length(window.days)
  if (lookBack.kind === 'years') return { times, drift: 0 }
  const middle = ([a, b]: Days) => (a + b) / 2
  return { times, drift: unknownSeason(middle(window.days) - middle([base[0][0], base.at(-1)![1]])) }
}
