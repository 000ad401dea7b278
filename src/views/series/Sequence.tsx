/** The members in order, and what is written of them. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { OFFENCES } from '../../core/base/offences.ts'
import { compassWord, type Series } from '../../core/series/series.ts'
import { dictAt, textAt } from '../../core/base/text.ts'
import { noteSeries, removeRows } from '../../state/series.ts'
import { setSession, undo, useStore } from '../../state/store.ts'
import {
  Actions,
  Button,
  DataTable,
  EmptyState,
  Field,
  Section,
  type TableModel,
  toast,
} from '../../ui/index.ts'
import { accountFor } from '../../desk/leaving/account.ts'
import { whenWords } from '../../desk/incidents/incidentWords.ts'
import { flyTo } from '../../desk/mapHandle.ts'
import { many } from '../../desk/words.ts'
import type { Bench } from './model.ts'
import { gapColumn } from './gapColumn.ts'
import { printSeries } from './printSeries.tsx'

/** The sequence as a table on the screen. */
export function sequenceTable({ incidents, facts, series }: Bench): TableModel {
  const { table, text } = incidents
  const s = facts.steps
  const where = (k: number) => textAt(text.address, s[k].row) || dictAt(table.street, s[k].row)
  return {
    caption: `${series.name}: ${many(s.length, 'incident')} in order`,
    n: s.length,
    key: (k) => String(s[k].row),
    at: (k) =>
      Number.isFinite(table.lng[s[k].row]) ? [table.lng[s[k].row], table.lat[s[k].row]] : undefined,
    columns: [
      {
        key: 'no',
        label: 'No.',
        kind: 'number',
        digits: 0,
        value: (k) => k + 1,
        detail: (k) => (k > 0 ? `+${s[k].gap} d` : ''),
      },
      { key: 'when', label: 'When', kind: 'text', value: (k) => whenWords(table, s[k].row), detail: where },
      gapColumn(s),
      {
        key: 'way',
        label: 'Way',
        unit: 'm',
        kind: 'number',
        digits: 0,
        value: (k) => Math.round(s[k].metres),
      },
      { key: 'bearing', label: 'Towards', kind: 'text', value: (k) => compassWord(s[k].bearing) },
      {
        key: 'offence',
        label: 'Offence',
        kind: 'text',
        value: (k) => OFFENCES[table.offence[s[k].row]].short,
      },
      { key: 'where', label: 'Where', kind: 'text', value: where },
      { key: 'mo', label: 'MO', kind: 'text', value: (k) => textAt(text.mo, s[k].row) },
      { key: 'id', label: 'Crime no.', kind: 'text', value: (k) => textAt(text.id, s[k].row) },
    ],
  }
}

/** Notes in free text; kept when the field or the page is left, as one step. */
function SeriesNotes({ bench: { series } }: { bench: Bench }) {
  const [draft, setDraft] = useState<string>()
  // a press on a tab may take the field away before it loses the focus
  const unsaved = useRef<{ readonly series: Series; readonly text: string }>(undefined)
  const keep = () => {
    if (unsaved.current) noteSeries(unsaved.current.series, unsaved.current.text)
    unsaved.current = undefined
    setDraft(undefined)
  }
  useEffect(
    () => () => {
      if (unsaved.current) noteSeries(unsaved.current.series, unsaved.current.text)
    },
    [],
  )
  return (
    <Section title="Notes">
      <Field
        label="What is known and suspected"
        help="Saved as written in the project file, on the printed page and in a package of this series. Never in a link or the anonymised file."
      >
        {(w) => (
          <textarea
            autoComplete="off"
            {...w}
            className="u-input a-notes"
            rows={4}
            value={draft ?? series.notes}
            onChange={(e) => {
              unsaved.current = { series, text: e.target.value }
              setDraft(e.target.value)
            }}
            onBlur={keep}
          />
        )}
      </Field>
      <p className="a-hint">Free text, saved in the project file: name no person who need not be named.</p>
    </Section>
  )
}

export function Sequence({ bench }: { bench: Bench }) {
  const { facts, series } = bench
  const selection = useStore((s) => s.selection)
  const table = useMemo(() => sequenceTable(bench), [bench])
  const [marked, setMarked] = useState<readonly number[]>([])
  const [busy, setBusy] = useState(false)
  const printing = useRef(false)
  const remove = (ks: readonly number[]) => {
    const rows = ks.map((k) => facts.steps[k].row)
    const n = removeRows(series, rows)
    setMarked([])
    if (n > 0) toast({ text: `${many(n, 'incident')} taken out of ${series.name}.`, undo: () => void undo() })
  }
  const print = async () => {
    if (printing.current) return
    printing.current = true
    setBusy(true)
    try {
      await printSeries(bench)
    } finally {
      printing.current = false
      setBusy(false)
    }
  }
  const still = marked.filter((k) => k < facts.steps.length)
  return (
    <>
      {facts.steps.length === 0 ? (
        <EmptyState title="No member yet">Look under “Find more”.</EmptyState>
      ) : (
        <>
          <Actions>
            <Button variant="primary" icon="print" busy={busy} onClick={() => void print()}>
              {busy ? 'Drawing…' : 'Print the series'}
            </Button>
            <Button
              icon="minus"
              barred={still.length === 0 && 'Mark the incidents to take out in the table first.'}
              onClick={() => remove(still)}
            >
              Take out {still.length > 0 ? still.length : ''}
            </Button>
          </Actions>
          <DataTable
            model={table}
            height={420}
            file="cocoon-series"
            guard={(what) => accountFor('export', what)}
            selected={
              selection && ['series', 'incidents'].includes(selection.of) ? String(selection.row) : null
            }
            onSelect={(k) => {
              setSession({ selection: k === null ? undefined : { of: 'series', row: facts.steps[k].row } })
              const at = k === null ? undefined : table.at?.(k)
              if (at) flyTo(at)
            }}
            onSelection={setMarked}
            keys={{ Delete: remove, r: remove }}
          />
          <p className="a-hint">
            Gap by the middles of the windows; in brackets what the windows leave open. <kbd>R</kbd> or{' '}
            <kbd>Delete</kbd> takes a row out.
          </p>
        </>
      )}
      <SeriesNotes bench={bench} />
    </>
  )
}
