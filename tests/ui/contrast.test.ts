/** Holds the tokens to WCAG 2.2: text 4.5:1, edges of controls 3:1, in every theme. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../src/ui/tokens.css', import.meta.url), 'utf8')

/** Values of the block that follows a selector. */
function block(selector: string, from = 0): Record<string, string> {
  const start = css.indexOf('{', css.indexOf(selector, from))
  const body = css.slice(start + 1, css.indexOf('}', start))
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((m) => [m[1], m[2].trim()]))
}

/** Relative luminance of "#rrggbb", as WCAG defines it. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const v = parseInt(hex.slice(i, i + 2), 16) / 255
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p)
  return (x + 0.05) / (y + 0.05)
}

const themes = {
  light: block("[data-theme='light']"),
  dark: block("\n[data-theme='dark']"),
  paper: block("\n[data-theme='paper']"),
}
const GROUNDS = ['ground', 'panel', 'raised', 'hover']
const TEXT: [ink: string, ground: string][] = [
  ...['ink', 'ink-2', 'ink-3', 'accent', 'warn', 'bad', 'good'].flatMap((i) =>
    GROUNDS.map((g): [string, string] => [i, g]),
  ),
  ...['ink', 'ink-2', 'accent'].map((i): [string, string] => [i, 'accent-soft']),
  ...['warn', 'bad', 'good'].flatMap((t): [string, string][] => [
    [t, `${t}-soft`],
    ['ink', `${t}-soft`],
  ]),
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-hover'],
  ['tier-a-ink', 'tier-a'],
  ['tier-b-ink', 'tier-b'],
  ['tier-c-ink', 'tier-c'],
  ['ramp-ink-low', 'ramp-0'],
  ['ramp-ink-low', 'ramp-1'],
  ['ramp-ink-low', 'ramp-2'],
  ['ramp-ink-3', 'ramp-3'],
  ['ramp-ink-4', 'ramp-4'],
  ['ramp-ink-high', 'ramp-5'],
  ['ramp-ink-high', 'ramp-6'],
]

describe.each(Object.entries(themes))('the %s theme', (_, t) => {
  it('reads: every text stands 4.5:1 off its ground', () => {
    const faint = TEXT.filter(([a, b]) => !(contrast(t[a], t[b]) >= 4.5)).map(
      ([a, b]) => `${a} on ${b}: ${contrast(t[a], t[b]).toFixed(2)}`,
    )
    expect(faint).toEqual([])
  })

  it('shows the edges of controls, the focus and the marks of data at 3:1', () => {
    const pairs = ['edge', 'focus', 'mark', 'data-strong'].flatMap((i) =>
      ['panel', 'raised'].map((g) => [i, g]),
    )
    expect(pairs.filter(([a, b]) => !(contrast(t[a], t[b]) >= 3))).toEqual([])
  })

  it('keeps the ramp in order of lightness, so a grey printer keeps it too', () => {
    const l = Array.from({ length: 7 }, (_, i) => luminance(t[`ramp-${i}`]))
    const rising = l[6] > l[0] ? l : [...l].reverse()
    expect(rising.every((v, i) => i === 0 || v > rising[i - 1])).toBe(true)
  })

  it('tells the tiers apart by lightness', () => {
    expect(contrast(t['tier-a'], t['tier-b'])).toBeGreaterThan(1.4)
    expect(contrast(t['tier-b'], t['tier-c'])).toBeGreaterThan(1.4)
  })
})

describe('the themes', () => {
  it('name the same tokens', () => {
    expect(Object.keys(themes.dark)).toEqual(Object.keys(themes.light))
    expect(Object.keys(themes.paper)).toEqual(Object.keys(themes.light))
  })

  it('repeat themselves exactly where the system or the printer asks', () => {
    expect(block(':root:not(')).toEqual(themes.dark)
    expect(block('[data-theme]', css.indexOf('@media print'))).toEqual(themes.paper)
  })

  it('knows black on white is 21:1', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  })
})
