/** Classes of a shaded map. */
import { extent, quantileSorted } from 'd3'
import { showNumber } from '../../core/base/words.ts'

/** Most classes that can still be told apart on grey paper. */
const MOST = 5

/** A figure as map and legend write it: the class is that of the figure that is read. */
export const shownOf = (value: number, digits: number): number =>
  Math.round(value * 10 ** digits) / 10 ** digits

/**
 * Edges between classes of about equal numbers of areas, rounded to what the legend shows; ascending, each once. Figures that
 * differ as they are shown have at least one.
 */
export function breaksOf(values: readonly number[], digits: number): number[] {
  const sorted = values
    .filter(Number.isFinite)
    .map((v) => shownOf(v, digits))
    .sort((a, b) => a - b)
  const classes = Math.max(2, Math.min(MOST, Math.floor(sorted.length / 2)))
  const next = sorted.find((v) => v > sorted[0])
  if (next === undefined) return []
  const edges = Array.from({ length: classes - 1 }, (_, k) =>
    shownOf(quantileSorted(sorted, (k + 1) / classes)!, digits),
  )
  const between = [...new Set(edges)].filter((e) => e > sorted[0])
  return between.length > 0 ? between : [next]
}

/** Class of a figure as it is shown: how many edges lie at or below it. */
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
