/** Comparison squares for treated areas, each from squares of its own area's size, none on another. */
import { type Frame, gapOf } from './frame.ts'
import { logPast, type Past, pastDistance } from './matching.ts'

/** A square of the frame of a treated area. */
export interface MatchedSquare {
  readonly area: number
  readonly square: number
}

/**
 * `each` squares for every treated area, nearest in their past first; the area with most incidents chooses first,
 * and everyone has one before anyone gets a second. `may` says which squares can be taken at all.
 */
export function matchSquares(
  frames: readonly Frame[],
  treated: Past,
  each: number,
  may: (area: number, square: number) => boolean,
): MatchedSquare[] {
  const own = logPast(treated)
  const taken: MatchedSquare[] = []
  const order = frames.map((_, i) => i).sort((a, b) => treated.before[b] - treated.before[a] || a - b)
  for (let round = 0; round < each; round++)
    for (const area of order) {
      const frame = frames[area]
      const logs = logPast(frame)
      let [best, least] = [-1, Infinity]
      for (let s = 0; s < frame.n; s++) {
        if (frame.before[s] === 0) continue
        const d = pastDistance(own, area, logs, s)
        if (d >= least || !may(area, s)) continue
        const clash = taken.some((p) => {
          const g = frames[p.area]
          return gapOf(frame.cx[s], frame.cy[s], frame.side, g.cx[p.square], g.cy[p.square], g.side) < -1e-6
        })
        if (clash) continue
        least = d
        best = s
      }
      if (best >= 0) taken.push({ area, square: best })
    }
  return taken
}
