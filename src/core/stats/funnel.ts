/** A funnel: how far the rate of a small unit may lie from the common rate by chance alone. */
import betainc from '@stdlib/math-base-special-betainc'
import { atLeast, atMost, rootIn } from './binomial.ts'

/**
 * The count out of `n` above (or below) which a share `w` of the exposure leaves only `tail`, as a real number so that
 * a curve through it is smooth: a whole count is outside exactly where its own tail is at most `tail`.
 */
export function limitOf(n: number, w: number, tail: number, side: 'low' | 'high'): number {
  if (side === 'high') return n * rootIn((s) => -(s <= 0 ? 1 : betainc(w, s * n, n - s * n + 1)), -tail)
  // nobody can be below where none at all is no surprise
  if (atMost(0, n, w) > tail) return 0
  return n * rootIn((s) => (s >= 1 ? 1 : betainc(1 - w, n - s * n, s * n + 1)), tail)
}

/** Two-sided p of a count out of `n` with a share `w` of the exposure, and which tail is the smaller. */
export function funnelTest(count: number, n: number, w: number): { p: number; above: boolean; tail: number } {
  const [more, fewer] = [atLeast(count, n, w), atMost(count, n, w)]
  const tail = Math.min(more, fewer)
  return { p: Math.min(1, 2 * tail), above: more < fewer, tail }
}
