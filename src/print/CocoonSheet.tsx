/** One officer's round on paper: read under a street lamp, filled in with a pen. */
import { showWay, type Units } from '../core/base/lengths.ts'
import { OUTCOME_SHORT, OUTCOMES } from '../core/base/outcomes.ts'
import { showDay } from '../core/base/time.ts'
import { Plan } from './Plan.tsx'
import { Box, Code, Notes, Sheet, Tick } from './Sheet.tsx'
import { atWords, dueShort, isOverdue, SAY, sharedEnd, WIDE, withoutEnd } from './words.ts'

/** One line of the sheet; a visit of a cocooning list fits as it is. */
export interface SheetVisit {
  /** what also stands on the map: 1, 2, 3 …; ★ for the burgled home */
  readonly label: string
  readonly address: string
  readonly flats: readonly string[]
  readonly relation: string
  readonly why: string
  readonly tier: string
  /** minute of local wall clock */
  readonly due: number
  readonly lng: number
  readonly lat: number
  /** what to know before knocking; stands before the address */
  readonly warning?: string
}

/** Everything a round's sheet says. Days and minutes as in `core/base/time.ts`. */
export interface CocoonSheetProps {
  /** how lengths are told; metric where it does not say */
  readonly units?: Units
  readonly title: string
  readonly marking: string
  /** code of the round, printed and as QR */
  readonly code: string
  readonly asAt: number
  /** the minute the list is of: what was due before it is overdue */
  readonly moment: number
  /** the same in words, such as "Mon 23 Nov 22:00" */
  readonly asOf: string
  readonly printedBy: string
  readonly printedAt: number
  readonly copy: number
  readonly copies: number
  /** which of the rounds printed together this is: "round 2 of 3"; absent = the only one */
  readonly part?: string
  readonly destroyBy: number
  /** where the sheet goes back to, such as "the neighbourhood office, Beat 4" */
  readonly returnTo?: string
  readonly visits: readonly SheetVisit[]
  /** straight lines between doors, metres */
  readonly length: number
  readonly minutes: number
  readonly beats?: readonly string[]
  /** blob URLs of the maps, one for each group of `mapFrames`; the labels on them must be those of `visits` */
  readonly maps?: readonly (string | undefined)[]
  /** who owns what is drawn on the map */
  readonly mapCredit?: string
  /** why officers are here, a sentence each; not printed on the route sheet */
  readonly why: readonly string[]
  readonly say?: readonly string[]
  /** false = the calls are no homes: nothing about windows and doors */
  readonly homes?: boolean
  readonly tiers: readonly { readonly tier: string; readonly name: string; readonly says: string }[]
  /** source file, period, n, rows left out, assumptions: a sentence each */
  readonly notes: readonly string[]
  /** true = of the version without the burgled homes: no star, no tier, no reason that points at one */
  readonly route?: boolean
}

/** Homes that lie together get a map of their own when the next ones are further than this, metres. */
const APART = 150
/** More groups than this share one map: stamps that small would help nobody. */
const MOST_MAPS = 4

/** Size of one map on paper, millimetres. */
export interface MapSize {
  readonly width: number
  readonly height: number
}

/** What a frame of maps is made from. */
type Framed = Pick<SheetVisit, 'flats' | 'lng' | 'lat'>

/** Height of the rows of a round, millimetres; a row of flats is as much higher as they take lines. */
const rowsHigh = (visits: readonly Framed[], row: number): number =>
  visits.reduce((sum, v) => sum + row + Math.ceil(v.flats.length / 3) * 4, 0)

/**
 * The maps of a round: its homes in groups that lie together, and the size of each frame on paper in millimetres.
 * One map stands beside the boxes and as tall as one page allows; several, or one where numbers would crowd, stand
 * across the page, two in a row, and after the third the boxes. A round of up to 20 calls that would not fit one side
 * so is set `dense`: lower rows, lower maps in one row. Draw each map at its size.
 */
export function mapFrames<V extends Framed>(
  visits: readonly V[],
): { groups: V[][]; sizes: MapSize[]; beside: boolean; dense: boolean } {
  const groups: V[][] = []
  visits.forEach((v, i) => {
    const before = visits[i - 1]
    if (!before || metresApart(before, v) > APART) groups.push([v])
    else groups.at(-1)!.push(v)
  })
  const several = groups.length > 1 && groups.length <= MOST_MAPS
  const one = [[...visits]]
  const rows = rowsHigh(visits, ROW)
  // two rows of maps must leave the table its beginning on the first page
  const high = groups.length === 2 ? 66 : 56
  const loose = several ? rows + (groups.length === 2 ? 1 : 2) * high + BOXES <= PAGE : rows <= PAGE - LEAST
  const tight = PAGE_DENSE - rowsHigh(visits, ROW_DENSE)
  if (!loose && visits.length <= MOST_DENSE && tight >= LEAST_DENSE) {
    const height = Math.floor(Math.min(62, tight))
    const of = several ? groups : one
    const width = (ACROSS - 4 * (of.length - 1)) / of.length
    return { groups: of, sizes: of.map(() => ({ width, height })), beside: false, dense: true }
  }
  if (several)
    return { groups, sizes: groups.map(() => ({ width: 91, height: high })), beside: false, dense: false }
  // what does not fit on one page anyway gets a map that is easy to read
  if (groups.length > 1 || rows > PAGE - LEAST)
    return { groups: one, sizes: [{ width: ACROSS, height: 112 }], beside: false, dense: false }
  const height = Math.floor(Math.min(116, PAGE - rows))
  return { groups: one, sizes: [{ width: BESIDE, height }], beside: true, dense: false }
}

