/** Classes of a shaded map. */
import { quantileSorted } from 'd3'
import { showNumber } from '../../core/base/words.ts'

/** Most classes that can still be told apart on grey paper. */
const MOST = 5

/** Edges between classes of about equal numbers of areas, rounded to what the legend shows; ascending, each once. */
export function breaksOf(values: readonly number[], digits: number): number[] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b)
  const classes = Math.min(MOST, Math.floor(sorted.length / 2))
  if (classes < 2) return []
  const unit = 10 ** digits
  const edges = Array.from(
    { length: classes - 1 },
    (_, k) => Math.round(quantileSorted(sorted, (k + 1) / classes)! * unit) / unit,
  )
  return [...new Set(edges)].filter((e) => e > sorted[0])
}

/** Class of a value: how many edges lie at or below it. */
export const shadeOf = (value: number, breaks: readonly number[]): number =>
  breaks.reduce((k, b) => k + (value >= b ? 1 : 0), 0)

/** "under 12.5", "12.5 to 18.0", "18.0 and over". */
export function classTexts(breaks: readonly number[], digits: number): string[] {
  const show = (v: number) => showNumber(v, digits)
  if (breaks.length === 0) return ['all alike']
  return [
    `under ${show(breaks[0])}`,
    ...breaks.slice(1).map((b, k) => `${show(breaks[k])} to ${show(b)}`),
    `${show(breaks.at(-1)!)} and over`,
  ]
}
