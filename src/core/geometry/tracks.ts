/** Recorded tracks, and how long they were inside places: the line between two positions is cut exactly where it crosses. */
import KDBush from 'kdbush'
import { inRings } from './area.ts'
import type { Plane } from './plane.ts'

/** An unbroken run of positions. All arrays have one length. */
export interface Leg {
  /** WGS84 degrees */
  readonly lng: Float64Array
  readonly lat: Float64Array
  /** minutes since 1970-01-01 00:00 UTC with fractions, for durations; NaN where a position carries no time */
  readonly utc: Float64Array
  /** the same moments as UK wall clock, see `time.ts`, for plans; NaN likewise */
  readonly clock: Float64Array
}

/** One recording. Between its legs nothing is known. */
export interface Track {
  /** file it came from */
  readonly file: string
  /** the file's own name for it, perhaps '' */
  readonly name: string
  readonly legs: readonly Leg[]
}

/** Where presence is asked for, metres on a plane; edges count as inside. */
export type Shape =
  | { readonly kind: 'circle'; readonly x: number; readonly y: number; readonly radius: number }
  | { readonly kind: 'rings'; readonly rings: readonly Float64Array[] }

/** A stretch of time that a track spent in a shape. */
export interface Stay {
  readonly shape: number
  readonly track: number
  /** wall clock, minutes with fractions; `to` − `from` is the true duration, also in the night of a clock change */
  readonly from: number
  readonly to: number
}

/** A stretch of which nothing is known: too long between two positions, or between two legs. */
export interface Gap {
  readonly track: number
  /** wall clock of the positions before and after */
  readonly from: number
  readonly to: number
  readonly minutes: number
  /** metres between the two positions */
  readonly metres: number
}

/** What the positions of tracks add up to. */
export interface Recorded {
  /** minutes between positions that follow each other closely enough */
  readonly minutes: number
  readonly gaps: readonly Gap[]
  /** positions without a time */
  readonly untimed: number
  /** positions whose time lies before that of the position before them */
  readonly backwards: number
}

/** Two positions in time order, close enough to stand for the line between them. Metres and minutes. */
export interface Step {
  readonly track: number
  readonly ax: number
  readonly ay: number
  readonly bx: number
  readonly by: number
  /** wall clock of the first, and minutes to the second */
  readonly from: number
  readonly minutes: number
  /** wall clock less UTC, minutes */
  readonly offset: number
}

/**
 * Walks through tracks step by step; positions without a time are passed over. Longer than `gap` minutes
 * between two positions, or a new leg, is no presence: it goes to the gaps. Where the clock steps back, the time that
 * was counted already is not counted again.
 */
export function walk(
  tracks: readonly Track[],
  plane: Pick<Plane, 'forward'>,
  gap: number,
  step: (s: Step) => void = () => {},
): Recorded {
  const gaps: Gap[] = []
  let [total, untimed, backwards] = [0, 0, 0]
  tracks.forEach((t, track) => {
    // up to here this track's time is counted
    let counted = -Infinity
    let before: { x: number; y: number; utc: number; clock: number; leg: number } | undefined
    t.legs.forEach((leg, l) => {
      for (let i = 0; i < leg.utc.length; i++) {
        if (!Number.isFinite(leg.utc[i])) {
          untimed++
          continue
        }
        const [x, y] = plane.forward(leg.lng[i], leg.lat[i])
        const here = { x, y, utc: leg.utc[i], clock: leg.clock[i], leg: l }
        const minutes = before ? here.utc - before.utc : 0
        if (before && minutes < 0) backwards++
        else if (before && minutes > 0) {
          if (before.leg === l && minutes <= gap) {
            const fresh = here.utc - Math.max(before.utc, counted)
            if (fresh > 0) {
              // the part of the line that lies in time not yet counted
              const share = 1 - fresh / minutes
              total += fresh
              step({
                track,
                ax: before.x + share * (x - before.x),
                ay: before.y + share * (y - before.y),
                bx: x,
                by: y,
                from: before.clock + share * minutes,
                minutes: fresh,
                offset: before.clock - before.utc,
              })
              counted = here.utc
            }
          } else if (minutes > gap)
            gaps.push({
              track,
              from: before.clock,
              to: here.clock,
              minutes,
              metres: Math.hypot(x - before.x, y - before.y),
            })
        }
        before = here
      }
    })
  })
  return { minutes: total, gaps, untimed, backwards }
}

/** Shares 0..1 of the line a → b that lie in a shape, as flat pairs from, to. */
export function sharesInside(shape: Shape, ax: number, ay: number, bx: number, by: number): number[] {
  const dx = bx - ax
  const dy = by - ay
  if (shape.kind === 'circle') {
    const [fx, fy] = [ax - shape.x, ay - shape.y]
    const a = dx * dx + dy * dy
    const c = fx * fx + fy * fy - shape.radius ** 2
    if (a === 0) return c <= 0 ? [0, 1] : []
    const b = fx * dx + fy * dy
    const root = b * b - a * c
    if (root < 0) return []
    const from = Math.max(0, (-b - Math.sqrt(root)) / a)
    const to = Math.min(1, (-b + Math.sqrt(root)) / a)
    return to > from ? [from, to] : []
  }
  if (dx === 0 && dy === 0) return inRings(shape.rings, ax, ay) ? [0, 1] : []
  const cuts = [0, 1]
  for (const r of shape.rings)
    for (let i = 0, j = r.length - 2; i < r.length; j = i, i += 2) {
      // on which side of the line each end of the edge lies
      const p = dx * (r[i + 1] - ay) - dy * (r[i] - ax)
      const q = dx * (r[j + 1] - ay) - dy * (r[j] - ax)
      if (p > 0 === q > 0) continue
      const s = p / (p - q)
      const [x, y] = [r[i] + s * (r[j] - r[i]), r[i + 1] + s * (r[j + 1] - r[i + 1])]
      const t = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)
      if (t > 0 && t < 1) cuts.push(t)
    }
  cuts.sort((a, b) => a - b)
  const out: number[] = []
  for (let k = 0; k + 1 < cuts.length; k++) {
    const middle = (cuts[k] + cuts[k + 1]) / 2
    if (cuts[k + 1] === cuts[k] || !inRings(shape.rings, ax + middle * dx, ay + middle * dy)) continue
    if (out.at(-1) === cuts[k]) out[out.length - 1] = cuts[k + 1]
    else out.push(cuts[k], cuts[k + 1])
  }
  return out
}

