/** Counts by unit, the worst of them, and how concentrated the whole is. */
import type { Polygon } from 'geojson'
import {
  type ChanceShare,
  generalisedGini,
  gini,
  shareByChance,
  shareInTop,
} from '../../core/stats/concentration.ts'
import { cellArea, centreOf, cornersOf, rasterOf } from '../../core/geometry/grid.ts'
import { quadratSide } from '../../core/stats/rules.ts'
import type { Input, Method, ResultBase } from '../../core/table/method.ts'
import type { Values } from '../../core/base/params.ts'
import { polygonOf } from '../../core/geometry/patches.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { pointNotes, pointsOf, studyOf } from '../../core/table/points.ts'
import { countUnits, outlineOfUnit, rowsOfUnits, unitsOf, type UnitKind } from '../../core/stats/units.ts'
import { nameOfPlace } from '../../core/table/words.ts'
import { showNumber, showShare } from '../../core/base/words.ts'
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
  const share = params.share / 100
  const raster = units.grid && rasterOf(units.grid)
  const unitOf = new Int32Array(units.mask?.length ?? 0).fill(-1)
  units.cells?.forEach((c, u) => (unitOf[c] = u))
  const values =
    raster && Float32Array.from(raster.cell, (c) => (c >= 0 && unitOf[c] >= 0 ? counts[unitOf[c]] : NaN))
  const chance = shareByChance(n, units.n, share)
  return {
    notes: [
      ...pointNotes(input, points),
      ...(units.grid ? [study.note] : []),
      ...units.notes,
      `If all ${units.words} had the same chance, the worst ${params.share}% would hold ${showShare(chance.mean)} of ${showNumber(n)} incidents (95% of draws: ${showShare(chance.low)} to ${showShare(chance.high)}).`,
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

export const METHOD: Method<typeof SCHEMA, ConcentrationResult> = { ...META, compute }
