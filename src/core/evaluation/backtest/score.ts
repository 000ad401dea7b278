/** What a map catches: incidents of the test window inside its best cells, ties in expectation. */

/** Shares of a map's best cells that are scored in one go. */
export interface Caught {
  /** per k: incidents of the window inside the k best cells */
  readonly hits: Float64Array
  /** per k: flagged cells that held at least one */
  readonly boxes: Float64Array
}

/** Cells of a test window that hold something: their numbers, and how many each holds. */
export interface Observed {
  readonly cells: Int32Array
  readonly counts: Int32Array
}

/** First place in a rising list whose value is at least (or, with `after`, above) the wanted one. */
function placeOf(rising: Float64Array, wanted: number, after: boolean): number {
  let lo = 0
  for (let hi = rising.length; lo < hi;) {
    const mid = (lo + hi) >> 1
    if (after ? rising[mid] <= wanted : rising[mid] < wanted) lo = mid + 1
    else hi = mid
  }
  return lo
}

/**
 * Expected catch of the k best cells, were cells of equal value put in a random order:
 * hits(above the cut) + hits(tied at it) · (k − cells above) / cells tied.
 * `sorted` is `values` in rising order.
 */
export function caught(values: Float64Array, sorted: Float64Array, seen: Observed, ks: Int32Array): Caught {
  const hits = new Float64Array(ks.length)
  const boxes = new Float64Array(ks.length)
  for (let j = 0; j < seen.cells.length; j++) {
    const v = values[seen.cells[j]]
    const upper = placeOf(sorted, v, true)
    const above = sorted.length - upper
    const tied = upper - placeOf(sorted, v, false)
    for (let q = 0; q < ks.length; q++) {
      const room = ks[q] - above
      if (room <= 0) continue
      const share = room >= tied ? 1 : room / tied
      hits[q] += seen.counts[j] * share
      boxes[q] += share
    }
  }
  return { hits, boxes }
}

/** The most that any k cells hold: the map of one who knew the future. */
export function oracle(seen: Observed, ks: Int32Array): Float64Array {
  const best = seen.counts.slice().sort().reverse()
  return Float64Array.from(ks, (k) => best.subarray(0, k).reduce((s, c) => s + c, 0))
}

/** The cells of a window's incidents; those outside the study area (−1) are left to the caller's N. */
export function observe(cellOf: Int32Array, from: number, to: number): Observed {
  const counts = new Map<number, number>()
  for (let i = from; i < to; i++) if (cellOf[i] >= 0) counts.set(cellOf[i], (counts.get(cellOf[i]) ?? 0) + 1)
  return { cells: Int32Array.from(counts.keys()), counts: Int32Array.from(counts.values()) }
}

/**
 * The k best cells as a list. Ties at the cut go by `order`, a fixed random order of the cells, so that the same
 * map on two days flags the same cells.
 */
export function flagged(
  values: Float64Array,
  sorted: Float64Array,
  k: number,
  order: Int32Array,
): Int32Array {
  const out = new Int32Array(k)
  if (k === 0) return out
  const cut = sorted[sorted.length - k]
  let n = 0
  for (let c = 0; c < values.length; c++) if (values[c] > cut) out[n++] = c
  for (let j = 0; n < k; j++) if (values[order[j]] === cut) out[n++] = order[j]
  return out.sort()
}

/** One line of a table of predictions: a place in the order of its prediction, and all up to it. */
export interface AccuracyRow {
  readonly order: number
  readonly count: number
  readonly cumCount: number
  readonly pCumCount: number
  readonly pred: number
  readonly cumPred: number
  readonly area: number
  readonly cumArea: number
  readonly pCumArea: number
  /** prediction accuracy index: share caught ÷ share of the area (Chainey 2008) */
  readonly pai: number
  /** prediction efficiency index: PAI ÷ the PAI of the best order of the same places */
  readonly pei: number
  /** predicted ÷ observed, cumulative; "recapture rate" elsewhere means something else */
  readonly rri: number
}

/**
 * PAI, PEI and RRI down a list of places by their prediction per area; ties put the lower count first, the cautious
 * way. PEI compares with the places by their own count per area, row by row, so that places of unequal
 * size can push it above 1.
 */
export function accuracyTable(
  counts: readonly number[],
  predictions: readonly number[],
  areas: readonly number[],
): AccuracyRow[] {
  const dense = (v: readonly number[], i: number) => v[i] / areas[i]
  const order = [...counts.keys()].sort(
    (a, b) => dense(predictions, b) - dense(predictions, a) || counts[a] - counts[b] || a - b,
  )
  // ties of the best order stand as the predictions put them
  const best = [...order].sort((a, b) => dense(counts, b) - dense(counts, a))
  const sum = (v: readonly number[]) => v.reduce((s, x) => s + x, 0)
  const [all, size] = [sum(counts), sum(areas)]
  let [cumCount, cumPred, cumArea, most, mostArea] = [0, 0, 0, 0, 0]
  return order.map((i, k) => {
    cumCount += counts[i]
    cumPred += predictions[i]
    cumArea += areas[i]
    most += counts[best[k]]
    mostArea += areas[best[k]]
    const [pCumCount, pCumArea] = [cumCount / all, cumArea / size]
    return {
      ...{
        order: k + 1,
        count: counts[i],
        cumCount,
        pCumCount,
        pred: predictions[i],
        cumPred,
        area: areas[i],
      },
      ...{ cumArea, pCumArea, pai: pCumCount / pCumArea, pei: cumCount / cumArea / (most / mostArea) },
      rri: cumPred / cumCount,
    }
  })
}
