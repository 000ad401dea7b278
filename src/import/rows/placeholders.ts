/** Clock times of 00:00, 00:01 and 23:59: placeholders of a system, unless only as many rows have them as chance gives. */
import { MINUTES_PER_DAY } from '../../core/base/time.ts'
import { poissonAtLeast } from '../../core/stats/poissonTail.ts'
import { FLAG } from '../../core/table/incidents.ts'
import type { Collector } from './collector.ts'

const LAST = MINUTES_PER_DAY - 1
/** Minutes on either side of midnight that tell what is usual there. */
const AROUND = 15
/** Full hours before and after midnight: people round to them. */
const HOURS = [22, 23, 1, 2]
/** So seldom may chance alone give as many rows. */
const LEVEL = 0.01

/** Minute of its day of a minute number. */
function ofDay(minute: number): number {
  const m = minute % MINUTES_PER_DAY
  return m < 0 ? m + MINUTES_PER_DAY : m
}

/** Fewer rows beside midnight say nothing of what is usual there. */
const FEW = 5

/** Mean number of rows at some minutes of the day; 0 where they are too few to tell. */
function meanAt(rows: Uint32Array, minutes: readonly number[]): number {
  const all = minutes.reduce((s, m) => s + rows[(m + MINUTES_PER_DAY) % MINUTES_PER_DAY], 0)
  return all < FEW ? 0 : all / minutes.length
}

/**
 * The minutes of the day that clearly more rows have than the minutes beside them, the full hours beside midnight and an
 * even day give (one-sided exact test of Poisson counts at 1%). `rows` by minute of the day.
 */
export function standOut(rows: Uint32Array): number[] {
  const even = rows.reduce((s, v) => s + v, 0) / MINUTES_PER_DAY
  const beside = Array.from({ length: AROUND }, (_, k) => [-2 - k, 2 + k]).flat()
  // a quarter to and ten past are rounded times of their own
  const odd = meanAt(
    rows,
    beside.filter((m) => m % 5 !== 0),
  )
  const full = meanAt(
    rows,
    HOURS.map((h) => h * 60),
  )
  const usual = [
    [0, Math.max(even, odd, full)],
    [1, Math.max(even, odd)],
    [LAST, Math.max(even, odd)],
  ] as const
  return usual
    .filter(([m, expected]) => rows[m] > 0 && poissonAtLeast(rows[m], expected) < LEVEL)
    .map(([m]) => m)
}

/** Takes the mark of a placeholder off the rows at minutes of the day that do not stand out; says how many. */
export function believeChance(c: Collector, flags: Uint16Array): number {
  const from = c.from.data
  const rows = new Uint32Array(MINUTES_PER_DAY)
  let marked = 0
  for (let i = 0; i < c.n; i++) {
    if ((flags[i] & FLAG.noTime) !== 0) continue
    rows[ofDay(from[i])]++
    if ((flags[i] & FLAG.placeholderTime) !== 0) marked++
  }
  if (marked === 0) return 0
  const doubted = new Set(standOut(rows))
  const take = (marks: Uint16Array, minutes: Int32Array, n: number): number => {
    let taken = 0
    for (let i = 0; i < n; i++) {
      if ((marks[i] & FLAG.placeholderTime) === 0) continue
      if (doubted.has(ofDay(minutes[i]))) continue
      marks[i] &= ~FLAG.placeholderTime
      taken++
    }
    return taken
  }
  const taken = take(flags, from, c.n)
  take(c.unplaced.flags.data, c.unplaced.from.data, c.unplaced.n)
  // those shown may be of the rows that are believed now
  if (taken > 0) c.examples.delete('placeholder')
  c.timed += taken
  return taken
}
