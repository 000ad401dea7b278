/** The past played again on one grid: at each origin every map is made, and its catch in the window that followed is kept. */
import { Stream, shuffle } from '../../base/random.ts'
import { risingOf } from '../../base/rising.ts'
import type { Cells } from './cells.ts'
import { firstOn, type Events } from './events.ts'
import type { FillMap } from './maps.ts'
import type { MapId } from './options.ts'
import { caught, flagged, observe, oracle } from './score.ts'
import { changed, shapesOn } from './shape.ts'

/** What one map did over all origins. */
export interface Played {
  readonly id: MapId
  /** per share of the area: hits at each origin */
  readonly hits: readonly Float64Array[]
  /** per share: flagged cells with a hit, summed over origins */
  readonly boxes: Float64Array
  /** per point of the curve: hits summed over origins */
  readonly curve: Float64Array
  /** at the main share, means over origins; NaN where not measured */
  readonly patches: number
  readonly kilometres: number
  readonly changed: number
  /** per cell: origins at which it was flagged at the main share, and those at which it then held an incident; empty where not measured */
  readonly flaggedIn: Uint16Array
  readonly heldIn: Uint16Array
}

export interface Replay {
  readonly maps: readonly Played[]
  /** incidents of each window, inside the study area and out */
  readonly totals: Float64Array
  readonly outside: number
  /** per share: the most that as many cells held, summed over origins */
  readonly oracle: Float64Array
}

export interface ReplayOptions {
  readonly origins: readonly number[]
  readonly horizon: number
  /** cells flagged, per share asked for and per point of the curve */
  readonly ks: Int32Array
  readonly curve?: Int32Array
  /** cells flagged where shape and change are measured; absent = they are not */
  readonly shapeOf?: number
  /** tests only with what was known before this day, for choices made then */
  readonly knownBefore?: number
}

/** Plays every map through all origins. Yields the share done. */
export function* replay(
  ev: Events,
  g: Cells,
  maps: readonly { readonly id: MapId; readonly fill: FillMap }[],
  o: ReplayOptions,
): Generator<number, Replay, void> {
  const n = o.origins.length
  const curve = o.curve ?? new Int32Array(0)
  const ks = Int32Array.of(...o.ks, ...curve)
  // cells below the best so many are never asked for
  const most = Math.max(...ks, o.shapeOf ?? 0)
  const values = new Float64Array(g.m)
  const rising = risingOf(g.m)
  const shapeOf = shapesOn(g)
  // one order for all origins: ties must not look like change
  const order = Int32Array.from({ length: g.m }, (_, k) => k)
  shuffle(order, new Stream(1, g.m))
  const totals = new Float64Array(n)
  const best = new Float64Array(o.ks.length)
  let outside = 0
  const tallies = maps.map(({ id, fill }) => ({
    ...{ id, fill },
    hits: Array.from(o.ks, () => new Float64Array(n)),
    boxes: new Float64Array(o.ks.length),
    curve: new Float64Array(curve.length),
    last: undefined as Int32Array | undefined,
    ...{ patches: 0, kilometres: 0, changed: 0 },
    flaggedIn: new Uint16Array(o.shapeOf === undefined ? 0 : g.m),
    heldIn: new Uint16Array(o.shapeOf === undefined ? 0 : g.m),
  }))
  const holds = new Uint8Array(g.m)
  const cellOf = o.knownBefore === undefined ? g.of : g.of.slice()
  const counts = new Uint8Array(ev.n).fill(1)
  if (o.knownBefore !== undefined)
    for (let i = 0; i < ev.n; i++)
      if (ev.known[i] >= o.knownBefore) {
        cellOf[i] = -1
        counts[i] = 0
      }
  for (let w = 0; w < n; w++) {
    const origin = o.origins[w]
    const [from, to] = [firstOn(ev.day, origin), firstOn(ev.day, origin + o.horizon)]
    for (let i = from; i < to; i++) {
      totals[w] += counts[i]
      if (counts[i] && cellOf[i] < 0) outside++
    }
    const seen = observe(cellOf, from, to)
    holds.fill(0)
    for (const k of seen.cells) holds[k] = 1
    oracle(seen, o.ks).forEach((v, q) => (best[q] += v))
    for (const [at, t] of tallies.entries()) {
      t.fill(values, origin)
      const sorted = rising(values, most)
      const got = caught(values, sorted, seen, ks)
      for (let q = 0; q < o.ks.length; q++) {
        t.hits[q][w] = got.hits[q]
        t.boxes[q] += got.boxes[q]
      }
      for (let q = 0; q < curve.length; q++) t.curve[q] += got.hits[o.ks.length + q]
      // a random choice has no shape of its own
      if (o.shapeOf !== undefined && t.id !== 'random') {
        const picked = flagged(values, sorted, o.shapeOf, order)
        for (const k of picked) {
          t.flaggedIn[k]++
          t.heldIn[k] += holds[k]
        }
        const { patches, kilometres } = shapeOf(picked)
        t.patches += patches
        t.kilometres += kilometres
        if (t.last) t.changed += changed(picked, t.last)
        t.last = picked
      }
      yield (w + (at + 1) / tallies.length) / n
    }
  }
  const shaped = (t: (typeof tallies)[number], sum: number, times: number) =>
    t.last && times > 0 ? sum / times : NaN
  return {
    ...{ totals, outside, oracle: best },
    maps: tallies.map((t) => ({
      ...{ id: t.id, hits: t.hits, boxes: t.boxes, curve: t.curve, flaggedIn: t.flaggedIn, heldIn: t.heldIn },
      patches: shaped(t, t.patches, n),
      kilometres: shaped(t, t.kilometres, n),
      changed: shaped(t, t.changed, n - 1),
    })),
  }
}
