/** Kernel density in incidents per km², and the densest parts of the study area as ranked hotspots. */
import type { Polygon } from 'geojson'
import {
  boundsOfPoints,
  centreOf,
  cornersOf,
  gridOver,
  maskOf,
  padded,
  type Grid,
} from '../../core/geometry/grid.ts'
import { binsFor, densityAt, densityGrid, type Kernel } from '../../core/stats/kde.ts'
import { EVEN_GROUND } from '../../core/stats/evenGround.ts'
import { FEWEST_FOR_DENSITY, moreThanChance, shareByChance } from '../../core/stats/kdeChance.ts'
import { binningError, massInside, referenceBandwidth } from '../../core/stats/kdeMeasures.ts'
import type { Incidents } from '../../core/table/incidents.ts'
import type { Input, Method, ResultBase } from '../../core/table/method.ts'
import type { Values } from '../../core/base/params.ts'
import { type Ranking, rankingOf } from '../../core/evaluation/backtest/ranking.ts'
import { levelOfTop, patchesAbove, polygonOf, tiersOf } from '../../core/geometry/patches.ts'
import { part } from '../../core/base/part.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { insideOf, pointNotes, pointsOf, showKm2, studyOf, type Points } from '../../core/table/points.ts'
import { TIERS, type Tier } from '../../core/base/tierNames.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import { nameOfPlace } from '../../core/table/words.ts'
import { baseOf } from './against.ts'
import { META, type Measure, type SCHEMA } from './params.ts'

/** One dense, contiguous place. */
export interface Hotspot {
  readonly tier: Tier
  /** 1.. within the tier, by incidents or by the map that won the back-test */
  readonly rank: number
  /** "A1" */
  readonly name: string
  /** commonest street, else beat, of its incidents; '' when neither is known */
  readonly street: string
  readonly geometry: Polygon
  /** its highest cell, WGS84 */
  readonly at: readonly [lng: number, lat: number]
  /** row numbers of the incidents inside */
  readonly incidents: Uint32Array
  /** of all incidents counted, 0..1 */
  readonly share: number
  readonly hectares: number
  /** exact value at the highest cell, by the result's measure */
  readonly peak: number
  /** incidents inside ÷ its own area, per km² */
  readonly density: number
}

export interface HotspotsResult extends ResultBase {
  readonly n: number
  /** what `values`, `levels` and `peak` are: incidents per km², per 1,000 homes, or times as dense as before */
  readonly measure: Measure
  readonly grid: Grid
  /** by `measure`, at the cell centres, row-major from the south-west; 0 outside a given study area and where a ratio cannot be told */
  readonly values: Float32Array
  readonly corners: readonly (readonly [number, number])[]
  /** lower value of each tier, highest first; those that exist */
  readonly levels: readonly number[]
  /** per tier: share of incidents in this tier and those above, 0..1 */
  readonly captured: readonly number[]
  /** per tier: share of the study area really covered by this tier and those above, 0..1 */
  readonly covered: readonly number[]
  /** per tier: what `captured` would be had each incident fallen anywhere with equal chance; empty for a ratio of densities and of fewer than thirty incidents */
  readonly byChance: readonly number[]
  /** whether tier A holds more than chance would put there; absent for a ratio of densities, and without a tier */
  readonly moreThanChance?: boolean
  readonly bandwidth: number
  /** by the normal reference rule; NaN where all lie at one place */
  readonly reference: number
  readonly hotspots: readonly Hotspot[]
}

/** At most this many hotspots are listed: more are not a priority list. */
const MOST = 200

