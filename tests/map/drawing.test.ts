import type { Polygon } from 'geojson'
import { area } from '@turf/turf'
import { describe, expect, it } from 'vitest'
import { showRadius } from '../../src/core/base/lengths.ts'
import { addCorner, finish, finishLasso, undoCorner } from '../../src/map/drawing.ts'

type At = [number, number]
const square: At[] = [
  [0, 52],
  [0.01, 52],
  [0.01, 52.01],
  [0, 52.01],
]
const sketch = (corners: At[]) =>
  corners.reduce((s, c) => addCorner('polygon', s, c).sketch, [] as readonly (readonly [number, number])[])

describe('drawing a note', () => {
  it('is done with one place, an arrow with two that differ', () => {
    expect(addCorner('point', [], [0.5, 52]).done).toEqual({ type: 'Point', coordinates: [0.5, 52] })
    const tail = addCorner('arrow', [], [0.5, 52])
    expect([tail.done, tail.sketch.length]).toEqual([undefined, 1])
    expect(addCorner('arrow', tail.sketch, [0.5, 52]).say).toContain('no length')
    expect(addCorner('arrow', tail.sketch, [0.6, 52]).done).toEqual({
      type: 'LineString',
      coordinates: [
        [0.5, 52],
        [0.6, 52],
      ],
    })
    expect(finish('arrow', []).say).toContain('tail')
  })
})

describe('drawing an area', () => {
  it('collects corners, forgets double ones, takes the last back', () => {
    expect(sketch([...square, square[3]]).length).toBe(4)
    expect(undoCorner(sketch(square)).sketch.length).toBe(3)
    expect(undoCorner([]).say).toContain('no corner')
  })

  it('closes a ring, and says why it cannot', () => {
    expect(finish('polygon', sketch(square.slice(0, 2))).say).toContain('three corners')
    const done = finish('polygon', sketch(square)).done as Polygon
    expect(done.coordinates[0].length).toBe(5)
    expect(done.coordinates[0][0]).toEqual(done.coordinates[0][4])
    const bow: At[] = [square[0], square[2], square[1], square[3]]
    expect(finish('polygon', sketch(bow))).toMatchObject({ say: expect.stringContaining('crosses itself') })
    expect(finish('polygon', sketch(bow)).sketch.length).toBe(4)
  })

  it('makes a circle of two places with the area of one', () => {
    const first = addCorner('circle', [], [0, 52])
    expect(addCorner('circle', first.sketch, [0, 52]).done).toBeUndefined()
    const done = addCorner('circle', first.sketch, [0, 52.0089932]).done as Polygon
    // 52.0089932 N is 1,000 m north on the sphere Turf uses; 64 sides lose 0.2% of the area
    expect(area({ type: 'Feature', properties: {}, geometry: done }) / (Math.PI * 1000 ** 2)).toBeCloseTo(
      1,
      2,
    )
    expect(finish('circle', []).say).toContain('centre')
  })

  it('thins a lasso and refuses a line that crosses itself', () => {
    const round: At[] = Array.from({ length: 200 }, (_, i) => [
      Math.cos(i / 31.83) / 100,
      52 + Math.sin(i / 31.83) / 100,
    ])
    const step = finishLasso(round, 1e-4)
    expect((step.done as Polygon).coordinates[0].length).toBeGreaterThan(8)
    expect((step.done as Polygon).coordinates[0].length).toBeLessThan(80)
    const eight: At[] = Array.from({ length: 100 }, (_, i) => [
      Math.sin(i / 16) / 100,
      52 + Math.sin(i / 8) / 100,
    ])
    expect(finishLasso(eight, 1e-5).say).toContain('crossed itself')
    expect(finishLasso(round.slice(0, 2), 1e-4).done).toBeUndefined()
  })

  it('words the radius', () => {
    expect(showRadius(249.6)).toBe('250 m')
    expect(showRadius(1250)).toBe('1.25 km')
  })
})
