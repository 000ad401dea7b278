/** The incidents as a table: the same columns wherever they are listed. */
import { useMemo } from 'react'
import { FLAG } from '../../core/table/incidents.ts'
import { OFFENCES } from '../../core/base/offences.ts'
import { dictAt, textAt } from '../../core/base/text.ts'
import { dayOf, showDay } from '../../core/base/time.ts'
import { type LoadedIncidents, useStore } from '../../state/store.ts'
import type { TableModel } from '../../ui/index.ts'
import { whenWords } from './incidentWords.ts'
import { many } from '../words.ts'

/** A table of these rows, in their order. */
export function incidentTable({ table, text }: LoadedIncidents, rows: Uint32Array): TableModel {
  return {
    caption: `${many(rows.length, 'incident')} after filters`,
    n: rows.length,
    key: (i) => String(rows[i]),
    at: (i) => (Number.isFinite(table.lng[rows[i]]) ? [table.lng[rows[i]], table.lat[rows[i]]] : undefined),
    columns: [
      {
        key: 'offence',
        label: 'Offence',
        kind: 'text',
        value: (i) => OFFENCES[table.offence[rows[i]]].short,
      },
      {
        key: 'day',
        label: 'From',
        kind: 'date',
        value: (i) => dayOf(table.from[rows[i]]),
        show: (i) => showDay(dayOf(table.from[rows[i]])),
      },
      {
        key: 'when',
        label: 'Window',
        kind: 'text',
        value: (i) => whenWords(table, rows[i]),
        order: (i) => table.from[rows[i]],
      },
      {
        key: 'where',
        label: 'Where',
        kind: 'text',
        value: (i) => textAt(text.address, rows[i]) || dictAt(table.street, rows[i]),
      },
      { key: 'beat', label: 'Beat', kind: 'text', value: (i) => dictAt(table.beat, rows[i]) },
      {
        key: 'repeat',
        label: 'Repeat',
        kind: 'text',
        value: (i) => (table.flags[rows[i]] & FLAG.repeat ? 'repeat' : ''),
      },
      { key: 'wording', label: 'Wording', kind: 'text', value: (i) => dictAt(table.wording, rows[i]) },
      { key: 'outcome', label: 'Outcome', kind: 'text', value: (i) => dictAt(table.outcome, rows[i]) },
      { key: 'mo', label: 'How', kind: 'text', value: (i) => textAt(text.mo, rows[i]) },
      { key: 'id', label: 'Crime no.', kind: 'text', value: (i) => textAt(text.id, rows[i]) },
    ],
  }
}

/** The same, kept until the rows change; undefined while nothing is loaded. */
export function useIncidentTable(rows: Uint32Array): TableModel | undefined {
  const incidents = useStore((s) => s.incidents)
  return useMemo(() => incidents && incidentTable(incidents, rows), [incidents, rows])
}
