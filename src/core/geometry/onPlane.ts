/** Shapes of a file put on the plane the incidents are measured on. */
import type { MultiPolygon, Polygon } from 'geojson'
import type { Area } from './area.ts'
import type { Plane } from './plane.ts'

/** Puts rings of degrees on a plane. */
export function areaOnPlane(name: string, shape: Polygon | MultiPolygon, plane: Plane): Area {
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
