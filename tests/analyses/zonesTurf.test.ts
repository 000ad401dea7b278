/** The outline of the live zones, held against Turf: the union of circles around the incidents. */
import { booleanPointInPolygon, featureCollection, intersect, polygon, union } from '@turf/turf'
import fc from 'fast-check'
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { METHOD } from '../../src/analyses/zones/compute.ts'
import { drain } from '../../src/core/base/drain.ts'
import { defaults } from '../../src/core/base/params.ts'
import { ringArea } from '../../src/core/geometry/area.ts'
import { planeOf } from '../../src/core/geometry/plane.ts'
import { allRows } from '../../src/core/table/incidents.ts'
import { incidentsFrom } from '../tools/incidents.ts'

const plane = planeOf('EPSG:27700')
const TODAY = 20_500

/** Corners of a drawn circle: its area falls short of the true one by 0.005%. */
const CORNERS = 360
/** Turf's union and intersection are planar: metres go in and come out. */
const disc = (x: number, y: number, r: number): Feature<Polygon> =>
  polygon([
    Array.from({ length: CORNERS + 1 }, (_, k) => {
      const turn = (2 * Math.PI * (k % CORNERS)) / CORNERS
      return [x + r * Math.cos(turn), y + r * Math.sin(turn)]
    }),
  ])
const size = (f: Feature<Polygon | MultiPolygon>): number =>
  (f.geometry.type === 'Polygon' ? [f.geometry.coordinates] : f.geometry.coordinates)
    .flat()
    .reduce((sum, ring) => sum + signed(ring), 0)
// outer rings run one way and holes the other
const signed = (ring: Position[]): number => ringArea(Float64Array.from(ring.flat()))
const joined = (parts: Feature<Polygon | MultiPolygon>[]) =>
  parts.length > 1 ? union(featureCollection(parts))! : parts[0]

const places = fc.array(fc.tuple(fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 0, max: 3_000 })), {
  minLength: 1,
  maxLength: 25,
})

/** A radius of sixteen cells, as by default: a contour of cells is no finer than they are (at six cells it errs by 0.6%). */
const SIZES = [
  { radius: 160, cell: 10 },
  { radius: 400, cell: 25 },
  { radius: 800, cell: 50 },
]

describe('the outline of the live zones', () => {
  // Turf's unions take their time on a busy machine
  it(
    'is the union of the circles of Turf: area within 0.5%, every live incident inside',
    { timeout: 180_000 },
    () => {
      fc.assert(
        fc.property(places, fc.constantFrom(...SIZES), (at, { radius, cell }) => {
          const rows = at.map(([x, y], k) => ({ x: 440_000 + x, y: 330_000 + y, day: TODAY - (k % 43) }))
          const table = incidentsFrom(rows)
          const params = { ...defaults(METHOD.schema), radius, cell }
          const result = drain(METHOD.compute({ table, rows: allRows(table), today: TODAY, params }))
          const all = result.areas.at(-1)!
          expect(all.tier).toBe('C')
          const want = joined(rows.map((r) => disc(r.x, r.y, radius)))
          expect(Math.abs(all.size / size(want) - 1)).toBeLessThan(0.005)
          // the same place, not only the same size
          const drawn = joined(
            all.polygons.map((p) =>
              polygon(p.coordinates.map((r) => r.map((c) => plane.forward(c[0], c[1])))),
            ),
          )
          const both = intersect(featureCollection([drawn, want]))!
          expect(size(both) / size(want)).toBeGreaterThan(0.995)
          rows.forEach((r, i) =>
            expect(
              all.polygons.some((p) => booleanPointInPolygon([table.lng[i], table.lat[i]], p)),
              `${r.x}, ${r.y}`,
            ).toBe(true),
          )
        }),
        { numRuns: 25 },
      )
    },
  )
})
