/** Rounds past streets instead of doors: for vehicle crime, and where no address file is loaded. */
import { DictBuilder } from '../core/base/text.ts'
import { dayOf, showDay, showTime } from '../core/base/time.ts'
import type { Incidents } from '../core/table/incidents.ts'
import { normalAddress } from './address.ts'
import { visitsByHome } from './nextVisit.ts'
import { dayStart } from './clock.ts'
import { listCode, roundCode } from './code.ts'
import type { Doors } from './doors.ts'
import type { CocoonList, ListedVisit, Omitted } from './list.ts'
import type { Stop } from './merge.ts'
import type { Protocol } from './protocol.ts'
import { makeRounds, minutesAt } from './rounds.ts'
import { placeNamed, type StreetWays, travelAmong } from './travel.ts'
import { streetLabels } from './streetLabels.ts'
import type { StreetLine, StreetList } from './streets.ts'
import { settles, STREET_KEY, type Visit } from './visits.ts'

/** Rounds of streets, in the shape of a list of doors: what prints or sends those does it with these. */
export type StreetRounds = Pick<
  CocoonList,
  'id' | 'asAt' | 'moment' | 'protocol' | 'rounds' | 'visits' | 'hidden' | 'leftOut' | 'undone'
>

/** Minutes in one street: leaflets on cars and at the homes beside them; a local choice without a published norm. */
export const STREET_MINUTES = 10

/** What a street's visits are recorded under. */
const streetKey = ({ street, beat }: Pick<StreetLine, 'street' | 'beat'>): string =>
  `${STREET_KEY}${normalAddress(street)}${beat ? `, ${beat}` : ''}`

/**
 * Makes the rounds: streets with live crime first, then those near one, each round in walking order. A street that was
 * walked since its newest crime is not among them until another one is reported.
 */
export function streetRounds(
  { streets: all, asAt, moment }: Pick<StreetList, 'streets' | 'asAt' | 'moment'>,
  table: Pick<Incidents, 'x' | 'y' | 'lng' | 'lat' | 'fingerprint' | 'crs'>,
  protocol: Protocol,
  walks: readonly Visit[] = [],
  ways?: StreetWays,
): StreetRounds {
  const leftOut: Omitted[] = []
  const omit = (s: StreetLine, reason: string, because: Omitted['because']) =>
    leftOut.push({ what: 'street', row: s.dueBy, home: -1, label: labels.get(s)!, reason, because })
  const over = dayStart(asAt + 1, protocol.dayTurns)
  const labels = new Map(streetLabels(all).map((label, i) => [all[i], label] as const))
  const walked = visitsByHome(walks.filter((v) => v.at < over && settles(v)))
  const streets = all.filter((s) => {
    const last = walked.get(streetKey(s))?.at(-1)
    if (!last || last.at < s.due - Math.round(protocol.dueHours * 60)) return true
    omit(
      s,
      `walked ${showDay(dayOf(last.at), { weekday: true, year: false })} ${showTime(last.at)}`,
      'walked',
    )
    return false
  })
  const beat = new DictBuilder()
  for (const s of streets) beat.push(s.beat)
  // a street stands where its first incident does, or the nearest place recorded on it
  const ground = {
    x: Float64Array.from(streets, (s) => table.x[s.at]),
    y: Float64Array.from(streets, (s) => table.y[s.at]),
    stretchOf: () => undefined,
    homes: { beat: beat.finish() },
  } as unknown as Doors
  const p = { ...protocol, minutesPerDoor: STREET_MINUTES }
  const stops = streets.map((s, i): Stop => ({
    door: i,
    homes: [i],
    nearest: [i],
    relation: 'ring',
    why: whyOf(s.on, s.near),
    tier: s.on > 0 ? 'A' : 'B',
    rank: 0,
    incidents: s.incidents,
    press: i,
    due: s.due,
    firstDue: s.due,
    dueBy: s.dueBy,
    expires: s.expires,
  }))
  const at = (i: number) => ({ x: ground.x[i], y: ground.y[i] })
  const by = travelAmong(
    streets.map((_, i) => at(i)),
    table.crs,
    ways,
    placeNamed(undefined, p.base),
  )
  const { rounds, cut } = makeRounds(ground, stops, { ...p, by })
  for (const { stop, reason } of cut) omit(streets[stop.door], reason, 'time')
  const visits: ListedVisit[] = rounds.flatMap((r) =>
    r.stops.map((s, k): ListedVisit => {
      const line = streets[s.door]
      return {
        order: 0,
        round: r.number,
        label: String(k + 1),
        home: -1,
        homes: [-1],
        uprn: '',
        uprns: [''],
        keys: [streetKey(line)],
        address: labels.get(line)!,
        flats: [],
        relation: s.relation,
        why: s.why,
        tier: s.tier,
        due: s.due,
        dueBy: s.dueBy,
        firstDue: s.firstDue,
        expires: s.expires,
        incidents: s.incidents,
        minutes: minutesAt(s, p),
        lng: line.lng,
        lat: line.lat,
      }
    }),
  )
  const id = listCode(asAt, JSON.stringify([table.fingerprint, visits.map((v) => [v.round, v.keys, v.due])]))
  const list = {
    id,
    asAt,
    moment,
    protocol,
    rounds: rounds.map((r) => ({
      number: r.number,
      code: roundCode(id, r.number),
      beats: r.beats,
      calls: r.stops.length,
      homes: r.stops.length,
      length: r.length,
      minutes: r.minutes,
      by: { walking: r.walking, driving: r.driving, driven: r.driven, ends: r.ends },
    })),
    visits: visits.map((v, i) => ({ ...v, order: i + 1 })),
    leftOut,
    undone: cut.map(({ stop }) => streetKey(streets[stop.door])),
  }
  // streets name no home: nothing to hide
  return { ...list, hidden: { ...list, says: [], missing: 0 } }
}

const whyOf = (on: number, near: number): string =>
  [on > 0 ? `${on} on it` : '', near > 0 ? `${near} near` : ''].filter((p) => p !== '').join(', ')
