/** Minutes inside places: against hand-made lines and against stepping through time in small steps. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inRings } from '../../../src/core/geometry/area.ts'
import { coverageOf, publicClasses } from '../../../src/core/geometry/coverage.ts'
import {
  minutesDone,
  minutesIn,
  sharesInside,
  staysIn,
  type Leg,
  type Shape,
  type Track,
} from '../../../src/core/geometry/tracks.ts'

/** Metres as given: degrees that are metres. */
const plane = { forward: (x: number, y: number): [number, number] => [x, y] }

/** A leg of [minute, x, y]; the clock runs `ahead` of UTC. */
const leg = (rows: readonly (readonly [number, number, number])[], ahead = 60): Leg => ({
  utc: Float64Array.from(rows, (r) => r[0]),
  clock: Float64Array.from(rows, (r) => r[0] + ahead),
  lng: Float64Array.from(rows, (r) => r[1]),
  lat: Float64Array.from(rows, (r) => r[2]),
})
const track = (...legs: Leg[]): Track => ({ file: 'a.gpx', name: '', legs })
const circle: Shape = { kind: 'circle', x: 0, y: 0, radius: 50 }
const ring = (...p: number[]): Float64Array => Float64Array.from([...p, p[0], p[1]])
const square: Shape = { kind: 'rings', rings: [ring(-50, -50, 50, -50, 50, 50, -50, 50)] }

const insideAt = (shape: Shape, x: number, y: number) =>
  shape.kind === 'circle'
    ? (x - shape.x) ** 2 + (y - shape.y) ** 2 <= shape.radius ** 2
    : inRings(shape.rings, x, y)

/** Minutes inside by small steps of time: knows nothing of crossings. */
function byStepping(t: Track, shape: Shape, gap: number, parts: number): number {
  let sum = 0
  for (const { utc, lng, lat } of t.legs)
    for (let i = 1; i < utc.length; i++) {
      const dt = utc[i] - utc[i - 1]
      if (!(dt > 0) || dt > gap) continue
      for (let k = 0; k < parts; k++) {
        const s = (k + 0.5) / parts
        if (insideAt(shape, lng[i - 1] + s * (lng[i] - lng[i - 1]), lat[i - 1] + s * (lat[i] - lat[i - 1])))
          sum += dt / parts
      }
    }
  return sum
}

describe('minutes inside a place', () => {
  it('cuts a line where it crosses a circle and a square', () => {
    // 200 m in 2 minutes straight through the middle: 100 m of it inside
    const t = track(
      leg([
        [0, -100, 0],
        [2, 100, 0],
      ]),
    )
    const { stays, minutes } = staysIn([t], [circle, square], plane, 3)
    expect(stays).toEqual([
      { shape: 0, track: 0, from: 60.5, to: 61.5 },
      { shape: 1, track: 0, from: 60.5, to: 61.5 },
    ])
    expect(minutes).toBe(2)
    // along a chord 30 m off the middle: 2·√(50² − 30²) = 80 m of 200 m
    const off = staysIn(
      [
        track(
          leg([
            [0, -100, 30],
            [2, 100, 30],
          ]),
        ),
      ],
      [circle],
      plane,
      3,
    )
    expect(off.stays[0].to - off.stays[0].from).toBeCloseTo(0.8, 12)
  })

  it('counts standing still, and joins what touches into one stay', () => {
    const t = track(
      leg([
        [0, 10, 10],
        [1, 10, 10],
        [2, 20, 10],
        [3, 20, 10],
        [4, 400, 10],
        [5, 10, 10],
      ]),
    )
    const { stays } = staysIn([t], [circle], plane, 3)
    expect(stays).toHaveLength(2)
    expect(stays[0].from).toBe(60)
  })

  it('cuts a ring with a hole and a notch into several stretches', () => {
    const holed: Shape = {
      kind: 'rings',
      rings: [ring(0, 0, 100, 0, 100, 100, 0, 100), ring(40, 40, 60, 40, 60, 60, 40, 60)],
    }
    expect(sharesInside(holed, -50, 50, 150, 50).map((v) => Math.round(v * 200))).toEqual([50, 90, 110, 150])
    const notched: Shape = {
      kind: 'rings',
      rings: [ring(0, 0, 90, 0, 90, 60, 60, 60, 60, 20, 30, 20, 30, 60, 0, 60)],
    }
    expect(sharesInside(notched, -10, 40, 110, 40).map((v) => Math.round(v * 120 - 10))).toEqual([
      0, 30, 60, 90,
    ])
  })

  it('takes a long silence, a new leg or a clock that runs back for no presence', () => {
    const t = track(
      leg([
        [0, 0, 0],
        [3, 0, 0],
        [10, 0, 0],
        [11, 0, 0],
        [10.5, 0, 0],
        [11.5, 0, 0],
      ]),
      leg([
        [20, 30, 40],
        [NaN, 0, 0],
        [21, 30, 40],
      ]),
    )
    const r = staysIn([t], [circle], plane, 3)
    // 3 minutes count, 7 do not; after the step back the half minute up to 11 is counted already
    expect(r.minutes).toBe(3 + 1 + 0.5 + 1)
    expect(r.gaps).toEqual([
      { track: 0, from: 63, to: 70, minutes: 7, metres: 0 },
      { track: 0, from: 71.5, to: 80, minutes: 8.5, metres: 50 },
    ])
    expect(r.backwards).toBe(1)
    expect(r.untimed).toBe(1)
  })

  it('keeps true durations in the night the clocks go back', () => {
    const utc = [58, 59, 60, 61]
    const l: Leg = {
      utc: Float64Array.from(utc),
      clock: Float64Array.from(utc, (u) => (u < 60 ? u + 60 : u)),
      lng: new Float64Array(4),
      lat: new Float64Array(4),
    }
    const { stays, minutes } = staysIn([track(l)], [circle], plane, 3)
    expect(minutes).toBe(3)
    expect(stays.map((s) => [s.from, s.to])).toEqual([
      [118, 120],
      [60, 61],
    ])
  })

  it('agrees with small steps of time on any walk', () => {
    const walk = fc.array(
      fc.tuple(
        fc.double({ min: 0.05, max: 4, noNaN: true }),
        fc.integer({ min: -150, max: 150 }),
        fc.integer({ min: -150, max: 150 }),
      ),
      { minLength: 2, maxLength: 12 },
    )
    const star: Shape = {
      kind: 'rings',
      rings: [ring(0, 100, 20, 20, 100, 0, 20, -20, 0, -100, -20, -20, -100, 0, -20, 20)],
    }
    fc.assert(
      fc.property(walk, fc.constantFrom(circle, square, star), (rows, shape) => {
        let now = 0
        const t = track(leg(rows.map(([dt, x, y]) => [(now += dt), x, y] as const)))
        const { stays } = staysIn([t], [shape], plane, 3)
        const exact = stays.reduce((s, v) => s + v.to - v.from, 0)
        const parts = 400
        // each crossing may fall anywhere within one small step
        expect(Math.abs(exact - byStepping(t, shape, 3, parts))).toBeLessThan((rows.length * 16 * 4) / parts)
      }),
      { numRuns: 200 },
    )
  })
})

