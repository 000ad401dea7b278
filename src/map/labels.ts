/** Words on the map: letters in areas, chips and names that keep out of each other's way. */
import { KeptWeakMap } from '../core/base/kept.ts'
import type { Layer } from '@deck.gl/core'
import { ScatterplotLayer, TextLayer } from '@deck.gl/layers'
import { SLOT } from './ground.ts'
import type { AreasLayer, Ink, LabelsLayer } from './kit.ts'
import { rgba, type MapTheme } from './theme.ts'

/** Family used for letters and numbers drawn by deck.gl; the page loads it before the map starts. */
export const LABEL_FONT = '"Inter Variable", Inter, system-ui, sans-serif'

/** From this zoom on, boxed labels show their text on the screen. */
export const NUMBERS_FROM = 15.4

/** Other shapes with the drawing of dots: only the measure of distance from the middle differs. */
function shaped(name: string, distance: string) {
  return class<DataT = unknown> extends ScatterplotLayer<DataT> {
    static override layerName = name
    override getShaders() {
      const shaders = super.getShaders()
      return { ...shaders, fs: shaders.fs.replace('length(unitPosition)', distance) }
    }
  }
}

const SquareLayer = shaped('SquareLayer', 'max(abs(unitPosition.x), abs(unitPosition.y))')

/** Layers of deck.gl by the shape of a point. */
export const SHAPES = {
  square: SquareLayer,
  diamond: shaped('DiamondLayer', '(abs(unitPosition.x) + abs(unitPosition.y))'),
  triangle: shaped(
    'TriangleLayer',
    'max(-2.0 * unitPosition.y, 1.732 * abs(unitPosition.x) + unitPosition.y)',
  ),
} as const

const MARKS = {
  circle: ScatterplotLayer,
  diamond: shaped('DiamondMarkLayer', '(abs(unitPosition.x) + abs(unitPosition.y))'),
  hexagon: shaped(
    'HexagonMarkLayer',
    'max(abs(unitPosition.y), 0.866 * abs(unitPosition.x) + 0.5 * abs(unitPosition.y))',
  ),
} as const

/** Names on a shape of their own, so that zones, rounds and series are told apart without their letters. */
function marks(id: string, shape: keyof typeof MARKS, data: readonly Label[], t: MapTheme): Layer[] {
  const longest = Math.max(...data.map((d) => d.text.length))
  return [
    new (MARKS[shape] as typeof ScatterplotLayer)<Label>({
      id: `${id}/shape`,
      data: data as Label[],
      getPosition: (d) => d.at as [number, number],
      radiusUnits: 'pixels',
      getRadius: (shape === 'diamond' ? 11 : 8) + 3 * longest,
      filled: true,
      stroked: true,
      lineWidthUnits: 'pixels',
      getLineWidth: 1.5,
      getFillColor: (d) => rgba(t.ink[d.ink].chip),
      getLineColor: rgba(t.halo),
      updateTriggers: { getFillColor: t.name, getLineColor: t.name },
      ...flat,
    }),
    chips(id, data, t, { size: 12, pad: [0, 0] }, false),
  ]
}

// deck.gl's own props do not know of the slot that the overlay reads
/** Drawn below the words of the ground. */
export const under = { beforeId: SLOT.fills } as object

/** Drawn in the order given, whatever the depth. */
export const flat = { parameters: { depthCompare: 'always', depthWriteEnabled: false } } as const

/** Letters of areas: chips that stay above everything else. */
export function letters(id: string, spec: AreasLayer, t: MapTheme, zoom: number): Layer[] {
  const data = uncrowded(lettersOf(spec), zoom)
  if (data.length === 0) return []
  if (spec.mark && spec.mark !== 'square') return marks(`${id}/letters`, spec.mark, data, t)
  return [chips(`${id}/letters`, data, t, { size: 12, pad: [5, 2.5] })]
}

type Label = LabelsLayer['labels'][number]

const TIERS: readonly Ink[] = ['tierC', 'tierB', 'tierA']

/** Room a letter needs beside the next one, pixels. */
const LETTER_WIDTH = 30

const LETTER_HEIGHT = 20

/** Pixels of one letter of a name, and the air beside it. */
const NAME_LETTER = 6.6

const NAME_AIR = 8

/**
 * The names that have room at this zoom, the first ones first, as `uncrowded` does for letters: names are as wide as they
 * are long.
 */
export function uncrowdedNames<T extends { readonly at: readonly [number, number]; readonly text: string }>(
  labels: readonly T[],
  zoom: number,
): T[] {
  const world = 512 * 2 ** zoom
  // kept by rows of the map, each as high as a name
  const rows = new Map<number, (readonly [left: number, right: number, y: number])[]>()
  return labels.filter(({ at: [lng, lat], text }) => {
    const x = ((lng + 180) / 360) * world
    const y = mercator(lat) * world
    const half = (text.length * NAME_LETTER + NAME_AIR) / 2
    const row = Math.floor(y / LETTER_HEIGHT)
    for (let r = row - 1; r <= row + 1; r++)
      for (const [left, right, other] of rows.get(r) ?? [])
        if (x - half < right && x + half > left && Math.abs(other - y) < LETTER_HEIGHT) return false
    const mine = [x - half, x + half, y] as const
    const list = rows.get(row)
    if (list) list.push(mine)
    else rows.set(row, [mine])
    return true
  })
}

