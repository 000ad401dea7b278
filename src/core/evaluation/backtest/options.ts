/** What a back-test is asked: which maps, over which days, on which cells. */
import { firstOfMonth, isoDay, showDay, showMonth } from '../../base/time.ts'
import type { Events } from './events.ts'

/** The maps that can be tried, plainest first. */
export const MAPS = [
  { id: 'random', label: 'Random cells', short: 'random' },
  { id: 'count28', label: 'Count of the last 28 days', short: 'the last 28 days' },
  { id: 'count90', label: 'Count of the last 90 days', short: 'the last 90 days' },
  { id: 'count365', label: 'Count of the last 365 days', short: 'the last year' },
  { id: 'countall', label: 'Long count, all history', short: 'the long count' },
  { id: 'kde365', label: 'Kernel density, last 365 days', short: 'kernel density' },
  { id: 'promap', label: 'ProMap, 400 m and 8 weeks', short: 'ProMap' },
  { id: 'decay', label: 'Near-repeat map, decaying', short: 'the near-repeat map' },
  { id: 'sepp', label: 'Self-exciting model', short: 'the self-exciting model' },
  { id: 'blend', label: 'Blend: long count and near-repeat map', short: 'the blend' },
] as const

export type MapId = (typeof MAPS)[number]['id']

/** Label of a map for headings, and its name within a sentence. */
export const labelOf = (id: MapId): string => MAPS.find((m) => m.id === id)!.label
export const shortOf = (id: MapId): string => MAPS.find((m) => m.id === id)!.short

/** Maps that need to know the day: months cannot carry them. */
export const NEEDS_DAYS: readonly MapId[] = ['promap', 'decay', 'sepp', 'blend']

/** The near-repeat map: half as much at each half-distance (m) and half-life (days), nothing beyond. */
export interface DecaySetting {
  readonly halfDistance: number
  readonly halfLife: number
  /** metres and days; strictly nearer than the radius, up to and including the days */
  readonly radius: number
  readonly days: number
}

/** Weights of the long count and of the near-repeat map, each scaled to sum 1 over the cells. */
export type BlendWeights = readonly [count: number, decay: number]

export interface BacktestOptions {
  /** side of a cell, metres */
  readonly cell: number
  /** first origin, number of origins, and steps between them; days, or months where only months are known */
  readonly first: number
  readonly origins: number
  readonly step: number
  /** how long each forecast is for: origin ≤ day < origin + horizon */
  readonly horizon: number
  /** nothing before this day (month) is used */
  readonly history: number
  readonly methods: readonly MapId[]
  /** shares of the study area that may be flagged, ascending, 0..1 */
  readonly fractions: readonly number[]
  /** bandwidth of the kernel density, metres */
  readonly kde: number
  readonly decay: DecaySetting
  /** fixed weights; absent = weights and decay are chosen on earlier origins */
  readonly blend?: BlendWeights
  /** whether the grid is moved by half a cell east, north and both, for the range it makes */
  readonly shifts: boolean
  /** false: patches, ways and change of the maps are not measured, which takes a third of the time */
  readonly shapes?: boolean
  /** bootstrap draws, and their seed */
  readonly draws: number
  readonly seed: number
}

export const DEFAULT_DECAY: DecaySetting = { halfDistance: 100, halfLife: 7, radius: 400, days: 42 }
export const DEFAULT_BLEND: BlendWeights = [0.8, 0.2]
export const DEFAULT_FRACTIONS: readonly number[] = [0.01, 0.02, 0.05, 0.1, 0.2]

/** "2016-01-04" of a day, "2025-10" of a month. */
export const showUnit = (unit: Events['unit'], n: number): string =>
  unit === 'day' ? isoDay(n) : `${Math.floor(n / 12)}-${String((((n % 12) + 12) % 12) + 1).padStart(2, '0')}`

/** "4 Jan 2016" or "Oct 2025". */
export const whenOf = (unit: Events['unit'], n: number): string =>
  unit === 'day' ? showDay(n) : showMonth(firstOfMonth(n))

/**
 * The share at which shape, change and fairness are told: 5% where it is asked for, else the nearest to it; of a small
 * study area the nearest that makes a whole one of its `cells`.
 */
export const mainFraction = (fractions: readonly number[], cells = Infinity): number =>
  fractions.reduce(
    (best, f, i) =>
      Math.floor(fractions[best] * cells) === 0 || Math.abs(f - 0.05) < Math.abs(fractions[best] - 0.05)
        ? i
        : best,
    0,
  )

/**
 * How many origins fit, at most `most`, when the last window ends with the data and half of the history stays before the
 * first one (or all of it before `first`, where that is given); at least one.
 */
export function originsThatFit(
  ev: Events,
  o: { history: number; step: number; horizon: number; most: number; first?: number },
): number {
  const end = ev.n > 0 ? ev.day[ev.n - 1] : o.history
  const from = o.first ?? Math.ceil((o.history + end) / 2)
  return Math.max(1, Math.min(o.most, Math.floor((end + 1 - o.horizon - from) / o.step) + 1))
}

/** Why these options cannot be run on these events, as a sentence; undefined when they can. */
export function problemWithOptions(ev: Events, o: BacktestOptions): string | undefined {
  const show = (n: number) => whenOf(ev.unit, n)
  if (ev.n === 0) return 'No incident has both a date and a place, so there is nothing to try a map on.'
  if (o.methods.length === 0) return 'No map is named; at least one was expected.'
  const late = o.methods.filter((id) => NEEDS_DAYS.includes(id))
  if (ev.unit === 'month' && late.length > 0)
    return `The file knows only months, and ${late.join(', ')} rest on days. Leave them out, or take a file with dates.`
  const f = o.fractions
  if (f.length === 0 || f.some((v, i) => !(v > 0 && v <= 1) || (i > 0 && v <= f[i - 1])))
    return `The shares of the area are ${f.join(', ')}; rising numbers above 0 and up to 1, such as .01,.05,.2, were expected.`
  if (!(o.history < o.first))
    return `The history begins on ${show(o.history)}, not before the first origin ${show(o.first)}. Choose an earlier history or a later first origin.`
  const last = ev.day[ev.n - 1]
  const end = o.first + (o.origins - 1) * o.step + o.horizon
  if (end > last + 1)
    return `The last test window ends on ${show(end - 1)}, and the data end on ${show(last)}. Choose an earlier first origin or fewer origins.`
  if (!ev.known.some((k, i) => k < o.first && ev.day[i] >= o.history))
    return `No incident was known between ${show(o.history)} and the first origin ${show(o.first)}, so no map can be made. Choose a later first origin.`
  if (!ev.day.some((d) => d >= o.first && d < end))
    return `No incident falls into the test windows (${show(o.first)} to ${show(end - 1)}), so nothing can be tested.`
  return undefined
}
