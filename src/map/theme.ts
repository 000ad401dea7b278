/** Colours of the map for light, dark and paper: inks, ramps and the quiet ground. */
import { interpolateLab, lab, rgb } from 'd3'
import type { GridLayer, Ink } from './kit.ts'

/** Which set of colours: two for the screen, one for paper and grey printers. */
export type ThemeName = 'light' | 'dark' | 'paper'

/** A ramp of the kit. */
export type RampName = GridLayer['ramp']

/** Red, green, blue, alpha, each 0..255, as deck.gl takes them. */
export type Rgba = [r: number, g: number, b: number, a: number]

/** An ink as a solid mark, as the text that stands on it, and as the see-through fill of an area. */
export interface InkColours {
  /** dots, lines and outlines: at least 3:1 against the land */
  readonly mark: string
  /** chips with a letter or number, and the text on them: at least 4.5:1 between the two */
  readonly chip: string
  readonly onChip: string
  readonly fill: string
  /** 0..1 */
  readonly fillOpacity: number
}

/** What the ground is drawn with. */
export interface GroundColours {
  readonly land: string
  readonly water: string
  readonly park: string
  readonly building: string
  readonly rail: string
  readonly road: string
  readonly casing: string
  /** roads seen from afar, without casing */
  readonly far: string
  readonly path: string
  readonly label: string
  readonly halo: string
  readonly boundary: string
  readonly graticule: string
}

/** One theme. */
export interface MapTheme {
  readonly name: ThemeName
  readonly ink: Readonly<Record<Ink, InkColours>>
  readonly ground: GroundColours
  /** ring around dots and text, so that they stand off the ground and each other */
  readonly halo: string
  /** anchors of each ramp, lowest value first: one warm ramp for risk and density alike */
  readonly ramp: Readonly<Record<RampName, readonly string[]>>
}

const ink = (
  mark: string,
  fillOpacity: number,
  { chip = mark, onChip = '#ffffff', fill = mark } = {},
): InkColours => ({ mark, chip, onChip, fill, fillOpacity })

const light: MapTheme = {
  name: 'light',
  halo: '#ffffff',
  ink: {
    incident: ink('#14161a', 0.2),
    accent: ink('#0b5cad', 0.14),
    muted: ink('#6b7280', 0.14),
    tierA: ink('#84183b', 0.42, { fill: '#c03a3a' }),
    tierB: ink('#c63d2f', 0.38, { fill: '#ee8e4a' }),
    tierC: ink('#9c6206', 0.34, { chip: '#f8cf85', onChip: '#3b2703', fill: '#fac56b' }),
    outline: ink('#3b4048', 0.06),
    cold: ink('#2a5f9e', 0.3),
    area: ink('#5a6270', 0.1),
    partner: ink('#0b6b5d', 0.12),
  },
  ground: {
    land: '#f7f6f2',
    water: '#cfdfea',
    park: '#e2ead8',
    building: '#e4e1d9',
    rail: '#cfccc3',
    road: '#ffffff',
    casing: '#dcd9d0',
    far: '#d5d2c7',
    path: '#dedbd2',
    label: '#4b525d',
    halo: '#fbfaf7',
    boundary: '#8b8f97',
    graticule: '#c9c7bf',
  },
  ramp: {
    risk: ['#fbe3ac', '#f4b76a', '#e2803f', '#c23b31', '#8a1538', '#560b28'],
    density: ['#fbe3ac', '#f4b76a', '#e2803f', '#c23b31', '#8a1538', '#560b28'],
    diverging: ['#174a86', '#5f93c6', '#b9d2e6', '#f1ece2', '#f3bd92', '#d6603f', '#8a1538'],
  },
}

const dark: MapTheme = {
  name: 'dark',
  halo: '#0f1215',
  ink: {
    incident: ink('#f3f4f6', 0.2, { onChip: '#101418' }),
    accent: ink('#6cb0f5', 0.16, { onChip: '#08182a' }),
    muted: ink('#98a1ad', 0.14, { onChip: '#101418' }),
    tierA: ink('#fde0a0', 0.42, { onChip: '#2d1f02', fill: '#e9924f' }),
    tierB: ink('#f49a57', 0.4, { onChip: '#2b1403', fill: '#bb4048' }),
    tierC: ink('#c0668f', 0.38, { chip: '#7b2c50', onChip: '#ffe9f1', fill: '#7b2c50' }),
    outline: ink('#b6bdc7', 0.06, { onChip: '#101418' }),
    cold: ink('#7fb2e5', 0.28, { onChip: '#0b1622' }),
    area: ink('#8b94a1', 0.1, { onChip: '#101418' }),
    partner: ink('#55d0b8', 0.14, { onChip: '#06231d' }),
  },
  ground: {
    land: '#15181c',
    water: '#152737',
    park: '#17231b',
    building: '#22262c',
    rail: '#333a43',
    road: '#30353d',
    casing: '#101317',
    far: '#2d343c',
    path: '#242a31',
    label: '#a9b0ba',
    halo: '#101316',
    boundary: '#59616c',
    graticule: '#2c323a',
  },
  ramp: {
    risk: ['#4a1c3a', '#7b2a4f', '#b03f4d', '#dd6c43', '#f39a4e', '#fde0a0'],
    density: ['#4a1c3a', '#7b2a4f', '#b03f4d', '#dd6c43', '#f39a4e', '#fde0a0'],
    diverging: ['#a9d1f7', '#5e94c9', '#2f5276', '#2a2d31', '#7a3b2c', '#d0663f', '#fdc08a'],
  },
}

