/** The first rows as they stand in the file, each column under the name of what it was taken for. */
import { useMemo } from 'react'
import type { ImportReport } from '../../import/contract.ts'
import { DataTable, type TableModel } from '../../ui/index.ts'
import { fieldLabel } from '../../desk/files/fields.ts'

export function Preview({ report }: { report: ImportReport }) {
  const { header, preview, columns } = report
  const model = useMemo((): TableModel => {
    const taken = new Map(columns.map((g) => [g.column, `→ ${fieldLabel(g.field)}`]))
    return {
      caption: 'First rows as they stand in the file',
      n: preview.length,
      key: String,
      columns: header.map((h, c) => ({
        key: `${c}`,
        label: h,
        unit: taken.get(h),
        kind: 'text',
        value: (i) => preview[i][c] ?? '',
      })),
    }
  }, [header, preview, columns])
  return preview.length > 0 ? (
    <DataTable model={model} height={176} tools={false} />
  ) : (
    <p>Its rows are not in the package.</p>
  )
}
