/** Risk on a grid, at a place and at its highest, beside the sum over every incident. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drain } from '../../../src/core/base/drain.ts'
import { highestRisk, riskFinder, riskSurface } from '../../../src/core/near/riskSurface.ts'

const liveOf = (rows: readonly (readonly [x: number, y: number, age: number])[]) => ({
  x: Float64Array.from(rows, (r) => r[0]),
  y: Float64Array.from(rows, (r) => r[1]),
  age: Int32Array.from(rows, (r) => r[2]),
})
/** Linear in the distance, so that a table of weights is exact. */
const decay = (d: number, age: number) => Math.max(0, 100 - d) / (1 + age)
const incidents = fc.array(
  fc.tuple(
    fc.integer({ min: -6, max: 14 }),
    fc.integer({ min: -6, max: 14 }),
    fc.integer({ min: 0, max: 2 }),
  ),
  { maxLength: 8 },
)

describe('the risk at a place', () => {
  it('is the sum over all incidents within the radius; of equals the first is the strongest', () => {
    fc.assert(
      fc.property(
        incidents,
        fc.integer({ min: -3, max: 12 }),
        fc.integer({ min: -3, max: 12 }),
        (rows, cx, cy) => {
          const live = liveOf(rows.map(([x, y, a]) => [x * 30, y * 30, a] as const))
          const given = Array.from(live.x, (x, i) => {
            const d = Math.hypot(x - cx * 30, live.y[i] - cy * 30)
            return d <= 90 ? decay(d, live.age[i]) : 0
          })
          const found = riskFinder(live, 90, decay)(cx * 30, cy * 30)
          expect(found.sum).toBeCloseTo(
            given.reduce((a, b) => a + b, 0),
            9,
          )
          expect(found.contributing).toBe(given.filter((g) => g > 0).length)
          const most = Math.max(0, ...given)
          expect(found.strongest).toBe(most > 0 ? given.indexOf(most) : -1)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('counts what lies at the radius on either side, and nothing of no weight', () => {
    const here = riskFinder(
      liveOf([
        [90, 0, 0],
        [-90, 0, 0],
        [91, 0, 0],
        [-91, 0, 0],
      ]),
      90,
      decay,
    )
    expect(here(0, 0)).toEqual({ sum: 20, contributing: 2, strongest: 0 })
    const turned = riskFinder(
      liveOf([
        [-90, 0, 0],
        [90, 0, 0],
      ]),
      90,
      (d, age) => decay(d, age) / 1000,
    )
    expect(turned(0, 0)).toEqual({ sum: 0.02, contributing: 2, strongest: 0 })
    const none = riskFinder(liveOf([[0, 0, 0]]), 90, () => 0)
    expect(none(0, 0)).toEqual({ sum: 0, contributing: 0, strongest: -1 })
  })
})

describe('the risk surface', () => {
  it('is the sum at each centre, and knows how far inside it lies up to two cells beyond the radius', () => {
    fc.assert(
      fc.property(incidents, fc.constantFrom(0, -35, 17), (rows, at0) => {
        const live = liveOf(rows.map(([x, y, a]) => [x * 10, y * 10, a] as const))
        const grid = { shape: 'square' as const, x0: at0, y0: 2 * at0, cell: 20, nx: 7, ny: 5 }
        const { risk, inside } = drain(riskSurface(live, grid, 50, decay))
        for (let c = 0; c < 35; c++) {
          const [x, y] = [at0 + ((c % 7) + 0.5) * 20, 2 * at0 + (Math.floor(c / 7) + 0.5) * 20]
          const far = Array.from(live.x, (px, i) => Math.hypot(px - x, live.y[i] - y))
          expect(risk[c]).toBeCloseTo(
            far.reduce((sum, d, i) => sum + (d <= 50 ? decay(d, live.age[i]) : 0), 0),
            3,
          )
          const nearest = Math.min(Infinity, ...far)
          if (nearest < 90 - 1e-6) expect(inside[c]).toBeCloseTo(50 - nearest, 3)
          else if (nearest > 90 + 1e-6) expect(inside[c]).toBe(-Infinity)
        }
      }),
      { numRuns: 40 },
    )
  })

  it('looks a weight up between eighths of a metre, the radius itself with them', () => {
    // 2, 1 and 0 metres from centres; the weight bends at each eighth
    const grid = { shape: 'square' as const, x0: 0, y0: 0, cell: 1, nx: 4, ny: 1 }
    const steps: number[] = []
    const bent = (d: number) => (steps.push(d), d * d)
    const { risk } = drain(riskSurface(liveOf([[0.5625, 0.5, 0]]), grid, 2, bent))
    expect([...new Set(steps)].slice(0, 3)).toEqual([0, 0.125, 0.25])
    // at 1/16 m halfway between 0 and (1/8)²; likewise 15/16 and 31/16; 47/16 is beyond
    const between = (k: number) => ((k / 8) ** 2 + ((k + 1) / 8) ** 2) / 2
    expect([...risk]).toEqual([between(0), between(7), between(15), 0])
    expect(drain(riskSurface(liveOf([[0.5, 0.5, 0]]), grid, 2, bent)).risk[2]).toBe(4)
  })

  it('says how far it is every 200 incidents', () => {
    const live = liveOf(Array.from({ length: 400 }, () => [5, 5, 0] as const))
    const grid = { shape: 'square' as const, x0: 0, y0: 0, cell: 10, nx: 1, ny: 1 }
    expect([...riskSurface(live, grid, 10, decay)]).toEqual([199 / 400, 399 / 400])
  })
})

describe('the highest risk', () => {
  const hill = (px: number, py: number) => (x: number, y: number) => ({
    ...{ sum: 1000 - Math.hypot(x - px, y - py), contributing: 3, strongest: 7 },
  })
  it('is found to half a metre from any start, in any direction', () => {
    fc.assert(
      fc.property(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300, max: 300 }), (x, y) => {
        const best = highestRisk(hill(x / 3, y / 3), [[0, 0]], () => true, 40)
        expect(Math.hypot(best.x - x / 3, best.y - y / 3)).toBeLessThan(0.75)
        expect([best.contributing, best.strongest]).toEqual([3, 7])
      }),
      { numRuns: 60 },
    )
  })

  it('begins with the best of its starts, the first of equals, and keeps inside', () => {
    const flat = () => ({ sum: 1, contributing: 1, strongest: 0 })
    expect(
      highestRisk(
        flat,
        [
          [3, 4],
          [5, 6],
        ],
        () => true,
        8,
      ),
    ).toMatchObject({ x: 3, y: 4 })
    const two = (x: number, y: number) => ({ ...flat(), sum: x === 5 && y === 6 ? 2 : 1 })
    expect(
      highestRisk(
        two,
        [
          [3, 4],
          [5, 6],
        ],
        () => true,
        8,
      ),
    ).toMatchObject({ x: 5, y: 6, sum: 2 })
    const fenced = highestRisk(hill(100, 0), [[0, 0]], (x) => x <= 30, 16)
    expect([fenced.x, fenced.y]).toEqual([30, 0])
    const low = highestRisk(hill(0, 100), [[0, 0]], (_, y) => y <= 30, 16)
    expect([low.x, low.y]).toEqual([0, 30])
    expect(highestRisk(hill(0, 0), [], () => false, 16)).toMatchObject({
      x: NaN,
      sum: -Infinity,
      contributing: 0,
      strongest: -1,
    })
  })

  it('takes steps that halve, down to more than half a metre', () => {
    const seen: number[] = []
    const here = (x: number) => (
      seen.push(Math.abs(x)),
      { sum: x === 0 ? 1 : 0, contributing: 1, strongest: 0 }
    )
    highestRisk(here, [[0, 0]], () => true, 4)
    // no step of half a metre is taken
    expect([...new Set(seen)]).toEqual([0, 4, 2, 1])
    expect(seen).toHaveLength(1 + 3 * 8)
  })
})