/** Box of a shape, to pass over steps that cannot meet it. */
function boxOf(shape: Shape): Box {
  if (shape.kind === 'circle') {
    const { x, y, radius } = shape
    return [x - radius, y - radius, x + radius, y + radius]
  }
  let [a, b, c, d] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const r of shape.rings)
    for (let i = 0; i < r.length; i += 2) {
      a = Math.min(a, r[i])
      c = Math.max(c, r[i])
      b = Math.min(b, r[i + 1])
      d = Math.max(d, r[i + 1])
    }
  return [a, b, c, d]
}

type Box = readonly [number, number, number, number]

/** The boxes that may meet a box, ascending, and some that do not: by their centres and the largest half of any. */
function nearIndex(boxes: readonly Box[]): (x0: number, y0: number, x1: number, y1: number) => number[] {
  const [halfX, halfY] = [0, 1].map(
    (d) => boxes.reduce((m, b) => Math.max(m, (b[d + 2] - b[d]) / 2), 0) + 1e-6,
  )
  // a place without a ring has no box, and nothing meets it
  const real = boxes.flatMap((b, k) => (b[0] <= b[2] ? [k] : []))
  const index = new KDBush(real.length)
  for (const k of real) index.add((boxes[k][0] + boxes[k][2]) / 2, (boxes[k][1] + boxes[k][3]) / 2)
  index.finish()
  return (x0, y0, x1, y1) =>
    index
      .range(x0 - halfX, y0 - halfY, x1 + halfX, y1 + halfY)
      .sort((a, b) => a - b)
      .map((i) => real[i])
}

/** Rounding left between the end of one step's stay and the start of the next, minutes. */
const TOUCH = 1e-6

/** Every stay of every track in every shape, in the order of the tracks, and what was recorded in all. */
export function staysIn(
  tracks: readonly Track[],
  shapes: readonly Shape[],
  plane: Pick<Plane, 'forward'>,
  gap: number,
): Recorded & { readonly stays: readonly Stay[] } {
  const boxes = shapes.map(boxOf)
  const near = nearIndex(boxes)
  const stays: { shape: number; track: number; from: number; to: number; offset: number }[] = []
  const open = new Map<number, (typeof stays)[number]>()
  const recorded = walk(tracks, plane, gap, (s) => {
    const [w, e] = s.ax < s.bx ? [s.ax, s.bx] : [s.bx, s.ax]
    const [south, north] = s.ay < s.by ? [s.ay, s.by] : [s.by, s.ay]
    for (const k of near(w, south, e, north)) {
      const [x0, y0, x1, y1] = boxes[k]
      if (e < x0 || w > x1 || north < y0 || south > y1) continue
      const shares = sharesInside(shapes[k], s.ax, s.ay, s.bx, s.by)
      for (let i = 0; i < shares.length; i += 2) {
        const from = s.from + shares[i] * s.minutes
        const to = s.from + shares[i + 1] * s.minutes
        const last = open.get(k)
        // a stay is cut where the clocks change, so that its two ends stay a true duration apart
        if (last?.track === s.track && last.offset === s.offset && Math.abs(from - last.to) < TOUCH)
          last.to = to
        else {
          const stay = { shape: k, track: s.track, from, to, offset: s.offset }
          stays.push(stay)
          open.set(k, stay)
        }
      }
    }
  })
  return { ...recorded, stays: stays.map(({ shape, track, from, to }) => ({ shape, track, from, to })) }
}

/** A visit that was planned: shape number, and wall-clock minutes from ≤ t < to. */
export interface PlannedStay {
  readonly shape: number
  readonly from: number
  readonly to: number
}

/** Minutes of a planned visit during which at least one track was there: two at once count once. */
export function minutesDone(planned: PlannedStay, stays: readonly Stay[]): number {
  const spans = stays
    .filter((s) => s.shape === planned.shape && s.to > planned.from && s.from < planned.to)
    .map((s) => [Math.max(s.from, planned.from), Math.min(s.to, planned.to)] as const)
    .sort((a, b) => a[0] - b[0])
  let [sum, end] = [0, -Infinity]
  for (const [from, to] of spans) {
    sum += Math.max(0, to - Math.max(from, end))
    end = Math.max(end, to)
  }
  return sum
}

/** Minutes of stays in one shape within a window of wall clock; two tracks at once count twice. */
export function minutesIn(stays: readonly Stay[], shape: number, from: number, to: number): number {
  let sum = 0
  for (const s of stays)
    if (s.shape === shape) sum += Math.max(0, Math.min(s.to, to) - Math.max(s.from, from))
  return sum
}
