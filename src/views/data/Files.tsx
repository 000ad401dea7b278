/** The files of the table, each with its rows. */
import { useMemo } from 'react'
import type { ImportReport } from '../../import/contract.ts'
import { DataTable, type TableModel } from '../../ui/index.ts'

export function Files({ report: { files } }: { report: ImportReport }) {
  const model = useMemo((): TableModel => {
    // where all lie in one archive its name says nothing, and would hide the month
    const archives = new Set(files.map((f) => f.name.split(' › ')[0]))
    const within = files.every((f) => f.name.includes(' › ')) && archives.size === 1 ? [...archives][0] : ''
    const nameOf = (i: number) => (within ? files[i].name.replace(/^.* › (.*\/)?/, '') : files[i].name)
    return {
      caption: 'Files of this table',
      n: files.length,
      key: (i) => files[i].name + i,
      columns: [
        { key: 'name', label: within ? `File in ${within}` : 'File', kind: 'text', value: nameOf },
        { key: 'what', label: 'What it is', kind: 'text', value: (i) => files[i].what },
        { key: 'rows', label: 'Rows', kind: 'number', digits: 0, value: (i) => files[i].rows },
        { key: 'kept', label: 'Kept', kind: 'number', digits: 0, value: (i) => files[i].kept },
      ],
    }
  }, [files])
  return <DataTable height={140} tools={false} model={model} />
}
