/** Which incidents lie at the same place, and which repeat an earlier one there. */
import { doorKey, parseAddress } from './address.ts'
import { FLAG } from './incidents.ts'
import { OFFENCES } from './offences.ts'
import { MINUTES_PER_DAY } from './time.ts'

/** How far apart two rows with the same door may lie and still be one place, in metres. */
const SAME_DOOR_M = 100

/** Addresses remembered while a table is gone through. */
const MOST_DOORS = 200_000

/** What places are told by. Length n each; texts are asked for row by row. */
export interface PlaceInput {
  readonly n: number
  readonly x: Float64Array
  readonly y: Float64Array
  uprn(i: number): string
  address(i: number): string
}

/** How many rows got their place from what. */
export interface PlaceCount {
  readonly uprn: number
  readonly address: number
  readonly coordinates: number
}

/**
 * Gives each row the number of its place: UPRN first, else the door named by the address (the same
 * door within 100 m, so that two towns may both have a 12 High Street), else the coordinates rounded to
 * 1 m. Only for exact data of one source: snap points are not places.
 */
export function placesOf(input: PlaceInput): { place: Int32Array; by: PlaceCount } {
  const place = new Int32Array(input.n)
  const byUprn = new Map<string, number>()
  // door → square of 100 m → the places there: a door of one name may stand in many towns
  const byDoor = new Map<string, Map<number, Spot[]>>()
  const byPoint = new Map<string, number>()
  // addresses come again and again, and taking one apart costs more than all else here
  const doors = new Map<string, string>()
  const by = { uprn: 0, address: 0, coordinates: 0 }
  let next = 0
  for (let i = 0; i < input.n; i++) {
    const x = input.x[i]
    const y = input.y[i]
    const uprn = input.uprn(i)
    const line = input.address(i)
    let door = line === '' ? '' : doors.get(line)
    if (door === undefined) {
      door = doorKey(parseAddress(line))
      if (doors.size < MOST_DOORS) doors.set(line, door)
    }
    const near = door === '' ? undefined : nearest(byDoor.get(door), x, y)
    let id: number | undefined
    if (uprn !== '') {
      // a row with only an address must meet the rows that also know the UPRN
      id = byUprn.get(uprn) ?? near?.id ?? next++
      byUprn.set(uprn, id)
      by.uprn++
    } else if (door !== '') {
      id = near?.id ?? next++
      by.address++
    } else {
      const key = `${Math.round(x)},${Math.round(y)}`
      id = byPoint.get(key) ?? next++
      byPoint.set(key, id)
      by.coordinates++
    }
    if (door !== '' && !near) {
      let squares = byDoor.get(door)
      if (!squares) byDoor.set(door, (squares = new Map()))
      const square = squareOf(x, y)
      const there = squares.get(square)
      if (there) there.push({ id, x, y })
      else squares.set(square, [{ id, x, y }])
    }
    place[i] = id
  }
  return { place, by }
}

interface Spot {
  readonly id: number
  readonly x: number
  readonly y: number
}

const squareOf = (x: number, y: number): number =>
  Math.floor(x / SAME_DOOR_M) * 1e7 + Math.floor(y / SAME_DOOR_M)

/** A spot of the door within reach, looked for in the nine squares around. */
function nearest(squares: Map<number, Spot[]> | undefined, x: number, y: number): Spot | undefined {
  if (!squares) return undefined
  for (let dx = -1; dx <= 1; dx++)
    for (let dy = -1; dy <= 1; dy++) {
      const there = squares.get(squareOf(x + dx * SAME_DOOR_M, y + dy * SAME_DOOR_M))
      const found = there?.find((s) => Math.hypot(s.x - x, s.y - y) <= SAME_DOOR_M)
      if (found) return found
    }
  return undefined
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

/**
 * Sets FLAG.repeat on each row with an earlier incident of the same kind group at the same place within
 * the 12 months (365 days) before, by the start of the window. "Other" repeats only its own wording.
 * Returns how many rows were flagged.
 */
export function flagRepeats(
  place: Int32Array,
  from: Int32Array,
  offence: Uint8Array,
  wording: Uint32Array,
  flags: Uint16Array,
): number {
  const rows = new Uint32Array(place.length)
  let n = 0
  for (let i = 0; i < place.length; i++) if (place[i] >= 0) rows[n++] = i
  const kind = (i: number) => (GROUP[offence[i]] === 0 ? 16 + wording[i] : GROUP[offence[i]])
  const sorted = rows
    .subarray(0, n)
    .sort((a, b) => place[a] - place[b] || kind(a) - kind(b) || from[a] - from[b] || a - b)
  let flagged = 0
  // the last row strictly earlier than the present minute; rows of one minute are one visit recorded twice
  let earlier = -1
  for (let k = 1; k < n; k++) {
    const i = sorted[k]
    const before = sorted[k - 1]
    if (place[i] !== place[before] || kind(i) !== kind(before)) {
      earlier = -1
      continue
    }
    if (from[before] < from[i]) earlier = before
    if (earlier >= 0 && from[i] - from[earlier] <= 365 * MINUTES_PER_DAY) {
      flags[i] |= FLAG.repeat
      flagged++
    }
  }
  return flagged
}
