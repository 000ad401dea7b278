/** Which list there is to make: doors, streets, or the sentence why neither. Plain data in and out, for a worker. */
import { showNumber } from '../core/base/words.ts'
import type { Area } from '../core/geometry/area.ts'
import type { Homes } from '../core/places/homes.ts'
import type { Incidents, IncidentText } from '../core/table/incidents.ts'
import type { Units } from '../core/base/lengths.ts'
import type { OffenceId } from '../core/base/offences.ts'
import type { Doors } from './doors.ts'
import { cocoonList, type CocoonList, type Omitted, refusal } from './list.ts'
import type { DoorMarks } from './marks.ts'
import type { Protocol } from './protocol.ts'
import { type StreetRounds, streetRounds } from './streetRounds.ts'
import { type StreetList, streetLevel } from './streets.ts'
import type { StreetWays } from './travel.ts'
import type { Visit } from './visits.ts'

/** Which of the two lists. */
export type ListOf = 'burglary' | 'vehicles'

/** What is asked, without the files it is asked of. */
export interface Ask {
  /** incident rows to consider; absent = all: of millions no list of their numbers is made, nor sent */
  readonly rows?: Uint32Array
  /** the rows are one burglary that was asked for: it has its doors whatever its age within the window */
  readonly one: boolean
  readonly today: number
  readonly protocol: Protocol
  readonly visits: readonly Visit[]
  readonly of: ListOf
  /** the clock's minute, which counts while the list's day lasts */
  readonly now?: number
  /** how lengths are told in its words; metric where it does not say */
  readonly units?: Units
  /** what the team knows of single doors */
  readonly marks?: DoorMarks
  /** the ways of street files, which rounds then follow */
  readonly streets?: StreetWays
  /** beats of a file of boundaries, on the plane of the incidents, for homes whose address file names none */
  readonly beats?: readonly Area[]
}

/** A door list, a street list where there is no address file, or the sentence why there is neither. */
export type Made =
  | { readonly kind: 'refused'; readonly sentence: string }
  | {
      readonly kind: 'streets'
      readonly of: ListOf
      readonly streets: StreetList
      readonly rounds: StreetRounds
    }
  | { readonly kind: 'doors'; readonly list: CocoonList }

const FROM_VEHICLES: readonly OffenceId[] = ['theft-from-vehicle', 'vehicle-any']

/** More left out for one reason than this are told as one line: a force has tens of thousands of old burglaries. */
const MOST_ALIKE = 2000

/** Tells the many that are left out for the same reason as one line with their number. */
export function gatherAlike(leftOut: readonly Omitted[], most = MOST_ALIKE): Omitted[] {
  const n = new Map<string, number>()
  const homes = new Map<string, number>()
  for (const o of leftOut) {
    n.set(o.reason, (n.get(o.reason) ?? 0) + 1)
    homes.set(o.reason, (homes.get(o.reason) ?? 0) + (o.homes ?? 1))
  }
  const summed = new Set<string>()
  return leftOut.flatMap((o): Omitted[] => {
    const alike = n.get(o.reason)!
    if (alike <= most) return [o]
    if (summed.has(o.reason)) return []
    summed.add(o.reason)
    const many = o.what === 'burglary' ? 'burglaries' : 'homes'
    const all = o.what === 'burglary' ? {} : { homes: homes.get(o.reason)!, all: undefined }
    return [{ ...o, ...all, row: -1, home: -1, label: `${showNumber(alike)} ${many}` }]
  })
}

/** Makes the list. `doors` is asked for only where it is needed: laying out an address file takes a while. */
export function makeCocoon(
  table: Incidents,
  text: IncidentText | undefined,
  homes: Homes | undefined,
  doors: () => Doors,
  ask: Ask,
): Made {
  const { rows, today, protocol, visits, of, now, units, marks, streets: ways, beats } = ask
  const no = refusal(table)
  if (no) return { kind: 'refused', sentence: no }
  const streetsOf = (offences?: readonly OffenceId[]): Made => {
    const streets = streetLevel({ table, text, rows, today, protocol, now, ...(offences && { offences }) })
    return { kind: 'streets', of, streets, rounds: streetRounds(streets, table, protocol, visits, ways) }
  }
  if (of === 'vehicles') return streetsOf(FROM_VEHICLES)
  if (!homes) return streetsOf()
  if (homes.crs !== table.crs)
    return {
      kind: 'refused',
      sentence: `The addresses are on ${homes.crs} and the incidents on ${table.crs}: they do not lie in the same place. Load the address file of the area the incidents come from.`,
    }
  const whole = ask.one ? { ...protocol, lookBack: protocol.window } : protocol
  const list = cocoonList({
    ...{ table, text, doors: doors(), rows, today, protocol: whole },
    ...{ visits, now, units, marks, streets: ways, beats },
  })
  return { kind: 'doors', list: { ...list, leftOut: gatherAlike(list.leftOut) } }
}
