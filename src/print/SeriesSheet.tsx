/** One suspected series on a page: map, order, hours, what it shows and what it does not. */
import { showHour, weekdayName } from '../core/base/time.ts'
import type { TableModel } from '../ui/table.ts'
import { DataTable } from './DataTable.tsx'
import { Box, Head, MapFigure, Notes, Sheet } from './Sheet.tsx'
import { destroyWords, printedWords } from './words.ts'
import './series.css'

/** Everything the sheet says. */
export interface SeriesSheetProps {
  readonly title: string
  readonly marking: string
  /** "9 incidents in 34 days, 2 Oct to 5 Nov 2026" */
  readonly headline: string
  readonly table: TableModel
  readonly map?: string
  readonly mapCredit?: string
  /** what the ellipse on it says */
  readonly places: string
  /** 24 weights; absent where no hours are known */
  readonly hours?: ArrayLike<number>
  /** whether an hour stands out */
  readonly busy?: (hour: number) => boolean
  /** seven weights, Monday first */
  readonly weekdays: ArrayLike<number>
  /** at what hours and on which days, sentences */
  readonly when: readonly string[]
  /** the days of the next; pace and place: a heading and its sentences each */
  readonly says: readonly { readonly title: string; readonly sentences: readonly string[] }[]
  /** what the analyst wrote */
  readonly notes: string
  readonly limits: readonly string[]
  readonly printedBy: string
  readonly printedAt: number
}

const HIGH = 11
const WIDE = 66

/** Bars in millimetres; those that stand out are solid, the rest outlined, so grey paper shows them too. */
function PaperBars({
  label,
  values,
  on,
  names,
}: {
  label: string
  values: ArrayLike<number>
  on: (i: number) => boolean
  names: readonly { readonly at: number; readonly text: string }[]
}) {
  const n = values.length
  const most = Math.max(1e-9, ...Array.from(values))
  const step = WIDE / n
  return (
    <svg className="series-bars" viewBox={`0 0 ${WIDE} ${HIGH + 4}`} role="img" aria-label={label}>
      {Array.from(values, (v, i) => {
        const h = (v / most) * HIGH
        return (
          <rect
            key={i}
            className={on(i) ? 'on' : undefined}
            x={i * step + step * 0.12}
            width={step * 0.76}
            y={HIGH - h}
            height={h}
          />
        )
      })}
      <line x1={0} x2={WIDE} y1={HIGH} y2={HIGH} />
      {names.map((t) => (
        <text key={t.text} x={t.at * step} y={HIGH + 3.2}>
          {t.text}
        </text>
      ))}
    </svg>
  )
}

/** The sheet. */
export function SeriesSheet(p: SeriesSheetProps) {
  return (
    <Sheet
      className="series-sheet"
      marking={p.marking}
      left={p.title}
      handling={`Police use only. Suspected, not shown to be linked. ${destroyWords(p.printedAt)}`}
    >
      <Head
        title={p.title}
        lead={
          <>
            <b>{p.headline}</b> · suspected series
          </>
        }
      />
      <div className="sheet-top">
        {p.map ? (
          <MapFigure src={p.map} alt={`Map: ${p.title}`} credit={p.mapCredit} />
        ) : (
          <div className="sheet-box">No map could be drawn.</div>
        )}
        <div className="sheet-boxes">
          <Box title="When">
            {p.hours && (
              <PaperBars
                label="Hours of the day"
                values={p.hours}
                on={p.busy ?? (() => false)}
                names={[0, 6, 12, 18].map((h) => ({ at: h, text: showHour(h) }))}
              />
            )}
            <PaperBars
              label="Weekdays"
              values={p.weekdays}
              on={() => false}
              names={[0, 1, 2, 3, 4, 5, 6].map((d) => ({ at: d + 0.2, text: weekdayName(d) }))}
            />
            {p.when.map((t) => (
              <p key={t}>{t}</p>
            ))}
          </Box>
          {p.map && (
            <Box title="On the map">
              <p>
                Numbers as in the table, the last one dark. Arrows from one to the next. Ring: mean centre;
                square: median centre. {p.places}
              </p>
            </Box>
          )}
        </div>
      </div>
      <div className="sheet-boxes row">
        {p.says.map((s) => (
          <Box key={s.title} title={s.title}>
            {s.sentences.map((t) => (
              <p key={t}>{t}</p>
            ))}
          </Box>
        ))}
      </div>
      <DataTable table={p.table} />
      {p.notes.trim() && (
        <div className="sheet-box series-notes">
          <h2>Notes</h2>
          {p.notes
            .trim()
            .split(/\n+/)
            .map((t, i) => (
              <p key={i}>{t}</p>
            ))}
        </div>
      )}
      <footer className="sheet-foot">
        <Notes notes={p.limits} />
        <p>{printedWords(p)}</p>
      </footer>
    </Sheet>
  )
}
