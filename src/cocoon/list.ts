/** The cocooning list: who is visited, why, by when and in which round; and who is not, and why not. */
import { coarseOf, coarseSays, finerThan, type Told } from '../core/table/coarse.ts'
import type { Incidents, IncidentText } from '../core/table/incidents.ts'
import type { Area } from '../core/geometry/area.ts'
import { homeKey } from './address.ts'
import { alikeWords } from './alike.ts'
import { beatFinder } from './beats.ts'
import { FLAG } from '../core/table/incidents.ts'
import { unitUnknown } from '../core/table/unit.ts'
import type { Units } from '../core/base/lengths.ts'
import { dictAt, textAt } from '../core/base/text.ts'
import { listCode, roundCode } from './code.ts'
import type { Doors } from './doors.ts'
import { whichNeed, type Due } from './due.ts'
import { cutLabel, listedRound, listedVisits } from './listLines.ts'
import { listNotes } from './listNotes.ts'
import { mergeCocoons } from './merge.ts'
import type { Protocol, Relation, Tier } from './protocol.ts'
import { hideHomes } from './withoutVictim.ts'
import { crimeWarnings, type DoorMarks, findMarks, notCalled } from './marks.ts'
import { makeRounds } from './rounds.ts'
import { type Gone, placeNamed, type StreetWays, travelAmong } from './travel.ts'
import { type Again, findVisits, type Standing, standingOf } from './nextVisit.ts'
import { dayStart, momentOf } from './clock.ts'
import type { Visit } from './visits.ts'
import { around, findVictim, isUnconfirmed, type Call } from './who.ts'

/** One line of the sheet. */
export interface ListedVisit {
  /** walking order over the whole list, burgled homes included: 1, 2, 3 … */
  readonly order: number
  readonly round: number
  /** what stands on the map and in the table: 1, 2, 3 … in each round; ★ for the burgled home */
  readonly label: string
  /** first home of the call, row of the address file */
  readonly home: number
  readonly homes: readonly number[]
  readonly uprn: string
  readonly uprns: readonly string[]
  /** what visits to these homes are recorded under; see `homeKey` */
  readonly keys: readonly string[]
  readonly address: string
  /** flats called on in this building; empty for a home of its own */
  readonly flats: readonly string[]
  readonly relation: Relation
  readonly why: string
  readonly tier: Tier
  /** minute of local wall clock */
  readonly due: number
  /** the burglary whose report sets the due time, an incident row */
  readonly dueBy: number
  /** the minute its 48 hours end: earlier than `due` where nobody answered and it is tried again */
  readonly firstDue: number
  readonly again?: Again
  /** last day on which the visit makes sense */
  readonly expires: number
  /** incident rows, the one that gave the reason first */
  readonly incidents: readonly number[]
  readonly minutes: number
  readonly lng: number
  readonly lat: number
  /** what to mind before knocking */
  readonly warning?: string
  /** the address file puts homes of several numbers on its point: it does not stand there */
  readonly unplaced?: true
}

/** A burglary of the list. */
export interface Covered extends Due {
  /** crime number, or "row 12" where the file has none */
  readonly id: string
  readonly home: number
  readonly by: 'UPRN' | 'address' | 'house number' | 'position'
  /** from its coordinates to the home, metres */
  readonly distance: number
  readonly note?: string
  /** an earlier burglary at the same place within 12 months */
  readonly repeat: boolean
  /** calls the protocol gave before merging and before homes already visited were taken out */
  readonly calls: number
  /** why there are fewer homes than asked for, a phrase each */
  readonly fewer: readonly string[]
}

/** A burglary, a home or a street that is not on the list. */
export interface Omitted {
  readonly what: 'burglary' | 'home' | 'street'
  readonly row: number
  /** row of the address file; -1 for a burglary */
  readonly home: number
  readonly label: string
  readonly reason: string
  /** what kind of reason, where screens count it: over the time there is · walked since its newest crime · a burglary whose home was not found */
  readonly because?: 'time' | 'walked' | 'unfound'
  /** how many homes are told by this line, where it is several */
  readonly homes?: number
  /** rows of the address file of all of them, where they are not gathered by their reason */
  readonly all?: readonly number[]
}

/** One officer's part of the list. */
export interface ListedRound {
  readonly number: number
  readonly code: string
  readonly beats: readonly string[]
  /** number of calls, and of homes in them */
  readonly calls: number
  readonly homes: number
  /** between doors, metres */
  readonly length: number
  readonly minutes: number
  /** of the minutes and metres: on foot, by car, there and back */
  readonly by?: Pick<Gone, 'walking' | 'driving' | 'driven' | 'ends'>
}

