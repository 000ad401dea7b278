/** When the columns of a table cannot be told: the user says which hold the date and the place, and it is read after all. */
import { useState } from 'react'
import type { Field, UntoldTable } from '../../import/contract.ts'
import { type DeclinedFile, setSession } from '../../state/store.ts'
import { Actions, Button, DataTable, Dialog, Segmented, Select, type TableModel } from '../../ui/index.ts'
import { openFiles } from './open.ts'
import { fieldLabel } from './fields.ts'

const PLACES = {
  metres: ['x', 'y'],
  degrees: ['lng', 'lat'],
  reference: ['gridRef'],
} as const satisfies Record<string, readonly Field[]>
type Place = keyof typeof PLACES

const model = ({ header, preview }: UntoldTable): TableModel => ({
  caption: 'First rows of the file',
  n: preview.length,
  key: String,
  columns: header.map((h, c) => ({
    key: String(c),
    label: h,
    kind: 'text',
    value: (i) => preview[i][c] ?? '',
  })),
})

/** The button under the refusal, and its dialog. */
export function Ask({ declined: { name, table, files } }: { declined: DeclinedFile }) {
  const [open, setOpen] = useState(false)
  const [place, setPlace] = useState<Place>('metres')
  const [columns, setColumns] = useState<Partial<Record<Field, string>>>({})
  const fields: readonly Field[] = ['from', ...PLACES[place], 'offence']
  const missing = fields.filter((f) => f !== 'offence' && !columns[f])
  const read = () => {
    const chosen = Object.fromEntries(fields.filter((f) => columns[f]).map((f) => [f, columns[f]!]))
    setOpen(false)
    setSession({ declined: [] })
    // of a drop of many only the one in question is read again; inside an archive it is the archive
    const asked = files!.filter((f) => f.name === name)
    void openFiles(asked.length > 0 ? asked : files!, { columns: chosen })
  }
  return (
    <>
      <Actions>
        <Button small onClick={() => setOpen(true)}>
          Say what its columns are…
        </Button>
      </Actions>
      <Dialog
        open={open}
        keep
        width={760}
        onClose={() => setOpen(false)}
        title={`What are the columns of ${name}?`}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button
              variant="primary"
              barred={missing.length > 0 && 'Say the column of the date and those of the place first.'}
              onClick={read}
            >
              Read it
            </Button>
          </>
        }
      >
        <DataTable model={model(table!)} height={176} tools={false} />
        <Segmented
          label="The place is given as"
          value={place}
          onChange={setPlace}
          options={[
            { value: 'metres', label: 'Easting and northing' },
            { value: 'degrees', label: 'Longitude and latitude' },
            { value: 'reference', label: 'Grid reference' },
          ]}
        />
        <div className="a-mapping">
          {fields.map((f) => (
            <Select
              key={f}
              label={fieldLabel(f)}
              value={columns[f] ?? ''}
              options={[
                { value: '', label: f === 'offence' ? 'no column' : 'choose…' },
                ...table!.header.map((h) => ({ value: h, label: h })),
              ]}
              onChange={(v) => setColumns({ ...columns, [f]: v || undefined })}
            />
          ))}
        </div>
      </Dialog>
    </>
  )
}
