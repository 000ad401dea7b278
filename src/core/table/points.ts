/** What a method counts: the rows left by the filter that have a place, and sentences about the others. */
import { areaOf, areaTest, boundsOfArea, type Bounds } from '../geometry/area.ts'
import { cellAt, gridOver, padded } from '../geometry/grid.ts'
import { binPoints, insideBins } from '../geometry/pointBins.ts'
import { KeptWeakMap } from '../base/kept.ts'
import { coarseOf, coarseSays } from './coarse.ts'
import { FLAG, type Incidents } from './incidents.ts'
import { datedRows, oddNote } from './span.ts'
import type { Area } from '../geometry/area.ts'
import type { Input } from './method.ts'
import { groupsOf, outlineOfGroup } from '../geometry/outline.ts'
import { planeOf } from '../geometry/plane.ts'
import { countOf } from '../base/words.ts'
import { showPeriod } from './words.ts'

/** Rows with coordinates, inside the study area where there is one, outliers apart. */
export interface Points {
  readonly rows: Uint32Array
  readonly x: Float64Array
  readonly y: Float64Array
  /** rows flagged far from the rest: counted in n, left off the grid */
  readonly outliers: number
  /** rows outside the study area */
  readonly outside: number
  /** rows without usable coordinates */
  readonly nowhere: number
  /** rows whose date was flagged at import */
  readonly odd: number
}

/** Takes the rows of the input apart. Throws a sentence when none is left. */
export function pointsOf(input: Pick<Input<unknown>, 'table' | 'rows' | 'area'>): Points {
  const { table, area } = input
  const rows = datedRows(table, input.rows)
  const odd = input.rows.length - rows.length
  const inside = area ? areaTest(area) : undefined
  // which of the rows are kept, before anything is laid out: of ten million rows a column too long is eighty megabytes
  const keeps = new Uint8Array(rows.length)
  let n = 0
  let [outliers, outside, nowhere] = [0, 0, 0]
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]
    if (!Number.isFinite(table.x[i]) || !Number.isFinite(table.y[i])) nowhere++
    else if (table.flags[i] & FLAG.outlier) outliers++
    else if (inside && !inside(table.x[i], table.y[i])) outside++
    else {
      keeps[k] = 1
      n++
    }
  }
  if (n === 0)
    throw new Error(
      rows.length === 0
        ? 'No incident passes the filter. Widen the period, the area or the offences.'
        : 'None of the incidents that pass the filter has a usable place inside the study area. Check the area or the coordinates.',
    )
  const left = { outliers, outside, nowhere, odd }
  // the whole table: its own columns are the points
  if (n === table.n) return { rows, x: table.x, y: table.y, ...left }
  const kept = n === rows.length ? rows : new Uint32Array(n)
  const x = new Float64Array(n)
  const y = new Float64Array(n)
  for (let k = 0, at = 0; k < rows.length; k++) {
    if (!keeps[k]) continue
    const i = rows[k]
    kept[at] = i
    x[at] = table.x[i]
    y[at++] = table.y[i]
  }
  return { rows: kept, x, y, ...left }
}

/** The notes every map method owes: n, period, plane, and what was left out. */
export function pointNotes(input: Pick<Input<unknown>, 'table' | 'area'>, p: Points): string[] {
  const { table, area } = input
  const notes = [
    `${countOf(p.rows.length, 'incident')}, ${showPeriod(table, p.rows)}; straight-line distances in metres on ${planeOf(table.crs).label}.`,
  ]
  const coarse = coarseOf(table)
  if (coarse)
    notes.push(
      `${coarseSays(table)}.${coarse.points ? ' One point holding several incidents is no repeat address.' : ''}`,
    )
  if (p.outliers)
    notes.push(
      `${countOf(p.outliers, 'incident')} far from all others: kept in the table, left off the grid.`,
    )
  if (p.outside)
    notes.push(`${countOf(p.outside, 'incident')} outside the study area (${area?.name}) left out.`)
  if (p.nowhere) notes.push(`${countOf(p.nowhere, 'incident')} without coordinates left out.`)
  notes.push(...oddNote(p.odd))
  return notes
}

/** Where incidents could have been, for shares of the area. */
export interface Study {
  readonly bounds: Bounds
  /** m² */
  readonly size: number
  /** m² on which incidents lie, where no study area was given: its squares that hold one; else the same as `size` */
  readonly held: number
  /** the polygons; the ground near incidents when no study area was given */
  readonly area: Area
  readonly given: boolean
  readonly note: string
}

/** Side of the squares that stand in for a study area, metres. */
const SQUARE = 500

