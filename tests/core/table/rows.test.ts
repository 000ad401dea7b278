/** Small things every method rests on, by hand: dated rows, windows of time, names of places, rows without a place. */
import { describe, expect, it } from 'vitest'
import { MINUTES_PER_DAY, parseIsoDay } from '../../../src/core/base/time.ts'
import { addWindow, hoursOfDay, windowsOf } from '../../../src/core/table/dayProfile.ts'
import { FLAG } from '../../../src/core/table/incidents.ts'
import { pointsOf, showKm2, studyOf } from '../../../src/core/table/points.ts'
import { datedRows, minutesOf } from '../../../src/core/table/span.ts'
import { uniqueNames } from '../../../src/core/table/uniqueNames.ts'
import { overTime, type Unplaced, unplacedNote, unplacedRows } from '../../../src/core/table/unplaced.ts'
import { nameOfPlace, showPeriod, streetOf } from '../../../src/core/table/words.ts'
import { incidentsFrom, type Row } from '../../tools/incidents.ts'

const DAY = parseIsoDay('2026-11-16')
const at = { x: 450_000, y: 300_000 }
const rowsOf = (...rows: Partial<Row>[]) => incidentsFrom(rows.map((r) => ({ ...at, day: DAY, ...r })))
const { oddDate, noEnd, noTime, reversed } = FLAG

describe('rows of unlikely dates', () => {
  const table = rowsOf(
    { day: DAY - 9000, flags: oddDate },
    { day: DAY, hour: 1 },
    { day: DAY + 1, hour: 2 },
    { day: DAY + 9000, flags: oddDate },
  )
  it('are used by nobody, unless there are no others', () => {
    expect([...datedRows(table, Uint32Array.of(0, 1, 2, 3))]).toEqual([1, 2])
    expect([...datedRows(table, Uint32Array.of(1, 2))]).toEqual([1, 2])
    expect([...datedRows(table, Uint32Array.of(0, 3))]).toEqual([0, 3])
    expect(datedRows(table, new Uint32Array())).toHaveLength(0)
  })
  it('stand apart from the first and last minute', () => {
    const minute = (d: number, h: number) => (DAY + d) * MINUTES_PER_DAY + h * 60
    expect(minutesOf(table, Uint32Array.of(0, 1, 2, 3))).toEqual({
      ...{ first: minute(0, 1), last: minute(1, 2), odd: 2 },
    })
    expect(minutesOf(table, Uint32Array.of(0, 3))).toEqual({
      ...{ first: minute(-9000, 12), last: minute(9000, 12), odd: 0 },
    })
    expect(minutesOf(table, new Uint32Array())).toBeUndefined()
    expect(showPeriod(table, Uint32Array.of(0, 1, 2, 3))).toBe(
      '16 Nov 2026 to 17 Nov 2026 (2 unlikely dates apart)',
    )
    expect(showPeriod(table, Uint32Array.of(1))).toBe('16 Nov 2026')
    expect(showPeriod({ ...table, precision: 'month' }, Uint32Array.of(1, 2))).toBe('Nov 2026')
    expect(showPeriod(table, new Uint32Array())).toBe('no dates')
  })
})

