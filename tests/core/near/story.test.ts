/** The story of an incident, held against a look at every row and against the classification of chains. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UNKNOWN_UNIT } from '../../../src/core/geometry/plane.ts'
import { classify } from '../../../src/core/near/chains.ts'
import { FLAG } from '../../../src/core/table/incidents.ts'
import { drain } from '../../../src/core/base/drain.ts'
import type { OffenceId } from '../../../src/core/base/offences.ts'
import { kindOf } from '../../../src/core/places/places.ts'
import { compass, LONGEST_CHAIN, storyOf } from '../../../src/core/near/story.ts'
import { dayOf } from '../../../src/core/base/time.ts'
import { incidentsFrom, type Row } from '../../tools/incidents.ts'

const KINDS: OffenceId[] = ['burglary-home', 'burglary-any', 'theft-from-vehicle', 'theft-of-vehicle']
const aRow: fc.Arbitrary<Row> = fc.record({
  // a lattice of 100 m makes distances of exactly 400 m common
  x: fc.integer({ min: 0, max: 15 }).map((k) => 450_000 + k * 100),
  y: fc.integer({ min: 0, max: 15 }).map((k) => 300_000 + k * 100),
  day: fc.integer({ min: 20_400, max: 20_520 }),
  hour: fc.integer({ min: 0, max: 23 }),
  offence: fc.constantFrom(...KINDS),
  place: fc.integer({ min: -1, max: 12 }),
})

describe('the story of an incident', () => {
  it('measures nothing while the unit of the coordinates is not known', () => {
    const rows = [0, 100].map((x): Row => ({
      x: 450_000 + x,
      y: 300_000,
      day: 20_400,
      hour: 1,
      offence: KINDS[0],
      place: -1,
    }))
    const story = storyOf({ ...incidentsFrom(rows), crs: UNKNOWN_UNIT }, 0)
    expect(story.refused).toMatch(/metres or feet/)
    expect(story.near).toEqual([])
  })

  it('names the incidents a look at every row names', () => {
    fc.assert(
      fc.property(fc.array(aRow, { minLength: 1, maxLength: 60 }), (rows) => {
        const t = incidentsFrom(rows)
        const day = (i: number) => dayOf(t.from[i])
        const kind = (i: number) => kindOf(t.offence[i], t.wording.codes[i])
        for (const row of [0, rows.length >> 1, rows.length - 1]) {
          const story = storyOf(t, row)
          const others = [...rows.keys()].filter((i) => i !== row)
          const inReach = others.filter(
            (i) => kind(i) === kind(row) && Math.hypot(t.x[i] - t.x[row], t.y[i] - t.y[row]) <= 400,
          )
          const near = inReach.filter((i) => Math.abs(day(i) - day(row)) <= 42)
          expect(new Set(story.near.map((l) => l.row))).toEqual(new Set(near))
          expect(story.around).toBe(inReach.length)
          const here = others.filter((i) => t.place[row] >= 0 && t.place[i] === t.place[row])
          expect(story.here && new Set(story.here.map((l) => l.row))).toEqual(
            t.place[row] < 0 ? undefined : new Set(here),
          )
          for (const l of [...story.near, ...(story.here ?? [])]) {
            expect(l.days).toBe(day(l.row) - day(row))
            expect(l.same).toBe(t.place[row] >= 0 && t.place[l.row] === t.place[row])
          }
          // those at the same place stand before those that are only near
          const same = story.near.map((l) => l.same)
          expect(same).toEqual([...same].sort((a, b) => Number(b) - Number(a)))
          const days = [...rows.keys()].map(day)
          const [first, last] = [Math.min(...days), Math.max(...days)]
          let covered = 0
          for (let d = day(row) - 42; d <= day(row) + 42; d++) if (d >= first && d <= last) covered++
          expect(story.covered).toBe(covered)
          expect(story.usual).toBeCloseTo((inReach.length * covered) / (last - first + 1), 9)
        }
      }),
    )
  })

  it('follows the chain that the classification finds', () => {
    fc.assert(
      fc.property(fc.array(aRow, { minLength: 2, maxLength: 50 }), (rows) => {
        const t = incidentsFrom(rows.map((r) => ({ ...r, offence: 'burglary-home' as const })))
        const days = Int32Array.from(t.from, dayOf)
        const all = drain(classify({ x: t.x, y: t.y, days, reach: 400, within: 42, repeat: 1 }))
        for (let row = 0; row < t.n; row++) {
          const { chain } = storyOf(t, row)
          expect(chain !== undefined).toBe(all.chain[row] > 0)
          if (!chain) continue
          const c = all.chain[row]
          expect([...chain.rows].sort((a, b) => a - b)).toEqual(
            [...rows.keys()].filter((i) => all.chain[i] === c),
          )
          expect(chain.rows[chain.at]).toBe(row)
          expect(chain.span).toBe(all.chains.span[c - 1])
          expect(chain.spread).toBeCloseTo(all.chains.spread[c - 1], 9)
          expect(chain.cut).toBe(false)
        }
      }),
    )
  })

  it('says where and when by hand', () => {
    const at = (dx: number, dy: number, day: number, patch: Partial<Row> = {}): Row => ({
      x: 450_000 + dx,
      y: 300_000 + dy,
      day: 20_500 + day,
      ...patch,
    })
    const t = incidentsFrom([
      at(0, 0, 0, { place: 70 }),
      at(0, 0, -30, { place: 70 }),
      at(0, 0, -200, { place: 70, offence: 'theft-from-vehicle' }),
      at(300, 300, 5),
      at(400, 0, 42),
      at(400.5, 0, 1),
      at(0, -50, -43),
      at(-90, 0, 0, { offence: 'robbery-personal' }),
    ])
    const s = storyOf(t, 0)
    expect(s.here!.map((l) => [l.row, l.days])).toEqual([
      [1, -30],
      [2, -200],
    ])
    // the same place first; 424 m, 400.5 m and 43 days are out, 400 m and 42 days are in
    expect(s.near.map((l) => [l.row, l.days, l.metres, l.direction])).toEqual([
      [1, -30, 0, ''],
      [4, 42, 400, 'east'],
    ])
    expect(storyOf(t, 0, { reach: 500, within: 7 }).near.map((l) => [l.row, l.direction])).toEqual([
      [5, 'east'],
      [3, 'north-east'],
    ])
    expect([compass(0, 1), compass(-1, 0), compass(-1, -1), compass(0, -3), compass(5, -4)]).toEqual([
      'north',
      'west',
      'south-west',
      'south',
      'south-east',
    ])
  })

  it('refuses what open data cannot carry, and tells what it can of a row without a place', () => {
    const rows = [{ x: 450_000, y: 300_000, day: 20_400 }]
    expect(storyOf(incidentsFrom(rows, { precision: 'month' }), 0).refused).toMatch(/months/)
    expect(storyOf(incidentsFrom(rows, { source: 'open' }), 0).refused).toMatch(/snap|shared points/)
    const lost = incidentsFrom([...rows, { ...rows[0], day: 20_410 }], {
      x: Float64Array.of(NaN, 450_000),
      y: Float64Array.of(NaN, 300_000),
      place: Int32Array.of(-1, 3),
    })
    const story = storyOf(lost, 0)
    expect(story.here).toBeUndefined()
    expect(story.near).toEqual([])
    expect(story.chain).toBeUndefined()
    expect(storyOf(lost, 1).near).toEqual([])
  })

  it('counts what is usual over sound dates only', () => {
    const day = [20_400, 20_410, 20_499, 1]
    const t = incidentsFrom(
      day.map((d, i) => ({ x: 450_000, y: 300_000, day: d, flags: i === 3 ? FLAG.oddDate : 0 })),
    )
    // days 20,400 to 20,442 of a table of a hundred days: 43 of 100, with three others around
    expect(storyOf(t, 0).usual).toBeCloseTo(3 * 0.43, 12)
    expect(storyOf(t, 3).usual).toBeNaN()
  })

  it('stops following a chain that takes in everything', () => {
    const crowd = incidentsFrom(
      Array.from({ length: LONGEST_CHAIN + 100 }, (_, i) => ({ x: 450_000 + i, y: 300_000, day: 20_400 })),
    )
    const { chain } = storyOf(crowd, 0)
    expect(chain!.cut).toBe(true)
    expect(chain!.rows).toHaveLength(LONGEST_CHAIN)
  })
})
