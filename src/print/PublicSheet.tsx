/** The version for the public: squares, months and ranges; no place, no day, no small count. */
import type { TableModel } from '../ui/table.ts'
import { DataTable } from './DataTable.tsx'
import { Head, Notes, Sheet } from './Sheet.tsx'
import './print.css'
import './documents.css'
import './briefing.css'

/** Everything the public version says. */
export interface PublicSheetProps {
  readonly title: string
  readonly force: string
  /** what is counted, and in which months */
  readonly lead: string
  /** "1,240 to 1,249"; undefined = withheld */
  readonly total?: string
  readonly picture?: string
  readonly pictureCredit?: string
  /** shades of the map, lowest first */
  readonly classes: readonly { readonly colour: string; readonly words: string }[]
  readonly squares: TableModel
  readonly months?: TableModel
  readonly notes: readonly string[]
}

/** Said on every version: what such figures are not. */
export const NOT_ALL =
  'These are crimes recorded by the police. Not every crime is reported, and less is reported in some places than in others: a square with few is not therefore a safe one, and a square with many is not therefore where most crime is.'

/** Squares listed on paper: a county has hundreds. */
const ON_PAPER = 60

const Body = (p: PublicSheetProps & { brief?: boolean }) => (
  <>
    <Head
      title={p.title}
      lead={
        <>
          {p.force && <b>{p.force} · </b>}
          {p.lead}
        </>
      }
    />
    <p className="bf-say">{NOT_ALL}</p>
    {p.total && (
      <p className="bf-say">
        In all <b>{p.total}</b>.
      </p>
    )}
    {p.picture && (
      <figure className="bf-map">
        <div className="sheet-map">
          <img src={p.picture} alt="Map of squares shaded by the number of recorded crimes" />
          {p.pictureCredit && <figcaption>{p.pictureCredit}</figcaption>}
        </div>
        <figcaption className="bf-key">
          {p.classes.map((c) => (
            <span key={c.words}>
              <i style={{ background: c.colour }} />
              {c.words}
            </span>
          ))}
          <span>
            <i />
            blank: fewer than 5, or none
          </span>
        </figcaption>
      </figure>
    )}
    {p.months && <DataTable table={p.months} />}
    {!p.brief && p.squares.n > 0 && <DataTable table={p.squares} limit={ON_PAPER} />}
    {!p.brief && p.squares.n > ON_PAPER && <p className="more">Every figure is in the CSV.</p>}
    <footer className="sheet-foot">
      <Notes notes={p.notes} />
    </footer>
  </>
)

/** The sheet. It carries no handling marking: it is made to be passed on. */
export const PublicSheet = (p: PublicSheetProps) => (
  <Sheet
    className="report-sheet briefing-sheet public-sheet"
    marking=""
    left={p.title}
    handling="For publication"
  >
    <Body {...p} />
  </Sheet>
)

/** Its first page as a picture, without the table of squares. */
export const PublicPicture = (p: PublicSheetProps) => (
  <section className="sheet report-sheet briefing-sheet public-sheet bf-picture upright" lang="en-GB">
    <Body {...p} brief />
  </section>
)
