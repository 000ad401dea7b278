/** The Knox table as it is shown, printed and exported. */
import { type Bands, type Closed, notation } from '../base/bands.ts'
import type { KnoxCounts } from './knox.ts'
import type { ResultBase } from '../table/method.ts'
import { pValue, spreadOf } from '../stats/monteCarlo.ts'
import type { OffenceId } from '../base/offences.ts'
import type { Metric } from './pairs.ts'

/** A ratio this large is worth saying, when it is also significant. */
export const LARGE = 1.2
/** A p this small is called significant. */
export const SIGNIFICANT = 0.05

/** How far the near-repeat pattern reaches from an incident: a block of cells that starts in the first. */
export interface Reach {
  /** upper edges of the block's last bands */
  readonly metres: number
  readonly days: number
  /** the block holds the same-place band alone */
  readonly samePlace: boolean
  readonly observed: number
  readonly expected: number
  readonly ratio: number
  readonly p: number
}

/** Cells are row-major: cell = spatial band · temporal bands + temporal band. */
export interface KnoxTable extends ResultBase {
  readonly n: number
  readonly metric: Metric
  readonly closed: Closed
  /** the band convention in words */
  readonly notation: string
  /** edges: metres, days */
  readonly space: readonly number[]
  readonly time: readonly number[]
  /** kinds of offence among the incidents */
  readonly offences: readonly OffenceId[]
  readonly permutations: number
  readonly seed: number
  readonly observed: Float64Array
  /** exact mean and standard deviation when the dates are shuffled */
  readonly expected: Float64Array
  readonly sd: Float64Array
  /** of the permutations; NaN when there were none */
  readonly mean: Float64Array
  readonly median: Float64Array
  /** observed / exact mean; NaN where that is 0 */
  readonly ratio: Float64Array
  /** observed / median of the permutations; NaN where that is 0 or there were none */
  readonly ratioMedian: Float64Array
  /** one-sided, (r + 1) / (permutations + 1); NaN without permutations */
  readonly p: Float64Array
  readonly spacePairs: Float64Array
  readonly timePairs: Float64Array
  /** undefined when no near-repeat pattern was found, or nothing was tested yet */
  readonly reach?: Reach
  /** first permutation of `simulated`, and the simulated counts, cell · permutations + k */
  readonly from: number
  readonly simulated: Float64Array
}

/** Upper edge, in metres, of a band that means "the same place". */
export const SAME_PLACE = 1

/** Whether a cell is both significant and large. */
export const notable = (t: Pick<KnoxTable, 'p' | 'ratio'>, cell: number): boolean =>
  t.p[cell] <= SIGNIFICANT && t.ratio[cell] >= LARGE

const divide = (a: number, b: number) => (b > 0 ? a / b : NaN)

/** Puts counts into a table. `notes` are the choices made before counting. */
export function knoxTable(
  counts: KnoxCounts,
  setting: {
    space: Bands
    time: Bands
    metric: Metric
    seed: number
    offences: readonly OffenceId[]
  },
  notes: readonly string[],
): KnoxTable {
  const cells = counts.observed.length
  const permutations = cells ? counts.simulated.length / cells : 0
  const spreads = Array.from({ length: cells }, (_, c) =>
    spreadOf(counts.simulated.subarray(c * permutations, (c + 1) * permutations), counts.observed[c]),
  )
  const table = {
    n: counts.n,
    metric: setting.metric,
    closed: setting.space.closed,
    notation: notation(setting.space.closed),
    space: setting.space.edges,
    time: setting.time.edges,
    offences: setting.offences,
    permutations,
    seed: setting.seed,
    observed: counts.observed,
    expected: counts.expected,
    sd: counts.sd,
    mean: Float64Array.from(spreads, (s) => s.mean),
    median: Float64Array.from(spreads, (s) => s.median),
    ratio: counts.observed.map((o, c) => divide(o, counts.expected[c])),
    ratioMedian: counts.observed.map((o, c) => divide(o, spreads[c].median)),
    p: Float64Array.from(spreads, (s) => pValue(s.atLeast, permutations)),
    spacePairs: counts.spacePairs,
    timePairs: counts.timePairs,
    from: counts.from,
    simulated: counts.simulated,
    notes,
  }
  const reach = reachOf(table)
  return { ...table, ...(reach && { reach }), notes: [...notes, ...limits(table)] }
}

