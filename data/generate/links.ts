/** Joins up streets that the patterns left on their own, so that every door can be driven to. */
import { resample } from './geometry.ts'
import type { Land } from './land.ts'
import type { XY } from './plan.ts'
import type { Street } from './streets.ts'

/** Longest piece of street put in to join two networks, metres. */
const LONGEST = 320

/** The streets with stray ones led on to the nearest street of the main network, or left out if none is near. */
export function joinUp(streets: readonly Street[], land: Land): Street[] {
  const points = streets.map((s) => resample(s.line, 4))
  const cells = new Map<number, { s: number; p: XY }[]>()
  const key = (x: number, y: number): number => Math.floor(x / 8) * 10007 + Math.floor(y / 8)
  points.forEach((list, s) => {
    for (const p of list) {
      const k = key(p[0], p[1])
      const at = cells.get(k)
      if (at) at.push({ s, p })
      else cells.set(k, [{ s, p }])
    }
  })
  const touching: Set<number>[] = streets.map(() => new Set())
  points.forEach((list, s) => {
    for (const [x, y] of list)
      for (const dx of [-8, 0, 8])
        for (const dy of [-8, 0, 8])
          for (const o of cells.get(key(x + dx, y + dy)) ?? [])
            if (o.s !== s && Math.hypot(o.p[0] - x, o.p[1] - y) < 5.5) touching[s].add(o.s).add(s)
  })
  const group = new Int32Array(streets.length).fill(-1)
  const spread = (from: number, g: number): void => {
    const stack = [from]
    group[from] = g
    while (stack.length > 0)
      for (const o of touching[stack.pop()!])
        if (group[o] < 0) {
          group[o] = g
          stack.push(o)
        }
  }
  // group 0 is everything that hangs together with a main road
  streets.forEach((s, i) => {
    if (s.class === 'main') group[i] = 0
  })
  streets.forEach((s, i) => {
    if (s.class === 'main') spread(i, 0)
  })
  let groups = 1
  streets.forEach((_, i) => {
    if (group[i] < 0) spread(i, groups++)
  })
  const lines = streets.map((s) => s.line)
  const open = (a: XY, b: XY): boolean => {
    const n = Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / 4)
    for (let k = 1; k < n; k++) {
      const what = land.at(a[0] + ((b[0] - a[0]) * k) / n, a[1] + ((b[1] - a[1]) * k) / n)
      if (what < 0 && what !== -2) return false
    }
    return true
  }
  const lost = new Set<number>()
  const waiting = new Set(Array.from({ length: groups - 1 }, (_, g) => g + 1))
  while (waiting.size > 0) {
    let best: { g: number; s: number; end: 0 | 1; to: XY; d: number } | null = null
    for (let s = 0; s < streets.length; s++) {
      if (!waiting.has(group[s])) continue
      for (const end of [0, 1] as const) {
        const a = end === 0 ? lines[s][0] : lines[s][lines[s].length - 1]
        for (let t = 0; t < streets.length; t++) {
          if (group[t] !== 0 || (streets[t].close && streets[t].class !== 'main')) continue
          for (let k = 0; k < points[t].length; k += 2) {
            const p = points[t][k]
            const d = Math.hypot(p[0] - a[0], p[1] - a[1])
            if (d < (best?.d ?? LONGEST) && open(a, p)) best = { g: group[s], s, end, to: p, d }
          }
        }
      }
    }
    if (best === null) break
    lines[best.s] = best.end === 0 ? [best.to, ...lines[best.s]] : [...lines[best.s], best.to]
    for (let s = 0; s < streets.length; s++) if (group[s] === best.g) group[s] = 0
    waiting.delete(best.g)
  }
  for (let s = 0; s < streets.length; s++) if (group[s] !== 0) lost.add(s)
  return streets.flatMap((s, i) => (lost.has(i) ? [] : [{ ...s, line: lines[i] }]))
}
