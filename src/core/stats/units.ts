/** What incidents are counted by: cells of a grid, beats or streets. */
import { dbscan } from './dbscan.ts'
import { cellAt, gridOver, maskOf, outlineOf, padded, rowStep, type Grid } from '../geometry/grid.ts'
import { allRows, FLAG, type Incidents } from '../table/incidents.ts'
import type { Input } from '../table/method.ts'
import type { Points, Study } from '../table/points.ts'
import { dictAt } from '../base/text.ts'
import { cleanStreet, isKindOfPlace } from '../table/words.ts'
import { countOf, showNumber } from '../base/words.ts'

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

/**
 * Counts by cells: every cell whose centre lies in the study area (or what stands in for it), and every
 * cell that holds a point. By beat or street: every one the table names, or the filter keeps, with or without a point here.
 * Throws a sentence when the table names none. `tight`: where no study area was given, a test of cells against each
 * other must not take in the empty edge of the town, which would make the town itself hot.
 */
export function unitsOf(
  input: Pick<Input<unknown>, 'table' | 'within'>,
  points: Points,
  study: Study,
  kind: UnitKind,
  cell: number,
  tight = false,
): Units {
  const looked = () => input.within ?? allRows(input.table)
  if (kind === 'beat') return byBeat(input.table, looked(), points)
  if (kind === 'street') return byStreet(input.table, looked(), points)
  const { grid, grownFrom } = gridOver(padded(study.bounds, cell), cell, { shape: kind })
  const closed = tight && !study.given ? groundWithin(grid, input.table, looked(), study.size) : undefined
  const mask = closed?.mask ?? maskOf(grid, study.area)
  // the cell of each point, and from below its unit: plain loops, since ten million calls of a function take a second
  const of = new Int32Array(points.x.length)
  for (let k = 0; k < of.length; k++) {
    of[k] = cellAt(grid, points.x[k], points.y[k])
    if (of[k] >= 0) mask[of[k]] = 1
  }
  const unit = new Int32Array(mask.length).fill(-1)
  const cells: number[] = []
  for (let c = 0; c < mask.length; c++)
    if (mask[c]) {
      unit[c] = cells.length
      cells.push(c)
    }
  for (let k = 0; k < of.length; k++) if (of[k] >= 0) of[k] = unit[of[k]]
  const shape = kind === 'hex' ? 'hexagons' : 'cells'
  return {
    kind,
    n: cells.length,
    of,
    words: `${showNumber(grid.cell)} m ${shape}`,
    names: [],
    grid,
    mask,
    cells: Uint32Array.from(cells),
    notes: [
      `${countOf(cells.length, kind === 'hex' ? 'hexagon' : 'cell')} of ${showNumber(grid.cell)} m: those with their centre inside ${study.given ? 'the study area' : 'the ground near incidents'}${closed ? ` (gaps of up to ${showNumber(2 * closed.reach)} m between incidents closed, nothing added beyond the outermost)` : ''}, and those that hold an incident. Another size or origin of the grid gives other figures.`,
      ...(grownFrom
        ? [
            `Cells of ${grownFrom} m would have made more than a million; they were widened to ${grid.cell} m.`,
          ]
        : []),
    ],
  }
}

/** How many mean spacings of incidents (√(area / n)) a gap may reach from either side and still be ground. */
const SPACINGS = 2

/**
 * The cells that hold an incident of the table and the gaps between them: grown by two mean spacings of incidents,
 * and shrunk by as much (a morphological closing by squares). What lies beyond the outermost incidents stays out.
 */
