/** Who lives around a burglary: the burgled home, its row, and the rings the protocol asks for. */
import { offenceIndex } from '../core/base/offences.ts'
import type { Incidents, IncidentText } from '../core/table/incidents.ts'
import { showNear, showWay, type Units } from '../core/base/lengths.ts'
import { countOf } from '../core/base/words.ts'
import { planeOf } from '../core/geometry/plane.ts'
import { dictAt, textAt } from '../core/base/text.ts'
import { parseAddress } from '../core/places/address.ts'
import { flatKey } from '../core/places/addressKey.ts'
import { normalAddress, numberIn } from './address.ts'
import type { Again } from './nextVisit.ts'
import { beyond } from './roundTheCorner.ts'
import type { Doors } from './doors.ts'
import { tierOf, type Protocol, type Relation, type Tier } from './protocol.ts'
import { frontOf } from './street.ts'

/** "no homes", "only 1 home". */
const fewHomes = (n: number, one = 'home'): string => (n === 0 ? `no ${one}s` : `only ${countOf(n, one)}`)

/** The burgled home, and how it was found; or the sentence why it was not. */
export type Match =
  | {
      readonly home: number
      readonly by: 'UPRN' | 'address' | 'house number' | 'position'
      /** from the incident's coordinates to the home, metres */
      readonly distance: number
      readonly note?: string
    }
  | { readonly home: -1; readonly sentence: string }

/** Where a row lies on the plane of the homes. */
export function placeOf(doors: Doors, table: Incidents, row: number): readonly [number, number] {
  if (table.crs === doors.homes.crs) return [table.x[row], table.y[row]]
  return planeOf(doors.homes.crs).forward(table.lng[row], table.lat[row])
}

/** An address may be believed against coordinates this far away, metres; farther is said. */
const FAR = 200
/** An address without a key this far from the coordinates may be another town's, metres. */
const TOO_FAR = 1000

/** How the end of a row reads where the numbers go on across the street. */
const ACROSS = 'across the street'

/** Whether nothing says that a home was burgled: the wording names no kind of building, and the place alone found one. */
export const isUnconfirmed = (by: string, offence: number): boolean =>
  by === 'position' && offence === offenceIndex('burglary-any')

/** Finds the burgled home of a row: by UPRN, address, house number on its street near by, then position. */
export function findVictim(
  doors: Doors,
  table: Incidents,
  text: IncidentText | undefined,
  row: number,
  tolerance: number,
  units?: Units,
): Match {
  const { homes } = doors
  const [x, y] = placeOf(doors, table, row)
  const away = (h: number) => Math.hypot(homes.x[h] - x, homes.y[h] - y)
  const found = (home: number, by: 'UPRN' | 'address' | 'house number' | 'position'): Match => {
    const distance = away(home)
    const far =
      distance > FAR ? `its ${by} lies ${showNear(distance, units)} from its coordinates` : undefined
    return { home, by, distance, ...(far ? { note: far } : {}) }
  }
  const nearestOf = (rows: readonly number[]) =>
    rows.reduce((best, h) => (best < 0 || away(h) < away(best) ? h : best), -1)

  const uprn = text ? doors.byUprn(textAt(text.uprn, row)) : undefined
  if (uprn !== undefined) return found(uprn, 'UPRN')

  const address = text ? textAt(text.address, row) : ''
  const street = dictAt(table.street, row)
  const around = doors.near(x, y, FAR).flatMap((d) => doors.homesOf(d.door))
  if (address.trim() !== '') {
    const wanted = normalAddress(address)
    const close = around.filter((h) => normalAddress(textAt(homes.address, h)) === wanted)
    // a street without a number is the address of all who live in it: which of them is told by position alone
    const named =
      close.length === 1 || parseAddress(address).number > 0 || parseAddress(address).building !== ''
    if (close.length > 0 && named) return found(nearestOf(close), 'address')
    const anywhere = doors.byAddress(address)
    if (anywhere.length === 1 && away(anywhere[0]) <= TOO_FAR) return found(anywhere[0], 'address')
    if (anywhere.length === 1)
      return {
        home: -1,
        sentence: `Its address is in the address file, but ${showWay(away(anywhere[0]), units)} from its coordinates: one of the two is wrong. Correct it in the extract.`,
      }

    // an extract often leaves out the town: the number on its street, close by, is as good
    const parts = parseAddress(address)
    const names = street !== '' ? [street] : [...new Set(around.map((h) => dictAt(homes.street, h)))]
    for (const name of names) {
      const number = numberIn(address, name)
      if (!number) continue
      const wantedName = normalAddress(name)
      const onIt = around.filter((h) => normalAddress(dictAt(homes.street, h)) === wantedName)
      const alike = onIt.filter((h) => homes.number[h] === number.number && homes.suffix[h] === number.suffix)
      const same =
        alike.length > 0 ? alike : onIt.filter((h) => inRange(textAt(homes.address, h), number.number))
      if (same.length === 0) continue
      const flat = flatKey(parts.flat)
      const exact = same.filter((h) => flatKey(parseAddress(textAt(homes.address, h)).flat) === flat)
      const home = nearestOf(exact.length > 0 ? exact : same)
      const match = found(home, 'house number')
      if (exact.length > 0 || same.length === 1) return match
      const unsure =
        flat === ''
          ? `its address names no flat: one of ${same.length} at this number is marked`
          : `flat ${parts.flat} is not in the address file: another of ${same.length} at this number is marked`
      return { ...match, note: 'note' in match && match.note ? `${match.note}; ${unsure}` : unsure } as Match
    }
  }

  const close = around.filter((h) => away(h) <= tolerance)
  const onStreet = close.filter((h) => normalAddress(dictAt(homes.street, h)) === normalAddress(street))
  const home = nearestOf(street !== '' && onStreet.length > 0 ? onStreet : close)
  if (home >= 0) return found(home, 'position')
  const nearest = nearestOf(around)
  return {
    home: -1,
    sentence:
      nearest < 0
        ? `No home of the address file lies within ${FAR} m of it; check that both files cover the same area.`
        : `Neither its UPRN nor its address is that of a home the address file places, and the nearest home is ${showNear(away(nearest), units)} away (at most ${tolerance} m is taken for the same home).`,
  }
}

