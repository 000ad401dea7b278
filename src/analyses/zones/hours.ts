/** Whether the hours of a zone are its own, or those that chance gives some run of hours of so few incidents. */
import { evenHours } from '../../core/stats/evenHours.ts'
import { busiestHours, hoursOfDay, windowsOf } from '../../core/table/dayProfile.ts'
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

/** The six busiest hours of each zone's incidents, and whether they stand out from chance among all zones looked at. */
export function hoursOfZones(
  table: Incidents,
  zones: readonly { readonly incidents: Uint32Array }[],
): Pick<Zone, 'hours' | 'busiest'>[] {
  const timed = zones.map((z) => windowsOf(table, z.incidents))
  const looks = timed.filter((t) => t.rows.length >= FEW_TIMED).length
  return timed.map((windows) => {
    const hours = hoursOfDay(windows.week)
    const busiest = busiestHours(hours, RUN)
    const n = windows.rows.length
    // a share that so many incidents often reach is not drawn for
    const worth = n >= FEW_TIMED && looks <= MOST_LOOKS && busiest.share > RUN / 24 + 0.5 / Math.sqrt(n)
    const stands = worth && drain(evenHours(windows, RUN)).hours.p <= LEVEL / looks
    return { hours, busiest: { ...busiest, stands } }
  })
}
