/** The window of a row, cell by cell: what stands for a start, an end and a month, and what is doubted. */
import { describe, expect, it } from 'vitest'
import { minuteOf } from '../../../src/core/base/time.ts'
import { FLAG, NOT_REPORTED } from '../../../src/core/table/incidents.ts'
import type { ImportOptions } from '../../../src/import/contract.ts'
import type { Mapping } from '../../../src/import/meaning/guess.ts'
import { StringCells } from '../../../src/import/rows/cells.ts'
import { isBlank, newestMinute, WindowReader } from '../../../src/import/rows/window.ts'

/** Fields of a row, in this order. */
const FIELDS = [
  ...['from', 'fromTime', 'to', 'toTime', 'reported', 'reportedTime'],
  ...['month', 'year', 'monthOfYear', 'day', 'hour', 'minuteOfHour'],
] as const
type Row = Partial<Record<(typeof FIELDS)[number] | 'updated', string>>

/** Reads a row that has the columns named in it. */
function read(row: Row, more: Partial<Mapping> = {}, options: ImportOptions = {}) {
  const cells = new StringCells()
  const names = [...FIELDS, 'updated'] as const
  cells.current = names.map((f) => row[f] ?? '')
  const col = Object.fromEntries(FIELDS.flatMap((f, i) => (row[f] === undefined ? [] : [[f, i]])))
  const mapping = {
    ...{ col, order: 'dmy', serials: {}, uk: true, zulu: false, monthly: false },
    ...{
      updated: row.updated === undefined ? undefined : { column: names.length - 1, serial: undefined },
    },
    ...more,
  } as unknown as Mapping
  const reader = new WindowReader(mapping, options)
  const why = reader.read(cells)
  const { from, to, reported, updated, flags } = reader
  return { why, from, to, reported, updated, flags, doubts: [...reader.doubts], reader, cells }
}
const at = (day: number, hour = 0, minute = 0) => minuteOf(2026, 2, day, hour, minute)