/**
 * The study area, or in its place the ground near any incident of the table (all offences and dates, outliers
 * apart): a change of filter then does not change what "1% of the area" means, and one incident far out
 * does not stretch it as it would a hull. A filter by beat or street is another thing: what it leaves out is no ground
 * on which an incident could have been, so the ground is that near the incidents of the chosen places.
 */
export function studyOf(input: Pick<Input<unknown>, 'table' | 'area' | 'within'>): Study {
  const { table, area, within } = input
  if (within) return groundNear(table, within, area)
  const box = area && boundsOfArea(area)
  if (area && box)
    return {
      bounds: box,
      size: areaOf(area),
      held: areaOf(area),
      area,
      given: true,
      note: `Study area: ${area.name}, ${showKm2(areaOf(area))}.`,
    }
  return groundNear(table)
}

const grounds = new KeptWeakMap<Incidents | Uint32Array, { readonly area?: Area; readonly ground: Study }>()

/** The ground near any incident, or near those of chosen places in a study area, worked out once for them. */
function groundNear(table: Incidents, within?: Uint32Array, area?: Area): Study {
  const had = grounds.get(within ?? table)
  if (had && had.area === area) return had.ground
  const ground = findGround(table, within, area)
  grounds.set(within ?? table, { area, ground })
  return ground
}

function findGround(table: Incidents, within?: Uint32Array, area?: Area): Study {
  const n = within ? within.length : table.n
  const rowAt = (k: number) => (within ? within[k] : k)
  const inStudy = area && areaTest(area)
  const placed = (i: number) =>
    !(table.flags[i] & FLAG.outlier) &&
    Number.isFinite(table.x[i]) &&
    Number.isFinite(table.y[i]) &&
    (!inStudy || inStudy(table.x[i], table.y[i]))
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let k = 0; k < n; k++) {
    const i = rowAt(k)
    if (!placed(i)) continue
    if (table.x[i] < minX) minX = table.x[i]
    if (table.x[i] > maxX) maxX = table.x[i]
    if (table.y[i] < minY) minY = table.y[i]
    if (table.y[i] > maxY) maxY = table.y[i]
  }
  const box0: Bounds = minX <= maxX ? [minX, minY, maxX, maxY] : [0, 0, 0, 0]
  const extent = Math.max(box0[2] - box0[0], box0[3] - box0[1])
  // a small town gets smaller squares, so that its empty middle does not vanish under one of them
  const { grid } = gridOver(padded(box0, SQUARE), Math.min(SQUARE, Math.max(10, Math.round(extent / 20))))
  const near = new Uint8Array(grid.nx * grid.ny)
  for (let k = 0; k < n; k++) {
    const i = rowAt(k)
    if (placed(i)) near[cellAt(grid, table.x[i], table.y[i])] = 1
  }
  const ground = (c: number) => {
    const col = c % grid.nx
    for (let r = -1; r <= 1; r++)
      for (let d = -1; d <= 1; d++)
        if (col + d >= 0 && col + d < grid.nx && near[c + r * grid.nx + d]) return true
    return false
  }
  const made: Area = {
    name: 'the ground near incidents',
    polygons: groupsOf(grid, ground).map((cells) => outlineOfGroup(grid, cells)),
  }
  const size = areaOf(made)
  return {
    bounds: boundsOfArea(made) ?? box0,
    size,
    held: near.reduce((sum, held) => sum + held, 0) * grid.cell ** 2,
    area: made,
    given: false,
    note: within
      ? `The filter keeps some beats or streets only. The ground is that near their incidents, ${showKm2(size)}: the ${grid.cell} m squares that hold an incident of these places, of any kind and day, and those around them. What lies elsewhere is in no share of the area and in no chance.`
      : `No study area was given. In its place stands the ground near incidents, ${showKm2(size)}: the ${grid.cell} m squares that hold any incident of the table, and those around them. Load or draw a boundary for firmer figures.`,
  }
}

/** "12.3 km²" of square metres. */
export const showKm2 = (m2: number): string =>
  `${(m2 / 1e6).toLocaleString('en-GB', { maximumSignificantDigits: 3 })} km²`

/** A search for the rows inside rings; points are laid out once, so that rings meet only those at their edge. */
export function insideOf(
  points: Pick<Points, 'rows' | 'x' | 'y'>,
  bins = binPoints(points),
): (rings: readonly Float64Array[]) => Uint32Array {
  const inside = insideBins(bins)
  const { rows } = points
  return (rings) => {
    const found = inside(rings)
    let rising = true
    // in place: of a patch that holds half the points a second list is as long as the first
    for (let k = 0; k < found.length; k++) {
      found[k] = rows[found[k]]
      if (k > 0 && found[k] < found[k - 1]) rising = false
    }
    return rising ? found : found.sort()
  }
}