/** "Calls 1 to 7", and for a further map how far it lies from the one before: from its last call to the first of this. */
export function mapTitles(groups: readonly (readonly SheetVisit[])[], units?: Units): string[] {
  return groups.map((g, i) => {
    const [first, last] = [g[0], g.at(-1)!]
    const calls = first === last ? `Call ${first.label}` : `Calls ${first.label} to ${last.label}`
    return i === 0
      ? calls
      : `${calls}, ${showWay(metresApart(groups[i - 1].at(-1)!, first), units)} from ${groups[i - 1].at(-1)!.label}`
  })
}

const metresApart = (a: Pick<SheetVisit, 'lng' | 'lat'>, b: Pick<SheetVisit, 'lng' | 'lat'>): number =>
  111_320 * Math.hypot((b.lng - a.lng) * Math.cos((a.lat * Math.PI) / 180), b.lat - a.lat)

/** Width of a map across the page, and of one beside the boxes, millimetres. */
const ACROSS = 186
const BESIDE = 116
/** Height of a row, what a page leaves for rows and maps together, the boxes across it, and the least a map needs; millimetres. */
const ROW = 8.6
const PAGE = 182
const BOXES = 30
const LEAST = 72
/** The same where up to so many calls are to fit one side. */
const MOST_DENSE = 20
const ROW_DENSE = 6.5
const PAGE_DENSE = 160
const LEAST_DENSE = 28

/** The lines of that version: nothing that tells one home from another. A list's own hidden rounds come so already. */
export const routeVisits = <V extends SheetVisit>(visits: readonly V[]): V[] =>
  visits
    .filter((v) => v.relation !== 'victim')
    .map((v) => ({ ...v, relation: 'near', why: 'a burglary nearby', tier: '' }))

/** The boxes after those of the outcomes; these are numbered as the keys they are typed in with. */
const TICKS = ['Camera', 'Leaflet', 'Referral']

const Row = ({ v, address, moment }: { v: SheetVisit; address: string; moment: number }) => (
  <tr className={v.relation === 'victim' ? 'victim' : undefined}>
    <th scope="row">{v.label}</th>
    <td className="address">
      {v.warning && <b className="sheet-warning">! {v.warning}: </b>}
      {address}
      {v.flats.length > 0 && (
        <span className="flats">
          {v.flats.map((f) => (
            <span key={f}>
              <Tick small />
              {f}
            </span>
          ))}
        </span>
      )}
    </td>
    <td className="reason">{v.why}</td>
    <td className="tier">{v.tier}</td>
    <td className="due">
      {dueShort(v.due)}
      {isOverdue(v.due, moment) && <b>overdue</b>}
    </td>
    <td className="time" />
    {OUTCOMES.map((o) => (
      <td key={o} className="tick">
        <Tick />
      </td>
    ))}
    {TICKS.map((t) => (
      <td key={t} className="tick also">
        <Tick />
      </td>
    ))}
    <td className="time second" />
    <td className="time" />
    <td />
  </tr>
)

const COLUMNS = [
  ...['num', 'address', 'why', 'tier', 'due', 'time'],
  ...OUTCOMES.map(() => 'tick'),
  ...TICKS.map(() => 'tick'),
  ...['time', 'number', 'note'],
]

/** The heads of the table: the first visit's time and boxes, and the second's time and number. */
const Heads = () => (
  <thead>
    <tr>
      <th scope="col">#</th>
      <th scope="col">Address</th>
      <th scope="col">Why</th>
      <th scope="col" className="tier">
        Tier
      </th>
      <th scope="col" className="due">
        Due
      </th>
      <th scope="col" className="turned">
        <span>Time</span>
      </th>
      {OUTCOMES.map((o, i) => (
        <th key={o} scope="col" className="turned">
          <span>{OUTCOME_SHORT[o]}</span>
          <b>{i + 1}</b>
        </th>
      ))}
      {TICKS.map((t) => (
        <th key={t} scope="col" className="turned">
          <span>{t}</span>
          <b>{t[0]}</b>
        </th>
      ))}
      <th scope="col" className="turned second">
        <span>2nd visit: time</span>
      </th>
      <th scope="col" className="turned">
        <span>2nd: number</span>
      </th>
      <th scope="col">Note</th>
    </tr>
  </thead>
)