/** Puts the tables of a cut run together: the same table, whatever the cut. */
export function mergeTables(parts: readonly KnoxTable[], notes: readonly string[]): KnoxTable {
  const sorted = [...parts].sort((a, b) => a.from - b.from)
  const [first] = sorted
  const cells = first.observed.length
  const permutations = sorted.reduce((sum, p) => sum + p.permutations, 0)
  const simulated = new Float64Array(cells * permutations)
  let at = 0
  for (const p of sorted) {
    for (let c = 0; c < cells; c++)
      simulated.set(p.simulated.subarray(c * p.permutations, (c + 1) * p.permutations), c * permutations + at)
    at += p.permutations
  }
  const { space, time, closed, metric, seed, offences } = first
  const bands = { space: { edges: space, closed }, time: { edges: time, closed } }
  return knoxTable({ ...first, simulated, kernel: 'none' }, { ...bands, metric, seed, offences }, notes)
}

type Untold = Omit<KnoxTable, 'reach'>

/** Observed, exact mean and p of several cells taken together. */
function block(t: Untold, cells: readonly number[]) {
  const sum = (a: Float64Array) => cells.reduce((s, c) => s + a[c], 0)
  const together = new Float64Array(t.permutations)
  for (const c of cells)
    for (let k = 0; k < t.permutations; k++) together[k] += t.simulated[c * t.permutations + k]
  const observed = sum(t.observed)
  const expected = sum(t.expected)
  const p = pValue(spreadOf(together, observed).atLeast, t.permutations)
  return { observed, expected, ratio: divide(observed, expected), p }
}

/**
 * The block that the answer speaks of. It grows outwards while the next band of the first days is notable, then
 * later while the block's next days are; the same-place band, which often holds few pairs, does not stop it.
 */
function reachOf(t: Untold): Reach | undefined {
  const nS = t.space.length - 1
  const nT = t.time.length - 1
  if (nS < 1 || nT < 1 || !t.permutations) return undefined
  const same = t.space[0] === 0 && t.space[1] <= SAME_PLACE ? 1 : 0
  let rows = same
  while (rows < nS && notable(t, rows * nT)) rows++
  if (rows === same && !(same && notable(t, 0))) return undefined
  const column = (c: number) => Array.from({ length: rows }, (_, s) => s * nT + c)
  let columns = 1
  for (; columns < nT; columns++) {
    const b = block(t, column(columns))
    if (!(b.p <= SIGNIFICANT && b.ratio >= LARGE)) break
  }
  const whole = block(t, Array.from({ length: columns }, (_, c) => column(c)).flat())
  if (!(whole.p <= SIGNIFICANT && whole.ratio >= LARGE)) return undefined
  return { metres: t.space[rows], days: t.time[columns], samePlace: rows === same && same === 1, ...whole }
}

/** What limits the table, a sentence each. */
function limits(t: Untold): string[] {
  const cells = t.observed.length
  const out = [
    `Bands: ${t.notation}. Distance: ${t.metric === 'euclidean' ? 'straight line' : 'Manhattan, |dx| + |dy|'}, on the plane of the data.`,
    t.permutations
      ? `p is one-sided, (r + 1) / (${t.permutations} + 1), from ${t.permutations} shuffles of the dates (seed ${t.seed}); the ratio is observed / exact mean under shuffling.`
      : 'No permutations were run: expected counts and standard deviations are exact, p is not known yet.',
  ]
  if (t.permutations && cells > 1)
    out.push(
      `${cells} cells are tested at once: about ${Math.max(1, Math.round(cells * SIGNIFICANT))} would have p ≤ ${SIGNIFICANT} by chance alone.`,
    )
  const few = t.expected.reduce((sum, e) => sum + (e < 5 ? 1 : 0), 0)
  if (few) out.push(`${few} of ${cells} cells expect fewer than 5 pairs; their ratios are unsteady.`)
  out.push('These are recorded crimes; a pattern of recording looks like a pattern of crime.')
  return out
}
