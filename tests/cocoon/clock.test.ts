/** One clock: late to the minute, days that turn at six, and the burglary that sets a time. */
import { describe, expect, it } from 'vitest'
import { clockOf, dueStatus, momentOf, momentWords, policeDay } from '../../src/cocoon/clock.ts'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { whichNeed } from '../../src/cocoon/due.ts'
import { cocoonList } from '../../src/cocoon/list.ts'
import { listCsv } from '../../src/cocoon/listCsv.ts'
import { type Protocol, protocolSchema } from '../../src/cocoon/protocol.ts'
import { streetLevel } from '../../src/cocoon/streets.ts'
import { defaults } from '../../src/core/base/params.ts'
import { minuteOf } from '../../src/core/base/time.ts'
import { type Burglary, draw, home, incidentsOf } from './town.ts'

const P = defaults(protocolSchema)
const HOMES = draw(`Harrow Lane | 1   3   5   7   9   11  13  15  17  19  21`)
const DOORS = prepareHomes(HOMES)
const at = (a: string) => home(HOMES, a)
const nov = (day: number, hour = 0, minute = 0) => minuteOf(2026, 11, day, hour, minute)
const day = (d: number) => nov(d) / 1440
const list = (made: Burglary[], today: number, now?: number, over: Partial<Protocol> = {}) => {
  const { table, text, rows } = incidentsOf(HOMES, made)
  return cocoonList({ table, text, doors: DOORS, rows, today, now, protocol: { ...P, officers: 1, ...over } })
}
const reported = (d: number, hour: number, minute = 0, a = '11 Harrow'): Burglary => ({
  at: at(a),
  from: nov(d, hour - 2, minute),
  reported: nov(d, hour, minute),
})

describe('a police day', () => {
  it('turns at its hour, not at midnight', () => {
    expect(policeDay(nov(23, 5, 59), 6)).toBe(day(22))
    expect(policeDay(nov(23, 6), 6)).toBe(day(23))
    expect(policeDay(nov(23, 0), 0)).toBe(day(23))
    expect(policeDay(nov(22, 23, 59), 0)).toBe(day(22))
  })
  it('has the clock’s minute while it lasts, else its own beginning', () => {
    expect(momentOf(day(23), 6, nov(23, 22))).toBe(nov(23, 22))
    expect(momentOf(day(23), 6, nov(24, 2))).toBe(nov(24, 2))
    expect(momentOf(day(23), 6, nov(24, 6))).toBe(nov(23, 6))
    expect(momentOf(day(23), 6)).toBe(nov(23, 6))
  })
  it('is told with its hour while it lasts', () => {
    const dated = (moment: number) => ({ asAt: day(23), moment, protocol: { dayTurns: 6 } })
    expect(momentWords(dated(nov(23, 22)))).toBe('Mon 23 Nov 2026 22:00')
    expect(momentWords(dated(nov(24, 2)))).toBe('Mon 23 Nov 2026 02:00 the night after')
    expect(momentWords(dated(nov(23, 6)))).toBe('Mon 23 Nov 2026')
    expect(clockOf(dated(nov(23, 22)), nov(24, 5, 59))).toBe(nov(24, 5, 59))
    expect(clockOf(dated(nov(23, 22)), nov(24, 6))).toBe(nov(23, 22))
    expect(clockOf(dated(nov(23, 22)), nov(23, 21))).toBe(nov(23, 22))
  })
})

describe('late', () => {
  it('is late from the minute after the one it was due, today until the day turns', () => {
    expect(dueStatus(nov(23, 13), nov(23, 13), 6)).toBe('today')
    expect(dueStatus(nov(23, 13), nov(23, 13, 1), 6)).toBe('overdue')
    expect(dueStatus(nov(24, 5, 59), nov(23, 13), 6)).toBe('today')
    expect(dueStatus(nov(24, 6), nov(23, 13), 6)).toBe('later')
    expect(dueStatus(nov(24, 5, 59), nov(24, 2), 6)).toBe('today')
  })

  it('is the same in burglaries, calls and streets; never none while a time has passed', () => {
    // reported Sat 13:00, so due Mon 13:00
    const made = [reported(21, 13)]
    for (const [now, status] of [
      [nov(23, 13), 'today'],
      [nov(23, 13, 1), 'overdue'],
      [nov(23, 22), 'overdue'],
      [nov(24, 3), 'overdue'],
    ] as const) {
      const l = list(made, day(23), now)
      expect(l.moment).toBe(now)
      expect(l.incidents.map((i) => [i.due, i.status])).toEqual([[nov(23, 13), status]])
      expect(new Set(l.visits.map((v) => v.due))).toEqual(new Set([nov(23, 13)]))
      expect(l.visits.filter((v) => v.due < l.moment).length > 0).toBe(status === 'overdue')
      const { table, rows } = incidentsOf(HOMES, [{ ...made[0], street: 'Harrow Lane' }])
      const { streets } = streetLevel({ table, rows, today: day(23), now, protocol: P })
      expect(streets[0].status).toBe(status)
    }
  })

  it('leaves a night shift what was reported after midnight, on the day the shift began', () => {
    const night: Burglary = { at: at('11 Harrow'), from: nov(24, 0, 10), reported: nov(24, 1) }
    const found = (today: number, now: number) => list([night], today, now).incidents
    expect(found(day(23), nov(24, 2))).toMatchObject([{ age: 0, status: 'later' }])
    expect(found(day(24), nov(24, 7))).toMatchObject([{ age: 0 }])
    // what is reported later is not, nor on the list of that date once the night is over
    expect(list([{ ...night, reported: nov(24, 2, 1) }], day(23), nov(24, 2)).incidents).toEqual([])
    expect(list([night], day(23)).incidents).toEqual([])
    expect(list([night], day(23), nov(23, 22), { dayTurns: 0 }).incidents).toEqual([])
    const { table, rows } = incidentsOf(HOMES, [{ ...night, street: 'Harrow Lane' }])
    expect(streetLevel({ table, rows, today: day(23), now: nov(24, 2), protocol: P }).streets).toHaveLength(1)
    expect(streetLevel({ table, rows, today: day(23), protocol: P }).streets).toHaveLength(0)
  })

  it('counts as of the day’s beginning where no minute is told', () => {
    const { table, rows } = incidentsOf(HOMES, [reported(21, 13)])
    expect(whichNeed(table, rows, day(23), P).need[0].status).toBe('today')
    expect(whichNeed(table, rows, day(23), P, nov(23, 13, 1)).need[0].status).toBe('overdue')
  })
})

describe('a call in two cocoons', () => {
  it('names the burglary that sets its time, whichever gave the reason', () => {
    // 13 is next door to 15, reported later, and three doors from 7, reported first
    const l = list([reported(22, 9, 0, '15 Harrow'), reported(21, 8, 30, '7 Harrow')], day(22))
    const shared = l.visits.find((v) => v.homes.includes(at('13 Harrow')))!
    expect(shared).toMatchObject({ why: 'next door', due: nov(23, 8, 30), dueBy: 1, incidents: [0, 1] })
    const line = listCsv(l, undefined)
      .split('\r\n')
      .find((row) => row.includes('13 Harrow Lane'))!
    expect(line.startsWith('row 2; row 1,')).toBe(true)
    expect(line.endsWith('2026-11-23T08:30')).toBe(true)
  })
  it('of equal times names the one that gave the reason', () => {
    const l = list([reported(21, 8, 30, '15 Harrow'), reported(21, 8, 30, '7 Harrow')], day(22))
    for (const v of l.visits) expect(v.dueBy).toBe(v.incidents[0])
  })
})
