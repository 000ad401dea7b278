/** Towns to calibrate with, as tables a method takes. */
import type { Incidents } from '../../../src/core/table/incidents.ts'
import { allRows } from '../../../src/core/table/incidents.ts'
import type { Input, Method, ResultBase } from '../../../src/core/table/method.ts'
import { defaults, type Schema, type Values } from '../../../src/core/base/params.ts'
import { drain } from '../../../src/core/base/drain.ts'
import { Stream } from '../../../src/core/base/random.ts'
import { type Row, townOf } from '../../analyses/town.ts'

/** 1 January 2025. */
export const FIRST_DAY = 20_089

/** A Poisson draw: by counting arrivals. */
export function poisson(s: Stream, mean: number): number {
  let [k, t] = [-1, 0]
  while (t < mean) {
    t -= Math.log(1 - s.float())
    k++
  }
  return k
}

/** n incidents spread evenly over a square and a period, at odd minutes; every one a place of its own. */
export function evenTown(seed: number, n: number, side = 8000, days = 365): Row[] {
  const s = new Stream(2026, seed)
  return Array.from({ length: n }, (_, i) => ({
    x: 450_000 + Math.floor(s.float() * side),
    y: 300_000 + Math.floor(s.float() * side),
    day: FIRST_DAY + s.below(days),
    minute: s.below(1440),
    place: i,
  }))
}

/** Rows added within a disc around a place. */
export function discOf(
  seed: number,
  n: number,
  [x, y]: readonly [number, number],
  radius: number,
  days = 365,
): Row[] {
  const s = new Stream(77, seed)
  return Array.from({ length: n }, (_, i) => {
    const [r, turn] = [radius * Math.sqrt(s.float()), 2 * Math.PI * s.float()]
    return {
      x: Math.floor(x + r * Math.cos(turn)),
      y: Math.floor(y + r * Math.sin(turn)),
      day: FIRST_DAY + s.below(days),
      minute: s.below(1440),
      place: 1_000_000 + i,
    }
  })
}

/** n incidents that fall on any of 2,000 homes alike: 40 streets of 50 homes, and fields between them. */
export function alikeTown(
  seed: number,
  n: number,
  days = 365,
): { rows: Row[]; homes: { x: Float64Array; y: Float64Array } } {
  const s = new Stream(4051, seed)
  const [x, y]: [number[], number[]] = [[], []]
  for (let street = 0; street < 40; street++) {
    const [x0, y0, turn] = [450_300 + s.float() * 4400, 300_300 + s.float() * 4400, 2 * Math.PI * s.float()]
    for (let k = 0; k < 50; k++) {
      x.push(Math.round(x0 + 10 * k * Math.cos(turn)))
      y.push(Math.round(y0 + 10 * k * Math.sin(turn)))
    }
  }
  const rows = Array.from({ length: n }, () => {
    const home = s.below(x.length)
    return { x: x[home], y: y[home], day: FIRST_DAY + s.below(days), minute: s.below(1440), place: home }
  })
  return { rows, homes: { x: Float64Array.from(x), y: Float64Array.from(y) } }
}

/** Runs a method over a whole table at its defaults, apart from what is given. */
export function runOn<S extends Schema, R extends ResultBase>(
  method: Method<S, R>,
  rows: readonly Row[] | Incidents,
  today: number,
  params: Partial<Values<S>> = {},
  further: Pick<Input<unknown>, 'homesAt' | 'homes' | 'areas'> = {},
): R {
  const table = 'n' in rows ? rows : townOf(rows)
  return drain(
    method.compute({
      ...further,
      table,
      rows: allRows(table),
      params: { ...defaults(method.schema), ...params },
      today,
    }),
  )
}