/** Whether "14-16 High Street" holds number 16: the same side of the street, between its ends. */
function inRange(address: string, number: number): boolean {
  const { number: from, to } = parseAddress(address)
  return to !== undefined && number > from && number <= to && ((number ^ from) & 1) === 0
}

/** A call the protocol asks for around one burglary. */
export interface Call {
  readonly door: number
  /** homes called on here, flats in their order */
  readonly homes: readonly number[]
  /** the same, nearest to the burgled one first, where that is another order: what is left when time is short */
  readonly nearest?: readonly number[]
  readonly relation: Relation
  readonly why: string
  readonly tier: Tier
  /** doors from the burgled home along the row, or place in the ring; orders equals */
  readonly rank: number
  /** another try, where nobody answered before */
  readonly again?: Again
}

/** The calls around one burgled home, and why there are fewer than asked for. */
export interface Around {
  readonly calls: readonly Call[]
  readonly fewer: readonly string[]
}

/** The protocol applied to one burgled home. No door is called twice. */
export function around(doors: Doors, victim: number, p: Protocol, units?: Units): Around {
  const { homes, x, y } = doors
  const door = doors.doorOf[victim]
  const calls: Call[] = []
  const fewer: string[] = []
  const taken = new Set<number>([door])

  const push = (
    d: number,
    members: readonly number[],
    relation: Relation,
    why: string,
    rank: number,
    row?: boolean,
    nearest?: readonly number[],
  ) =>
    calls.push({
      door: d,
      homes: members,
      relation,
      why,
      rank,
      tier: tierOf(p, relation, rank, row),
      ...(nearest ? { nearest } : {}),
    })
  /** one call for a door, or one for each of its floors, or one for each of its flats */
  const call = (d: number, relation: Relation, why: string, rank: number, row?: boolean) => {
    taken.add(d)
    const members = doors.homesOf(d)
    if (p.flats !== 'building') for (const h of members) push(d, [h], relation, why, rank, row)
    else {
      const floors = doors.floorsOf(d)
      floors.names.forEach((name, f) => {
        const here = members.filter((_, i) => floors.of[i] === f)
        push(d, here, relation, name === '' ? why : `${why}, ${name}`, rank, row)
      })
    }
  }

  push(door, [victim], 'victim', 'burgled home', 0)
  const inside = doors.homesOf(door)
  if (inside.length > 1) {
    const me = inside.indexOf(victim)
    const away = (h: number) => Math.abs(inside.indexOf(h) - me)
    const within = (h: number) => {
      const { of } = doors.floorsOf(door)
      return inside.filter((_, i) => of[i] === of[inside.indexOf(h)]).indexOf(h)
    }
    // above and below, and on the same height of another stair, the flat of the same place is the nearest
    const apart = (h: number) => Math.abs(within(h) - within(victim))
    if (p.flats === 'building') {
      const floors = doors.floorsOf(door)
      floors.names.forEach((name, f) => {
        const here = inside.filter((h, i) => floors.of[i] === f && h !== victim)
        if (here.length === 0) return
        const up = Math.abs(f - floors.of[me])
        const why = name === '' ? 'same building' : `same building, ${name}`
        const runs = up === 0 || !floors.byName
        push(
          door,
          here,
          'same side',
          why,
          1 + up,
          undefined,
          [...here].sort((a, b) => (runs ? away(a) - away(b) : apart(a) - apart(b) || away(a) - away(b))),
        )
      })
    } else for (const h of inside) if (h !== victim) push(door, [h], 'same side', 'same building', away(h))
  }

  const stretch = doors.stretchOf(door)
  const seat = stretch?.seat.get(door)
  const facing = stretch && frontOf(stretch, door)
  if (stretch && seat) {
    const row = stretch.rows[seat.row]
    // as one stands in the street facing the burgled home: right is the front turned a quarter to the left
    const risingIsRight = facing && facing.along[0] * -facing.front[1] + facing.along[1] * facing.front[0] > 0
    const hand = (sign: -1 | 1) =>
      risingIsRight === undefined ? (sign > 0 ? 'up' : 'down') : sign > 0 === risingIsRight ? 'right' : 'left'
    const room = [seat.at, row.doors.length - 1 - seat.at] as const
    for (const d of row.doors) taken.add(d.door)
    // past the ends of the street, by distance along the ground
    const past = ([0, 1] as const).map((end) =>
      row.ends[end].endsWith(ACROSS)
        ? []
        : beyond(doors, row, end, facing?.front, taken, p.eachSide - Math.min(p.eachSide, room[end])),
    )
    for (let k = 1; k <= p.eachSide; k++)
      for (const end of [0, 1] as const) {
        const sign = end === 0 ? -1 : 1
        const next = row.doors[seat.at + sign * k]
        const further = next ? undefined : past[end][k - 1 - room[end]]
        if (!next && !further) continue
        const why = k === 1 ? 'next door' : `${k} ${hand(sign)}`
        if (next) call(next.door, 'same side', why, k)
        else if (!calls.some((c) => c.door === further!.door))
          call(further!.door, 'same side', `${why}, ${further!.how}`, k)
      }
    for (const end of [0, 1] as const) {
      const n = Math.min(p.eachSide, room[end] + past[end].length)
      if (n >= p.eachSide) continue
      fewer.push(`${n === 0 ? 'none' : `only ${n}`} on one side: ${row.ends[end]}`)
    }
  } else if (p.eachSide > 0) {
    const code = homes.street.codes[victim]
    const pool = doors
      .near(x[door], y[door], 150)
      .filter((d) => d.door !== door && (!stretch || homes.street.codes[doors.homesOf(d.door)[0]] === code))
    pool.slice(0, 2 * p.eachSide).forEach((d, i) =>
      // nearest first stands in for doors each side, so two of them make one step
      call(d.door, 'ring', `nearest, ${showNear(d.distance, units)}`, Math.floor(i / 2) + 1, true),
    )
    const reason = !stretch
      ? 'the address names no street'
      : stretch.numbering === 'none'
        ? 'the street has no house numbers'
        : 'this home has no number and stands in no row'
    fewer.push(`sides unknown, as ${reason}: nearest homes instead`)
    if (pool.length < 2 * p.eachSide) fewer.push(`${fewHomes(pool.length)} within 150 m`)
  }

  if (p.rear > 0 || p.opposite > 0) {
    if (!facing || !stretch || !seat) {
      fewer.push('front and back cannot be told here, so no homes behind or opposite')
    } else {
      const { front } = facing
      const row = new Set(stretch.rows[seat.row].doors.map((d) => d.door))
      const ahead = (d: number) => (x[d] - x[door]) * front[0] + (y[d] - y[door]) * front[1]
      const aside = (d: number) => Math.abs((x[d] - x[door]) * -front[1] + (y[d] - y[door]) * front[0])
      const free = (r: number) =>
        doors.near(x[door], y[door], r).filter((d) => !taken.has(d.door) && !row.has(d.door))
      const behind = free(p.rearWithin).filter((d) => ahead(d.door) <= -8 && aside(d.door) <= -ahead(d.door))
      behind.slice(0, p.rear).forEach((d, i) => call(d.door, 'rear', 'behind', i + 1))
      if (behind.length < p.rear)
        fewer.push(
          `${behind.length === 0 ? 'no homes' : `only ${behind.length}`} behind within ${p.rearWithin} m`,
        )
      const onStreet = new Set(stretch.doors)
      const across = free(p.oppositeWithin).filter((d) => onStreet.has(d.door) && ahead(d.door) >= 8)
      across.slice(0, p.opposite).forEach((d, i) => call(d.door, 'opposite', 'opposite', i + 1))
      if (across.length < p.opposite)
        fewer.push(
          `${across.length === 0 ? 'no homes' : `only ${across.length}`} opposite within ${p.oppositeWithin} m`,
        )
    }
  }

  if (p.ring > 0) {
    const rest = doors.near(x[door], y[door], p.ringRadius).filter((d) => !taken.has(d.door))
    rest
      .slice(0, p.ring)
      .forEach((d, i) => call(d.door, 'ring', `${showNear(d.distance, units)} away`, i + 1))
    if (rest.length < p.ring) fewer.push(`${fewHomes(rest.length, 'further home')} within ${p.ringRadius} m`)
  }
  return { calls, fewer }
}
