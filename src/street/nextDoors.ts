/** Which doors a small map shows, and where they stand on it. */
import { callDone, type RoundState } from '../cocoon/onStreet.ts'
import type { PhoneRound } from '../cocoon/roundFile.ts'
import { eastNorth, metresApart } from '../core/geometry/apart.ts'

/** A place with how far it may be wrong, metres. */
export interface Standing {
  readonly lng: number
  readonly lat: number
  readonly accuracy: number
}

interface Place {
  readonly lng: number
  readonly lat: number
}

/** Open doors shown after this one, and the metres beyond which a further one is left off. */
const AHEAD = 3
const FAR = 150
/** Metres the map shows from top to bottom at the least, and pixels at its edges that hold no door. */
const LEAST = 24
const EDGE = 26

/** A map's middle and its pixels to the metre. */
export interface View {
  readonly mid: Place
  readonly scale: number
  readonly width: number
  readonly height: number
}

/** This door, those still open after it in walking order as long as they lie near, then the ones just before it. */
export function nextDoors(round: PhoneRound, made: RoundState['made'], call: number): number[] {
  const { calls } = round
  const near = (d: number) => metresApart(calls[call], calls[d]) <= FAR
  const turned = calls.map((_, i) => (call + i) % calls.length).slice(1)
  const ahead = turned.filter((d) => !callDone(calls[d], made) && near(d)).slice(0, AHEAD)
  const behind = [call - 1, call - 2].filter((d) => d >= 0 && !ahead.includes(d) && near(d))
  return [call, ...ahead, ...behind]
}

/** The map that shows these places, this one in it whatever the others do. */
export function viewOf(places: readonly Place[], { width, height }: { width: number; height: number }): View {
  const lng = places.map((p) => p.lng)
  const lat = places.map((p) => p.lat)
  const [w, e, s, n] = [Math.min(...lng), Math.max(...lng), Math.min(...lat), Math.max(...lat)]
  const mid = { lng: (w + e) / 2, lat: (s + n) / 2 }
  const [east, north] = eastNorth(mid, { lng: e, lat: n })
  const scale = Math.min(
    (width - 2 * EDGE) / Math.max(2 * east, LEAST),
    (height - 2 * EDGE) / Math.max(2 * north, LEAST),
  )
  return { mid, scale, width, height }
}

/** Where a place stands on a map, pixels from its upper left corner. */
export function onMap({ mid, scale, width, height }: View, place: Place): { x: number; y: number } {
  const [east, north] = eastNorth(mid, place)
  return { x: width / 2 + east * scale, y: height / 2 - north * scale }
}
