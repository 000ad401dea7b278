/** How late incidents are reported: the newest days of a file hold fewer than they will. */
import { dayOf, showDay } from '../base/time.ts'
import { countOf } from '../base/words.ts'
import { FLAG, type Incidents, NOT_REPORTED } from './incidents.ts'
import type { Days } from './lookBack.ts'

/** What the dated reports of a file say. */
export interface Delay {
  /** days after which at least this share of incidents had been reported */
  readonly days: number
  readonly share: number
  /** incidents it was measured on, all old enough to have been reported */
  readonly n: number
}

/** "newest day", "newest 3 days". */
export const newest = (days: number): string => (days === 1 ? 'newest day' : `newest ${countOf(days, 'day')}`)

/** Share of incidents that must be in before a day counts as filled. */
const FILLED = 0.95
/** Younger incidents cannot yet show how late reports come. */
const OLD_ENOUGH = 56
/** Fewer dated reports say too little. */
const LEAST = 50
/** Days left out at most: later reports are named, not waited for. */
const MOST = 14

/**
 * Days after its beginning by which 95% of the incidents of the year before were reported, at most 14; 0 where most
 * come at once. Undefined where reports are not dated, or too few are, or only months are known.
 */
export function delayOf(
  table: Pick<Incidents, 'n' | 'precision' | 'from' | 'flags' | 'reported'>,
  end: number,
): Delay | undefined {
  const { reported } = table
  if (!reported || table.precision === 'month') return undefined
  const by = new Uint32Array(MOST + 1)
  let n = 0
  for (let i = 0; i < table.n; i++) {
    if (reported[i] === NOT_REPORTED || table.flags[i] & FLAG.oddDate) continue
    const day = dayOf(table.from[i])
    const late = dayOf(reported[i]) - day
    if (day > end - OLD_ENOUGH || day <= end - OLD_ENOUGH - 365 || late < 0) continue
    n++
    if (late <= MOST) by[late]++
  }
  if (n < LEAST) return undefined
  let sum = 0
  for (let days = 0; days <= MOST; days++) {
    sum += by[days]
    if (sum >= FILLED * n || days === MOST) return { days, share: sum / n, n }
  }
  return undefined
}

/** The day on which statistics end, and why. */
export interface Filled {
  readonly day: number
  /** last whole day of the file up to the as-at date */
  readonly complete: number
  readonly delay?: Delay
  /** the filter by period ends sooner than the file does */
  readonly filtered?: true
}

/**
 * The day on which statistics end: the last complete day of the file, or the as-at date or the end of the filter by
 * period where that is earlier; never the clock. Where reports are dated, less the days whose reports are still coming in.
 */
export function lastFilledDay(
  table: Pick<Incidents, 'n' | 'precision' | 'from' | 'flags' | 'reported' | 'span'>,
  today: number,
  period?: Days,
): Filled {
  const complete = Math.min(today, table.span.complete)
  const delay = delayOf(table, complete)
  // measured from the end of the file: an as-at date in the past has had its reports since
  const filled = Math.min(complete, delay ? table.span.complete - delay.days : complete)
  const found = { complete, ...(delay ? { delay } : {}) }
  return period && period[1] < filled
    ? { ...found, day: period[1], filtered: true }
    : { ...found, day: filled }
}

/** Why figures end before the as-at date. */
export const whyEnds = ({ complete, delay, filtered }: Omit<Filled, 'day'>, coming = ''): string =>
  filtered
    ? 'the filter by period ends there'
    : `the last whole day of the file is ${showDay(complete)}${delay && delay.days > 0 ? `, and reports of its ${newest(delay.days)} are still coming in${coming}` : ''}`
