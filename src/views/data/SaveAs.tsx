/** Incidents as a file: those the filters leave, as CSV, GeoJSON or Parquet, read back to the same table. */
import type { ExportFormat } from '../../import/formats/export.ts'
import { rowsOf } from '../../state/derived.ts'
import { pool } from '../../state/runs.ts'
import { setSession, useStore } from '../../state/store.ts'
import { Menu, saveFile, toast } from '../../ui/index.ts'
import { Cancelled } from '../../worker/runner.ts'
import { accountFor } from '../../desk/leaving/account.ts'
import { many } from '../../desk/words.ts'

const FORMATS: readonly { readonly id: ExportFormat; readonly label: string; readonly end: string }[] = [
  { id: 'csv', label: 'CSV, for a spreadsheet', end: 'csv' },
  { id: 'geojson', label: 'GeoJSON, for a map', end: 'geojson' },
  { id: 'parquet', label: 'Parquet, for analysis', end: 'parquet' },
]

async function save(format: (typeof FORMATS)[number]): Promise<void> {
  const state = useStore.getState()
  const { incidents } = state
  if (!incidents) return
  const rows = rowsOf(state)
  const what = many(rows.length, 'incident')
  if (!(await accountFor('export', `incidents as ${format.id}, ${what}`))) return
  const { table, text } = incidents
  const some = rows.length < table.n ? rows : undefined
  const run = pool().export(table, text, format.id, some, (share) =>
    setSession({ importing: { share, doing: `Writing ${what}`, cancel: run.cancel } }),
  )
  setSession({ importing: { share: 0, doing: `Writing ${what}`, cancel: run.cancel } })
  try {
    saveFile(`cocoon-incidents.${format.end}`, await run.promise)
    toast({ text: `${what} saved. Dropped on this page, the file gives the same table.` })
  } catch (error) {
    if (!(error instanceof Cancelled))
      toast({
        text: `Not saved: ${(error as Error).message.replace(/\.$/, '')}.${format.id === 'csv' ? '' : ' Try CSV.'}`,
        tone: 'bad',
      })
  } finally {
    setSession({ importing: undefined })
  }
}

export const SaveAs = () => (
  <Menu
    label="Save incidents as"
    entries={FORMATS.map((f) => ({ id: f.id, label: f.label, icon: 'download', run: () => void save(f) }))}
  >
    Save incidents as…
  </Menu>
)