function groundWithin(
  grid: Grid,
  table: Incidents,
  looked: Uint32Array,
  size: number,
): { mask: Uint8Array; reach: number } {
  const near = new Uint8Array(grid.nx * grid.ny)
  let n = 0
  for (const i of looked)
    if (!(table.flags[i] & FLAG.outlier) && Number.isFinite(table.x[i] + table.y[i])) {
      const c = cellAt(grid, table.x[i], table.y[i])
      if (c < 0) continue
      near[c] = 1
      n++
    }
  const reach = SPACINGS * Math.sqrt(size / Math.max(1, n))
  const cells = (step: number, most: number) => Math.min(most, Math.max(1, Math.round(reach / step)))
  const [across, up] = [cells(grid.cell, grid.nx), cells(rowStep(grid), grid.ny)]
  // room on all sides, so that what grows past the grid shrinks back
  const [nx, ny] = [grid.nx + 2 * across, grid.ny + 2 * up]
  const wide = new Uint8Array(nx * ny)
  const wideOf = (c: number) => (Math.floor(c / grid.nx) + up) * nx + (c % grid.nx) + across
  for (let c = 0; c < near.length; c++) if (near[c]) wide[wideOf(c)] = 1
  const line = (from: number, step: number, length: number, half: number, to: 0 | 1) => {
    const held = new Uint8Array(length)
    // beyond the room there is no ground
    const outside = to === 0 ? 0 : Infinity
    for (let k = 0, last = -outside - 1; k < length; k++) {
      if (wide[from + k * step] === to) last = k
      if (k - last <= half) held[k] = 1
    }
    for (let k = length - 1, last = length + outside; k >= 0; k--) {
      if (wide[from + k * step] === to) last = k
      if (last - k <= half) held[k] = 1
    }
    for (let k = 0; k < length; k++) if (held[k]) wide[from + k * step] = to
  }
  for (const to of [1, 0] as const) {
    for (let r = 0; r < ny; r++) line(r * nx, 1, nx, across, to)
    for (let c = 0; c < nx; c++) line(c, nx, ny, up, to)
  }
  return { mask: Uint8Array.from({ length: grid.nx * grid.ny }, (_, c) => wide[wideOf(c)]), reach }
}

const missing = (kind: string) =>
  new Error(
    `No incident of this table names a ${kind}. Choose the column of ${kind}s under Data, or count by cells.`,
  )

function byBeat(table: Incidents, looked: Uint32Array, points: Points): Units {
  const { codes, values } = table.beat
  const named = new Set<number>()
  for (const i of looked) named.add(codes[i])
  const used = [...named].filter((code) => values[code])
  if (!used.length) throw missing('beat')
  const index = new Map(used.map((code, u) => [code, u]))
  return namedUnits(
    'beat',
    used.map((code) => values[code]),
    Int32Array.from(points.rows, (row) => index.get(codes[row]) ?? -1),
    [],
  )
}

/** Incidents on streets of one name this far apart or less lie on one street, metres. */
const ONE_STREET = 500

/**
 * A name is not a street: every town has a High Street. A street is its name and the beat it lies in; within them
 * incidents are one street as far as each lies within 500 m of the next. Names that several streets share are told
 * apart by beat, and then by part. Kinds of places that open data writes in the column ("Parking Area") are no streets.
 */
function byStreet(table: Incidents, looked: Uint32Array, points: Points): Units {
  const lists = new Map<string, { name: string; beat: string; rows: number[] }>()
  const cleaned = table.street.values.map(cleanStreet)
  const kinds = table.street.values.map(isKindOfPlace)
  const kindNames = new Set<string>()
  let atKinds = 0
  for (const i of looked) {
    const code = table.street.codes[i]
    const name = cleaned[code]
    if (!name || !Number.isFinite(table.x[i] + table.y[i])) continue
    if (kinds[code]) {
      atKinds++
      kindNames.add(name)
      continue
    }
    const beat = dictAt(table.beat, i)
    const key = `${beat}\n${name}`
    const list = lists.get(key)
    if (list) list.rows.push(i)
    else lists.set(key, { name, beat, rows: [i] })
  }
  if (!lists.size) throw missing('street')
  const unit = new Int32Array(table.n).fill(-1)
  const parts: { name: string; beat: string; part: number; of: number }[] = []
  for (const { name, beat, rows } of lists.values()) {
    const found = dbscan(
      Float64Array.from(rows, (i) => table.x[i]),
      Float64Array.from(rows, (i) => table.y[i]),
      ONE_STREET,
      1,
    )
    const first = parts.length
    for (let k = 0; k < found.count; k++) parts.push({ name, beat, part: k + 1, of: found.count })
    rows.forEach((i, k) => (unit[i] = first + found.label[k] - 1))
  }
  const shared = new Map<string, number>()
  for (const { name } of parts) shared.set(name, (shared.get(name) ?? 0) + 1)
  const names = parts.map(({ name, beat, part, of }) => {
    if (shared.get(name) === 1) return name
    const qualifier = [beat, of > 1 ? `part ${part}` : ''].filter(Boolean).join(', ')
    return qualifier ? `${name} (${qualifier})` : name
  })
  const split = [...shared.values()].filter((n) => n > 1).length
  return namedUnits(
    'street',
    names,
    Int32Array.from(points.rows, (row) => unit[row]),
    [
      ...(split
        ? [
            `${countOf(split, 'street name')} found in several beats, or in places more than ${ONE_STREET} m apart: counted as streets of their own.`,
          ]
        : []),
      ...(atKinds
        ? [
            `${countOf(atKinds, 'incident')} at ${[...kindNames].sort().slice(0, 3).join(', ')}${kindNames.size > 3 ? ' and the like' : ''}: kinds of places, not streets.`,
          ]
        : []),
    ],
  )
}

