/** Two Poisson counts compared, and a trend in a short series. */
import { poissonTerms } from './poissonTail.ts'

/** Chance that Poisson counts of a common rate differ at least as much as these (two-sided). */
export type ETest = (k1: number, k2: number) => number

/**
 * The E-test (Krishnamoorthy & Thomson 2004) for counts over exposures n1 and n2 (days, say). It is exact for
 * small counts where a chi-square is not. NaN for (0, 0), where nothing can be said. Pairs are remembered.
 */
export function eTest(n1 = 1, n2 = 1): ETest {
  const known = new Map<number, number>()
  const statistic = (x1: number, x2: number) =>
    x1 + x2 === 0 ? 0 : Math.abs(x1 / n1 - x2 / n2) / Math.sqrt(x1 / n1 ** 2 + x2 / n2 ** 2)
  return (k1, k2) => {
    if (k1 === 0 && k2 === 0) return NaN
    const key = k1 * 2 ** 26 + k2
    let p = known.get(key)
    if (p === undefined) {
      const rate = (k1 + k2) / (n1 + n2)
      const seen = statistic(k1, k2)
      const [a, b] = [poissonTerms(rate * n1), poissonTerms(rate * n2)]
      p = 0
      for (let i = 0; i < a.p.length; i++) {
        const x1 = a.from + i
        const beyond = (j: number) => statistic(x1, b.from + j) >= seen - 1e-12
        // the statistic falls until both rates are the same, and rises from there: what counts is a beginning and an end
        const level = Math.min(b.p.length, Math.max(0, Math.ceil((x1 * n2) / n1) - b.from))
        const first = firstWhere(0, level, (j) => !beyond(j))
        for (let j = 0; j < first; j++) p += a.p[i] * b.p[j]
        for (let j = firstWhere(level, b.p.length, beyond); j < b.p.length; j++) p += a.p[i] * b.p[j]
      }
      p = Math.min(1, p)
      known.set(key, p)
    }
    return p
  }
}

/** The first whole number of [from, to) from which on a test is true; `to` where it never is. */
function firstWhere(from: number, to: number, test: (k: number) => boolean): number {
  while (from < to) {
    const middle = (from + to) >> 1
    if (test(middle)) to = middle
    else from = middle + 1
  }
  return to
}
