/** Gi* on a grid inside the study area, and its hot and cold cells joined to places. */
import { EVEN_GROUND } from '../../core/stats/evenGround.ts'
import type { Polygon } from 'geojson'
import { cellArea, centreOf, cornersOf, countCells, rasterOf, type Grid } from '../../core/geometry/grid.ts'
import { footprintOf, giStar, giStarRates } from '../../core/stats/gistar.ts'
import type { Input, Method, ResultBase } from '../../core/table/method.ts'
import { groupsOf, outlineOfGroup } from '../../core/geometry/outline.ts'
import type { Values } from '../../core/base/params.ts'
import { atLeast } from '../../core/stats/binomial.ts'
import { polygonOf } from '../../core/geometry/patches.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { pointNotes, pointsOf, studyOf } from '../../core/table/points.ts'
import { countUnits, rowsOfGroups, unitsOf } from '../../core/stats/units.ts'
import { quadratSide } from '../../core/stats/rules.ts'
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
  /** cells far above the rest by themselves and hot by no test: with their count, most first */
  readonly lone: readonly { readonly cell: number; readonly count: number }[]
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
  const units = unitsOf(input, points, study, params.shape, params.cell, true)
  const grid = units.grid!
  yield 0.2
  const counts = new Float64Array(grid.nx * grid.ny)
  countUnits(units).forEach((n, u) => (counts[units.cells![u]] = n))
  const distance = params.neighbours === 'distance' ? params.distance : undefined
  const footprint = footprintOf(grid, distance)
  const perHome = params.per === 'homes'
  const homes = perHome ? homesOf(input, grid) : undefined
  const gi = homes
    ? giStarRates(counts, homes, grid, footprint, units.mask)
    : giStar(counts, grid, footprint, units.mask)
  const { z, p, q, n, s } = gi
  yield 0.7
  const level = params.level / 100
  const hot = (c: number) => z[c] > 0 && q[c] <= level
  const cold = (c: number) => z[c] < 0 && q[c] <= level
  const unitOf = new Int32Array(grid.nx * grid.ny).fill(-1)
  units.cells!.forEach((c, u) => (unitOf[c] = u))
  const found = { hot: groupsOf(grid, hot), cold: groupsOf(grid, cold) }
  const all = [...found.hot, ...found.cold]
  const groupOf = new Int32Array(units.n).fill(-1)
  all.forEach((cells, g) => cells.forEach((c) => (groupOf[unitOf[c]] = g)))
  const rowsIn = rowsOfGroups(units, points, groupOf, all.length)
  const plane = planeOf(table.crs)
  const spotsOf = (kind: 'hot' | 'cold') =>
    found[kind]
      .map((cells, g) => ({ cells, rows: rowsIn[kind === 'hot' ? g : found.hot.length + g] }))
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
  const spots = [...spotsOf('hot'), ...spotsOf('cold')]
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
  const lone = perHome ? [] : loneCells(counts, units.cells!, points.rows.length, hot)
  const near =
    distance === undefined ? 'the cells that touch it' : `cells with centres within ${showNumber(distance)} m`
  const notes = [
    ...pointNotes(input, points),
    study.note,
    ...units.notes,
    homes
      ? `Rates per home: each cell and ${near} against their homes’ share of all incidents, ${countOf(sumOf(homes), 'home')} in all; two-sided binomial p, Benjamini–Hochberg adjusted over the ${showNumber(n)} cells with homes in reach; hot and cold at ${params.level}%. Repeats and near repeats make these p too small. Homes are the right base for burglary of homes, not for vehicles or robbery.`
      : `Gi* with binary weights over each cell and ${near}; p two-sided, ${gi.exact ? 'exact over all draws of as many cells' : 'from a curve with the mean, spread and skew of all draws of as many cells, since the counts are too many for exact figures'}; Benjamini–Hochberg adjusted over ${n === 1 ? 'the one cell' : `the ${showNumber(n)} cells`}; hot and cold at ${params.level}%. ${EVEN_GROUND} Rates per home ask whether a place is hot for its homes.`,
  ]
  notes.push(
    `The quadrat rule, √(2 · area / n), would make cells of ${showNumber(quadratSide(n * cellArea(grid), points.rows.length))} m with two incidents each on average: larger cells find wide hotspots, smaller ones compact ones.`,
  )
  if (lone.length)
    notes.push(
      `${countOf(lone.length, 'cell holds', 'cells hold')} far more than chance by ${lone.length === 1 ? 'itself' : 'themselves'} (up to ${showNumber(lone[0].count)} incidents) and ${lone.length === 1 ? 'is' : 'are'} not hot: Gi* asks about a cell with its neighbours, and the neighbours hold too few. A cell alone raises ${showNumber(gi.reach)} neighbourhoods alike, so by itself it brings p no lower than ${gi.reach} in ${showNumber(n)}. Hotspots under Density, and Repeat places, show such places.`,
    )
  if (distance !== undefined && footprint.even.every((r) => r.dy === 0 && r.lo === 0 && r.hi === 0))
    notes.push('The distance is shorter than a cell: a cell has no neighbour but itself.')
  if (!perHome && !(s > 0)) notes.push('All cells hold the same count, so no cell can stand out.')
  if (n < 30)
    notes.push(`Only ${countOf(n, 'cell')}: so few that hardly any could stand out. Use smaller cells.`)
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
    lone,
    hotShare: inHot / points.rows.length,
    spots,
  }
}

const sumOf = (values: Float64Array) => values.reduce((a, b) => a + b, 0)

/** Homes per cell. Throws a sentence where there are none. */
function homesOf({ homes }: Input<unknown>, grid: Grid): Float64Array {
  if (!homes || homes.x.length === 0)
    throw new Error(
      'Rates per home need an address file, and none is loaded. Drop one on the page, or test counts.',
    )
  const held = countCells(grid, homes.x, homes.y)
  if (!(sumOf(held) > 0))
    throw new Error(
      'No home of the address file lies on the grid of the incidents. Check that both are of one place.',
    )
  return held
}

/** Cells whose own count chance would not give in a thousandth of towns, that are not part of anything hot. */
function loneCells(
  counts: Float64Array,
  cells: Uint32Array,
  n: number,
  hot: (c: number) => boolean,
): { cell: number; count: number }[] {
  const rare = new Map<number, boolean>()
  const isRare = (count: number) => {
    let is = rare.get(count)
    // beside a count of two or three nothing is rare enough to be spoken of
    if (is === undefined)
      rare.set(count, (is = count > 3 && atLeast(count, n, 1 / cells.length) * cells.length < 0.001))
    return is
  }
  return Array.from(cells)
    .filter((c) => isRare(counts[c]) && !hot(c))
    .map((cell) => ({ cell, count: counts[cell] }))
    .sort((a, b) => b.count - a.count || a.cell - b.cell)
}

export const METHOD: Method<typeof SCHEMA, GistarResult> = { ...META, compute }