/** Plain data, ready to draw, print, send to a phone or write as CSV. */
export interface CocoonList {
  readonly id: string
  /** as-at day: a police day */
  readonly asAt: number
  /** the minute it is of: that of its making while its day lasts, else the first of the day */
  readonly moment: number
  readonly protocol: Protocol
  readonly incidents: readonly Covered[]
  readonly rounds: readonly ListedRound[]
  /** in walking order, round by round */
  readonly visits: readonly ListedVisit[]
  readonly leftOut: readonly Omitted[]
  /** keys of what is due and beyond the time there is, on this list or on that without the burgled homes */
  readonly undone: readonly string[]
  readonly notes: readonly string[]
  /** the version that may be lost */
  readonly hidden: HiddenList
}

/** The list without the burgled homes: rounds, codes, order and times of its own; see `withoutVictim.ts`. */
export interface HiddenList extends Pick<
  CocoonList,
  'id' | 'asAt' | 'moment' | 'protocol' | 'rounds' | 'visits'
> {
  /** what it hides and what it cannot: fit to stand on the sheet */
  readonly says: readonly string[]
  /** homes of the officers' list that are not on it: for the desk alone */
  readonly missing: number
}

/** Why no door may be named from this table; undefined when one may. */
export function refusal(table: Told & Pick<Incidents, 'crs'>): string | undefined {
  const coarse = coarseOf(table)
  if (!coarse) return unitUnknown(table)
  const must = 'with a date and an address or exact coordinates for each burglary'
  if (coarse.points === 'published')
    return `data.police.uk places crimes at snap points that each stand for eight or more addresses, and gives only the month: a door list from it would send someone to the wrong door. Load your force’s own extract, ${must}.`
  if (coarse.points)
    return `${coarseSays(table)}, so a door list from it would send someone to the wrong door. ${coarse.months ? `Load an extract ${must}.` : finerThan(table)}`
  return `${coarseSays(table)}, so nobody can say which burglaries are still within the window. Load an extract with the date of each burglary.`
}

/** Crime number of a row, or its place in the file. */
export const incidentName = (text: IncidentText | undefined, row: number): string =>
  (text && textAt(text.id, row)) || `row ${row + 1}`

/** What a list is made from. */
export interface ListInput {
  readonly table: Incidents
  readonly text?: IncidentText
  /** from `prepareHomes`, kept between lists */
  readonly doors: Doors
  /** incident rows to consider: those of the filter, or the one that was clicked; absent = all */
  readonly rows?: Uint32Array
  /** as-at day */
  readonly today: number
  readonly protocol: Protocol
  readonly visits?: readonly Visit[]
  /** the clock's minute, which counts while the list's day lasts */
  readonly now?: number
  /** how lengths are told in its words; metric where it does not say */
  readonly units?: Units
  /** what the team knows of single doors */
  readonly marks?: DoorMarks
  /** the ways of a street file, which rounds then follow */
  readonly streets?: StreetWays
  /** beats of a file of boundaries, for homes whose address file names none */
  readonly beats?: readonly Area[]
}