const paper: MapTheme = {
  name: 'paper',
  halo: '#ffffff',
  ink: {
    incident: ink('#000000', 0.2),
    accent: ink('#0a4a96', 0.1),
    muted: ink('#565b64', 0.12),
    tierA: ink('#6d0f2b', 0.5, { fill: '#8f2a3a' }),
    tierB: ink('#a5332a', 0.42, { fill: '#e08a52' }),
    tierC: ink('#83540a', 0.36, { chip: '#f6dba6', onChip: '#2f1e00', fill: '#f6cf86' }),
    outline: ink('#22262c', 0.05),
    cold: ink('#1f4c82', 0.26),
    area: ink('#4a515c', 0.08),
    partner: ink('#07564a', 0.1),
  },
  ground: {
    land: '#f7f7f4',
    water: '#dde8ef',
    park: '#ebf0e6',
    building: '#e4e3dd',
    rail: '#c4c3bd',
    road: '#ffffff',
    casing: '#bdbcb6',
    far: '#c2c1bb',
    path: '#cdccc6',
    label: '#23272e',
    halo: '#ffffff',
    boundary: '#4a4f58',
    graticule: '#d2d1cb',
  },
  ramp: {
    risk: ['#f8e8c4', '#efbf80', '#d98650', '#b04534', '#7a1834', '#42081d'],
    density: ['#f8e8c4', '#efbf80', '#d98650', '#b04534', '#7a1834', '#42081d'],
    diverging: ['#123d70', '#5387bd', '#b3cde3', '#f4f1ea', '#eeb68c', '#c9553a', '#741130'],
  },
}

/** The three themes by name. */
export const THEMES: Readonly<Record<ThemeName, MapTheme>> = { light, dark, paper }

/** A CSS colour as deck.gl takes it; `opacity` 0..1. Throws when it is no colour. */
export function rgba(css: string, opacity = 1): Rgba {
  const c = rgb(css)
  if (Number.isNaN(c.r)) throw new Error(`"${css}" is not a colour.`)
  return [Math.round(c.r), Math.round(c.g), Math.round(c.b), Math.round(opacity * 255)]
}

/**
 * `n` colours of a ramp, lowest value first, at even steps through CIELAB so that equal steps look equal.
 * Lightness falls (light, paper) or rises (dark) all the way, so a grey copy keeps the order; the diverging
 * ramp does so from its middle to either end.
 */
export function rampColours(name: RampName, theme: ThemeName, n: number): string[] {
  const anchors = THEMES[theme].ramp[name]
  const at = (t: number) => {
    const s = t * (anchors.length - 1)
    const i = Math.min(anchors.length - 2, Math.floor(s))
    return rgb(interpolateLab(anchors[i], anchors[i + 1])(s - i)).formatHex()
  }
  // one class alone is drawn in the upper middle of the ramp, where it stands off the ground
  return n === 1 ? [at(0.7)] : Array.from({ length: n }, (_, i) => at(i / (n - 1)))
}

/** CIELAB lightness of a colour, 0..100: what a grey printer leaves of it. */
export const lightness = (css: string): number => lab(css).l

/** Contrast ratio of two opaque colours by WCAG 2.2, 1..21. */
export function contrast(a: string, b: string): number {
  const luminance = (css: string) => {
    const c = rgb(css)
    const f = (v: number) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4)
    return 0.2126 * f(c.r) + 0.7152 * f(c.g) + 0.0722 * f(c.b)
  }
  const [hi, lo] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (hi + 0.05) / (lo + 0.05)
}

/** Ink colours as CSS custom properties (`--ink-tierA`, `--chip-tierA`, `--on-tierA`, …) for legends and lists. */
export function inkVariables(theme: ThemeName): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [name, c] of Object.entries(THEMES[theme].ink)) {
    out[`--ink-${name}`] = c.mark
    out[`--chip-${name}`] = c.chip
    out[`--on-${name}`] = c.onChip
  }
  return out
}
