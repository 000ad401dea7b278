/** The ground around shapes, cut on the plane on which incidents are counted. */
import { buffer, coordAll, difference, earthRadius, feature, featureCollection, union } from '@turf/turf'
import type { Feature, MultiPolygon, Polygon } from 'geojson'
import type { Plane } from './plane.ts'

type Shape = Polygon | MultiPolygon

/** Metres of a degree on the sphere Turf measures on. */
const DEGREE = (earthRadius * Math.PI) / 180

/** A shape with every point moved. */
const moved = <S extends Shape>(shape: S, move: (x: number, y: number) => number[]): S => {
  const rings = (of: number[][][]) => of.map((ring) => ring.map(([x, y]) => move(x, y)))
  return {
    ...shape,
    coordinates:
      shape.type === 'Polygon' ? rings(shape.coordinates) : shape.coordinates.map((part) => rings(part)),
  }
}

/**
 * Ground within `width` metres of shapes (degrees) and in none of them, in degrees; undefined where it cannot be cut out. Cut on the
 * plane, laid out small at 0°N 0°E where degrees are metres: what is drawn and saved is what is counted.
 */
export function ringAround(
  shapes: readonly Shape[],
  width: number,
  plane: Plane,
): Feature<Shape> | undefined {
  try {
    const [x0, y0] = plane.forward(...(coordAll(shapes[0])[0] as [number, number]))
    const features = shapes.map((shape) =>
      feature(
        moved(shape, (lng, lat) => {
          const [x, y] = plane.forward(lng, lat)
          return [(x - x0) / DEGREE, (y - y0) / DEGREE]
        }),
      ),
    )
    const wide = features.flatMap((f) => buffer(f, width, { units: 'meters', steps: 32 }) ?? [])
    const all = (of: readonly Feature<Shape>[]) => (of.length > 1 ? union(featureCollection([...of])) : of[0])
    const [outer, inner] = [all(wide as Feature<Shape>[]), all(features)]
    const ring = (outer && inner && difference(featureCollection([outer, inner]))) ?? undefined
    return (
      ring && feature(moved(ring.geometry, (x, y) => [...plane.inverse(x * DEGREE + x0, y * DEGREE + y0)]))
    )
  } catch {
    // a shape that crosses itself: it is counted all the same, the ring is only not drawn
    return undefined
  }
}
