/** From door to door: along the ways or straight, on foot or by car, from where a round begins and to where it ends. */
import { type Plane, planeOf, UNKNOWN_UNIT } from '../core/geometry/plane.ts'
import type { Doors } from './doors.ts'
import type { Protocol } from './protocol.ts'
import { type Box, type Point, type WayLines, type Ways, waysOf } from './ways.ts'

/** What of the protocol a way rests on. */
export type TravelPlan = Pick<Protocol, 'speed' | 'travel' | 'driveFrom' | 'driveSpeed' | 'parking'>

/** How one goes. */
export interface Travel {
  /** metres between two places */
  metres(a: Point, b: Point): number
  /** where every round begins and ends; absent = with its first and last call */
  readonly base?: Point
  /** the ways of a street file are followed */
  readonly follows: boolean
}

const straight = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y)

/** Straight lines, and no place to begin at. */
export const STRAIGHT: Travel = { metres: straight, follows: false }

/** Along ways where there are any, straight where these do not lead. */
export const travelBy = (ways: Ways | undefined, base: Point | undefined): Travel => ({
  metres: ways ? (a, b) => ways.metres(a, b) ?? straight(a, b) : straight,
  ...(base ? { base } : {}),
  follows: ways !== undefined,
})

/** One way from place to place. */
export interface Leg {
  readonly metres: number
  readonly minutes: number
  readonly drive: boolean
}

/** How long a way takes: by car where that is chosen, it is far enough, and parking costs no more than it saves. */
export function legOf(metres: number, p: TravelPlan): Leg {
  const walk = (metres / 1000 / p.speed) * 60
  const drive = p.parking + (metres / 1000 / p.driveSpeed) * 60
  return p.travel === 'car' && metres > p.driveFrom && drive < walk
    ? { metres, minutes: drive, drive: true }
    : { metres, minutes: walk, drive: false }
}

/** The ways of a round: metres between its doors, and minutes on foot, by car, and there and back. */
export interface Gone {
  /** between the doors */
  readonly length: number
  readonly walking: number
  readonly driving: number
  /** of the metres between doors, by car */
  readonly driven: number
  /** minutes to the first door and back from the last; 0 where rounds have no place to begin at */
  readonly ends: number
}

/** Adds the ways up in the order of the places. */
export function goneOf(places: readonly Point[], travel: Travel, p: TravelPlan): Gone {
  let [length, walking, driving, driven] = [0, 0, 0, 0]
  for (let i = 1; i < places.length; i++) {
    const leg = legOf(travel.metres(places[i - 1], places[i]), p)
    length += leg.metres
    if (leg.drive) {
      driving += leg.minutes
      driven += leg.metres
    } else walking += leg.minutes
  }
  const { base } = travel
  const ends =
    base && places.length > 0
      ? legOf(travel.metres(base, places[0]), p).minutes +
        legOf(travel.metres(places.at(-1)!, base), p).minutes
      : 0
  return { length, walking, driving, driven, ends }
}

/** Lines of a street file, WGS84; `ends[i]` is one past the last vertex of line i. */
export interface StreetWays {
  readonly lng: Float64Array
  readonly lat: Float64Array
  readonly ends: Uint32Array
}

/** Ways are looked at so far around the places, metres. */
const AROUND = 1500

/** The place a round begins at: an address of the address file, or easting and northing; undefined where it is neither. */
export function placeNamed(
  doors: Pick<Doors, 'byAddress' | 'homes'> | undefined,
  text: string,
): Point | undefined {
  const m = /^\s*(-?\d+(?:\.\d+)?)[\s,;]+(-?\d+(?:\.\d+)?)\s*$/.exec(text)
  if (m) return { x: +m[1], y: +m[2] }
  const home = doors?.byAddress(text)[0]
  return home === undefined ? undefined : { x: doors!.homes.x[home], y: doors!.homes.y[home] }
}

/** The lines of a street file that may come near a box of the plane, metres; a county's other lines are not put on it. */
function linesNear({ lng, lat, ends }: StreetWays, plane: Plane, box: Box): WayLines {
  const corners = [box.x0, (box.x0 + box.x1) / 2, box.x1].flatMap((bx) =>
    [box.y0, (box.y0 + box.y1) / 2, box.y1].map((by) => plane.inverse(bx, by)),
  )
  const [w, e] = [Math.min(...corners.map((c) => c[0])), Math.max(...corners.map((c) => c[0]))]
  const [s, n] = [Math.min(...corners.map((c) => c[1])), Math.max(...corners.map((c) => c[1]))]
  // the sides of the box bend a little between its corners
  const [dx, dy] = [(e - w) / 20, (n - s) / 20]
  const [x, y, kept]: [number[], number[], number[]] = [[], [], []]
  for (let line = 0, start = 0; line < ends.length; start = ends[line++]) {
    let [x0, x1, y0, y1] = [Infinity, -Infinity, Infinity, -Infinity]
    for (let i = start; i < ends[line]; i++) {
      x0 = Math.min(x0, lng[i])
      x1 = Math.max(x1, lng[i])
      y0 = Math.min(y0, lat[i])
      y1 = Math.max(y1, lat[i])
    }
    if (x0 > e + dx || x1 < w - dx || y0 > n + dy || y1 < s - dy) continue
    for (let i = start; i < ends[line]; i++) {
      const [px, py] = plane.forward(lng[i], lat[i])
      x.push(px)
      y.push(py)
    }
    kept.push(x.length)
  }
  return { x: Float64Array.from(x), y: Float64Array.from(y), ends: Uint32Array.from(kept) }
}

/** How one goes between places on a plane: along the ways of a street file where there is one and the plane is somewhere. */
export function travelAmong(
  places: readonly Point[],
  crs: string,
  streets: StreetWays | undefined,
  base: Point | undefined,
): Travel {
  if (!streets || streets.ends.length === 0 || places.length === 0 || crs === UNKNOWN_UNIT)
    return travelBy(undefined, base)
  const all = base ? [...places, base] : places
  const box = {
    x0: Math.min(...all.map((p) => p.x)) - AROUND,
    y0: Math.min(...all.map((p) => p.y)) - AROUND,
    x1: Math.max(...all.map((p) => p.x)) + AROUND,
    y1: Math.max(...all.map((p) => p.y)) + AROUND,
  }
  return travelBy(waysOf(linesNear(streets, planeOf(crs), box), box), base)
}

/** "66 at the doors, 7 on foot": the parts of a round's minutes; '' where it is all at the calls, which are told by `there`. */
export function timeWords(
  r: {
    readonly minutes: number
    readonly by?: Pick<Gone, 'walking' | 'driving' | 'ends'>
  },
  there = 'at the doors',
): string {
  if (!r.by) return ''
  const { walking, driving, ends } = r.by
  const parts = [
    [r.minutes - walking - driving - ends, there],
    [walking, 'on foot'],
    [driving, 'by car'],
    [ends, 'there and back'],
  ] as const
  const some = parts.filter(([m]) => Math.round(m) > 0)
  return some.length < 2 ? '' : some.map(([m, how]) => `${Math.round(m)} ${how}`).join(', ')
}
