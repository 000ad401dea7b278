/** How well a score tells cases that were solved from those that were not. */
import { chanceOf, fitLogistic } from './logistic.ts'
import { type Interval, Z95 } from './shares.ts'

/** Area under the ROC curve with DeLong's error. */
export interface Auc {
  readonly auc: number
  readonly se: number
  readonly interval: Interval
  readonly solved: number
  readonly unsolved: number
}

/** Ranks of values from 1, ties at their middle. */
function midranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => values[a] - values[b])
  const ranks = new Float64Array(values.length)
  for (let i = 0; i < order.length;) {
    let j = i
    while (j < order.length && values[order[j]] === values[order[i]]) j++
    for (let k = i; k < j; k++) ranks[order[k]] = (i + j + 1) / 2
    i = j
  }
  return ranks
}

/**
 * Chance that a solved case scores above an unsolved one (ties count half), with DeLong's standard error from
 * midranks. NaN where either kind is missing; the error needs two of each.
 */
export function aucOf(score: ArrayLike<number>, solved: ArrayLike<number>): Auc {
  const yes: number[] = []
  const no: number[] = []
  for (let i = 0; i < score.length; i++) (solved[i] ? yes : no).push(score[i])
  const [m, n] = [yes.length, no.length]
  const all = midranks(Float64Array.from([...yes, ...no]))
  const own = [midranks(Float64Array.from(yes)), midranks(Float64Array.from(no))]
  // each solved case's share of unsolved ones below it, and each unsolved one's share of solved ones above
  const v10 = Float64Array.from(yes, (_, i) => (all[i] - own[0][i]) / n)
  const v01 = Float64Array.from(no, (_, j) => 1 - (all[m + j] - own[1][j]) / m)
  const mean = (v: Float64Array): number => v.reduce((a, b) => a + b, 0) / v.length
  const spread = (v: Float64Array): number => {
    const mid = mean(v)
    return v.reduce((sum, x) => sum + (x - mid) ** 2, 0) / (v.length - 1) / v.length
  }
  const auc = m > 0 && n > 0 ? mean(v10) : NaN
  const se = Math.sqrt(spread(v10) + spread(v01))
  return {
    auc,
    se,
    interval: [Math.max(0, auc - Z95 * se), Math.min(1, auc + Z95 * se)],
    solved: m,
    unsolved: n,
  }
}

/** What a threshold would have done with cases whose end is known. */
export interface ThresholdRow {
  readonly threshold: number
  readonly flagged: number
  /** flagged and solved, flagged and not, not flagged and solved, not flagged and not */
  readonly tp: number
  readonly fp: number
  readonly fn: number
  readonly tn: number
  readonly sensitivity: number
  readonly specificity: number
  /** solved among the flagged */
  readonly ppv: number
  readonly shareFlagged: number
  /** share solved among the not flagged: cases that would have been lost */
  readonly solvedMissed: number
}

/** Counts for a threshold: a score of at least that is flagged. */
export function atThreshold(
  score: ArrayLike<number>,
  solved: ArrayLike<number>,
  threshold: number,
): ThresholdRow {
  let [tp, fp, fn, tn] = [0, 0, 0, 0]
  for (let i = 0; i < score.length; i++)
    if (score[i] >= threshold) {
      if (solved[i]) tp++
      else fp++
    } else if (solved[i]) fn++
    else tn++
  return {
    threshold,
    flagged: tp + fp,
    tp,
    fp,
    fn,
    tn,
    sensitivity: tp / (tp + fn),
    specificity: tn / (tn + fp),
    ppv: tp / (tp + fp),
    shareFlagged: (tp + fp) / score.length,
    solvedMissed: fn / (fn + tn),
  }
}

/** The trade-off curve: a row for each different score, from the strictest threshold to the laxest; at most `most` of them, evenly. */
export function tradeOff(score: ArrayLike<number>, solved: ArrayLike<number>, most = 200): ThresholdRow[] {
  const values = [...new Set(Array.from(score))].sort((a, b) => b - a)
  const picks =
    values.length <= most
      ? values
      : Array.from({ length: most }, (_, k) => values[Math.round((k * (values.length - 1)) / (most - 1))])
  return picks.map((t) => atThreshold(score, solved, t))
}

/** One fifth of the cases, by rank of the forecast. */
export interface Fifth {
  readonly n: number
  readonly predicted: number
  readonly observed: number
}

/** How a forecast of chances held. */
export interface Calibration {
  /** mean squared error */
  readonly brier: number
  /** that of saying one rate every time: the base rate known beforehand, else that of these cases */
  readonly brierOfBaseRate: number
  /** share of these cases that were solved */
  readonly baseRate: number
  /** slope of the log odds: below 1 the forecasts were too bold. NaN where it cannot be fitted */
  readonly slope: number
  /** shift of the log odds that makes the mean right: above 0, more were solved than forecast */
  readonly intercept: number
  readonly fifths: readonly Fifth[]
}

