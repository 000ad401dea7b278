/** The incidents themselves: the table that says what the dots on the map say. */
import { useMemo } from 'react'
import { FLAG } from '../core/incidents.ts'
import { OFFENCES } from '../core/offences.ts'
import { dictAt, textAt } from '../core/text.ts'
import { dayOf, showDay } from '../core/time.ts'
import { rowsOf } from '../state/derived.ts'
import { setSession, useStore } from '../state/store.ts'
import { DataTable, EmptyState, PanelHead, type TableModel } from '../ui/index.ts'
import { accountFor } from './handling/account.ts'
import { whenWords } from './incidentWords.ts'
import { flyTo } from './mapHandle.ts'
import { many } from './words.ts'

export function IncidentsPanel() {
  const incidents = useStore((s) => s.incidents)
  const rows = useStore((s) => rowsOf(s))
  const selection = useStore((s) => s.selection)
  const model = useMemo((): TableModel | undefined => {
    if (!incidents) return undefined
    const { table, text } = incidents
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
        { key: 'when', label: 'Window', kind: 'text', value: (i) => whenWords(table, rows[i]) },
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
        { key: 'id', label: 'Crime no.', kind: 'text', value: (i) => textAt(text.id, rows[i]) },
      ],
    }
  }, [incidents, rows])
  if (!model)
    return (
      <EmptyState icon="list" title="No incidents are loaded">
        Drop a file on the page, or open the sample town under Data.
      </EmptyState>
    )
  return (
    <>
      <PanelHead title={model.caption} />
      <DataTable
        model={model}
        height="fill"
        file="cocoon-incidents"
        guard={(what) => accountFor('export', what)}
        selected={selection?.of === 'incidents' ? String(selection.row) : null}
        onSelect={(i) => {
          setSession({ selection: i === null ? undefined : { of: 'incidents', row: rows[i] } })
          const at = i === null ? undefined : model.at?.(i)
          if (at) flyTo(at)
        }}
        empty={
          <EmptyState title="The filters leave no incident">Take a filter off in the title bar.</EmptyState>
        }
      />
    </>
  )
}
