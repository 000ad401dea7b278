/** Incidents and homes of each area, and which rates chance alone would not give. */
import { boundsOfArea } from '../../core/geometry/area.ts'
import { benjaminiHochberg } from '../../core/stats/fdr.ts'
import { funnelTest, limitOf } from '../../core/stats/funnel.ts'
import { type AreaModel, type AreaSpread, type Held, spreadOfAreas } from '../../core/stats/overdispersed.ts'
import { widerP, widerTail } from '../../core/stats/swing.ts'
import { FLAG } from '../../core/table/incidents.ts'
import type { Boundary } from '../../core/geometry/area.ts'
import type { Input, Method } from '../../core/table/method.ts'
import { BURGLARY, offenceIndex } from '../../core/base/offences.ts'
import type { Values } from '../../core/base/params.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { poissonInterval } from '../../core/stats/poisson.ts'
import { studyOf } from '../../core/table/points.ts'
import { overTime, unplacedLeft } from '../../core/table/unplaced.ts'
import { countOf } from '../../core/base/words.ts'
import { windowOf } from '../../core/table/window.ts'
import { dayOf } from '../../core/base/time.ts'
import { labelPoint } from '../../core/geometry/whichArea.ts'
import { geometryOf, hatchOf } from './ground.ts'
import { META, type SCHEMA } from './params.ts'
import { type AreaRow, type AreasResult, FEW, FEW_HOMES, type Limits, type Verdict } from './result.ts'

type P = Values<typeof SCHEMA>

import { byBeat, byBoundary, type Counted } from './counting.ts'
import { notesOf, statNotes } from './notes.ts'

function* compute(input: Input<P>): Generator<number, AreasResult, void> {
  const { params } = input
  const usable = input.areas?.some((a) => a.kind !== 'study-area')
  const byFile = params.by === 'beat' || (params.by === 'auto' && !usable)
  // a crime without coordinates still says its beat
  const given = byFile ? overTime(input) : { ...input, counted: 0 }
  const { table } = given
  const burglary = new Set(BURGLARY.map(offenceIndex))
  const only = params.kinds === 'auto' && input.rows.some((i) => burglary.has(table.offence[i]))
  const window = windowOf(input, params.window === 'all' ? undefined : +params.window)
  const rows = given.rows.filter((i) => {
    const day = dayOf(table.from[i])
    return (
      (!only || burglary.has(table.offence[i])) &&
      !(table.flags[i] & FLAG.oddDate) &&
      day >= window.from &&
      day <= window.to
    )
  })
  if (rows.length === 0)
    throw new Error(
      `No ${only ? 'burglary' : 'incident'} under this filter falls into ${window.words}. Choose a longer period, another as-at date or fewer filters.`,
    )
  yield 0.05
  const counted = byFile ? byBeat({ ...given, rows }, studyOf(input)) : byBoundary({ ...input, rows })
  const unplaced = rows.reduce((n, i) => n + (i >= input.table.n ? 1 : 0), 0)
  yield 0.6
  const made = rated(counted, params.level / 100, params.spread, table.crs)
  const { inHomes, homes } = counted
  yield 0.9
  return {
    ...made,
    of: only ? 'burglary' : 'incident',
    words: counted.words,
    ...(counted.set ? { set: counted.set } : {}),
    period: window.words,
    days: window.to - window.from + 1,
    n: rows.length,
    nowhere: counted.nowhere,
    homesFrom: counted.homesFrom,
    inHomes,
    homes,
    rate: (1000 * inHomes) / homes,
    level: params.level / 100,
    notes: [
      ...counted.first,
      ...notesOf({ ...given, rows: input.rows }, rows, window.words, only),
      ...counted.notes,
      ...(byFile ? [] : unplacedLeft(input.table)),
      ...(unplaced > 0
        ? [
            `${countOf(unplaced, 'crime')} without coordinates ${unplaced === 1 ? 'is' : 'are'} counted by ${unplaced === 1 ? 'its' : 'their'} beat, and on no map.`,
          ]
        : []),
      ...statNotes(counted, made),
    ],
  }
}

const verdictOf = (above: boolean, tail: number): Verdict =>
  tail > 0.025 ? 'within' : tail > 0.001 ? (above ? 'above' : 'below') : above ? 'far above' : 'far below'

