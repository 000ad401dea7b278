/** When a series goes on: its gaps, and the days within which the next would come if it kept them. */
import { addWindow, isUkClock } from '../table/dayProfile.ts'
import { FLAG, type Incidents } from '../table/incidents.ts'
import { dayOf, weekdayOf } from '../base/time.ts'

/** Mean, median and spread of some numbers. */
export interface Pace {
  readonly n: number
  readonly mean: number
  readonly median: number
  /** standard deviation (n − 1) by the mean: 0 = as by the clock, about 1 = as by chance; NaN below two or of mean 0 */
  readonly variation: number
}

/** Sums up gaps or distances; those that are not known are left out. */
export function paceOf(values: readonly number[]): Pace {
  const v = values.filter(Number.isFinite).sort((a, b) => a - b)
  const n = v.length
  const mean = v.reduce((s, x) => s + x, 0) / n
  const median = n === 0 ? NaN : n % 2 ? v[n >> 1] : (v[n / 2 - 1] + v[n / 2]) / 2
  const sd = Math.sqrt(v.reduce((s, x) => s + (x - mean) ** 2, 0) / (n - 1))
  return { n, mean, median, variation: n > 1 && mean > 0 ? sd / mean : NaN }
}

/** Fewest gaps a window of days is given from: five incidents. */
export const LEAST_GAPS = 4
/** The chance a window is widened to, where there are gaps enough. */
export const WANTED_CHANCE = 0.8

/** Days after the last within which the next falls, and how often that would be right. */
export interface NextGap {
  /** days, both inclusive */
  readonly least: number
  readonly most: number
  /** chance that the next gap lies in it, if it comes from the same source as the others in any order */
  readonly chance: number
}

/**
 * The next gap by the order of the gaps so far: among m + 1 gaps whose order tells nothing, the new one lies between
 * the r-th and s-th smallest of the others with chance (s − r)/(m + 1) at least, whatever their distribution. Which r
 * and s are used follows from m alone: as few as reach 80%, else smallest to largest with the chance it has.
 * Undefined below four gaps.
 */
export function nextGap(gaps: readonly number[]): NextGap | undefined {
  const m = gaps.length
  if (m < LEAST_GAPS) return undefined
  const sorted = [...gaps].sort((a, b) => a - b)
  const steps = Math.min(m - 1, Math.ceil(WANTED_CHANCE * (m + 1) - 1e-9))
  // what can be spared goes from both ends, the odd one from the long gaps
  const r = Math.floor((m - 1 - steps) / 2)
  return { least: sorted[r], most: sorted[r + steps], chance: steps / (m + 1) }
}

/** The same window tried on the series itself. */
export interface BackTest {
  /** gaps that had at least four before them */
  readonly tries: number
  /** how many of these fell in the window made from the gaps before */
  readonly hits: number
  /** how many would by the chances the windows claimed */
  readonly expected: number
  /** mean width of these windows, days */
  readonly width: number
}

/** For each gap with enough before it: does it lie in the window made from those? */
export function backTest(gaps: readonly number[]): BackTest {
  let [tries, hits, expected, width] = [0, 0, 0, 0]
  for (let k = LEAST_GAPS; k < gaps.length; k++) {
    const span = nextGap(gaps.slice(0, k))!
    tries++
    expected += span.chance
    width += span.most - span.least + 1
    if (gaps[k] >= span.least && gaps[k] <= span.most) hits++
  }
  return { tries, hits, expected, width: width / tries }
}

/**
 * Incidents by weekday (Monday first): each window is shared among the days it touches, by the minute where hours are
 * known, else by whole days; one of a week or more gives each day a seventh.
 */
export function weekdaysOf(
  t: Pick<Incidents, 'from' | 'to' | 'flags' | 'precision'> & Partial<Pick<Incidents, 'crs'>>,
  rows: Iterable<number>,
): Float64Array {
  const days = new Float64Array(7)
  for (const i of rows) {
    if (t.precision === 'minute' && !(t.flags[i] & FLAG.noTime)) {
      const week = new Float64Array(168)
      addWindow(week, t.from[i], t.to[i], t.flags[i], isUkClock(t))
      for (let h = 0; h < 168; h++) days[Math.floor(h / 24)] += week[h]
      continue
    }
    const first = dayOf(t.from[i])
    const many = Math.max(1, dayOf(t.to[i]) - first + 1)
    for (let k = 0; k < Math.min(7, many); k++) days[weekdayOf(first + k)] += many >= 7 ? 1 / 7 : 1 / many
  }
  return days
}
