/** Style layers of the quiet ground: the same drawing for our own features and for tiles of any known schema. */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl'
import type { GroundSchema, Part } from './schema.ts'
import type { GroundColours } from './theme.ts'

/** Name of the font the styles declare in `font-faces`. */
export const GROUND_FONT = 'Inter'

/** A style layer and where it stands among all sources' layers: land 0 … data fills 50 … names 60 … data 90. */
export interface GroundLayer {
  readonly rank: number
  readonly layer: LayerSpecification
}

/** The layers in the order they are drawn; equal ranks keep their order. */
export const inOrder = (layers: readonly GroundLayer[]): LayerSpecification[] =>
  [...layers].sort((a, b) => a.rank - b.rank).map((l) => l.layer)

/** Pixels of a road by class at four zooms; between them widths double with each zoom, as the road itself does. */
const WIDTH: Record<string, readonly [z11: number, z14: number, z16: number, z19: number]> = {
  main: [1.2, 4.5, 13, 70],
  street: [0.35, 2.4, 9, 50],
  lane: [0.15, 1.2, 5, 28],
  path: [0, 0.5, 1.6, 8],
}

function width(roadClass: ExpressionSpecification, extra: number): ExpressionSpecification {
  const at = (k: number): ExpressionSpecification => [
    'match',
    roadClass,
    'main',
    WIDTH.main[k] + extra,
    'lane',
    WIDTH.lane[k] + (k === 0 ? 0 : extra),
    'path',
    WIDTH.path[k],
    WIDTH.street[k] + (k === 0 ? extra / 2 : extra),
  ]
  return ['interpolate', ['exponential', 1.8], ['zoom'], 11, at(0), 14, at(1), 16, at(2), 19, at(3)]
}

/** Layers of one source. Ids start with the source's name. */
export function groundLayers(source: string, schema: GroundSchema, c: GroundColours): GroundLayer[] {
  const out: GroundLayer[] = []
  const add = (rank: number, id: string, parts: readonly Part[], make: (base: Base) => LayerSpecification) =>
    parts.forEach((part, i) =>
      out.push({
        rank,
        layer: make({
          id: `${source} ${id}${i || ''}`,
          source,
          ...(part.layer ? { 'source-layer': part.layer } : {}),
          ...(part.filter ? { filter: part.filter } : {}),
        }),
      }),
    )
  const round = { 'line-cap': 'round', 'line-join': 'round' } as const
  add(10, 'park', schema.park, (b) => ({ ...b, type: 'fill', paint: { 'fill-color': c.park } }))
  add(12, 'water', schema.water, (b) => ({ ...b, type: 'fill', paint: { 'fill-color': c.water } }))
  add(13, 'water line', schema.waterLine, (b) => ({
    ...b,
    type: 'line',
    layout: round,
    paint: {
      'line-color': c.water,
      'line-width': ['interpolate', ['exponential', 1.8], ['zoom'], 11, 0.8, 16, 4, 19, 16],
    },
  }))
  add(20, 'building', schema.building, (b) => ({
    ...b,
    type: 'fill',
    minzoom: 13,
    paint: {
      'fill-color': c.building,
      'fill-opacity': ['interpolate', ['linear'], ['zoom'], 13, 0, 14.5, 1],
    },
  }))
  add(22, 'rail', schema.rail, (b) => ({
    ...b,
    type: 'line',
    paint: {
      'line-color': c.rail,
      'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 11, 0.8, 16, 3, 19, 8],
    },
  }))
  add(24, 'casing', schema.road, (b) => ({
    ...b,
    type: 'line',
    minzoom: 12.5,
    layout: round,
    paint: {
      'line-color': c.casing,
      'line-width': width(schema.roadClass, 1.6),
      'line-opacity': ['interpolate', ['linear'], ['zoom'], 12.5, 0, 13.5, 1],
    },
  }))
  add(26, 'road', schema.road, (b) => ({
    ...b,
    type: 'line',
    layout: round,
    paint: {
      // from afar there is no casing to set a road off from the land, so the road takes its colour
      'line-color': [
        'interpolate',
        ['linear'],
        ['zoom'],
        12.5,
        c.far,
        14,
        ['match', schema.roadClass, 'path', c.path, c.road],
      ],
      'line-width': width(schema.roadClass, 0),
    },
  }))
  // boundaries lie over fills: a zone must not hide whose beat it is in
  add(55, 'boundary', schema.boundary, (b) => ({
    ...b,
    type: 'line',
    layout: { 'line-join': 'round' },
    paint: { 'line-color': c.boundary, 'line-width': 1.4, 'line-dasharray': [5, 2.5], 'line-opacity': 0.85 },
  }))
  const text = { 'text-color': c.label, 'text-halo-color': c.halo, 'text-halo-width': 1.6 } as const
  const font = { 'text-font': [GROUND_FONT], 'text-field': schema.text }
  add(60, 'road name', schema.roadName, (b) => ({
    ...b,
    type: 'symbol',
    minzoom: 13.5,
    layout: {
      ...font,
      'symbol-placement': 'line',
      'symbol-spacing': 320,
      'text-size': ['interpolate', ['linear'], ['zoom'], 14, 10.5, 17, 12.5, 19, 14],
      'text-max-angle': 35,
      'text-padding': 8,
      // main roads first: their names find the way
      'symbol-sort-key': ['match', schema.roadClass, 'main', 0, 'street', 1, 2],
    },
    paint: text,
  }))
  add(62, 'place name', schema.placeName, (b) => ({
    ...b,
    type: 'symbol',
    maxzoom: schema.name === 'features' ? 15.5 : 14.5,
    layout: {
      ...font,
      'text-size': ['interpolate', ['linear'], ['zoom'], 10, 11, 15, 13.5],
      'text-letter-spacing': 0.04,
      'text-max-width': 8,
      'text-padding': 6,
    },
    paint: text,
  }))
  return out
}

type Base = { id: string; source: string; 'source-layer'?: string; filter?: ExpressionSpecification }

/** Grid lines of the plane: hairlines, every tenth stronger, their value along them. */
export function graticuleLayers(source: string, c: GroundColours): GroundLayer[] {
  return [
    {
      rank: 8,
      layer: {
        id: 'graticule',
        type: 'line',
        source,
        paint: { 'line-color': c.graticule, 'line-width': ['case', ['get', 'major'], 1.6, 0.8] },
      },
    },
    {
      rank: 58,
      layer: {
        id: 'graticule name',
        type: 'symbol',
        source,
        layout: {
          'text-font': [GROUND_FONT],
          'text-field': ['get', 'label'],
          'text-size': 10.5,
          'symbol-placement': 'line',
          'symbol-spacing': 420,
          'text-offset': [0, -0.7],
          'text-padding': 12,
        },
        paint: {
          'text-color': c.label,
          'text-halo-color': c.halo,
          'text-halo-width': 1.4,
          'text-opacity': 0.85,
        },
      },
    },
  ]
}
