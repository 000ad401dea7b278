/** What lies under the doors of a plan: shapes of a street file in millimetres of paper, and where the streets' names stand. */

/** One thing on the ground, WGS84: lines, or closed rings. */
export interface PlanShape {
  readonly kind: 'water' | 'park' | 'building' | 'rail' | 'road' | 'boundary'
  /** how wide a road is drawn */
  readonly road?: 'main' | 'street' | 'lane' | 'path'
  readonly name?: string
  readonly closed: boolean
  readonly lines: readonly (readonly (readonly number[])[])[]
}

/** West, south, east, north. */
export type PlanBox = readonly [number, number, number, number]

/** A point on paper, millimetres from the top left corner. */
export type OnPaper = readonly [x: number, y: number]

/** A rectangle that holds something already: its middle, and half its sides, millimetres. */
export interface Taken {
  readonly x: number
  readonly y: number
  readonly wide: number
  readonly high: number
}

/** A street's name on paper, turned by so many degrees about its middle. */
export interface PlacedName {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly turn: number
}

/** Metres across a road of each class, and the least and most it takes on paper, millimetres. */
const METRES = { main: 12, street: 8, lane: 5, path: 1.5 } as const
const THINNEST = { main: 1, street: 0.7, lane: 0.5, path: 0.25 } as const
const WIDEST = 8

/** Width of a road on paper, millimetres, at so many millimetres a metre. */
export const roadWidth = (road: PlanShape['road'], scale: number): number =>
  Math.min(WIDEST, Math.max(THINNEST[road ?? 'street'], METRES[road ?? 'street'] * scale))

/** Height of a name, and the average width of one of its letters, millimetres. */
export const NAME_SIZE = 2.7
const LETTER = 1.42
/** Steps in which a place is looked for along a line, and what a line may bend under a name, millimetres. */
const STEP = 3
const BEND = 0.9

/** The point so far along a line; undefined past its end. */
function pointAt(line: readonly OnPaper[], far: number): OnPaper | undefined {
  let left = far
  for (let i = 1; i < line.length; i++) {
    const [[ax, ay], [bx, by]] = [line[i - 1], line[i]]
    const long = Math.hypot(bx - ax, by - ay)
    if (left <= long)
      return long === 0 ? line[i] : [ax + ((bx - ax) * left) / long, ay + ((by - ay) * left) / long]
    left -= long
  }
  return undefined
}

/**
 * Where names stand: once each, along their lines, as near to the middle of the paper as there is room, clear of what is taken
 * and of one another. A name without room is left out.
 */
export function placeNames(
  roads: readonly { readonly name: string; readonly line: readonly OnPaper[] }[],
  width: number,
  height: number,
  taken: readonly Taken[],
): PlacedName[] {
  const names = new Map<string, (readonly OnPaper[])[]>()
  for (const r of roads) names.set(r.name, [...(names.get(r.name) ?? []), r.line])
  const full = [...taken]
  const out: PlacedName[] = []
  const free = (x: number, y: number) =>
    x > 1.5 &&
    y > 1.5 &&
    x < width - 1.5 &&
    y < height - 1.5 &&
    !full.some((t) => Math.abs(t.x - x) < t.wide + 1.2 && Math.abs(t.y - y) < t.high + NAME_SIZE / 2)
  for (const [name, lines] of names) {
    const long = name.length * LETTER
    let best: { at: PlacedName; along: OnPaper[]; off: number } | undefined
    for (const line of lines)
      for (let far = long / 2; ; far += STEP) {
        const ends = [pointAt(line, far - long / 2), pointAt(line, far + long / 2)]
        const [a, b] = ends
        if (!a || !b) break
        const [x, y] = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
        const off = Math.hypot(x - width / 2, y - height / 2)
        if (best && off >= best.off) continue
        const mid = pointAt(line, far)!
        const chord = Math.hypot(b[0] - a[0], b[1] - a[1])
        if (Math.hypot(mid[0] - x, mid[1] - y) > BEND || chord < long * 0.97) continue
        const n = Math.ceil(long / 2)
        const along = Array.from({ length: n + 1 }, (_, k): OnPaper => [
          a[0] + ((b[0] - a[0]) * k) / n,
          a[1] + ((b[1] - a[1]) * k) / n,
        ])
        if (!along.every(([px, py]) => free(px, py))) continue
        // read from the left, or from below
        const turn = (Math.atan2(b[1] - a[1], b[0] - a[0]) * 180) / Math.PI
        const upright = turn > 90 ? turn - 180 : turn <= -90 ? turn + 180 : turn
        best = { at: { name, x, y, turn: upright }, along, off }
      }
    if (!best) continue
    out.push(best.at)
    full.push(...best.along.map(([x, y]) => ({ x, y, wide: 1, high: NAME_SIZE / 2 })))
  }
  return out
}
