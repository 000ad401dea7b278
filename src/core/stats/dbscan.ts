/** DBSCAN and its space-time form: groups of incidents that lie close together, the rest named noise. */

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

  // points sorted by the cell of a flat grid whose cells are as wide as the reach
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
  for (let k = 0; k < nx * ny; k++) start[k + 1] += start[k]
  const fill = start.slice()
  const id = new Int32Array(n)
  for (let i = 0; i < n; i++) id[fill[cell[i]]++] = i
  const sx = Float64Array.from(id, (i) => x[i])
  const sy = Float64Array.from(id, (i) => y[i])
  const st = time ? Float64Array.from(id, (i) => time.day[i]) : undefined
  const span = time?.days ?? 0
  const e2 = eps * eps

  const close = (a: number, b: number) => {
    const dx = sx[a] - sx[b]
    const dy = sy[a] - sy[b]
    return dx * dx + dy * dy <= e2 && (!st || Math.abs(st[a] - st[b]) <= span)
  }
  // runs of sorted points in the three rows of cells around a cell
  const around = (k: number): [number, number][] => {
    const r = Math.floor(k / nx)
    const c = k - r * nx
    const runs: [number, number][] = []
    for (let q = Math.max(0, r - 1); q <= Math.min(ny - 1, r + 1); q++) {
      const a = start[q * nx + Math.max(0, c - 1)]
      const b = start[q * nx + Math.min(nx - 1, c + 1) + 1]
      if (b > a) runs.push([a, b])
    }
    return runs
  }

  // core points: counting stops as soon as there are enough
  const isCore = new Uint8Array(n)
  const occupied: { k: number; runs: [number, number][] }[] = []
  for (let k = 0; k < nx * ny; k++) {
    if (start[k] === start[k + 1]) continue
    const runs = around(k)
    occupied.push({ k, runs })
    for (let a = start[k]; a < start[k + 1]; a++) {
      let found = 0
      for (let q = 0; q < runs.length && found < least; q++)
        for (let b = runs[q][0]; b < runs[q][1] && found < least; b++) if (close(a, b)) found++
      if (found >= least) isCore[a] = 1
    }
  }

  // core points within reach are joined; the root of a set is kept as its first point in file order
  const parent = Int32Array.from({ length: n }, (_, i) => i)
  const find = (i: number) => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]]
    return i
  }
  for (const { k, runs } of occupied)
    for (let a = start[k]; a < start[k + 1]; a++) {
      if (!isCore[a]) continue
      let root = find(id[a])
      for (const [from, to] of runs)
        for (let b = Math.max(from, a + 1); b < to; b++) {
          if (!isCore[b]) continue
          const other = find(id[b])
          if (other === root || !close(a, b)) continue
          if (other < root) {
            parent[root] = other
            root = other
          } else parent[other] = root
        }
    }

  // numbers in file order of the first core point
  const isCoreOf = new Uint8Array(n)
  for (let a = 0; a < n; a++) isCoreOf[id[a]] = isCore[a]
  const number = new Int32Array(n)
  let count = 0
  for (let i = 0; i < n; i++) {
    if (!isCoreOf[i]) continue
    const root = find(i)
    if (!number[root]) number[root] = ++count
    label[i] = number[root]
    core[i] = 1
  }
  // border points: the first cluster that reaches them
  for (const { k, runs } of occupied)
    for (let a = start[k]; a < start[k + 1]; a++) {
      if (isCore[a]) continue
      let best = 0
      for (const [from, to] of runs)
        for (let b = from; b < to; b++)
          if (isCore[b] && close(a, b)) {
            const l = label[id[b]]
            if (best === 0 || l < best) best = l
          }
      label[id[a]] = best
    }
  return { label, core, count }
}
