/** Walks and fair shares against brute force. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { prepareHomes } from '../../src/cocoon/doors.ts'
import { fairCuts, walkOrder } from '../../src/cocoon/rounds.ts'
import { tour, walkLength } from '../../src/cocoon/walkingOrder.ts'
import { homesOf, type Made } from './town.ts'

/** The shortest open walk, by dynamic programming over subsets. */
function shortest(x: number[], y: number[]): number {
  const n = x.length
  const d = (a: number, b: number) => Math.hypot(x[a] - x[b], y[a] - y[b])
  const best = Array.from({ length: 1 << n }, () => new Float64Array(n).fill(Infinity))
  for (let i = 0; i < n; i++) best[1 << i][i] = 0
  for (let s = 1; s < 1 << n; s++)
    for (let i = 0; i < n; i++)
      if (s & (1 << i) && best[s][i] < Infinity)
        for (let j = 0; j < n; j++)
          if (!(s & (1 << j))) {
            const t = s | (1 << j)
            best[t][j] = Math.min(best[t][j], best[s][i] + d(i, j))
          }
  return Math.min(...best[(1 << n) - 1])
}

const points = (min: number, max: number) =>
  fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 })), {
    minLength: min,
    maxLength: max,
  })

describe('the walk', () => {
  it('passes every stop once', () => {
    fc.assert(
      fc.property(points(0, 60), (p) => {
        const order = tour(
          p.map((q) => q[0]),
          p.map((q) => q[1]),
          { shakes: 20 },
        )
        expect([...order].sort((a, b) => a - b)).toEqual(p.map((_, i) => i))
      }),
      { numRuns: 100 },
    )
  })
  it('is the shortest, or within a hair of it, for few stops', () => {
    fc.assert(
      fc.property(points(2, 10), (p) => {
        const x = p.map((q) => q[0])
        const y = p.map((q) => q[1])
        expect(walkLength(x, y, tour(x, y))).toBeLessThanOrEqual(1.03 * shortest(x, y) + 1e-6)
      }),
      { numRuns: 100 },
    )
  })
  it('finds the ring that 60 stops on a circle make', () => {
    // shuffled by a stride that visits all
    const at = Array.from({ length: 60 }, (_, i) => (2 * Math.PI * ((i * 23) % 60)) / 60)
    const x = at.map((a) => 100 * Math.cos(a))
    const y = at.map((a) => 100 * Math.sin(a))
    expect(walkLength(x, y, tour(x, y))).toBeCloseTo(59 * 200 * Math.sin(Math.PI / 60), 6)
  })
})

describe('a round', () => {
  it('keeps to one side at a time at little cost in metres', () => {
    // three streets of two sides, every other door missing by a fixed pattern
    const made: Made[] = []
    for (let s = 0; s < 3; s++)
      for (let k = 0; k < 14; k++)
        for (const side of [0, 1])
          if ((s * 5 + k * 3 + side * 2) % 4 > 0)
            made.push({ x: k * 9, y: s * 70 + side * 24, street: `Street ${s}`, number: 2 * k + 1 + side })
    const doors = prepareHomes(homesOf(made))
    const stops = made.map((_, i) => ({
      door: i,
      homes: [i],
      nearest: [i],
      relation: 'same side' as const,
      why: '',
      tier: 'B' as const,
      rank: 1,
      incidents: [0],
      press: 0,
      due: 0,
      firstDue: 0,
      dueBy: 0,
      expires: 0,
    }))
    const order = walkOrder(doors, stops)
    const best = walkLength(doors.x, doors.y, tour(doors.x, doors.y, { shakes: 5000 }))
    expect(walkLength(doors.x, doors.y, order)).toBeLessThanOrEqual(1.1 * best + 1e-6)
    const rows = order.map((i) => `${made[i].street} ${made[i].number! % 2}`)
    expect(rows.filter((r, i) => i > 0 && r !== rows[i - 1])).toHaveLength(5)
  })
})

describe('homes that are not placed', () => {
  it('are walked by their numbers, one side after the other', () => {
    const made: Made[] = [7, 2, 11, 1, 8, 3, 9, 4, 5, 6, 10, 12].map((number) => ({
      x: 0,
      y: 0,
      street: 'Dale Road',
      number,
    }))
    const homes = { ...homesOf(made), shared: new Uint8Array(made.length).fill(1) }
    const doors = prepareHomes(homes)
    const stops = made.map((_, i) => ({
      door: doors.doorOf[i],
      homes: [i],
      nearest: [i],
      relation: 'same side' as const,
      why: '',
      tier: 'B' as const,
      rank: 1,
      incidents: [0],
      press: 0,
      due: 0,
      firstDue: 0,
      dueBy: 0,
      expires: 0,
    }))
    const numbers = walkOrder(doors, stops).map((i) => made[i].number!)
    const odd = numbers.filter((n) => n % 2 === 1)
    const even = numbers.filter((n) => n % 2 === 0)
    const sorted = (v: number[]) => [...v].sort((a, b) => (v[0] < v.at(-1)! ? a - b : b - a))
    expect(odd).toEqual(sorted(odd))
    expect(even).toEqual(sorted(even))
    expect(numbers.filter((n, i) => i > 0 && (n ^ numbers[i - 1]) & 1)).toHaveLength(1)
  })
})

describe('fair shares', () => {
  it('equal the best of all cuts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 9 })), {
          minLength: 1,
          maxLength: 9,
        }),
        fc.integer({ min: 1, max: 4 }),
        (w, k) => {
          const weight = w.map((a) => a[0])
          const between = w.map((a) => a[1])
          const squares = (starts: number[]) =>
            starts.reduce((sum, s, i) => {
              const end = starts[i + 1] ?? weight.length
              let load = 0
              for (let q = s; q < end; q++) load += weight[q] + (q > s ? between[q] : 0)
              return sum + load * load
            }, 0)
          const runs = Math.min(k, weight.length)
          let best = Infinity
          for (let mask = 0; mask < 1 << (weight.length - 1); mask++) {
            const starts = [0]
            for (let b = 0; b < weight.length - 1; b++) if (mask & (1 << b)) starts.push(b + 1)
            if (starts.length === runs) best = Math.min(best, squares(starts))
          }
          const found = fairCuts(weight, between, k)
          expect(found).toHaveLength(runs)
          expect(squares(found)).toBe(best)
        },
      ),
      { numRuns: 200 },
    )
  })
})
