/** The briefing for a tasking meeting: page one says it all in short, the pages after it show why. */
import type { ReactNode } from 'react'
import { showDay } from '../core/base/time.ts'
import type { TableModel } from '../ui/table.ts'
import { DataTable } from './DataTable.tsx'
import { Notes, Sheet } from './Sheet.tsx'
import { atWords } from './words.ts'
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
  parts.find((p) => p.picture)

/** More answers than this do not fit on a picture; the paper has them all. */
const ON_PICTURE = 7

/** "Sun 22 Nov 2026", or "Dec 2025" of a table of months. */
const dated = ({ asAt, monthly }: BriefingSheetProps, weekday = false): string =>
  monthly ? showDay(asAt).replace(/^\d+ /, '') : showDay(asAt, { weekday })

const Head = (p: BriefingSheetProps) => (
  <header className="sheet-head">
    <div>
      <h1>Briefing</h1>
      <p className="lead">
        <b>{dated(p, true)}</b>
        {p.force && <> · {p.force}</>} · {p.source.join(' · ')}
      </p>
    </div>
  </header>
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

/** "In short": a line for each part, numbered as the parts are. */
const InShort = ({
  parts,
  most = Infinity,
  why = false,
}: {
  parts: readonly BriefingPart[]
  most?: number
  /** whether the reasons of refused parts stand further on */
  why?: boolean
}) => (
  <section className="bf-short">
    <h2>In short</h2>
    <ol>
      {parts.slice(0, most).map((q, i) => (
        <li key={q.id}>
          <span className="bf-question">{q.question}</span>
          <span>
            <b>{q.title}.</b>{' '}
            {q.refused && why ? `Not worked out from this file; ${i + 1} says why.` : q.answer}
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

/** One part in full. A refused one is its sentence. */
function Part({
  part,
  n,
  props,
  front,
}: {
  part: BriefingPart
  n: number
  props: BriefingSheetProps
  front: boolean
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
    <section className="bf-part" data-refused={part.refused || undefined}>
      <header>
        <h2>
          {n} {part.title} <span className="bf-question">{part.question}</span>
        </h2>
        <p className="answer">{part.refused ? `Not worked out: ${part.answer}` : part.answer}</p>
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
      {part.picture && !front && <Figure part={part} credit={props.mapCredit} />}
      {part.picture && front && <p className="bf-small">Its map stands in front, under “In short”.</p>}
      {part.table && part.table.n > 0 && <DataTable table={part.table} limit={props.rows} />}
      {small}
    </section>
  )
}

/** The sheet: page one in short, then a part for each analysis, then sources. */
export function BriefingSheet(p: BriefingSheetProps) {
  const front = frontMap(p.parts)
  const references = [...new Set(p.parts.flatMap((q) => q.references))]
  return (
    <Sheet
      className="report-sheet briefing-sheet"
      marking={p.marking}
      left={`Briefing, ${dated(p)}`}
      handling={`Printed ${atWords(p.printedAt)}. ${HANDLING}`}
    >
      <Head {...p} />
      <InShort parts={p.parts} why />
      <Words words={p.words} />
      {p.chart && <div className="bf-chart">{p.chart}</div>}
      {front && <Figure part={front} credit={p.mapCredit} front />}
      <div className="bf-rest">
        {p.parts.map((part, i) => (
          <Part key={part.id} part={part} n={i + 1} props={p} front={part === front} />
        ))}
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
        <p>
          Printed by {p.printedBy || '…………………'} at {atWords(p.printedAt)}.
        </p>
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
      lang="en-GB"
    >
      <p className="bf-marking">{p.marking}</p>
      <Head {...p} />
      <div className="bf-body">
        <div className="bf-text">
          <InShort parts={p.parts} most={ON_PICTURE} />
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
