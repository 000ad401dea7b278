/**
 * Layers MapLibre draws better than deck.gl. Measured without a GPU, ms per frame while panning: 10,000 dots 214 in
 * deck.gl, 48 as circles; 20,000 405 and 18; the first dot 1.6 s later for deck.gl's shaders; outlines are smooth only here unless the whole canvas is
 * multisampled, which takes an empty map from 18 to 83. Dashes along a whole line exist only here.
 */
import { KeptWeakMap } from '../core/base/kept.ts'
import type {
  CircleLayerSpecification,
  FilterSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
} from 'maplibre-gl'
import { SLOT } from './ground.ts'
import type { AreasLayer, Ink, LayerGroup, LayerSpec, LinesLayer, MapThing, PointsLayer } from './kit.ts'
import { rampColours, THEMES, type MapTheme, type ThemeName } from './theme.ts'
import { drawnPositions, FROM_AFAR, NEAR_ZOOM } from './thin.ts'

/** Shapes MapLibre has by itself. */
const ROUND = { dot: 1, ring: 1 }

/** Whether MapLibre draws the layer, as a whole or, for areas, fill and outline (their letters are deck.gl's). */
export const isNative = (spec: LayerSpec): boolean =>
  spec.kind === 'areas' ||
  (spec.kind === 'lines' && spec.dashed === true) ||
  (spec.kind === 'points' && (spec.shape ?? 'dot') in ROUND)

type NativeSpec = PointsLayer | LinesLayer | AreasLayer

/** A style layer and the slot it goes under. */
export interface Placed {
  readonly layer: LayerSpecification
  readonly under: string
}

/** A layer ready to be added: one source and its style layers, all named after the id. */
export interface NativeLayer {
  readonly id: string
  readonly spec: NativeSpec
  readonly layers: readonly Placed[]
  /** changes when the style layers do, with theme or look, but not with the data */
  readonly shape: string
}

/** GeoJSON text of the drawn points: written straight from the numbers, so that no object is made per point. */
export function pointsJson(spec: PointsLayer): string {
  const p = drawnPositions(spec)
  const parts: string[] = []
  // one MultiPoint per thousand: fewer features to carry, and none needs properties
  for (let a = 0; a < p.length; a += 2000) {
    const b = Math.min(p.length, a + 2000)
    const at: string[] = []
    // a centimetre; dividing is four times as fast as toFixed
    for (let i = a; i < b; i += 2)
      at.push(`[${Math.round(p[i] * 1e7) / 1e7},${Math.round(p[i + 1] * 1e7) / 1e7}]`)
    parts.push(
      `{"type":"Feature","properties":{"near":${a >= 2 * FROM_AFAR}},"geometry":{"type":"MultiPoint","coordinates":[${at.join()}]}}`,
    )
  }
  return `{"type":"FeatureCollection","features":[${parts.join()}]}`
}

/** GeoJSON text of any native layer. */
export function nativeJson(spec: NativeSpec): string {
  if (spec.kind === 'points') return pointsJson(spec)
  if (spec.kind === 'lines')
    return JSON.stringify({
      type: 'Feature',
      properties: {},
      geometry: { type: 'MultiLineString', coordinates: spec.lines.filter((l) => l.length > 1) },
    })
  const features = spec.areas.map((a) => ({
    type: 'Feature',
    properties: { ink: a.ink, ...(a.shade === undefined ? {} : { shade: a.shade }) },
    geometry: a.geometry,
  }))
  return JSON.stringify({ type: 'FeatureCollection', features })
}

/** Source of a native layer; `url` is a blob: address of its GeoJSON, which MapLibre's worker reads and parses. */
export const nativeSource = (spec: NativeSpec, url: string): GeoJSONSourceSpecification =>
  spec.kind === 'points'
    ? { type: 'geojson', data: url, maxzoom: 16, buffer: 16, tolerance: 0 }
    : { type: 'geojson', data: url, tolerance: 0.15 }

/** Outline width by ink, pixels: the highest tier is the heaviest, so tiers differ without colour. */
const OUTLINE: Partial<Record<Ink, number>> = { tierA: 2.6, tierB: 1.9, tierC: 1.3, outline: 1.8, area: 1.4 }

/** Opacity of a shade: names of the ground still show through. */
const SHADE = 0.72

function areaLayers(id: string, spec: AreasLayer, t: MapTheme): Placed[] {
  const shades = spec.ramp ? [shadeLayer(id, spec.ramp, t)] : []
  // one pair of layers per ink, in the order the inks first appear: later areas lie on top
  const inks = [...new Set(spec.areas.map((a) => a.ink))]
  const marks = inks.flatMap((ink) => {
    const { mark, fill, fillOpacity } = t.ink[ink]
    const base = { source: id, filter: ['==', ['get', 'ink'], ink] as FilterSpecification }
    const outline: LayerSpecification = {
      ...base,
      id: `${id}/${ink}/outline`,
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: {
        'line-color': mark,
        'line-width': OUTLINE[ink] ?? 1.5,
        ...(spec.dashed && { 'line-dasharray': [2.2, 1.6] }),
      },
    }
    const inside: LayerSpecification = {
      ...base,
      id: `${id}/${ink}/fill`,
      type: 'fill',
      filter: ['all', base.filter, ['!', ['has', 'shade']]] as FilterSpecification,
      paint: { 'fill-color': fill, 'fill-opacity': fillOpacity, 'fill-antialias': false },
    }
    return (spec.fill ? [inside, outline] : [outline]).map((layer) => ({ layer, under: SLOT.fills }))
  })
  return [...shades, ...marks]
}

