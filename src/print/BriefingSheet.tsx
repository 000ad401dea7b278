/** The briefing for a tasking meeting: this week on page one, where and what to do on page two, all else an appendix. */
import type { ReactNode } from 'react'
import { showDay } from '../core/base/time.ts'
import type { TableModel } from '../ui/table.ts'
import { DataTable } from './DataTable.tsx'
import { Head, Notes, Sheet } from './Sheet.tsx'
import { atWords, destroyWords, printedWords } from './words.ts'
import './print.css'
import './documents.css'
import './briefing.css'

/** One analysis of the briefing, as its sheet needs it. */
export interface BriefingPart {
  readonly id: string
  readonly title: string
  /** the question of the meeting that it answers: "What changed" */
  readonly question: string
  /** the answer in one sentence, or the sentence why there is none */
  readonly answer: string
  /** true where `answer` says why there is no result */
  readonly refused?: boolean
  /** further sentences, most important first */
  readonly says?: readonly string[]
  readonly figures?: readonly { readonly label: string; readonly value: string; readonly note?: string }[]
  /** blob URL of its map */
  readonly picture?: string
  /** what the map's signs mean */
  readonly legend?: ReactNode
  readonly table?: TableModel
  /** settings in force, and every choice and limit */
  readonly parameters: readonly { readonly label: string; readonly value: string }[]
  readonly limits: readonly string[]
  readonly references: readonly string[]
}

/** Everything the briefing says. Days and minutes as in `core/base/time.ts`. */
export interface BriefingSheetProps {
  readonly force: string
  readonly marking: string
  readonly asAt: number
  /** true where only months are known: then the month stands for its day */
  readonly monthly?: boolean
  /** file, period, n, rows left out, filters */
  readonly source: readonly string[]
  readonly parts: readonly BriefingPart[]
  /** the analyst's own words, a paragraph each */
  readonly words: readonly string[]
  /** the timeline with its expected band */
  readonly chart?: ReactNode
  /** rows of each table */
  readonly rows: number
  /** whether house numbers may stand on it; said at the end */
  readonly addresses: boolean
  readonly mapCredit?: string
  readonly printedBy: string
  readonly printedAt: number
}

/** The part whose map stands on page one: the first that has one. */
export const frontMap = (parts: readonly BriefingPart[]): BriefingPart | undefined =>
  parts.find((p) => p.picture && !p.refused)

/** Maps and tables of page two: more would not fit on it. */
const MAPS = 4
const TABLES = 2
const TABLE_ROWS = 5

/** What could be worked out; the rest is named once, in the appendix. */
const worked = (parts: readonly BriefingPart[]): BriefingPart[] => parts.filter((q) => !q.refused)

/** More answers than this do not fit on a picture; the paper has them all. */
const ON_PICTURE = 7

/** "Sun 22 Nov 2026", or "Dec 2025" of a table of months. */
const dated = ({ asAt, monthly }: BriefingSheetProps, weekday = false): string =>
  monthly ? showDay(asAt).replace(/^\d+ /, '') : showDay(asAt, { weekday })

const BriefingHead = (p: BriefingSheetProps) => (
  <Head
    title="Briefing"
    lead={
      <>
        <b>{dated(p, true)}</b>
        {p.force && <> · {p.force}</>} · {p.source.join(' · ')}
      </>
    }
  />
)

const Figure = ({ part, credit, front }: { part: BriefingPart; credit?: string; front?: boolean }) => (
  <figure className={front ? 'bf-map bf-front' : 'bf-map'}>
    <div className="sheet-map">
      <img src={part.picture} alt={`Map: ${part.title}`} />
      {credit && <figcaption>{credit}</figcaption>}
    </div>
    {part.legend && <div className="bf-legend">{part.legend}</div>}
  </figure>
)

/** "In short": a line for each part that has an answer, numbered as the parts are. */
const InShort = ({ parts, most = Infinity }: { parts: readonly BriefingPart[]; most?: number }) => (
  <section className="bf-short">
    <h2>In short</h2>
    <ol>
      {parts.slice(0, most).map((q) => (
        <li key={q.id}>
          <span className="bf-question">{q.question}</span>
          <span>
            <b>{q.title}.</b> {q.answer}
          </span>
        </li>
      ))}
    </ol>
    {parts.length > most && <p>And {parts.length - most} more on the paper.</p>}
  </section>
)

const Words = ({ words }: { words: readonly string[] }) =>
  words.length === 0 ? null : (
    <section className="bf-words">
      <h2>What we make of it</h2>
      {words.map((w, i) => (
        <p key={i}>{w}</p>
      ))}
    </section>
  )

