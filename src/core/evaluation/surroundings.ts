/** How far points are from areas: rings around a plan, and what is too near to be compared with it. */
import { type Area, boundsOfArea, inRings } from '../geometry/area.ts'

/** Metres from a point to the nearest of the areas, 0 inside; Infinity where it is farther than `most`. */
export function distanceTo(areas: readonly Area[], most: number): (x: number, y: number) => number {
  const parts = areas.flatMap(({ polygons }) =>
    polygons.flatMap((rings) => {
      const box = boundsOfArea({ name: '', polygons: [rings] })
      return box ? [{ rings, box }] : []
    }),
  )
  return (x, y) => {
    let best = Infinity
    for (const { rings, box } of parts) {
      const off = Math.hypot(Math.max(box[0] - x, 0, x - box[2]), Math.max(box[1] - y, 0, y - box[3]))
      if (off > most || off >= best) continue
      if (inRings(rings, x, y)) return 0
      for (const r of rings)
        for (let i = 0; i + 3 < r.length; i += 2)
          best = Math.min(best, toEdge(x, y, r[i], r[i + 1], r[i + 2], r[i + 3]))
    }
    return best <= most ? best : Infinity
  }
}

/** Metres from a point to a stretch. */
function toEdge(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const t = length > 0 ? Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length)) : 0
  return Math.hypot(x - ax - t * dx, y - ay - t * dy)
}
