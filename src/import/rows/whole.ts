/** What is judged on a collection as a whole: names, exchanged dates, snap points, crime numbers, missing months. */
import { isNowhere } from '../../core/geometry/plane.ts'
import { gapsOf } from '../../core/table/gaps.ts'
import { FLAG } from '../../core/table/incidents.ts'
import type { Incidents } from '../../core/table/incidents.ts'
import { dayOf, MINUTES_PER_DAY } from '../../core/base/time.ts'
import { countOf } from '../../core/base/words.ts'
import type { ImportOptions } from '../contract.ts'
import { cannotSnap, snappedBy } from './busyPoints.ts'
import type { Collector } from './collector.ts'
import { exchanged, findDamage } from './damage.ts'
import type { Damage } from './damage.ts'
import type { Numbers } from './once.ts'
import { nameKey, oneName, wordingKey } from './oneName.ts'
import type { Placed } from './placing.ts'
import { rowsAlone } from './points.ts'

/** Whole months without a row, where there are some. */
export function gapsIn(t: Parameters<typeof gapsOf>[0]): Pick<Incidents, 'gaps'> {
  const gaps = gapsOf(t)
  return gaps.length > 0 ? { gaps } : {}
}

/** Why the points of a table of days are snap points; undefined where they are homes, or the user says so. */
export function snapPoints(c: Collector, placed: Placed, options: ImportOptions): string | undefined {
  if (options.points === 'homes') return undefined
  if (options.points === 'snap') return 'chosen by the user'
  if (c.segments.every((s) => s.mapping.open))
    return 'the columns or the words “On or near” are those of open data'
  const [{ mapping }] = c.segments
  // a plane of somebody's own says nothing of homes
  if (isNowhere(mapping.crs.code)) return undefined
  // where the points are not wanted otherwise they are not found for this alone
  if (placed.unasked && cannotSnap(c.n, rowsAlone(placed.x, placed.y))) return undefined
  return snappedBy(placed.points, doorsNamed(c), mapping.uk)
}

/** How many rows name a door by UPRN or by an address with a number in it. */
function doorsNamed(c: Collector): number {
  let doors = 0
  for (let i = 0; i < c.n; i++) if (c.uprn.has(i) || c.address.hasDigit(i)) doors++
  return doors
}

/** Exchanged days and months among the starts of the windows. */
export const damageOf = (c: Collector): Damage | undefined => findDamage(c.from.data, c.n)

/** Exchanges day and month in the dates in doubt, of both ends of the window; says how many rows. */
export function repair(c: Collector, { rows }: Damage): number {
  const [from, to, flags] = [c.from.data, c.to.data, c.flags.data]
  for (const i of rows) {
    const point = to[i] === from[i]
    from[i] = exchanged(from[i])
    to[i] = point ? from[i] : to[i]
    // what was doubtful about the old dates is not about the new ones
    flags[i] &= ~(FLAG.oddDate | FLAG.reversed)
  }
  if (c.segments.some((s) => s.mapping.col.to !== undefined))
    for (let i = 0; i < c.n; i++) if (to[i] < from[i] && exchanged(to[i]) >= from[i]) to[i] = exchanged(to[i])
  return rows.length
}

const NOON = MINUTES_PER_DAY / 2
/** One clock time in so many rows of so many days is none. */
const ONE_CLOCK = { rows: 10, days: 5 }

/**
 * Takes the clock time off all rows where it can be none: noon in every one, as scripts write a day, or one and the same
 * moment of UTC, as the midnight of another country becomes. Says so; '' where there is nothing of the kind.
 */
export function dropOneClock(c: Collector, { clock: chosen }: ImportOptions): string {
  const [from, to, flags] = [c.from.data, c.to.data, c.flags.data]
  if (
    chosen !== undefined ||
    c.n < ONE_CLOCK.rows ||
    c.timed < c.n ||
    c.segments.some((s) => s.mapping.col.fromTime !== undefined)
  )
    return ''
  const clock = from[0] % MINUTES_PER_DAY
  const utc = c.segments.every((s) => s.dates.utc + s.dates.z > 0)
  const days = new Set<number>()
  let other = clock
  for (let i = 0; i < c.n; i++) {
    const now = from[i] % MINUTES_PER_DAY
    if (now !== clock && now !== other) {
      if (other !== clock || !utc || Math.abs(now - clock) !== 60) return ''
      other = now
    }
    if (days.size < ONE_CLOCK.days) days.add(dayOf(from[i]))
  }
  if (days.size < ONE_CLOCK.days || (clock !== NOON && !(utc && clock % 60 === 0))) return ''
  for (let i = 0; i < c.n; i++) {
    const point = (flags[i] & FLAG.noEnd) !== 0
    const end = to[i] % MINUTES_PER_DAY
    from[i] = dayOf(from[i]) * MINUTES_PER_DAY
    if (point) to[i] = from[i]
    else if (end === clock || end === other) to[i] = dayOf(to[i]) * MINUTES_PER_DAY + MINUTES_PER_DAY - 1
    flags[i] |= FLAG.noTime
  }
  c.timed = 0
  return 'Every row has one and the same clock time, which can be none: only the day is kept.'
}

/** Beats, streets and wordings with each name in one spelling, and what was joined. */
export function oneNames(c: Collector): string[] {
  const spellings = (n: number, what: string) =>
    n === 0
      ? []
      : [
          `${countOf(n, what)} ${n === 1 ? 'is' : 'are'} written in several ways; the commonest spelling is shown.`,
        ]
  return [
    ...spellings(oneName(c.wording, wordingKey), 'offence wording'),
    ...spellings(oneName(c.beat, nameKey), 'beat'),
    ...spellings(oneName(c.street, nameKey), 'street'),
  ]
}

/** What is said of crime numbers that stand for several crimes. */
export const numberNotes = ({ clashing, usedAgain, besides }: Numbers): string[] => [
  ...(clashing === 0
    ? []
    : usedAgain
      ? [
          `Crime numbers are used again for other crimes (${countOf(clashing, 'number')} at another place and day), so no row was left out for its number.`,
        ]
      : [
          `${countOf(clashing, 'crime number')} ${clashing === 1 ? 'stands' : 'stand'} for crimes at another place and day; those rows are all kept.`,
        ]),
  ...(besides === 0
    ? []
    : [
        `${countOf(besides, 'row')} ${besides === 1 ? 'has' : 'have'} the number, day or place of a crime of another kind, and no date tells which is newer: they were taken for several offences of one occurrence, and are kept.`,
      ]),
]
