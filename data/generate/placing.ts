/** Keeps buildings clear of one another and of the carriageways. */
import { along, lengthOf, overlap } from './geometry.ts'
import type { XY } from './plan.ts'
import type { Street } from './streets.ts'

/** A building's ground plan: four corners. */
export interface Building {
  readonly corners: readonly XY[]
  readonly at: XY
}

/** Rectangles placed so far, to keep the next one clear of them. */
export class Placed {
  private readonly cells = new Map<number, number[]>()
  readonly buildings: Building[] = []
  private keys(c: readonly XY[]): number[] {
    const xs = c.map((p) => p[0])
    const ys = c.map((p) => p[1])
    const out: number[] = []
    for (let x = Math.floor(Math.min(...xs) / 30); x <= Math.floor(Math.max(...xs) / 30); x++)
      for (let y = Math.floor(Math.min(...ys) / 30); y <= Math.floor(Math.max(...ys) / 30); y++)
        out.push(x * 10007 + y)
    return out
  }
  free(c: readonly XY[]): boolean {
    return this.keys(c).every((k) =>
      (this.cells.get(k) ?? []).every((i) => !overlap(c, this.buildings[i].corners)),
    )
  }
  add(corners: readonly XY[], at: XY): number {
    const i = this.buildings.length
    this.buildings.push({ corners, at })
    for (const k of this.keys(corners)) {
      const list = this.cells.get(k)
      if (list) list.push(i)
      else this.cells.set(k, [i])
    }
    return i
  }
}

/** Points of the street middles, to keep walls off the carriageway. */
export class Carriageways {
  private readonly cells = new Map<number, XY[]>()
  constructor(streets: readonly Street[]) {
    for (const street of streets) {
      const total = lengthOf(street.line)
      for (let d = 0; d <= total; d += 2.5) {
        const p = along(street.line, d).at
        const k = Math.floor(p[0] / 25) * 10007 + Math.floor(p[1] / 25)
        const list = this.cells.get(k)
        if (list) list.push(p)
        else this.cells.set(k, [p])
      }
    }
  }
  /** Whether a rectangle keeps `gap` metres from every street's middle. */
  clear(at: XY, dir: XY, w: number, d: number, gap: number): boolean {
    const r = Math.hypot(w, d) / 2 + gap
    for (let x = Math.floor((at[0] - r) / 25); x <= Math.floor((at[0] + r) / 25); x++)
      for (let y = Math.floor((at[1] - r) / 25); y <= Math.floor((at[1] + r) / 25); y++)
        for (const p of this.cells.get(x * 10007 + y) ?? []) {
          const [dx, dy] = [p[0] - at[0], p[1] - at[1]]
          const a = Math.max(0, Math.abs(dx * dir[0] + dy * dir[1]) - w / 2)
          const b = Math.max(0, Math.abs(dx * -dir[1] + dy * dir[0]) - d / 2)
          if (a * a + b * b < gap * gap) return false
        }
    return true
  }
}