describe('the window of a row', () => {
  it('runs from its start to its end, and to the last minute of a day without a clock', () => {
    expect(read({ from: '03/02/2026 10:15', to: '04/02/2026 08:30' })).toMatchObject({
      ...{ why: undefined, from: at(3, 10, 15), to: at(4, 8, 30), flags: 0, doubts: [] },
      ...{ reported: NOT_REPORTED, updated: NOT_REPORTED },
    })
    expect(read({ from: '03/02/2026 10:15', to: '04/02/2026' }).to).toBe(at(4, 23, 59))
    expect(read({ from: '03/02/2026', to: '' })).toMatchObject({
      ...{ from: at(3), to: at(3), flags: FLAG.noTime | FLAG.noEnd },
    })
    expect(read({ from: '03/02/2026 10:15' })).toMatchObject({ to: at(3, 10, 15), flags: FLAG.noEnd })
  })

  it('takes clock times from columns of their own, and an end that is only a time is of the same day', () => {
    const row = { from: '03/02/2026', fromTime: '10:15', to: '04/02/2026 00:00', toTime: '9:05' }
    expect(read(row)).toMatchObject({ from: at(3, 10, 15), to: at(4, 9, 5), flags: 0 })
    expect(read({ from: '03/02/2026 10:15', toTime: '12:40' })).toMatchObject({ to: at(3, 12, 40), flags: 0 })
    expect(read({ from: '03/02/2026 10:15', toTime: 'noon?' }).flags).toBe(FLAG.noEnd)
    // a date before the time in its column is passed over
    expect(read({ from: '03/02/2026', fromTime: '01/01/1900 10:15' }).from).toBe(at(3, 10, 15))
    const odd = read({ from: '03/02/2026', fromTime: 'tea time' })
    expect(odd).toMatchObject({
      from: at(3),
      doubts: ['the clock time cannot be read: only the day is kept'],
    })
  })

  it.each([
    ['17:30 PM', 17, 30],
    ['17:30:00 p.m.', 17, 30],
    ['00:30 AM', 0, 30],
    ['12:30 AM', 0, 30],
  ])('reads a clock time that says its half of the day twice: %s', (clock, hour, minute) => {
    const read1 = { from: at(3, hour, minute), doubts: [], why: undefined }
    expect(read({ from: `03/02/2026 ${clock}` })).toMatchObject(read1)
    expect(read({ from: '03/02/2026', fromTime: clock })).toMatchObject(read1)
  })

  it.each(['17:30 AM', '00:30 PM', '22:60', '25:10:00', '24:30', '9999'])(
    'keeps the day alone where there is no such time: %s',
    (clock) => {
      const day = {
        from: at(3),
        doubts: ['the clock time cannot be read: only the day is kept'],
        why: undefined,
      }
      expect(read({ from: `03/02/2026 ${clock}` })).toMatchObject(day)
      expect(read({ from: '03/02/2026', fromTime: clock })).toMatchObject(day)
      // a column of clock times beside it tells the time
      expect(read({ from: `03/02/2026 ${clock}`, fromTime: '17:30' })).toMatchObject({
        ...{ from: at(3, 17, 30), doubts: [] },
      })
    },
  )

  it('says when an end is no date, and nothing where it is blank or stands for not known', () => {
    const of = (to: string) => read({ from: '03/02/2026 10:15', to })
    expect(of('soon').doubts).toEqual(['the end of the window is not a date: the window has no end'])
    for (const nothing of ['', 'N/A', 'unknown', '-', '??', 'null']) expect(of(nothing).doubts).toEqual([])
    expect(of('01/01/1900').doubts).toEqual(['sentinel'])
    expect(of('soon').flags).toBe(FLAG.noEnd)
    expect(isBlank('north')).toBe(false)
  })

  it('stands on its end or its report where there is no start, and says so', () => {
    expect(read({ from: '', to: '04/02/2026 08:30', reported: '05/02/2026 09:00' })).toMatchObject({
      ...{ from: at(4, 8, 30), doubts: ['no start of the window: its end stands for it'] },
    })
    expect(read({ from: 'not known', to: '', reported: '05/02/2026 09:00' })).toMatchObject({
      ...{ from: at(5, 9), doubts: ['no date of the offence: the reporting date stands for it'] },
    })
    expect(read({ from: '', reported: '05/02/2026 09:00' }).from).toBe(at(5, 9))
    expect([read({ from: '' }).why, read({ from: 'soon' }).why]).toEqual(['no date', 'not a date'])
    // a date that stands for not known is no other than a blank
    expect(read({ from: '01/01/1900', to: '04/02/2026 08:30' })).toMatchObject({
      ...{
        from: at(4, 8, 30),
        doubts: ['sentinel', 'no start of the window: its end stands for it'],
      },
    })
    expect(read({ from: '01/01/1900' }, {}, { treat: { sentinel: 'out' } }).why).toBe(
      'date stands for not known',
    )
  })

  it('that ends before it starts is kept, turned or left out', () => {
    const row = { from: '04/02/2026 08:30', to: '03/02/2026 10:15' }
    expect(read(row)).toMatchObject({ from: at(4, 8, 30), to: at(3, 10, 15), flags: FLAG.reversed })
    expect(read(row, {}, { treat: { reversed: 'fix' } })).toMatchObject({
      ...{ from: at(3, 10, 15), to: at(4, 8, 30), flags: 0 },
    })
    expect(read(row, {}, { treat: { reversed: 'out' } }).why).toBe('the window ends before it starts')
    expect(read({ from: row.from, to: row.from }).flags).toBe(0)
  })

  it('begins at a placeholder at 00:00, 00:01 and 23:59, and at no other minute', () => {
    const flags = (time: string, options = {}) => read({ from: `03/02/2026 ${time}` }, {}, options)
    for (const time of ['00:01', '23:59'])
      expect(flags(time)).toMatchObject({
        ...{ flags: FLAG.placeholderTime | FLAG.noEnd, doubts: ['placeholder'] },
      })
    for (const time of ['00:02', '23:58', '12:00']) expect(flags(time).flags).toBe(FLAG.noEnd)
    expect(flags('00:01', { treat: { placeholder: 'out' } }).why).toBe('clock time is a placeholder')
    expect(flags('23:59', { treat: { placeholder: 'fix' } })).toMatchObject({
      ...{ from: at(3), flags: FLAG.noTime | FLAG.noEnd },
    })
  })

  it('is odd before 1990, after tomorrow, and where it happened more than a day after its report', () => {
    const odd = (row: Row) => (read(row).flags & FLAG.oddDate) !== 0
    expect([odd({ from: '31/12/1989 12:00' }), odd({ from: '01/01/1990 12:00' })]).toEqual([true, false])
    expect([odd({ from: '01/02/2031 12:00' }), odd({ from: '03/02/2026 12:00' })]).toEqual([true, false])
    const early = (from: string) => odd({ from, reported: '03/02/2026 12:00' })
    expect([early('04/02/2026 12:00'), early('04/02/2026 12:01')]).toEqual([false, true])
    expect(read({ from: '31/12/1989 12:00' }, {}, { treat: { odd: 'out' } }).why).toBe('unlikely date')
    expect(Math.abs(newestMinute() - 1440 - Date.now() / 60_000)).toBeLessThan(1)
  })

  it('says when it was reported and last changed, as far as these are dates', () => {
    const row = { from: '03/02/2026 10:15', reported: '03/02/2026', reportedTime: '18:20' }
    expect(read({ ...row, updated: '09/02/2026 07:00' })).toMatchObject({
      ...{ reported: at(3, 18, 20), updated: at(9, 7) },
    })
    expect(read({ ...row, reported: 'later', updated: 'never' })).toMatchObject({
      ...{ reported: NOT_REPORTED, updated: NOT_REPORTED },
    })
  })

  it('forgets what it doubted of the row before', () => {
    const { reader, cells } = read({ from: '03/02/2026 00:01' })
    cells.current = ['03/02/2026 11:11']
    expect(reader.read(cells)).toBeUndefined()
    expect([reader.doubts.length, reader.flags]).toEqual([0, FLAG.noEnd])
  })

  it('across a change of the clock ends by the clock of its start', () => {
    const across = read({ from: '2026-03-28T22:00:00+00:00', to: '2026-03-29T03:30:00+01:00' })
    expect(across).toMatchObject({ from: minuteOf(2026, 3, 28, 22), to: minuteOf(2026, 3, 29, 2, 30) })
    expect(across.reader.tally().shifted).toBe(1)
    const within = read({ from: '2026-03-28T22:00:00+00:00', to: '2026-03-28T23:30:00+00:00' })
    expect(within.reader.tally().shifted).toBe(0)
    expect(within.to).toBe(minuteOf(2026, 3, 28, 23, 30))
    // an hour that no clock showed that night
    const never = 'a clock time that does not exist: the clocks went forward from 01:00 to 02:00 that night'
    expect(read({ from: '29/03/2026 01:30' }).doubts).toEqual([never])
    expect(read({ from: '29/03/2026 01:30' }, { uk: false }).doubts).toEqual([])
    expect(read({ from: '29/03/2026 02:30' }).doubts).toEqual([])
  })

  it('is moved to the clock of the place where it was told in UTC', () => {
    const summer = { from: '2026-07-01 10:00 UTC' }
    expect(read(summer).from).toBe(minuteOf(2026, 7, 1, 11))
    expect(read(summer, { uk: false }).from).toBe(minuteOf(2026, 7, 1, 10))
    expect(read(summer, { uk: false }, { clock: 'utc' }).from).toBe(minuteOf(2026, 7, 1, 11))
    expect(read(summer, {}, { clock: 'written' }).from).toBe(minuteOf(2026, 7, 1, 10))
    const zulu = { from: '2026-07-01T10:00:00Z' }
    expect([read(zulu).from, read(zulu, { zulu: true }).from]).toEqual([
      minuteOf(2026, 7, 1, 10),
      minuteOf(2026, 7, 1, 11),
    ])
  })
})

