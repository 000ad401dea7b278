/** Hotspots, outlines, study areas, rings and comparison squares, held against Turf, which makes the same by other means. */
import {
  area as turfArea,
  booleanIntersects,
  booleanPointInPolygon,
  buffer,
  featureCollection,
  intersect,
  isobands,
  point,
  polygon,
  union,
} from '@turf/turf'
import fc from 'fast-check'
import type { Feature, MultiPolygon, Polygon } from 'geojson'
import { describe, expect, it } from 'vitest'
import { areasDesign } from '../../../src/core/evaluation/areasDesign.ts'
import { distanceTo } from '../../../src/core/evaluation/surroundings.ts'
import { areaOf, ringArea } from '../../../src/core/geometry/area.ts'
import { cellArea, centreOf, type Grid, outlineOf } from '../../../src/core/geometry/grid.ts'
import { areaOnPlane } from '../../../src/core/geometry/onPlane.ts'
import { groupsOf, outlineOfGroup } from '../../../src/core/geometry/outline.ts'
import { patchesAbove, polygonOf } from '../../../src/core/geometry/patches.ts'
import { planeOf } from '../../../src/core/geometry/plane.ts'
import { areaFinder, labelPoint } from '../../../src/core/geometry/whichArea.ts'
import { ringOf, squareShape } from '../../../src/views/plans/layers.ts'

type Shape = Feature<Polygon | MultiPolygon>
const GRID = 'EPSG:27700'
const plane = planeOf(GRID)

/** Rings of metres as Turf takes them: its planar functions ask for no degrees. */
const planar = (rings: readonly Float64Array[]): Feature<Polygon> =>
  polygon(rings.map((r) => Array.from({ length: r.length / 2 }, (_, i) => [r[2 * i], r[2 * i + 1]])))
const size = (f: Shape | null): number => {
  if (!f) return 0
  const parts = f.geometry.type === 'Polygon' ? [f.geometry.coordinates] : f.geometry.coordinates
  return parts.reduce(
    (sum, rings) =>
      sum + rings.reduce((s, r, i) => s + (i ? -1 : 1) * Math.abs(ringArea(Float64Array.from(r.flat()))), 0),
    0,
  )
}
const joined = (parts: Shape[]): Shape => (parts.length > 1 ? union(featureCollection(parts))! : parts[0])
/** How much two shapes have in common, as a share of the larger. */
const alike = (a: Shape, b: Shape): number =>
  size(intersect(featureCollection([a, b]))) / Math.max(size(a), size(b))

/** A star of degrees around a place in Leicestershire: never crosses itself. */
const star = (radii: readonly number[], [x, y]: readonly number[]): Polygon => {
  const ring = radii.map((r, k) => {
    const turn = (2 * Math.PI * k) / radii.length
    return [...plane.inverse(x + r * Math.cos(turn), y + r * Math.sin(turn))]
  })
  return { type: 'Polygon', coordinates: [[...ring, ring[0]]] }
}
const stars = fc
  .array(fc.double({ min: 300, max: 900, noNaN: true }), { minLength: 5, maxLength: 14 })
  .map((radii) => star(radii, [455_000, 304_000]))

describe('the outline of cells', () => {
  const grids: Grid[] = [
    { shape: 'square', x0: 450_000, y0: 300_000, cell: 100, nx: 8, ny: 7 },
    { shape: 'hex', x0: 450_000, y0: 300_000, cell: 100, nx: 8, ny: 7 },
  ]
  it('is Turf’s union of the cells', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...grids),
        fc.array(fc.boolean(), { minLength: 56, maxLength: 56 }),
        (grid, chosen) => {
          for (const group of groupsOf(grid, (c) => chosen[c])) {
            // corners of neighbours come out of roundings of their own: to a millimetre they are one
            const cells = [...group].map((c) =>
              planar([outlineOf(grid, c).map((v) => Math.round(v * 1e3) / 1e3)]),
            )
            const own = planar(outlineOfGroup(grid, group))
            expect(alike(own, joined(cells))).toBeGreaterThan(0.9999)
            expect(size(own) / (group.length * cellArea(grid))).toBeCloseTo(1, 6)
          }
        },
      ),
      { numRuns: 25 },
    )
  })
})

