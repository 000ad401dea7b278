/** Streets of the quarters: each has its own pattern, drawn in a bent frame and cut where the quarter ends. */
import { along, lengthOf, resample } from './geometry.ts'
import { joinUp } from './links.ts'
import { LAND, patchNear, type Land } from './land.ts'
import { Names } from './names.ts'
import type { XY } from './plan.ts'
import { QUARTERS, type Quarter, type Style } from './quarters.ts'
import { randomFrom, subSeed, type Random } from './random.ts'

/** One named street. */
export interface Street {
  readonly name: string
  readonly class: 'main' | 'street' | 'lane' | 'path'
  readonly line: readonly XY[]
  readonly style: Style
  /** a dead end off another street, its last point the turning head */
  readonly close: boolean
  /** index into QUARTERS, -1 for a main road */
  readonly quarter: number
}

/** How far apart parallel streets and the cross streets between them lie, metres. */
const PATTERN: Record<
  Style,
  { spacing: number; cross: number; bend: number; kind: 'rows' | 'arcs' | 'closes' }
> = {
  centre: { spacing: 58, cross: 95, bend: 8, kind: 'rows' },
  terrace: { spacing: 66, cross: 170, bend: 24, kind: 'rows' },
  semi: { spacing: 88, cross: 240, bend: 22, kind: 'arcs' },
  postwar: { spacing: 80, cross: 190, bend: 34, kind: 'rows' },
  modern: { spacing: 150, cross: 340, bend: 42, kind: 'closes' },
  lowrise: { spacing: 84, cross: 170, bend: 16, kind: 'rows' },
  towers: { spacing: 125, cross: 230, bend: 26, kind: 'rows' },
  village: { spacing: 190, cross: 330, bend: 46, kind: 'closes' },
  industry: { spacing: 150, cross: 320, bend: 18, kind: 'rows' },
  open: { spacing: 400, cross: 900, bend: 40, kind: 'rows' },
}

type Frame = (u: number, v: number) => XY

/** Where street points lie, to ask how near the next one comes. */
export class Nearness {
  private readonly cells = new Map<number, { x: number; y: number; who: number }[]>()
  private key(x: number, y: number): number {
    return Math.floor(x / 20) * 10007 + Math.floor(y / 20)
  }
  add(line: readonly XY[], who: number): void {
    for (const [x, y] of resample(line, 4)) {
      const k = this.key(x, y)
      const list = this.cells.get(k)
      if (list) list.push({ x, y, who })
      else this.cells.set(k, [{ x, y, who }])
    }
  }
  /** Calls back for each point within reach. */
  near(x: number, y: number, reach: number, visit: (who: number, d: number) => void): void {
    for (let dx = -reach; dx < reach + 20; dx += 20)
      for (let dy = -reach; dy < reach + 20; dy += 20)
        for (const p of this.cells.get(this.key(x + Math.min(dx, reach), y + Math.min(dy, reach))) ?? []) {
          const d = Math.hypot(p.x - x, p.y - y)
          if (d <= reach) visit(p.who, d)
        }
  }
  /** Distance to the nearest point of any line but `not`, at most `reach`. */
  distance(x: number, y: number, reach: number, not = -1): number {
    let best = reach
    this.near(x, y, reach, (who, d) => {
      if (who !== not && d < best) best = d
    })
    return best
  }
}

/** Main roads and all streets of the quarters. */
export function layStreets(land: Land, seed: number): Street[] {
  const names = new Names(randomFrom(subSeed(seed, 'names')))
  const streets: Street[] = []
  const near = new Nearness()
  const mains = new Nearness()
  const add = (street: Street): void => {
    near.add(street.line, streets.length)
    streets.push(street)
  }
  for (const road of land.roads) {
    // outside the town the main roads run on for the map's sake
    mains.add(road.line, streets.length)
    add({ name: road.name, class: 'main', line: road.line, style: 'terrace', close: false, quarter: -1 })
  }
  QUARTERS.forEach((quarter, q) => {
    const random = randomFrom(subSeed(seed, `streets ${quarter.name}`))
    layQuarter(quarter, q, land, mains, near, random, names, add)
  })
  return joinUp(streets, land)
}

function layQuarter(
  quarter: Quarter,
  q: number,
  land: Land,
  mains: Nearness,
  near: Nearness,
  random: Random,
  names: Names,
  add: (street: Street) => void,
): void {
  const id = patchNear(land, quarter.at)
  const patch = land.patches.find((p) => p.id === id)
  if (!patch) throw new Error(`Quarter ${quarter.name} does not lie on open land.`)
  const { spacing, cross, bend, kind } = PATTERN[quarter.style]
  const frame = bentFrame(patch.centre, quarter, bend, kind === 'arcs', random)
  const reach = Math.sqrt(patch.area) * 1.6 + 200
  const mine = new Nearness()
  const style = quarter.style
  const off = random.between(0.2, 0.8)

  // the long streets
  for (let k = -Math.ceil(reach / spacing); k <= reach / spacing; k++) {
    const v = (k + off) * spacing
    for (const run of runs(frame, -reach, reach, (u) => [u, v], land, id, mains)) {
      if (lengthOf(run) < 60) continue
      mine.add(run, 0)
      add({
        name: names.street(style),
        class: style === 'industry' ? 'lane' : 'street',
        line: run,
        style,
        close: false,
        quarter: q,
      })
    }
  }
  // cross streets from one long street to another
  const offCross = random.between(0.2, 0.8)
  for (let k = -Math.ceil(reach / cross); k <= reach / cross; k++) {
    const u = (k + offCross) * cross + random.between(-0.18, 0.18) * cross
    const wave = random.between(0, 6)
    for (const run of runs(
      frame,
      -reach,
      reach,
      (v) => [u + 7 * Math.sin(v / 60 + wave), v],
      land,
      id,
      mains,
    )) {
      const line = trimEnds(run, mine, mains)
      if (line === null || lengthOf(line) < 40) continue
      add({ name: names.street(style), class: 'lane', line, style, close: false, quarter: q })
    }
  }
  if (kind === 'closes') layCloses(style, q, land, id, frame, reach, spacing, off, near, random, names, add)
}