describe('a month', () => {
  const monthly = { monthly: true } as const
  it('runs from its first to its last minute, in leap years and over the year’s end too', () => {
    const of = (month: string) => read({ month }, monthly)
    expect(of('2026-02')).toMatchObject({ from: at(1), to: at(28, 23, 59), flags: FLAG.noTime })
    expect(of('2024-02').to).toBe(minuteOf(2024, 2, 29, 23, 59))
    expect(of('2025-12').to).toBe(minuteOf(2025, 12, 31, 23, 59))
    expect([of('').why, of('unknown').why, of('spring').why]).toEqual(['no date', 'no date', 'not a date'])
  })
  it('may stand in two columns', () => {
    const of = (year: string, monthOfYear: string) => read({ year, monthOfYear }, monthly)
    expect(of('2026', '2')).toMatchObject({ from: at(1), to: at(28, 23, 59) })
    expect([of('1900', '12').why, of('1900', '1').why]).toEqual([undefined, undefined])
    for (const [year, month] of [
      ['1899', '2'],
      ['2026', '0'],
      ['2026', '13'],
      ['', '2'],
    ])
      expect(of(year, month).why).toBe('not a date')
  })
  it('of a day within it is counted where only first and last days were meant', () => {
    const rule = { monthly: true, monthsAsDays: {} }
    expect(read({ month: '01/02/2026' }, rule)).toMatchObject({ from: at(1), reader: { noMonths: 0 } })
    expect(read({ month: '17/02/2026' }, rule)).toMatchObject({ from: at(1), reader: { noMonths: 1 } })
  })
})

describe('a date in pieces', () => {
  const row = { year: '2026', monthOfYear: '2', day: '3' }
  it('has a clock where an hour is told', () => {
    expect(read({ ...row, hour: '10', minuteOfHour: '15' })).toMatchObject({
      ...{ from: at(3, 10, 15), flags: FLAG.noEnd },
    })
    expect(read({ ...row, hour: '10' }).from).toBe(at(3, 10))
    expect(read({ ...row, hour: '23', minuteOfHour: '0' }).from).toBe(at(3, 23))
    expect(read({ ...row, hour: '10', minuteOfHour: '59' }).from).toBe(at(3, 10, 59))
    expect(read({ ...row, hour: '10', minuteOfHour: '60' }).from).toBe(at(3, 10))
    expect(read({ ...row, hour: '10', minuteOfHour: '-1' }).from).toBe(at(3, 10))
    expect(read({ ...row, hour: '0', minuteOfHour: '30' })).toMatchObject({ from: at(3, 0, 30) })
    for (const hour of ['24', '-1', '']) expect(read({ ...row, hour }).flags).toBe(FLAG.noTime | FLAG.noEnd)
  })
  it('is none without a year, or on a day that there is not', () => {
    expect(read({ ...row, year: '' }).why).toBe('no date')
    expect(read({ ...row, day: '31' }).why).toBe('not a date')
  })
})
