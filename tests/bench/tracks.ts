/** A day of a force's patrol: 200 devices, 8 hours, a position every 10 seconds, joined to 200 places. */
import { planeOf } from '../../src/core/geometry/plane.ts'
import { type Shape, staysIn, type Track } from '../../src/core/geometry/tracks.ts'
import { Stream } from '../../src/core/base/random.ts'
import type { Bench } from './bench.ts'

export const [DEVICES, FIXES, PLACES] = [200, 2880, 200]

/** Cars that wander at up to 15 m/s over 40 × 40 km around one city. */
export function day(): { tracks: Track[]; shapes: Shape[] } {
  const random = new Stream(5, 0)
  const tracks = Array.from({ length: DEVICES }, (_, k): Track => {
    const [lng, lat, utc] = [new Float64Array(FIXES), new Float64Array(FIXES), new Float64Array(FIXES)]
    let [x, y, heading] = [random.float() * 0.5 - 1.6, random.float() * 0.36 + 52.4, 0]
    for (let i = 0; i < FIXES; i++) {
      heading += (random.float() - 0.5) * 2
      const far = random.float() * 150
      x += (far * Math.cos(heading)) / 67_500
      y += (far * Math.sin(heading)) / 111_200
      ;[lng[i], lat[i], utc[i]] = [x, y, 29_000_000 + i / 6]
    }
    return { file: `${k}.gpx`, name: '', legs: [{ lng, lat, utc, clock: utc }] }
  })
  const plane = planeOf('EPSG:27700')
  const shapes = Array.from({ length: PLACES }, (_, k): Shape => {
    const [x, y] = plane.forward(random.float() * 0.5 - 1.6, random.float() * 0.36 + 52.4)
    if (k % 2 === 0) return { kind: 'circle', x, y, radius: 200 }
    const ring = Array.from({ length: 24 }, (_, i) => (i * Math.PI) / 12).flatMap((a) => [
      x + 200 * Math.cos(a),
      y + 200 * Math.sin(a),
    ])
    return { kind: 'rings', rings: [Float64Array.from([...ring, ring[0], ring[1]])] }
  })
  return { tracks, shapes }
}

export const trackBenches: readonly Bench[] = [
  {
    name: 'tracks of a day',
    goal: 2,
    times: 3,
    prepare() {
      const { tracks, shapes } = day()
      const plane = planeOf('EPSG:27700')
      return {
        about: `${(DEVICES * FIXES).toLocaleString('en')} positions of ${DEVICES} devices, ${PLACES} places, half of them circles`,
        run: () => staysIn(tracks, shapes, plane, 5),
      }
    },
  },
]
