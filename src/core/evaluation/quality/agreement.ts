/** How far two readers of the same files agree. */
import { type Interval, Z95 } from './shares.ts'

/** Under this κ a question is worded anew before its answers are reported. */
export const REWORD_UNDER = 0.6

/** Agreement of two readers over the same files. */
export interface Agreement {
  /** files both answered */
  readonly n: number
  /** share of files with the same answer */
  readonly agreement: number
  /** agreement that chance alone would bring, by how often each reader gives each answer */
  readonly expected: number
  /** Cohen's κ; NaN when only one answer was ever given */
  readonly kappa: number
  readonly se: number
  readonly interval: Interval
  /** prevalence- and bias-adjusted κ: 2 × agreement − 1. Where nearly all answers are the same, κ alone misleads. */
  readonly pabak: number
  /** κ is under 0.6 */
  readonly reword: boolean
}

/**
 * Cohen's κ with the standard error of Fleiss, Cohen and Everitt (1969), and PABAK beside it. `table[i][j]`: files to
 * which the first reader gave answer i and the second answer j.
 */
export function agreementOf(table: readonly (readonly number[])[]): Agreement {
  const k = table.length
  const rows = new Float64Array(k)
  const columns = new Float64Array(k)
  let n = 0
  table.forEach((line, i) =>
    line.forEach((count, j) => {
      rows[i] += count
      columns[j] += count
      n += count
    }),
  )
  let agreement = 0
  let expected = 0
  for (let i = 0; i < k; i++) {
    agreement += table[i][i] / n
    expected += (rows[i] / n) * (columns[i] / n)
  }
  const kappa = expected < 1 ? (agreement - expected) / (1 - expected) : NaN
  let diagonal = 0
  let beside = 0
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) {
      const p = table[i][j] / n
      if (i === j) diagonal += p * (1 - ((rows[i] + columns[i]) / n) * (1 - kappa)) ** 2
      else beside += p * ((columns[i] + rows[j]) / n) ** 2
    }
  const variance =
    (diagonal + (1 - kappa) ** 2 * beside - (kappa - expected * (1 - kappa)) ** 2) / (n * (1 - expected) ** 2)
  // full agreement leaves a variance of zero, which rounding may bring just under it
  const se = Math.sqrt(Math.max(0, variance))
  return {
    n,
    agreement,
    expected,
    kappa,
    se,
    interval: [Math.max(-1, kappa - Z95 * se), Math.min(1, kappa + Z95 * se)],
    pabak: 2 * agreement - 1,
    reword: kappa < REWORD_UNDER,
  }
}
