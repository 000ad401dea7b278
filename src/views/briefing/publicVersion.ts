/**
 * The public version: squares instead of places, months instead of days, kinds instead of incidents, ranges instead
 * of small counts. What it is made from is decided here: whole months and kinds of crime, and no other filter, since
 * two releases that differ by one street would tell that street's count.
 */
import { letters } from '../../core/base/words.ts'
import { boundsOfPoints, cellAt, gridOver } from '../../core/geometry/grid.ts'
import { type Figure, figureWords, LEAST, publish, type Release } from '../../core/stats/disclosure.ts'
import { gapNote } from '../../core/table/gaps.ts'
import { FLAG } from '../../core/table/incidents.ts'
import { unitUnknown } from '../../core/table/unit.ts'
import { filterRows } from '../../core/table/filter.ts'
import { OFFENCES } from '../../core/base/offences.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { dayOf, firstOfMonth, monthOf, showMonth } from '../../core/base/time.ts'
import type { Bounds, LayerSpec } from '../../map/index.ts'
import { asAt } from '../../state/derived.ts'
import { clausesOn } from '../../state/project.ts'
import type { Dated, Filtered } from '../../state/store.ts'
import { classesOf, drawn } from './publicPicture.ts'

/** What the user decides. */
export interface PublicChoice {
  /** side of a square, metres: at least 500 */
  readonly cell: number
  /** whole months, the newest last */
  readonly months: number
}

/** Sides of squares that may be published, metres. */
export const CELLS = [500, 1000, 2000] as const
export const MONTHS = { min: 3, max: 36, usual: 12 } as const

/** The public version, ready to be drawn. */
export interface PublicVersion {
  readonly release: Release
  /** "Dec 2025 to Nov 2026" */
  readonly period: string
  /** "Mar 2026", oldest first */
  readonly months: readonly string[]
  readonly kinds: readonly string[]
  /** squares with a figure, highest range first; those of one range in order of their names */
  readonly squares: readonly {
    readonly name: string
    readonly index: number
    /** south-west corner on the table's plane, metres */
    readonly corner: readonly [x: number, y: number]
    readonly figure: Figure
  }[]
  /** ranges on the map, lowest first */
  readonly classes: readonly string[]
  readonly layers: readonly LayerSpec[]
  /** what the map must show; undefined = no square has a figure */
  readonly bounds?: Bounds
  readonly cell: number
  readonly notes: readonly string[]
}

const monthWords = (m: number): string => showMonth(firstOfMonth(m))

/** The last month that is over and that the table covers to its end, and the first that it covers whole. */
export function wholeMonths(s: Filtered & Dated): readonly [first: number, last: number] {
  const { table } = s.incidents!
  const today = asAt(s).day
  // a table that knows only months has no half of one
  const over = (day: number) =>
    table.precision === 'month' || monthOf(day + 1) > monthOf(day) ? monthOf(day) : monthOf(day) - 1
  // an extract drawn on the 28th knows nothing of the month's last days, though the month is over since
  const last = Math.min(over(today), over(table.span.last))
  const start = table.span.first
  const first =
    table.precision === 'month' || firstOfMonth(monthOf(start)) === start
      ? monthOf(start)
      : monthOf(start) + 1
  return [first, last]
}

/** Makes the public version. Throws a sentence where there is too little to publish. */
export function publicVersion(s: Filtered & Dated, { cell, months: wanted }: PublicChoice): PublicVersion {
  if (cell < CELLS[0])
    throw new Error(`Squares of ${cell} m are too fine to publish; ${CELLS[0]} m is the least.`)
  const { table } = s.incidents!
  const unmeasured = unitUnknown(table)
  if (unmeasured) throw new Error(unmeasured)
  const [first, last] = wholeMonths(s)
  const n = Math.min(wanted, last - first + 1)
  if (n < 1)
    throw new Error(
      'The file covers no whole month, so nothing can be published by month. Load a longer extract.',
    )
  const from = last - n + 1
  const kindsOnly = s.project.clauses.filter((c) => c.kind === 'offence')
  const setAside = s.project.clauses.length - kindsOnly.length
  const rows = filterRows(table, clausesOn(kindsOnly, planeOf(table.crs))).filter((i) => {
    const m = monthOf(dayOf(table.from[i]))
    return (
      m >= from &&
      m <= last &&
      Number.isFinite(table.x[i]) &&
      (table.flags[i] & (FLAG.oddDate | FLAG.outlier)) === 0
    )
  })
  if (rows.length === 0)
    throw new Error(
      `No incident of these kinds with a place lies in ${monthWords(from)} to ${monthWords(last)}. Take more months or other kinds.`,
    )
  const kinds = [...new Set(Array.from(rows, (i) => table.offence[i]))].sort((a, b) => a - b)
  // a month that is missing from the files is not a month without crime: no figure of it is published
  const missing = gapNote(table.gaps, firstOfMonth(from), firstOfMonth(last + 1) - 1)
  const held = Array.from({ length: n }, (_, k) => from + k).filter(
    (m) => !(table.gaps ?? []).some(([a, b]) => a <= firstOfMonth(m) && b >= firstOfMonth(m + 1) - 1),
  )
  const monthly = held.map(() => kinds.map(() => 0))
  const x = Float64Array.from(rows, (i) => table.x[i])
  const y = Float64Array.from(rows, (i) => table.y[i])
  const { grid } = gridOver(boundsOfPoints(x, y)!, cell)
  const cells = new Map<number, number>()
  rows.forEach((i, k) => {
    monthly[held.indexOf(monthOf(dayOf(table.from[i])))][kinds.indexOf(table.offence[i])]++
    const at = cellAt(grid, x[k], y[k])
    cells.set(at, (cells.get(at) ?? 0) + 1)
  })
  // in order of place: the order of a list must not tell which of two equal ranges is the larger
  const indexes = [...cells.keys()].sort((a, b) => a - b)
  const release = publish({ cells: indexes.map((i) => cells.get(i)!), months: monthly })
  const figures = indexes
    .map((index, k) => ({ index, figure: release.cells[k] }))
    .filter((q) => !q.figure.hidden)
  const column = (index: number) => index % grid.nx
  const line = (index: number) => Math.floor(index / grid.nx)
  // named from the first square with a figure: the grid's own edge would tell where a hidden count is not none
  const west = Math.min(...figures.map((q) => column(q.index)))
  const south = Math.min(...figures.map((q) => line(q.index)))
  const shown = figures.map((q) => ({
    ...q,
    name: `${letters(column(q.index) - west)}${line(q.index) - south + 1}`,
    corner: [grid.x0 + column(q.index) * grid.cell, grid.y0 + line(q.index) * grid.cell] as const,
  }))
  const classes = classesOf(shown.map((q) => q.figure))
  return {
    release,
    period: n === 1 ? monthWords(last) : `${monthWords(from)} to ${monthWords(last)}`,
    months: held.map(monthWords),
    kinds: kinds.map((k) => OFFENCES[k].label),
    squares: shown.sort((a, b) => b.figure.low - a.figure.low || a.index - b.index),
    classes: classes.map((c) => figureWords(c)),
    ...drawn(grid, table.crs, shown, classes),
    cell: grid.cell,
    notes: [
      ...release.notes,
      `Squares of ${grid.cell} m on a fixed grid. A square that is left blank had fewer than ${LEAST}, or none.`,
      'Whole months, by the date on which it happened or began. Records without a usable place or date are left out.',
      ...(missing === undefined ? [] : [missing]),
      ...(setAside > 0 ? ['Filters other than the kind of crime are not used here.'] : []),
    ],
  }
}
