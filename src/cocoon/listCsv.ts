/** The cocooning list as CSV. */
import { csvCell } from '../core/base/csv.ts'
import { dayOf, isoDay, showTime } from '../core/base/time.ts'
import type { IncidentText } from '../core/table/incidents.ts'
import { type CocoonList, incidentName } from './list.ts'

/** "2026-11-23T17:40" of a minute. */
const isoMinute = (minute: number): string => `${isoDay(dayOf(minute))}T${showTime(minute)}`

/**
 * The list as CSV: `incident,order,uprn,address,relation,tier,due`, one line per call in walking order. Several
 * incidents are joined by "; ", several flats of one call by a space in `uprn` and named after the address.
 */
export function listCsv(list: CocoonList, text?: IncidentText): string {
  const lines = list.visits.map((v) =>
    [
      // the burglary that sets the due time first
      [v.dueBy, ...v.incidents.filter((r) => r !== v.dueBy)].map((r) => incidentName(text, r)).join('; '),
      String(v.order),
      v.uprns.join(' '),
      v.flats.length > 0 ? `${v.address} (${v.flats.join(', ')})` : v.address,
      v.relation,
      v.tier,
      isoMinute(v.due),
    ]
      .map(csvCell)
      .join(','),
  )
  return ['incident,order,uprn,address,relation,tier,due', ...lines].join('\r\n') + '\r\n'
}
