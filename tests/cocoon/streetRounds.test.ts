/** Vehicle crime has rounds, an order and a phone page as doors have. */
import { describe, expect, it } from 'vitest'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { makeCocoon } from '../../src/cocoon/make.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import { isStreets, phoneRound, readRound, roundText } from '../../src/cocoon/roundFile.ts'
import { streetLabels } from '../../src/cocoon/streetLabels.ts'
import { STREET_MINUTES } from '../../src/cocoon/streetRounds.ts'
import { defaults } from '../../src/core/base/params.ts'
import { minuteOf } from '../../src/core/base/time.ts'
import { OUTCOMES, outcomesOf, settles, type Visit } from '../../src/cocoon/visits.ts'
import { draw, incidentsOf, TODAY } from './town.ts'

const P = { ...defaults(protocolSchema), officers: 2 }
const homes = draw('Harrow Lane | 1 3 5')
const nov = (d: number, h = 12) => minuteOf(2026, 11, d, h)

const theft = (x: number, street: string, day = 20) => ({
  at: [x, 0] as const,
  street,
  from: nov(day),
  offence: 'theft-from-vehicle' as const,
})
const make = (made: Parameters<typeof incidentsOf>[1], over = {}, visits: readonly Visit[] = []) => {
  const { table, text, rows } = incidentsOf(homes, made)
  const found = makeCocoon(table, text, homes, () => prepareHomes(homes), {
    rows,
    one: false,
    today: TODAY,
    protocol: { ...P, ...over },
    visits,
    of: 'vehicles',
  })
  if (found.kind !== 'streets') throw new Error('streets were expected')
  return found
}

describe('rounds past streets', () => {
  const made = [
    theft(0, 'Mill Row'),
    theft(20, 'Mill Row', 21),
    theft(200, 'Elm Road'),
    theft(300, 'Oak Road', -300),
    theft(600, 'Far Road'),
  ]
  const { rounds, streets } = make(made)

  it('share the streets among officers, each street once, walked along the ground', () => {
    expect(rounds.rounds.map((r) => [r.number, r.calls])).toEqual([
      [1, 2],
      [2, 2],
    ])
    expect(rounds.visits.map((v) => [v.order, v.round, v.label, v.address, v.tier, v.why])).toEqual([
      [1, 1, '1', 'Mill Row', 'A', '2 on it'],
      [2, 1, '2', 'Elm Road', 'A', '1 on it'],
      // begun at the end where there is live crime
      [3, 2, '1', 'Far Road', 'A', '1 on it'],
      [4, 2, '2', 'Oak Road', 'B', '1 near'],
    ])
    expect(rounds.rounds[0].minutes).toBeCloseTo(2 * STREET_MINUTES + ((200 / 1000) * 60) / P.speed)
    expect(rounds.visits).toHaveLength(streets.streets.length)
  })

  it('are due by the newest theft, which is named', () => {
    const mill = rounds.visits.find((v) => v.address === 'Mill Row')!
    expect(mill.due).toBe(nov(23))
    expect(mill.dueBy).toBe(1)
    expect(rounds.moment).toBe(streets.moment)
  })

  it('go to a phone as a round of doors does, and come back', () => {
    const round = phoneRound(rounds, 1, {
      title: 'Mill Row',
      marking: '',
      tiers: [{ tier: 'A', name: '', says: 'x' }],
    })
    expect(round.calls.map((c) => [c.label, c.address, c.homes])).toEqual([
      ['1', 'Mill Row', [{ key: 'street mill row', flat: '' }]],
      ['2', 'Elm Road', [{ key: 'street elm road', flat: '' }]],
    ])
    expect(round.tiers).toEqual([{ tier: 'A', name: '', says: 'x' }])
    expect(readRound(roundText(round))).toEqual(round)
    // what the phone offers there: a street is neither vacant nor no home
    expect(isStreets(round)).toBe(true)
    expect(outcomesOf(isStreets(round))).toEqual(OUTCOMES.filter((o) => o !== 'vacant'))
    const [call] = round.calls
    const homes = { calls: [{ ...call, homes: [{ key: '100023', flat: '' }] }] }
    expect(outcomesOf(isStreets(homes))).toEqual(OUTCOMES)
  })

  it('leave out a street that was walked since its newest theft, and say of each that is not on them why', () => {
    const walk = (day: number, outcome: Visit['outcome'] = 'spoken'): Visit => ({
      ...{ id: 'a-1', home: 'street mill row', list: 'C', incident: '', outcome, at: nov(day, 14) },
      ...{ device: 'a', note: '', revision: 0 },
    })
    const { rounds: after } = make(made, {}, [walk(21)])
    expect(after.visits.map((v) => v.address)).not.toContain('Mill Row')
    expect(after.leftOut).toMatchObject([
      { what: 'street', label: 'Mill Row', reason: 'walked Sat 21 Nov 14:00' },
    ])
    // before the theft of the 21st, or put off: it is still to be walked
    for (const v of [walk(20), walk(21, 'call back')])
      expect(make(made, {}, [v]).rounds.visits.map((s) => s.address)).toContain('Mill Row')
    const short = make(made, { officers: 1, capacity: 25 }).rounds
    expect(short.visits.length + short.leftOut.length).toBe(4)
    expect(short.leftOut[0].reason).toBe('over 25 minutes for one officer')
  })

  it('name the beat of a street that lies in two, and of no other', () => {
    const street = (street: string, beat: string) => ({ street, beat })
    expect(
      streetLabels([
        street('STRYD FAWR', 'West'),
        street('Stryd Fawr', 'Beat 4'),
        street('Elm Road', 'West'),
        street('Oak Road', ''),
      ]),
    ).toEqual(['STRYD FAWR (beat West)', 'Stryd Fawr (Beat 4)', 'Elm Road', 'Oak Road'])
  })

  it('hold a street walked where nobody answered for done, as the list does', () => {
    const walk = (outcome: Visit['outcome']) => ({ outcome, home: 'street mill row' })
    expect(
      ['spoken', 'card left', 'no answer', 'refused'].map((o) => settles(walk(o as Visit['outcome']))),
    ).toEqual([true, true, true, true])
    expect(settles(walk('call back'))).toBe(false)
    expect(settles({ outcome: 'no answer', home: '100023' })).toBe(false)
  })

  it('are none where there is no street', () => {
    expect(make([]).rounds).toMatchObject({ rounds: [], visits: [] })
  })
})
