/** A near-repeat table as weights: the bands and ratios that a decay by table takes (see `decay.ts`). */
import type { KnoxTable } from './knoxTable.ts'

/** Edges in metres and days for bands [a, b) with the last closed; ratios row-major, never NaN. */
export interface KnoxWeights {
  readonly space: readonly number[]
  readonly time: readonly number[]
  readonly ratio: readonly number[]
}

/** Ratios above this say only that next to nothing was expected. */
const HIGHEST = 1000

/**
 * The weights of a tested table; undefined where no near-repeat pattern was found in it, since a cell that is high
 * by chance is no ground for a zone. Open last bands are left out: what has no end cannot fade. A cell where nothing was expected counts as 1.
 */
export function knoxWeights(t: KnoxTable): KnoxWeights | undefined {
  const width = t.time.length - 1
  const space = t.space.filter(Number.isFinite)
  const days = t.time.filter(Number.isFinite)
  if (!(t.sameHome.found || t.neighbours.found) || space.length < 2 || days.length < 2) return undefined
  const cells = space.slice(1).flatMap((_, s) => days.slice(1).map((_, c) => s * width + c))
  // days are whole numbers: (a, b] holds the same days as [a + ½, b + ½), and [a, b) as [a, b − ½], closed as the last is
  const time = days.map((d, k) =>
    t.closed === 'right' && k > 0 ? d + 0.5 : t.closed === 'left' && k === days.length - 1 ? d - 0.5 : d,
  )
  const ratio = cells.map((k) => {
    const r = t.ratio[k]
    return Number.isFinite(r) ? Math.min(HIGHEST, Number(r.toPrecision(4))) : 1
  })
  return { space, time, ratio }
}
