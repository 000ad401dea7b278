/**
 * Where a series lies: centres and the standard deviational ellipse. Metres on a plane. Whether it moves is not told: members
 * are looked for near members, and of sets so gathered where nothing moves one in three drifts by its order.
 */
import { bearingOf } from './series.ts'

type XY = readonly [x: number, y: number]

const meanOf = (values: ArrayLike<number>): number => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum / values.length
}

/** The mean centre; NaN of no points. */
export const meanCentre = (x: ArrayLike<number>, y: ArrayLike<number>): XY => [meanOf(x), meanOf(y)]

/** Metres within which the median centre is settled. */
const SETTLED = 0.01

/**
 * The median centre: the point with the least sum of distances (Weiszfeld's iteration with Vardi and Zhang's step
 * off a data point). Points on one line with an even count have many; then it is one of them.
 */
export function medianCentre(x: ArrayLike<number>, y: ArrayLike<number>): XY {
  const n = x.length
  let [cx, cy] = meanCentre(x, y)
  for (let k = 0; k < 1000; k++) {
    let [wx, wy, w, rx, ry] = [0, 0, 0, 0, 0]
    let here = 0
    for (let i = 0; i < n; i++) {
      const d = Math.hypot(x[i] - cx, y[i] - cy)
      if (d < 1e-9) {
        here++
        continue
      }
      wx += x[i] / d
      wy += y[i] / d
      w += 1 / d
      rx += (x[i] - cx) / d
      ry += (y[i] - cy) / d
    }
    if (w === 0) break
    // on a data point the pull of the others must be stronger than its own weight, or it is the answer
    const pull = Math.hypot(rx, ry)
    const keep = here === 0 ? 0 : pull === 0 ? 1 : Math.min(1, here / pull)
    const nx = (1 - keep) * (wx / w) + keep * cx
    const ny = (1 - keep) * (wy / w) + keep * cy
    const moved = Math.hypot(nx - cx, ny - cy)
    ;[cx, cy] = [nx, ny]
    if (moved < SETTLED / 100) break
  }
  return [cx, cy]
}

/** An ellipse about the mean centre. */
export interface Ellipse {
  readonly x: number
  readonly y: number
  /** half axes, metres; `major` ≥ `minor` > 0 */
  readonly major: number
  readonly minor: number
  /** degrees clockwise from grid north of the long axis, 0 ≤ bearing < 180; NaN where it is a circle */
  readonly bearing: number
  /** points on or inside it */
  readonly inside: number
}

/** How the ellipse is reckoned; said wherever it is shown. */
export const ELLIPSE_CONVENTION =
  'one standard deviational ellipse (Yuill 1971) by the convention of CrimeStat: half axes √2 times the standard deviation along each axis, divided by n − 2'

/**
 * The standard deviational ellipse: Yuill's axes (those of greatest and least spread), each half axis the square root
 * of 2 Σ d² / (n − 2), as CrimeStat has it; ArcGIS divides by n, Yuill has no factor 2. 'few' below three points,
 * 'line' where all lie on one line (or one spot) and an ellipse has no width.
 */
export function deviationalEllipse(x: ArrayLike<number>, y: ArrayLike<number>): Ellipse | 'few' | 'line' {
  const n = x.length
  if (n < 3) return 'few'
  const [cx, cy] = meanCentre(x, y)
  let [xx, yy, xy] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    const [dx, dy] = [x[i] - cx, y[i] - cy]
    xx += dx * dx
    yy += dy * dy
    xy += dx * dy
  }
  const half = (xx + yy) / 2
  const root = Math.hypot((xx - yy) / 2, xy)
  // no width to speak of: less than a thousandth of the length
  if (!(half - root > 1e-6 * (half + root))) return 'line'
  const axis = (s: number) => Math.sqrt((2 * s) / (n - 2))
  const [major, minor] = [axis(half + root), axis(half - root)]
  const round = root <= 1e-9 * half
  // angle of the long axis from east, anticlockwise
  const angle = Math.atan2(2 * xy, xx - yy) / 2
  const [c, s] = [Math.cos(angle), Math.sin(angle)]
  let inside = 0
  for (let i = 0; i < n; i++) {
    const [dx, dy] = [x[i] - cx, y[i] - cy]
    const u = (dx * c + dy * s) / major
    const v = (dy * c - dx * s) / minor
    if (u * u + v * v <= 1 + 1e-9) inside++
  }
  return { x: cx, y: cy, major, minor, bearing: round ? NaN : bearingOf(c, s) % 180, inside }
}

/** The outline of an ellipse as points on the plane, closed. */
export function ellipseRing(e: Ellipse, points = 72): XY[] {
  const turn = ((90 - (Number.isNaN(e.bearing) ? 0 : e.bearing)) * Math.PI) / 180
  const [c, s] = [Math.cos(turn), Math.sin(turn)]
  return Array.from({ length: points + 1 }, (_, k) => {
    const a = (2 * Math.PI * (k % points)) / points
    const [u, v] = [e.major * Math.cos(a), e.minor * Math.sin(a)]
    return [e.x + u * c - v * s, e.y + u * s + v * c]
  })
}
