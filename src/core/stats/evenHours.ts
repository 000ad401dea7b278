/** What the busiest hours and the busiest day would hold if nothing but chance set the clock. */
import { busiestHours, hoursOfDay } from '../table/dayProfile.ts'
import { quantile } from '../base/quantile.ts'
import { Stream } from '../base/random.ts'
import { MINUTES_PER_DAY } from '../base/time.ts'
import { pValue } from './monteCarlo.ts'

const WEEK_HOURS = 168
const WEEK = WEEK_HOURS * 60
const NOON = MINUTES_PER_DAY / 2
/** Minute number of a Monday, 00:00. */
const MONDAY = 4 * MINUTES_PER_DAY

const minuteOfWeek = (minute: number) => (((minute - MONDAY) % WEEK) + WEEK) % WEEK

/** Weeks drawn at most, and at least where there are many windows. */
const MOST_DRAWS = 499
const LEAST_DRAWS = 99
/** One of two looks, at the hours and at the days, that together raise a false alarm in one of twenty files (Bonferroni). */
export const RARE_LOOK = 0.025
/** Windows put into drawn weeks in all: what bounds the time of it. */
const WORK = 2e7

/** What the busiest run of hours and the busiest weekday hold by chance in all but 1 of 40 draws, and the observed one's p. */
export interface ByChance {
  readonly draws: number
  readonly hours: { readonly upTo: number; readonly p: number }
  readonly days: { readonly upTo: number; readonly p: number }
}

/** The share of the weekday that holds most of a week of 168 weights, and which it is, 0 = Monday. */
export function busiestDay(week: Float64Array): { day: number; share: number } {
  const weights = new Float64Array(7)
  let all = 0
  let day = 0
  for (let h = 0; h < WEEK_HOURS; h++) {
    weights[(h / 24) | 0] += week[h]
    all += week[h]
  }
  for (let d = 1; d < 7; d++) if (weights[d] > weights[day]) day = d
  return { day, share: all > 0 ? weights[day] / all : NaN }
}

/** When windows begin, as minute numbers, and how many minutes long; 0 falls wholly on its minute, a week or more on all hours alike. */
export interface Timed {
  readonly starts: ArrayLike<number>
  readonly lengths: ArrayLike<number>
}

/** Windows of one night, noon to noon, move together: several of one series are no news of the hour but once. */
interface Nights {
  /** of each window its night, 0 … count − 1 */
  readonly of: Int32Array
  /** days from the first to the last, both counted */
  readonly days: number
  /** of each night its day, the first being 0 */
  readonly at: Int32Array
}

/** The night, noon to noon, that a minute number lies in. */
export const nightOf = (minute: number) => Math.floor((minute - NOON) / MINUTES_PER_DAY)

function nightsOf(starts: ArrayLike<number>): Nights {
  const days = Int32Array.from(starts, nightOf)
  const at = [...new Set(days)].sort((a, b) => a - b)
  const number = new Map(at.map((d, k) => [d, k]))
  return {
    of: days.map((d) => number.get(d)!),
    days: at.length ? at[at.length - 1] - at[0] + 1 : 0,
    at: Int32Array.from(at, (d) => d - at[0]),
  }
}

/** A draw of a week of 168 hours, the same of the same number. */
export type WeekDraw = (k: number) => Float64Array

/**
 * Moves the windows of every night together, as long as they are, to another day of the period and by a part of a day
 * drawn at random. No two nights come to one day, so that each weekday keeps its number of days.
 */
export function weekDraws({ starts, lengths }: Timed, seed = 1): WeekDraw {
  const n = lengths.length
  // weight per minute that begins, ends, or falls on one minute alone
  const change = new Float64Array(WEEK + 1)
  const alone = new Float64Array(WEEK)
  const nights = nightsOf(starts)
  const shift = new Int32Array(nights.at.length)
  const places = new Int32Array(nights.days)
  return (k) => {
    const stream = new Stream(seed, k)
    change.fill(0)
    alone.fill(0)
    for (let d = 0; d < places.length; d++) places[d] = d
    for (let g = 0; g < shift.length; g++) {
      const other = g + stream.below(places.length - g)
      const place = places[other]
      places[other] = places[g]
      shift[g] = (place - nights.at[g]) * MINUTES_PER_DAY + stream.below(MINUTES_PER_DAY)
    }
    for (let i = 0; i < n; i++) {
      const length = lengths[i]
      const at = minuteOfWeek(starts[i] + shift[nights.of[i]])
      if (length <= 0) alone[at]++
      else if (length >= WEEK) change[0] += 1 / WEEK
      else {
        change[at] += 1 / length
        if (at + length <= WEEK) change[at + length] -= 1 / length
        else {
          change[0] += 1 / length
          change[at + length - WEEK] -= 1 / length
        }
      }
    }
    const drawn = new Float64Array(WEEK_HOURS)
    let level = 0
    for (let m = 0; m < WEEK; m++) {
      level += change[m]
      drawn[(m / 60) | 0] += level + alone[m]
    }
    return drawn
  }
}

/**
 * Looks in weeks drawn night by night again for the run of hours and the day that hold most. The busiest of all runs is
 * looked for in each draw as in the data, so that p allows for having looked at all of them.
 *
 * @param timed the windows, and the 168 weights they give, Monday 00:00 first
 * @param run hours in a row
 * @yields the share of the draws done
 */
export function* evenHours(
  timed: Timed & { week: Float64Array },
  run: number,
): Generator<number, ByChance, void> {
  const n = timed.lengths.length
  const draws = Math.min(MOST_DRAWS, Math.max(LEAST_DRAWS, Math.floor(WORK / Math.max(1, n))))
  const seen = { hours: busiestHours(hoursOfDay(timed.week), run).share, days: busiestDay(timed.week).share }
  const [hours, days] = [new Float64Array(draws), new Float64Array(draws)]
  let [atLeastHours, atLeastDays] = [0, 0]
  const draw = weekDraws(timed)
  for (let k = 0; k < draws; k++) {
    const drawn = draw(k)
    hours[k] = busiestHours(hoursOfDay(drawn), run).share
    days[k] = busiestDay(drawn).share
    // equal but for rounding is at least as large
    if (hours[k] >= seen.hours - 1e-9) atLeastHours++
    if (days[k] >= seen.days - 1e-9) atLeastDays++
    yield (k + 1) / draws
  }
  return {
    draws,
    hours: { upTo: quantile(hours.sort(), 1 - RARE_LOOK), p: pValue(atLeastHours, draws) },
    days: { upTo: quantile(days.sort(), 1 - RARE_LOOK), p: pValue(atLeastDays, draws) },
  }
}
