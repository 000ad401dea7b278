/** Which incidents lie at the same place, and which repeat an earlier one there. */
import { Doors } from './doors.ts'
import { FLAG } from '../table/incidents.ts'
import { OFFENCES } from '../base/offences.ts'
import type { TextColumn } from '../base/text.ts'
import { giveBack } from '../base/giveBack.ts'
import { firstEqual, numbered } from '../base/equalRows.ts'
import { TextIndex } from '../base/textIndex.ts'
import { daysAfter, repeats } from './repeats.ts'

/** How far apart two rows with the same door may lie and still be one place, in metres. */
const SAME_DOOR_M = 100

/** What places are told by. Length n each. */
export interface PlaceInput {
  readonly n: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly uprn: TextColumn
  readonly address: TextColumn
}

/** How many rows got their place from what. */
export interface PlaceCount {
  readonly uprn: number
  readonly address: number
  readonly coordinates: number
}

/**
 * Gives each row the number of its place: UPRN first (two UPRNs are two places, whatever the address says), else the
 * door named by the address (the nearest of the same door within 100 m, so that two towns may both have a 12 High
 * Street), else the coordinates rounded to 1 m. Only for exact data of one source: snap points are not places.
 */
export function placesOf({ n, x, y, uprn, address }: PlaceInput): { place: Int32Array; by: PlaceCount } {
  if (uprn.bytes.length === 0 && address.bytes.length === 0)
    return { place: byCoordinates(x, y), by: { uprn: 0, address: 0, coordinates: n } }
  const place = new Int32Array(n)
  const uprns = new TextIndex(uprn)
  const placeOfUprn = new Int32Array(uprns.first.length).fill(-1)
  const uprnOfPlace = new Int32Array(n).fill(-1)
  const doors = new Doors()
  const atDoor = new Spots(n, SAME_DOOR_M)
  const atPoint = new Spots(n, 0)
  const by = { uprn: 0, address: 0, coordinates: 0 }
  let next = 0
  for (let i = 0; i < n; i++) {
    const door = doors.read(address.bytes, address.offsets[i], address.offsets[i + 1])
    const near = door ? atDoor.nearest(doors.street, doors.house, x[i], y[i]) : -1
    const code = uprns.of[i]
    let id: number
    let fresh = near < 0
    if (code >= 0) {
      // a row with only an address must meet the rows that also know the UPRN; a bare street is the door of many
      id = placeOfUprn[code]
      if (id < 0) {
        fresh ||= uprnOfPlace[near] >= 0
        id = placeOfUprn[code] = fresh ? next++ : near
        uprnOfPlace[id] = code
      }
      by.uprn++
    } else if (door) {
      id = near >= 0 ? near : next++
      by.address++
    } else {
      const [rx, ry] = [Math.round(x[i]), Math.round(y[i])]
      id = atPoint.nearest(0, 0, rx, ry)
      if (id < 0) atPoint.add(0, 0, rx, ry, (id = next++))
      by.coordinates++
    }
    if (door && fresh) atDoor.add(doors.street, doors.house, x[i], y[i], id)
    place[i] = id
  }
  return { place, by }
}

/** The number of each row's metre of ground, in the order in which they come. */
function byCoordinates(x: Float64Array, y: Float64Array): Int32Array {
  const hash = (i: number) => {
    let h = Math.imul(Math.round(x[i]), 0x9e3779b1)
    h = Math.imul(h ^ (h >>> 15) ^ Math.round(y[i]), 0x85ebca6b)
    return h ^ (h >>> 13)
  }
  const same = (i: number, k: number) =>
    Math.round(x[i]) === Math.round(x[k]) && Math.round(y[i]) === Math.round(y[k])
  return numbered(firstEqual(x.length, hash, same)).of
}

/** Spots of doors with the place each belongs to, found again by door and square: a name may stand in many towns. */
class Spots {
  readonly #reach: number
  readonly #edge: number
  readonly #heads: Int32Array
  readonly #next: Int32Array
  readonly #street: Int32Array
  readonly #house: Int32Array
  readonly #x: Float64Array
  readonly #y: Float64Array
  readonly #place: Int32Array
  #n = 0

  /** Room for `most` spots, each looked for within `reach` metres. */
  constructor(most: number, reach: number) {
    let size = 16
    while (size < most) size *= 2
    this.#reach = reach
    // squares so wide that the reach around a point touches four of them at most
    this.#edge = Math.max(1, 2 * reach)
    this.#heads = new Int32Array(size).fill(-1)
    this.#next = new Int32Array(most)
    this.#street = new Int32Array(most)
    this.#house = new Int32Array(most)
    this.#x = new Float64Array(most)
    this.#y = new Float64Array(most)
    this.#place = new Int32Array(most)
  }

  #bucket(street: number, house: number, cx: number, cy: number): number {
    let h = Math.imul(street ^ Math.imul(cx, 0x9e3779b1), 0x85ebca6b) ^ house
    h = Math.imul(h ^ (h >>> 13) ^ Math.imul(cy, 0x27d4eb2f), 0xc2b2ae35)
    return (h ^ (h >>> 15)) & (this.#heads.length - 1)
  }