function namedUnits(kind: 'beat' | 'street', names: string[], of: Int32Array, notes: string[]): Units {
  const without = of.reduce((s, u) => s + (u < 0 ? 1 : 0), 0)
  return {
    kind,
    n: names.length,
    of,
    words: `${kind}s`,
    names,
    notes: [
      `${countOf(names.length, kind)} named by any incident of the table; ${kind}s without any incident are unknown here and not counted as empty.`,
      ...notes,
      ...(without ? [`${countOf(without, 'incident')} without a ${kind} left out.`] : []),
    ],
  }
}

/** How many points each unit holds. */
export function countUnits(units: Units): Float64Array {
  const counts = new Float64Array(units.n)
  const { of } = units
  for (let k = 0; k < of.length; k++) if (of[k] >= 0) counts[of[k]]++
  return counts
}

/** Row numbers of the points of each unit asked for. */
export function rowsOfUnits(
  units: Units,
  points: Pick<Points, 'rows'>,
  wanted: ArrayLike<number>,
): Map<number, Uint32Array> {
  // counted first, then filled in one walk
  const slot = new Int32Array(units.n).fill(-1)
  let slots = 0
  for (let k = 0; k < wanted.length; k++) if (slot[wanted[k]] < 0) slot[wanted[k]] = slots++
  const counts = new Uint32Array(slots)
  const { of } = units
  for (let k = 0; k < of.length; k++) if (of[k] >= 0 && slot[of[k]] >= 0) counts[slot[of[k]]]++
  const lists = Array.from(counts, (n) => new Uint32Array(n))
  counts.fill(0)
  for (let k = 0; k < of.length; k++) {
    const s = of[k] < 0 ? -1 : slot[of[k]]
    if (s >= 0) lists[s][counts[s]++] = points.rows[k]
  }
  return new Map(Array.from(wanted, (u) => [u, lists[slot[u]]]))
}

/** Row numbers, rising, of the points of each group of units: `groupOf[u]` is the group of unit u, −1 where it is in none. */
export function rowsOfGroups(
  { of }: Pick<Units, 'of'>,
  { rows }: Pick<Points, 'rows'>,
  groupOf: Int32Array,
  groups: number,
): Uint32Array[] {
  // counted first, then filled in one walk
  const counts = new Uint32Array(groups)
  for (let k = 0; k < of.length; k++) {
    const g = of[k] < 0 ? -1 : groupOf[of[k]]
    if (g >= 0) counts[g]++
  }
  const lists = Array.from(counts, (n) => new Uint32Array(n))
  counts.fill(0)
  let rising = true
  for (let k = 0; k < of.length; k++) {
    if (k > 0 && rows[k] < rows[k - 1]) rising = false
    const g = of[k] < 0 ? -1 : groupOf[of[k]]
    if (g >= 0) lists[g][counts[g]++] = rows[k]
  }
  return rising ? lists : lists.map((list) => list.sort())
}

/** Outline of a unit that is a cell, as rings in metres; undefined for beats and streets. */
export const outlineOfUnit = (units: Units, unit: number): Float64Array[] | undefined =>
  units.grid && units.cells ? [outlineOf(units.grid, units.cells[unit])] : undefined
