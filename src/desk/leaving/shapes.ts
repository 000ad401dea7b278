/** What is drawn on the map as layers of shapes for other maps: names, words and what a hover says of each. */
import type { Geometry } from 'geojson'
import type { ShapeLayer } from '../../import/formats/write/shapes.ts'
import { plainName } from '../../import/formats/write/shapes.ts'
import type { LayerSpec, Tip } from '../../map/index.ts'

/** One thing of a layer: where it lies, and the letter or class it carries. */
interface Thing {
  readonly geometry: Geometry
  readonly letter: string
  readonly value: number | null
}

/** Corners of a cell of a grid, by the grid's own corners: SW, SE, NE, NW of the whole. */
function cellRing(layer: Extract<LayerSpec, { kind: 'grid' }>, i: number): [number, number][] {
  const [c, r] = [i % layer.nx, Math.floor(i / layer.nx)]
  const [sw, se, ne, nw] = layer.corners
  // bilinear between the corners, as the picture is drawn
  const at = (u: number, v: number): [number, number] => {
    const mix = (k: 0 | 1) =>
      (1 - u) * (1 - v) * sw[k] + u * (1 - v) * se[k] + u * v * ne[k] + (1 - u) * v * nw[k]
    return [mix(0), mix(1)]
  }
  const [u0, u1, v0, v1] = [c / layer.nx, (c + 1) / layer.nx, r / layer.ny, (r + 1) / layer.ny]
  return [at(u0, v0), at(u1, v0), at(u1, v1), at(u0, v1), at(u0, v0)]
}

function thingsOf(layer: LayerSpec): Thing[] {
  const plain = (geometry: Geometry, letter = ''): Thing => ({ geometry, letter, value: null })
  switch (layer.kind) {
    case 'points':
      return Array.from({ length: layer.positions.length / 2 }, (_, i) =>
        plain({ type: 'Point', coordinates: [layer.positions[2 * i], layer.positions[2 * i + 1]] }),
      )
    case 'areas':
      return layer.areas.map((a) => plain(a.geometry, a.letter))
    case 'lines':
      return layer.lines.map((l) => plain({ type: 'LineString', coordinates: l.map((p) => [...p]) }))
    case 'labels':
      return layer.labels.map((l) => plain({ type: 'Point', coordinates: [...l.at] }, l.text))
    case 'grid':
      return [...layer.values].flatMap((value, i): Thing[] =>
        value >= layer.breaks[0]
          ? [{ geometry: { type: 'Polygon', coordinates: [cellRing(layer, i)] }, letter: '', value }]
          : [],
      )
  }
}

/**
 * The drawn layers as layers of shapes, empty ones left out. `about` travels with each: period, filter, n, marking.
 * `crs` is the plane of the table, which a GeoPackage is written on.
 */
export function shapeLayers(specs: readonly LayerSpec[], about: string, crs: string): ShapeLayer[] {
  const names = new Map<string, number>()
  return specs.flatMap((spec) => {
    const things = spec.drawing ? [] : thingsOf(spec)
    if (!things.length) return []
    const tips = things.map((_, i): Tip | undefined => spec.tip?.(i))
    const base = plainName(spec.label || spec.id)
    const again = names.get(base) ?? 0
    names.set(base, again + 1)
    const unit = spec.kind === 'grid' ? spec.unit : undefined
    return [
      {
        name: again ? `${base}_${again + 1}` : base,
        title: spec.label || spec.id,
        about,
        crs,
        fields: [
          { name: 'title', label: 'Title', kind: 'text' as const },
          { name: 'letter', label: 'Letter', kind: 'text' as const },
          { name: 'says', label: 'What is said of it', kind: 'text' as const },
          ...(unit === undefined
            ? []
            : [{ name: plainName(`value ${unit}`), label: 'Value', unit, kind: 'number' as const }]),
        ],
        shapes: things.map((t, i) => ({
          geometry: t.geometry,
          values: [
            tips[i]?.title ?? (t.letter || spec.label),
            t.letter,
            tips[i]?.lines.join('; ') ?? '',
            ...(unit === undefined ? [] : [t.value]),
          ],
        })),
      },
    ]
  })
}
