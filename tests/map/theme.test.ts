import { describe, expect, it } from 'vitest'
import { contrast, lightness, rampColours, rgba, THEMES, type ThemeName } from '../../src/map/theme.ts'

const themes = Object.keys(THEMES) as ThemeName[]

describe('the colours of the map', () => {
  it('measures contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
    expect(contrast('#ffffff', '#767676')).toBeCloseTo(4.54, 2)
  })

  it.each(themes)('keeps marks 3:1 against every ground they can lie on in %s', (name) => {
    const { ink, ground } = THEMES[name]
    for (const [key, c] of Object.entries(ink))
      for (const under of [ground.land, ground.road, ground.building, ground.park, ground.water])
        expect(contrast(c.mark, under), `${key} on ${under}`).toBeGreaterThanOrEqual(3)
  })

  it.each(themes)('keeps the text of chips and ground names 4.5:1 in %s', (name) => {
    const { ink, ground } = THEMES[name]
    for (const [key, c] of Object.entries(ink))
      expect(contrast(c.chip, c.onChip), key).toBeGreaterThanOrEqual(4.5)
    expect(contrast(ground.label, ground.land)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(themes)('steps every ramp evenly enough for a grey printer in %s', (name) => {
    const rising = name === 'dark'
    for (const ramp of ['risk', 'density'] as const)
      for (const n of [3, 5, 6]) {
        const l = rampColours(ramp, name, n).map(lightness)
        for (let i = 1; i < n; i++)
          expect(rising ? l[i] - l[i - 1] : l[i - 1] - l[i], `${ramp} ${n}`).toBeGreaterThan(6)
      }
  })

  it.each(themes)('leads a diverging ramp from its middle to both ends in %s', (name) => {
    const l = rampColours('diverging', name, 7).map(lightness)
    const away = name === 'dark' ? 1 : -1
    for (let i = 1; i <= 3; i++) {
      expect(away * (l[3 + i] - l[3 + i - 1])).toBeGreaterThan(0)
      expect(away * (l[3 - i] - l[3 - i + 1])).toBeGreaterThan(0)
    }
  })

  it('keeps the three tiers apart in grey', () => {
    for (const name of themes) {
      const [a, b, c] = (['tierA', 'tierB', 'tierC'] as const).map((k) => lightness(THEMES[name].ink[k].chip))
      expect(Math.abs(a - b)).toBeGreaterThan(10)
      expect(Math.abs(b - c)).toBeGreaterThan(10)
    }
  })

  it('reads colours for deck.gl and refuses nonsense', () => {
    expect(rgba('#8a1538', 0.5)).toEqual([138, 21, 56, 128])
    expect(() => rgba('reddish')).toThrow('is not a colour')
  })
})
