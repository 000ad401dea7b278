/** Delivery by week, counted by hand, and the same as the list's own coverage where both ask the same. */
import { describe, expect, it } from 'vitest'
import { listCoverage } from '../../src/cocoon/coverage.ts'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { cocoonList } from '../../src/cocoon/list.ts'
import { type Protocol, protocolSchema } from '../../src/cocoon/protocol.ts'
import type { Outcome, Tick, Visit } from '../../src/cocoon/visits.ts'
import {
  mondayOf,
  WEEKLY_NOTES,
  type WeeklyInput,
  weeklyDelivery,
  weeksUntil,
} from '../../src/cocoon/weekly.ts'
import { defaults } from '../../src/core/base/params.ts'
import { minuteOf } from '../../src/core/base/time.ts'
import { draw, home, homesOf, incidentsOf, TODAY } from './town.ts'

const homes = draw('Harrow Lane |  2  4  6  8  10  12  14  16  18  20  22  24')
const doors = prepareHomes(homes)
const nov = (d: number, h = 12) => minuteOf(2026, 11, d, h)
const at = (number: string, day: number, offence?: 'burglary-any') => ({
  ...{ at: home(homes, number), from: nov(day, 8), to: nov(day, 9), reported: nov(day, 10) },
  ...(offence && { offence }),
})
const made = [at('8 ', 3), at('8 ', 17), at('16', 19)]
const { table, text, rows } = incidentsOf(homes, made)
const P: Protocol = { ...defaults(protocolSchema), officers: 1, lookBack: 6, notAgain: 7 }

let n = 0
const visit = (number: string, outcome: Outcome, when: number, ticks?: Tick[]): Visit => ({
  ...{ id: `d-${++n}`, home: String(10_000 + home(homes, number)), list: '', incident: '', outcome },
  ...{ at: when, device: 'd', note: '', revision: 0, ...(ticks && { ticks }) },
})
const visits = [
  visit('10', 'spoken', nov(4)),
  visit('8 ', 'spoken', nov(17, 18)),
  visit('6 ', 'card left', nov(17, 18)),
  visit('12', 'no answer', nov(17, 18)),
  visit('12', 'no answer', nov(18, 18), ['leaflet']),
  visit('4 ', 'call back', nov(17, 19)),
  visit('2 ', 'vacant', nov(17, 19)),
  visit('18', 'refused', nov(20, 18)),
  // the day before the burglary, and taken back
  visit('20', 'spoken', nov(18)),
  { ...visit('24', 'spoken', nov(20)), removed: true },
]
const weekly = (over: Partial<WeeklyInput> = {}) =>
  weeklyDelivery({
    ...{ table, text, doors, rows, protocol: P, visits, until: nov(22, 23), weeks: 4 },
    ...over,
  })

describe('delivery by week', () => {
  it('counts each week’s homes once, by every visit since the report', () => {
    expect(weekly().map((w) => w.from)).toEqual([21, 14, 7, 0].map((d) => mondayOf(TODAY) - d))
    expect(weekly()[3]).toEqual({
      ...{ from: mondayOf(TODAY), burglaries: 2, unmatched: 0, asked: 11, called: 6, spoken: 1 },
      // 6 got a card, 12 a leaflet; neither answered; 10, 14, 16, 22 and 24 were not called on, and
      // 20 was not asked for: it had been spoken to the day before
      ...{ leaflet: 2, unanswered: 2, notReached: 5, open: true },
    })
    expect(weekly()[1]).toMatchObject({ burglaries: 1, asked: 8, called: 6, spoken: 2, notReached: 2 })
    expect(weekly()[2]).toMatchObject({ burglaries: 0, asked: 0, called: 0, notReached: 0, open: false })
  })

  it('counts a call of the minute of the report, and none of the minute before', () => {
    const called = (when: number) => weekly({ visits: [visit('10', 'no answer', when)] })[3].called
    expect([called(nov(17, 10)), called(nov(17, 10) - 1)]).toEqual([1, 0])
  })

  it('is what the list of that week says was delivered', () => {
    const list = cocoonList({ table, text, doors, rows, today: TODAY, protocol: P, visits })
    const c = listCoverage(list, homes, visits)
    const [, , , w] = weekly()
    expect(c.listed).toBe(w.asked)
    expect(c.shares[0].n + c.listed - c.occupied).toBe(w.called)
    expect(c.shares[2].n).toBe(w.spoken)
  })

  it('knows of the last day what the list beside it knows, by another day’s clock too', () => {
    const today = mondayOf(TODAY) + 3
    const list = cocoonList({ table, text, doors, rows, today, protocol: P, visits })
    // reported on that day at 10:00, after the hour at which it began
    expect(list.moment).toBeLessThan(nov(19, 10))
    expect(weekly({ until: weeksUntil(list, list.moment) })[3].burglaries).toBe(2)
  })

  it('asks for nobody who was called on shortly before, or must not be', () => {
    const lately = weekly({ protocol: { ...P, notAgain: 30 } })[3]
    // 10 on the 4th, 20 on the 18th
    expect(lately.asked).toBe(10)
    const key = String(10_000 + home(homes, '14'))
    const marks = { [key]: { address: '', notCall: { reason: 'asked', until: TODAY + 30 } } }
    expect(weekly({ marks: marks as WeeklyInput['marks'] })[3].asked).toBe(10)
  })

  it('asks for the burgled home after each burglary, as the list does and the note says', () => {
    const twice = incidentsOf(homes, [at('8 ', 3), at('8 ', 17)])
    const lately = visits.filter((v) => v.at < nov(17)).concat(visit('8 ', 'spoken', nov(4, 18)))
    const week = weekly({ ...twice, visits: lately, protocol: { ...P, notAgain: 30 } })[3]
    // 10 was spoken to on the 4th too and is not asked for
    expect(week.asked).toBe(weekly({ ...twice, visits: [] })[3].asked - 1)
    expect(WEEKLY_NOTES.join(' ')).toContain('the burgled home is, after each burglary')
  })

  it('knows nothing that came later, and says of which burglary the home was not found', () => {
    expect(weekly({ until: nov(18, 11) }).at(-1)).toMatchObject({
      burglaries: 1,
      asked: 8,
      called: 5,
      spoken: 1,
    })
    const far = incidentsOf(homesOf([{ x: 9000, y: 0, street: 'Nowhere', number: 1 }]), [
      { at: [9000, 0] as const, from: nov(18), to: nov(18), reported: nov(18) },
    ])
    expect(weekly({ ...far }).at(-1)).toMatchObject({ burglaries: 1, unmatched: 1, asked: 0 })
  })
})
