/** What became of a plan, on one page if it has room: verdict first, picture, counts, EMMIE's five boxes, method. */
import type { TableModel } from '../ui/table.ts'
import { DataTable } from './DataTable.tsx'
import { Box, Head, MapFigure, Notes, Sheet } from './Sheet.tsx'
import { printedWords } from './words.ts'
import './plan.css'

/** Everything the sheet says. */
interface PlanSheetProps {
  /** "P2 Mill Street: patrols" */
  readonly title: string
  readonly marking: string
  /** dates and places in a line */
  readonly lead: string
  /** the verdict, a sentence */
  readonly verdict: string
  readonly sure: readonly (readonly [what: string, says: string])[]
  readonly warnings: readonly string[]
  readonly rule: string
  readonly map?: string
  readonly mapCredit?: string
  readonly outcomes: TableModel
  readonly counts: TableModel
  /** Effect, Mechanism, Moderators, Implementation, Economics */
  readonly emmie: readonly (readonly [title: string, words: string])[]
  /** how it was reached, and from what file */
  readonly method: readonly string[]
  readonly printedBy: string
  readonly printedAt: number
}

/** The sheet. */
export function PlanSheet(p: PlanSheetProps) {
  return (
    <Sheet className="plan-sheet" marking={p.marking} left={p.title} handling="Police use only.">
      <Head title={p.title} lead={p.lead} />
      <p className="verdict">{p.verdict}</p>
      <dl className="sure">
        {p.sure.map(([what, says]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      {p.warnings.map((w) => (
        <p className="warning" key={w}>
          {w}
        </p>
      ))}
      <p className="rule">{p.rule}</p>
      <div className="sheet-top">
        {p.map ? (
          <MapFigure src={p.map} alt={`Map: ${p.title}`} credit={p.mapCredit} />
        ) : (
          <div className="sheet-box">No map could be drawn.</div>
        )}
        <div>
          <DataTable table={p.counts} />
          <p className="legend">On the map: P = treated, round them the ring, C = comparison.</p>
        </div>
      </div>
      <DataTable table={p.outcomes} />
      <div className="emmie">
        {p.emmie.map(([title, words]) => (
          <Box key={title} title={title}>
            <p>{words || '…'}</p>
          </Box>
        ))}
      </div>
      <footer className="sheet-foot">
        <Notes notes={p.method} />
        <p>{printedWords(p)}</p>
      </footer>
    </Sheet>
  )
}
