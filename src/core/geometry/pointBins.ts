/** Points laid out by the squares they lie in, once, so that a question about a place meets only the points near it. */
import { areaTest, boundsOfArea, inRings } from './area.ts'
import { boundsOfPoints } from './grid.ts'

/** Squares over a plane: column c of row r spans x0 + c·side … and y0 + r·side …, half-open. */
export interface Lattice {
  readonly x0: number
  readonly y0: number
  /** metres */
  readonly side: number
  readonly nx: number
  readonly ny: number
}

/** Points in the order of their squares; those of square k stand at starts[k] … starts[k + 1]. */
export interface PointBins extends Lattice {
  readonly starts: Uint32Array
  /** which point each is, rising within a square */
  readonly order: Uint32Array
  /** of millions of points in half the bytes where that holds every value exactly, as it does whole metres */
  readonly x: Float64Array | Float32Array
  readonly y: Float64Array | Float32Array
}

type Xy = { readonly x: Float64Array; readonly y: Float64Array }

/** Points of a square on average, and the most squares: enough to skip what is far, few enough to stay in a cache. */
const PER_SQUARE = 4
const MOST_SQUARES = 1_000_000

/** More points than this are kept in as few bytes as hold them. */
const MANY_POINTS = 1_000_000

/** Room for these numbers: of many in half the bytes where not one of them changes by it. */
function roomFor(values: Float64Array, n: number, many: number): Float64Array | Float32Array {
  if (values.length <= many) return new Float64Array(n)
  for (let k = 0; k < values.length; k++) if (Math.fround(values[k]) !== values[k]) return new Float64Array(n)
  return new Float32Array(n)
}

/** Squares that cover all points. */
function latticeOver({ x, y }: Xy): Lattice {
  const [minX, minY, maxX, maxY] = boundsOfPoints(x, y) ?? [0, 0, 0, 0]
  const [width, height] = [maxX - minX, maxY - minY]
  const wanted = Math.min(MOST_SQUARES, Math.max(1, Math.ceil(x.length / PER_SQUARE)))
  // a line of points has no area, but needs squares all the same
  const side = Math.max(Math.sqrt((width * height) / wanted), Math.max(width, height) / wanted) || 1
  return {
    x0: minX,
    y0: minY,
    side,
    nx: Math.floor(width / side) + 1,
    ny: Math.floor(height / side) + 1,
  }
}

/** Points of a stretch of squares, which so lie in a core's cache, and the most stretches that are written to in turn. */
const PER_STRETCH = 65_536
const MOST_STRETCHES = 256

/**
 * Sorts points into squares, by counting; points outside the lattice are left out. Without one: squares over all points.
 * More than `perStretch` points are laid into stretches of squares first, and then each stretch into its squares: millions
 * of points laid into a million squares in one go would miss the cache with every number. `many`: see `MANY_POINTS`.
 */
export function binPoints(
  points: Xy,
  lattice: Lattice = latticeOver(points),
  perStretch = PER_STRETCH,
  many = MANY_POINTS,
): PointBins {
  const { x, y } = points
  const { x0, y0, side, nx, ny } = lattice
  const squares = nx * ny
  const starts = new Uint32Array(squares + 1)
  const n = x.length
  // asked again instead of kept: a number for each of ten million points is forty megabytes
  const squareAt = (px: number, py: number) => {
    const c = Math.floor((px - x0) / side)
    const r = Math.floor((py - y0) / side)
    return c >= 0 && c < nx && r >= 0 && r < ny ? r * nx + c : -1
  }
  for (let i = 0; i < n; i++) {
    const k = squareAt(x[i], y[i])
    if (k >= 0) starts[k + 1]++
  }
  for (let k = 0; k < squares; k++) starts[k + 1] += starts[k]
  const all = starts[squares]
  const order = new Uint32Array(all)
  const [bx, by] = [roomFor(x, all, many), roomFor(y, all, many)]
  const stretches = Math.max(1, Math.min(MOST_STRETCHES, squares, Math.floor(all / perStretch)))
  const per = Math.ceil(squares / stretches)
  // where the next point of each square, or of each stretch of them, goes
  const next =
    stretches === 1
      ? starts.slice(0, squares)
      : Uint32Array.from({ length: Math.ceil(squares / per) }, (_, s) => starts[s * per])
  for (let i = 0; i < n; i++) {
    const k = squareAt(x[i], y[i])
    if (k < 0) continue
    const at = next[stretches === 1 ? k : Math.floor(k / per)]++
    order[at] = i
    bx[at] = x[i]
    by[at] = y[i]
  }
  if (stretches > 1)
    for (let first = 0; first < squares; first += per) {
      const [from, to] = [starts[first], starts[Math.min(squares, first + per)]]
      const [o, px, py] = [order.slice(from, to), bx.slice(from, to), by.slice(from, to)]
      const places = starts.slice(first, first + per)
      for (let j = 0; j < o.length; j++) {
        const at = places[squareAt(px[j], py[j]) - first]++
        order[at] = o[j]
        bx[at] = px[j]
        by[at] = py[j]
      }
    }
  return { ...lattice, starts, order, x: bx, y: by }
}

