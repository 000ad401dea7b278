/** The legend as data, worked out of the specs: what it says must be what is drawn. */
import { classColours, isCold } from './gridImage.ts'
import type { GridLayer, Ink, LayerGroup, LayerSpec } from './kit.ts'
import { rampColours, type ThemeName } from './theme.ts'
import { drawnNote } from './thin.ts'

/** The sign beside a line of the legend. */
export type Sign =
  | {
      readonly type: 'dot' | 'ring' | 'square' | 'diamond' | 'triangle' | 'line' | 'dash' | 'area' | 'outline'
      readonly ink: Ink
    }
  | { readonly type: 'chip'; readonly ink: Ink; readonly text: string }
  | { readonly type: 'swatch'; readonly colour: string; readonly hatched: boolean }

/** One line. */
export interface LegendLine {
  readonly sign: Sign
  readonly text: string
  readonly note?: string
}

/** The lines of one layer; `title` only where it has classes. */
export interface LegendBlock {
  readonly key: string
  readonly title?: string
  readonly lines: readonly LegendLine[]
}

/** Beyond so many digits nobody reads. */
const MOST_DIGITS = 6
/** What a break may be off in words, as a share of itself. */
const NEAR_ENOUGH = 0.02

/** So many digits, and more where these would say another number, or one number of two classes: "1 to 1" is no class. */
export function digitsFor(breaks: readonly number[], least: number): number {
  for (let digits = least; digits < MOST_DIGITS; digits++) {
    const said = breaks.map((b) => Number(b.toFixed(digits)))
    const near = said.every(
      (s, k) => Math.abs(s - breaks[k]) <= Math.max(1e-9, NEAR_ENOUGH * Math.abs(breaks[k])),
    )
    if (near && new Set(said).size === breaks.length) return digits
  }
  return MOST_DIGITS
}

/** "12.5 to 18.0" of each class, the last open-ended; the unit is in the title. */
export function classTexts(spec: GridLayer): string[] {
  const digits = digitsFor(spec.breaks, spec.digits ?? 0)
  const show = (v: number) =>
    v
      .toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })
      .replace('-', '−')
  return spec.breaks.map(
    (b, k) =>
      spec.texts?.[k] ??
      (k + 1 < spec.breaks.length ? `${show(b)} to ${show(spec.breaks[k + 1])}` : `${show(b)} and over`),
  )
}

function block(key: string, spec: LayerSpec, theme: ThemeName): LegendBlock {
  switch (spec.kind) {
    case 'grid': {
      const colours = classColours(spec, theme)
      const lines = classTexts(spec)
        .map((text, k) => ({
          sign: { type: 'swatch', colour: colours[k], hatched: isCold(spec, k) } as const,
          text,
        }))
        .filter((l) => l.text)
      // the highest class first, as a person looks for it
      return { key, title: spec.unit ? `${spec.label}, ${spec.unit}` : spec.label, lines: lines.reverse() }
    }
    case 'areas': {
      if (spec.classes) {
        const shades = spec.ramp ? rampColours(spec.ramp.name, theme, spec.ramp.steps) : []
        return {
          key,
          title: spec.label,
          lines: spec.classes.map((c) => ({
            sign:
              c.shade !== undefined
                ? { type: 'swatch', colour: shades[c.shade], hatched: false }
                : c.letter
                  ? { type: 'chip', ink: c.ink, text: c.letter }
                  : { type: 'area', ink: c.ink },
            text: c.label,
          })),
        }
      }
      const first = spec.areas[0]?.ink ?? 'area'
      return {
        key,
        lines: [
          {
            sign: { type: spec.fill ? 'area' : spec.dashed ? 'dash' : 'outline', ink: first },
            text: spec.label,
          },
        ],
      }
    }
    case 'points':
      return {
        key,
        lines: [
          {
            sign: { type: spec.shape ?? 'dot', ink: spec.ink },
            text: spec.label,
            note: drawnNote(spec, theme === 'paper'),
          },
        ],
      }
    case 'lines':
      return {
        key,
        lines: [{ sign: { type: spec.dashed ? 'dash' : 'line', ink: spec.ink }, text: spec.label }],
      }
    case 'labels': {
      const first = spec.labels[0]
      return {
        key,
        lines: first
          ? [{ sign: { type: 'chip', ink: first.ink, text: spec.boxed ? '1' : 'a' }, text: spec.label }]
          : [],
      }
    }
  }
}

/** Blocks of all visible groups that draw something, the topmost group first. */
export function legendOf(groups: readonly LayerGroup[], theme: ThemeName) {
  return groups
    .filter((g) => g.visible)
    .map((g) => ({
      id: g.id,
      title: g.title,
      blocks: g.layers.map((l) => block(`${g.id}/${l.id}`, l, theme)).filter((b) => b.lines.length > 0),
    }))
    .filter((g) => g.blocks.length > 0)
    .reverse()
}
