/** Live risk zones: what the incidents of the last weeks leave around them, ranked A, B and C. */
import type { Polygon } from 'geojson'
import { areaTest, inRings } from '../../core/geometry/area.ts'
import { fromTable, halving, promap, type Decay } from '../../core/near/decay.ts'
import {
  boundaryDistance,
  boundsOfPoints,
  centreOf,
  cornersOf,
  gridOver,
  maskOf,
  padded,
} from '../../core/geometry/grid.ts'
import type { Input, Method } from '../../core/table/method.ts'
import { namesNoOffence } from '../../core/near/nearRows.ts'
import { offenceIndex } from '../../core/base/offences.ts'
import type { Values } from '../../core/base/params.ts'
import { part } from '../../core/base/part.ts'
import { levelOfTop, patchesAbove, polygonOf, tiersOf, type Patch } from '../../core/geometry/patches.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { insideOf, pointNotes, pointsOf, showKm2, studyOf, type Points } from '../../core/table/points.ts'
import { highestRisk, riskFinder, riskSurface, type Live } from '../../core/near/riskSurface.ts'
import { halfCoverRadius } from '../../core/stats/rules.ts'
import { TIERS, type Tier } from '../../core/base/tierNames.ts'
import { anchorDay, showDay } from '../../core/base/time.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import { nameOfPlace } from '../../core/table/words.ts'
import { hoursOfZones } from './hours.ts'
import { lifeOf, META, type SCHEMA } from './params.ts'
import type { Zone, ZonesResult } from './result.ts'

type P = Values<typeof SCHEMA>

const ANCHORS = { from: 'the start', middle: 'the middle', to: 'the end' } as const

/** A and A + B never take more than these shares of the live zones, however large the study area is. */
const CAPS = [0.1, 0.4]
/** A and B places smaller than this are not listed as zones, m². */
const SPECK = 2_500
/** At most this many zones are listed. */
const MOST = 300

function decayOf(p: P): { decay: Decay; note: string } {
  switch (p.decay) {
    case 'halving':
      return {
        decay: halving(p.halfDistance, p.halfLife),
        note: `Weight of an incident: 2^(−d / ${p.halfDistance} m) · 2^(−age / ${p.halfLife} days). No source fixes these two figures.`,
      }
    case 'promap':
      return {
        decay: promap(p.promapMetres, p.promapDays),
        note: `Weight of an incident: ProMap, 1/(1+d) · 1/(1+t), d in units of ${p.promapMetres} m, t in units of ${p.promapDays} days, not rounded to whole cells or weeks.`,
      }
    case 'table':
      return {
        decay: fromTable(p.tableSpace, p.tableTime, p.tableRatio),
        note: `Weight of an incident: ratio − 1 of its band in your near-repeat table (bands [a, b), the last closed; below 1 counts as 0, and a ratio above 1 counts whether or not chance could explain it).${p.tableSpace[1] <= 1 ? ' Its band of the same place speaks of the address itself: it hardly shows on a surface of cells.' : ''}`,
      }
  }
}

/** The live incidents among points: right offence, and 0..life days before today. */
function liveOf(input: Input<P>, points: Points, life: number) {
  const { table, params, today } = input
  const wanted = new Set(params.offences.map(offenceIndex))
  const silent = namesNoOffence(table, input.rows)
  const at: number[] = []
  const ages: number[] = []
  let [future, old, latest] = [0, 0, -Infinity]
  points.rows.forEach((row, k) => {
    if (!silent && !wanted.has(table.offence[row])) return
    const age = today - anchorDay(table.from, table.to, row, params.anchor)
    if (age < 0) future++
    else if (age > life) old++
    else {
      at.push(k)
      ages.push(age)
    }
    if (age >= 0) latest = Math.max(latest, today - age)
  })
  const live: Live = {
    x: Float64Array.from(at, (k) => points.x[k]),
    y: Float64Array.from(at, (k) => points.y[k]),
    age: Int32Array.from(ages),
  }
  return { live, rows: Uint32Array.from(at, (k) => points.rows[k]), future, old, latest, silent }
}

