/** What is said of one incident: on the map, in lists, in its story. */
import { FLAG, type Incidents } from '../../core/table/incidents.ts'
import { OFFENCES } from '../../core/base/offences.ts'
import { dictAt, textAt } from '../../core/base/text.ts'
import { dayOf, showDay, showMonth, showTime } from '../../core/base/time.ts'
import type { LoadedIncidents } from '../../state/store.ts'

/** When it happened: "Sat 21 Nov 2026 17:40–19:15", "Jun 2025", with what is doubtful about it. */
export function whenWords(t: Incidents, row: number): string {
  const [from, to, flags] = [t.from[row], t.to[row], t.flags[row]]
  if (t.precision === 'month') return showMonth(dayOf(from))
  const a = showDay(dayOf(from), { weekday: true })
  if (t.precision === 'day' || flags & FLAG.noTime)
    return dayOf(to) > dayOf(from) ? `${a} – ${showDay(dayOf(to), { weekday: true })}` : a
  if (flags & FLAG.noEnd || to === from) return `${a} ${showTime(from)}`
  if (flags & FLAG.reversed) return `${a} ${showTime(from)} (the file’s end is before its start)`
  return dayOf(to) === dayOf(from)
    ? `${a} ${showTime(from)}–${showTime(to)}`
    : `${a} ${showTime(from)} – ${showDay(dayOf(to), { weekday: true, year: false })} ${showTime(to)}`
}

/** Title and lines of an incident. */
export function incidentTip({ table, text }: LoadedIncidents, row: number) {
  const address = textAt(text.address, row)
  const street = dictAt(table.street, row)
  const id = textAt(text.id, row)
  const lines = [
    address || street,
    whenWords(table, row),
    table.flags[row] & FLAG.repeat ? 'Earlier incident here within 12 months' : '',
    table.flags[row] & FLAG.placeholderTime ? 'The clock time looks like a placeholder' : '',
    dictAt(table.beat, row),
    id && `No. ${id.length > 20 ? id.slice(0, 12) + '…' : id}`,
  ]
  return { title: OFFENCES[table.offence[row]].label, lines: lines.filter(Boolean) }
}
