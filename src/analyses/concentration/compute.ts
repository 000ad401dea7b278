/** Counts by unit, the worst of them, and how concentrated the whole is. */
import type { Polygon } from 'geojson'
import {
  type ChanceShare,
  generalisedGini,
  gini,
  shareByChance,
  shareInTop,
} from '../../core/stats/concentration.ts'
import { cellArea, cellAt, centreOf, cornersOf, rasterOf } from '../../core/geometry/grid.ts'
import { quadratSide } from '../../core/stats/rules.ts'
import type { Input, Method, ResultBase } from '../../core/table/method.ts'
import type { Values } from '../../core/base/params.ts'
import { polygonOf } from '../../core/geometry/patches.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { pointNotes, pointsOf, studyOf } from '../../core/table/points.ts'
import {
  countUnits,
  outlineOfUnit,
  rowsOfUnits,
  type Units,
  unitsOf,
  type UnitKind,
} from '../../core/stats/units.ts'
import { nameOfPlace } from '../../core/table/words.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import { EVEN_GROUND } from '../../core/stats/evenGround.ts'
import { META, type SCHEMA } from './params.ts'

/** One of the worst units. */
export interface WorstPlace {
  readonly rank: number
  /** street or beat; for cells the commonest street in it */
  readonly name: string
  readonly incidents: Uint32Array
  readonly share: number
  /** share of this and all worse ones */
  readonly cumulative: number
  readonly geometry?: Polygon
  readonly at: readonly [lng: number, lat: number]
}

export interface ConcentrationResult extends ResultBase {
  readonly unit: UnitKind
  /** "150 m cells" */
  readonly words: string
  /** incidents counted: those that have a unit */
  readonly n: number
  /** per unit, empty ones included */
  readonly counts: Float64Array
  readonly worst: readonly WorstPlace[]
  /** share of incidents in the worst `params.share` of units, and the share expected by chance alone */
  readonly inTop: number
  readonly byChance: ChanceShare
  /** `params.share` as it was taken: never less than one unit, 0..1 */
  readonly share: number
  /** the share expected were all homes of the address file alike; cells only, absent without one that knows the ground */
  readonly byHomes?: ChanceShare
  /** side of cells with two incidents on average, metres; NaN for other units */
  readonly cellByRule: number
  readonly gini: number
  readonly generalisedGini: number
  /** for cells: counts to draw, NaN outside; hexagons painted on small squares */
  readonly raster?: {
    readonly nx: number
    readonly ny: number
    readonly values: Float32Array
    readonly corners: readonly (readonly [number, number])[]
  }
}