function* compute(input: Input<Values<typeof SCHEMA>>): Generator<number, HotspotsResult, void> {
  const { table, params } = input
  const bandwidthFor = (p: Points) =>
    params.rule === 'reference' ? referenceBandwidth(p, params.kernel) : params.bandwidth
  const base = baseOf(input, bandwidthFor)
  const points = base?.points ?? pointsOf(input)
  const study = studyOf(input)
  const notes = [...pointNotes(input, points), ...(base?.notes ?? []), study.note]

  const reference = referenceBandwidth(points, params.kernel)
  if (params.rule === 'reference' && !Number.isFinite(reference))
    throw new Error(
      'The reference rule needs incidents at two or more places. Give a bandwidth of your own instead.',
    )
  const bandwidth = bandwidthFor(points)
  notes.push(
    params.rule === 'reference'
      ? `Bandwidth ${showNumber(bandwidth)} m by the normal reference rule: mean squared spread of both axes (the smaller of standard deviation and interquartile range / 1.349), n^(−1/6)${params.kernel === 'quartic' ? ', × √8 for the quartic' : ''}.`
      : `Bandwidth ${showNumber(bandwidth)} m, as set${Number.isFinite(reference) ? `; the normal reference rule on both axes would give ${showNumber(reference)} m` : ''}.`,
  )

  // a given study area bounds the picture; without one the kernel is let run out
  const reach = params.kernel === 'quartic' ? bandwidth : 3 * bandwidth
  const bounds = study.given ? study.bounds : padded(boundsOfPoints(points.x, points.y)!, reach)
  const wanted = params.cell || bandwidth / 10
  const { grid, grownFrom } = gridOver(bounds, wanted)
  notes.push(
    `${params.kernel === 'quartic' ? 'Quartic' : 'Gaussian'} kernel at the centres of ${showNumber(grid.nx)} × ${showNumber(grid.ny)} cells of ${showNumber(grid.cell, grid.cell % 1 ? 1 : 0)} m.`,
  )
  if (grownFrom)
    notes.push(
      `Cells of ${showNumber(grownFrom)} m would have made a grid of more than a million cells; they were widened to ${showNumber(grid.cell)} m. Give a study area or filter to a smaller place for finer cells.`,
    )
  if (grid.cell > bandwidth / 2)
    notes.push('The cells are coarse for this bandwidth: outlines are rough. Choose a smaller cell size.')

  const bins = binsFor(points, grid, params.kernel, bandwidth)
  const density = yield* part(densityGrid(points, grid, params.kernel, bandwidth, bins), 0, 0.7)
  const raw = density.values
  const mask = study.given ? maskOf(grid, study.area) : undefined
  const mass = params.edge && mask && !base ? massInside(grid, mask, params.kernel, bandwidth) : undefined
  if (mass)
    notes.push('Edge correction: each density is divided by the share of the kernel inside the study area.')
  else if (params.edge && base) notes.push('Edge correction cancels out in a ratio of two densities.')
  else if (params.edge) notes.push('Edge correction needs a study area; none was given, so none was made.')
  const under =
    base && (yield* part(densityGrid(base.against, grid, params.kernel, bandwidth), 0.7, 0.8)).values
  const values = new Float32Array(raw.length)
  for (let i = 0; i < raw.length; i++)
    if (!mask || mask[i])
      values[i] = base && under ? base.ratio(raw[i], under[i]) : (raw[i] * 1e6) / (mass ? mass[i] : 1)
  yield 0.8

  // a hull around a handful of places is smaller than what one incident covers
  const size = study.given ? study.size : Math.max(study.size, Math.PI * bandwidth ** 2)
  const cells = mask ? mask.reduce((s, m) => s + m, 0) : size / grid.cell ** 2
  const shares = params.levels.slice(0, TIERS.length)
  // levels that would reach past every cell with any density say nothing more
  const rising = base ? values.map((v) => (v > base.floor ? v : 0)) : values
  const levels = shares.map((s) => levelOfTop(rising, Math.round((s / 100) * cells)))
  const kept = levels.filter((l, k) => Number.isFinite(l) && (k === 0 || l < levels[k - 1]))
  const patches = kept.map((l) => patchesAbove(grid, rising, l))
  yield 0.9

  const rowsIn = insideOf(points, bins)
  const inside = patches.map((list) => list.map((p) => rowsIn(p.rings)))
  const captured = inside.map((lists) => lists.reduce((s, l) => s + l.length, 0) / points.rows.length)
  const covered = patches.map((list) => list.reduce((s, p) => s + p.size, 0) / size)

  const byChance =
    base || points.rows.length < FEWEST_FOR_DENSITY
      ? []
      : chanceOf(points.rows.length, size, study.held, params.kernel, bandwidth, covered)
  if (byChance.length > 0)
    notes.push(
      `A density is made of the incidents it is read with, so the densest places hold more than their share of any map. By chance: the same number of incidents, each anywhere in the ${study.given ? 'study area' : 'ground near incidents, or in its squares that hold one where that gives more,'} with equal chance, in the densest part of the same size; what lies at its edge is left out of account. ${EVEN_GROUND} Compared with homes, the map shows incidents per 1,000 homes.`,
    )

  const plane = planeOf(table.crs)
  const found = tiersOf(patches).map(({ tier, patch }) => ({
    tier,
    patch,
    incidents: inside[tier][patches[tier].indexOf(patch)],
  }))
  const ranking = params.order === 'map' ? rankingOf(input, params) : undefined
  const worth = ranking && worthOf(ranking, table)
  const listed = found
    .filter((f) => f.incidents.length >= params.least)
    .map((f) => ({ ...f, worth: worth?.(f.incidents) ?? 0 }))
    .sort(
      (a, b) =>
        a.tier - b.tier ||
        b.worth - a.worth ||
        b.incidents.length - a.incidents.length ||
        values[b.patch.peak] - values[a.patch.peak],
    )
  const shown = listed.slice(0, MOST)
  const peaks = shown.map(({ patch }) => centreOf(grid, patch.peak))
  const at = { x: peaks.map((p) => p[0]), y: peaks.map((p) => p[1]) }
  const exact = densityAt(at, points, params.kernel, bandwidth, bins)
  const exactUnder = base && densityAt(at, base.against, params.kernel, bandwidth)
  const ranks = [0, 0, 0]
  const hotspots = shown.map(({ tier, patch, incidents }, k): Hotspot => {
    const rank = ++ranks[tier]
    return {
      tier: TIERS[tier],
      rank,
      name: `${TIERS[tier]}${rank}`,
      street: nameOfPlace(table, incidents),
      geometry: polygonOf(patch.rings, table.crs),
      at: plane.inverse(...peaks[k]),
      incidents,
      share: incidents.length / points.rows.length,
      hectares: patch.size / 1e4,
      peak:
        base && exactUnder
          ? base.ratio(exact[k], exactUnder[k])
          : (exact[k] * 1e6) / (mass ? mass[patch.peak] : 1),
      density: incidents.length / (patch.size / 1e6),
    }
  })
  if (!density.exact)
    notes.push(
      `The Gaussian surface was binned and convolved for speed; against exact sums at the ${hotspots.length} peaks the largest difference is ${showNumber(
        100 *
          binningError(
            raw,
            grid,
            points,
            params.kernel,
            bandwidth,
            listed.slice(0, 30).map((f) => f.patch.peak),
          ),
        3,
      )}%. Peaks in the table are exact.`,
    )
  const few = found.length - listed.length
  notes.push(
    `A, B and C are the parts of the study area with the highest ${base ? { rate: 'rate', change: 'rise' }[base.measure] : 'density'}: up to ${shares.map((s) => `${s}%`).join(', ')} of ${showKm2(size)}. A B place that surrounds an A place is not listed again.`,
  )
  if (ranking)
    notes.push(
      `Within A, B and C hotspots are listed ${ranking.words}, made for the day after the as-at date; a hotspot has the sum over the cells that hold its incidents.${params.winner === 'countall' ? '' : ' Run the back-test again with each new extract.'}`,
    )
  if (few)
    notes.push(
      `${countOf(few, 'dense patch', 'dense patches')} with fewer than ${params.least} incidents not listed.`,
    )
  if (listed.length > MOST) notes.push(`${listed.length - MOST} further hotspots not listed.`)
  return {
    notes,
    measure: base?.measure ?? 'density',
    n: points.rows.length,
    grid,
    values,
    corners: cornersOf(grid, table.crs),
    levels: base ? kept.map((l) => Math.max(l, base.floor)) : kept,
    captured,
    covered,
    byChance,
    ...(byChance.length > 0 && {
      moreThanChance: moreThanChance(captured[0], byChance[0], points.rows.length),
    }),
    bandwidth,
    reference,
    hotspots,
  }
}

/**
 * What the densest parts would hold by chance. Ground near incidents has a margin where none can lie, and its squares
 * that hold one leave out where some could: the larger share of the two stands.
 */
function chanceOf(
  n: number,
  size: number,
  held: number,
  kernel: Kernel,
  bandwidth: number,
  covered: number[],
) {
  const wide = shareByChance(n, size, kernel, bandwidth, covered)
  if (held >= size) return wide
  const inner = covered.map((q) => Math.min(1, (q * size) / held))
  return shareByChance(n, held, kernel, bandwidth, inner).map((share, k) => Math.max(share, wide[k]))
}

/** What a back-tested map says of a hotspot: the sum over the cells that hold its incidents. */
function worthOf(
  { values, cellAt }: Ranking,
  table: Pick<Incidents, 'x' | 'y'>,
): (incidents: Uint32Array) => number {
  return (incidents) => {
    const cells = new Set(Array.from(incidents, (i) => cellAt(table.x[i], table.y[i])))
    let sum = 0
    for (const k of cells) if (k >= 0) sum += values[k]
    return sum
  }
}

export const METHOD: Method<typeof SCHEMA, HotspotsResult> = { ...META, compute }
