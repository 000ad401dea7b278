/** Streets to walk where no address file tells the doors. */
import { showDay } from '../core/base/time.ts'
import type { TableModel } from '../ui/table.ts'
import { DataTable } from './DataTable.tsx'
import { Box, Head, MapFigure, Notes, Sheet, Tick } from './Sheet.tsx'
import { PARKING, SAY, SAY_VEHICLES, WIDE, printedWords } from './words.ts'

/** Everything the street sheet says. */
export interface StreetSheetProps {
  readonly title: string
  readonly marking: string
  readonly code?: string
  readonly asAt: number
  readonly printedBy: string
  readonly printedAt: number
  readonly copy: number
  readonly copies: number
  readonly destroyBy: number
  /** one row per street, most pressing first */
  readonly table: TableModel
  /** streets left out after the last row, because the list is long */
  readonly rest?: number
  readonly map?: string
  readonly mapCredit?: string
  /** theft from vehicles: other words to say, other advice */
  readonly vehicles?: boolean
  readonly notes: readonly string[]
}

const DONE = ['Walked', 'Leaflets']

/** The sheet: streets with boxes for walked and leafleted, and room to write. */
export function StreetSheet(p: StreetSheetProps) {
  return (
    <Sheet
      className="street-sheet"
      marking={p.marking}
      left={[p.code, `copy ${p.copy} of ${p.copies}`].filter(Boolean).join(' · ')}
      handling={`Police use only. Destroy by ${showDay(p.destroyBy)}.`}
    >
      <Head
        title={p.title}
        lead={
          <>
            <b>
              {p.rest
                ? `the first ${p.table.n} of ${p.table.n + p.rest} streets`
                : `${p.table.n} ${p.table.n === 1 ? 'street' : 'streets'}`}
            </b>{' '}
            · {showDay(p.asAt, { weekday: true })} ·{' '}
            {p.vehicles
              ? 'streets and parking places, not doors'
              : 'streets, not doors: no address file was loaded'}
          </>
        }
      />
      {p.map && <MapFigure src={p.map} alt="Map of the streets" credit={p.mapCredit} wide />}
      <div className="sheet-boxes row">
        <Box title="Say">
          {(p.vehicles ? SAY_VEHICLES : SAY).map((s) => (
            <p key={s}>{s}</p>
          ))}
        </Box>
        {p.vehicles ? (
          <Box title="Parked cars">
            {PARKING.map((s) => (
              <p key={s}>{s}</p>
            ))}
          </Box>
        ) : (
          <Box title="WIDE">
            {WIDE.map((w) => (
              <p key={w.initial}>
                <b>{w.initial}</b>
                {w.item.slice(1)}
              </p>
            ))}
          </Box>
        )}
      </div>
      <DataTable
        table={p.table}
        extraHead={
          <>
            {DONE.map((d) => (
              <th key={d} scope="col" className="tick">
                {d}
              </th>
            ))}
            <th scope="col" className="write">
              Note
            </th>
          </>
        }
        extra={() => (
          <>
            {DONE.map((d) => (
              <td key={d} className="tick">
                <Tick />
              </td>
            ))}
            <td className="write" />
          </>
        )}
      />
      {p.rest ? (
        <p className="more">
          {p.rest} less pressing {p.rest === 1 ? 'street is' : 'streets are'} not on this sheet. Filter by
          beat and print again for them.
        </p>
      ) : null}
      <footer className="sheet-foot">
        <p>{printedWords(p)}</p>
        <Notes notes={p.notes} />
      </footer>
    </Sheet>
  )
}
