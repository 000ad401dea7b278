/** Plane geometry the town is drawn with: smooth curves, distances, rectangles, half-plane clipping. */
import type { XY } from './plan.ts'

/** A smooth curve through the points (Catmull-Rom), a vertex about every `step` metres. */
export function smooth(points: readonly XY[], step: number, closed = false): XY[] {
  const n = points.length
  const at = (i: number): XY => (closed ? points[(i + n) % n] : points[Math.max(0, Math.min(n - 1, i))])
  const out: XY[] = []
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)]
    const k = Math.max(1, Math.round(Math.hypot(c[0] - b[0], c[1] - b[1]) / step))
    for (let j = 0; j < k; j++) {
      const t = j / k
      const f = (q: 0 | 1): number =>
        0.5 *
        (2 * b[q] +
          (c[q] - a[q]) * t +
          (2 * a[q] - 5 * b[q] + 4 * c[q] - d[q]) * t * t +
          (3 * b[q] - a[q] - 3 * c[q] + d[q]) * t * t * t)
      out.push([f(0), f(1)])
    }
  }
  if (!closed) out.push(points[n - 1])
  return out
}

/** The same line with a vertex every `step` metres, ends kept. */
export function resample(line: readonly XY[], step: number): XY[] {
  const total = lengthOf(line)
  const k = Math.max(1, Math.round(total / step))
  const out: XY[] = []
  for (let i = 0; i <= k; i++) out.push(along(line, (total * i) / k).at)
  return out
}

/** Length in metres. */
export function lengthOf(line: readonly XY[]): number {
  let sum = 0
  for (let i = 1; i < line.length; i++)
    sum += Math.hypot(line[i][0] - line[i - 1][0], line[i][1] - line[i - 1][1])
  return sum
}

/** The point `d` metres along a line and the unit direction there. */
export function along(line: readonly XY[], d: number): { at: XY; dir: XY } {
  let left = d
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1], line[i]]
    const len = Math.hypot(b[0] - a[0], b[1] - a[1])
    if (left <= len || i === line.length - 1) {
      const t = len === 0 ? 0 : Math.min(1, left / len)
      const dir: XY = len === 0 ? [1, 0] : [(b[0] - a[0]) / len, (b[1] - a[1]) / len]
      return { at: [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t], dir }
    }
    left -= len
  }
  return { at: line[0], dir: [1, 0] }
}

/** Whether a point lies inside a ring (even-odd). */
export function inside(ring: readonly XY[], x: number, y: number): boolean {
  let hit = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]
    const [xj, yj] = ring[j]
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) hit = !hit
  }
  return hit
}

/** Corners of a rectangle round a middle; `dir` is the unit vector along `w`. */
export function rectangle(at: XY, dir: XY, w: number, d: number): [XY, XY, XY, XY] {
  const [ux, uy] = [(dir[0] * w) / 2, (dir[1] * w) / 2]
  const [vx, vy] = [(-dir[1] * d) / 2, (dir[0] * d) / 2]
  return [
    [at[0] - ux - vx, at[1] - uy - vy],
    [at[0] + ux - vx, at[1] + uy - vy],
    [at[0] + ux + vx, at[1] + uy + vy],
    [at[0] - ux + vx, at[1] - uy + vy],
  ]
}

/** Whether two convex polygons overlap (separating axes). */
export function overlap(a: readonly XY[], b: readonly XY[]): boolean {
  for (const [p, q] of [
    [a, b],
    [b, a],
  ])
    for (let i = 0; i < p.length; i++) {
      const [s, t] = [p[i], p[(i + 1) % p.length]]
      const [nx, ny] = [t[1] - s[1], s[0] - t[0]]
      // corners run anticlockwise, so the outside is where the projection is positive
      if (q.every((c) => (c[0] - s[0]) * nx + (c[1] - s[1]) * ny >= 0)) return false
    }
  return true
}

/** The part of a ring nearer to `a` than to `b`. */
export function nearerPart(ring: readonly XY[], a: XY, b: XY): XY[] {
  const [mx, my] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
  const side = (p: XY): number => (p[0] - mx) * (a[0] - b[0]) + (p[1] - my) * (a[1] - b[1])
  const out: XY[] = []
  for (let i = 0; i < ring.length; i++) {
    const [p, q] = [ring[i], ring[(i + 1) % ring.length]]
    const [sp, sq] = [side(p), side(q)]
    if (sp >= 0) out.push(p)
    if (sp >= 0 !== sq >= 0) {
      const t = sp / (sp - sq)
      out.push([p[0] + (q[0] - p[0]) * t, p[1] + (q[1] - p[1]) * t])
    }
  }
  return out
}
