/** Honest thinning: when there are more points than a screen can draw, an even share is drawn and it says so. */
import { showNumber } from '../core/base/words.ts'
import { KeptWeakMap } from '../core/base/kept.ts'
import type { PointsLayer } from './kit.ts'

/** More points than this are thinned; all are still counted, listed and found under the pointer. */
export const MOST_DRAWN = 200_000

/** Shapes that MapLibre has not by itself cost a page without a GPU ten times as much as dots. */
const MOST_SHAPED = 20_000

/** How many points of a layer are drawn at most. */
export const mostOf = ({ shape = 'dot' }: Pick<PointsLayer, 'shape'>): number =>
  shape === 'dot' || shape === 'ring' ? MOST_DRAWN : MOST_SHAPED

/** Indices of `most` of `n` things, evenly through their order, first included; undefined when all can be drawn. */
export function thinned(n: number, most = MOST_DRAWN): Uint32Array | undefined {
  if (n <= most) return undefined
  const out = new Uint32Array(most)
  for (let i = 0; i < most; i++) out[i] = Math.floor((i * n) / most)
  return out
}

/** "drawn: 200,000 of 1,026,226, thinned evenly; all counted", or nothing when all are drawn. */
export function thinNote(n: number, most = MOST_DRAWN): string | undefined {
  return n > most ? `drawn: ${show(most)} of ${show(n)}, thinned evenly; all counted` : undefined
}

/** How many dots a layer has: of rows that is known without their positions, which of ten million take 160 MB. */
const dotsOf = (spec: PointsLayer): number => spec.rows?.length ?? spec.positions.length / 2

/** What the legend must say of a layer of which not every point is drawn everywhere; `once`: on paper all that are kept are. */
export function drawnNote(spec: PointsLayer, once = false): string | undefined {
  const n = dotsOf(spec)
  const thin = thinNote(n, mostOf(spec))
  if (once || n <= FROM_AFAR || mostOf(spec) < MOST_DRAWN) return thin
  const places = drawnPositions(spec).length / 2
  if (places <= FROM_AFAR) return thin
  const afar = `from afar ${show(FROM_AFAR)} of ${show(places)} places`
  return thin ? `${thin}; ${afar}` : `drawn ${afar}; all counted`
}

const show = (k: number) => showNumber(k)

/** Places seen from afar; the others come when the map is near. Without a GPU 200,000 dots take 320 ms per frame. */
export const FROM_AFAR = 25_000

/** Zoom from which on all places that are kept are drawn: a few of them are in view then. */
export const NEAR_ZOOM = 10

/** Each pair once, in the order they come: open data puts ten and more incidents on one snap point. */
function distinct(p: Float64Array): Float64Array {
  let size = 16
  while (size < p.length) size *= 2
  const table = new Int32Array(size).fill(-1)
  const bits = new Uint32Array(p.buffer, p.byteOffset, p.length * 2)
  const out = new Float64Array(p.length)
  let n = 0
  for (let i = 0; i < p.length; i += 2) {
    let h = Math.imul(bits[2 * i] ^ (bits[2 * i + 1] * 31), 0x9e3779b1)
    h = Math.imul(h ^ (h >>> 15) ^ bits[2 * i + 2] ^ (bits[2 * i + 3] * 17), 0x85ebca6b)
    let at = (h ^ (h >>> 13)) & (size - 1)
    while (table[at] >= 0 && (out[table[at]] !== p[i] || out[table[at] + 1] !== p[i + 1]))
      at = (at + 1) & (size - 1)
    if (table[at] >= 0) continue
    table[at] = n
    out[n++] = p[i]
    out[n++] = p[i + 1]
  }
  return out.subarray(0, n)
}

const drawn = new KeptWeakMap<PointsLayer, Float64Array>()

/**
 * Positions of the points that are drawn: the layer's own array where they are few, else an even share of them, each
 * place once, those seen from afar first.
 */
export function drawnPositions(spec: PointsLayer): Float64Array {
  let p = drawn.get(spec)
  if (!p) {
    const keep = thinned(dotsOf(spec), mostOf(spec))
    p = keep ? (spec.some?.(keep) ?? positionsAt(spec.positions, keep)) : spec.positions
    if (p.length / 2 > FROM_AFAR) p = farFirst(distinct(p))
    drawn.set(spec, p)
  }
  return p
}

function positionsAt(positions: Float64Array, dots: Uint32Array): Float64Array {
  const p = new Float64Array(dots.length * 2)
  for (let i = 0; i < dots.length; i++) {
    p[2 * i] = positions[2 * dots[i]]
    p[2 * i + 1] = positions[2 * dots[i] + 1]
  }
  return p
}

/** The same places with an even share of `FROM_AFAR` of them in front. */
function farFirst(p: Float64Array): Float64Array {
  const n = p.length / 2
  const far = thinned(n, FROM_AFAR)
  if (!far) return p
  const out = new Float64Array(p.length)
  let [front, back] = [0, 2 * FROM_AFAR]
  for (let i = 0, k = 0; i < n; i++) {
    const first = far[k] === i
    if (first) k++
    const at = first ? front : back
    out[at] = p[2 * i]
    out[at + 1] = p[2 * i + 1]
    if (first) front += 2
    else back += 2
  }
  return out
}
