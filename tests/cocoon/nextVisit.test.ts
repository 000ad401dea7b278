/** No answer: another part of the day tomorrow, then a leaflet, and what makes a home be left in peace. */
import { describe, expect, it } from 'vitest'
import { standingOf, visitsByHome } from '../../src/cocoon/nextVisit.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import type { Outcome, Visit } from '../../src/cocoon/visits.ts'
import { defaults } from '../../src/core/base/params.ts'
import { minuteOf } from '../../src/core/base/time.ts'

const P = defaults(protocolSchema)
const nov = (day: number, hour = 0, minute = 0) => minuteOf(2026, 11, day, hour, minute)
const day = (d: number) => nov(d) / 1440
const SINCE = nov(22, 13)
let n = 0
const visit = (at: number, outcome: Outcome, over: Partial<Visit> = {}): Visit => ({
  id: `d-${++n}`,
  home: 'h',
  list: '',
  incident: '',
  outcome,
  at,
  device: 'd',
  note: '',
  revision: 0,
  ...over,
})
const on = (today: number, visits: Visit[], victim = false, over: Partial<typeof P> = {}) =>
  standingOf(visits, SINCE, victim, day(today), { ...P, ...over })

describe('where nobody answered', () => {
  it('is tried at another part of the next day', () => {
    for (const [hour, part, until] of [
      [10, 'evening', 21],
      [14, 'evening', 21],
      [18, 'afternoon', 17],
    ] as const) {
      const tried = [visit(nov(23, hour), 'no answer')]
      expect(on(23, tried)).toEqual({
        kind: 'not now',
        reason: `no answer Mon 23 Nov ${hour}:00: tomorrow, try the ${part}`,
      })
      expect(on(24, tried)).toMatchObject({
        kind: 'again',
        again: { attempt: 2, part, leaflet: false, last: nov(23, hour), due: nov(24, until) },
      })
    }
  })
  it('is tried again after a card or a request to call back, and left in peace after a leaflet', () => {
    for (const outcome of ['card left', 'call back'] as const)
      expect(on(24, [visit(nov(23, 10), outcome)])).toMatchObject({
        kind: 'again',
        again: {
          attempt: 2,
          part: 'evening',
          says: `${outcome === 'call back' ? 'asked to call back' : 'no answer'} Mon 23 Nov 10:00: try the evening`,
        },
      })
    for (const outcome of ['card left', 'no answer'] as const)
      expect(on(24, [visit(nov(23, 10), outcome, { ticks: ['leaflet'] })])).toEqual({
        kind: 'not now',
        reason: `visited 1 day ago (leaflet)`,
      })
    // a leaflet does not answer a request to call back; nor does such a request count as a knock without an answer
    expect(on(24, [visit(nov(23, 10), 'call back', { ticks: ['leaflet'] })]).kind).toBe('again')
    const asked = [visit(nov(23, 10), 'call back'), visit(nov(24, 18), 'card left')]
    expect(on(25, asked)).toMatchObject({ again: { attempt: 3, leaflet: false } })
  })
  it('counts the night with the day before', () => {
    const late = [visit(nov(24, 1), 'no answer')]
    expect(on(23, late)).toMatchObject({ kind: 'not now' })
    expect(on(24, late)).toMatchObject({ again: { part: 'afternoon', due: nov(24, 17) } })
  })
  it('gets a leaflet after two visits, or as many as the protocol says', () => {
    const two = [visit(nov(23, 10), 'no answer'), visit(nov(24, 18), 'no answer')]
    expect(on(25, two)).toMatchObject({
      again: {
        attempt: 3,
        leaflet: true,
        part: 'afternoon',
        due: nov(26, 6) - 1,
        says: 'no answer Tue 24 Nov 18:00, 2 tries: leave a leaflet',
      },
    })
    expect(on(25, two, false, { knocks: 3 })).toMatchObject({
      again: { leaflet: false, part: 'afternoon', due: nov(25, 17) },
    })
    expect(on(24, two.slice(0, 1), false, { knocks: 1 })).toMatchObject({ again: { leaflet: true } })
  })
  it('is left in peace once the leaflet is there', () => {
    const all = [
      visit(nov(23, 10), 'no answer'),
      visit(nov(24, 18), 'no answer'),
      visit(nov(25, 18), 'leaflet'),
    ]
    expect(on(26, all)).toEqual({ kind: 'not now', reason: 'visited 1 day ago (leaflet)' })
  })
  it('begins afresh with a new burglary: older tries were for another one', () => {
    expect(on(23, [visit(nov(22, 12), 'no answer')])).toEqual({ kind: 'first' })
    expect(on(23, [visit(SINCE, 'no answer')])).toMatchObject({ kind: 'again' })
  })
  it('tries again after an old visit that settled it long ago', () => {
    const visits = [visit(nov(22, 12) - 40 * 1440, 'spoken'), visit(nov(23, 10), 'no answer')]
    expect(on(24, visits)).toMatchObject({ kind: 'again', again: { attempt: 2 } })
  })
})

describe('a home called on before', () => {
  it('is not called on again within the days of the protocol; the burgled one is, unless since', () => {
    const before = [visit(nov(22, 9), 'spoken')]
    expect(on(22, before)).toEqual({ kind: 'not now', reason: 'visited 0 days ago (spoken)' })
    expect(on(23, before, true)).toEqual({ kind: 'first' })
    expect(on(23, [visit(SINCE, 'spoken')], true)).toMatchObject({ kind: 'not now' })
    const long = [visit(nov(22, 9) - 28 * 1440, 'refused')]
    expect(on(22, long)).toMatchObject({ kind: 'not now' })
    expect(on(23, long)).toEqual({ kind: 'first' })
  })
  it('that is no dwelling never is', () => {
    expect(on(23, [visit(nov(1, 9) - 300 * 1440, 'not a dwelling')], true)).toEqual({
      kind: 'not now',
      reason: 'found not to be a dwelling',
    })
  })
  it('goes by records that stand, in time order', () => {
    const taken = visit(nov(23, 9), 'spoken', { removed: true })
    const [b, a] = [visit(nov(23, 12), 'leaflet'), visit(nov(23, 10), 'no answer')]
    expect([...visitsByHome([b, taken, a, { ...a, home: 'g', id: 'x' }])]).toEqual([
      ['h', [a, b]],
      ['g', [{ ...a, home: 'g', id: 'x' }]],
    ])
  })
})
