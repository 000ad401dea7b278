/** What the permutations say of each cell of a near-repeat table. */
import { pValue, spreadOfSorted } from '../stats/monteCarlo.ts'

/** Counts of cells as a run gives them: simulated ones stand at cell · permutations + k. */
export interface CellCounts {
  readonly observed: Float64Array
  readonly expected: Float64Array
  readonly sd: Float64Array
  readonly simulated: Float64Array
}

/** Cells row-major. NaN where there were no permutations, or nothing to divide by. */
export interface Cells {
  readonly observed: Float64Array
  /** exact mean and standard deviation when the dates are shuffled */
  readonly expected: Float64Array
  readonly sd: Float64Array
  /** of the permutations */
  readonly mean: Float64Array
  readonly median: Float64Array
  /** the range that chance gives: 2.5 and 97.5% of the permutations lie at or below */
  readonly low: Float64Array
  readonly high: Float64Array
  /** observed / exact mean; NaN where that is 0 */
  readonly ratio: Float64Array
  /** observed / median of the permutations */
  readonly ratioMedian: Float64Array
  /** one-sided, (r + 1) / (permutations + 1) */
  readonly p: Float64Array
  /** the same for the whole table at once: of the largest standardised count in each permutation (Westfall & Young 1993) */
  readonly familywise: Float64Array
}

const divide = (a: number, b: number) => (b > 0 ? a / b : NaN)

/** Works out the cells of a table. */
export function cellsOf({ observed, expected, sd, simulated }: CellCounts): Cells {
  const cells = observed.length
  const permutations = cells ? simulated.length / cells : 0
  const own = (c: number) => simulated.subarray(c * permutations, (c + 1) * permutations)
  const spreads = Array.from({ length: cells }, (_, c) => {
    const sorted = own(c).slice().sort()
    const at = (share: number) => (permutations ? sorted[Math.ceil(share * permutations) - 1] : NaN)
    return { ...spreadOfSorted(sorted, observed[c]), low: at(0.025), high: at(0.975) }
  })
  return {
    ...{ observed, expected, sd },
    mean: Float64Array.from(spreads, (s) => s.mean),
    median: Float64Array.from(spreads, (s) => s.median),
    low: Float64Array.from(spreads, (s) => s.low),
    high: Float64Array.from(spreads, (s) => s.high),
    ratio: observed.map((o, c) => divide(o, expected[c])),
    ratioMedian: observed.map((o, c) => divide(o, spreads[c].median)),
    p: Float64Array.from(spreads, (s) => pValue(s.atLeast, permutations)),
    familywise: familywiseOf({ observed, expected, sd, simulated }, permutations),
  }
}

/** p of each cell against the largest cell of each permutation. A cell that no shuffle can change has 1. */
function familywiseOf({ observed, expected, sd, simulated }: CellCounts, permutations: number): Float64Array {
  if (!permutations) return new Float64Array(observed.length).fill(NaN)
  const largest = new Float64Array(permutations).fill(-Infinity)
  for (let c = 0; c < observed.length; c++) {
    if (!(sd[c] > 0)) continue
    for (let k = 0; k < permutations; k++) {
      const z = (simulated[c * permutations + k] - expected[c]) / sd[c]
      if (z > largest[k]) largest[k] = z
    }
  }
  return observed.map((o, c) => {
    if (!(sd[c] > 0)) return 1
    // a hair less, so that rounding never parts what is equal
    const z = (o - expected[c]) / sd[c] - 1e-9
    return pValue(
      largest.reduce((s, v) => s + (v >= z ? 1 : 0), 0),
      permutations,
    )
  })
}