/** Areas shaded by class: one fill under all outlines, its colour looked up by the class. */
function shadeLayer(id: string, ramp: NonNullable<AreasLayer['ramp']>, t: MapTheme): Placed {
  const colours = rampColours(ramp.name, t.name, ramp.steps)
  const layer: LayerSpecification = {
    id: `${id}/shade`,
    type: 'fill',
    source: id,
    filter: ['has', 'shade'],
    paint: {
      'fill-color': ['to-color', ['at', ['get', 'shade'], ['literal', colours]]] as never,
      'fill-opacity': SHADE,
      'fill-antialias': false,
    },
  }
  return { layer, under: SLOT.fills }
}

function lineLayers(id: string, spec: LinesLayer, t: MapTheme): Placed[] {
  const paint = { 'line-color': t.ink[spec.ink].mark, 'line-width': spec.width, 'line-dasharray': [2.2, 1.6] }
  const layer: LayerSpecification = { id, source: id, type: 'line', layout: { 'line-join': 'round' }, paint }
  return [{ layer, under: SLOT.data }]
}

function pointLayers(id: string, spec: PointsLayer, t: MapTheme): Placed[] {
  const colour = t.ink[spec.ink].mark
  const ring = spec.shape === 'ring'
  const layer: CircleLayerSpecification = {
    id,
    source: id,
    type: 'circle',
    paint: {
      'circle-color': colour,
      'circle-opacity': ring ? 0 : 1,
      // a whole force at once: smaller dots, so that density still shows
      'circle-radius': [
        'interpolate',
        ['linear'],
        ['zoom'],
        9,
        spec.least ?? Math.min(1.4, spec.radius),
        15,
        spec.radius,
      ],
      'circle-stroke-color': ring ? colour : t.halo,
      'circle-stroke-width': ring ? 1.5 : ['interpolate', ['linear'], ['zoom'], 11, 0, 14, 1],
    },
  }
  // on paper everything is drawn: a picture is made once
  if (t.name === 'paper') return [{ layer, under: SLOT.data }]
  const part = (near: boolean): FilterSpecification => ['==', ['get', 'near'], near]
  return [
    { layer: { ...layer, filter: part(false) }, under: SLOT.data },
    { layer: { ...layer, id: `${id}/near`, filter: part(true), minzoom: NEAR_ZOOM }, under: SLOT.data },
  ]
}

/** The layer a thing belongs to, when it is shown. */
export function findLayer(groups: readonly LayerGroup[], thing: MapThing): LayerSpec | undefined {
  return groups.find((g) => g.visible && g.id === thing.group)?.layers.find((l) => l.id === thing.layer)
}

const chosen = new KeptWeakMap<AreasLayer, Map<number, AreasLayer>>()

/** The one chosen area as a layer of its own; the same object for the same choice, so that it is uploaded once. */
function chosenArea(spec: AreasLayer, index: number): AreasLayer {
  const kept = chosen.get(spec) ?? new Map<number, AreasLayer>()
  const made = kept.get(index) ?? {
    kind: 'areas',
    id: 'chosen',
    label: '',
    fill: false,
    areas: [spec.areas[index]],
  }
  kept.set(index, made)
  chosen.set(spec, kept)
  return made
}

function chosenLayers(
  groups: readonly LayerGroup[],
  selection: MapThing | undefined,
  t: MapTheme,
): Omit<NativeLayer, 'shape'>[] {
  const spec = selection && findLayer(groups, selection)
  if (!spec || spec.kind !== 'areas' || !spec.areas[selection.index]) return []
  const id = 'native-chosen'
  const line = (name: string, colour: string, width: number): Placed => ({
    under: SLOT.data,
    layer: {
      id: `${id}/${name}`,
      source: id,
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colour, 'line-width': width },
    },
  })
  const layers = [line('halo', t.halo, 6.5), line('line', t.ink.accent.mark, 3)]
  return [{ id, spec: chosenArea(spec, selection.index), layers }]
}

/** The native layers of all visible groups, in order, and the outline of the chosen area. */
export function nativeLayers(
  groups: readonly LayerGroup[],
  theme: ThemeName,
  selection?: MapThing,
): NativeLayer[] {
  const t = THEMES[theme]
  const layersOf = (id: string, spec: NativeSpec): Placed[] => {
    if (spec.kind === 'areas') return areaLayers(id, spec, t)
    return spec.kind === 'lines' ? lineLayers(id, spec, t) : pointLayers(id, spec, t)
  }
  const all = groups
    .filter((g) => g.visible)
    .flatMap((g) => g.layers.map((spec) => ({ id: `native/${g.id}/${spec.id}`, spec })))
    .flatMap(({ id, spec }) =>
      isNative(spec) ? [{ id, spec: spec as NativeSpec, layers: layersOf(id, spec as NativeSpec) }] : [],
    )
  const made = [...all, ...chosenLayers(groups, selection, t)]
  return made.map((n) => ({ ...n, shape: JSON.stringify(n.layers) }))
}
