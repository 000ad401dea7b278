/** Gi* on a grid inside the study area, and its hot and cold cells joined to places. */
import type { Polygon } from 'geojson'
import { cellArea, centreOf, cornersOf, countCells, rasterOf, type Grid } from '../../core/geometry/grid.ts'
import { footprintOf, giStar } from '../../core/stats/gistar.ts'
import type { Input, Method, ResultBase } from '../../core/table/method.ts'
import { groupsOf, outlineOfGroup } from '../../core/geometry/outline.ts'
import type { Values } from '../../core/base/params.ts'
import { polygonOf } from '../../core/geometry/patches.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { pointNotes, pointsOf, studyOf } from '../../core/table/points.ts'
import { rowsOfUnits, unitsOf } from '../../core/stats/units.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import { nameOfPlace } from '../../core/table/words.ts'
import { META, type SCHEMA } from './params.ts'

/** A group of touching cells that are all hot, or all cold. */
export interface GiSpot {
  readonly kind: 'hot' | 'cold'
  /** 1.. within its kind, by incidents for hot and by cells for cold */
  readonly rank: number
  readonly street: string
  readonly geometry: Polygon
  /** the cell with the strongest score, WGS84 */
  readonly at: readonly [lng: number, lat: number]
  readonly cells: number
  readonly incidents: Uint32Array
  readonly share: number
  readonly hectares: number
  /** strongest score and smallest adjusted p of its cells */
  readonly z: number
  readonly q: number
}

export interface GistarResult extends ResultBase {
  readonly n: number
  readonly grid: Grid
  /** per cell, row-major from the south-west; NaN outside the study area */
  readonly counts: Float64Array
  readonly z: Float64Array
  readonly p: Float64Array
  readonly q: Float64Array
  /** what the map draws: z where q is small enough, else NaN; hexagons painted on small squares */
  readonly raster: {
    readonly nx: number
    readonly ny: number
    readonly shown: Float32Array
    readonly cell: Int32Array
  }
  readonly corners: readonly (readonly [number, number])[]
  readonly cells: number
  readonly hotCells: number
  readonly coldCells: number
  /** share of incidents in hot cells, 0..1 */
  readonly hotShare: number
  readonly spots: readonly GiSpot[]
}

/** At most this many spots are listed. */
const MOST = 200

function* compute(input: Input<Values<typeof SCHEMA>>): Generator<number, GistarResult, void> {
  const { table, params } = input
  const points = pointsOf(input)
  const study = studyOf(input)
  const units = unitsOf(input, points, study, params.shape, params.cell)
  const grid = units.grid!
  yield 0.2
  const counts = countCells(grid, points.x, points.y)
  const distance = params.neighbours === 'distance' ? params.distance : undefined
  const footprint = footprintOf(grid, distance)
  const { z, p, q, n, s } = giStar(counts, grid, footprint, units.mask)
  yield 0.7
  const level = params.level / 100
  const hot = (c: number) => z[c] > 0 && q[c] <= level
  const cold = (c: number) => z[c] < 0 && q[c] <= level
  const unitOf = new Map(Array.from(units.cells!, (c, u) => [c, u]))
  const plane = planeOf(table.crs)
  const group = (kind: 'hot' | 'cold', test: (c: number) => boolean) => {
    const groups = groupsOf(grid, test)
    const wanted = groups.flatMap((g) => Array.from(g, (c) => unitOf.get(c)!))
    const rows = rowsOfUnits(units, points, wanted)
    return groups
      .map((cells) => ({
        cells,
        rows: Uint32Array.from(Array.from(cells).flatMap((c) => rows.get(unitOf.get(c)!) ?? [])).sort(),
      }))
      .sort(
        (a, b) =>
          (kind === 'hot' ? b.rows.length - a.rows.length : b.cells.length - a.cells.length) ||
          a.cells[0] - b.cells[0],
      )
      .slice(0, MOST)
      .map(({ cells, rows }, k): GiSpot => {
        const peak = cells.reduce((best, c) => (Math.abs(z[c]) > Math.abs(z[best]) ? c : best), cells[0])
        return {
          kind,
          rank: k + 1,
          street: nameOfPlace(table, rows),
          geometry: polygonOf(outlineOfGroup(grid, cells), table.crs),
          at: plane.inverse(...centreOf(grid, peak)),
          cells: cells.length,
          incidents: rows,
          share: rows.length / points.rows.length,
          hectares: (cells.length * cellArea(grid)) / 1e4,
          z: z[peak],
          q: cells.reduce((least, c) => Math.min(least, q[c]), 1),
        }
      })
  }
  const spots = [...group('hot', hot), ...group('cold', cold)]
  yield 0.9
  const raster = rasterOf(grid)
  const shown = Float32Array.from(raster.cell, (c) => (c >= 0 && (hot(c) || cold(c)) ? z[c] : NaN))
  let [hotCells, coldCells, inHot] = [0, 0, 0]
  for (let c = 0; c < z.length; c++) {
    if (hot(c)) {
      hotCells++
      inHot += counts[c]
    } else if (cold(c)) coldCells++
  }
  const near =
    distance === undefined ? 'the cells that touch it' : `cells with centres within ${showNumber(distance)} m`
  const notes = [
    ...pointNotes(input, points),
    study.note,
    ...units.notes,
    `Gi* with binary weights over each cell and ${near}; two-sided normal p, Benjamini–Hochberg adjusted over the ${showNumber(n)} cells; hot and cold at ${params.level} %.`,
  ]
  if (distance !== undefined && footprint.even.every((r) => r.dy === 0 && r.lo === 0 && r.hi === 0))
    notes.push('The distance is shorter than a cell: a cell has no neighbour but itself.')
  if (!(s > 0)) notes.push('All cells hold the same count, so no cell can stand out.')
  if (n < 30)
    notes.push(
      `Only ${countOf(n, 'cell')}: the normal approximation is not to be trusted. Use smaller cells.`,
    )
  return {
    notes,
    n: points.rows.length,
    grid,
    counts,
    z,
    p,
    q,
    raster: { nx: raster.grid.nx, ny: raster.grid.ny, shown, cell: raster.cell },
    corners: cornersOf(raster.grid, table.crs),
    cells: n,
    hotCells,
    coldCells,
    hotShare: inHot / points.rows.length,
    spots,
  }
}

export const METHOD: Method<typeof SCHEMA, GistarResult> = { ...META, compute }