/** The sheet. Pages after the first repeat the table's header; margins carry marking, code and page numbers. */
export function CocoonSheet(p: CocoonSheetProps) {
  const visits = p.route ? routeVisits(p.visits) : p.visits
  const end = sharedEnd(visits.map((v) => v.address))
  const doors = visits.reduce((n, v) => n + Math.max(1, v.flats.length), 0)
  const frame = mapFrames(visits)
  const across = !frame.beside
  // a short round leaves room to write
  const room = !across && frame.sizes[0].height >= 84
  const titles = mapTitles(frame.groups, p.units)
  const why = p.route
    ? [
        'A burglary was reported near these homes within the last weeks. Nearby homes can be at raised risk for about six weeks.',
      ]
    : p.why
  const calls = `${visits.length} ${visits.length === 1 ? 'call' : 'calls'}`
  return (
    <Sheet
      className={frame.dense ? 'cocoon-sheet dense' : 'cocoon-sheet'}
      marking={p.marking}
      left={`${p.code} · copy ${p.copy} of ${p.copies}`}
      head={p.title}
      part={p.part}
      handling={`Police use only. Destroy by ${showDay(p.destroyBy)}.`}
    >
      <header className="sheet-head">
        <div>
          <h1>{p.title}</h1>
          <p className="lead">
            <b>{doors === visits.length ? `${calls}` : `${calls}, ${doors} homes`}</b> ·{' '}
            {showWay(p.length, p.units)} between doors · about {Math.round(p.minutes)} minutes
            {end !== '' && <> · all in {end}</>}
          </p>
        </div>
        <dl>
          <dt>Round</dt>
          <dd className="round">{p.code}</dd>
          <dt>As of</dt>
          <dd>{p.asOf}</dd>
          <dt>Copy</dt>
          <dd>
            {p.copy} of {p.copies}
          </dd>
          <dt>Destroy by</dt>
          <dd>{showDay(p.destroyBy)}</dd>
        </dl>
        <Code text={p.code} />
      </header>

      <div className={across ? 'sheet-top across' : 'sheet-top'} data-maps={frame.groups.length}>
        <div className="sheet-maps" data-maps={frame.groups.length}>
          {frame.groups.map((group, i) => (
            <figure key={i} className="sheet-map" style={{ height: `${frame.sizes[i].height}mm` }}>
              {p.maps?.[i] === undefined ? (
                <Plan spots={group} {...frame.sizes[i]} />
              ) : (
                <img
                  src={p.maps[i]}
                  alt={`Map of homes ${group[0].label} to ${group.at(-1)!.label}; its numbers are those of the table`}
                />
              )}
              <strong className="map-title">{titles[i]}</strong>
              {p.mapCredit && <figcaption>{p.mapCredit}</figcaption>}
            </figure>
          ))}
        </div>
        <div className="sheet-boxes">
          <Box title="Why here">
            {why.map((w) => (
              <p key={w}>{w}</p>
            ))}
          </Box>
          <Box title="Say">
            {(p.say ?? SAY).map((s) => (
              <p key={s}>{s}</p>
            ))}
          </Box>
          {room && <Box title="Notes">{null}</Box>}
        </div>
      </div>
      {p.homes !== false && (
        <p className="sheet-strip">
          <b>WIDE</b>
          {WIDE.map((w) => (
            <span key={w.initial}>
              <b>{w.initial}</b>
              {w.item.slice(1)}
            </span>
          ))}
        </p>
      )}

      <table className="sheet-table cocoon-table">
        <colgroup>
          {COLUMNS.map((c, i) => (
            <col key={i} className={c} />
          ))}
        </colgroup>
        <Heads />
        <tbody>
          {visits.map((v) => (
            <Row key={v.label} v={v} address={withoutEnd(v.address, end)} moment={p.moment} />
          ))}
        </tbody>
      </table>

      <footer className="sheet-foot">
        <p>
          <b>Vacant</b>: or not a home. <b>R</b>: write V (vulnerability), L (language) or C (crime
          prevention).
        </p>
        <p className="sign">
          <span>Officer</span>
          <span>Date</span>
          <span>Out</span>
          <span>Back</span>
        </p>
        {!p.route && (
          <p>
            {p.tiers.map((t) => (
              <span key={t.tier} className="tier-words">
                <b>{t.tier}</b> {t.name && `${t.name}: `}
                {t.says}
              </span>
            ))}
            {p.visits.some((v) => v.relation === 'victim') && (
              <span className="tier-words">
                <b>★</b> burgled home, call again
              </span>
            )}
          </p>
        )}
        <p>
          Printed by {p.printedBy || '…………………'} at {atWords(p.printedAt)}.
          {p.returnTo ? ` Return to ${p.returnTo}.` : ''}
          {p.beats && p.beats.length > 0
            ? ` ${p.beats.map((b) => (/^beat\b/i.test(b) ? b : `Beat ${b}`)).join(', ')}.`
            : ''}
          {p.route ? ' Route sheet: no home on it is told from the others.' : ''}
        </p>
        <Notes notes={p.notes} />
      </footer>
    </Sheet>
  )
}
