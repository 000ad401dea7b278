/** Two places that people know, far apart, and the distance between them in a table's own numbers: a check of its unit. */
import { showNumber } from '../../core/base/words.ts'
import type { IncidentText } from '../../core/table/incidents.ts'
import { textAt } from '../../core/base/text.ts'
import type { ImportReport } from '../contract.ts'
import type { Collector } from './collector.ts'

/** The two named rows furthest apart along a diagonal; without names their lines in the file. */
export function unitCheck(
  c: Collector,
  { address }: IncidentText,
  x: Float64Array,
  y: Float64Array,
): NonNullable<ImportReport['unit']> {
  const named = (i: number) => textAt(address, i) || c.street.values[c.street.codes.data[i]] || ''
  let [low, high] = [0, 0]
  let best = -1
  for (let i = 0; i < x.length; i++) {
    // a name is worth more than some distance
    if (best < 0 && named(i) !== '') low = high = best = i
    if (best >= 0 && named(i) === '') continue
    if (x[i] + y[i] < x[low] + y[low]) low = i
    if (x[i] + y[i] > x[high] + y[high]) high = i
  }
  const words = (i: number) => named(i) || `line ${showNumber(c.line.data[i])}`
  return { a: words(low), b: words(high), apart: Math.hypot(x[high] - x[low], y[high] - y[low]) }
}
