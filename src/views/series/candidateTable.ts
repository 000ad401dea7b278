/** What speaks for each candidate, a column each. */
import { OFFENCES } from '../../core/base/offences.ts'
import { dictAt, textAt } from '../../core/base/text.ts'
import { cellNumber, type TableModel } from '../../ui/index.ts'
import { whenWords } from '../../desk/incidents/incidentWords.ts'
import { count, many } from '../../desk/words.ts'
import type { Candidates } from './candidates.ts'
import type { Bench } from './model.ts'

/** "+3", "−12", "0": days after or before a member. */
const daysWords = (d: number) => (d > 0 ? `+${d}` : cellNumber(d))

/** Candidates as a table: what was found by first, then each component beside its neighbours. */
export function candidateTable(
  bench: Bench,
  found: Candidates,
  number: ReadonlyMap<number, number>,
): TableModel {
  const { table, text } = bench.incidents
  const { rows, evidence: e, why } = found
  const where = (k: number) => textAt(text.address, rows[k]) || dictAt(table.street, rows[k])
  const members = number.size > 0
  return {
    caption: `${many(found.all, 'incident')} found${found.all > rows.length ? `, the newest ${count(rows.length)} listed` : ''}`,
    n: rows.length,
    key: (k) => String(rows[k]),
    at: (k) => (Number.isFinite(table.lng[rows[k]]) ? [table.lng[rows[k]], table.lat[rows[k]]] : undefined),
    columns: [
      {
        key: 'in',
        label: 'In',
        kind: 'text',
        value: (k) => (number.has(rows[k]) ? `no. ${number.get(rows[k])}` : ''),
      },
      ...(members
        ? [
            {
              key: 'metres',
              label: 'Nearest',
              unit: 'm',
              kind: 'number' as const,
              digits: 0,
              value: (k: number) => Math.round(e[k].metres),
              detail: (k: number) => (Number.isNaN(e[k].days) ? '' : `${daysWords(e[k].days)} d`),
            },
          ]
        : []),
      {
        key: 'where',
        label: 'Where',
        kind: 'text',
        value: where,
        detail: (k) => why[k] || textAt(text.mo, rows[k]) || dictAt(table.wording, rows[k]),
      },
      { key: 'when', label: 'When', kind: 'text', value: (k) => whenWords(table, rows[k]) },
      ...(members
        ? [
            {
              key: 'to',
              label: 'Nearest is',
              kind: 'text' as const,
              value: (k: number) => (number.has(e[k].nearest) ? `no. ${number.get(e[k].nearest)}` : ''),
            },
            {
              key: 'days',
              label: 'Days from it',
              kind: 'number' as const,
              digits: 0,
              value: (k: number) => e[k].days,
              show: (k: number) => (Number.isNaN(e[k].days) ? '' : daysWords(e[k].days)),
            },
            {
              key: 'place',
              label: 'Same place',
              kind: 'text' as const,
              value: (k: number) => (e[k].samePlace ? 'yes' : ''),
            },
            {
              key: 'hours',
              label: 'Hours shared',
              unit: '%',
              kind: 'number' as const,
              digits: 0,
              value: (k: number) => Math.round(100 * e[k].hours),
            },
            {
              key: 'words',
              label: 'Words shared',
              kind: 'text' as const,
              value: (k: number) =>
                e[k].words.length === 0 ? '' : `${e[k].words.length}: ${e[k].words.slice(0, 6).join(', ')}`,
            },
          ]
        : []),
      {
        key: 'offence',
        label: 'Offence',
        kind: 'text',
        value: (k) => OFFENCES[table.offence[rows[k]]].short,
      },
      { key: 'why', label: 'Found by', kind: 'text', value: (k) => why[k] },
      { key: 'id', label: 'Crime no.', kind: 'text', value: (k) => textAt(text.id, rows[k]) },
    ],
  }
}
