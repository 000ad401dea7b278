/** What each clause of a filter lets through, written out by hand: first and last minutes, hours over midnight, days. */
import { expect, it } from 'vitest'
import { parseIsoDay } from '../../../src/core/base/time.ts'
import { DictBuilder } from '../../../src/core/base/text.ts'
import { type Clause, chosenPlaces, filterRows, usualOffences } from '../../../src/core/table/filter.ts'
import { FLAG } from '../../../src/core/table/incidents.ts'
import { incidentsFrom, type Row } from '../../tools/incidents.ts'

const MONDAY = parseIsoDay('2026-11-16')
const at = { x: 450_000, y: 300_000 }
const passing = (rows: readonly Row[], clause: object) =>
  Array.from(filterRows(incidentsFrom(rows), [{ source: 's', ...clause } as Clause]))

it('a period holds the first minute of its first day and the last of its last', () => {
  const rows: Row[] = [
    { ...at, day: MONDAY - 1, hour: 23 + 59 / 60 },
    { ...at, day: MONDAY, hour: 0 },
    { ...at, day: MONDAY + 2, hour: 23 + 59 / 60 },
    { ...at, day: MONDAY + 3, hour: 0 },
  ]
  expect(passing(rows, { kind: 'period', fromDay: MONDAY, toDay: MONDAY + 2 })).toEqual([1, 2])
})

it('hours hold the first and not the last, wrap over midnight, and no row without a clock time', () => {
  const rows: Row[] = [
    ...[0, 3, 4, 12, 21, 22, 23].map((hour) => ({ ...at, day: MONDAY, hour })),
    { ...at, day: MONDAY, hour: 23, flags: FLAG.noTime },
  ]
  expect(passing(rows, { kind: 'hours', fromHour: 4, toHour: 22 })).toEqual([2, 3, 4])
  expect(passing(rows, { kind: 'hours', fromHour: 22, toHour: 4 })).toEqual([0, 1, 5, 6])
})

it('weekdays begin on Monday', () => {
  const rows = Array.from({ length: 7 }, (_, k): Row => ({ ...at, day: MONDAY + k }))
  expect(passing(rows, { kind: 'weekdays', weekdays: [0, 6] })).toEqual([0, 6])
})

it('beats are looked for among beats and streets among streets', () => {
  const rows: Row[] = [
    { ...at, day: MONDAY, beat: 'Mill', street: 'Elm' },
    { ...at, day: MONDAY, beat: 'Elm', street: 'Mill' },
    { ...at, day: MONDAY },
  ]
  expect(passing(rows, { kind: 'beat', beats: ['Mill'] })).toEqual([0])
  expect(passing(rows, { kind: 'street', streets: ['Mill'] })).toEqual([1])
  expect(passing(rows, { kind: 'beat', beats: [''] })).toEqual([2])
})

it('outcomes go by their group, repeats by their mark, areas by the place', () => {
  const outcome = new DictBuilder()
  for (const o of ['Suspect charged', '', 'Suspect charged']) outcome.push(o)
  const table = incidentsFrom(
    [
      { ...at, day: MONDAY, flags: FLAG.repeat },
      { x: at.x + 500, y: at.y, day: MONDAY },
      { x: at.x, y: at.y + 500, day: MONDAY },
    ],
    { outcome: outcome.finish() },
  )
  const rows = (clause: object) => Array.from(filterRows(table, [{ source: 's', ...clause } as Clause]))
  expect(rows({ kind: 'outcome', outcomes: ['charged'] })).toEqual([0, 2])
  expect(rows({ kind: 'repeat' })).toEqual([0])
  const [x, y] = [at.x - 9, at.y - 9]
  const ring = Float64Array.of(x, y, x + 100, y, x + 100, y + 100, x, y + 100, x, y)
  expect(rows({ kind: 'area', area: { name: 'a', polygons: [[ring]] } })).toEqual([0])
})

it('every clause must hold', () => {
  const rows: Row[] = [
    { ...at, day: MONDAY, beat: 'Mill' },
    { ...at, day: MONDAY + 1, beat: 'Mill' },
    { ...at, day: MONDAY, beat: 'Elm' },
  ]
  const clauses: Clause[] = [
    { source: 'a', kind: 'beat', beats: ['Mill'] },
    { source: 'b', kind: 'period', fromDay: MONDAY, toDay: MONDAY },
  ]
  expect([...filterRows(incidentsFrom(rows), clauses)]).toEqual([0])
  expect([...filterRows(incidentsFrom(rows), clauses, 'b')]).toEqual([0, 1])
  expect([...filterRows(incidentsFrom(rows), [])]).toEqual([0, 1, 2])
})

it('a beat or street is a place to look in, an area alone is not', () => {
  const area = { source: 'a', kind: 'area', area: { name: 'a', polygons: [] } } as const
  const beat = { source: 'b', kind: 'beat', beats: ['x'] } as const
  const street = { source: 's', kind: 'street', streets: ['x'] } as const
  const period = { source: 'p', kind: 'period', fromDay: 0, toDay: 1 } as const
  expect(chosenPlaces([period, area])).toBeUndefined()
  expect(chosenPlaces([])).toBeUndefined()
  expect(chosenPlaces([period, street])).toEqual([street])
  expect(chosenPlaces([area, beat])).toEqual([area, beat])
})

it('other kinds are set aside only beside those that Cocoon is for', () => {
  const of = (...offences: NonNullable<Row['offence']>[]) =>
    usualOffences(incidentsFrom(offences.map((offence) => ({ ...at, day: MONDAY, offence }))))
  expect(of('other', 'burglary-home', 'theft-from-vehicle')).toEqual(['burglary-home', 'theft-from-vehicle'])
  expect(of('burglary-home')).toBeUndefined()
  expect(of('other')).toBeUndefined()
})