/** A frame whose lines bend: sines over a turned grid, or rings about a far point. */
function bentFrame(at: XY, quarter: Quarter, bend: number, arcs: boolean, random: Random): Frame {
  const a = (quarter.angle * Math.PI) / 180
  const [c, s] = [Math.cos(a), Math.sin(a)]
  const [p1, p2, p3] = [random.between(0, 6.3), random.between(0, 6.3), random.between(0, 6.3)]
  const radius = arcs ? random.between(330, 460) : 0
  return (u0, v0) => {
    let u = u0
    let v = v0
    if (arcs) {
      const r = Math.max(20, radius + v0)
      const angle = u0 / radius
      if (Math.abs(angle) > 1.9) return [1e6, 1e6]
      u = r * Math.sin(angle)
      v = r * Math.cos(angle) - radius
    }
    const w = v + bend * Math.sin(u / 130 + p1) + bend * 0.4 * Math.sin(u / 57 + p2)
    const t = u + bend * 0.5 * Math.sin(v / 150 + p3)
    return [at[0] + c * t - s * w, at[1] + s * t + c * w]
  }
}

/** The pieces of a frame line inside the quarter; an end reaches the main road if one is close. */
function runs(
  frame: Frame,
  from: number,
  to: number,
  line: (t: number) => XY,
  land: Land,
  id: number,
  mains: Nearness,
): XY[][] {
  const all: { at: XY; own: boolean; clear: boolean; road: boolean }[] = []
  for (let t = from; t <= to; t += 4) {
    const at = frame(...line(t))
    const what = land.at(...at)
    all.push({
      at,
      own: what === id,
      road: what === LAND.road,
      clear: what === id && mains.distance(at[0], at[1], 38) >= 38,
    })
  }
  const out: XY[][] = []
  for (let i = 0; i < all.length; i++) {
    if (!all[i].clear) continue
    let j = i
    while (j + 1 < all.length && all[j + 1].clear) j++
    // carry on to the road only where it is met within some 70 m, else the street would run beside it
    const reachOut = (k: number, step: 1 | -1): number => {
      let m = k
      while (all[m + step]?.own && Math.abs(m - k) < 18) m += step
      if (!all[m + step]?.road)
        return all[m + step]?.own ? k : Math.abs(m - k) > 6 ? k : m - step * Math.min(2, Math.abs(m - k))
      while (all[m + step]?.road && Math.abs(m - k) < 24) {
        m += step
        if (mains.distance(all[m].at[0], all[m].at[1], 12) < 2.5) break
      }
      return m
    }
    const a = reachOut(i, -1)
    const b = reachOut(j, 1)
    if (b > a) out.push(all.slice(a, b + 1).map((p) => p.at))
    i = j
  }
  return out
}

/** A cross street cut back to the outermost long streets it meets, unless it meets a main road. */
function trimEnds(run: readonly XY[], mine: Nearness, mains: Nearness): XY[] | null {
  const touches = run.map(([x, y]) => mine.distance(x, y, 6) < 4.5 || mains.distance(x, y, 10) < 6)
  const a = touches.indexOf(true)
  const b = touches.lastIndexOf(true)
  return a < 0 || b - a < 8 ? null : run.slice(a, b + 1)
}

/** Dead ends off the long streets of a quarter, by turns to the left and right. */
function layCloses(
  style: Style,
  q: number,
  land: Land,
  id: number,
  frame: Frame,
  reach: number,
  spacing: number,
  off: number,
  near: Nearness,
  random: Random,
  names: Names,
  add: (street: Street) => void,
): void {
  const pitch = style === 'village' ? 96 : 58
  for (let k = -Math.ceil(reach / spacing); k <= reach / spacing; k++)
    for (const side of [1, -1]) {
      const v = (k + off) * spacing
      for (let u = -reach + random.between(0, 40); u < reach; u += pitch + random.between(0, 9)) {
        if (random.chance(style === 'village' ? 0.45 : 0.12)) continue
        const drift = random.between(-14, 14)
        const length = spacing * random.between(0.3, 0.4)
        const line: XY[] = []
        for (let s = 0; s <= length; s += 3) line.push(frame(u + drift * (s / length) ** 2, v + side * s))
        const joins = near.distance(line[0][0], line[0][1], 8) < 3
        // a close needs room for houses round its head and along it
        const fits =
          joins &&
          line.every((p) => land.at(...p) === id) &&
          line.slice(6).every((p) => near.distance(p[0], p[1], 40) >= 15) &&
          line.slice(10).every((p) => near.distance(p[0], p[1], 36) >= 28)
        if (!fits) continue
        const end = along(line, lengthOf(line)).at
        if (land.at(end[0] + 14, end[1]) !== id || land.at(end[0], end[1] + 14) !== id) continue
        add({ name: names.street(style, true), class: 'lane', line, style, close: true, quarter: q })
      }
    }
}
