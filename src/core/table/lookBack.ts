/** Which days a look covers, and which earlier days say what was to be expected of them. */
import { dayFrom, MINUTES_PER_DAY } from '../base/time.ts'
import { countOf } from '../base/words.ts'
import type { Incidents } from './incidents.ts'
import { stepsOf } from './steps.ts'

/** First and last day, both included. */
export type Days = readonly [from: number, to: number]

/** Some days to be held against others. */
export interface LookWindow {
  /** "7 days", "last month": no longer than what is looked at reaches back */
  readonly label: string
  readonly days: Days
  /** empty where the table does not reach back far enough */
  readonly base: readonly Days[]
  /** days of the base ÷ days of the window; 0 without a base */
  readonly times: number
}

/**
 * season – all weeks (or months) before, by a level, trend and season fitted to them.
 * years – the same weeks (or months) of earlier years, with some on either side.
 * before – the weeks (or months) just before.
 * none – too little lies before.
 */
export type BaseKind = 'season' | 'years' | 'before' | 'none'

export interface LookBack {
  readonly grain: 'days' | 'months'
  readonly kind: BaseKind
  /** earlier years used; 0 unless `kind` is years */
  readonly years: number
  /** whether the file reaches back the fifteen months that tell a season from a trend */
  readonly seasonKnown: boolean
  /** the short look and the long one */
  readonly windows: readonly [LookWindow, LookWindow]
  /** weeks (or months) that end where the windows end, oldest first */
  readonly series: readonly Days[]
  /** the last twelve months, or what there is of them */
  readonly year: Days
  /** how long that is: "12 months", "5 months", "200 days" */
  readonly yearWords: string
  /** twelve weeks (or three months), against the same a year before, else against those just before */
  readonly trend?: { readonly now: Days; readonly then: Days; readonly yearBefore: boolean }
}

export interface LookBackChoice {
  readonly base: 'auto' | 'season' | 'years' | 'before'
  /** at most so many earlier years */
  readonly years: number
  /** weeks on either side of the same weeks */
  readonly around: number
  /** weeks before */
  readonly before: number
}

/** 52 weeks: the same weekdays of the year before. */
const YEAR = 364
/** Fewer weeks before than this are no base. */
const LEAST_WEEKS = 6
const LEAST_MONTHS = 3
/** Fifteen months: from there on a season can be told from a trend. */
const SEASON_DAYS = 456
const SEASON_MONTHS = 15
const SERIES_WEEKS = 26
const SERIES_MONTHS = 24

const length = ([a, b]: Days) => b - a + 1
const lengths = (list: readonly Days[]) => list.reduce((s, d) => s + length(d), 0)

/** Days of several whole weeks ending on `last`. */
const weeksTo = (last: number, weeks: number): Days => [last - 7 * weeks + 1, last]

/**
 * Windows that end on `today` and their base inside what the table covers, from `firstDay` on. Months of a table
 * that knows only months: the last one, and the last three.
 */
export function lookBackOf(
  table: Pick<Incidents, 'precision' | 'span'>,
  today: number,
  firstDay: number,
  choice: LookBackChoice,
): LookBack {
  return table.precision === 'month'
    ? inMonths(table, today, firstDay, choice)
    : inDays(today, firstDay, choice)
}

const windowOf = (label: string, days: Days, base: readonly Days[]): LookWindow => ({
  label,
  days,
  base,
  times: lengths(base) / length(days),
})

function inDays(today: number, firstDay: number, choice: LookBackChoice): LookBack {
  const looked = Math.max(1, today - firstDay + 1)
  const last = (n: number): Days => [today - Math.min(n, looked) + 1, today]
  const short = last(7)
  const long = last(28)
  // the same choice for both, so that their figures can be read side by side
  const seasonKnown = today - firstDay + 1 >= SEASON_DAYS
  const bySeason = seasonKnown && (choice.base === 'auto' || choice.base === 'season')
  let years = 0
  if (choice.base === 'years')
    while (years < choice.years && long[0] - (years + 1) * YEAR - 7 * choice.around >= firstDay) years++
  const sameWeeks = ([a, b]: Days): Days[] =>
    Array.from({ length: years }, (_, k) => [
      a - (k + 1) * YEAR - 7 * choice.around,
      b - (k + 1) * YEAR + 7 * choice.around,
    ])
  const justBefore = ([a]: Days): Days[] => {
    const weeks = Math.min(choice.before, Math.floor((a - firstDay) / 7))
    return weeks >= Math.min(LEAST_WEEKS, choice.before) ? [weeksTo(a - 1, weeks)] : []
  }
  const all = ([a]: Days): Days[] => [
    weeksTo(a - 1, Math.min(52 * choice.years, Math.floor((a - firstDay) / 7))),
  ]
  const baseOf = bySeason
    ? all
    : years > 0
      ? sameWeeks
      : choice.base === 'years' || choice.base === 'season'
        ? () => []
        : justBefore
  const labelled = (days: Days) => windowOf(countOf(length(days), 'day'), days, baseOf(days))
  const windows = [labelled(short), labelled(long)] as const
  const now = weeksTo(today, 12)
  const yearBefore = now[0] - YEAR >= firstDay
  const then: Days = yearBefore ? [now[0] - YEAR, now[1] - YEAR] : weeksTo(now[0] - 1, 12)
  return {
    grain: 'days',
    kind: bySeason ? 'season' : years > 0 ? 'years' : windows[0].times > 0 ? 'before' : 'none',
    years,
    seasonKnown,
    windows,
    series: Array.from({ length: SERIES_WEEKS }, (_, k) =>
      weeksTo(today - 7 * (SERIES_WEEKS - 1 - k), 1),
    ).filter((d) => d[1] >= firstDay),
    year: last(365),
    yearWords: looked >= 365 ? '12 months' : countOf(looked, 'day'),
    ...(then[0] >= firstDay ? { trend: { now, then, yearBefore } } : {}),
  }
}

