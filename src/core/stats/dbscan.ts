/** DBSCAN and its space-time form: groups of incidents that lie close together, the rest named noise. */
import { inOrder } from '../base/inOrder.ts'

export interface Clusters {
  /** cluster of each point, 1.. by its first core point; 0 = noise */
  readonly label: Int32Array
  /** 1 where a point has at least `least` points within reach, itself included */
  readonly core: Uint8Array
  readonly count: number
}

/**
 * Density-based clusters (Ester et al. 1996). Neighbours lie within `eps` metres, the distance included, and
 * with `days` given also within that many days (ST-DBSCAN, Birant & Kut 2007); points on one spot are
 * neighbours. A border point belongs to the first cluster that reaches it. Coordinates must be finite.
 */
export function dbscan(
  x: Float64Array,
  y: Float64Array,
  eps: number,
  least: number,
  time?: { readonly day: ArrayLike<number>; readonly days: number },
): Clusters {
  const n = x.length
  if (!(eps >= 0) || !Number.isFinite(eps))
    throw new Error(`The distance is ${eps}; it must be 0 or more metres.`)
  const label = new Int32Array(n)
  const core = new Uint8Array(n)
  if (n === 0) return { label, core, count: 0 }

  const { id, runs, cells } = layOut(x, y, eps)
  // coordinates and days in the order of the cells: what is compared lies together
  const at: Places = {
    x: inOrder(x, id, new Float64Array(n)),
    y: inOrder(y, id, new Float64Array(n)),
    ...(time && { day: inOrder(time.day, id, new Float64Array(n)) }),
    days: time?.days ?? 0,
    e2: eps * eps,
  }
  const isCore = new Uint8Array(n)
  for (let k = 0; k < cells; k++) findCores(at, runs, k, least, isCore)

  // core points within reach are joined
  const parent = new Int32Array(n)
  for (let a = 0; a < n; a++) parent[a] = a
  for (let k = 0; k < cells; k++) join(at, runs, k, isCore, parent)

  // numbers in file order of the first core point
  const place = new Int32Array(n)
  for (let a = 0; a < n; a++) place[id[a]] = a
  const number = new Int32Array(n)
  let count = 0
  for (let i = 0; i < n; i++) {
    if (!isCore[place[i]]) continue
    const root = rootOf(parent, place[i])
    if (!number[root]) number[root] = ++count
    label[i] = number[root]
    core[i] = 1
  }
  // border points: the first cluster that reaches them
  for (let k = 0; k < cells; k++)
    for (let a = runs[k * RUNS]; a < runs[k * RUNS + 1]; a++) {
      if (isCore[a]) continue
      let best = 0
      for (let q = k * RUNS + 2; q < (k + 1) * RUNS; q += 2)
        for (let b = runs[q]; b < runs[q + 1]; b++)
          if (isCore[b] && close(at, a, b)) {
            const l = label[id[b]]
            if (best === 0 || l < best) best = l
          }
      label[id[a]] = best
    }
  return { label, core, count }
}

/** Points in the order of their cells. */
interface Places {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly day?: Float64Array
  readonly days: number
  /** square of the reach */
  readonly e2: number
}

/** Figures of an occupied cell: from and to of its own places, then of those in the three rows of cells around it. */
const RUNS = 8

/** Sorts the points by the cells of a flat grid as wide as the reach. */
function layOut(x: Float64Array, y: Float64Array, eps: number) {
  const n = x.length
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < n; i++) {
    minX = Math.min(minX, x[i])
    maxX = Math.max(maxX, x[i])
    minY = Math.min(minY, y[i])
    maxY = Math.max(maxY, y[i])
  }
  // never more than a few cells for each point, however small the reach
  const room = Math.sqrt(((maxX - minX || 1) * (maxY - minY || 1)) / (4 * n + 16))
  const side = Math.max(eps * (1 + 1e-9), room, (maxX - minX) / 1e6, (maxY - minY) / 1e6, 1e-6)
  const nx = Math.floor((maxX - minX) / side) + 1
  const ny = Math.floor((maxY - minY) / side) + 1
  const cell = new Int32Array(n)
  const start = new Int32Array(nx * ny + 1)
  for (let i = 0; i < n; i++) {
    cell[i] = Math.floor((y[i] - minY) / side) * nx + Math.floor((x[i] - minX) / side)
    start[cell[i] + 1]++
  }
  let cells = 0
  for (let k = 0; k < nx * ny; k++) {
    if (start[k + 1] > 0) cells++
    start[k + 1] += start[k]
  }
  const fill = start.slice()
  const id = new Int32Array(n)
  for (let i = 0; i < n; i++) id[fill[cell[i]]++] = i
  const runs = new Int32Array(cells * RUNS)
  for (let k = 0, to = 0; to < runs.length; k++) {
    if (start[k] === start[k + 1]) continue
    const r = Math.floor(k / nx)
    const c = k - r * nx
    runs[to++] = start[k]
    runs[to++] = start[k + 1]
    for (let q = r - 1; q <= r + 1; q++) {
      const inside = q >= 0 && q < ny
      runs[to++] = inside ? start[q * nx + Math.max(0, c - 1)] : 0
      runs[to++] = inside ? start[q * nx + Math.min(nx - 1, c + 1) + 1] : 0
    }
  }
  return { id, runs, cells }
}

function close({ x, y, day, days, e2 }: Places, a: number, b: number): boolean {
  const dx = x[a] - x[b]
  const dy = y[a] - y[b]
  return dx * dx + dy * dy <= e2 && (!day || Math.abs(day[a] - day[b]) <= days)
}

/** Core points of a cell: counting stops as soon as there are enough. */
function findCores(at: Places, runs: Int32Array, k: number, least: number, isCore: Uint8Array): void {
  for (let a = runs[k * RUNS]; a < runs[k * RUNS + 1]; a++) {
    let found = 0
    for (let q = k * RUNS + 2; q < (k + 1) * RUNS && found < least; q += 2)
      for (let b = runs[q]; b < runs[q + 1] && found < least; b++) if (close(at, a, b)) found++
    if (found >= least) isCore[a] = 1
  }
}

function rootOf(parent: Int32Array, a: number): number {
  while (parent[a] !== a) a = parent[a] = parent[parent[a]]
  return a
}

/** Joins the core points of a cell to those behind them. */
function join(at: Places, runs: Int32Array, k: number, isCore: Uint8Array, parent: Int32Array): void {
  for (let a = runs[k * RUNS]; a < runs[k * RUNS + 1]; a++) {
    if (!isCore[a]) continue
    let root = rootOf(parent, a)
    // places of the row before lie before
    for (let q = k * RUNS + 4; q < (k + 1) * RUNS; q += 2)
      for (let b = Math.max(runs[q], a + 1); b < runs[q + 1]; b++) {
        if (!isCore[b]) continue
        const other = rootOf(parent, b)
        if (other === root || !close(at, a, b)) continue
        if (other < root) root = parent[root] = other
        else parent[other] = root
      }
  }
}
