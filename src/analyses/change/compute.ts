/** Two periods compared unit by unit, and classes of emerging hotspots. */
import type { Polygon } from 'geojson'
import { emergingClass } from '../../core/stats/emerging.ts'
import { type Emerging } from '../../core/stats/emergingRules.ts'
import { eTest } from '../../core/stats/etest.ts'
import { benjaminiHochberg } from '../../core/stats/fdr.ts'
import { lastFilledDay, whyEnds } from '../../core/table/delay.ts'
import { daysHeld, earlierWindows, fewWindows } from '../../core/table/earlier.ts'
import { type Measured, STEADY, swingOf, widerP } from '../../core/stats/swing.ts'
import { footprintOf, giStar } from '../../core/stats/gistar.ts'
import { centreOf } from '../../core/geometry/grid.ts'
import { gridReference } from '../../core/geometry/gridRef.ts'
import type { Input, Method, ResultBase } from '../../core/table/method.ts'
import { overTime, unplacedNote } from '../../core/table/unplaced.ts'
import type { Values } from '../../core/base/params.ts'
import { polygonOf } from '../../core/geometry/patches.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { pointNotes, pointsOf, studyOf } from '../../core/table/points.ts'
import { showSteps, stepsOf } from '../../core/table/steps.ts'
import { coveredDays } from '../../core/table/span.ts'
import { dayOf, MINUTES_PER_DAY, showDay } from '../../core/base/time.ts'
import { outlineOfUnit, rowsOfUnits, unitsOf, type UnitKind } from '../../core/stats/units.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import { uniqueNames } from '../../core/table/uniqueNames.ts'
import { isChange, META, type SCHEMA } from './params.ts'

/** One unit with incidents in either period, or with a class. */
export interface Changed {
  readonly name: string
  readonly recent: number
  readonly earlier: number
  /** recent ÷ earlier, each per day; Infinity where the earlier count is 0 */
  readonly ratio: number
  /** E-test, two-sided, widened by the dispersion, and adjusted over all units with any incident; q is NaN where that is not known */
  readonly p: number
  readonly q: number
  /** of a hotspot, or of a cold one */
  readonly hot?: Emerging
  readonly cold?: Emerging
  /** counts per step, oldest first */
  readonly series: Uint32Array
  readonly geometry?: Polygon
  readonly at: readonly [lng: number, lat: number]
}

export interface ChangeResult extends ResultBase {
  readonly unit: UnitKind
  readonly words: string
  /** in words, and their counts: all units, and rows without coordinates */
  readonly recentPeriod: string
  readonly earlierPeriod: string
  /** how many days they hold: those before the file begins are not among them */
  readonly days: readonly [recent: number, earlier: number]
  readonly recent: number
  readonly earlier: number
  /** E-test of the whole, widened by its dispersion; NaN where that is not known */
  readonly p: number
  /** pooled over the units; absent = too few earlier windows, and no unit is called changed */
  readonly swing?: Measured
  readonly windows: number
  readonly windowUnit: string
  /** units: smallest adjusted p first */
  readonly units: readonly Changed[]
  /** of all units, listed or not: how many have any incident in either period, and the most that one has in both */
  readonly tried: number
  readonly most: number
  readonly up: number
  readonly down: number
  /** classes found, hot ones */
  readonly classes: readonly { readonly name: Emerging; readonly cells: number }[]
  readonly level: number
}

/** At most this many units are listed. */
const MOST = 400

/** Where neither street nor beat names a square: the 100 m square its middle lies in, or its rank off the National Grid. */
const squareName = ([x, y]: readonly [number, number], crs: string, k: number): string =>
  (crs === 'EPSG:27700' && gridReference(x, y, 3)) || `Place ${k + 1}`