/** Polygons with more corners than this are asked through slabs of their edges. */
const MANY_CORNERS = 32

/** Fewer than one point in this many are sorted when they were found. */
const FEW_IN = 32

/**
 * A search for the points inside a polygon (even-odd over its rings): their numbers, rising. Squares that no edge touches
 * are in or out as a whole; only points of the others are tested.
 */
export function insideBins(bins: PointBins): (rings: readonly Float64Array[]) => Uint32Array {
  const { x0, y0, side, nx, ny, starts, order, x, y } = bins
  // what rounding may put on the wrong side of a line between two squares
  const slack = 1e-6 * side
  const column = (v: number) => Math.min(nx - 1, Math.max(0, Math.floor((v - x0) / side)))
  const row = (v: number) => Math.min(ny - 1, Math.max(0, Math.floor((v - y0) / side)))
  const touched = new Uint8Array(nx * ny)
  const found = new Uint32Array(order.length)
  const rising = (n: number): Uint32Array => {
    if (n * FEW_IN < order.length) return found.slice(0, n).sort()
    // a large part of all points: a walk over marks is shorter than a sort
    const marks = new Uint8Array(highest + 1)
    for (let k = 0; k < n; k++) marks[found[k]] = 1
    const out = new Uint32Array(n)
    for (let i = 0, k = 0; k < n; i++) if (marks[i]) out[k++] = i
    return out
  }
  let highest = 0
  for (let k = 0; k < order.length; k++) if (order[k] > highest) highest = order[k]
  return (rings) => {
    const area = { name: '', polygons: [rings] }
    const box = boundsOfArea(area)
    if (!box) return new Uint32Array(0)
    const [c0, c1] = [column(box[0] - slack), column(box[2] + slack)]
    const [r0, r1] = [row(box[1] - slack), row(box[3] + slack)]
    for (const ring of rings)
      for (let i = 0; i + 3 < ring.length; i += 2)
        touch(ring[i], ring[i + 1], ring[i + 2], ring[i + 3], (r, from, to) =>
          touched.fill(1, r * nx + from, r * nx + to + 1),
        )
    const corners = rings.reduce((sum, r) => sum + r.length / 2, 0)
    const inside =
      corners > MANY_CORNERS ? areaTest(area) : (px: number, py: number) => inRings(rings, px, py)
    let n = 0
    for (let r = r0; r <= r1; r++) {
      // whether the run of untouched squares here lies inside; not known after a touched one
      let within: boolean | undefined
      for (let c = c0; c <= c1; c++) {
        const k = r * nx + c
        if (touched[k]) {
          touched[k] = 0
          within = undefined
          for (let at = starts[k]; at < starts[k + 1]; at++) if (inside(x[at], y[at])) found[n++] = order[at]
          continue
        }
        if (starts[k] === starts[k + 1]) continue
        within ??= inside(x0 + (c + 0.5) * side, y0 + (r + 0.5) * side)
        if (within) for (let at = starts[k]; at < starts[k + 1]; at++) found[n++] = order[at]
      }
    }
    return rising(n)
  }

  /** The squares that an edge touches, row by row, a hair more than less. */
  function touch(
    ax: number,
    ay: number,
    bx: number,
    by: number,
    run: (row: number, from: number, to: number) => void,
  ): void {
    const [low, high] = [Math.min(ay, by), Math.max(ay, by)]
    const across = Math.abs(by - ay) > slack ? (bx - ax) / (by - ay) : undefined
    const [left, right] = [Math.min(ax, bx), Math.max(ax, bx)]
    for (let r = row(low - slack); r <= row(high + slack); r++) {
      let [from, to] = [left, right]
      if (across !== undefined) {
        const p = ax + (Math.max(low, y0 + r * side - slack) - ay) * across
        const q = ax + (Math.min(high, y0 + (r + 1) * side + slack) - ay) * across
        from = Math.max(left, Math.min(p, q))
        to = Math.min(right, Math.max(p, q))
      }
      run(r, column(from - slack), column(to + slack))
    }
  }
}
