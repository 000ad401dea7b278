/** The forecast that a back-test allows: the cells of the map that stood the test, and the day it expires. */
import { polygonOf } from '../../geometry/patches.ts'
import { groupsOf, outlineOfGroup } from '../../geometry/outline.ts'
import { Stream, shuffle } from '../../base/random.ts'
import type { Polygon } from 'geojson'
import type { Backtest } from './backtest.ts'
import { studyCells } from './cells.ts'
import type { Events } from './events.ts'
import { mapOf } from './maps.ts'
import type { BacktestOptions, MapId } from './options.ts'
import { flagged } from './score.ts'
import { shapesOn } from './shape.ts'

/** One patch of flagged cells. */
export interface ForecastPatch {
  readonly geometry: Polygon
  readonly cells: number
  /** events of the history inside, by their row of the table */
  readonly rows: Uint32Array
  /** share of the map's whole value that lies in it, 0..1 */
  readonly weight: number
}

export interface Forecast {
  readonly map: MapId
  /** first and last day (month) it is for; it says nothing of any later one */
  readonly from: number
  readonly until: number
  readonly cells: number
  /** of the study area of now */
  readonly of: number
  /** largest weight first */
  readonly patches: readonly ForecastPatch[]
  readonly kilometres: number
}

/** Whether a day lies after a forecast's last: it must then not be used. */
export const isExpired = (f: Pick<Forecast, 'until'>, day: number): boolean => day > f.until

/** Makes the map that won for the windows after the data's as-at day, on the study area known by then. */
export function forecastOf(
  ev: Events,
  o: BacktestOptions,
  r: Pick<Backtest, 'blend' | 'main'>,
  winner: MapId,
  from: number,
  crs: string,
): Forecast {
  const g = studyCells(ev, { cell: o.cell, history: o.history, before: from })
  const values = new Float64Array(g.m)
  const blend = { weights: r.blend?.weights ?? ([1, 0] as const), decay: r.blend?.decay ?? o.decay }
  mapOf(winner, ev, g, o, o.decay, blend)(values, from)
  const order = Int32Array.from({ length: g.m }, (_, k) => k)
  shuffle(order, new Stream(1, g.m))
  const picked = flagged(values, values.slice().sort(), Math.floor(o.fractions[r.main] * g.m), order)
  const chosen = new Map(Array.from(picked, (k) => [g.frame[k], k]))
  const grid = { shape: 'square', x0: g.x0, y0: g.y0, cell: g.cell, nx: g.nx, ny: g.ny } as const
  const groups = groupsOf(grid, (c) => chosen.has(c))
  const all = values.reduce((a, b) => a + b, 0)
  const patchOf = new Map(
    groups.flatMap((cells, p) => Array.from(cells, (c) => [chosen.get(c)!, p] as const)),
  )
  const rows = groups.map((): number[] => [])
  for (let i = 0; i < ev.n; i++) {
    const p = ev.known[i] < from && ev.day[i] >= o.history ? patchOf.get(g.of[i]) : undefined
    if (p !== undefined) rows[p].push(ev.row[i])
  }
  const patches = groups.map((cells, p) => ({
    geometry: polygonOf(outlineOfGroup(grid, cells), crs),
    cells: cells.length,
    rows: Uint32Array.from(rows[p]).sort(),
    weight: all > 0 ? cells.reduce((s, c) => s + values[chosen.get(c)!], 0) / all : 0,
  }))
  return {
    ...{ map: winner, from, until: from + o.horizon - 1, cells: picked.length, of: g.m },
    patches: patches.sort((a, b) => b.weight - a.weight || b.cells - a.cells),
    kilometres: shapesOn(g)(picked).kilometres,
  }
}
