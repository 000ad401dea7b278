import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bandLabel,
  bandOf,
  type Closed,
  nextUp,
  problemWithEdges,
  squaredThresholds,
  thresholds,
  wholeThresholds,
} from '../../../src/core/base/bands.ts'

const edges = [0, 100, 200]
const bands = (closed: Closed) => ({ edges, closed })
const where = (closed: Closed, v: number) => bandOf(thresholds(bands(closed)), v)

describe('bands', () => {
  it('gives each edge to the band its notation says', () => {
    expect([0, 99.9, 100, 200, 201].map((v) => where('left', v))).toEqual([0, 0, 1, -1, -1])
    expect([0, 100, 100.1, 200, 201].map((v) => where('right', v))).toEqual([0, 0, 1, 1, -1])
    expect([0, 100, 200, 200.1].map((v) => where('last', v))).toEqual([0, 1, 1, -1])
    expect(where('left', NaN)).toBe(-1)
  })

  it('prints the notation it computes', () => {
    expect([0, 1].map((k) => bandLabel(bands('left'), k))).toEqual(['[0, 100)', '[100, 200)'])
    expect([0, 1].map((k) => bandLabel(bands('right'), k))).toEqual(['[0, 100]', '(100, 200]'])
    expect([0, 1].map((k) => bandLabel(bands('last'), k))).toEqual(['[0, 100)', '[100, 200]'])
    expect(bandLabel({ edges: [0, 21, Infinity], closed: 'right' }, 1)).toBe('(21, ∞)')
  })

  it('keeps every label true of every value', () => {
    const closed = fc.constantFrom<Closed>('left', 'right', 'last')
    fc.assert(
      fc.property(
        closed,
        fc.uniqueArray(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 6 }),
        (c, e) => {
          const b = { edges: e.sort((p, q) => p - q), closed: c }
          const t = thresholds(b)
          for (let v = 0; v <= 51; v += 0.5) {
            const inside = b.edges.slice(1).map((_, k) => {
              const [, open, low, high, shut] = /^([[(])(\S+), (\S+)([\])])$/.exec(bandLabel(b, k))!
              return (open === '[' ? v >= +low : v > +low) && (shut === ']' ? v <= +high : v < +high)
            })
            expect(inside.indexOf(true)).toBe(bandOf(t, v))
            expect(inside.filter(Boolean).length).toBeLessThan(2)
          }
        },
      ),
    )
  })

  it('decides squared distances and whole days as the distances themselves', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (edge) => {
        const [q] = squaredThresholds(Float64Array.of(edge))
        expect(Math.sqrt(q)).toBeGreaterThanOrEqual(edge)
        for (const v of [edge * edge, q / nextUp(1), q]) expect(v < q).toBe(Math.sqrt(v) < edge)
      }),
    )
    expect([...wholeThresholds(thresholds({ edges: [0, 7, 14.5], closed: 'right' }))]).toEqual([0, 8, 15])
  })

  it('says what is wrong with edges', () => {
    expect(problemWithEdges([0, 7], 'Time')).toBeUndefined()
    expect(problemWithEdges([5], 'Time')).toMatch('at least two')
    expect(problemWithEdges([0, 7, 7], 'Time')).toMatch('rise')
    expect(problemWithEdges([-1, 7], 'Time')).toMatch('from 0 up')
    expect(problemWithEdges([0, NaN], 'Time')).toMatch('not a number')
    const many = (bands: number) => Array.from({ length: bands + 1 }, (_, k) => k)
    expect(problemWithEdges(many(61), 'Distance')).toBe(
      'Distance: 61 bands were given; at most 60 were expected. Take fewer and wider ones.',
    )
    expect(problemWithEdges(many(60), 'Distance')).toBeUndefined()
    expect(problemWithEdges(many(120), 'Time', 120)).toBeUndefined()
    expect(problemWithEdges(many(121), 'Time', 120)).toMatch('at most 120')
  })
})
