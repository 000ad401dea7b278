/** What stands beside the counts: hours, weekdays, repeats and where the middle lies. */
import { oddsRatio } from '../../core/stats/compare.ts'
import { hoursOfDay, windowsOf } from '../../core/table/dayProfile.ts'
import { FLAG, type Incidents } from '../../core/table/incidents.ts'
import { unitUnknown } from '../../core/table/unit.ts'
import { cannotCountDays } from '../../core/near/nearRows.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { wilson } from '../../core/places/repeats.ts'
import { type Night, sameSpreadOfNights, type SpreadTest } from '../../core/stats/spread.ts'
import { dayOf, MINUTES_PER_DAY, weekdayOf } from '../../core/base/time.ts'
import type { CentreRow, RepeatRow, SpreadRow } from './result.ts'

type Rows = Uint32Array

/** Windows longer than this do not know their time of day, or their weekday, minutes. */
const HOURS_KNOWN = 8 * 60
const DAY_KNOWN = 24 * 60
/** Hours to a class of the test. */
const CLASS = 3

const middle = (t: Incidents, i: number) => Math.floor(t.from[i] + (t.to[i] - t.from[i]) / 2)
const sound = (t: Incidents, i: number, most: number) =>
  !(t.flags[i] & FLAG.reversed) && t.to[i] - t.from[i] <= most

/** First and last day of a side, both counted. */
export type SideDays = readonly [first: number, last: number]

/** Both sides by the night (noon to noon) or the day in which each window starts, and how many of these hold none. */
function nightsBeside(
  t: Incidents,
  sides: readonly [a: Rows, b: Rows],
  days: readonly [a: SideDays, b: SideDays],
  categories: number,
  of: (i: number) => number,
  unit: 'night' | 'day',
): SpreadTest {
  const nightOf = (i: number) => dayOf(t.from[i] - (unit === 'night' ? MINUTES_PER_DAY / 2 : 0))
  const [a, b] = sides.map((rows, side) => {
    const nights = new Map<number, Night>()
    for (const i of rows) {
      const k = of(i)
      if (k < 0) continue
      const day = nightOf(i)
      let night = nights.get(day)
      if (!night) nights.set(day, (night = { stratum: weekdayOf(day), counts: new Float64Array(categories) }))
      night.counts[k]++
    }
    const empty = new Array<number>(7).fill(0)
    for (let day = days[side][0]; day <= days[side][1]; day++) empty[weekdayOf(day)]++
    for (const { stratum } of nights.values()) empty[stratum] = Math.max(0, empty[stratum] - 1)
    return { list: [...nights.values()], empty }
  })
  return sameSpreadOfNights(a.list, b.list, categories, { a: a.empty, b: b.empty })
}

const countsOf = (rows: Rows, n: number, of: (i: number) => number): Float64Array => {
  const counts = new Float64Array(n)
  for (const i of rows) {
    const k = of(i)
    if (k >= 0) counts[k]++
  }
  return counts
}

/** Hours of the day, shared among the hours of each window; the test takes windows of up to 8 hours by their middle. */
export function hoursBeside(
  t: Incidents,
  a: Rows,
  b: Rows,
  days: readonly [SideDays, SideDays],
): SpreadRow | undefined {
  if (t.precision !== 'minute') return undefined
  const known = (i: number) => sound(t, i, HOURS_KNOWN) && !(t.flags[i] & FLAG.noTime)
  const classOf = (i: number) => {
    const m = middle(t, i)
    return known(i) ? Math.floor((m - dayOf(m) * MINUTES_PER_DAY) / 60 / CLASS) : -1
  }
  const day = (rows: Rows) => hoursOfDay(windowsOf(t, rows).week)
  return {
    a: day(a),
    b: day(b),
    test: nightsBeside(t, [a, b], days, 24 / CLASS, classOf, 'night'),
  }
}

/** Weekdays by the middle of windows of up to a day. `fair`: both sides hold every weekday equally often. */
export function weekdaysBeside(
  t: Incidents,
  a: Rows,
  b: Rows,
  days: readonly [SideDays, SideDays],
  fair: boolean,
): SpreadRow | undefined {
  if (t.precision === 'month') return undefined
  const classOf = (i: number) => (sound(t, i, DAY_KNOWN) ? weekdayOf(dayOf(middle(t, i))) : -1)
  const [x, y] = [countsOf(a, 7, classOf), countsOf(b, 7, classOf)]
  return {
    a: x,
    b: y,
    ...(fair
      ? { test: nightsBeside(t, [a, b], days, 7, classOf, 'day') }
      : { why: 'the periods do not hold every weekday equally often, so there is no test' }),
  }
}

/** Share of incidents at a place hit in the twelve months before; undefined where places or days are not known. */
export function repeatsBeside(t: Incidents, a: Rows, b: Rows): RepeatRow | undefined {
  if (cannotCountDays(t)) return undefined
  const count = (rows: Rows) => {
    const known = rows.filter((i) => t.place[i] >= 0)
    return [known.filter((i) => t.flags[i] & FLAG.repeat).length, known.length] as const
  }
  const [[ka, na], [kb, nb]] = [count(a), count(b)]
  if (na === 0 || nb === 0) return undefined
  return {
    a: ka,
    nA: na,
    b: kb,
    nB: nb,
    intervalA: wilson(ka, na),
    intervalB: wilson(kb, nb),
    p: oddsRatio(ka, na - ka, kb, nb - kb).p,
  }
}

const POINTS = ['north', 'north-east', 'east', 'south-east', 'south', 'south-west', 'west', 'north-west']

/** How far the mean centre lies from the other's, beside how far chance alone would put them apart; of an unknown unit none. */
export function centresBeside(t: Incidents, a: Rows, b: Rows): CentreRow | undefined {
  if (unitUnknown(t)) return undefined
  const placed = (rows: Rows) =>
    rows.filter((i) => Number.isFinite(t.x[i] + t.y[i]) && !(t.flags[i] & FLAG.outlier))
  const [pa, pb] = [placed(a), placed(b)]
  if (pa.length < 3 || pb.length < 3) return undefined
  const mean = (rows: Rows, v: Float64Array) => rows.reduce((s, i) => s + v[i], 0) / rows.length
  const [xa, ya, xb, yb] = [mean(pa, t.x), mean(pa, t.y), mean(pb, t.x), mean(pb, t.y)]
  const squares = (rows: Rows, x: number, y: number) =>
    rows.reduce((s, i) => s + (t.x[i] - x) ** 2 + (t.y[i] - y) ** 2, 0)
  const variance = (squares(pa, xa, ya) + squares(pb, xb, yb)) / (pa.length + pb.length - 2)
  const plane = planeOf(t.crs)
  const angle = Math.atan2(xa - xb, ya - yb)
  return {
    apart: Math.hypot(xa - xb, ya - yb),
    towards: POINTS[(Math.round(angle / (Math.PI / 4)) + 8) % 8],
    byChance: Math.sqrt(variance * (1 / pa.length + 1 / pb.length)),
    a: plane.inverse(xa, ya),
    b: plane.inverse(xb, yb),
  }
}
