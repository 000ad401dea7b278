/** Aoristic time: an occurrence window shared among the hours of the week it touches, to the minute. */
import { FLAG, type Incidents } from './incidents.ts'
import { dayOf, firstHours, MINUTES_PER_DAY, weekdayOf } from '../base/time.ts'

/** What is known of one window's time. */
export type WindowKind = 'window' | 'noEnd' | 'reversed' | 'long' | 'noTime'

/** How many windows of each kind went into a profile. */
export type WindowCounts = Record<WindowKind, number>

const HOURS = 168
const WEEK = HOURS * 60

/** Hour of the week of a minute number: 0 = Monday 00:00–01:00 … 167 = Sunday 23:00–24:00. */
export function hourOfWeek(minute: number): number {
  const day = dayOf(minute)
  return weekdayOf(day) * 24 + Math.floor((minute - day * MINUTES_PER_DAY) / 60)
}

/**
 * Adds one incident to a week of 168 hours (weight 1 in all) and says of what kind its window is.
 * A window gives each hour the share of its minutes that lie in it; one of zero minutes, without an end or
 * reversed falls wholly on the hour of its start (Ratcliffe 2002); one of a week or longer gives each hour
 * 1/168. A row that knows only its day is not added: every hour would be invented. By UK clocks the hour that is skipped
 * in March holds no minute of a window, and the one that comes twice in October holds two.
 */
export function addWindow(
  week: Float64Array,
  from: number,
  to: number,
  flags: number,
  ukClock = false,
): WindowKind {
  if (flags & FLAG.noTime) return 'noTime'
  if (to < from || flags & FLAG.reversed) {
    week[hourOfWeek(from)]++
    return 'reversed'
  }
  if (flags & FLAG.noEnd || to === from) {
    week[hourOfWeek(from)]++
    return flags & FLAG.noEnd ? 'noEnd' : 'window'
  }
  const total = to - from
  if (total >= WEEK) {
    for (let h = 0; h < HOURS; h++) week[h] += 1 / HOURS
    return 'long'
  }
  const changed = ukClock ? changeIn(from, to) : undefined
  // a window of nothing but the hour that does not exist stays where it was written
  const real = changed ? total + (changed.times - 1) * changed.minutes : total
  for (let t = from; t < to;) {
    const next = Math.min(to, (Math.floor(t / 60) + 1) * 60)
    const times = changed && real > 0 && t >= changed.at && t < changed.at + 60 ? changed.times : 1
    week[hourOfWeek(t)] += (times * (next - t)) / (real > 0 ? real : total)
    t = next
  }
  return 'window'
}

/** Where a window holds minutes of the hour that UK clocks skip or repeat: when it begins, how many, how often it comes. */
function changeIn(from: number, to: number): { at: number; minutes: number; times: number } | undefined {
  for (let day = dayOf(from); day <= dayOf(to); day++) {
    const times = firstHours(day)
    if (times === 1) continue
    const at = day * MINUTES_PER_DAY + 60
    const minutes = Math.min(to, at + 60) - Math.max(from, at)
    if (minutes > 0) return { at, minutes, times }
  }
  return undefined
}

/** Whether a table's clock is that of the United Kingdom and Ireland, by the plane its places are on. */
export const isUkClock = ({ crs }: Partial<Pick<Incidents, 'crs'>>): boolean =>
  crs !== undefined && ['EPSG:27700', 'EPSG:29902', 'EPSG:2157'].includes(crs)

/** Windows as they are shared among a week: what it holds, and of each that knows its hours where it begins and how long it is. */
export interface Windows {
  /** 168 weights, Monday 00:00 first */
  readonly week: Float64Array
  readonly counts: WindowCounts
  /** the rows that are in the week */
  readonly rows: number[]
  /** minute number at which each of them begins */
  readonly starts: number[]
  /** minutes of each; 0 where it has no usable end and lies wholly on its first minute */
  readonly lengths: number[]
}

/** What `windowsOf` needs of a table. */
type Windowed = Pick<Incidents, 'from' | 'to' | 'flags'> & Partial<Pick<Incidents, 'crs'>>

/** No windows yet. */
const noWindows = (): Windows => ({
  week: new Float64Array(HOURS),
  counts: { window: 0, noEnd: 0, reversed: 0, long: 0, noTime: 0 },
  ...{ rows: [], starts: [], lengths: [] },
})

/**
 * The windows of rows: those without a clock time are counted, and are in no week. `to` = those of earlier rows, which these
 * are added to: a method that looks at millions takes a breath between blocks.
 */
export function windowsOf(table: Windowed, rows: Iterable<number>, to: Windows = noWindows()): Windows {
  const uk = isUkClock(table)
  for (const i of rows) {
    const kind = addWindow(to.week, table.from[i], table.to[i], table.flags[i], uk)
    to.counts[kind]++
    if (kind === 'noTime') continue
    to.rows.push(i)
    to.starts.push(table.from[i])
    to.lengths.push(kind === 'window' || kind === 'long' ? table.to[i] - table.from[i] : 0)
  }
  return to
}

/** The 24 hours of the day of a week of 168. */
export const hoursOfDay = (week: Float64Array): Float64Array =>
  Float64Array.from({ length: 24 }, (_, h) => {
    let sum = 0
    for (let d = 0; d < 7; d++) sum += week[d * 24 + h]
    return sum
  })

/** The run of hours (default six, over midnight too) that holds most of a day's weight. */
export function busiestHours(hours: Float64Array, length = 6): { from: number; to: number; share: number } {
  const total = hours.reduce((s, v) => s + v, 0)
  let best = 0
  let most = -1
  for (let h = 0; h < 24; h++) {
    let sum = 0
    for (let k = 0; k < length; k++) sum += hours[(h + k) % 24]
    if (sum > most + 1e-12) {
      most = sum
      best = h
    }
  }
  return { from: best, to: (best + length) % 24, share: total > 0 ? most / total : NaN }
}
