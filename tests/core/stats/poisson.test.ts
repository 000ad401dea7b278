import { describe, expect, it } from 'vitest'
import { gammaP, poissonInterval } from '../../../src/core/stats/poisson.ts'

describe('the interval of a small count', () => {
  // Garwood (1936), as tabulated widely, 95%
  it.each([
    [0, 0, 3.689],
    [1, 0.0253, 5.572],
    [5, 1.6235, 11.668],
    [10, 4.7954, 18.39],
    [100, 81.36, 121.63],
  ])('%i', (k, low, high) => {
    const [a, b] = poissonInterval(k)
    expect(a).toBeCloseTo(low, 2)
    expect(b).toBeCloseTo(high, 2)
  })

  it('covers the count it came from by its own definition', () => {
    // the chance of k or more at the lower end, and of k or fewer at the upper, is 2.5% each
    for (const k of [1, 3, 17, 60]) {
      const [low, high] = poissonInterval(k)
      const atMost = (mean: number, n: number) => {
        let [term, sum] = [Math.exp(-mean), 0]
        for (let i = 0; i <= n; i++) {
          sum += term
          term *= mean / (i + 1)
        }
        return sum
      }
      expect(1 - atMost(low, k - 1)).toBeCloseTo(0.025, 9)
      expect(atMost(high, k)).toBeCloseTo(0.025, 9)
    }
  })

  it('takes fractions between whole counts', () => {
    const [a, b] = poissonInterval(2.5)
    expect(a).toBeGreaterThan(poissonInterval(2)[0])
    expect(b).toBeLessThan(poissonInterval(3)[1])
    expect(gammaP(1, 2)).toBeCloseTo(1 - Math.exp(-2), 14)
  })

  it('keeps its digits for counts above a thousand', () => {
    // the power series in 60-digit decimals
    expect(gammaP(1431.211525754907, 1531.4679233250752)).toBeCloseTo(0.995330386575039, 12)
    expect(gammaP(1431, 1531)).toBeCloseTo(0.9952440244972035, 12)
  })
})
