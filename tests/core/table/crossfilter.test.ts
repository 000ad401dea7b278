/** Linked filters: bit masks held against looking at every row, in any order of questions. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CrossFilter, crossfilter, type DimensionId, NO_HOUR } from '../../../src/core/table/crossfilter.ts'
import { type Clause, filterRows } from '../../../src/core/table/filter.ts'
import { FLAG, type Incidents } from '../../../src/core/table/incidents.ts'
import { OFFENCES } from '../../../src/core/base/offences.ts'
import { OUTCOME_GROUPS, outcomeGroup } from '../../../src/core/table/outcomes.ts'
import { DictBuilder, dictAt } from '../../../src/core/base/text.ts'
import { partsOf } from '../../../src/core/base/time.ts'
import { incidentsFrom, type Row } from '../../tools/incidents.ts'

const BEATS = ['', 'Beat 1', 'Beat 2', 'Beat 3']
const STREETS = ['Mill Rise', 'Alder Road', 'Elm Close', 'High Street']
const OUTCOMES = ['', 'Suspect charged', 'Under investigation', '18']

const aRow: fc.Arbitrary<Row & { outcome: string }> = fc.record({
  x: fc.integer({ min: 0, max: 1000 }),
  y: fc.integer({ min: 0, max: 1000 }),
  day: fc.integer({ min: 20_400, max: 20_460 }),
  hour: fc.integer({ min: 0, max: 23 }),
  beat: fc.constantFrom(...BEATS),
  street: fc.constantFrom(...STREETS),
  offence: fc.constantFrom(...OFFENCES.map((o) => o.id)),
  outcome: fc.constantFrom(...OUTCOMES),
  flags: fc.constantFrom(0, FLAG.repeat, FLAG.noTime, FLAG.oddDate, FLAG.repeat | FLAG.oddDate),
})

const tableOf = (rows: readonly (Row & { outcome: string })[]): Incidents => {
  const outcome = new DictBuilder()
  for (const r of rows) outcome.push(r.outcome)
  return incidentsFrom(rows, { outcome: outcome.finish() })
}

const square = (x: number, y: number, side: number) => ({
  name: 'square',
  polygons: [[Float64Array.of(x, y, x + side, y, x + side, y + side, x, y + side, x, y)]],
})

const hour = fc.integer({ min: 0, max: 23 })
const some = <T>(of: readonly T[]) => fc.subarray([...of])
const aClause: fc.Arbitrary<Clause> = fc
  .tuple(
    fc.constantFrom('a', 'b', 'c', 'd'),
    fc.oneof(
      fc.record({ kind: fc.constant('offence' as const), offences: some(OFFENCES.map((o) => o.id)) }),
      fc.record({
        kind: fc.constant('period' as const),
        fromDay: fc.integer({ min: 20_390, max: 20_450 }),
        toDay: fc.integer({ min: 20_420, max: 20_470 }),
      }),
      fc.record({ kind: fc.constant('hours' as const), fromHour: hour, toHour: hour }),
      fc.record({ kind: fc.constant('weekdays' as const), weekdays: some([0, 1, 2, 3, 4, 5, 6]) }),
      fc.record({ kind: fc.constant('beat' as const), beats: some(BEATS) }),
      fc.record({ kind: fc.constant('street' as const), streets: some(STREETS) }),
      fc.record({ kind: fc.constant('outcome' as const), outcomes: some(OUTCOME_GROUPS.map((g) => g.id)) }),
      fc.record({ kind: fc.constant('repeat' as const) }),
      fc.record({
        kind: fc.constant('area' as const),
        area: fc.tuple(fc.nat(900), fc.nat(900), fc.integer({ min: 1, max: 600 })).map((a) => square(...a)),
      }),
    ),
  )
  .map(([source, clause]) => ({ source, ...clause }) as Clause)

/** The code of a row in a dimension, from the table itself. */
function codeOf(t: Incidents, id: DimensionId, i: number, first: number): number {
  const p = partsOf(t.from[i])
  switch (id) {
    case 'offence':
      return t.offence[i]
    case 'beat':
      return t.beat.codes[i]
    case 'street':
      return t.street.codes[i]
    case 'outcome':
      return OUTCOME_GROUPS.findIndex((g) => g.id === outcomeGroup(dictAt(t.outcome, i)))
    case 'repeat':
      return t.flags[i] & FLAG.repeat ? 1 : 0
    case 'week':
      return t.flags[i] & FLAG.noTime ? NO_HOUR : p.weekday * 24 + p.hour
    case 'weekday':
      return p.weekday
    case 'day':
      return t.flags[i] & FLAG.oddDate ? 0 : Math.floor(t.from[i] / 1440) - first + 1
  }
}

const DIMENSIONS: DimensionId[] = ['offence', 'week', 'weekday', 'beat', 'street', 'outcome', 'day', 'repeat']