  add(street: number, house: number, x: number, y: number, place: number): void {
    const k = this.#n++
    const bucket = this.#bucket(street, house, Math.floor(x / this.#edge), Math.floor(y / this.#edge))
    this.#street[k] = street
    this.#house[k] = house
    this.#x[k] = x
    this.#y[k] = y
    this.#place[k] = place
    this.#next[k] = this.#heads[bucket]
    this.#heads[bucket] = k
  }

  /** Place of the nearest spot of the door within reach, of equally near ones the first added; -1 when there is none. */
  nearest(street: number, house: number, x: number, y: number): number {
    const reach = this.#reach
    const edge = this.#edge
    let best = Infinity
    let found = -1
    const [west, south] = [Math.floor((x - reach) / edge), Math.floor((y - reach) / edge)]
    const [east, north] = [Math.floor((x + reach) / edge), Math.floor((y + reach) / edge)]
    // counted by steps: beyond 2^53 adding one changes nothing, and a loop over squares would never end
    for (let i = 0; i <= east - west; i++)
      for (let j = 0; j <= north - south; j++)
        for (
          let k = this.#heads[this.#bucket(street, house, west + i, south + j)];
          k >= 0;
          k = this.#next[k]
        ) {
          if (this.#street[k] !== street || this.#house[k] !== house) continue
          const d = Math.hypot(this.#x[k] - x, this.#y[k] - y)
          if (d > reach || d > best || (d === best && k > found)) continue
          best = d
          found = k
        }
    return found < 0 ? -1 : this.#place[found]
  }
}

/** Kind group of each offence index: burglary, vehicle crime, robbery, theft from the person, other. */
const GROUP: readonly number[] = OFFENCES.map(({ id }) =>
  id.startsWith('burglary')
    ? 1
    : id === 'vehicle-any' || id.endsWith('-vehicle')
      ? 2
      : id.startsWith('robbery')
        ? 3
        : id === 'theft-from-person'
          ? 4
          : 0,
)

/** What counts as the same kind of crime for repeats: burglary, vehicle crime, robbery, theft; else the wording. */
export const kindOf = (offence: number, wording: number): number =>
  GROUP[offence] === 0 ? 16 + wording : GROUP[offence]

/**
 * Sets FLAG.repeat on each row with an earlier incident of the same kind group at the same place within the 12 months
 * before, by the start of the window (see `repeats.ts`). "Other" repeats only its own wording. Returns how many rows
 * were flagged.
 */
export function flagRepeats(
  place: Int32Array,
  from: Int32Array,
  offence: Uint8Array,
  wording: Uint32Array,
  flags: Uint16Array,
): number {
  const kind = (i: number) => kindOf(offence[i], wording[i])
  const order = (a: number, b: number) => kind(a) - kind(b) || from[a] - from[b] || a - b
  // a date nobody believes neither repeats nor is repeated
  const believed = place.map((p, i) => (flags[i] & FLAG.oddDate ? -1 : p))
  const { starts, rows } = byPlace(believed)
  giveBack(believed)
  const began = { from, flags }
  const sameMoment = (a: number, b: number) =>
    from[a] === from[b] && ((flags[a] ^ flags[b]) & FLAG.noTime) === 0 && kind(a) === kind(b)
  let flagged = 0
  for (let p = 0; p + 1 < starts.length; p++) {
    if (starts[p + 1] - starts[p] < 2) continue
    const here = rows.subarray(starts[p], starts[p + 1])
    if (here.length > 2 || order(here[0], here[1]) > 0) here.sort(order)
    let j = 0
    for (let k = 1; k < here.length; k++) {
      const i = here[k]
      // the latest one that is told to be earlier decides: rows of one moment are passed over
      // the same moment has the same answer: thousands may lie at a default point on one day
      if (k === 1 || !sameMoment(here[k - 1], i)) j = k - 1
      while (j >= 0 && kind(here[j]) === kind(i) && daysAfter(began, here[j], i) < 0) j--
      if (j >= 0 && kind(here[j]) === kind(i) && repeats(began, here[j], i)) {
        flags[i] |= FLAG.repeat
        flagged++
      }
    }
  }
  giveBack(starts, rows)
  return flagged
}

/** The rows of place p are rows[starts[p]..starts[p + 1]], in file order; rows without a place are in none. */
function byPlace(place: Int32Array): { starts: Uint32Array; rows: Uint32Array } {
  let places = 0
  for (const p of place) if (p >= places) places = p + 1
  const starts = new Uint32Array(places + 1)
  for (const p of place) if (p >= 0) starts[p + 1]++
  for (let p = 0; p < places; p++) starts[p + 1] += starts[p]
  const rows = new Uint32Array(starts[places])
  const at = starts.slice()
  for (let i = 0; i < place.length; i++) if (place[i] >= 0) rows[at[place[i]]++] = i
  giveBack(at)
  return { starts, rows }
}