/** Rates, limits and verdicts of counted areas. */
function rated(
  { tallies, inHomes, homes }: Counted,
  level: number,
  model: AreaModel,
  crs: string,
): Pick<AreasResult, 'areas' | 'funnel' | 'spread'> & { beyond: number } {
  const plane = planeOf(crs)
  const heldOf = (t: { n: number; homes: number }): Held => ({
    n: t.n,
    expected: (inHomes * t.homes) / homes,
    w: t.homes / homes,
  })
  const known = tallies.filter((t) => t.homes > 0 && homes > 0)
  const spread = spreadOfAreas(known.map(heldOf), model)
  const tests = tallies.map((t) => {
    if (!known.includes(t)) return undefined
    const { expected, w } = heldOf(t)
    const test = funnelTest(t.n, inHomes, w)
    const p = widerP(Math.min(1, 2 * test.tail), spread.swing(expected, w))
    return { above: test.above, p, tail: p / 2 }
  })
  const q = benjaminiHochberg(Float64Array.from(tests, (t) => t?.p ?? NaN))
  const rows = tallies.map((t, k): AreaRow => {
    const test = tests[k]
    const per = test ? 1000 / t.homes : NaN
    const [low, high] = poissonInterval(t.n)
    const expected = test ? (inHomes * t.homes) / homes : NaN
    const unsteady = test ? t.n < FEW || t.homes < FEW_HOMES : t.n < FEW
    const { ground } = t
    // below the middle, where the ground writes the name
    const inside = ground && labelPoint(ground.area, 0.36)
    const at = inside ? plane.inverse(...inside) : t.at
    return {
      name: t.name,
      n: t.n,
      homes: t.homes,
      km2: ground?.km2 ?? NaN,
      rate: t.n * per,
      low: low * per,
      high: high * per,
      expected,
      ratio: t.n / expected,
      p: test?.p ?? NaN,
      q: q[k],
      verdict: test ? verdictOf(test.above, test.tail) : 'none',
      unsteady,
      ...(ground ? { geometry: geometryOf(ground.area, crs) } : {}),
      ...(at ? { at } : {}),
      ...(ground && unsteady ? { hatch: hatchOf(ground.area, crs, hatchGap(ground.area)) } : {}),
    }
  })
  const excess = (a: AreaRow) => (Number.isNaN(a.expected) ? -Infinity : a.n - a.expected)
  rows.sort((a, b) =>
    homes > 0 && excess(a) !== excess(b) ? excess(b) - excess(a) : b.n - a.n || (a.name < b.name ? -1 : 1),
  )
  const judged = rows.filter((a) => a.verdict !== 'none')
  // a result travels between threads, which a function cannot
  const { swing: _, ...others } = spread
  return {
    areas: rows,
    funnel: funnelOf(judged, inHomes, homes, spread),
    spread: others,
    beyond: judged.filter((a) => a.q <= level).length,
  }
}

/** Hatching that shows in a small area and does not fill a large one. */
function hatchGap(area: Boundary): number {
  const [x0, y0, x1, y1] = boundsOfArea(area)!
  return Math.max(15, Math.hypot(x1 - x0, y1 - y0) / 22)
}

/** Curves of the funnel over the homes of the areas, closer together where they bend. */
function funnelOf(judged: readonly AreaRow[], n: number, homes: number, spread: AreaSpread): Limits[] {
  if (judged.length < 2) return []
  const sizes = judged.map((a) => a.homes)
  const [least, most] = [Math.min(...sizes) * 0.7, Math.min(homes, Math.max(...sizes) * 1.08)]
  const steps = 48
  return Array.from({ length: steps }, (_, k) => {
    const h = least * (most / least) ** (k / (steps - 1))
    const swing = spread.swing((n * h) / homes, h / homes)
    const at = (tail: number, side: 'low' | 'high') =>
      (1000 * limitOf(n, h / homes, widerTail(tail, swing), side)) / h
    return {
      homes: h,
      low95: at(0.025, 'low'),
      high95: at(0.025, 'high'),
      low998: at(0.001, 'low'),
      high998: at(0.001, 'high'),
    }
  })
}

export const METHOD: Method<typeof SCHEMA, AreasResult> = { ...META, compute }
