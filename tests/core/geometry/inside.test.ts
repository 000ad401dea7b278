/** Whether a point lies in an area: one rule in every dress, with Turf as the oracle. */
import { booleanPointInPolygon } from '@turf/turf'
import fc from 'fast-check'
import type { MultiPolygon, Polygon } from 'geojson'
import { describe, expect, it } from 'vitest'
import { type Area, areaTest, inArea, inRings, inShape } from '../../../src/core/geometry/area.ts'
import { areaFinder } from '../../../src/core/geometry/whichArea.ts'

/** A star around a middle: never crosses itself. */
const star = (cx: number, cy: number, radii: readonly number[]): number[][] => {
  const ring = radii.map((r, k) => {
    const turn = (2 * Math.PI * k) / radii.length
    return [cx + r * Math.cos(turn), cy + r * Math.sin(turn)]
  })
  return [...ring, ring[0]]
}
const flat = (shape: Polygon | MultiPolygon): Area => ({
  name: '',
  polygons: (shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates).map((rings) =>
    rings.map((r) => Float64Array.from(r.flat())),
  ),
})
const radius = fc.double({ min: 20, max: 50, noNaN: true })
const shapes = fc
  .tuple(
    fc.array(radius, { minLength: 3, maxLength: 12 }),
    fc.array(fc.double({ min: 2, max: 9, noNaN: true }), { minLength: 3, maxLength: 6 }),
    fc.array(radius, { minLength: 3, maxLength: 8 }),
    fc.boolean(),
  )
  .map(([outer, hole, other, many]): Polygon | MultiPolygon => {
    const first = [star(0, 0, outer), star(3, 3, hole)]
    return many
      ? { type: 'MultiPolygon', coordinates: [first, [star(200, 0, other)]] }
      : { type: 'Polygon', coordinates: first }
  })
const at = fc.tuple(
  fc.double({ min: -60, max: 260, noNaN: true }),
  fc.double({ min: -60, max: 60, noNaN: true }),
)

describe('a point in an area', () => {
  it('is told as Turf tells it, by every one of the ways', () => {
    fc.assert(
      fc.property(shapes, fc.array(at, { minLength: 20, maxLength: 60 }), (shape, points) => {
        const area = flat(shape)
        const fast = areaTest(area)
        const find = areaFinder([area])
        for (const [x, y] of points) {
          const wanted = booleanPointInPolygon([x, y], shape)
          expect(inShape(shape, [x, y])).toBe(wanted)
          expect(inArea(area, x, y)).toBe(wanted)
          expect(fast(x, y)).toBe(wanted)
          expect(find(x, y).length > 0).toBe(wanted)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('on a shared edge lies in just one of two neighbours', () => {
    const square = (x: number): Float64Array[] => [Float64Array.of(x, 0, x + 1, 0, x + 1, 1, x, 1, x, 0)]
    for (const y of [0, 0.25, 0.5])
      expect([inRings(square(0), 1, y), inRings(square(1), 1, y)]).toEqual([false, true])
    expect(inShape({ type: 'Polygon', coordinates: [] }, [0, 0])).toBe(false)
  })
})
