/** Which days a table speaks of: held against rows that lie about their dates. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FLAG, NOT_REPORTED } from '../../../src/core/table/incidents.ts'
import { coveredDays, daysAmong, daysHad, spanOf } from '../../../src/core/table/span.ts'
import { dayOf, minuteOf, parseIsoDay } from '../../../src/core/base/time.ts'
import { METHOD as change } from '../../../src/analyses/change/compute.ts'
import { METHOD as patrol } from '../../../src/analyses/patrol/compute.ts'
import { drain } from '../../../src/core/base/drain.ts'
import { allRows } from '../../../src/core/table/incidents.ts'
import { defaults } from '../../../src/core/base/params.ts'
import { openFiles } from '../../../src/import/open.ts'
import { incidentsFrom, type Row } from '../../tools/incidents.ts'

const DAY = parseIsoDay('2026-11-22')
const daily = (n: number, last = DAY, row: Partial<Row> = {}): Row[] =>
  Array.from({ length: n }, (_, k) => ({
    x: 450_000 + (k % 5) * 20,
    y: 300_000,
    day: last - n + 1 + k,
    hour: 20,
    ...row,
  }))

describe('the span of a table', () => {
  it('ends before the day of the newest incident, unless that day was told of to its end', () => {
    expect(spanOf(incidentsFrom(daily(40)))).toEqual({ first: DAY - 39, last: DAY, complete: DAY - 1 })
    expect(spanOf(incidentsFrom([...daily(40), { x: 0, y: 0, day: DAY, hour: 23 }])).complete).toBe(DAY)
    // where no clock times are known, the last day may be half told
    expect(spanOf(incidentsFrom(daily(40, DAY, { hour: 0 }), { precision: 'day' })).complete).toBe(DAY - 1)
  })

  it('tells the day before the newest of all that is believed, as the rows one by one do', () => {
    const told = fc.record({ day: fc.integer({ min: 0, max: 30 }), hour: fc.nat(23), late: fc.nat(60) })
    fc.assert(
      fc.property(fc.array(told, { minLength: 31, maxLength: 60 }), fc.nat(60), (list, ahead) => {
        const rows = list.map(({ day, hour }) => ({ x: 0, y: 0, day: DAY - day, hour }))
        const table = incidentsFrom(rows)
        const reported = Int32Array.from(list, ({ late }, i) =>
          late > 50 ? NOT_REPORTED : table.from[i] + late * 400,
        )
        const now = (DAY - 10 + ahead) * 1440
        const { last, complete } = spanOf({ ...table, reported }, now)
        const believed = [...table.from, ...reported.filter((r) => r <= now && r !== NOT_REPORTED)]
        const newest = Math.max(...believed)
        expect(last).toBe(Math.max(...rows.map((r) => r.day)))
        const day = Math.floor(newest / 1440)
        const first = Math.min(...rows.map((r) => r.day))
        expect(complete).toBe(Math.max(first, newest - day * 1440 >= 23 * 60 ? day : day - 1))
      }),
    )
  })

  it('ends before the day of the newest report where reports are dated', () => {
    const rows = daily(40)
    const reported = Int32Array.from(rows, (r) => minuteOf(1970, 1, 1) + (r.day + 2) * 1440 + 9 * 60)
    expect(spanOf(incidentsFrom(rows, { reported })).complete).toBe(DAY + 1)
    // a report out of the future is none
    reported[3] = minuteOf(2062, 1, 1)
    expect(spanOf(incidentsFrom(rows, { reported }), minuteOf(2026, 11, 28)).complete).toBe(DAY + 1)
    // few rows with a report, all of old: the newest incident says more
    const few = new Int32Array(rows.length).fill(-0x8000_0000)
    few[0] = reported[0]
    expect(spanOf(incidentsFrom(rows, { reported: few })).complete).toBe(DAY - 1)
  })

  it('holds whole months where only months are known', () => {
    const rows = ['2026-08-01', '2026-09-01'].map((d) => ({ x: 0, y: 0, day: parseIsoDay(d), hour: 0 }))
    expect(spanOf(incidentsFrom(rows, { precision: 'month' }))).toEqual({
      first: parseIsoDay('2026-08-01'),
      last: parseIsoDay('2026-09-01'),
      complete: parseIsoDay('2026-09-30'),
    })
  })

  it('is not moved by a row or two far away, flagged or not', () => {
    const usual = spanOf(incidentsFrom(daily(60)))
    for (const [day, flags] of [
      [parseIsoDay('1900-01-01'), FLAG.oddDate],
      [parseIsoDay('2003-05-01'), 0],
      [parseIsoDay('2029-05-01'), 0],
      [parseIsoDay('2029-05-01'), FLAG.oddDate],
    ])
      expect(spanOf(incidentsFrom([...daily(60), { x: 0, y: 0, day, hour: 20, flags }]))).toEqual(usual)
    // in a small table one incident of the year before is one of few, not a slip
    expect(spanOf(incidentsFrom([...daily(8), { x: 0, y: 0, day: DAY - 500 }])).first).toBe(DAY - 500)
    // unless there is nothing else
    expect(spanOf(incidentsFrom([{ x: 0, y: 0, day: 9, flags: FLAG.oddDate }])).first).toBe(9)
    expect(spanOf(incidentsFrom([]))).toEqual({ first: 0, last: 0, complete: 0 })
  })

  it('holds first and last day of whatever is not far away', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 60 }), (days) => {
        const s = spanOf(incidentsFrom(days.map((day) => ({ x: 0, y: 0, day }))))
        expect([s.first, s.last]).toEqual([Math.min(...days), Math.max(...days)])
        expect(s.complete).toBe(Math.max(s.first, s.last - 1))
      }),
    )
  })

  it('is cut to the period of the filter', () => {
    const table = incidentsFrom(daily(40))
    expect(coveredDays({ table })).toEqual([DAY - 39, DAY])
    expect(coveredDays({ table, period: [DAY - 9, DAY + 100] })).toEqual([DAY - 9, DAY])
  })
})

describe('one row dated 01/01/1900', () => {
  const file = (rows: readonly string[]) =>
    new Blob(['Crime No,Offence,Date,Easting,Northing\n' + rows.join('\n') + '\n'])
  const rows = Array.from({ length: 7 * 12 }, (_, k) => {
    const day = 22 - Math.floor(k / 12)
    return `A${k},Burglary dwelling,${day}/11/2026 ${18 + (k % 4)}:10,${450_000 + (k % 3) * 10},300000`
  })
  const opened = async (lines: readonly string[]) => {
    const run = openFiles([{ name: 'a.csv', blob: file(lines) }])
    for (;;) {
      const step = await run.next()
      if (!step.done) continue
      const found = step.value.find((o) => o.kind === 'incidents')
      return found!.incidents
    }
  }
  // the first is a word for “no date” in many systems and may be left out; the second is none
  const odd = ['01/01/1900', '14/03/1903'].map(
    (day, i) => `Z${i},Burglary dwelling,${day} 12:00,450000,300000`,
  )

  it('does not make the seven days of the file a year for Patrol', async () => {
    const table = await opened([...rows, ...odd])
    expect(table.n).toBeGreaterThan(rows.length)
    const params = { ...defaults(patrol.schema), lookBack: 12, least: 2, start: 18, length: 4 }
    const r = drain(patrol.compute({ table, rows: allRows(table), params: params as never, today: DAY }))
    expect(r.days).toBe(7)
  })

  it('does not let Change compare with a period before the file', async () => {
    const table = await opened([...rows, ...odd])
    expect(() =>
      drain(
        change.compute({
          table,
          rows: allRows(table),
          params: defaults(change.schema) as never,
          today: DAY,
        }),
      ),
    ).toThrow(/before the table begins, on 16 Nov 2026/)
  })

  it('and a filter by period shortens what Patrol looks back on', async () => {
    const table = await opened(rows)
    const params = { ...defaults(patrol.schema), lookBack: 12, least: 2, start: 18, length: 4 }
    const within = allRows(table).filter((i) => table.from[i] >= (DAY - 3) * 1440)
    const r = drain(
      patrol.compute({ table, rows: within, period: [DAY - 3, DAY], params: params as never, today: DAY }),
    )
    expect(r.days).toBe(4)
  })
})

describe('rows by day', () => {
  it('are those of a list of their days, odd dates apart and rows without a place with them', () => {
    const row = fc.record({
      day: fc.integer({ min: -900, max: 900 }),
      minute: fc.nat(1439),
      odd: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 60 }),
        fc.array(row, { maxLength: 9 }),
        fc.nat(3),
        (list, more, k) => {
          const minutes = (rows: typeof list) => Int32Array.from(rows, (r) => r.day * 1440 + r.minute)
          const table = {
            n: list.length,
            from: minutes(list),
            flags: Uint16Array.from(list, (r) => (r.odd ? FLAG.oddDate : 0)),
            unplaced: { from: minutes(more) } as never,
          }
          const rows = Uint32Array.from(list.keys()).filter((i) => i % 4 !== k)
          const without = Uint32Array.from(more.keys()).filter((i) => i % 4 !== k)
          const wanted = [
            ...[...rows].filter((i) => !list[i].odd).map((i) => list[i].day),
            ...[...without].map((i) => more[i].day),
          ].sort((a, b) => a - b)
          const found = daysAmong(table, rows, without, daysHad(table))
          expect([...found.rows].flatMap((n, d) => new Array<number>(n).fill(found.first + d))).toEqual(
            wanted,
          )
          expect(dayOf(table.from[0] ?? 0)).toBe(list[0]?.day ?? 0)
        },
      ),
    )
  })
})