describe('a window of time', () => {
  const week = (from: number, to: number, flags = 0) => {
    const w = new Float64Array(168)
    const kind = addWindow(w, DAY * MINUTES_PER_DAY + from, DAY * MINUTES_PER_DAY + to, flags)
    return [kind, ...[...w].flatMap((v, h) => (v ? [[h, Math.round(1e6 * v) / 1e6]] : []))]
  }
  it('gives each hour the share of its minutes, an end before its start none', () => {
    expect(week(90, 210)).toEqual(['window', [1, 0.25], [2, 0.5], [3, 0.25]])
    expect(week(1410, 1470)).toEqual(['window', [23, 0.5], [24, 0.5]])
    expect(week(90, 90)).toEqual(['window', [1, 1]])
    expect(week(1439, 1439)).toEqual(['window', [23, 1]])
    expect(week(6 * 1440 + 1439, 6 * 1440 + 1439)).toEqual(['window', [167, 1]])
    expect(week(90, 210, noEnd)).toEqual(['noEnd', [1, 1]])
    expect(week(210, 90)).toEqual(['reversed', [3, 1]])
    // flagged at import, whatever stands in the column now
    expect(week(90, 210, reversed)).toEqual(['reversed', [1, 1]])
    expect(week(90, 210, noTime)).toEqual(['noTime'])
  })
  it('of a week tells no hour from another', () => {
    const [kind, ...hours] = week(0, 7 * 1440)
    expect([kind, hours.length]).toEqual(['long', 168])
    expect(hours.every((h) => (h as number[])[1] === Math.round(1e6 / 168) / 1e6)).toBe(true)
    expect(week(0, 7 * 1440 - 1)[0]).toBe('window')
  })
  it('is counted by its kind, and begins where it did', () => {
    const table = rowsOf(
      { hour: 1, endHour: 2, flags: 0 },
      { hour: 5, flags: noTime },
      { hour: 9, flags: noEnd },
      { hour: 3, endHour: 2, flags: reversed },
    )
    const found = windowsOf(table, [0, 1, 2, 3])
    expect(found.counts).toEqual({ window: 1, noEnd: 1, reversed: 1, long: 0, noTime: 1 })
    expect([found.rows, found.lengths]).toEqual([
      [0, 2, 3],
      [60, 0, 0],
    ])
    const hours = hoursOfDay(found.week)
    expect([...hours].flatMap((v, h) => (v ? [h] : []))).toEqual([1, 3, 9])
  })
})

describe('the name of a place', () => {
  it('is its commonest street, then its beat, and a kind of place only where there is nothing else', () => {
    const table = rowsOf(
      { street: 'On or near Parking Area', beat: 'B1' },
      { street: 'On or near Parking Area', beat: 'B1' },
      { street: 'On or near Mill Lane', beat: 'B1' },
      { street: 'Supermarket' },
    )
    expect(nameOfPlace(table, [0, 1, 2])).toBe('Mill Lane')
    expect(nameOfPlace(table, [0, 1])).toBe('B1')
    expect(nameOfPlace(table, [3])).toBe('Supermarket')
    expect([2, 3].map((i) => streetOf(table, i))).toEqual(['Mill Lane', 'Supermarket'])
    expect(streetOf(rowsOf({ beat: 'B1' }), 0)).toBe('B1')
  })
  it('is told from another by the next street, else by a count', () => {
    const table = rowsOf(
      ...['Mill Lane', 'Mill Lane', 'Elm Road', 'Mill Lane', 'Mill Lane', 'Oak Road', 'Oak Road', ''].map(
        (street) => ({ street }),
      ),
    )
    expect(uniqueNames(table, [[0, 1, 2], [3], [4], [5], [7], [7]])).toEqual([
      'Mill Lane by Elm Road',
      'Mill Lane',
      'Mill Lane, second part',
      'Oak Road',
      '',
      '',
    ])
  })
})

