/** Cocoons followed up, against plain loops and by hand. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DOSES, followCocoons, type FollowAsk } from '../../../src/core/evaluation/cocoonFollow.ts'
import { MINUTES_PER_DAY } from '../../../src/core/base/time.ts'

const DAY = MINUTES_PER_DAY
const ask = (rows: readonly (readonly [x: number, y: number, day: number, rollOut: number])[], end = 400) =>
  ({
    burglaries: {
      x: Float64Array.from(rows, (r) => r[0]),
      y: Float64Array.from(rows, (r) => r[1]),
      at: Float64Array.from(rows, (r) => r[2] * DAY),
      since: Float64Array.from(rows, (r) => r[2] * DAY + 60),
    },
    contacts: [],
    rollOut: Float64Array.from(rows, (r) => r[3] * DAY),
    end: end * DAY,
  }) satisfies FollowAsk

describe('cocoons followed', () => {
  it('counts from list plus 48 hours, for 42 days, in both arms', () => {
    // one beat listed from day 0, one from day 300; burglaries far apart but for their own near repeats
    const repeat = (after: number) =>
      followCocoons(
        ask([
          [0, 0, 50, 0],
          [300, 0, 50 + after, 0],
          [9000, 0, 60, 300],
          [9300, 0, 60 + after, 300],
        ]),
      ).rows
    const events = (after: number) => repeat(after).map((r) => r.events)
    expect(events(1)).toEqual([0, 0, 0, 0])
    expect(events(3)).toEqual([1, 0, 1, 0])
    expect(events(44)).toEqual([1, 0, 1, 0])
    expect(events(45)).toEqual([0, 0, 0, 0])
    expect(repeat(3).map((r) => r.assigned)).toEqual([true, true, false, false])
  })

  it('has no full days where months are missing', () => {
    const of = (missing: FollowAsk['missing']) =>
      followCocoons({
        ...ask([
          [0, 0, 50, 0],
          [9000, 0, 60, 300],
          [18_000, 0, 120, 300],
        ]),
        missing,
      })
    expect(of([]).rows.map((r) => r.of)).toEqual([0, 1, 2])
    // 52 to 94 and 62 to 104 are followed, of which days 95 on are missing
    const holed = of([[95 * DAY, 110 * DAY]])
    expect(holed.rows.map((r) => r.of)).toEqual([0, 2])
    expect(holed.short).toBe(1)
  })

  it('gives a near repeat to the first cocoon whose window holds it, and says how many were shared', () => {
    const r = followCocoons(
      ask([
        [0, 0, 50, 0],
        [100, 0, 60, 0],
        [200, 0, 70, 0],
        [9000, 0, 80, 300],
      ]),
    )
    // the second is a repeat of the first; the third of both, counted once
    expect(r.rows.map((c) => c.events)).toEqual([2, 0, 0, 0])
    expect(r.shared).toBe(1)
  })

  it('compares only while there are both kinds, and cocoons with 42 full days', () => {
    const r = followCocoons(
      ask(
        [
          [0, 0, 5, 10],
          [0, 0, 20, 10],
          [9000, 0, 20, 200],
          [9000, 0, 250, 200],
          [5000, 0, 20, NaN],
          [0, 9000, 180, 10],
        ],
        220,
      ),
    )
    expect(r.both).toEqual([10 * DAY, 200 * DAY])
    expect([r.outside, r.unknown, r.short]).toEqual([2, 1, 1])
    expect(r.rows.map((c) => [c.of, c.assigned])).toEqual([
      [1, true],
      [2, false],
    ])
    // one start for all: before and after alone
    expect(
      followCocoons(
        ask([
          [0, 0, 5, 10],
          [0, 0, 20, 10],
        ]),
      ).rows,
    ).toEqual([])
    // a beat that was never listed keeps both kinds to the end
    expect(
      followCocoons(
        ask([
          [0, 0, 20, 10],
          [9000, 0, 300, Infinity],
        ]),
      ).rows.map((c) => c.assigned),
    ).toEqual([true, false])
  })

  it('takes the best of what the doors got, and only what was in time as reached', () => {
    const base = ask([
      [0, 0, 20, 10],
      [2000, 0, 20, 10],
      [4000, 0, 20, 10],
      [6000, 0, 20, 10],
      [9000, 0, 20, 300],
    ])
    const at = (of: number, hours: number, spoken: boolean, left = !spoken) => ({
      of,
      at: 20 * DAY + 60 + hours * 60,
      spoken,
      left,
    })
    const { rows } = followCocoons({
      ...base,
      contacts: [at(0, 10, true), at(0, 90, false), at(1, 50, true), at(2, 3, false), at(3, 3, false, false)],
    })
    expect(rows.map((c) => DOSES[c.dose])).toEqual([
      'spoken within 48 hours',
      'spoken later',
      'leaflet or card',
      'none',
      'none',
    ])
    expect(rows.map((c) => c.delivered)).toEqual([true, false, true, false, false])
  })

  it('equals plain loops', () => {
    const point = fc.tuple(
      fc.integer({ min: 0, max: 2000 }),
      fc.integer({ min: -900, max: 900 }),
      fc.integer({ min: 0, max: 200 }),
      fc.constantFrom(30, 90),
    )
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 60 }), (rows) => {
        const r = followCocoons(ask(rows, 260))
        const due = rows.map((p) => p[2] * DAY + 60 + 48 * 60)
        const events = rows.map(() => 0)
        rows.forEach((p, e) => {
          const holds = rows
            .map((_, i) => i)
            .filter(
              (i) =>
                i !== e &&
                Math.hypot(rows[i][0] - p[0], rows[i][1] - p[1]) <= 400 &&
                p[2] * DAY >= due[i] &&
                p[2] * DAY < due[i] + 42 * DAY,
            )
            .sort((a, b) => due[a] - due[b] || a - b)
          if (holds.length) events[holds[0]]++
        })
        for (const c of r.rows) expect(c.events).toBe(events[c.of])
        expect(r.rows.length + r.outside + r.unknown + r.short).toBe(rows.length)
      }),
      { numRuns: 150 },
    )
  })
})
