/** Presence summed piece by piece: the same as of the whole, however the positions are cut and devices mixed. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Presence } from '../../../src/core/geometry/presence.ts'
import { type Shape, staysIn } from '../../../src/core/geometry/tracks.ts'

/** A plane on which degrees are metres. */
const plane = { forward: (x: number, y: number): [number, number] => [x, y] }
const square = (x: number, y: number, side: number): Shape => ({
  kind: 'rings',
  rings: [Float64Array.of(x, y, x + side, y, x + side, y + side, x, y + side, x, y)],
})
const shapes = [square(0, 0, 10), square(5, 5, 20), { kind: 'circle', x: 30, y: 30, radius: 8 } as const]

const position = fc.record({
  device: fc.integer({ min: 0, max: 2 }),
  x: fc.integer({ min: -5, max: 40 }),
  y: fc.integer({ min: -5, max: 40 }),
  after: fc.constantFrom(0, 0.5, 1, 3, 9),
})

describe('presence out of pieces', () => {
  it('is that of whole tracks, wherever they are cut', () => {
    fc.assert(
      fc.property(
        fc.array(position, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        (list, size) => {
          let now = 0
          const rows = list.map((p) => ({ ...p, t: (now += p.after) }))
          const sums = new Presence(shapes, plane, 5)
          for (let from = 0; from < rows.length; from += size) {
            const part = rows.slice(from, from + size)
            sums.add({
              n: part.length,
              device: Int32Array.from(part, (p) => p.device),
              lng: Float64Array.from(part, (p) => p.x),
              lat: Float64Array.from(part, (p) => p.y),
              utc: Float64Array.from(part, (p) => p.t),
            })
          }
          const tracks = [0, 1, 2].map((d) => {
            const own = rows.filter((p) => p.device === d)
            const t = Float64Array.from(own, (p) => p.t)
            const [lng, lat] = [Float64Array.from(own, (p) => p.x), Float64Array.from(own, (p) => p.y)]
            return { file: '', name: '', legs: [{ lng, lat, utc: t, clock: t }] }
          })
          const whole = staysIn(tracks, shapes, plane, 5)
          shapes.forEach((_, k) => {
            const stays = whole.stays.filter((s) => s.shape === k)
            expect(sums.minutes[k]).toBeCloseTo(
              stays.reduce((s, v) => s + v.to - v.from, 0),
              6,
            )
            expect(sums.visits[k]).toBe(stays.length)
            expect(sums.devices[k]).toBe(new Set(stays.map((s) => s.track)).size)
          })
          expect(sums.recorded).toBeCloseTo(whole.minutes, 6)
          expect(sums.gaps.n).toBe(whole.gaps.length)
          expect(sums.taken + sums.late).toBe(rows.length)
        },
      ),
    )
  })

  it('leaves out a position that comes after a later one of its device', () => {
    const sums = new Presence(shapes, plane, 5)
    const add = (...t: number[]) =>
      sums.add({
        n: t.length,
        device: new Int32Array(t.length),
        lng: new Float64Array(t.length).fill(2),
        lat: new Float64Array(t.length).fill(2),
        utc: Float64Array.from(t),
      })
    add(0, 4, 2)
    add(3, 6)
    expect([sums.taken, sums.late, sums.minutes[0], sums.visits[0]]).toEqual([3, 2, 6, 1])
  })
})
