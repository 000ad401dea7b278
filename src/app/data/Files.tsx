/** The files of the table, each with its rows. */
import { useMemo } from 'react'
import type { ImportReport } from '../../import/contract.ts'
import { DataTable, type TableModel } from '../../ui/index.ts'

export function Files({ report: { files } }: { report: ImportReport }) {
  const model = useMemo(
    (): TableModel => ({
      caption: 'Files of this table',
      n: files.length,
      key: (i) => files[i].name + i,
      columns: [
        { key: 'name', label: 'File', kind: 'text', value: (i) => files[i].name },
        { key: 'what', label: 'What it is', kind: 'text', value: (i) => files[i].what },
        { key: 'rows', label: 'Rows', kind: 'number', digits: 0, value: (i) => files[i].rows },
        { key: 'kept', label: 'Kept', kind: 'number', digits: 0, value: (i) => files[i].kept },
      ],
    }),
    [files],
  )
  return <DataTable height={140} tools={false} model={model} />
}
