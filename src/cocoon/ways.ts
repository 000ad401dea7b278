/** Lengths along the ways of a street file: a graph of its lines, asked for the shortest way between two places. */
import KDBush from 'kdbush'

/** Lines end to end, metres on the plane of the incidents; `ends[i]` is one past the last vertex of line i. */
export interface WayLines {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly ends: Uint32Array
}

/** A place, metres. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A box, metres. */
export interface Box {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** Asks for lengths. */
export interface Ways {
  /** along the ways, metres; undefined where one of the places is off them, or no way joins them */
  metres(a: Point, b: Point): number | undefined
}

/** No piece of a way is longer, so that the nearest is found by its middle, metres. */
const PIECE = 40
/** Farther from any way than this a place is off them, metres. */
const OFF = 100
/** So near a straight line is the way: next doors do not go round by the middle of the road. */
const NEAR = 45
/** Ends of lines this near to another line join it, metres. */
const JOINS = 4
/** Ways are followed so far; beyond it nobody walks from door to door, metres. */
const FAR = 5000
/** Sources whose distances are kept. */
const KEPT = 8

interface Snap {
  readonly piece: number
  /** from the piece's first node to the foot, and from the place to it */
  readonly at: number
  readonly off: number
}

/** The graph of the lines that come near a box. */
export function waysOf({ x, y, ends }: WayLines, box: Box): Ways {
  const nodeX: number[] = []
  const nodeY: number[] = []
  const index = new Map<string, number>()
  const node = (px: number, py: number): number => {
    const key = `${Math.round(px * 2)} ${Math.round(py * 2)}`
    let n = index.get(key)
    if (n === undefined) {
      index.set(key, (n = nodeX.length))
      nodeX.push(px)
      nodeY.push(py)
    }
    return n
  }
  const from: number[] = []
  const to: number[] = []
  const tips: number[] = []
  const inside = (i: number) => x[i] >= box.x0 && x[i] <= box.x1 && y[i] >= box.y0 && y[i] <= box.y1
  for (let line = 0, start = 0; line < ends.length; start = ends[line++]) {
    for (let i = start; i + 1 < ends[line]; i++) {
      if (!inside(i) && !inside(i + 1)) continue
      const steps = Math.max(1, Math.ceil(Math.hypot(x[i + 1] - x[i], y[i + 1] - y[i]) / PIECE))
      let last = node(x[i], y[i])
      if (i === start) tips.push(last)
      for (let k = 1; k <= steps; k++) {
        const next = node(x[i] + ((x[i + 1] - x[i]) * k) / steps, y[i] + ((y[i + 1] - y[i]) * k) / steps)
        if (next !== last) {
          from.push(last)
          to.push(next)
        }
        last = next
      }
      if (i + 2 === ends[line]) tips.push(last)
    }
  }
  const whole = piecesOf(from, to, nodeX, nodeY)
  // a line that ends on others without a vertex there still joins them: they are parted where it ends
  const parted = new Map<number, { at: number; tip: number }[]>()
  const added: [number, number][] = []
  for (const tip of new Set(tips))
    for (const s of whole.near({ x: nodeX[tip], y: nodeY[tip] }, JOINS)) {
      const [a, b] = [from[s.piece], to[s.piece]]
      if (a === tip || b === tip) continue
      const left = whole.long(s.piece) - s.at
      if (Math.min(s.at, left) < 0.01) added.push([tip, s.at < left ? a : b])
      else parted.set(s.piece, [...(parted.get(s.piece) ?? []), { at: s.at, tip }])
    }
  const [ends1, ends2]: [number[], number[]] = [added.map(([a]) => a), added.map(([, b]) => b)]
  from.forEach((a, p) => {
    const chain = [a, ...(parted.get(p) ?? []).sort((q, r) => q.at - r.at).map((j) => j.tip), to[p]]
    for (let k = 1; k < chain.length; k++)
      if (chain[k] !== chain[k - 1]) {
        ends1.push(chain[k - 1])
        ends2.push(chain[k])
      }
  })
  const { near, long, node: nodes } = piecesOf(ends1, ends2, nodeX, nodeY)
  const snap = (p: Point): Snap | undefined => {
    let best: Snap | undefined
    for (const s of near(p, OFF))
      if (!best || s.off < best.off || (s.off === best.off && s.piece < best.piece)) best = s
    return best
  }
  const graph = graphOf(nodeX.length, ends1.length, nodes, long)
  const fields = new Map<string, Float64Array>()
  const field = (key: string, s: Snap): Float64Array => {
    const known = fields.get(key)
    if (known) return known
    const found = nearest(graph, [
      [nodes(s.piece)[0], s.off + s.at],
      [nodes(s.piece)[1], s.off + long(s.piece) - s.at],
    ])
    fields.set(key, found)
    if (fields.size > KEPT) fields.delete(fields.keys().next().value!)
    return found
  }
  const snaps = new Map<string, Snap | undefined>()
  const pairs = new Map<string, number | undefined>()
  const keyOf = (p: Point) => `${p.x} ${p.y}`
  const snapped = (key: string, p: Point) => {
    if (!snaps.has(key)) snaps.set(key, snap(p))
    return snaps.get(key)
  }
  const along = (a: Point, b: Point, ka: string, kb: string): number | undefined => {
    const [s, t] = [snapped(ka, a), snapped(kb, b)]
    if (!s || !t) return undefined
    if (s.piece === t.piece) return s.off + Math.abs(s.at - t.at) + t.off
    const [d, goal] = fields.has(kb) ? [field(kb, t), s] : [field(ka, s), t]
    const end = Math.min(
      d[nodes(goal.piece)[0]] + goal.at,
      d[nodes(goal.piece)[1]] + long(goal.piece) - goal.at,
    )
    return Number.isFinite(end) ? end + goal.off : undefined
  }
  return {
    metres(a, b) {
      const straight = Math.hypot(a.x - b.x, a.y - b.y)
      if (straight <= NEAR) return straight
      // no way is shorter than the straight line
      if (straight > FAR + PIECE + 2 * OFF) return undefined
      const [ka, kb] = [keyOf(a), keyOf(b)]
      const pair = ka < kb ? `${ka}|${kb}` : `${kb}|${ka}`
      if (!pairs.has(pair)) {
        const way = along(a, b, ka, kb)
        pairs.set(pair, way === undefined ? undefined : Math.max(straight, way))
      }
      return pairs.get(pair)
    },
  }
}

/** Pieces between nodes, found by a place near them. */
function piecesOf(
  from: readonly number[],
  to: readonly number[],
  x: readonly number[],
  y: readonly number[],
) {
  const n = from.length
  const tree = new KDBush(Math.max(1, n))
  for (let p = 0; p < n; p++) tree.add((x[from[p]] + x[to[p]]) / 2, (y[from[p]] + y[to[p]]) / 2)
  if (n === 0) tree.add(Infinity, Infinity)
  tree.finish()
  const long = (p: number) => Math.hypot(x[to[p]] - x[from[p]], y[to[p]] - y[from[p]])
  return {
    long,
    node: (p: number): readonly [number, number] => [from[p], to[p]],
    /** every piece within so many metres of a place */
    near({ x: px, y: py }: Point, most: number): Snap[] {
      const found: Snap[] = []
      for (const p of tree.within(px, py, most + PIECE / 2 + JOINS)) {
        if (p >= n) continue
        const length = long(p)
        const [dx, dy] = [x[to[p]] - x[from[p]], y[to[p]] - y[from[p]]]
        const t = length === 0 ? 0 : ((px - x[from[p]]) * dx + (py - y[from[p]]) * dy) / (length * length)
        const at = Math.min(1, Math.max(0, t)) * length
        const share = length === 0 ? 0 : at / length
        const off = Math.hypot(x[from[p]] + dx * share - px, y[from[p]] + dy * share - py)
        if (off <= most) found.push({ piece: p, at, off })
      }
      return found
    },
  }
}

/** Pieces by their nodes: those of node i are `begin[i]` to `begin[i + 1]`. */
interface Graph {
  readonly begin: Uint32Array
  readonly to: Uint32Array
  readonly metres: Float64Array
}

/** The graph of so many nodes and pieces, each gone both ways. */
function graphOf(
  nodes: number,
  pieces: number,
  endsOf: (piece: number) => readonly [number, number],
  long: (piece: number) => number,
): Graph {
  const begin = new Uint32Array(nodes + 1)
  for (let p = 0; p < pieces; p++) for (const n of endsOf(p)) begin[n + 1]++
  for (let n = 0; n < nodes; n++) begin[n + 1] += begin[n]
  const at = begin.slice(0, nodes)
  const [to, metres] = [new Uint32Array(2 * pieces), new Float64Array(2 * pieces)]
  for (let p = 0; p < pieces; p++) {
    const [a, b] = endsOf(p)
    for (const [from, other] of [
      [a, b],
      [b, a],
    ]) {
      to[at[from]] = other
      metres[at[from]++] = long(p)
    }
  }
  return { begin, to, metres }
}

/** Distances to all nodes within `FAR` of some starts, metres; Infinity beyond. */
function nearest({ begin, to, metres }: Graph, starts: readonly (readonly [number, number])[]): Float64Array {
  const far = new Float64Array(begin.length - 1).fill(Infinity)
  // a heap of nodes by distance; one that was found again nearer is passed over when it comes
  const [who, how]: [number[], number[]] = [[], []]
  const push = (n: number, d: number) => {
    far[n] = d
    let i = who.length
    for (; i > 0;) {
      const up = (i - 1) >> 1
      if (how[up] <= d) break
      who[i] = who[up]
      how[i] = how[up]
      i = up
    }
    who[i] = n
    how[i] = d
  }
  for (const [n, d] of starts) if (d < far[n]) push(n, d)
  while (who.length > 0) {
    const [n, d] = [who[0], how[0]]
    const [lastWho, lastHow] = [who.pop()!, how.pop()!]
    const size = who.length
    for (let i = 0; size > 0;) {
      let least = 2 * i + 1
      if (least + 1 < size && how[least + 1] < how[least]) least++
      if (least >= size || how[least] >= lastHow) {
        who[i] = lastWho
        how[i] = lastHow
        break
      }
      who[i] = who[least]
      how[i] = how[least]
      i = least
    }
    if (d > far[n]) continue
    for (let e = begin[n]; e < begin[n + 1]; e++) {
      const on = d + metres[e]
      if (on <= FAR && on < far[to[e]]) push(to[e], on)
    }
  }
  return far
}
