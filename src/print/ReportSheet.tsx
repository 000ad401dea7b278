/** A result on paper, for a briefing or a file: the answer first, then figures, picture, table and limits. */
import type { ReactNode } from 'react'
import type { TableModel } from '../ui/table.ts'
import { DataTable } from './DataTable.tsx'
import { Head, MapFigure, Notes, Sheet } from './Sheet.tsx'
import { atWords, destroyWords, printedWords } from './words.ts'

/** Everything a report says. */
export interface ReportSheetProps {
  readonly title: string
  readonly marking: string
  /** the answer in one sentence */
  readonly answer: string
  /** what was looked at: file, period, filters, rows left out */
  readonly source: readonly string[]
  readonly figures?: readonly { readonly label: string; readonly value: string; readonly note?: string }[]
  readonly picture?: string
  readonly pictureCredit?: string
  /** what the marks of the picture mean */
  readonly legend?: ReactNode
  readonly table?: TableModel
  /** at most this many rows of the table; default 200 */
  readonly rows?: number
  readonly parameters?: readonly { readonly label: string; readonly value: string }[]
  readonly notes: readonly string[]
  readonly printedBy: string
  readonly printedAt: number
  /** charts or anything else that prints in grey */
  readonly children?: ReactNode
}

/** The report. */
export function ReportSheet(p: ReportSheetProps) {
  return (
    <Sheet
      className="report-sheet"
      marking={p.marking}
      left={p.title}
      handling={`Printed ${atWords(p.printedAt)}. ${destroyWords(p.printedAt)}`}
    >
      <Head title={p.title} lead={p.source.join(' · ')} />
      <p className="answer">{p.answer}</p>
      {p.figures && p.figures.length > 0 && (
        <dl className="figures">
          {p.figures.map((f) => (
            <div key={f.label}>
              <dt>{f.label}</dt>
              <dd>{f.value}</dd>
              {f.note && <dd className="note">{f.note}</dd>}
            </div>
          ))}
        </dl>
      )}
      {p.picture && <MapFigure src={p.picture} alt={`Map: ${p.title}`} credit={p.pictureCredit} wide />}
      {p.picture && p.legend && <div className="bf-legend">{p.legend}</div>}
      {p.children}
      {p.table && <DataTable table={p.table} limit={p.rows ?? 200} />}
      <footer className="sheet-foot">
        {p.parameters && p.parameters.length > 0 && (
          <dl className="parameters">
            {p.parameters.map((q) => (
              <div key={q.label}>
                <dt>{q.label}</dt>
                <dd>{q.value}</dd>
              </div>
            ))}
          </dl>
        )}
        <Notes notes={p.notes} />
        <p>{printedWords(p)}</p>
      </footer>
    </Sheet>
  )
}
