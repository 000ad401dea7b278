/** Rounds past streets instead of doors: for vehicle crime, and where no address file is loaded. */
import { DictBuilder } from '../core/base/text.ts'
import type { Incidents } from '../core/table/incidents.ts'
import { normalAddress } from './address.ts'
import { listCode, roundCode } from './code.ts'
import type { Doors } from './doors.ts'
import type { CocoonList, ListedVisit } from './list.ts'
import type { Stop } from './merge.ts'
import type { Protocol } from './protocol.ts'
import { makeRounds, minutesAt } from './rounds.ts'
import type { StreetList } from './streets.ts'

/** Rounds of streets, in the shape of a list of doors: what prints or sends those does it with these. */
export type StreetRounds = Pick<
  CocoonList,
  'id' | 'asAt' | 'moment' | 'protocol' | 'rounds' | 'visits' | 'hidden'
>

/** Minutes in one street: leaflets on cars and at the homes beside them; a local choice without a published norm. */
export const STREET_MINUTES = 10

/** Makes the rounds: streets with live crime first, then those near one, each round in walking order. */
export function streetRounds(
  { streets, asAt, moment }: StreetList,
  table: Pick<Incidents, 'x' | 'y' | 'lng' | 'lat' | 'fingerprint'>,
  protocol: Protocol,
): StreetRounds {
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
  const { rounds } = makeRounds(ground, stops, p)
  const visits: ListedVisit[] = rounds.flatMap((r) =>
    r.stops.map((s, k): ListedVisit => {
      const line = streets[s.door]
      const key = `street ${normalAddress(line.street)}${line.beat ? `, ${line.beat}` : ''}`
      return {
        order: 0,
        round: r.number,
        label: String(k + 1),
        home: -1,
        homes: [-1],
        uprn: '',
        uprns: [''],
        keys: [key],
        address: line.street,
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
    })),
    visits: visits.map((v, i) => ({ ...v, order: i + 1 })),
  }
  // streets name no home: nothing to hide
  return { ...list, hidden: { ...list, says: [], missing: 0 } }
}

const whyOf = (on: number, near: number): string =>
  [on > 0 ? `${on} on it` : '', near > 0 ? `${near} near` : ''].filter((p) => p !== '').join(', ')
