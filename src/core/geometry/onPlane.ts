/** Shapes of a file put on the plane the incidents are measured on. */
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import type { Area, Boundary } from './area.ts'
import type { Plane } from './plane.ts'

/** Puts rings of degrees on a plane. */
export function areaOnPlane(
  name: string,
  shape: Polygon | MultiPolygon,
  plane: Pick<Plane, 'forward'>,
): Area {
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
  return {
    name,
    polygons: polygons.map((rings) =>
      rings.map((ring) => {
        const flat = new Float64Array(ring.length * 2)
        ring.forEach(([lng, lat], i) => flat.set(plane.forward(lng, lat), i * 2))
        return flat
      }),
    ),
  }
}

/** A file of boundaries as it was opened, WGS84. */
interface BoundaryFile {
  readonly name: string
  readonly features: FeatureCollection<Polygon | MultiPolygon>
}

/** Every area of these files, with the numbers that the files give them. */
export const boundariesOnPlane = (
  files: readonly BoundaryFile[],
  plane: Pick<Plane, 'forward'>,
): Boundary[] =>
  files.flatMap(({ name: set, features }) =>
    features.features.map((f): Boundary => {
      const numbers: Record<string, number> = {}
      for (const [key, v] of Object.entries(f.properties ?? {}))
        if (typeof v === 'number' && Number.isFinite(v)) numbers[key] = v
      const kind = typeof f.properties?.kind === 'string' ? f.properties.kind : ''
      return { ...areaOnPlane(String(f.properties?.name ?? set), f.geometry, plane), set, kind, numbers }
    }),
  )

/** The first area that calls itself the study area; undefined where none does. */
export function studyAreaOnPlane(files: readonly BoundaryFile[], plane: Plane): Area | undefined {
  for (const b of files)
    for (const f of b.features.features)
      if (f.properties?.kind === 'study-area')
        return areaOnPlane(String(f.properties.name ?? b.name), f.geometry, plane)
  return undefined
}

/** A list of homes and the day it was true. Metres, on the plane of the incidents. */
export interface HomesAt {
  readonly day: number
  readonly x: Float64Array
  readonly y: Float64Array
}

/** Points as x and y on a plane, metres: those of theirs where they lie on it already. */
export function pointsOnPlane(
  of: { readonly crs: string; readonly x: Float64Array; readonly y: Float64Array } & {
    readonly lng: Float64Array
    readonly lat: Float64Array
  },
  plane: Pick<Plane, 'code' | 'forward'>,
): { x: Float64Array; y: Float64Array } {
  if (of.crs === plane.code) return { x: of.x, y: of.y }
  const at = Array.from(of.lng, (lng, i) => plane.forward(lng, of.lat[i]))
  return { x: Float64Array.from(at, (p) => p[0]), y: Float64Array.from(at, (p) => p[1]) }
}