describe('linked filters', () => {
  it('give the rows and counts of a look at every row, whatever was asked before', () => {
    fc.assert(
      fc.property(
        fc.array(aRow, { maxLength: 60 }),
        fc.array(fc.array(aClause, { maxLength: 6 }), { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(), { maxLength: 12 }),
        (rows, sets, order) => {
          const t = tableOf(rows)
          const filter = new CrossFilter(t)
          const views = sets.map((s) => filter.at(s))
          const sound = [...rows.keys()].filter((i) => !(t.flags[i] & FLAG.oddDate))
          const first = Math.min(...sound.map((i) => Math.floor(t.from[i] / 1440)))
          // views are asked out of order: none may see the clauses of another
          for (const k of [...views.keys(), ...order.map((o) => o % views.length)])
            for (const except of [[], ['a'], ['b', 'c']]) {
              const kept = sets[k].filter((c) => !except.includes(c.source))
              const expected = filterRows(t, kept)
              expect(views[k].rows(...except)).toEqual(expected)
              expect(views[k].count(...except)).toBe(expected.length)
              for (const id of DIMENSIONS) {
                const { size } = filter.dimension(id)
                const counts = new Uint32Array(size)
                for (const i of expected) counts[codeOf(t, id, i, first)]++
                expect(views[k].counts(id, ...except)).toEqual(counts)
              }
            }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('give one and the same array to an equal question', () => {
    const t = tableOf(fc.sample(aRow, { numRuns: 40, seed: 7 }))
    const beat: Clause = { source: 'beat', kind: 'beat', beats: ['Beat 1', 'Beat 2'] }
    const period = (toDay: number): Clause => ({ source: 'period', kind: 'period', fromDay: 20_400, toDay })
    const a = crossfilter(t).at([beat, period(20_430)])
    const b = crossfilter(t).at([period(20_440), { ...beat }])
    // dragging over time leaves everything alone that leaves time out
    expect(b.rows('period')).toBe(a.rows('period'))
    expect(b.counts('day', 'period')).toBe(a.counts('day', 'period'))
    expect(b.rows()).not.toBe(a.rows())
    expect(crossfilter(t)).toBe(crossfilter(t))
  })

  it('remember 32 clauses and still answer when there are more', () => {
    const t = tableOf(fc.sample(aRow, { numRuns: 60, seed: 3 }))
    const filter = new CrossFilter(t)
    const one = (k: number): Clause => ({
      source: `s${k}`,
      kind: 'period',
      fromDay: 20_400 + k,
      toDay: 20_461,
    })
    // one at a time: the slots are used again and again
    for (let k = 0; k < 80; k++)
      expect(filter.at([one(k), one(k >> 1)]).rows()).toEqual(filterRows(t, [one(k), one(k >> 1)]))
    const all = Array.from({ length: 40 }, (_, k) => one(k))
    expect(filter.at(all).rows()).toEqual(filterRows(t, all))
    expect(filter.at(all).rows('s39')).toEqual(filterRows(t, all, 's39'))
    expect(filter.at(all.slice(0, 32)).counts('beat')).toEqual(filter.at([one(31)]).counts('beat'))
  })

  it('say of each kind of clause what it means', () => {
    const t = tableOf([
      { x: 0, y: 0, day: 20_416, hour: 23, beat: 'Beat 1', outcome: 'Suspect charged' },
      { x: 9, y: 9, day: 20_417, hour: 3, beat: 'Beat 2', outcome: '', flags: FLAG.repeat },
      {
        x: 5,
        y: 5,
        day: 20_418,
        hour: 0,
        beat: 'Beat 2',
        outcome: 'Under investigation',
        flags: FLAG.noTime,
      },
    ])
    const left = (clause: Record<string, unknown>) => [
      ...crossfilter(t)
        .at([{ source: 's', ...clause } as Clause])
        .rows(),
    ]
    expect(left({ kind: 'hours', fromHour: 22, toHour: 4 })).toEqual([0, 1])
    // a row without a clock time is in no hour, midnight included
    expect(left({ kind: 'hours', fromHour: 0, toHour: 3 })).toEqual([])
    expect(left({ kind: 'period', fromDay: 20_417, toDay: 20_418 })).toEqual([1, 2])
    expect(left({ kind: 'weekdays', weekdays: [partsOf(t.from[2]).weekday] })).toEqual([2])
    expect(left({ kind: 'outcome', outcomes: ['charged', 'unknown'] })).toEqual([0, 1])
    expect(left({ kind: 'repeat' })).toEqual([1])
    expect(left({ kind: 'beat', beats: ['Beat 2'] })).toEqual([1, 2])
    expect(left({ kind: 'area', area: square(4, 4, 10) })).toEqual([1, 2])
  })
})
