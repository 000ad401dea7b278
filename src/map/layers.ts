/** Layer specs as deck.gl layers in the colours of a theme. Arrays are kept by spec, so a redraw uploads nothing. */
import { KeptWeakMap } from '../core/base/kept.ts'
import type { Layer } from '@deck.gl/core'
import { BitmapLayer, PathLayer, ScatterplotLayer } from '@deck.gl/layers'
import { gridImage } from './gridImage.ts'
import type { GridLayer, LayerGroup, LinesLayer, MapThing, PointsLayer } from './kit.ts'
import { findLayer, isNative } from './native.ts'
import { rgba, THEMES, type MapTheme, type ThemeName } from './theme.ts'
import { drawnPositions } from './thin.ts'
import { SHAPES, under, flat, letters, labels } from './labels.ts'

const binary = new KeptWeakMap<Float64Array, object>()

/** Positions as deck.gl takes them without a copy. */
function binaryPositions(positions: Float64Array): object {
  let found = binary.get(positions)
  if (!found) {
    found = { length: positions.length / 2, attributes: { getPosition: { value: positions, size: 2 } } }
    binary.set(positions, found)
  }
  return found
}

function points(id: string, spec: PointsLayer, t: MapTheme): Layer[] {
  const { shape = 'dot' } = spec
  const ring = shape === 'ring'
  const Kind = shape === 'dot' || shape === 'ring' ? ScatterplotLayer : SHAPES[shape]
  return [
    new Kind({
      id,
      data: binaryPositions(drawnPositions(spec)) as never,
      // twelve metres of ground, so that dots shrink as the town does, and never more than asked
      radiusUnits: 'meters',
      getRadius: 12,
      radiusMinPixels: spec.least ?? Math.min(1.8, spec.radius),
      radiusMaxPixels: spec.radius + (ring ? 0 : 0.75),
      lineWidthUnits: 'meters',
      lineWidthMinPixels: ring ? 1.2 : 0.5,
      lineWidthMaxPixels: ring ? 2 : 1.5,
      stroked: true,
      filled: !ring,
      getFillColor: rgba(t.ink[spec.ink].mark),
      getLineColor: rgba(ring ? t.ink[spec.ink].mark : t.halo),
      getLineWidth: 4,
      ...flat,
    }),
  ]
}

function lines(id: string, spec: LinesLayer, t: MapTheme): Layer[] {
  const path = {
    data: spec.lines as never,
    getPath: (d: unknown) => d as never,
    widthUnits: 'pixels' as const,
  }
  return [
    new PathLayer({
      id: `${id}/halo`,
      ...path,
      getColor: rgba(t.halo, 0.8),
      getWidth: spec.width + 2,
      ...flat,
    }),
    new PathLayer({ id, ...path, getColor: rgba(t.ink[spec.ink].mark), getWidth: spec.width, ...flat }),
  ]
}

const images = new KeptWeakMap<GridLayer, Map<ThemeName, ImageData>>()

function imageOf(spec: GridLayer, theme: ThemeName): ImageData {
  const kept = images.get(spec) ?? new Map<ThemeName, ImageData>()
  let image = kept.get(theme)
  if (!image) {
    const { data, width, height } = gridImage(spec, theme, theme === 'paper' ? 0.7 : 0.66)
    image = new ImageData(data as Uint8ClampedArray<ArrayBuffer>, width, height)
    kept.set(theme, image)
    images.set(spec, kept)
  }
  return image
}

function grid(id: string, spec: GridLayer, t: MapTheme): Layer[] {
  const [sw, se, ne, nw] = spec.corners.map((c) => [c[0], c[1]] as [number, number])
  return [
    new BitmapLayer({
      id,
      image: imageOf(spec, t.name),
      bounds: [sw, nw, ne, se] as never,
      // cells are cells: no smoothing that would invent values between them
      textureParameters: { minFilter: 'linear', magFilter: 'nearest' },
      ...flat,
      ...under,
    }),
  ]
}

function highlight(groups: readonly LayerGroup[], selection: MapThing | undefined, t: MapTheme): Layer[] {
  const spec = selection && findLayer(groups, selection)
  if (!spec) return []
  const i = selection.index
  const at: readonly [number, number] | undefined =
    spec.kind === 'points' && 2 * i + 1 < spec.positions.length
      ? [spec.positions[2 * i], spec.positions[2 * i + 1]]
      : spec.kind === 'labels'
        ? spec.labels[i]?.at
        : undefined
  if (at)
    return [
      new ScatterplotLayer({
        id: 'cocoon-selected',
        data: [at],
        getPosition: (d) => d as never,
        radiusUnits: 'pixels',
        lineWidthUnits: 'pixels',
        getRadius: (spec.kind === 'points' ? spec.radius : 9) + 6,
        filled: false,
        stroked: true,
        getLineWidth: 3,
        getLineColor: rgba(t.ink.accent.mark),
        ...flat,
      }),
    ]
  return []
}

/**
 * All visible groups as deck.gl layers: fills and grids under the names of the ground, the rest above it, in the
 * order given, then letters, then the selected thing. What `native.ts` draws is left out.
 */
export function deckLayers(
  groups: readonly LayerGroup[],
  theme: ThemeName,
  zoom: number,
  selection?: MapThing,
): Layer[] {
  const t = THEMES[theme]
  const [low, high, top]: [Layer[], Layer[], Layer[]] = [[], [], []]
  for (const g of groups) {
    if (!g.visible) continue
    for (const spec of g.layers) {
      const id = `${g.id}/${spec.id}`
      if (spec.kind === 'areas') top.push(...letters(id, spec, t, zoom))
      else if (isNative(spec)) continue
      else if (spec.kind === 'grid') low.push(...grid(id, spec, t))
      else if (spec.kind === 'points') high.push(...points(id, spec, t))
      else if (spec.kind === 'lines') high.push(...lines(id, spec, t))
      else top.push(...labels(id, spec, t, zoom))
    }
  }
  return [...low, ...high, ...top, ...highlight(groups, selection, t)]
}
