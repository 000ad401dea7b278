/** One officer's round on paper: read under a street lamp, filled in with a pen. */
import { showWay, type Units } from '../core/base/lengths.ts'
import { countOf } from '../core/base/words.ts'
import { OUTCOME_SHORT, outcomesOf, REFERRAL_LETTERS, TICK_LETTERS } from '../core/base/outcomes.ts'
import { showDay } from '../core/base/time.ts'
import { metresApart } from '../core/geometry/apart.ts'
import { type Frame } from './frames.ts'
import { Plan } from './Plan.tsx'
import type { PlanBox, PlanShape } from './planGround.ts'
import { Box, Code, Notes, Sheet, Tick } from './Sheet.tsx'
import { SAY, WIDE, dueShort, isOverdue, printedWords, sharedEnd, withoutEnd } from './words.ts'

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
  /** how maps, boxes and rows share the page: `fitFrame` of the lines that are shown */
  readonly frame: Frame<SheetVisit>
  /** between doors, metres */
  readonly length: number
  readonly minutes: number
  /** what the minutes are made of, such as "66 at the doors, 7 on foot" */
  readonly times?: string
  readonly beats?: readonly string[]
  /** blob URLs of the maps, one for each group of the frame; the labels on them must be those of `visits`; '' = left empty,
   * for measuring */
  readonly maps?: readonly (string | undefined)[]
  /** what lies under the doors where the sheet draws its maps itself */
  readonly ground?: (box: PlanBox) => readonly PlanShape[]
  /** who owns what is drawn on the map */
  readonly mapCredit?: string
  /** why officers are here, a sentence each; not printed on the route sheet */
  readonly why: readonly string[]
  readonly say?: readonly string[]
  /** false = the calls are no homes: nothing about windows and doors */
  readonly homes?: boolean
  /** true = the lines are streets and parking places */
  readonly streets?: boolean
  readonly tiers: readonly { readonly tier: string; readonly name: string; readonly says: string }[]
  /** source file, period, n, rows left out, assumptions: a sentence each */
  readonly notes: readonly string[]
  /** true = of the version without the burgled homes: no star, no tier, no reason that points at one */
  readonly route?: boolean
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

/** The lines of that version: nothing that tells one home from another. A list's own hidden rounds come so already. */
export const routeVisits = <V extends SheetVisit>(visits: readonly V[]): V[] =>
  visits
    .filter((v) => v.relation !== 'victim')
    .map((v) => ({ ...v, relation: 'near', why: 'a burglary nearby', tier: '' }))

/** The boxes after those of the outcomes; these are numbered as the keys they are typed in with. */
const TICKS = [
  { head: 'Camera', letter: TICK_LETTERS.camera },
  { head: 'Leaflet', letter: TICK_LETTERS.leaflet },
  { head: 'Referral', letter: 'R' },
]

const Row = ({
  v,
  address,
  moment,
  streets,
  turn,
}: {
  v: SheetVisit
  address: string
  moment: number
  streets: boolean
  /** it begins a page */
  turn: boolean
}) => (
  <tr className={v.relation === 'victim' ? 'victim' : undefined} data-turn={turn || undefined}>
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
    {outcomesOf(streets).map((o) => (
      <td key={o} className="tick">
        <Tick />
      </td>
    ))}
    {TICKS.map((t) => (
      <td key={t.head} className="tick also">
        <Tick />
      </td>
    ))}
    <td className="time second" />
    <td className="time" />
    <td />
  </tr>
)

const columnsOf = (streets: boolean): string[] => [
  ...['num', 'address', 'why', 'tier', 'due', 'time'],
  ...outcomesOf(streets).map(() => 'tick'),
  ...TICKS.map(() => 'tick'),
  ...['time', 'number', 'note'],
]

/** The heads of the table: the first visit's time and boxes, and the second's time and number. */
const Heads = ({ streets }: { streets: boolean }) => (
  <thead>
    <tr>
      <th scope="col">#</th>
      <th scope="col">{streets ? 'Street' : 'Address'}</th>
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
      {outcomesOf(streets).map((o, i) => (
        <th key={o} scope="col" className="turned">
          <span>{OUTCOME_SHORT[o]}</span>
          <b>{i + 1}</b>
        </th>
      ))}
      {TICKS.map((t) => (
        <th key={t.head} scope="col" className="turned">
          <span>{t.head}</span>
          <b>{t.letter}</b>
        </th>
      ))}
      <th scope="col" className="turned second">
        <span>2nd: time</span>
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
  const { frame, streets = false } = p
  const across = !frame.beside
  // a short round leaves room to write
  const room = !across && !frame.dense && frame.sizes[0].height >= 84
  const advice = p.homes !== false
  // whatever frame it was given: the route sheet draws no burgled home
  const groups = p.route ? frame.groups.map(routeVisits) : frame.groups
  const titles = mapTitles(groups, p.units)
  const why = p.route
    ? [
        'A burglary was reported near these homes in the last few weeks. Nearby homes can be at raised risk for about six weeks.',
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
            {showWay(p.length, p.units)} between {streets ? 'streets' : 'doors'} · about{' '}
            {countOf(Math.round(p.minutes), 'minute')}
            {p.times && ` (${p.times})`}
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
          {groups.map((group, i) => (
            <figure key={i} className="sheet-map" style={{ height: `${frame.sizes[i].height}mm` }}>
              {p.maps?.[i] === undefined ? (
                <Plan spots={group} {...frame.sizes[i]} ground={p.ground} credit={p.mapCredit} />
              ) : (
                p.maps[i] && (
                  <img
                    src={p.maps[i]}
                    alt={`Map of ${streets ? 'streets' : 'homes'} ${group[0].label} to ${group.at(-1)!.label}; its numbers are those of the table`}
                  />
                )
              )}
              <strong className="map-title">{titles[i]}</strong>
              {p.mapCredit && p.maps?.[i] && <figcaption>{p.mapCredit}</figcaption>}
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
          {advice && frame.dense && (
            <Box title="WIDE">
              {WIDE.map((w) => (
                <p key={w.initial}>
                  <b>{w.initial}</b>
                  {w.item.slice(1)}.
                </p>
              ))}
            </Box>
          )}
          {room && <Box title="Notes">{null}</Box>}
        </div>
      </div>
      {advice && !frame.dense && (
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
          {columnsOf(streets).map((c, i) => (
            <col key={i} className={c} />
          ))}
        </colgroup>
        <Heads streets={streets} />
        <tbody>
          {visits.map((v, i) => (
            <Row
              key={v.label}
              v={v}
              address={withoutEnd(v.address, end)}
              moment={p.moment}
              streets={streets}
              turn={i === frame.turn}
            />
          ))}
        </tbody>
      </table>

      <footer className="sheet-foot">
        <p>
          {!streets && (
            <>
              <b>Vacant</b>: or not a home.{' '}
            </>
          )}
          <b>R</b>: write {REFERRAL_LETTERS}. <b>2nd</b>: second visit.
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
          {printedWords(p)}
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
