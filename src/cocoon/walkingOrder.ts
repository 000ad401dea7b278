/**
 * A good walk past every stop: 2-opt and Or-opt on neighbour lists, shaken and repaired a fixed number of
 * times from a fixed seed, so the same stops always give the same walk.
 */
import KDBush from 'kdbush'

/** A small seeded generator (mulberry32), 0 ≤ x < 1. */
function seeded(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** The straight-line length of a walk, metres. */
export function walkLength(x: ArrayLike<number>, y: ArrayLike<number>, order: readonly number[]): number {
  let sum = 0
  for (let i = 1; i < order.length; i++)
    sum += Math.hypot(x[order[i]] - x[order[i - 1]], y[order[i]] - y[order[i - 1]])
  return sum
}

/** Gains below this are rounding. */
const LEAST = 1e-7
/** Up to this many stops the walk is exact. */
const FEW = 9

/** What a step from a to b costs: metres, and whatever makes a walk awkward. */
export type Cost = (a: number, b: number) => number

/** The same by table, where one is kept: n × n, row by row. */
interface Prices {
  readonly cost: Cost
  readonly table?: Float64Array
}

/** The shortest way to join n points open-ended: nearest neighbour start, kept as an array of indices. */
function greedy(n: number, cost: Cost): number[] {
  const left = new Set(Array.from({ length: n }, (_, i) => i))
  let at = 0
  left.delete(0)
  const order = [0]
  while (left.size > 0) {
    let best = -1
    let least = Infinity
    for (const j of left) {
      const c = cost(at, j)
      if (c < least) {
        least = c
        best = j
      }
    }
    left.delete(best)
    order.push(best)
    at = best
  }
  return order
}

/**
 * Improves an open walk in place until no 2-opt move and no move of up to three stops shortens it around the
 * stops in `look` and whatever changes there, considering each stop's `near` others. Returns the cost saved.
 */
function improve(
  order: number[],
  { cost, table }: Prices,
  near: readonly (readonly number[])[],
  look: readonly number[],
): number {
  const n = order.length
  const at = new Int32Array(n)
  order.forEach((v, i) => (at[v] = i))
  // an end of the walk joins nothing, which costs nothing
  const link = table
    ? (i: number, j: number) => (i < 0 || j >= n ? 0 : table[order[i] * n + order[j]])
    : (i: number, j: number) => (i < 0 || j >= n ? 0 : cost(order[i], order[j]))
  const queue = [...look]
  const queued = new Uint8Array(n)
  for (const v of queue) queued[v] = 1
  const again = (i: number) => {
    if (i < 0 || i >= n || queued[order[i]]) return
    queued[order[i]] = 1
    queue.push(order[i])
  }

  /** joins v and w as neighbours by turning the walk between them round */
  const turn = (v: number, w: number): number => {
    const first = Math.min(at[v], at[w])
    const last = Math.max(at[v], at[w])
    for (let side = 0; side < 2; side++) {
      const i = side === 0 ? first + 1 : first
      const j = last - side
      if (i > j) continue
      const gain = link(i - 1, i) + link(j, j + 1) - link(i - 1, j) - link(i, j + 1)
      if (gain <= LEAST) continue
      for (let a = i, b = j; a < b; a++, b--) {
        const other = order[a]
        order[a] = order[b]
        order[b] = other
        at[order[a]] = a
        at[order[b]] = b
      }
      again(i - 1)
      again(i)
      again(j)
      again(j + 1)
      return gain
    }
    return 0
  }

  /** the stops i … j come to stand after position k */
  const move = (i: number, j: number, k: number, turned: boolean): void => {
    const size = j - i + 1
    const piece = order.splice(i, size)
    if (turned) piece.reverse()
    order.splice(k > j ? k - size + 1 : k + 1, 0, ...piece)
    const to = Math.max(j, k)
    for (let q = Math.min(i, k + 1); q <= to; q++) at[order[q]] = q
    const landed = at[piece[0]]
    again(landed - 1)
    again(landed)
    again(landed + size - 1)
    again(landed + size)
    again(k > j ? i : j)
    again(k > j ? i - 1 : j + 1)
  }

  /** carries up to three stops beginning or ending at v to stand beside w, either way round */
  const carry = (v: number, w: number): number => {
    const here = at[v]
    const there = at[w]
    for (let size = 1; size <= 3; size++)
      for (let i = here; i > here - size && i >= 0; i -= size === 1 ? 1 : size - 1) {
        const j = i + size - 1
        if (j >= n || (there >= i && there <= j)) continue
        const out = link(i - 1, i) + link(j, j + 1) - link(i - 1, j + 1)
        for (let k = there; k >= there - 1; k--) {
          if (k >= i - 1 && k <= j) continue
          const split = link(k, k + 1)
          const gain = out - (k < 0 ? 0 : link(k, i)) - link(j, k + 1) + split
          if (gain > LEAST) {
            move(i, j, k, false)
            return gain
          }
          const turned = out - (k < 0 ? 0 : link(k, j)) - link(i, k + 1) + split
          if (turned > LEAST) {
            move(i, j, k, true)
            return turned
          }
        }
      }
    return 0
  }

  let saved = 0
  // a queue read by index: shift() would move every entry
  for (let q = 0; q < queue.length; q++) {
    const v = queue[q]
    queued[v] = 0
    for (const w of near[v]) {
      const gain = turn(v, w) || carry(v, w)
      if (gain === 0) continue
      saved += gain
      if (!queued[v]) again(at[v])
      break
    }
  }
  return saved
}

/** The very shortest open walk past few points, by dynamic programming over subsets. */
function exact(n: number, cost: Cost): number[] {
  const best = new Float64Array((1 << n) * n).fill(Infinity)
  const from = new Int8Array((1 << n) * n).fill(-1)
  for (let i = 0; i < n; i++) best[(1 << i) * n + i] = 0
  for (let s = 1; s < 1 << n; s++)
    for (let i = 0; i < n; i++) {
      const here = best[s * n + i]
      if (here === Infinity) continue
      for (let j = 0; j < n; j++) {
        if (s & (1 << j)) continue
        const t = (s | (1 << j)) * n + j
        if (here + cost(i, j) < best[t]) {
          best[t] = here + cost(i, j)
          from[t] = i
        }
      }
    }
  let s = (1 << n) - 1
  let i = 0
  for (let j = 1; j < n; j++) if (best[s * n + j] < best[s * n + i]) i = j
  const order: number[] = []
  while (i >= 0) {
    order.push(i)
    const before = from[s * n + i]
    s &= ~(1 << i)
    i = before
  }
  return order.reverse()
}

/** The k nearest others of every point, nearest first. */
function neighbours(x: ArrayLike<number>, y: ArrayLike<number>, k: number): number[][] {
  const n = x.length
  const tree = new KDBush(n)
  for (let i = 0; i < n; i++) tree.add(x[i], y[i])
  tree.finish()
  const apart = (a: number, b: number) => Math.hypot(x[a] - x[b], y[a] - y[b])
  return Array.from({ length: n }, (_, v) => {
    let found: number[] = []
    // the circle grows until it holds enough; the last one holds everything
    for (let r = 30; found.length <= Math.min(k, n - 1) && r < 1e8; r *= 2) found = tree.within(x[v], y[v], r)
    return found
      .filter((w) => w !== v)
      .sort((a, b) => apart(v, a) - apart(v, b) || a - b)
      .slice(0, k)
  })
}

/**
 * An open walk past every point. `cost` must be symmetric; where it is left out, straight-line metres.
 * `shakes` is how often the walk is broken up and mended again.
 */
export function tour(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { cost, shakes }: { cost?: Cost; shakes?: number } = {},
): number[] {
  const n = x.length
  if (n < 3) return Array.from({ length: n }, (_, i) => i)
  const pay = cost ?? ((a, b) => Math.hypot(x[a] - x[b], y[a] - y[b]))
  // a matrix of costs pays for itself while it stays small
  let price: Cost = pay
  let prices: Prices = { cost: pay }
  if (n <= 1500) {
    const table = new Float64Array(n * n)
    for (let a = 0; a < n; a++) for (let b = 0; b < a; b++) table[a * n + b] = table[b * n + a] = pay(a, b)
    price = (a, b) => table[a * n + b]
    prices = { cost: price, table }
  }
  if (n <= FEW) return exact(n, price)
  const near = neighbours(x, y, n <= 300 ? 10 : 7)

  let best = greedy(n, price)
  improve(best, prices, near, best)
  const random = seeded(n)
  const rounds = shakes ?? Math.min(2000, n * 10)
  for (let r = 0; r < rounds; r++) {
    // swap two neighbouring stretches of the walk: a change that 2-opt cannot undo by itself
    const a = Math.floor(random() * (n - 2))
    const b = Math.min(n - 1, a + 1 + Math.floor(random() * 15))
    const c = Math.min(n, b + 1 + Math.floor(random() * 15))
    const link = (i: number, j: number) => (i < 0 || j >= n ? 0 : price(best[i], best[j]))
    const worse =
      link(a - 1, b) +
      price(best[c - 1], best[a]) +
      link(b - 1, c) -
      link(a - 1, a) -
      link(b - 1, b) -
      link(c - 1, c)
    const trial = [...best.slice(0, a), ...best.slice(b, c), ...best.slice(a, b), ...best.slice(c)]
    const ends = [a - 1, a, b - 1, b, c - 1, c].filter((i) => i >= 0 && i < n).map((i) => best[i])
    if (improve(trial, prices, near, [...new Set(ends)]) > worse + LEAST) best = trial
  }
  return best
}