/** How far south of the top of the world map a latitude lies, 0..1. */
const mercator = (lat: number): number =>
  0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)

/**
 * The letters that have room at this zoom, the first ones first: a layer lists its best places first, and a place
 * without its letter keeps its outline, its tip and its row in the table.
 */
export function uncrowded<T extends { readonly at: readonly [number, number] }>(
  labels: readonly T[],
  zoom: number,
): T[] {
  const world = 512 * 2 ** zoom
  const taken = new Map<string, [x: number, y: number][]>()
  const cell = (x: number, y: number) => `${Math.floor(x / LETTER_WIDTH)} ${Math.floor(y / LETTER_HEIGHT)}`
  return labels.filter(({ at: [lng, lat] }) => {
    const x = ((lng + 180) / 360) * world
    const y = mercator(lat) * world
    for (let dx = -1; dx <= 1; dx++)
      for (let dy = -1; dy <= 1; dy++)
        for (const [a, b] of taken.get(cell(x + dx * LETTER_WIDTH, y + dy * LETTER_HEIGHT)) ?? [])
          if (Math.abs(a - x) < LETTER_WIDTH && Math.abs(b - y) < LETTER_HEIGHT) return false
    const here = cell(x, y)
    const list = taken.get(here)
    if (list) list.push([x, y])
    else taken.set(here, [[x, y]])
    return true
  })
}

const letterCache = new KeptWeakMap<AreasLayer, Label[]>()

function lettersOf(spec: AreasLayer): Label[] {
  let found = letterCache.get(spec)
  if (!found) {
    found = spec.areas
      .filter((a) => a.letter && a.labelAt)
      .map((a) => ({ at: a.labelAt!, text: a.letter!, ink: a.ink }))
      // the strongest tier first: it keeps its letter where there is room for one
      .sort((a, b) => TIERS.indexOf(b.ink) - TIERS.indexOf(a.ink))
    letterCache.set(spec, found)
  }
  return found
}

function chips(
  id: string,
  data: readonly Label[],
  t: MapTheme,
  look: { size: number; pad: [number, number] },
  ground = true,
): Layer {
  const printed = t.name === 'paper'
  return new TextLayer<Label>({
    id,
    data: data as Label[],
    getPosition: (d) => d.at as [number, number],
    getText: (d) => d.text,
    // and larger on paper: it is read under a street lamp
    getSize: printed ? look.size * 1.2 : look.size,
    // on paper a number is black on white, the star white on black, as a torch needs it
    getColor: (d) => (printed && d.ink === 'accent' ? [0, 0, 0, 255] : rgba(t.ink[d.ink].onChip)),
    background: ground,
    getBackgroundColor: (d) =>
      printed && d.ink === 'accent' ? [255, 255, 255, 255] : rgba(t.ink[d.ink].chip),
    getBorderColor: (d) => rgba(printed && d.ink === 'accent' ? '#000000' : t.halo),
    getBorderWidth: 1.5,
    backgroundPadding: look.pad,
    backgroundBorderRadius: 3,
    fontFamily: LABEL_FONT,
    fontWeight: 700,
    fontSettings: { fontSize: 48, buffer: 6 },
    characterSet: 'auto',
    updateTriggers: { getColor: t.name, getBackgroundColor: t.name, getBorderColor: t.name },
    ...flat,
  })
}

const spots = new KeptWeakMap<LabelsLayer, [number, number][]>()

/** Numbers would cover each other when the town is small: then plain squares stand in. Never on paper. */
export function labels(id: string, spec: LabelsLayer, t: MapTheme, zoom: number): Layer[] {
  const far = zoom < NUMBERS_FROM && t.name !== 'paper'
  if (spec.boxed && far && spec.always)
    return [chips(id, uncrowded(spec.labels, zoom), t, { size: 11.5, pad: [4.5, 2.5] })]
  if (spec.boxed && far) {
    const data = spots.get(spec) ?? spec.labels.map((l) => [l.at[0], l.at[1]] as [number, number])
    spots.set(spec, data)
    return [
      new SquareLayer<[number, number]>({
        id: `${id}/small`,
        data,
        getPosition: (d) => d,
        radiusUnits: 'meters',
        getRadius: 9,
        radiusMinPixels: 2,
        radiusMaxPixels: 5,
        getFillColor: (_, { index }) => rgba(t.ink[spec.labels[index].ink].mark),
        updateTriggers: { getFillColor: t.name },
        ...flat,
      }),
    ]
  }
  if (spec.boxed) return [chips(id, spec.labels, t, { size: 11.5, pad: [4.5, 2.5] })]
  return [
    new TextLayer<Label>({
      id,
      data: uncrowdedNames(spec.labels, zoom),
      getPosition: (d) => d.at as [number, number],
      getText: (d) => d.text,
      getSize: 12,
      getColor: (d) => rgba(t.ink[d.ink].mark),
      outlineWidth: 3,
      outlineColor: rgba(t.halo),
      fontFamily: LABEL_FONT,
      fontWeight: 600,
      fontSettings: { sdf: true, fontSize: 48, buffer: 8, radius: 12 },
      characterSet: 'auto',
      updateTriggers: { getColor: t.name },
      ...flat,
    }),
  ]
}