describe('rows without a place', () => {
  const u = rowsOf({ day: DAY + 3, offence: 'theft-from-vehicle', beat: 'B1' }, { day: DAY + 4, beat: 'B2' })
  const unplaced = { ...u, key: new Uint32Array(4) } as unknown as Unplaced
  const table = { ...rowsOf({ beat: 'B1', street: 'Mill Lane', place: 7 }), unplaced }
  it('stand after the others in a figure over time, and only there', () => {
    const input = { table, rows: Uint32Array.of(0), unplaced: Uint32Array.of(1) }
    const all = overTime(input)
    expect([all.counted, [...all.rows], all.table.n]).toEqual([1, [0, 2], 3])
    expect([...all.table.from].map((m) => Math.floor(m / MINUTES_PER_DAY) - DAY)).toEqual([0, 3, 4])
    expect([...all.table.place]).toEqual([7, -1, -1])
    expect([all.table.x[0], all.table.x[2]]).toEqual([at.x, NaN])
    expect([0, 1, 2].map((i) => streetOf(all.table, i))).toEqual(['Mill Lane', 'B1', 'B2'])
    expect(overTime({ ...input, unplaced: undefined })).toMatchObject({ counted: 0, table })
    expect(overTime({ ...input, unplaced: new Uint32Array() }).table).toBe(table)
  })
  it('are let through by what they tell, and by no clause that asks for a place', () => {
    const rows = (clause: object) => [...unplacedRows(table, [{ source: 's', ...clause } as never])]
    expect(rows({ kind: 'beat', beats: ['B2'] })).toEqual([1])
    expect(rows({ kind: 'period', fromDay: DAY, toDay: DAY + 3 })).toEqual([0])
    expect(rows({ kind: 'street', streets: ['Mill Lane'] })).toEqual([])
    expect([...unplacedRows(table, [])]).toEqual([0, 1])
  })
  it('are told of', () => {
    expect(unplacedNote(table, 2)).toEqual([
      '2 crimes without coordinates are counted in the figures over time, and in no place, map, repeat or near repeat.',
    ])
    expect(unplacedNote(table, 1)[0]).toMatch(
      /^1 crime without coordinates is counted .* \(of 2 in the files\)\.$/,
    )
    expect(unplacedNote(table, 0)[0]).toMatch(
      /^2 crimes without coordinates are not counted here: .* leave them /,
    )
    expect(unplacedNote({}, 0)).toEqual([])
  })
})

describe('the points of rows', () => {
  const table = {
    ...rowsOf(
      { day: DAY - 9000, flags: oddDate },
      {},
      { flags: FLAG.outlier },
      { x: at.x + 500 },
      {},
      { y: at.y + 5 },
    ),
    x: Float64Array.of(at.x, NaN, at.x, at.x + 500, at.x, at.x + 2),
  }
  const [x, y] = [at.x - 9, at.y - 9]
  const ring = Float64Array.of(x, y, x + 100, y, x + 100, y + 100, x, y + 100, x, y)
  const area = { name: 'a', polygons: [[ring]] }
  it('are those with a place in the area, and each that is none is counted once', () => {
    const found = pointsOf({ table, rows: Uint32Array.of(0, 1, 2, 3, 4, 5), area })
    expect(found).toMatchObject({ odd: 1, nowhere: 1, outliers: 1, outside: 1 })
    expect([[...found.rows], [...found.x], [...found.y]]).toEqual([
      [4, 5],
      [at.x, at.x + 2],
      [at.y, at.y + 5],
    ])
    const all = pointsOf({ table, rows: Uint32Array.of(5, 3) })
    expect([[...all.rows], [...all.x]]).toEqual([
      [5, 3],
      [at.x + 2, at.x + 500],
    ])
  })
  it('are a sentence where there are none', () => {
    expect(() => pointsOf({ table, rows: new Uint32Array() })).toThrow('No incident passes the filter.')
    expect(() => pointsOf({ table, rows: Uint32Array.of(3), area })).toThrow('inside the study area')
    expect(showKm2(12_340_000)).toBe('12.3 km²')
  })
})

describe('the ground near incidents', () => {
  it('is not stretched by a point that lies far off by mistake', () => {
    const near = Array.from({ length: 50 }, (_, k) => ({ x: at.x + 40 * k, y: at.y + 30 * (k % 7) }))
    const plain = studyOf({ table: rowsOf(...near) })
    const far = rowsOf(...near, { x: at.x + 90_000, flags: FLAG.outlier })
    expect(studyOf({ table: far })).toMatchObject({
      bounds: plain.bounds,
      size: plain.size,
      held: plain.held,
    })
    // every incident lies in it, with a square of ground on each side
    const [a, b, c, d] = plain.bounds
    expect([a < at.x, b < at.y, c > at.x + 1960, d > at.y + 180]).toEqual([true, true, true, true])
    expect(plain.size).toBeGreaterThan(plain.held)
  })
})