function* compute(input: Input<P>): Generator<number, ZonesResult, void> {
  const { table, params, today } = input
  const refused = META.unavailable(table)
  if (refused) throw new Error(refused)
  const life = lifeOf(params)
  const { decay, note: decayNote } = decayOf(params)
  // an incident just outside the study area still raises the risk inside it
  const points = pointsOf({ table, rows: input.rows })
  const study = studyOf(input)
  const { live, rows, future, old, latest, silent } = liveOf(input, points, life)
  const notes = [
    `${countOf(rows.length, 'live incident')} in the ${life} days up to ${showDay(today)}, both days included, dated by ${ANCHORS[params.anchor]} of their windows; radius ${params.radius} m included, straight lines on ${planeOf(table.crs).label}.`,
    decayNote,
    study.note,
  ]
  if (silent && table.n)
    notes.push('The table names no kind of offence that is known here, so every row was taken.')
  if (future) notes.push(`${countOf(future, 'incident')} dated after ${showDay(today)} left out.`)
  if (old) notes.push(`${countOf(old, 'older incident')} made zones that have ended.`)
  notes.push(...pointNotes({ table }, points).slice(1))
  if (params.offences.includes('theft-of-vehicle'))
    notes.push(
      'Theft of vehicles makes zones here: weak evidence, as it clusters in place but hardly in time.',
    )

  const empty = rows.length === 0
  // room for the outline to close inside the grid
  const around = (cell: number) =>
    empty ? ([0, 0, 0, 0] as const) : padded(boundsOfPoints(live.x, live.y)!, params.radius + 2 * cell)
  const first = gridOver(around(params.cell), params.cell, { most: 2_000_000 })
  const grownFrom = first.grownFrom
  const { grid } = grownFrom ? gridOver(around(first.grid.cell), first.grid.cell, { most: 2_000_000 }) : first
  if (grownFrom)
    notes.push(
      `Cells of ${grownFrom} m would have made a grid of more than two million cells; they were widened to ${grid.cell} m.`,
    )
  const { risk, inside } = yield* part(riskSurface(live, grid, params.radius, decay), 0, 0.6)
  if (study.given) {
    const mask = maskOf(grid, study.area)
    const edge = boundaryDistance(grid, study.area, mask, 2 * grid.cell)
    for (let i = 0; i < mask.length; i++) {
      if (!mask[i]) risk[i] = 0
      if (edge[i] < inside[i]) inside[i] = edge[i]
    }
    const test = areaTest(study.area)
    const near = live.x.reduce((n, x, k) => n + (test(x, live.y[k]) ? 0 : 1), 0)
    if (near)
      notes.push(
        `${countOf(near, 'live incident')} outside the study area: the weight they leave inside it counts.`,
      )
  }

  // tiers: shares of the study area, and never more than a share of the zones themselves
  let zoneCells = 0
  for (let i = 0; i < inside.length; i++) if (inside[i] >= 0) zoneCells++
  const shares = params.levels.slice(0, 2)
  // a hull around a handful of places can be smaller than their zones
  const size = study.given ? study.size : Math.max(study.size, zoneCells * grid.cell ** 2)
  const wanted = shares.map((s, k) => Math.min((s / 100) * (size / grid.cell ** 2), CAPS[k] * zoneCells))
  const levels = wanted
    .map((cells) => levelOfTop(risk, Math.round(cells)))
    .filter((l, k, all) => Number.isFinite(l) && (k === 0 || l < all[k - 1]))
  const patches = [...levels.map((l) => patchesAbove(grid, risk, l)), patchesAbove(grid, inside, 0)]
  const tierAt = (k: number): Tier => (k === patches.length - 1 ? 'C' : TIERS[k])
  yield 0.8

  // outlines follow the edge of a study area to the metre, its highest points must lie inside
  const inStudy = study.given ? areaTest(study.area) : () => true
  const rowsIn = insideOf({ ...points, x: live.x, y: live.y, rows })
  const liveAt = new Map<number, number>()
  rows.forEach((r, k) => liveAt.set(r, k))
  const plane = planeOf(table.crs)
  const riskHere = riskFinder(live, params.radius, decay)
  // a speck of A or B is the tip of a place that hardly reaches the level: it stays in the tier below
  const all = tiersOf(patches)
  const listed = all.filter(({ tier, patch }) => tier === patches.length - 1 || patch.size >= SPECK)
  const found = listed.map(({ tier, patch }) => {
    // the union of circles peaks at an incident; what is wanted is where its risk is highest
    const peak = patch.cells.reduce((best, c) => (risk[c] > risk[best] ? c : best), patch.peak)
    const { rings } = patch
    const inPatch = (x: number, y: number) => inRings(rings, x, y) && inStudy(x, y)
    const sources = Array.from(rowsIn(rings), (r) => {
      const k = liveAt.get(r)!
      return [live.x[k], live.y[k]] as const
    }).filter(([x, y]) => inStudy(x, y))
    const here = highestRisk(riskHere, [centreOf(grid, peak), ...sources], inPatch, grid.cell)
    const { x, y } = here
    return {
      tier: tierAt(tier),
      patch,
      x,
      y,
      // beyond the bands of a near-repeat table nothing may be left to give: the nearest stands for it
      strongest: rows[here.strongest < 0 ? nearest(live, x, y) : here.strongest],
      contributing: here.contributing,
      risk: here.sum,
    }
  })
  found.sort((a, b) => a.tier.localeCompare(b.tier) || b.risk - a.risk || a.patch.peak - b.patch.peak)
  const ranks: Record<Tier, number> = { A: 0, B: 0, C: 0 }
  // a listed patch is drawn twice, as a zone and as part of its tier: degrees are worked out once
  const drawn = new Map<Patch, Polygon>()
  const shapeOf = (p: Patch): Polygon => {
    let shape = drawn.get(p)
    if (!shape) drawn.set(p, (shape = polygonOf(p.rings, table.crs)))
    return shape
  }
  const shown = found.slice(0, MOST).map((f) => {
    const within = rowsIn(f.patch.rings)
    return { ...f, incidents: within.length ? within : Uint32Array.of(f.strongest) }
  })
  const hours = hoursOfZones(table, shown)
  const zones = shown.map((f, k): Zone => {
    const { incidents } = f
    const ages = Array.from(incidents, (r) => live.age[liveAt.get(r)!])
    const youngest = Math.min(...ages)
    const rank = ++ranks[f.tier]
    return {
      tier: f.tier,
      rank,
      name: `${f.tier}${rank}`,
      street: nameOfPlace(table, incidents),
      geometry: shapeOf(f.patch),
      at: plane.inverse(f.x, f.y),
      incidents,
      strongest: f.strongest,
      contributing: f.contributing,
      oldest: today - Math.max(...ages),
      newest: today - youngest,
      expires: today - youngest + life,
      age: youngest,
      risk: f.risk,
      hectares: f.patch.size / 1e4,
      ...hours[k],
    }
  })
  yield 0.95

  const areas = patches.map((list, k) => ({
    tier: tierAt(k),
    polygons: list.map(shapeOf),
    size: list.reduce((s, p) => s + p.size, 0),
  }))
  if (!empty)
    notes.push(
      `A and B are the highest risk on up to ${shares.map((s) => `${s}%`).join(' and ')} of the study area, and never on more than ${CAPS.slice(
        0,
        shares.length,
      )
        .map((c) => `${100 * c}%`)
        .join(
          ' and ',
        )} of the zones themselves; C is the rest within ${params.radius} m (${showKm2(areas.at(-1)!.size)} in all). A place inside a higher tier is listed once.`,
      `Outlines are contours on cells of ${showNumber(grid.cell)} m; the highest point of each zone is found to half a metre, and its figure is exact there. A zone's end is the end of its newest incident.`,
    )
  const specks = all.length - listed.length
  if (specks)
    notes.push(`${countOf(specks, 'speck')} of A or B smaller than a quarter of a hectare not listed.`)
  if (found.length > MOST) notes.push(`${found.length - MOST} further zones not listed.`)
  notes.push(
    'A zone says what changed and which doors to visit tonight. It is no patrol plan: a plain count over a long time foretold burglary better where both were tried, and Density and Patrol rank places.',
  )
  return {
    notes,
    ...(silent && table.n > 0 && { unnamed: true as const }),
    live: rows,
    ages: live.age,
    life,
    grid,
    values: risk,
    corners: cornersOf(grid, table.crs),
    levels,
    zones,
    found: found.length,
    ofA: found.filter((f) => f.tier === 'A').length,
    areas,
    covered: size > 0 ? Math.min(1, (areas.at(-1)?.size ?? 0) / size) : 0,
    ...(!study.given &&
      !empty &&
      study.size < Math.PI * params.radius ** 2 && { groundUnknown: true as const }),
    byRule: halfCoverRadius(size, rows.length),
    ...(empty && Number.isFinite(latest) ? { latest } : {}),
  }
}

const nearest = ({ x, y }: Live, px: number, py: number): number =>
  x.reduce(
    (best, _, k) => (Math.hypot(x[k] - px, y[k] - py) < Math.hypot(x[best] - px, y[best] - py) ? k : best),
    0,
  )

export const METHOD: Method<typeof SCHEMA, ZonesResult> = { ...META, compute }
