/** The paper itself: one A4 document with its marking, and the pieces all sheets share. */
import { encode } from 'uqr'
import type { ReactNode } from 'react'
import type { Marks } from './marks.ts'

/** One document of one or more A4 pages; its margins are set by `printDocument`. */
export function Sheet({
  marking,
  left,
  handling,
  pages,
  part,
  head,
  className = '',
  children,
}: Marks & { className?: string; children: ReactNode }) {
  return (
    <section
      className={`sheet ${className}`}
      data-marking={marking}
      data-left={left}
      data-handling={handling}
      data-pages={pages === false ? 'none' : undefined}
      data-part={part}
      data-head={head}
      lang="en-GB"
    >
      {children}
    </section>
  )
}

/** The head of a sheet: what it is, and below it in a line what of; beside both what is given. */
export const Head = ({ title, lead, children }: { title: string; lead: ReactNode; children?: ReactNode }) => (
  <header className="sheet-head">
    <div>
      <h1>{title}</h1>
      <p className="lead">{lead}</p>
    </div>
    {children}
  </header>
)

/** A map as a picture, with the name of whoever owns what is drawn; `wide` takes the whole width. */
export const MapFigure = ({
  src,
  alt,
  credit,
  wide,
}: {
  src: string
  alt: string
  credit?: string
  wide?: boolean
}) => (
  <figure className={wide ? 'sheet-map wide' : 'sheet-map'}>
    <img src={src} alt={alt} />
    {credit && <figcaption>{credit}</figcaption>}
  </figure>
)

/** A framed box with a heading. */
export const Box = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="sheet-box">
    <h2>{title}</h2>
    {children}
  </div>
)

/** A square a pen can hit. */
export const Tick = ({ small = false }: { small?: boolean }) => (
  <span className={small ? 'sheet-tick small' : 'sheet-tick'} aria-hidden="true" />
)

/** A short text as a QR code, black on white. Holds the code only: never an address. */
export function Code({ text }: { text: string }) {
  const { size, data } = encode(text, { ecc: 'M', border: 2 })
  // one path of unit squares: crisp at any print resolution
  const path = data.flatMap((row, y) => row.map((on, x) => (on ? `M${x} ${y}h1v1h-1z` : ''))).join('')
  return (
    <svg className="sheet-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={`Code ${text}`}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  )
}

/** Small print at the end of a sheet, a sentence each. */
export const Notes = ({ notes }: { notes: readonly string[] }) =>
  notes.length === 0 ? null : (
    <ul className="sheet-notes">
      {notes.map((n) => (
        <li key={n}>{n}</li>
      ))}
    </ul>
  )