describe('the patches above a level', () => {
  const grid: Grid = { shape: 'square', x0: 450_000, y0: 300_000, cell: 20, nx: 40, ny: 36 }
  it('are the bands that Turf draws of the same surface', () => {
    // five hills of 6 on one place reach the level 175 m away: none meets the edge of the grid, where Turf ends at centres
    const hill = fc.record({
      x: fc.double({ min: 200, max: 600, noNaN: true }),
      y: fc.double({ min: 200, max: 520, noNaN: true }),
      h: fc.double({ min: 2, max: 6, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(hill, { minLength: 1, maxLength: 5 }), (hills) => {
        const values = Float32Array.from({ length: grid.nx * grid.ny }, (_, i) => {
          const [x, y] = centreOf(grid, i)
          return hills.reduce(
            (s, o) => s + o.h * Math.exp(-((x - 450_000 - o.x) ** 2 + (y - 300_000 - o.y) ** 2) / 9000),
            0,
          )
        })
        const points = featureCollection(Array.from(values, (z, i) => point(centreOf(grid, i), { z })))
        const [band] = isobands(points, [1, 1e6], { zProperty: 'z' }).features
        const own = joined(patchesAbove(grid, values, 1).map((p) => planar(p.rings)))
        expect(alike(own, band)).toBeGreaterThan(0.99)
      }),
      { numRuns: 25 },
    )
  })
  it('go to degrees with the size that Turf measures on the sphere', () => {
    const values = Float32Array.from({ length: grid.nx * grid.ny }, (_, i) => {
      const [x, y] = centreOf(grid, i)
      return 500 - Math.hypot(x - 450_400, y - 300_360)
    })
    const [patch] = patchesAbove(grid, values, 250)
    // the National Grid's scale is within 0.05% hereabouts, an area's within 0.1%
    expect(turfArea(polygonOf(patch.rings, GRID)) / patch.size).toBeCloseTo(1, 2)
  })
})

describe('study areas', () => {
  it('have the size that Turf measures, and a name inside', () => {
    fc.assert(
      fc.property(stars, (shape) => {
        const area = areaOnPlane('', shape, plane)
        expect(Math.abs(areaOf(area) / turfArea(shape) - 1)).toBeLessThan(0.005)
        const at = labelPoint(area)!
        expect(booleanPointInPolygon([...plane.inverse(at[0], at[1])], shape)).toBe(true)
      }),
    )
  })
})

describe('the ring around a plan', () => {
  it('is Turf’s buffer less the plan, but for half a hundredth of its width', () => {
    const at = fc.tuple(
      fc.double({ min: -1300, max: 1300, noNaN: true }),
      fc.double({ min: -1300, max: 1300, noNaN: true }),
    )
    fc.assert(
      fc.property(stars, fc.array(at, { minLength: 40, maxLength: 40 }), (shape, places) => {
        const width = 200
        const to = distanceTo([areaOnPlane('', shape, plane)], width)
        const [narrow, wide] = [0.99, 1.01].map((k) =>
          buffer(shape, width * k, { units: 'meters', steps: 64 })!,
        )
        for (const [dx, dy] of places) {
          const [x, y] = [455_000 + dx, 304_000 + dy]
          const here = [...plane.inverse(x, y)]
          const counted = to(x, y) <= width
          if (booleanPointInPolygon(here, narrow)) expect(counted).toBe(true)
          if (!booleanPointInPolygon(here, wide)) expect(counted).toBe(false)
          expect(to(x, y) === 0).toBe(booleanPointInPolygon(here, shape))
        }
      }),
      { numRuns: 25 },
    )
  })
})

describe('comparison squares', () => {
  it('have the size of their places and keep away from them, as Turf draws both', () => {
    const places = [
      [452_000, 302_000],
      [456_000, 303_000],
    ].map((at) => star([300, 320, 310, 290, 305, 315], at))
    const n = 6000
    // a town of even crime: i-th points of a sequence that fills the square evenly
    const x = Float64Array.from({ length: n }, (_, i) => 448_000 + 12_000 * ((i * 0.754_877_666) % 1))
    const y = Float64Array.from({ length: n }, (_, i) => 298_000 + 9_000 * ((i * 0.569_840_29) % 1))
    const day = Int32Array.from({ length: n }, (_, i) => 19_000 + ((i * 37) % 800))
    const treated = places.map((p) => areaOnPlane('', p, plane))
    const { matched } = areasDesign({
      ...{ points: { x, y, day }, treated, sets: 20 },
      windows: { start: 19_600, before: 200, after: 100 },
      span: [19_000, 19_799],
    })
    expect(matched.length).toBe(8)
    for (const m of matched) {
      const square = squareShape(m, GRID)
      expect(Math.abs(turfArea(square) / m.side ** 2 - 1)).toBeLessThan(0.005)
      // beside a place's own size by no more than a rounding of its side to ten metres
      expect(Math.abs(m.side - Math.sqrt(turfArea(places[m.area])))).toBeLessThan(6)
      for (const p of places)
        expect(booleanIntersects(buffer(p, 398, { units: 'meters', steps: 64 })!, square)).toBe(false)
    }
  })

  it('draws the ring of a plan as it is counted, to a hand’s breadth', () => {
    const at = (x: number, y: number) => [...plane.inverse(x, y)]
    const box = (x: number, y: number, w: number, h: number) => ({
      name: 'a',
      from: 'b',
      shape: polygon([[at(x, y), at(x + w, y), at(x + w, y + h), at(x, y + h), at(x, y)]]).geometry,
    })
    const places = [box(456_050, 304_150, 850, 450), box(457_300, 304_700, 400, 400)]
    const ring = areaOnPlane('', ringOf(places, 200, GRID)!.geometry, plane)
    const inside = areaFinder([ring])
    const away = distanceTo(
      places.map((p) => areaOnPlane('', p.shape, plane)),
      1000,
    )
    let seen = 0
    for (let x = 455_800; x < 457_950; x += 3.7)
      for (let y = 303_900; y < 305_350; y += 4.3) {
        const d = away(x, y)
        if (d === 0 || Math.abs(d - 200) < 0.1) continue
        if (d > 190 && d < 210) seen++
        expect(inside(x, y).length > 0, `${x}, ${y}: ${d} m`).toBe(d < 200)
      }
    expect(seen).toBeGreaterThan(1000)
  })
})