function* compute(given: Input<Values<typeof SCHEMA>>): Generator<number, ChangeResult, void> {
  const input = overTime(given)
  const { table, params } = input
  const ends = lastFilledDay(table, input.today, input.period)
  const today = ends.day
  const points = pointsOf(input)
  const study = studyOf(input)
  const units = unitsOf(input, points, study, params.unit, params.cell, true)
  const steps = stepsOf(table, today, params.step)
  const shift = params.against === 'year' ? Math.max(params.recent, steps.year) : params.recent
  const far = Math.max(shift + params.recent, params.series)
  yield 0.1

  // counts per unit and step, newest step first
  const cube = new Uint32Array(units.n * far)
  let [after, before] = [0, 0]
  points.rows.forEach((row, k) => {
    const step = steps.of(table.from[row])
    if (step < 0) after++
    else if (step >= far) before++
    else if (units.of[k] >= 0) cube[units.of[k] * far + step]++
  })
  const sum = (u: number, from: number, to: number) => {
    let s = 0
    for (let t = from; t < to; t++) s += cube[u * far + t]
    return s
  }
  const recentPeriod = showSteps(steps, 0, params.recent - 1)
  const wholeEarlier = showSteps(steps, shift, shift + params.recent - 1)
  const [firstDay] = coveredDays(input)
  const [earlierFrom, earlierTo] =
    steps.days(shift + params.recent - 1)[0] <= steps.days(shift)[1]
      ? [steps.days(shift + params.recent - 1)[0], steps.days(shift)[1]]
      : [0, 0]
  if (firstDay > earlierTo)
    throw new Error(
      firstDay > table.span.first
        ? `The filter by period leaves nothing before ${showDay(firstDay)}, so nothing of the earlier period (${wholeEarlier}). Take it off.`
        : `The earlier period (${wholeEarlier}) lies before the table begins, on ${showDay(firstDay)}. Choose shorter steps, fewer of them, or load earlier incidents.`,
    )
  // days without a file are no days without crime
  const heldFrom = Math.max(earlierFrom, firstDay)
  const earlierPeriod =
    heldFrom === earlierFrom
      ? wholeEarlier
      : table.precision === 'month'
        ? showSteps(steps, shift, steps.of(heldFrom * MINUTES_PER_DAY))
        : `${showDay(heldFrom)} to ${showDay(earlierTo)}`
  const n1 = steps.days(0)[1] - steps.days(params.recent - 1)[0] + 1
  const n2 = earlierTo - heldFrom + 1
  for (const [what, from, to] of [
    [`recent period (${recentPeriod})`, steps.days(params.recent - 1)[0], steps.days(0)[1]],
    [`earlier period (${earlierPeriod})`, earlierFrom, earlierTo],
  ] as const)
    if (daysHeld([from, to], table.gaps) <= to - from)
      throw new Error(
        `The ${what} reaches into months that are missing from the files: places would seem to have changed that were only not counted. Choose another as-at date, shorter steps or fewer of them, or load the months.`,
      )
  const notes = [
    ...pointNotes(input, { ...points, nowhere: 0 }),
    `${recentPeriod} (${n1} days) against ${earlierPeriod} (${n2} days).`,
    ...(units.grid ? [study.note] : []),
    ...units.notes,
  ]
  if (firstDay > earlierFrom)
    notes.push(
      `What is looked at begins on ${showDay(firstDay)}, inside the earlier period: only the days from then on count, and changes are by the day.`,
    )
  if (after) notes.push(`${countOf(after, 'incident')} after the recent period left out.`)
  if (before) notes.push(`${countOf(before, 'incident')} before all periods not used.`)

  if (today < input.today && table.precision !== 'month')
    notes.push(
      `Figures end on ${showDay(today)}, ${countOf(input.today - today, 'day')} before the as-at date: ${whyEnds(ends)}.`,
    )

  const past = earlierWindows(table, steps.days(params.recent - 1)[0], params.step, firstDay)
  const windowed = points.rows
    .map((_, k) => k)
    .sort((a, b) => table.from[points.rows[a]] - table.from[points.rows[b]])
  const byUnit = new Map<number, number[]>()
  for (const k of windowed) {
    const u = units.of[k]
    if (u < 0) continue
    if (!byUnit.has(u)) byUnit.set(u, [])
    byUnit.get(u)!.push(past.of(dayOf(table.from[points.rows[k]])))
  }
  const swing = swingOf(byUnit.values(), past.list.length)
  const dated = input.rows.toSorted((a, b) => table.from[a] - table.from[b])
  // signed: -1 is a day in no window
  const wholeSwing = swingOf([Int32Array.from(dated, (i) => past.of(dayOf(table.from[i])))], past.list.length)
  notes.push(
    swing && wholeSwing
      ? `Dispersion (variance ÷ mean, at least 1) in ${countOf(past.list.length, 'earlier window')} of ${past.unit === 'month' ? 'a month' : past.unit}: ${showNumber(wholeSwing.phi, 2)} of all together, ${showNumber(swing.phi, 2)} pooled over the ${units.words}. p is widened by it; season and trend are part of it, swings slower than a window are not.`
      : `No place is called changed: ${fewWindows(past.list.length, past.unit)}. p is that of chance alone.`,
  )

  const test = eTest(n1, n2)
  const recent = new Uint32Array(units.n)
  const earlier = new Uint32Array(units.n)
  const p = new Float64Array(units.n)
  let [all1, all2] = [0, 0]
  for (let u = 0; u < units.n; u++) {
    recent[u] = sum(u, 0, params.recent)
    earlier[u] = sum(u, shift, shift + params.recent)
    all1 += recent[u]
    all2 += earlier[u]
    p[u] = widerP(test(recent[u], earlier[u]), swing ?? STEADY)
    if (u % 2000 === 1999) yield 0.1 + (0.4 * u) / units.n
  }
  // without a dispersion there is no verdict on any place
  const q = swing ? benjaminiHochberg(p) : p.map(() => NaN)
  const placed = new Set(points.rows)
  let placeless = 0
  for (const i of input.rows) {
    if (placed.has(i) || Number.isFinite(table.x[i] + table.y[i])) continue
    const step = steps.of(table.from[i])
    if (step >= 0 && step < params.recent) all1++
    else if (step >= shift && step < shift + params.recent) all2++
    else continue
    placeless++
  }
  if (placeless)
    notes.push(
      `${countOf(placeless, 'incident')} without coordinates ${placeless === 1 ? 'counts' : 'count'} in the figures of all together and in no place.`,
    )
  else notes.push(...unplacedNote(table, 0))
  yield 0.5

  // Gi* of every step, each corrected for its own cells
  const hot = new Map<number, Emerging>()
  const cold = new Map<number, Emerging>()
  const level = params.level / 100
  if (units.grid && units.cells && units.mask) {
    const { grid, cells, mask } = units
    const footprint = footprintOf(grid)
    const state = new Int8Array(units.n * params.series)
    const score = new Float64Array(units.n * params.series)
    for (let t = 0; t < params.series; t++) {
      const values = new Float64Array(mask.length)
      for (let u = 0; u < units.n; u++) values[cells[u]] = cube[u * far + t]
      const gi = giStar(values, grid, footprint, mask)
      for (let u = 0; u < units.n; u++) {
        const at = u * params.series + (params.series - 1 - t)
        score[at] = gi.z[cells[u]]
        state[at] = gi.q[cells[u]] <= level ? Math.sign(gi.z[cells[u]]) : 0
      }
      yield 0.5 + (0.3 * t) / params.series
    }
    let borrowed = 0
    for (let u = 0; u < units.n; u++) {
      const [a, b] = [u * params.series, (u + 1) * params.series]
      const [s, z] = [state.subarray(a, b), score.subarray(a, b)]
      const h = emergingClass(s, z, 1)
      const c = emergingClass(s, z, -1)
      // a cell is hot with its neighbours: without an incident of its own it is no hotspot
      if (h && h !== 'historical' && recent[u] === 0) borrowed++
      else if (h) hot.set(u, h)
      else if (c) cold.set(u, c)
    }
    notes.push(
      `Emerging hotspots: Gi* of touching cells in each of ${params.series} steps of ${steps.unit}, exact p, Benjamini–Hochberg at ${params.level}% within each step; trend by Mann–Kendall at 5%. The classes are those of ArcGIS, which also counts neighbouring steps as neighbours and takes p from the normal curve.`,
    )
    if (borrowed)
      notes.push(
        `${countOf(borrowed, 'cell')} without an incident of ${borrowed === 1 ? 'its' : 'their'} own in the recent period, hot through neighbours alone, ${borrowed === 1 ? 'has' : 'have'} no class.`,
      )
    if (firstDay > steps.days(params.series - 1)[0])
      notes.push(
        'What is looked at begins inside these steps: the oldest are empty or short, so "new" and "consecutive" mean less.',
      )
  } else notes.push('Classes of emerging hotspots need cells or hexagons.')

  const chosen = Array.from(recent.keys()).filter(
    (u) => recent[u] + earlier[u] > 0 || hot.has(u) || cold.has(u),
  )
  const order = chosen
    .sort(
      (a, b) =>
        (Number.isNaN(q[a]) ? 2 : q[a]) - (Number.isNaN(q[b]) ? 2 : q[b]) ||
        (Number.isNaN(p[a]) ? 2 : p[a]) - (Number.isNaN(p[b]) ? 2 : p[b]) ||
        b - a,
    )
    .slice(0, MOST)
  const rows = rowsOfUnits(units, points, order)
  const plane = planeOf(table.crs)
  // two squares of one long street are two places, and are named as two
  const names = uniqueNames(
    table,
    order.map((u) => rows.get(u)!),
  )
  const listed = order.map((u, k): Changed => {
    const list = rows.get(u)!
    const rings = outlineOfUnit(units, u)
    return {
      name: (units.names[u] ?? names[k]) || squareName(centreOf(units.grid!, units.cells![u]), table.crs, k),
      recent: recent[u],
      earlier: earlier[u],
      ratio: recent[u] / n1 / (earlier[u] / n2),
      p: p[u],
      q: q[u],
      ...(hot.has(u) ? { hot: hot.get(u) } : {}),
      ...(cold.has(u) ? { cold: cold.get(u) } : {}),
      series: Uint32Array.from({ length: params.series }, (_, t) => cube[u * far + params.series - 1 - t]),
      ...(rings ? { geometry: polygonOf(rings, table.crs) } : {}),
      at: rings
        ? plane.inverse(...centreOf(units.grid!, units.cells![u]))
        : [table.lng[list[list.length >> 1]], table.lat[list[list.length >> 1]]],
    }
  })
  let [up, down, tried, most] = [0, 0, 0, 0]
  for (let u = 0; u < units.n; u++) {
    const both = recent[u] + earlier[u]
    if (both > 0) tried++
    most = Math.max(most, both)
    if (isChange(q[u], both, level)) {
      if (recent[u] / n1 > earlier[u] / n2) up++
      else down++
    }
  }
  const classes = new Map<Emerging, number>()
  for (const name of hot.values()) classes.set(name, (classes.get(name) ?? 0) + 1)
  notes.push(
    `p by the E-test, two-sided; adjusted (Benjamini–Hochberg) over the units with any incident in either period. Fewer than five incidents in the two periods together carry no verdict, whatever the p.`,
  )
  if (order.length < chosen.length)
    notes.push(`${countOf(chosen.length - order.length, 'unit')} with less change not listed.`)
  return {
    notes,
    unit: params.unit,
    words: units.words,
    recentPeriod,
    earlierPeriod,
    days: [n1, n2],
    recent: all1,
    earlier: all2,
    p: wholeSwing ? widerP(test(all1, all2), wholeSwing) : NaN,
    ...(swing ? { swing } : {}),
    windows: past.list.length,
    windowUnit: past.unit,
    ...{ units: listed, tried, most },
    up,
    down,
    classes: [...classes].map(([name, cells]) => ({ name, cells })).sort((a, b) => b.cells - a.cells),
    level,
  }
}

export const METHOD: Method<typeof SCHEMA, ChangeResult> = { ...META, compute }
