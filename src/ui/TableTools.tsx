/** The line above a table: how many rows, which columns, copy, export. */
import { useState } from 'react'
import { countOf } from '../core/base/words.ts'
import { IconButton } from './button.tsx'
import { copyText, fileName, saveFile } from './clipboard.ts'
import { CheckMenu } from './menu.tsx'
import { PictureMenu } from './pictureMenu.tsx'
import { cellNumber, tableToCsv, type TableColumn, type TableModel } from './table.ts'

export function TableTools({
  model,
  marked,
  order,
  hidden,
  onHidden,
  file,
  copy,
  leaving,
  guard,
}: {
  model: TableModel
  marked: number
  /** the rows as they stand on the screen */
  order: ArrayLike<number>
  hidden: ReadonlySet<string>
  onHidden: (keys: ReadonlySet<string>) => void
  file?: string
  copy: () => string
  /** the columns of the export */
  leaving: readonly TableColumn[]
  /** asked before rows leave the page; false = they stay */
  guard?: (what: string) => Promise<boolean>
}) {
  const [said, setSaid] = useState('')
  const rows = countOf(model.n, 'row')
  const shown = model.columns.filter((c) => !hidden.has(c.key))
  return (
    <div className="u-table-tools">
      <span className="u-table-count" role="status">
        {said || (marked > 0 ? `${rows}, ${cellNumber(marked)} selected` : rows)}
      </span>
      {model.columns.length > 2 && (
        <CheckMenu
          icon="columns"
          label="Choose columns"
          options={model.columns.map((c) => ({ value: c.key, label: c.label }))}
          value={shown.map((c) => c.key)}
          // a table without columns could not be mended from the keyboard
          onChange={(keys) =>
            keys.length > 0 &&
            onHidden(new Set(model.columns.map((c) => c.key).filter((k) => !keys.includes(k))))
          }
        />
      )}
      <IconButton
        icon="copy"
        label={marked > 0 ? 'Copy the selected rows' : 'Copy all rows'}
        barred={model.n === 0 && 'The table has no row.'}
        onClick={() => {
          const what = `${countOf(marked > 0 ? marked : model.n, 'row')} copied`
          const text = copy()
          const allowed = guard?.(`${what}: ${model.caption}`) ?? Promise.resolve(true)
          void allowed.then(async (yes) => {
            if (!yes) return
            const done = await copyText(text)
            setSaid(done ? what : 'The browser refused the clipboard')
            setTimeout(() => setSaid(''), 3000)
          })
        }}
      />
      {file && (
        <IconButton
          icon="download"
          label="Save as CSV"
          barred={model.n === 0 && 'The table has no row.'}
          onClick={() => {
            const allowed = guard?.(`${file}.csv, ${rows}`) ?? Promise.resolve(true)
            void allowed.then(
              (yes) => yes && saveFile(`${file}.csv`, tableToCsv({ ...model, columns: leaving })),
            )
          }}
        />
      )}
      {model.n > 0 && (
        <PictureMenu
          of={{
            title: model.caption,
            file: file ?? fileName(model.caption),
            svg: async (about) =>
              (await import('./picture.ts')).tablePicture({ ...model, columns: shown }, about, order),
          }}
        />
      )}
    </div>
  )
}