/** Makes the list. Throws an Error whose message is the sentence of `refusal` where there can be none. */
export function cocoonList(input: ListInput): CocoonList {
  const { table, text, doors, rows, today, protocol: p } = input
  const no = refusal(table)
  if (no) throw new Error(no)
  const { homes } = doors
  const leftOut: Omitted[] = []

  const moment = momentOf(today, p.dayTurns, input.now)
  const { need, notListed } = whichNeed(table, rows, today, p, moment)
  const omit = (row: number, reason: string, because?: Omitted['because']) =>
    leftOut.push({
      ...{ what: 'burglary', row, home: -1, label: incidentName(text, row), reason },
      ...(because && { because }),
    })
  // other kinds of crime were never meant to be listed: counting them would bury what matters
  for (const r of notListed) if (r.reason !== 'not a burglary of a home') omit(r.row, r.reason)

  const over = dayStart(today + 1, p.dayTurns)
  const made = (input.visits ?? []).filter((v) => v.at < over)
  const visited = findVisits(made)
  const findMark = findMarks(input.marks ?? {})
  const markOf = (home: number) => findMark(textAt(homes.uprn, home), textAt(homes.address, home))
  const standing = (
    home: number,
    call: Pick<Call, 'relation'>,
    due: Pick<Due, 'since'>,
    find = visited,
  ): Standing => {
    const reason = notCalled(markOf(home), today)
    if (reason) return { kind: 'not now', reason }
    return standingOf(
      find(textAt(homes.uprn, home), textAt(homes.address, home)),
      due.since,
      call.relation === 'victim',
      today,
      p,
    )
  }

  const covered: Covered[] = []
  const cocoons: { due: Due; calls: Call[]; home: number }[] = []
  const skipped = new Map<number, Omitted>()
  for (const due of need) {
    const match = findVictim(doors, table, text, due.row, p.tolerance, input.units)
    if (match.home < 0) {
      omit(due.row, 'sentence' in match ? match.sentence : '', 'unfound')
      continue
    }
    const found = match as Extract<typeof match, { by: string }>
    if (isUnconfirmed(found.by, table.offence[due.row])) {
      omit(due.row, 'Its wording does not say that a home was burgled, and no address confirms it.')
      continue
    }
    const { calls, fewer } = around(doors, found.home, p, input.units)
    covered.push({
      ...due,
      id: incidentName(text, due.row),
      home: found.home,
      by: found.by,
      distance: found.distance,
      ...(found.note ? { note: found.note } : {}),
      repeat: (table.flags[due.row] & FLAG.repeat) !== 0,
      calls: calls.length,
      fewer,
    })
    const kept: Call[] = []
    for (const call of calls) {
      const first: number[] = []
      for (const home of call.homes) {
        const found = standing(home, call, due)
        if (found.kind === 'first') first.push(home)
        else if (found.kind === 'again') kept.push({ ...call, homes: [home], again: found.again })
        else if (!skipped.has(home))
          skipped.set(home, {
            what: 'home',
            row: due.row,
            home,
            label: textAt(homes.address, home),
            reason: found.reason,
          })
      }
      if (first.length > 0) kept.push({ ...call, homes: first })
    }
    cocoons.push({ due, calls: kept, home: found.home })
  }

  const stops = mergeCocoons(doors, cocoons, p)
  const listed = new Set(stops.flatMap((s) => s.homes))
  // a home skipped for one burglary may be called on for another, newer one
  for (const [home, o] of skipped) if (!listed.has(home)) leftOut.push(o)

  const by = travelAmong(
    stops.map((s) => ({ x: doors.x[s.door], y: doors.y[s.door] })),
    table.crs,
    input.streets,
    placeNamed(doors, p.base),
  )
  const beatAt = input.beats?.length ? beatFinder(input.beats, homes) : undefined
  const { rounds, cut } = makeRounds(doors, stops, { ...p, by, beatAt, whole: true })
  for (const { stop, reason } of cut)
    leftOut.push({
      what: 'home',
      row: stop.incidents[0],
      home: stop.homes[0],
      label: cutLabel(doors, stop),
      reason,
      because: 'time',
      ...(stop.homes.length > 1 ? { homes: stop.homes.length, all: stop.homes } : {}),
    })

  const marked = (home: number) => markOf(home)?.warning
  const withCrime = crimeWarnings(covered, text?.warning)
  const visits = listedVisits(doors, rounds, p, (home) => [marked(home), ...(withCrime.get(home) ?? [])])

  // a home is open or not by one rule for all, burgled or not; where officers went since with the burgled homes on their
  // sheet is around those, and the gaps it would leave here point at them
  const since = Math.min(...cocoons.map((c) => c.due.since))
  const before = findVisits(made.filter((v) => v.at < since || v.route))
  const hidden = hideHomes(
    doors,
    // a burglary whose full list is done stands here still: that it were gone would tell who has few neighbours
    cocoons.map((c) => ({ ...c.due, home: c.home })),
    today,
    { ...p, by, beatAt },
    (home) => standing(home, { relation: 'ring' }, { since }, before).kind !== 'not now',
    listed,
    moment,
  )

  const id = listCode(
    today,
    JSON.stringify([
      table.fingerprint,
      homes.fingerprint,
      visits.map((v) => [v.round, v.homes, v.tier, v.due]),
    ]),
  )
  const alike = alikeWords(visits)
  const unsaid = visits.filter((v) => dictAt(homes.beat, v.homes[0]) === '')
  const noBeat = unsaid.filter((v) => !beatAt?.(v.homes[0])).length
  const notes = [
    ...(alike ? [alike] : []),
    ...listNotes({
      cut,
      visits,
      covered,
      rounds: rounds.length,
      protocol: p,
      noBeat,
      placed: unsaid.length - noBeat,
      by,
    }),
  ]

  return {
    id,
    asAt: today,
    moment,
    protocol: p,
    incidents: covered,
    rounds: rounds.map((r) => listedRound(r, roundCode(id, r.number))),
    visits,
    leftOut,
    undone: [...cut.flatMap((c) => c.stop.homes), ...hidden.cut].map((h) =>
      homeKey(textAt(homes.uprn, h), textAt(homes.address, h)),
    ),
    notes,
    hidden: {
      id: hidden.code,
      asAt: today,
      moment,
      protocol: p,
      rounds: hidden.rounds.map((r) => listedRound(r, r.code)),
      // what came with a crime is not on it: it would point at the home
      visits: listedVisits(doors, hidden.rounds, p, (home) => [marked(home)]),
      says: hidden.says,
      missing: hidden.missing,
    },
  }
}