/**
 * Brier score, calibration in fifths of rank (ties in order), slope and intercept in the large of forecast chances.
 * `knownRate`: the base rate of the cases the model was made from.
 */
export function calibrationOf(
  chance: ArrayLike<number>,
  solved: ArrayLike<number>,
  knownRate?: number,
): Calibration {
  const n = chance.length
  const y = Float64Array.from({ length: n }, (_, i) => (solved[i] ? 1 : 0))
  let brier = 0
  let sum = 0
  for (let i = 0; i < n; i++) {
    brier += (chance[i] - y[i]) ** 2 / n
    sum += y[i]
  }
  const logOdds = Float64Array.from({ length: n }, (_, i) => {
    const p = Math.min(1 - 1e-12, Math.max(1e-12, chance[i]))
    return Math.log(p / (1 - p))
  })
  const bent = fitLogistic(y, [logOdds])
  const moved = fitLogistic(y, [], { offset: logOdds })
  const order = Uint32Array.from(y, (_, i) => i).sort((a, b) => chance[a] - chance[b] || a - b)
  const fifths = Array.from({ length: 5 }, (_, q): Fifth => {
    // rank r of n lies in fifth ceil(5 r / n)
    const part = order.slice(Math.floor((q * n) / 5), Math.floor(((q + 1) * n) / 5))
    const mean = (of: (i: number) => number): number => part.reduce((s, i) => s + of(i), 0) / part.length
    return { n: part.length, predicted: mean((i) => chance[i]), observed: mean((i) => y[i]) }
  })
  const baseRate = sum / n
  const known = knownRate ?? baseRate
  return {
    brier,
    brierOfBaseRate: baseRate * (1 - known) ** 2 + (1 - baseRate) * known ** 2,
    baseRate,
    slope: bent.converged ? bent.coef[1] : NaN,
    intercept: moved.converged ? moved.coef[0] : NaN,
    fifths,
  }
}

/** Chances forecast by a fitted model. */
export function forecast(
  coef: ArrayLike<number>,
  columns: readonly ArrayLike<number>[],
  n: number,
): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    let eta = coef[0]
    for (let k = 0; k < columns.length; k++) eta += coef[k + 1] * columns[k][i]
    return chanceOf(eta)
  })
}

/** From here on a population stability index says that the cases have changed, where chance does not give as much. */
export const DRIFTED_PSI = 0.25
/** So great a fall of the AUC says that the score has aged, where chance does not give as much. */
export const DRIFTED_AUC = 0.05

/**
 * Population stability index between earlier and later scores over tenths of the earlier ones: Σ (q − p) ln(q / p), and
 * what it stays under in 39 of 40 registers that do not change: about χ² of one less than the tenths there are, times
 * 1/n + 1/m (Wilson and Hilferty's root of it). Empty tenths count as half a case. NaN where either period is empty.
 */
export function stabilityIndex(
  earlier: ArrayLike<number>,
  later: ArrayLike<number>,
): { readonly psi: number; readonly byChance: number } {
  const [n, m] = [earlier.length, later.length]
  if (n === 0 || m === 0) return { psi: NaN, byChance: NaN }
  const sorted = Float64Array.from(earlier).sort()
  const edges = [...new Set(Array.from({ length: 9 }, (_, k) => sorted[Math.floor(((k + 1) * n) / 10)]))]
  const shares = (scores: ArrayLike<number>): number[] => {
    const counts = new Array<number>(edges.length + 1).fill(0)
    for (let i = 0; i < scores.length; i++) {
      const bin = edges.findIndex((e) => scores[i] < e)
      counts[bin < 0 ? edges.length : bin]++
    }
    return counts.map((c) => Math.max(c, 0.5) / scores.length)
  }
  const [p, q] = [shares(earlier), shares(later)]
  const free = edges.length
  const part = 2 / (9 * free)
  return {
    psi: p.reduce((sum, pk, k) => sum + (q[k] - pk) * Math.log(q[k] / pk), 0),
    byChance: free * (1 - part + Z95 * Math.sqrt(part)) ** 3 * (1 / n + 1 / m),
  }
}

/** Whether a score has aged: its index or its AUC beyond the rule of practice and beyond chance, 1 in 40 each. */
export function driftOf(
  [earlier, later]: readonly ArrayLike<number>[],
  [before, after]: readonly Auc[],
): { readonly psi: number; readonly aucFall: number; readonly drifted: boolean } {
  const { psi, byChance } = stabilityIndex(earlier, later)
  const error = Math.hypot(before.se, after.se)
  // one solved case has an AUC, but none that could be held against another
  const aucFall = Number.isFinite(error) ? before.auc - after.auc : NaN
  const drifted = psi > Math.max(DRIFTED_PSI, byChance) || aucFall > Math.max(DRIFTED_AUC, Z95 * error)
  return { psi, aucFall, drifted }
}
