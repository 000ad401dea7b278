import { describe, expect, it } from 'vitest'
import { Stream } from '../../../src/core/base/random.ts'
import { type Held, spreadOfAreas } from '../../../src/core/stats/overdispersed.ts'
import { widerP } from '../../../src/core/stats/swing.ts'
import { funnelTest } from '../../../src/core/stats/funnel.ts'

const stream = new Stream(8)
function poisson(mean: number): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * stream.normal()))
  let k = 0
  for (let p = stream.float(); p > Math.exp(-mean); p *= stream.float()) k++
  return k
}
/** Areas of many sizes whose own rates vary by `tau` around the common one. */
function areas(count: number, tau: number): Held[] {
  const sizes = Array.from({ length: count }, (_, k) => 10 + (k % 10) * 12)
  const all = sizes.reduce((a, b) => a + b, 0)
  return sizes.map((expected) => ({
    n: poisson(expected * Math.max(0.05, 1 + tau * stream.normal())),
    expected,
    w: expected / all,
  }))
}

describe('areas that differ more than chance makes them', () => {
  it('takes φ from winsorised z, by hand', () => {
    // z of 4, −2, 0, 1, −1 times √(100 ÷ 0.8) ÷ 100; type 7 tenths of −2 −1 0 1 4: −1.6 and 2.8
    const z = [4, -2, 0, 1, -1]
    const s = Math.sqrt(0.8 / 100)
    const held = z.map((v) => ({ n: 100 * (1 + v * s), expected: 100, w: 0.2 }))
    const drawn = [2.8, -1.6, 0, 1, -1]
    const phi = drawn.reduce((a, v) => a + v * v, 0) / 5
    const r = spreadOfAreas(held, 'additive')
    expect(r.phi).toBeCloseTo(phi, 10)
    // 1 + 2 √(2 ÷ 5) = 2.26
    expect(r.clear).toBe(true)
    // DerSimonian & Laird with equal weights v⁻¹: τ² = (I φ − (I − 1)) ÷ (I/v − 1/v)
    expect(r.tau ** 2).toBeCloseTo(((5 * phi - 4) * s * s) / 4, 10)
    expect(r.swing(100, 0.2).phi).toBeCloseTo(1 + r.tau ** 2 / (s * s), 10)
    expect(spreadOfAreas(held, 'multiplicative').swing(7, 0.01).phi).toBeCloseTo(phi, 10)
    expect(spreadOfAreas(held, 'none').swing(7, 0.01).phi).toBe(1)
    expect(spreadOfAreas(held.slice(0, 4), 'additive').phi).toBeNaN()
  })

  it('finds the spread that was put in, and seldom one that was not', () => {
    let [tau, clear, none] = [0, 0, 0]
    for (let k = 0; k < 60; k++) {
      tau += spreadOfAreas(areas(80, 0.3), 'additive').tau / 60
      if (spreadOfAreas(areas(80, 0.3), 'additive').clear) clear++
      if (spreadOfAreas(areas(80, 0), 'additive').clear) none++
    }
    // drawing in the outer tenths makes it somewhat small
    expect(tau).toBeGreaterThan(0.2)
    expect(tau).toBeLessThan(0.36)
    expect(clear).toBe(60)
    expect(none).toBeLessThan(4)
  })

  it('flags few areas of those that differ as all do, where chance alone flags most', () => {
    let [plain, wide, looked] = [0, 0, 0]
    for (let k = 0; k < 20; k++) {
      const held = areas(60, 0.3)
      const n = held.reduce((s, a) => s + a.n, 0)
      const spread = spreadOfAreas(held, 'additive')
      for (const a of held) {
        const p = 2 * funnelTest(a.n, n, a.w).tail
        if (p <= 0.05) plain++
        if (widerP(Math.min(1, p), spread.swing(a.expected, a.w)) <= 0.05) wide++
        looked++
      }
    }
    expect(plain / looked).toBeGreaterThan(0.25)
    expect(wide / looked).toBeLessThan(0.11)
  })
})
