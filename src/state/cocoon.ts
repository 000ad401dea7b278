/** The cocooning list of the moment: made when asked for, kept until something it rests on changes. */
import { prepareHomes } from '../cocoon/doors.ts'
import { cocoonList, type CocoonList, refusal } from '../cocoon/list.ts'
import { type Protocol, protocolSchema } from '../cocoon/protocol.ts'
import { type StreetList, streetLevel } from '../cocoon/streets.ts'
import type { Visit } from '../cocoon/visits.ts'
import type { OffenceId } from '../core/offences.ts'
import { schema } from '../core/params.ts'
import { filterRows } from '../core/filter.ts'
import type { Homes } from '../core/homes.ts'
import { planeOf } from '../core/plane.ts'
import { asAt, memo } from './derived.ts'
import { clausesOn, type SavedClause } from './project.ts'
import { paramsOf } from './runs.ts'
import type { LoadedIncidents, Store } from './store.ts'

/**
 * The settings of the Cocooning view: which list, then the protocol. A table's undivided "vehicle crime" counts as
 * theft from a vehicle, as its undivided "burglary" counts as one of a home.
 */
export const cocooningSchema = schema({
  of: {
    type: 'choice',
    label: 'List for',
    default: 'burglary',
    options: [
      { value: 'burglary', label: 'Burglary: doors' },
      { value: 'vehicles', label: 'Theft from vehicles: streets' },
    ],
    help: 'Doors around burgled homes, or streets and parking places with thefts from vehicles.',
  },
  ...protocolSchema,
})

/** Which of the two lists. */
export type ListOf = 'burglary' | 'vehicles'

const FROM_VEHICLES: readonly OffenceId[] = ['theft-from-vehicle', 'vehicle-any']

/** A door list, a street list where there is no address file, or the sentence why there is neither. */
export type Cocoon =
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'streets'; readonly of: ListOf; readonly streets: StreetList }
  | { readonly kind: 'doors'; readonly list: CocoonList; readonly homes: Homes }

/** Filters that say where; the list has its own window of time and its own kind of crime. */
export const WHERE: readonly SavedClause['kind'][] = ['beat', 'street', 'area']

const doorsMemo = memo(prepareHomes)

/** The protocol by its values, so that an equal protocol is the same protocol. */
const protocolMemo = memo((json: string): Protocol => JSON.parse(json) as Protocol)

const listMemo = memo(
  (
    incidents: LoadedIncidents,
    homes: Homes | undefined,
    clauses: readonly SavedClause[],
    one: number | undefined,
    today: number,
    protocol: Protocol,
    visits: readonly Visit[],
    of: ListOf,
  ): Cocoon => {
    const { table, text } = incidents
    const no = refusal(table)
    if (no) return { kind: 'refused', sentence: no }
    const where = clauses.filter((c) => WHERE.includes(c.kind))
    const rows =
      one === undefined ? filterRows(table, clausesOn(where, planeOf(table.crs))) : Uint32Array.of(one)
    if (of === 'vehicles')
      return {
        kind: 'streets',
        of,
        streets: streetLevel({ table, rows, today, protocol, offences: FROM_VEHICLES }),
      }
    if (!homes) return { kind: 'streets', of, streets: streetLevel({ table, rows, today, protocol }) }
    if (homes.crs !== table.crs)
      return {
        kind: 'refused',
        sentence: `The addresses are on ${homes.crs} and the incidents on ${table.crs}: they do not lie in the same place. Load the address file of the area the incidents come from.`,
      }
    const whole = one === undefined ? protocol : { ...protocol, lookBack: protocol.window }
    return {
      kind: 'doors',
      homes,
      list: cocoonList({ table, text, doors: doorsMemo(homes), rows, today, protocol: whole, visits }),
    }
  },
  4,
)

/** What the Cocooning panel, the map and the sheets show; undefined while nothing is loaded. */
export function cocoonOf(s: Store): Cocoon | undefined {
  if (!s.incidents) return undefined
  const protocol = protocolMemo(JSON.stringify(paramsOf(s, 'cocooning', protocolSchema)))
  try {
    return listMemo(
      s.incidents,
      s.homes?.homes,
      s.project.clauses,
      s.cocoonOf,
      asAt(s).day,
      protocol,
      s.visits,
      // a burglary that was asked for has its doors, whichever list was open
      s.cocoonOf === undefined ? paramsOf(s, 'cocooning', cocooningSchema).of : 'burglary',
    )
  } catch (error) {
    return { kind: 'refused', sentence: (error as Error).message }
  }
}