/** One part in full, in the appendix. */
function Part({
  part,
  n,
  props,
  shown,
}: {
  part: BriefingPart
  n: number
  props: BriefingSheetProps
  /** whether its map stands on the first two pages */
  shown: boolean
}) {
  const small = (
    <>
      {part.parameters.length > 0 && (
        <p className="bf-small">
          <b>Settings.</b> {part.parameters.map((q) => `${q.label}: ${q.value}`).join(' · ')}.
        </p>
      )}
      {part.limits.length > 0 && (
        <p className="bf-small">
          <b>Choices and limits.</b> {part.limits.join(' ')}
        </p>
      )}
    </>
  )
  return (
    <section className="bf-part">
      <header>
        <h2>
          {n} {part.title} <span className="bf-question">{part.question}</span>
        </h2>
        <p className="answer">{part.answer}</p>
      </header>
      {part.says && part.says.length > 0 && (
        <ul className="bf-says">
          {part.says.map((s) => (
            <li key={s}>{s}</li>
          ))}
        </ul>
      )}
      {part.figures && part.figures.length > 0 && (
        <dl className="figures">
          {part.figures.map((f) => (
            <div key={f.label}>
              <dt>{f.label}</dt>
              <dd>{f.value}</dd>
              {f.note && <dd className="note">{f.note}</dd>}
            </div>
          ))}
        </dl>
      )}
      {part.picture && !shown && <Figure part={part} credit={props.mapCredit} />}
      {part.picture && shown && <p className="bf-small">Its map stands on the first two pages.</p>}
      {part.table && part.table.n > 0 && <DataTable table={part.table} limit={props.rows} />}
      {small}
    </section>
  )
}

/** Page two: the maps that show what page one names, and the first rows of what to do. */
function WhereAndWhat({ maps, props }: { maps: readonly BriefingPart[]; props: BriefingSheetProps }) {
  const listed = worked(props.parts).filter((q) => q.table && q.table.n > 0)
  // what to do comes before what is so
  const tables = [...listed]
    .sort((a, b) => Number(b.question === 'What to do') - Number(a.question === 'What to do'))
    .slice(0, TABLES)
  if (maps.length + tables.length === 0) return null
  return (
    <div className="bf-second">
      <h2>Where, and what to do</h2>
      <div className="bf-maps">
        {maps.map((q) => (
          <div key={q.id}>
            <p className="bf-map-says">
              <b>{q.title}.</b> {q.answer}
            </p>
            <Figure part={q} credit={props.mapCredit} />
          </div>
        ))}
      </div>
      {tables.map((q) => (
        <DataTable key={q.id} table={q.table!} limit={Math.min(TABLE_ROWS, props.rows)} />
      ))}
    </div>
  )
}

/** The sheet: two pages to be read at the meeting, then an appendix with figures, tables, settings and sources. */
export function BriefingSheet(p: BriefingSheetProps) {
  const front = frontMap(p.parts)
  const parts = worked(p.parts)
  const maps = parts.filter((q) => q.picture && q !== front).slice(0, MAPS)
  const refused = p.parts.filter((q) => q.refused)
  const references = [...new Set(p.parts.flatMap((q) => q.references))]
  return (
    <Sheet
      className="report-sheet briefing-sheet"
      marking={p.marking}
      left={`Briefing, ${dated(p)}`}
      handling={`Printed ${atWords(p.printedAt)}. ${HANDLING} ${destroyWords(p.printedAt)}`}
    >
      <BriefingHead {...p} />
      <InShort parts={parts} />
      <Words words={p.words} />
      {p.chart && <div className="bf-chart">{p.chart}</div>}
      {front && <Figure part={front} credit={p.mapCredit} front />}
      <WhereAndWhat maps={maps} props={p} />
      <div className="bf-rest">
        <h2 className="bf-appendix">Appendix: figures, settings and limits</h2>
        {parts.map((part, i) => (
          <Part key={part.id} part={part} n={i + 1} props={p} shown={part === front || maps.includes(part)} />
        ))}
        {refused.length > 0 && (
          <p className="bf-small">
            <b>Not worked out from this file.</b> {refused.map((q) => `${q.title}: ${q.answer}`).join(' ')}
          </p>
        )}
      </div>
      <footer className="sheet-foot">
        <Notes
          notes={[
            'Recorded crime is not all crime: less is reported in some places than in others.',
            p.addresses
              ? 'Addresses stand on this briefing: hand it only to those who need them.'
              : 'Streets, not doors: house numbers are taken out, and maps show areas instead of dots.',
            'Figures support a decision of people; none of them says why crime happened or who did it.',
          ]}
        />
        {references.length > 0 && (
          <p>
            <b>Sources of the methods.</b> {references.join(' ')}
          </p>
        )}
        <p>{printedWords(p)}</p>
      </footer>
    </Sheet>
  )
}

const HANDLING = 'Police use only.'

/** Page one as one picture: A4 upright, or a slide. The marking stands in it, as a picture has no margins. */
export function BriefingPicture({ slide, ...p }: BriefingSheetProps & { slide: boolean }) {
  const front = frontMap(p.parts)
  return (
    <section
      className={`sheet report-sheet briefing-sheet bf-picture ${slide ? 'slide' : 'upright'}`}
      data-slide={slide || undefined}
      lang="en-GB"
    >
      <p className="bf-marking">{p.marking}</p>
      <BriefingHead {...p} />
      <div className="bf-body">
        <div className="bf-text">
          <InShort parts={worked(p.parts)} most={ON_PICTURE} />
          <Words words={p.words} />
        </div>
        <div className="bf-seen">
          {front && <Figure part={front} credit={p.mapCredit} />}
          {p.chart && <div className="bf-chart">{p.chart}</div>}
        </div>
      </div>
      <p className="bf-small">
        Recorded crime is not all crime. Settings and limits of each figure are on the paper. Printed{' '}
        {atWords(p.printedAt)}. {HANDLING}
      </p>
      <p className="bf-marking">{p.marking}</p>
    </section>
  )
}
