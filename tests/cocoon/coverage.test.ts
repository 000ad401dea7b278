/** Coverage of a list stays the same question while its homes leave it one by one. */
import { describe, expect, it } from 'vitest'
import { homeKey } from '../../src/cocoon/address.ts'
import { dayStart } from '../../src/cocoon/clock.ts'
import { listCoverage } from '../../src/cocoon/coverage.ts'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { cocoonList } from '../../src/cocoon/list.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import type { Outcome, Visit } from '../../src/cocoon/visits.ts'
import type { Homes } from '../../src/core/places/homes.ts'
import { textAt } from '../../src/core/base/text.ts'
import { defaults } from '../../src/core/base/params.ts'
import { draw, home, incidentsOf, TODAY } from './town.ts'

const homes = draw('Harrow Lane |  2  4  6  8  10')
const reported = TODAY * 1440 - 600
const { table, text, rows } = incidentsOf(homes, [{ at: home(homes, '6'), reported }])
const doors = prepareHomes(homes)
const protocol = { ...defaults(protocolSchema), officers: 1 }

let n = 0
const visit = (number: string, outcome: Outcome, at = reported + 60): Visit => ({
  id: `d-${++n}`,
  home: String(10_000 + home(homes, number)),
  list: '',
  incident: '',
  outcome,
  at,
  device: 'd',
  note: '',
  revision: 0,
})
const of = (visits: Visit[]) => {
  const list = cocoonList({ table, text, doors, rows, today: TODAY, protocol, visits })
  return { left: list.visits.length, ...listCoverage(list, homes, visits) }
}

describe('coverage of a list', () => {
  it('keeps counting homes that left the list because they were visited', () => {
    expect(of([])).toMatchObject({ left: 5, listed: 5, occupied: 5 })
    const some = of([
      visit('2', 'spoken'),
      visit('4', 'leaflet'),
      visit('8', 'no answer'),
      visit('10', 'vacant'),
    ])
    // 2, 4 and the vacant 10 left the list; the one without an answer stays on it
    expect(some).toMatchObject({ left: 2, listed: 5, occupied: 4, done: 3, again: 1 })
    expect(some.shares.map((s) => [s.n, s.of])).toEqual([
      [3, 4],
      [3, 3],
      [1, 4],
      [2, 4],
    ])
  })

  it('leaves out homes visited for an earlier burglary and those not due again', () => {
    const early = of([visit('2', 'spoken', reported - 5 * 1440)])
    expect(early).toMatchObject({ left: 4, listed: 4 })
    expect(early.shares[0]).toMatchObject({ n: 0, of: 4 })
  })

  it('goes by the last call on a home that was also tried before its burglary', () => {
    const c = of([visit('2', 'no answer', reported - 5 * 1440), visit('2', 'spoken')])
    expect(c).toMatchObject({ left: 4, listed: 5, done: 1 })
    expect(c.shares[0]).toMatchObject({ n: 1, of: 5 })
  })

  it('leaves to the next day what was recorded from its first minute on', () => {
    const turn = dayStart(TODAY + 1, protocol.dayTurns)
    expect(of([visit('2', 'spoken', turn)]).left).toBe(5)
    expect(of([visit('2', 'spoken', turn - 1)]).left).toBe(4)
  })

  it('keeps counting homes that are to be tried again tomorrow', () => {
    const tonight = TODAY * 1440 + 18 * 60
    const c = of([
      visit('2', 'no answer', tonight),
      visit('4', 'card left', tonight),
      visit('8', 'spoken', tonight),
    ])
    // none of the three is on the list of this evening any more; all were called on
    expect(c).toMatchObject({ left: 2, listed: 5, occupied: 5, done: 1, again: 2 })
    expect(c.shares.map((s) => [s.n, s.of])).toEqual([
      [3, 5],
      [3, 3],
      [1, 5],
      [3, 5],
    ])
  })

  it('asks for homes there is no time for all the same', () => {
    const short = { ...protocol, capacity: 7 }
    const tried = [visit('2', 'spoken')]
    const list = cocoonList({ table, text, doors, rows, today: TODAY, protocol: short, visits: tried })
    expect(list.visits.length).toBeLessThan(4)
    const c = listCoverage(list, homes, tried)
    expect(c).toMatchObject({ listed: 5, occupied: 5, done: 1 })
    expect(c.shares[0]).toMatchObject({ n: 1, of: 5 })
  })

  it('knows visits of a home from before the address file had UPRNs', () => {
    const older = { ...visit('2', 'spoken'), home: homeKey('', textAt(homes.address, home(homes, '2'))) }
    expect(of([older])).toMatchObject({ left: 4, listed: 5 })
    expect(of([older]).shares[0]).toMatchObject({ n: 1 })
  })

  it('knows in time from late', () => {
    const late = of([visit('2', 'spoken', reported + 49 * 60)])
    expect(late.shares[1]).toMatchObject({ n: 0, of: 1 })
  })
})

describe('rounds kept within beats', () => {
  it('say so where the address file names no beat', () => {
    const none: Homes = { ...homes, beat: { values: [''], codes: new Uint32Array(homes.n) } }
    const made = (byBeat: boolean, of = none) =>
      cocoonList({
        ...{ table, text, rows, today: TODAY, doors: prepareHomes(of) },
        protocol: { ...protocol, byBeat },
      }).notes.join(' ')
    expect(made(true)).toContain(
      'Rounds are not kept within beats: the address file has no column of beats, ',
    )
    expect(made(false)).not.toContain('within beats')
    expect(made(true, homes)).not.toContain('within beats')
  })
})
