/** Honest thinning: when there are more points than a screen can draw, an even share is drawn and it says so. */
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
  const show = (k: number) => k.toLocaleString('en-GB')
  return n > most ? `drawn: ${show(most)} of ${show(n)}, thinned evenly; all counted` : undefined
}

const drawn = new WeakMap<PointsLayer, Float64Array>()

/** Positions of the points that are drawn; the layer's own array when that is all of them. */
export function drawnPositions(spec: PointsLayer): Float64Array {
  let p = drawn.get(spec)
  if (!p) {
    const keep = thinned(spec.positions.length / 2, mostOf(spec))
    p = spec.positions
    if (keep) {
      p = new Float64Array(keep.length * 2)
      for (let i = 0; i < keep.length; i++) {
        p[2 * i] = spec.positions[2 * keep[i]]
        p[2 * i + 1] = spec.positions[2 * keep[i] + 1]
      }
    }
    drawn.set(spec, p)
  }
  return p
}
