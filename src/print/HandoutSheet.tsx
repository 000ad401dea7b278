/** A sheet for one person's shift: a map, a table with boxes to tick, room to write. */
import type { TableModel } from '../ui/table.ts'
import { DataTable } from './DataTable.tsx'
import { Head, MapFigure, Notes, Sheet, Tick } from './Sheet.tsx'
import { destroyWords, printedWords } from './words.ts'

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
      <Head title={p.title} lead={p.lead} />
      {p.map && <MapFigure src={p.map} alt={`Map: ${p.title}`} credit={p.mapCredit} wide />}
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
        <p>{printedWords(p)}</p>
        <Notes notes={p.notes} />
      </footer>
    </Sheet>
  )
}
