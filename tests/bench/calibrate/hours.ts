/** Hours and days: how often some run of hours or some day is said to stand out where the clock is drawn at random. */
import { METHOD as COMPARE } from '../../../src/analyses/compare/compute.ts'
import { METHOD } from '../../../src/analyses/aoristic/compute.ts'
import { WORDS } from '../../../src/analyses/aoristic/words.ts'
import { defaults } from '../../../src/core/base/params.ts'
import { Stream } from '../../../src/core/base/random.ts'
import { type Row, townOf } from '../../analyses/town.ts'
import { countTowns, type Line, percent } from './line.ts'
import { evenTown, FIRST_DAY, runOn } from './towns.ts'

const LAST = FIRST_DAY + 363

/** Windows of nought to two days, begun at any minute of 52 whole weeks; a share of them in one evening of four hours. */
function town(seed: number, n: number, evening = 0): Row[] {
  const s = new Stream(47, seed)
  return evenTown(seed, n, 8000, 364).map((r) => {
    const length = s.float() < 0.3 ? 0 : s.below(2880)
    return s.float() < evening ? { ...r, minute: 1080 + s.below(240), length: 60 } : { ...r, length }
  })
}

const said = (rows: readonly Row[]): boolean => {
  const params = defaults(METHOD.schema)
  const table = townOf(rows)
  const result = runOn(METHOD, table, LAST, params)
  return WORDS.informative!({ result, params, table, today: LAST } as never) === undefined
}

/** Half of them in series of six that one hour of one night holds: more alike than apart, and no hour of the week is theirs. */
function inSeries(seed: number, n: number): Row[] {
  const s = new Stream(53, seed)
  return town(seed, n).map((r, i, all) => {
    if (i % 12 >= 6) return r
    const first = all[i - (i % 12)]
    return { ...r, day: first.day, minute: Math.min(1439, first.minute! + s.below(60)), length: 60 }
  })
}

const seriesLine: Line = {
  name: 'When, 300 incidents, half of them in nights of six: some hours or a day stand out',
  goal: 0.05,
  measure: (towns) => ({ towns, hits: countTowns(towns, (k) => said(inSeries(k + 20_000, 300))) }),
}

const line = (n: number, shares: readonly number[]): Line => ({
  name: `When, ${n} incidents at any minute: some hours or a day stand out`,
  goal: 0.05,
  measure: (towns) => ({
    towns,
    hits: countTowns(towns, (k) => said(town(k, n))),
    power: `${shares.map((s) => 100 * s).join(', ')}% in one evening: ${shares
      .map((s) =>
        percent(
          countTowns(towns, (k) => said(town(k + 10_000, n, s))),
          towns,
        ),
      )
      .join(', ')}`,
  }),
})

/** Two times four weeks, and whether Compare calls their hours or weekdays differently spread: two looks of 5% each. */
const compareLine = (name: string, rows: (k: number) => Row[]): Line => ({
  name: `Compare, ${name}: hours or weekdays differently spread`,
  goal: 0.1,
  measure: (towns) => ({
    towns,
    hits: countTowns(towns, (k) => {
      const r = runOn(COMPARE, rows(k), LAST)
      return [r.hours, r.weekdays].some((s) => s?.test !== undefined && s.test.p <= 0.05)
    }),
  }),
})

/** Every night holds four within two hours. */
function fours(seed: number, n: number): Row[] {
  const s = new Stream(59, seed)
  return evenTown(seed, n, 8000, 364).map((r, i, all) => {
    const first = all[i - (i % 4)]
    const minute = Math.min(1379, first.minute! + (i % 4 ? s.below(120) : 0))
    return { ...r, day: first.day, minute, length: 60 }
  })
}

export const hourLines: readonly Line[] = [
  line(60, [0.2, 0.4]),
  line(300, [0.1, 0.2]),
  line(2000, [0.05]),
  seriesLine,
  compareLine('1,000 incidents at any minute', (k) => town(k + 30_000, 1000)),
  compareLine('1,000 incidents in nights of four', (k) => fours(k, 1000)),
]