describe('many places at once', () => {
  const metre = fc.integer({ min: -60, max: 60 }).map((v) => v * 5)
  const anyShape: fc.Arbitrary<Shape> = fc.oneof(
    fc.record({
      kind: fc.constant('circle' as const),
      x: metre,
      y: metre,
      radius: fc.constantFrom(5, 20, 200),
    }),
    fc
      .tuple(metre, metre, fc.constantFrom(5, 50, 400))
      .map(([x, y, w]): Shape => ({ kind: 'rings', rings: [ring(x, y, x + w, y, x + w, y + w, x, y + w)] })),
    fc.constant<Shape>({ kind: 'rings', rings: [] }),
  )
  it('give each the stays that it has alone', () => {
    fc.assert(
      fc.property(
        fc.array(anyShape, { minLength: 1, maxLength: 12 }),
        fc.array(fc.tuple(metre, metre), { minLength: 2, maxLength: 20 }),
        (shapes, at) => {
          const t = [track(leg(at.map(([x, y], i) => [i, x, y])))]
          const { stays } = staysIn(t, shapes, plane, 5)
          for (const [k, shape] of shapes.entries())
            expect(stays.filter((s) => s.shape === k)).toEqual(
              staysIn(t, [shape], plane, 5).stays.map((s) => ({ ...s, shape: k })),
            )
        },
      ),
    )
  })
})

describe('planned against done', () => {
  const stays = [
    { shape: 0, track: 0, from: 100, to: 110 },
    { shape: 0, track: 1, from: 105, to: 120 },
    { shape: 1, track: 0, from: 112, to: 130 },
  ]
  it('counts two tracks at once once for the visit, twice for the place', () => {
    expect(minutesDone({ shape: 0, from: 95, to: 115 }, stays)).toBe(15)
    expect(minutesIn(stays, 0, 95, 115)).toBe(20)
    expect(minutesDone({ shape: 1, from: 95, to: 110 }, stays)).toBe(0)
  })
})

describe('coverage', () => {
  it('shares the minutes among cells so that they sum to what was recorded', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -2000, max: 2000 }), fc.integer({ min: -2000, max: 2000 })), {
          minLength: 2,
          maxLength: 30,
        }),
        (at) => {
          const c = coverageOf([track(leg(at.map(([x, y], i) => [i, x, y] as const)))], plane, 250, 3)!
          expect(c.inCell.reduce((a, b) => a + b, 0)).toBeCloseTo(c.minutes, 9)
        },
      ),
    )
  })

  it('gives a line along cells to each by its length', () => {
    const c = coverageOf(
      [
        track(
          leg([
            [0, 100, 10],
            [1, 600, 10],
          ]),
        ),
      ],
      plane,
      250,
      3,
    )!
    expect([...c.inCell.slice(0, 3)].map((m) => Math.round(m * 500))).toEqual([150, 250, 100])
  })

  it('hides small counts and tells no figures', () => {
    const c = coverageOf(
      [
        track(
          leg([
            [0, 10, 10],
            [40, 10, 10],
            [41, 260, 10],
            [45, 260, 10],
          ]),
        ),
      ],
      plane,
      250,
      50,
    )!
    expect(publicClasses(c, 10)).toEqual({
      classes: [{ label: 'half an hour to an hour', cells: [0] }],
      hidden: 1,
    })
    expect(coverageOf([track(leg([[NaN, 0, 0]]))], plane, 250, 3)).toBeUndefined()
  })
})
