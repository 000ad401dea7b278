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

/** What a step from a to b costs: metres, and whatever makes a walk awkward. */
export type Cost = (a: number, b: number) => number

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
 * Improves an open walk in place until no 2-opt move and no move of up to three stops shortens it, looking
 * only at each stop's nearest `near` others. Returns the cost saved.
 */
function improve(order: number[], cost: Cost, near: readonly (readonly number[])[]): number {
  const n = order.length
  const at = new Int32Array(n)
  order.forEach((v, i) => (at[v] = i))
  // an end of the walk joins nothing, which costs nothing
  const link = (i: number, j: number) => (i < 0 || j >= n ? 0 : cost(order[i], order[j]))
  const flip = (i: number, j: number) => {
    for (; i < j; i++, j--) {
      const t = order[i]
      order[i] = order[j]
      order[j] = t
      at[order[i]] = i
      at[order[j]] = j
    }
  }
  /** moves order[i..j] so that it stands after position k (outside it), turned round if told */
  const shift = (i: number, j: number, k: number, turned: boolean) => {
    const piece = order.splice(i, j - i + 1)
    if (turned) piece.reverse()
    order.splice(k > j ? k - piece.length + 1 : k + 1, 0, ...piece)
    for (let q = Math.min(i, k + 1); q <= Math.min(n - 1, Math.max(j, k)); q++) at[order[q]] = q
  }
  let saved = 0
  let moved = true
  const EPS = 1e-7
  while (moved) {
    moved = false
    for (let v = 0; v < n; v++) {
      next: for (const w of near[v]) {
        // join v and w as followers by turning what lies between; then as predecessors
        for (const side of [0, 1]) {
          let i = at[v]
          let j = at[w]
          if (i > j) [i, j] = [j, i]
          const [a, b] = side === 0 ? [i + 1, j] : [i, j - 1]
          if (a > b) continue
          const gain = link(a - 1, a) + link(b, b + 1) - linkTo(a - 1, b) - linkTo(a, b + 1)
          if (gain > EPS) {
            flip(a, b)
            saved += gain
            moved = true
            break next
          }
        }
        // carry up to three stops that start or end at v to stand beside w
        for (let size = 1; size <= 3; size++)
          for (const dir of [-1, 1]) {
            const i = dir > 0 ? at[v] : at[v] - size + 1
            const j = i + size - 1
            const k = at[w]
            if (i < 0 || j >= n || (k >= i && k <= j)) continue
            const out = link(i - 1, i) + link(j, j + 1) - linkTo(i - 1, j + 1)
            for (const after of [k, k - 1]) {
              if (after === i - 1 || after === j) continue
              if (after >= i && after <= j) continue
              const open = after + 1 > n - 1 || after < 0 ? 0 : cost(order[after], order[after + 1])
              for (const turned of [false, true]) {
                const [head, tail] = turned ? [order[j], order[i]] : [order[i], order[j]]
                const cin =
                  (after < 0 ? 0 : cost(order[after], head)) +
                  (after + 1 > n - 1 ? 0 : cost(tail, order[after + 1])) -
                  open
                if (out - cin > EPS) {
                  shift(i, j, after, turned)
                  saved += out - cin
                  moved = true
                  break next
                }
              }
            }
          }
      }
    }
  }
  return saved

  function linkTo(i: number, j: number): number {
    return i < 0 || j >= n ? 0 : cost(order[i], order[j])
  }
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
  if (n <= 1500) {
    const m = new Float64Array(n * n)
    for (let a = 0; a < n; a++) for (let b = 0; b < a; b++) m[a * n + b] = m[b * n + a] = pay(a, b)
    price = (a, b) => m[a * n + b]
  }
  const near = neighbours(x, y, n <= 300 ? 10 : 7)

  let best = greedy(n, price)
  improve(best, price, near)
  const random = seeded(n)
  const rounds = shakes ?? (n <= 200 ? 400 : n <= 600 ? 60 : 0)
  for (let r = 0; r < rounds && n >= 8; r++) {
    // swap two neighbouring stretches of the walk: a change that 2-opt cannot undo by itself
    const a = 1 + Math.floor(random() * (n - 3))
    const b = Math.min(n - 2, a + 1 + Math.floor(random() * 12))
    const c = Math.min(n - 1, b + 1 + Math.floor(random() * 12))
    if (a >= b || b >= c) continue
    const trial = [...best.slice(0, a), ...best.slice(b, c), ...best.slice(a, b), ...best.slice(c)]
    const l = (i: number, j: number) => (i < 0 || j >= n ? 0 : price(best[i], best[j]))
    const worse = l(a - 1, b) + l(c - 1, a) + l(b - 1, c) - l(a - 1, a) - l(b - 1, b) - l(c - 1, c)
    if (improve(trial, price, near) > worse + 1e-7) best = trial
  }
  return best
}
