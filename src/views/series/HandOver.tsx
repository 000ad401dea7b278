/** A series to another force: whole and locked, or coarse and without an address. */
import { useMemo, useState } from 'react'
import {
  coarseCells,
  type Coarseness,
  coarseGeoJson,
  coarseRows,
  coarseWords,
} from '../../core/series/share.ts'
import { makePackage } from '../../state/package.ts'
import { packedSeries } from '../../state/series.ts'
import { useStore } from '../../state/store.ts'
import {
  Actions,
  Button,
  Checkbox,
  csvCell,
  DataTable,
  EmptyState,
  Notice,
  saveFile,
  Section,
  Segmented,
  type TableModel,
  toast,
} from '../../ui/index.ts'
import { accountFor } from '../../desk/leaving/account.ts'
import { keyOf, type Lock, LockDialog } from '../../desk/leaving/LockForm.tsx'
import { many } from '../../desk/words.ts'
import type { Bench } from './model.ts'

function SavePackage({ bench, onClose }: { bench: Bench; onClose: () => void }) {
  const { series, incidents, facts } = bench
  const n = many(facts.steps.length, 'incident')
  const save = async (lock: Lock) => {
    if (!(await accountFor('export', `package of series ${series.name}, ${n}`))) return false
    const key = await keyOf(lock)
    if (!key) return false
    const { project } = useStore.getState()
    const file = await makePackage(packedSeries({ project, incidents }, series), key)
    saveFile(`${series.name.replace(/[^\w -]+/g, '-')}.cocoon-package`, file)
    toast({ text: `Package of ${n} saved, locked.` })
    return true
  }
  return (
    <LockDialog title={`Package of ${series.name}`} action="Save package" onClose={onClose} run={save}>
      <p>
        It holds {n} with addresses, crime numbers and how it was done, the name of the series and its notes.
        Nothing else of this file or project. Dropped on Cocoon elsewhere it opens with the series on the
        bench.
      </p>
    </LockDialog>
  )
}

function Anonymised({ bench }: { bench: Bench }) {
  const { incidents, found, facts } = bench
  const { table, text } = incidents
  const hasMo = text.mo.bytes.length > 0
  const [cell, setCell] = useState<'500' | '1000'>('1000')
  const [date, setDate] = useState<'day' | 'week'>('week')
  const [mo, setMo] = useState(false)
  const how = useMemo(
    (): Coarseness => ({ cell: cell === '500' ? 500 : 1000, date, mo: mo && hasMo }),
    [cell, date, mo, hasMo],
  )
  const rows = useMemo(() => coarseRows(table, text, found.rows, how), [table, text, found, how])
  const words = coarseWords(facts.steps.length, how)
  const model = useMemo((): TableModel => {
    const { header, cells } = coarseCells(table, rows, how)
    return {
      caption: 'What the file will hold',
      n: cells.length,
      key: String,
      columns: header.map((label, c) => ({
        key: label,
        label,
        kind: typeof cells[0]?.[c] === 'number' ? 'number' : 'text',
        digits: 0,
        value: (k) => cells[k][c],
      })),
    }
  }, [table, rows, how])
  const save = async (format: 'csv' | 'geojson') => {
    if (!(await accountFor('export', `anonymised series as ${format}. ${words}`))) return
    const name = `series-${how.cell === 1000 ? '1km' : '500m'}-by-${how.date}`
    if (format === 'geojson')
      return saveFile(`${name}.geojson`, coarseGeoJson(table, rows, how), 'application/geo+json')
    const { header, cells } = coarseCells(table, rows, how)
    // a byte order mark, or Excel garbles accents
    const lines = [header, ...cells].map((r) => r.map(csvCell).join(','))
    saveFile(`${name}.csv`, lines.join('\r\n') + '\r\n')
  }
  return (
    <Section title="An anonymised file">
      <p>{words}</p>
      <div className="a-form a-looking">
        <Segmented
          label="Places to the cell of"
          value={cell}
          onChange={setCell}
          options={[
            { value: '500', label: '500 m cells' },
            { value: '1000', label: '1 km cells' },
          ]}
        />
        <Segmented
          label="Dates to the"
          value={date}
          onChange={setDate}
          options={[
            { value: 'day', label: 'Day' },
            { value: 'week', label: 'Week' },
          ]}
        />
        <Checkbox
          label="With the MO text as written"
          value={mo && hasMo}
          onChange={setMo}
          disabled={!hasMo}
          help={hasMo ? undefined : 'This file has no MO text.'}
        />
      </div>
      {mo && hasMo && (
        <Notice tone="warn">
          Free text may name people, addresses and registration numbers. Read every row below before you save
          it.
        </Notice>
      )}
      <DataTable model={model} height={220} tools={false} />
      <p className="a-hint">
        A cell with one home in it still tells which, and a date may be known from the news: coarse is not the
        same as nobody can tell. Name and notes of the series are not in it.
      </p>
      <Actions>
        <Button icon="download" onClick={() => void save('csv')}>
          Save as CSV
        </Button>
        <Button icon="download" onClick={() => void save('geojson')}>
          Save as GeoJSON
        </Button>
      </Actions>
    </Section>
  )
}

export function HandOver({ bench }: { bench: Bench }) {
  const [packing, setPacking] = useState(false)
  if (bench.facts.steps.length === 0)
    return <EmptyState title="Nothing to hand over yet">Add members under “Find more”.</EmptyState>
  return (
    <>
      <Section title="A package">
        <p>
          The {many(bench.facts.steps.length, 'incident')} of this series with its notes, in one file locked
          with a passphrase.
        </p>
        <Actions>
          <Button variant="primary" icon="lock" onClick={() => setPacking(true)}>
            Save package…
          </Button>
        </Actions>
        {packing && <SavePackage bench={bench} onClose={() => setPacking(false)} />}
      </Section>
      <Anonymised bench={bench} />
    </>
  )
}
