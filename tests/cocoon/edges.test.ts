/** The edges that decide a visit: which deadline, which week, which day counts again. */
import { describe, expect, it } from 'vitest'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { byPress, clockStart, whichNeed } from '../../src/cocoon/due.ts'
import { cocoonList } from '../../src/cocoon/list.ts'
import { type Protocol, protocolSchema } from '../../src/cocoon/protocol.ts'
import type { Visit } from '../../src/cocoon/visits.ts'
import { defaults } from '../../src/core/base/params.ts'
import { textAt } from '../../src/core/base/text.ts'
import { minuteOf } from '../../src/core/base/time.ts'
import { type Burglary, draw, FLAG, home, incidentsOf, TODAY } from './town.ts'

const P = defaults(protocolSchema)
const HOMES = draw(`Harrow Lane | 1   3   5   7   9   11  13  15  17  19  21`)
const DOORS = prepareHomes(HOMES)
const at = (a: string) => home(HOMES, a)
const day = (d: number, hour = 0, month = 11) => minuteOf(2026, month, d, hour)

function list(made: readonly Burglary[], visits: Visit[] = [], over: Partial<Protocol> = {}) {
  const { table, text, rows } = incidentsOf(HOMES, made)
  return cocoonList({ table, text, doors: DOORS, rows, today: TODAY, protocol: { ...P, ...over }, visits })
}
const called = (address: string, on: number): Visit => ({
  id: address,
  home: textAt(HOMES.uprn, at(address)),
  list: '',
  incident: '',
  outcome: 'spoken',
  at: on * 1440 + 600,
  device: 'd',
  note: '',
  revision: 0,
})
const doorOf = (l: ReturnType<typeof list>, address: string) =>
  l.visits.find((v) => v.homes.includes(at(address)))

describe('a home in two cocoons', () => {
  it('has the earlier deadline, the later end, and both burglaries', () => {
    const early = { at: at('7 Harrow'), from: day(20, 8), reported: day(20, 8) }
    const late = { at: at('13 Harrow'), from: day(21, 9), reported: day(21, 9) }
    for (const made of [
      [early, late],
      [late, early],
    ]) {
      const shared = doorOf(list(made), '9 Harrow')!
      expect(shared.due).toBe(day(22, 8))
      expect(shared.expires).toBe(day(21) / 1440 + P.window)
      expect([...shared.incidents].sort()).toEqual([0, 1])
    }
  })
})

describe('a home called on before', () => {
  it('is not listed again within the days of the protocol, the last one included', () => {
    const burglary = [{ at: at('9 Harrow'), from: day(21, 9), reported: day(21, 9) }]
    const listed = (daysAgo: number) =>
      doorOf(list(burglary, [called('11 Harrow', TODAY - daysAgo)]), '11 Harrow') !== undefined
    expect(listed(P.notAgain - 1)).toBe(false)
    expect(listed(P.notAgain)).toBe(false)
    expect(listed(P.notAgain + 1)).toBe(true)
  })
})

describe('what is most pressing', () => {
  const due = (age: number, due: number, row: number) => ({ age, due, row }) as Parameters<typeof byPress>[0]
  it('puts the first week, its seventh day included, before the rest', () => {
    expect(byPress(due(7, 900, 0), due(8, 100, 1))).toBeLessThan(0)
    expect(byPress(due(8, 100, 0), due(7, 900, 1))).toBeGreaterThan(0)
    // both in the first week, both after it: the earlier deadline
    expect(byPress(due(6, 900, 0), due(7, 100, 1))).toBeGreaterThan(0)
    expect(byPress(due(9, 900, 0), due(8, 100, 1))).toBeGreaterThan(0)
    expect(byPress(due(1, 100, 3), due(2, 100, 1))).toBeGreaterThan(0)
  })

  it('takes one of the as-at date, and none dated after it', () => {
    const { table, rows } = incidentsOf(HOMES, [
      { at: 0, from: TODAY * 1440 + 60, reported: TODAY * 1440 + 60 },
      { at: 0, from: TODAY * 1440 + 1500, reported: TODAY * 1440 + 1500 },
    ])
    const { need, notListed } = whichNeed(table, rows, TODAY, P)
    expect(need.map((n) => n.row)).toEqual([0])
    expect(notListed).toEqual([{ row: 1, reason: 'dated after the as-at date' }])
    // one of last night that was reported this morning is live, and not dated after
    const late = incidentsOf(HOMES, [{ at: 0, from: TODAY * 1440 + 1000, reported: TODAY * 1440 + 1500 }])
    expect(whichNeed(late.table, late.rows, TODAY, P).notListed).toEqual([
      { row: 0, reason: 'reported after the as-at date' },
    ])
  })

  it('starts the clock at the report, else at the end of the window, else at the end of a day without a time', () => {
    const { table } = incidentsOf(HOMES, [
      { at: 0, from: day(19), to: day(20, 10), reported: day(21, 8) },
      { at: 0, from: day(19), to: day(20, 10) },
      { at: 0, from: day(19), to: day(19), flags: FLAG.noTime },
    ])
    expect(clockStart(table, 0)).toEqual({ since: day(21, 8), reported: true })
    expect(clockStart(table, 1)).toEqual({ since: day(20, 10), reported: false })
    expect(clockStart(table, 2)).toEqual({ since: day(20) - 1, reported: false })
  })
})
