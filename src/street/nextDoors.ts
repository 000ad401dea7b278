/** Which doors a small map shows, and where they stand on it. */
import { callDone, type RoundState } from '../cocoon/onStreet.ts'
import type { PhoneRound } from '../cocoon/roundFile.ts'

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

const perLng = (lat: number): number => 111_320 * Math.cos((lat * Math.PI) / 180)

const metres = (a: Place, b: Place): number =>
  Math.hypot((a.lng - b.lng) * perLng(a.lat), (a.lat - b.lat) * 111_320)

/** This door, those still open after it in walking order as long as they lie near, then the ones just before it. */
export function nextDoors(round: PhoneRound, made: RoundState['made'], call: number): number[] {
  const { calls } = round
  const near = (d: number) => metres(calls[call], calls[d]) <= FAR
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
  const scale = Math.min(
    (width - 2 * EDGE) / Math.max((e - w) * perLng(mid.lat), LEAST),
    (height - 2 * EDGE) / Math.max((n - s) * 111_320, LEAST),
  )
  return { mid, scale, width, height }
}

/** Where a place stands on a map, pixels from its upper left corner. */
export const onMap = (
  { mid, scale, width, height }: View,
  { lng, lat }: Place,
): { x: number; y: number } => ({
  x: width / 2 + (lng - mid.lng) * perLng(mid.lat) * scale,
  y: height / 2 - (lat - mid.lat) * 111_320 * scale,
})
