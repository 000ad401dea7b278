/** The arithmetic of the charts: classes of a ramp, ticks of a calendar, places of labels. */
import { max as maxOf, ticks, utcTicks } from 'd3'
import { monthName, partsOf, MINUTES_PER_DAY, showDay, MS_PER_DAY } from '../core/base/time.ts'

/** Classes of the sequential ramp, `--ramp-0` to `--ramp-6`. */
export const CLASSES = 7

/** Class 0..6 of a share 0..1 of the largest; nothing at all is class 0 and the largest is class 6. */
export function rampClass(share: number): number {
  if (!(share > 0)) return 0
  return Math.min(CLASSES - 1, 1 + Math.floor(share * (CLASSES - 1)))
}

/** Largest of the values and at least `least`, so an empty chart still has an axis. */
export const topOf = (values: Iterable<number>, least = 1): number =>
  Math.max(least, maxOf(values as Iterable<number>, (v) => (Number.isFinite(v) ? v : undefined)) ?? 0)

/** Whole-number ticks from zero to the top, about `count` of them; counts have no halves. */
export const countTicks = (top: number, count: number): number[] =>
  ticks(0, top, count).filter(Number.isInteger)

export interface DayTick {
  readonly day: number
  readonly label: string
  /** first of a year, drawn stronger */
  readonly major: boolean
}

/** Ticks of a calendar between two day numbers, about one for each `spacing` px of `width`. */
export function dayTicks(from: number, to: number, width: number, spacing = 64): DayTick[] {
  const dates = utcTicks(
    new Date(from * MS_PER_DAY),
    new Date(to * MS_PER_DAY),
    Math.max(2, Math.floor(width / spacing)),
  )
  let year = NaN
  const list = dates
    .map((d) => d.getTime() / MS_PER_DAY)
    .filter(Number.isInteger)
    .map((day) => {
      const p = partsOf(day * MINUTES_PER_DAY)
      const turn = p.year !== year
      year = p.year
      const word = p.day === 1 ? monthName(p.month) : showDay(day, { year: false })
      // the year is said once, where it begins
      const label = !turn ? word : p.day === 1 && p.month === 1 ? String(p.year) : `${word} ${p.year}`
      return { day, label, major: p.day === 1 && p.month === 1 }
    })
  // a label that would run into the next is left out; its tick stays
  const px = width / Math.max(1, to - from)
  return list.map((t, i) => {
    const room = i + 1 < list.length ? (list[i + 1].day - t.day) * px : Infinity
    return textWidth(t.label) + 4 > room ? { ...t, label: '' } : t
  })
}

/** About how wide a text stands at 11 px; good to a tenth, enough to keep labels apart. */
export const textWidth = (text: string): number => text.length * 6.3

/**
 * Lays labels on as few rows as keep them apart. Each wants to start at `x`; one that would cross `right`
 * ends at its `x` instead. Returns the row and the side of each.
 */
export function stackLabels(
  labels: readonly { readonly x: number; readonly text: string }[],
  right: number,
): { row: number; before: boolean }[] {
  const taken: [number, number][][] = []
  return labels.map(({ x, text }) => {
    const w = textWidth(text) + 8
    const before = x + w > right && x - w > 0
    const span: [number, number] = before ? [x - w, x] : [x, x + w]
    let row = taken.findIndex((spans) => spans.every(([a, b]) => span[1] <= a || span[0] >= b))
    if (row < 0) row = taken.push([]) - 1
    taken[row].push(span)
    return { row, before }
  })
}

/** The nearest edge to a value in an ascending list. */
export function snap(edges: ArrayLike<number>, value: number): number {
  let best = edges[0]
  for (let i = 1; i < edges.length; i++)
    if (Math.abs(edges[i] - value) < Math.abs(best - value)) best = edges[i]
  return best
}
