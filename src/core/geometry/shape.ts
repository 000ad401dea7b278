/** Shapes in degrees out of unknown values, such as a file that was edited by hand. */
import type { MultiPolygon, Polygon } from 'geojson'

const isPair = (v: unknown): v is number[] => Array.isArray(v) && v.length >= 2 && v.every(Number.isFinite)
const isRing = (v: unknown): v is number[][] => Array.isArray(v) && v.length >= 4 && v.every(isPair)
const isPolygon = (v: unknown): v is number[][][] => Array.isArray(v) && v.length > 0 && v.every(isRing)

/** A polygon or several, of rings with four corners or more; undefined where the value is none. */
export function soundShape(json: unknown): Polygon | MultiPolygon | undefined {
  const { type, coordinates } = (json ?? {}) as { type?: unknown; coordinates?: unknown }
  if (type === 'Polygon' && isPolygon(coordinates)) return { type, coordinates }
  if (type === 'MultiPolygon' && Array.isArray(coordinates) && coordinates.every(isPolygon))
    return { type, coordinates }
  return undefined
}
