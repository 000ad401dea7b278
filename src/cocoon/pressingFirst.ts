/** In which order a person reads what is not on a list. */
import type { Omitted } from './list.ts'

/**
 * What is not on the list, as a sergeant asks for it: tonight's homes, those beyond the time first; then burglaries, the reason that
 * fewest share first, so that those long over come last.
 */
export function pressingFirst(leftOut: readonly Omitted[]): Omitted[] {
  const alike = new Map<string, number>()
  for (const o of leftOut) alike.set(o.reason, (alike.get(o.reason) ?? 0) + 1)
  const rank = (o: Omitted) => (o.what === 'burglary' ? 2 : o.because === 'time' ? 0 : 1)
  return leftOut.toSorted(
    (a, b) => rank(a) - rank(b) || (rank(a) === 2 ? alike.get(a.reason)! - alike.get(b.reason)! : 0),
  )
}
