/** Several cells of a near-repeat table taken together: the figure a sentence speaks of, and how sure it is. */
import { Stream } from '../base/random.ts'
import { pValue, spreadOf } from '../stats/monteCarlo.ts'
import type { KnoxCounts } from './knox.ts'
import type { KindCounts, KnoxDetail } from './knoxDetail.ts'

/** Fewer pairs carry no sentence, whatever the p, and no interval. */
export const FEWEST_PAIRS = 5

/** Which pairs: at the same home, or neighbours; and which rows and columns of the detailed table. */
export interface Block {
  readonly kind: 'home' | 'near'
  readonly rows: readonly number[]
  readonly columns: readonly number[]
}

/** Pairs of a block beside what shuffled dates give. */
export interface BlockFigures {
  readonly observed: number
  /** exact mean under shuffling; of dates shuffled within groups the mean of the shuffles */
  readonly expected: number
  /** observed / expected; NaN where nothing is expected */
  readonly ratio: number
  /** one-sided, (r + 1) / (permutations + 1); NaN without permutations */
  readonly p: number
}

const divide = (a: number, b: number) => (b > 0 ? a / b : NaN)

function cellsIn(d: KnoxDetail, { rows, columns }: Block, counts: KindCounts): number[] {
  const nS = counts.pairs.length
  return rows.flatMap((s) =>
    s < nS ? columns.filter((c) => c < d.columns).map((c) => s * d.columns + c) : [],
  )
}

/** What a block is counted with. */
interface Counting {
  /** dates were shuffled within groups, where the exact mean does not hold */
  readonly grouped?: boolean
  /** pairs kept apart count as well */
  readonly all?: boolean
}

/** Counts a block. */
export function figuresOf(
  run: KnoxCounts,
  block: Block,
  { grouped, all: withApart }: Counting = {},
): BlockFigures {
  const d = run.detail!
  const kinds = [d[block.kind], ...(withApart && d.apart ? [d.apart[block.kind]] : [])]
  const cells = cellsIn(d, block, kinds[0])
  const { observed: seen, simulated } = kinds[0]
  const permutations = seen.length ? simulated.length / seen.length : 0
  const together = new Float64Array(permutations)
  let observed = 0
  for (const counts of kinds)
    for (const c of cells) {
      observed += counts.observed[c]
      for (let k = 0; k < permutations; k++) together[k] += counts.simulated[c * permutations + k]
    }
  const spread = spreadOf(together, observed)
  const sum = (list: readonly number[], of: Float64Array) => list.reduce((s, k) => s + (of[k] ?? 0), 0)
  const all = (run.n * (run.n - 1)) / 2
  const expected = grouped
    ? spread.mean
    : (kinds.reduce((s, counts) => s + sum(block.rows, counts.pairs), 0) * sum(block.columns, d.timePairs)) /
      Math.max(1, all)
  return { observed, expected, ratio: divide(observed, expected), p: pValue(spread.atLeast, permutations) }
}

/** How often weeks are drawn anew, and how many stretches of weeks there must at least be. */
const DRAWS = 999
const STRETCHES = 4
/** Streams of the draws, apart from those of the permutations. */
const FIRST_STREAM = 0x4000_0000

/**
 * 95% interval of a block's ratio: stretches of weeks, as long as the block's days and at least four weeks, are drawn
 * with replacement until they fill the period (circular moving blocks; Künsch 1989). A pair belongs to the week of its
 * earlier incident. Undefined where the period holds fewer than four stretches, or no pair is expected.
 */
export function intervalOf(
  run: KnoxCounts,
  block: Block,
  days: number,
  seed: number,
): readonly [low: number, high: number] | undefined {
  const d = run.detail!
  const { weeks } = d
  const counts = weeks[block.kind]
  const nS = d[block.kind].pairs.length
  const length = Math.max(4, Math.ceil(days / 7))
  if (!(weeks.n >= STRETCHES * length)) return undefined
  const cells = cellsIn(d, block, d[block.kind])
  const sums = Array.from({ length: weeks.n }, (_, w) => ({
    pairs: cells.reduce((s, c) => s + counts.observed[w * nS * d.columns + c], 0),
    space: block.rows.reduce((s, r) => s + counts.space[w * nS + r], 0),
    time: block.columns.reduce((s, c) => s + weeks.time[w * d.columns + c], 0),
    incidents: weeks.incidents[w],
  }))
  const ratios: number[] = []
  for (let b = 0; b < DRAWS; b++) {
    const stream = new Stream(seed, FIRST_STREAM + b)
    let [pairs, space, time, incidents] = [0, 0, 0, 0]
    for (let drawn = 0; drawn < weeks.n;) {
      const start = stream.below(weeks.n)
      for (let k = 0; k < length && drawn < weeks.n; k++, drawn++) {
        const week = sums[(start + k) % weeks.n]
        pairs += week.pairs
        space += week.space
        time += week.time
        incidents += week.incidents
      }
    }
    // two incidents drawn at random are close in space with this chance
    const close = divide(2 * space, (run.n - 1) * incidents)
    const ratio = divide(pairs, close * time)
    if (!Number.isNaN(ratio)) ratios.push(ratio)
  }
  if (ratios.length < DRAWS / 2) return undefined
  ratios.sort((a, b) => a - b)
  const at = (share: number) => ratios[Math.min(ratios.length - 1, Math.floor(share * ratios.length))]
  return [at(0.025), at(0.975)]
}