function* compute(input: Input<Values<typeof SCHEMA>>): Generator<number, ConcentrationResult, void> {
  const { table, params } = input
  const points = pointsOf(input)
  const study = studyOf(input)
  const units = unitsOf(input, points, study, params.unit, params.cell)
  yield 0.3
  const counts = countUnits(units)
  const n = counts.reduce((a, b) => a + b, 0)
  if (n === 0) throw new Error(`None of these incidents names a ${params.unit}. Count by cells instead.`)
  const order = Array.from(counts.keys())
    .filter((u) => counts[u] > 0)
    .sort((a, b) => counts[b] - counts[a] || a - b)
    .slice(0, params.top)
  const rows = rowsOfUnits(units, points, order)
  const plane = planeOf(table.crs)
  yield 0.6
  let held = 0
  const worst = order.map((u, k): WorstPlace => {
    const list = Uint32Array.from(rows.get(u)!)
    const rings = outlineOfUnit(units, u)
    held += list.length
    // a street or beat is shown where its incidents' middle one lies
    const xs = Array.from(list, (i) => table.x[i]).sort((a, b) => a - b)
    const ys = Array.from(list, (i) => table.y[i]).sort((a, b) => a - b)
    const mid = list.length >> 1
    return {
      rank: k + 1,
      name: units.names[u] ?? nameOfPlace(table, list),
      incidents: list,
      share: list.length / n,
      cumulative: held / n,
      at: rings ? plane.inverse(...centreOf(units.grid!, units.cells![u])) : plane.inverse(xs[mid], ys[mid]),
      ...(rings ? { geometry: polygonOf(rings, table.crs) } : {}),
    }
  })
  // a part of one unit is no place
  const share = Math.min(1, Math.max(params.share / 100, 1 / units.n))
  const worstOf = share > params.share / 100 ? 'the worst' : `the worst ${params.share}%`
  const raster = units.grid && rasterOf(units.grid)
  const unitOf = new Int32Array(units.mask?.length ?? 0).fill(-1)
  units.cells?.forEach((c, u) => (unitOf[c] = u))
  const values =
    raster && Float32Array.from(raster.cell, (c) => (c >= 0 && unitOf[c] >= 0 ? counts[unitOf[c]] : NaN))
  const chance = shareByChance(n, units.n, share)
  const unitOfHome = homesKnown(input, units, counts, unitOf)
  const byHomes = unitOfHome && shareByChance(n, units.n, share, { unitOfHome })
  return {
    notes: [
      ...pointNotes(input, points),
      ...(units.grid ? [study.note] : []),
      ...units.notes,
      `If all ${units.words} had the same chance, ${worstOf} would hold ${showShare(chance.mean)} of ${countOf(n, 'incident')} (95% of draws: ${showShare(chance.low)} to ${showShare(chance.high)}).`,
      ...(byHomes
        ? [
            `Were all ${countOf(unitOfHome.length, 'home')} of the address file in these cells alike, ${worstOf} would hold ${showShare(byHomes.mean)} (95% of draws: ${showShare(byHomes.low)} to ${showShare(byHomes.high)}). Homes are the right base for burglary of homes; for vehicle crime and robbery they only stand in.`,
          ]
        : units.grid
          ? [`${EVEN_GROUND} An address file gives the figure were all homes alike.`]
          : []),
      'The inspectorate’s figure, nearly a quarter of serious acquisitive crime in 5% of local areas, counts other areas and all five kinds of crime: a rough yardstick.',
      `Gini 0: all units equal; ${showNumber(1 - 1 / units.n, 2)} (1 − 1/n): all in one of these ${showNumber(units.n)}. The generalised Gini measures from the most even spread possible when there are fewer incidents than units.`,
    ],
    unit: params.unit,
    words: units.words,
    n,
    counts,
    worst,
    inTop: shareInTop(counts, share),
    byChance: chance,
    share,
    ...(byHomes && { byHomes }),
    cellByRule: units.grid ? quadratSide(units.n * cellArea(units.grid), n) : NaN,
    gini: gini(counts),
    generalisedGini: generalisedGini(counts),
    ...(raster && values
      ? {
          raster: {
            nx: raster.grid.nx,
            ny: raster.grid.ny,
            values,
            corners: cornersOf(raster.grid, table.crs),
          },
        }
      : {}),
  }
}

/** Of the incidents, the share whose cell must hold a home for the address file to know the ground. */
const KNOWN = 0.8

/** The unit of each home; undefined where units are no cells or the homes do not lie where the incidents do. */
function homesKnown(
  { homes }: Pick<Input<unknown>, 'homes'>,
  { grid }: Pick<Units, 'grid'>,
  counts: Float64Array,
  unitOf: Int32Array,
): Int32Array | undefined {
  if (!homes?.x.length || !grid) return undefined
  const held = new Uint8Array(counts.length)
  const at = Int32Array.from(homes.x, (x, i) => {
    const cell = cellAt(grid, x, homes.y[i])
    const unit = cell < 0 ? -1 : unitOf[cell]
    if (unit >= 0) held[unit] = 1
    return unit
  })
  let [all, known] = [0, 0]
  for (let u = 0; u < counts.length; u++) {
    all += counts[u]
    if (held[u]) known += counts[u]
  }
  return known >= KNOWN * all ? at.filter((u) => u >= 0) : undefined
}

export const METHOD: Method<typeof SCHEMA, ConcentrationResult> = { ...META, compute }
