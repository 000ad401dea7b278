/** A sheet for one person's shift: a map, a table with boxes to tick, room to write. */
import type { TableModel } from '../ui/table.ts'
import { DataTable } from './DataTable.tsx'
import { Notes, Sheet, Tick } from './Sheet.tsx'
import { atWords, destroyWords } from './words.ts'

/** Everything such a sheet says. */
export interface HandoutSheetProps {
  readonly title: string
  readonly lead: string
  readonly marking: string
  readonly printedBy: string
  readonly printedAt: number
  readonly table: TableModel
  readonly boxes: readonly string[]
  readonly map?: string
  readonly mapCredit?: string
  readonly notes: readonly string[]
}

/** The sheet. */
export function HandoutSheet(p: HandoutSheetProps) {
  return (
    <Sheet
      className="street-sheet handout-sheet"
      marking={p.marking}
      left={p.title}
      handling={`Police use only. ${destroyWords(p.printedAt)}`}
    >
      <header className="sheet-head">
        <div>
          <h1>{p.title}</h1>
          <p className="lead">{p.lead}</p>
        </div>
      </header>
      {p.map && (
        <figure className="sheet-map wide">
          <img src={p.map} alt={`Map: ${p.title}`} />
          {p.mapCredit && <figcaption>{p.mapCredit}</figcaption>}
        </figure>
      )}
      <DataTable
        table={p.table}
        extraHead={
          <>
            {p.boxes.map((b) => (
              <th key={b} scope="col" className="tick">
                {b}
              </th>
            ))}
            <th scope="col" className="write">
              Note
            </th>
          </>
        }
        extra={() => (
          <>
            {p.boxes.map((b) => (
              <td key={b} className="tick">
                <Tick />
              </td>
            ))}
            <td className="write" />
          </>
        )}
      />
      <footer className="sheet-foot">
        <p>
          Printed by {p.printedBy || '…………………'} at {atWords(p.printedAt)}.
        </p>
        <Notes notes={p.notes} />
      </footer>
    </Sheet>
  )
}
