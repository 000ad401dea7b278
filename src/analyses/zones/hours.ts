/** Whether the hours of a zone are its own, or those that chance gives some run of hours of so few incidents. */
import { evenHours } from '../../core/stats/evenHours.ts'
import { addWindow, busiestHours, hoursOfDay, isUkClock } from '../../core/table/dayProfile.ts'
import type { Incidents } from '../../core/table/incidents.ts'
import { drain } from '../../core/base/drain.ts'
import type { Zone } from './result.ts'

/** Fewer incidents with a known time have no hours that are mostly theirs. */
const FEW_TIMED = 5
/** Hours in a row that are looked for. */
const RUN = 6
/** Of all zones looked at together one in twenty may name hours by chance (Bonferroni). */
const LEVEL = 0.05
/** With more zones than this no draw of 499 can be rare enough. */
const MOST_LOOKS = 24

interface Timed {
  readonly starts: number[]
  readonly lengths: number[]
  readonly week: Float64Array
}

function timedOf(table: Incidents, rows: Uint32Array): Timed {
  const week = new Float64Array(168)
  const [starts, lengths]: number[][] = [[], []]
  const uk = isUkClock(table)
  for (const i of rows) {
    const kind = addWindow(week, table.from[i], table.to[i], table.flags[i], uk)
    if (kind === 'noTime') continue
    starts.push(table.from[i])
    lengths.push(kind === 'window' || kind === 'long' ? table.to[i] - table.from[i] : 0)
  }
  return { starts, lengths, week }
}

/** The six busiest hours of each zone's incidents, and whether they stand out from chance among all zones looked at. */
export function hoursOfZones(
  table: Incidents,
  zones: readonly { readonly incidents: Uint32Array }[],
): Pick<Zone, 'hours' | 'busiest'>[] {
  const timed = zones.map((z) => timedOf(table, z.incidents))
  const looks = timed.filter((t) => t.starts.length >= FEW_TIMED).length
  return timed.map(({ starts, lengths, week }) => {
    const hours = hoursOfDay(week)
    const busiest = busiestHours(hours, RUN)
    const n = starts.length
    // a share that so many incidents often reach is not drawn for
    const worth = n >= FEW_TIMED && looks <= MOST_LOOKS && busiest.share > RUN / 24 + 0.5 / Math.sqrt(n)
    const stands = worth && drain(evenHours(starts, lengths, week, RUN)).hours.p <= LEVEL / looks
    return { hours, busiest: { ...busiest, stands } }
  })
}
