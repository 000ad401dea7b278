/** The circle around a place as an area filter: every place within the radius lies in it, its edge included. */
import type { Polygon } from 'geojson'
import type { Plane } from '../../core/geometry/plane.ts'

/** Corners of the outline: with 180 it bulges by less than 7 cm at 400 m. */
const CORNERS = 180
/** Metres that writing the corners with eight digits may cost. */
const ROUNDING = 0.005

/** A ring drawn around the circle on the plane, so that nobody within the radius is cut off by a corner. */
export function circleAround(plane: Plane, x: number, y: number, radius: number): Polygon {
  const r = (radius + ROUNDING) / Math.cos(Math.PI / CORNERS)
  const ring = Array.from({ length: CORNERS }, (_, k) => {
    const a = (2 * Math.PI * k) / CORNERS
    const [lng, lat] = plane.inverse(x + r * Math.cos(a), y + r * Math.sin(a))
    // eight digits are a millimetre, and keep a link short
    return [Number(lng.toFixed(8)), Number(lat.toFixed(8))]
  })
  return { type: 'Polygon', coordinates: [[...ring, ring[0]]] }
}
