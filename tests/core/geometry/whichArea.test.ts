/** Points in areas, held against Turf one by one. */
import { booleanPointInPolygon } from '@turf/turf'
import { describe, expect, it } from 'vitest'
import { homesProperty } from '../../../src/core/places/homesOf.ts'
import type { Area, Boundary } from '../../../src/core/geometry/area.ts'
import { Stream } from '../../../src/core/base/random.ts'
import { areaFinder, areasOfPoints, labelPoint } from '../../../src/core/geometry/whichArea.ts'

const flat = (ring: readonly (readonly [number, number])[]) => Float64Array.from(ring.flat())
const square = (x: number, y: number, side: number) =>
  flat([
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ])
const geometryOf = (area: Area) => ({
  type: 'MultiPolygon' as const,
  coordinates: area.polygons.map((rings) =>
    rings.map((r) => Array.from({ length: r.length / 2 }, (_, i) => [r[2 * i], r[2 * i + 1]])),
  ),
})

/** A star-shaped area of many corners, sometimes with a hole, sometimes in two parts. */
function star(draw: Stream, name: string): Area {
  const ring = (cx: number, cy: number, reach: number) => {
    const n = 5 + draw.below(60)
    const at = Array.from({ length: n }, (_, k): [number, number] => {
      const r = reach * (0.4 + 0.6 * draw.float())
      return [cx + r * Math.cos((2 * Math.PI * k) / n), cy + r * Math.sin((2 * Math.PI * k) / n)]
    })
    return flat([...at, at[0]])
  }
  const [x, y] = [draw.float() * 10_000, draw.float() * 10_000]
  const outer = ring(x, y, 1200)
  return {
    name,
    polygons: [
      draw.below(3) === 0 ? [outer, square(x - 100, y - 100, 200)] : [outer],
      ...(draw.below(3) === 0 ? [[ring(x + 3000, y, 500)]] : []),
    ],
  }
}

describe('which areas a point lies in', () => {
  it('is what Turf says of each point and area', () => {
    const draw = new Stream(3)
    const areas = Array.from({ length: 40 }, (_, k) => star(draw, String(k)))
    const shapes = areas.map(geometryOf)
    const x = Float64Array.from({ length: 1500 }, () => draw.float() * 14_000 - 1000)
    const y = Float64Array.from({ length: 1500 }, () => draw.float() * 14_000 - 1000)
    const { start, area } = areasOfPoints(areas, x, y)
    let several = 0
    for (let k = 0; k < x.length; k++) {
      const mine = [...area.subarray(start[k], start[k + 1])]
      expect(mine).toEqual(shapes.flatMap((s, a) => (booleanPointInPolygon([x[k], y[k]], s) ? [a] : [])))
      if (mine.length > 1) several++
    }
    expect(several).toBeGreaterThan(100)
  })

  it('puts every point of a tiling into exactly one area, edges and corners too', () => {
    // a skewed lattice, so that edges slant and rounding could tear them apart
    const at = (i: number, j: number): [number, number] => [
      440_000 + 97.3 * i + 31.7 * j + 11 * Math.sin(i * j),
      300_000 + 88.1 * j - 23.9 * i + 9 * Math.cos(i + 2 * j),
    ]
    const areas: Area[] = []
    for (let i = 0; i < 12; i++)
      for (let j = 0; j < 12; j++) {
        const ring = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1), at(i, j)]
        // neighbours walk their common edge in either direction
        areas.push({ name: `${i} ${j}`, polygons: [[flat(i % 2 ? ring : ring.reverse())]] })
      }
    const find = areaFinder(areas)
    const draw = new Stream(5)
    for (let i = 1; i < 12; i++)
      for (let j = 1; j < 11; j++) {
        const [a, b] = [at(i, j), at(i, j + 1)]
        for (const t of [0, 0.5, draw.float(), draw.float()])
          expect(find(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))).toHaveLength(1)
      }
  })

  it('finds nothing outside, in a hole, without areas or for no place at all', () => {
    const ring: Area = { name: '', polygons: [[square(0, 0, 10), square(3, 3, 4)]] }
    const find = areaFinder([ring])
    expect([...find(1, 1)]).toEqual([0])
    expect([...find(5, 5)]).toEqual([])
    expect([...find(11, 5)]).toEqual([])
    expect([...find(NaN, 5)]).toEqual([])
    expect([...areaFinder([])(0, 0)]).toEqual([])
    expect([...areaFinder([{ name: '', polygons: [] }])(0, 0)]).toEqual([])
  })

  it('labels an area inside itself', () => {
    const draw = new Stream(8)
    for (let k = 0; k < 60; k++) {
      const area = star(draw, '')
      expect(booleanPointInPolygon([...labelPoint(area)!], geometryOf(area))).toBe(true)
    }
    expect(labelPoint({ name: '', polygons: [] })).toBeUndefined()
  })
})

describe('homes of a boundary file', () => {
  const areas = (numbers: Record<string, number>, n = 4): Boundary[] =>
    Array.from({ length: n }, () => ({ name: '', polygons: [], set: '', kind: '', numbers }))
  it('are the number called so', () => {
    for (const key of [
      'households',
      'Dwellings',
      'HHOLDS',
      'homes_2021',
      'all_households',
      'TotalHouseholds',
      'No_of_dwellings',
    ])
      expect(homesProperty(areas({ [key]: 12, area: 3 })), key).toBe(key)
    for (const key of ['homestead', 'population', 'OBJECTID', 'care_homeless'])
      expect(homesProperty(areas({ [key]: 12 })), key).toBeUndefined()
  })
  it('must be given for half the areas, above 0', () => {
    for (const key of [
      'household_income',
      'burglary_per_1000_households',
      'pct_households',
      'Homes %',
      'average household size',
    ])
      expect(homesProperty(areas({ [key]: 12 })), key).toBeUndefined()
    expect(homesProperty([...areas({ homes: 3 }, 2), ...areas({}, 3)])).toBeUndefined()
    expect(homesProperty([...areas({ homes: 3 }, 3), ...areas({}, 3)])).toBe('homes')
    expect(homesProperty(areas({ homes: 0 }))).toBeUndefined()
  })
})
