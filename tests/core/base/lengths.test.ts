/** Lengths as words: two ways to say the same metres, and never a calculation. */
import { describe, expect, it } from 'vitest'
import {
  METRES_PER_MILE,
  METRES_PER_YARD,
  scaleStep,
  showNear,
  showRadius,
  showWay,
  wayUnit,
} from '../../../src/core/base/lengths.ts'

describe('lengths', () => {
  it('are metres unless chosen otherwise', () => {
    expect([showWay(343), showWay(949), showWay(951), showWay(12_340)]).toEqual([
      '340 m',
      '950 m',
      '1.0 km',
      '12.3 km',
    ])
    expect([showNear(0.2), showNear(12.4), showNear(1234)]).toEqual(['1 m', '12 m', '1,234 m'])
    expect([showRadius(249.6), showRadius(1250)]).toEqual(['250 m', '1.25 km'])
  })

  it('are yards and miles where chosen, by the international yard', () => {
    const yards = 'imperial'
    expect(METRES_PER_MILE).toBeCloseTo(1760 * METRES_PER_YARD, 9)
    expect([showWay(343, yards), showWay(805, yards), showWay(12_340, yards)]).toEqual([
      '380 yards',
      '0.5 miles',
      '7.7 miles',
    ])
    expect([showNear(0.2, yards), showNear(91.44, yards)]).toEqual(['1 yards', '100 yards'])
    expect([showRadius(250, yards), showRadius(1250, yards)]).toEqual(['273 yards', '0.78 miles'])
    expect(wayUnit(yards)).toEqual({ unit: 'miles', metres: METRES_PER_MILE })
  })

  it('make a scale bar that is never longer than there is room, and not much shorter', () => {
    for (const units of ['metric', 'imperial'] as const)
      for (let most = 3; most < 3e6; most *= 1.37) {
        const { metres, label } = scaleStep(most, units)
        expect(metres).toBeLessThanOrEqual(most * (1 + 1e-12))
        // between 1,000 yards and a mile there is only the last round number of yards
        expect(metres).toBeGreaterThan(most / 2.6)
        expect(label).toMatch(/^[125]0* (m|km|yards|miles?)$/)
      }
    expect(scaleStep(1700, 'imperial')).toEqual({ metres: METRES_PER_MILE, label: '1 mile' })
    expect(scaleStep(120)).toEqual({ metres: 100, label: '100 m' })
  })
})