function inMonths(
  table: Pick<Incidents, 'precision' | 'span'>,
  today: number,
  firstDay: number,
  choice: LookBackChoice,
): LookBack {
  const steps = stepsOf(table, today, 1)
  // step 0 is the last month of the table; `newest` … `oldest` inclusive
  const span = (newest: number, oldest: number): Days => [steps.days(oldest)[0], steps.days(newest)[1]]
  const months = Math.max(1, steps.of(firstDay * MINUTES_PER_DAY) + 1)
  // a year of months, one more on either side, must all be in the table
  const around = choice.around > 0 ? 1 : 0
  const seasonKnown = months >= SEASON_MONTHS
  const bySeason = seasonKnown && (choice.base === 'auto' || choice.base === 'season')
  let years = 0
  if (choice.base === 'years') while (years < choice.years && 2 + 12 * (years + 1) + around < months) years++
  const sameMonths = (wide: number): Days[] =>
    Array.from({ length: years }, (_, k) => span(12 * (k + 1) - around, 12 * (k + 1) + wide - 1 + around))
  const justBefore = (wide: number): Days[] => {
    const n = Math.min(12, months - wide)
    return n >= LEAST_MONTHS ? [span(wide, wide + n - 1)] : []
  }
  const all = (wide: number): Days[] => [span(wide, Math.min(months, wide + 12 * choice.years) - 1)]
  const baseOf = bySeason
    ? all
    : years > 0
      ? sameMonths
      : choice.base === 'years' || choice.base === 'season'
        ? () => []
        : justBefore
  const windows = [
    windowOf('last month', span(0, 0), baseOf(1)),
    windowOf(countOf(Math.min(3, months), 'month'), span(0, Math.min(3, months) - 1), baseOf(3)),
  ] as const
  const yearBefore = months >= SEASON_MONTHS
  return {
    grain: 'months',
    kind: bySeason ? 'season' : years > 0 ? 'years' : windows[0].times > 0 ? 'before' : 'none',
    years,
    seasonKnown,
    windows,
    series: Array.from(
      { length: Math.min(SERIES_MONTHS, months) },
      (_, k, n = Math.min(SERIES_MONTHS, months)) => span(n - 1 - k, n - 1 - k),
    ),
    year: span(0, Math.min(12, months) - 1),
    yearWords: countOf(Math.min(12, months), 'month'),
    ...(yearBefore || months >= 6
      ? { trend: { now: span(0, 2), then: yearBefore ? span(12, 14) : span(3, 5), yearBefore } }
      : {}),
  }
}

/** Whether a day lies in any of these. */
export const inDaysOf = (list: readonly Days[], day: number): boolean =>
  list.some(([a, b]) => day >= a && day <= b)

/** Changes of the recorded series that a comparison should not reach over, and the days they fill. */
export const SERIES_BREAKS: readonly {
  readonly days: Days
  readonly label: string
  /** beside a line on a narrow chart */
  readonly short: string
  /** only the counting of burglary changed */
  readonly burglary: boolean
}[] = [
  {
    days: [dayFrom(2017, 4, 1), dayFrom(2017, 4, 1)],
    label: 'from April 2017 burglary is recorded as residential or business and community',
    short: 'Apr 2017',
    burglary: true,
  },
  {
    days: [dayFrom(2020, 3, 1), dayFrom(2021, 6, 30)],
    label: 'March 2020 to June 2021 was the pandemic',
    short: 'pandemic',
    burglary: false,
  },
  {
    days: [dayFrom(2023, 4, 1), dayFrom(2023, 4, 1)],
    label: 'from April 2023 residential burglary is split into homes and unconnected buildings',
    short: 'Apr 2023',
    burglary: true,
  },
]

/** The breaks that lie inside these days. */
export const breaksWithin = ([from, to]: Days): string[] =>
  SERIES_BREAKS.filter((b) => b.days[0] <= to && b.days[1] >= from).map((b) => b.label)
