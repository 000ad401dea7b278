/** Short distances between places in degrees, where no plane is at hand. */

/** Metres of a degree of latitude, on a round earth. */
export const DEGREE_M = 111_320

/** A place, WGS84. */
interface Place {
  readonly lng: number
  readonly lat: number
}

/** From one place to another, metres to the east and to the north; good for places a few kilometres apart. */
export const eastNorth = (from: Place, to: Place): [east: number, north: number] => [
  (to.lng - from.lng) * DEGREE_M * Math.cos(((from.lat + to.lat) * Math.PI) / 360),
  (to.lat - from.lat) * DEGREE_M,
]

/** Metres between two places a few kilometres apart at most. */
export const metresApart = (a: Place, b: Place): number => Math.hypot(...eastNorth(a, b))
