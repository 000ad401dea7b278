/** Classes of a shaded map. */
import { extent, quantileSorted } from 'd3'
import { showNumber } from '../../core/base/words.ts'

/** Most classes that can still be told apart on grey paper. */
const MOST = 5

/**
 * Edges between classes of about equal numbers of areas, rounded to what the legend shows; ascending, each once. Figures that
 * differ as they are shown have at least one.
 */
export function breaksOf(values: readonly number[], digits: number): number[] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b)
  const classes = Math.max(2, Math.min(MOST, Math.floor(sorted.length / 2)))
  const unit = 10 ** digits
  const shown = (v: number) => Math.round(v * unit) / unit
  const next = sorted.find((v) => shown(v) > shown(sorted[0]))
  if (next === undefined) return []
  const edges = Array.from({ length: classes - 1 }, (_, k) =>
    shown(quantileSorted(sorted, (k + 1) / classes)!),
  )
  const between = [...new Set(edges)].filter((e) => e > sorted[0])
  return between.length > 0 ? between : [shown(next)]
}

/** Class of a value: how many edges lie at or below it. */
export const shadeOf = (value: number, breaks: readonly number[]): number =>
  breaks.reduce((k, b) => k + (value >= b ? 1 : 0), 0)

/** "under 12.5", "12.5 to 18.0", "18.0 and over"; without an edge how far the figures reach. */
export function classTexts(
  breaks: readonly number[],
  digits: number,
  values: readonly number[] = [],
): string[] {
  const show = (v: number) => showNumber(v, digits)
  if (breaks.length === 0) {
    const [low, high] = extent(values, (v) => (Number.isFinite(v) ? v : undefined)).map((v) => show(v ?? NaN))
    return [low === high ? 'all alike' : `${low} to ${high}`]
  }
  return [
    `under ${show(breaks[0])}`,
    ...breaks.slice(1).map((b, k) => `${show(breaks[k])} to ${show(b)}`),
    `${show(breaks.at(-1)!)} and over`,
  ]
}
