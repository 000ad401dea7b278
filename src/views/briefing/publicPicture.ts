/** The picture and the tables of what may be shown to anyone. */
import { centreOf, cornersOf, type Grid } from '../../core/geometry/grid.ts'
import { type Figure, figureWords, LEAST } from '../../core/stats/disclosure.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { csvCell, type TableModel } from '../../ui/index.ts'
import type { PublicVersion } from './publicVersion.ts'

/** At most this many shades can be told apart, in grey too. */
const SHADES = 5

/** Ranges of the map: the published ones where they are few, else neighbours joined. */
export function classesOf(figures: readonly Figure[]): Figure[] {
  const distinct = [...new Map(figures.map((f) => [f.low, f])).values()].sort((a, b) => a.low - b.low)
  if (distinct.length <= SHADES) return distinct
  return Array.from({ length: SHADES }, (_, k) => {
    const part = distinct.slice(
      Math.floor((k * distinct.length) / SHADES),
      Math.floor(((k + 1) * distinct.length) / SHADES),
    )
    return { low: part[0].low, high: part.at(-1)!.high, hidden: false }
  })
}

/** Squares that can all be named on the map, and how many are where they are more. */
const MOST_NAMED = 60

const FEW_NAMED = 10

/** Room of the map on paper and of one name with its box, millimetres. */
const MAP_ROOM = [187, 110] as const

const NAME_ROOM = [15, 7] as const

/** Those of some places whose names do not touch on a map of so many columns and lines; the first come first. */
export function apart<T>(
  places: readonly T[],
  at: (place: T) => readonly [column: number, line: number],
  columns: number,
  lines: number,
): T[] {
  const perMm = Math.max(columns / MAP_ROOM[0], lines / MAP_ROOM[1])
  const [wide, high] = [NAME_ROOM[0] * perMm, NAME_ROOM[1] * perMm]
  const kept: T[] = []
  for (const place of places) {
    const [c, r] = at(place)
    const free = kept.every((k) => Math.abs(at(k)[0] - c) >= wide || Math.abs(at(k)[1] - r) >= high)
    if (free) kept.push(place)
  }
  return kept
}

/** The ramp of the map and of its key. */
export const RAMP = 'density'

/** The squares as a layer of the map, with their names. */
export function drawn(
  grid: Grid,
  crs: string,
  shown: PublicVersion['squares'],
  classes: readonly Figure[],
): Pick<PublicVersion, 'layers' | 'bounds'> {
  if (shown.length === 0) return { layers: [] }
  const values = new Float32Array(grid.nx * grid.ny)
  for (const q of shown)
    values[q.index] = classes.findIndex((c) => q.figure.low >= c.low && q.figure.low <= c.high) + 1
  const plane = planeOf(crs)
  const columns = shown.map((q) => q.index % grid.nx)
  const lines = shown.map((q) => Math.floor(q.index / grid.nx))
  const corner = (c: number, r: number) => plane.inverse(grid.x0 + c * grid.cell, grid.y0 + r * grid.cell)
  const sw = corner(Math.min(...columns), Math.min(...lines))
  const ne = corner(Math.max(...columns) + 1, Math.max(...lines) + 1)
  return {
    bounds: [sw[0], sw[1], ne[0], ne[1]],
    layers: [
      {
        kind: 'grid',
        id: 'counts',
        label: 'Recorded crime',
        nx: grid.nx,
        ny: grid.ny,
        values,
        corners: cornersOf(grid, crs),
        // an empty class below: the palest colour of the ramp hardly stands off the ground
        breaks: [0.25, ...classes.map((_, k) => k + 0.5)],
        ramp: RAMP,
        unit: '',
      },
      {
        kind: 'labels',
        id: 'names',
        label: 'Squares, named as in the table',
        boxed: true,
        // names that touch help nobody: of many squares only the highest are named on the map
        labels: apart(
          [...shown].sort((a, b) => b.figure.low - a.figure.low || a.index - b.index),
          (q) => [q.index % grid.nx, Math.floor(q.index / grid.nx)],
          Math.max(...columns) - Math.min(...columns) + 1,
          Math.max(...lines) - Math.min(...lines) + 1,
        )
          .slice(0, shown.length > MOST_NAMED ? FEW_NAMED : undefined)
          .map((q) => ({
            at: plane.inverse(...centreOf(grid, q.index)),
            text: q.name,
            ink: 'outline' as const,
          })),
      },
    ],
  }
}

/** The squares as a table. */
export const squaresTable = (v: PublicVersion): TableModel => ({
  caption: `Squares with a figure; every other square had fewer than ${LEAST}, or none`,
  n: v.squares.length,
  key: (i) => v.squares[i].name,
  columns: [
    { key: 'square', label: 'Square', kind: 'text', value: (i) => v.squares[i].name },
    { key: 'crimes', label: 'Recorded crimes', kind: 'text', value: (i) => figureWords(v.squares[i].figure) },
  ],
})

/** The months by kind as a table; undefined where it is withheld. */
export function monthsTable(v: PublicVersion): TableModel | undefined {
  const { months } = v.release
  return (
    months && {
      caption: 'Recorded crimes by month and kind',
      n: months.length,
      key: (i) => v.months[i],
      columns: [
        { key: 'month', label: 'Month', kind: 'text', value: (i) => v.months[i] },
        ...v.kinds.map((label, k) => ({
          key: `k${k}`,
          label,
          kind: 'text' as const,
          value: (i: number) => figureWords(months[i][k]),
        })),
      ],
    }
  )
}

/** Everything that is published, as one CSV: a line for each figure, squares by name and south-west corner. */
export function publicCsv(v: PublicVersion): string {
  const line = (...cells: (string | number | null)[]) => cells.map(csvCell).join(',')
  const figure = (f: Figure) => [f.hidden ? null : f.low, f.high, figureWords(f)] as const
  const all = 'all of these kinds'
  const lines = [
    line(
      'table',
      'where',
      'west edge',
      'south edge',
      'side (m)',
      'when',
      'kind',
      'at least',
      'at most',
      'in words',
    ),
    ...v.squares.map((q) => line('square', q.name, ...q.corner, v.cell, v.period, all, ...figure(q.figure))),
    ...(v.release.months ?? []).flatMap((row, m) =>
      row.map((f, k) => line('month', 'whole area', null, null, null, v.months[m], v.kinds[k], ...figure(f))),
    ),
    ...(v.release.total
      ? [line('total', 'whole area', null, null, null, v.period, all, ...figure(v.release.total))]
      : []),
  ]
  return lines.join('\r\n') + '\r\n'
}
