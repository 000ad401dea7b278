/** What incidents are counted by: cells of a grid, beats or streets. */
import { cellAt, gridOver, maskOf, outlineOf, padded, type Grid } from './grid.ts'
import type { Input } from './method.ts'
import type { Points, Study } from './points.ts'
import { dictAt, type DictColumn } from './text.ts'
import { countOf, showNumber } from './words.ts'

export type UnitKind = 'square' | 'hex' | 'beat' | 'street'

/** Units with their names; `of[k]` is the unit of point k, −1 where it has none. */
export interface Units {
  readonly kind: UnitKind
  readonly n: number
  readonly of: Int32Array
  /** plural, such as "150 m cells" */
  readonly words: string
  /** of beats and streets; '' for cells */
  readonly names: readonly string[]
  /** for cells: the grid, which of its cells are units, and the cell of each unit */
  readonly grid?: Grid
  readonly mask?: Uint8Array
  readonly cells?: Uint32Array
  readonly notes: readonly string[]
}

/** Options of a choice parameter for units. */
export const UNIT_OPTIONS = [
  { value: 'square', label: 'Square cells' },
  { value: 'hex', label: 'Hexagons' },
  { value: 'beat', label: 'Beats' },
  { value: 'street', label: 'Streets' },
] as const

/**
 * Counts by cells: every cell whose centre lies in the study area (or the hull of all incidents), and every
 * cell that holds a point. By beat or street: every one the table names, with or without a point here.
 * Throws a sentence when the table names none.
 */
export function unitsOf(
  input: Pick<Input<unknown>, 'table'>,
  points: Points,
  study: Study,
  kind: UnitKind,
  cell: number,
): Units {
  if (kind === 'beat' || kind === 'street') return named(input.table[kind], points, kind)
  const { grid, grownFrom } = gridOver(padded(study.bounds, cell), cell, { shape: kind })
  const mask = maskOf(grid, study.area)
  const at = Int32Array.from(points.x, (x, k) => cellAt(grid, x, points.y[k]))
  for (const c of at) if (c >= 0) mask[c] = 1
  const unit = new Int32Array(mask.length).fill(-1)
  const cells: number[] = []
  for (let c = 0; c < mask.length; c++)
    if (mask[c]) {
      unit[c] = cells.length
      cells.push(c)
    }
  const shape = kind === 'hex' ? 'hexagons' : 'cells'
  return {
    kind,
    n: cells.length,
    of: at.map((c) => (c < 0 ? -1 : unit[c])),
    words: `${showNumber(grid.cell)} m ${shape}`,
    names: [],
    grid,
    mask,
    cells: Uint32Array.from(cells),
    notes: [
      `${countOf(cells.length, kind === 'hex' ? 'hexagon' : 'cell')} of ${showNumber(grid.cell)} m: those with their centre inside ${study.given ? 'the study area' : 'the hull of all incidents'}, and those that hold an incident. Another size or origin of the grid gives other figures.`,
      ...(grownFrom
        ? [
            `Cells of ${grownFrom} m would have made more than a million; they were widened to ${grid.cell} m.`,
          ]
        : []),
    ],
  }
}

function named(column: DictColumn, points: Points, kind: 'beat' | 'street'): Units {
  // open data words its streets "On or near …"; several codes may mean one name
  const clean = (code: number) => column.values[code].replace(/^on or near\s*/i, '').trim()
  const index = new Map<string, number>()
  const used = new Set(column.codes)
  for (const code of used) {
    const name = clean(code)
    if (name && !index.has(name)) index.set(name, index.size)
  }
  if (!index.size)
    throw new Error(
      `No incident of this table names a ${kind}. Map a ${kind} column at import, or count by cells.`,
    )
  const of = Int32Array.from(
    points.rows,
    (row) =>
      index.get(
        dictAt(column, row)
          .replace(/^on or near\s*/i, '')
          .trim(),
      ) ?? -1,
  )
  const without = of.reduce((s, u) => s + (u < 0 ? 1 : 0), 0)
  return {
    kind,
    n: index.size,
    of,
    words: `${kind}s`,
    names: [...index.keys()],
    notes: [
      `${countOf(index.size, kind)} named by any incident of the table; ${kind}s without any incident are unknown here and not counted as empty.`,
      ...(without ? [`${countOf(without, 'incident')} without a ${kind} left out.`] : []),
    ],
  }
}

/** How many points each unit holds. */
export function countUnits(units: Units): Float64Array {
  const counts = new Float64Array(units.n)
  for (const u of units.of) if (u >= 0) counts[u]++
  return counts
}

/** Row numbers of the points of each unit asked for. */
export function rowsOfUnits(units: Units, points: Points, wanted: ArrayLike<number>): Map<number, number[]> {
  const lists = new Map<number, number[]>(Array.from(wanted, (u) => [u, []]))
  units.of.forEach((u, k) => lists.get(u)?.push(points.rows[k]))
  return lists
}

/** Outline of a unit that is a cell, as rings in metres; undefined for beats and streets. */
export const outlineOfUnit = (units: Units, unit: number): Float64Array[] | undefined =>
  units.grid && units.cells ? [outlineOf(units.grid, units.cells[unit])] : undefined
