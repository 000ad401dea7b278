/** Numbers on the map of a round never stand on one another. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinSpots, labelOf, pictureScale } from '../../src/print/spots.ts'

const at = (label: string, x: number, y: number) => ({ label, lng: x / 111_320, lat: y / 111_320 })
const MAP = { width: 116, height: 100 }
const joinedOn = (spots: Parameters<typeof joinSpots>[0]) => joinSpots(spots, pictureScale(spots, MAP))

describe('labels of one spot', () => {
  it('draw runs together and keep the star in front', () => {
    expect(labelOf(['★'])).toBe('★')
    expect(labelOf(['5', '★', '1'])).toBe('★, 1, 5')
    expect(labelOf(['1', '2', '3', '4', '7', '9', '10'])).toBe('1–4, 7, 9, 10')
    expect(labelOf(['★2', '★1', '3'])).toBe('★2, ★1, 3')
  })
})

describe('labels of a map', () => {
  it('are one where a burgled flat and its neighbours stand at one point', () => {
    const joined = joinedOn([at('★', 0, 0), at('1', 0, 0), at('2', 0, 0), at('3', 90, 0)])
    expect(joined.map((j) => j.label)).toEqual(['★, 1, 2', '3'])
    expect(joined[0].of).toEqual([0, 1, 2])
  })
  it('stand apart where there is room', () => {
    const row = Array.from({ length: 9 }, (_, i) => at(String(i + 1), i * 9, 0))
    expect(joinedOn(row).map((j) => j.label)).toEqual(row.map((r) => r.label))
  })
  it('never overprint, and every spot has its label', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 400 })), {
          minLength: 1,
          maxLength: 30,
        }),
        (places) => {
          const spots = places.map(([x, y], i) => at(i === 0 ? '★' : String(i), x, y))
          const joined = joinedOn(spots)
          expect(joined.flatMap((j) => j.of).sort((a, b) => a - b)).toEqual(spots.map((_, i) => i))
          const scale = Math.min(
            MAP.width /
              Math.max(Math.max(...places.map((p) => p[0])) - Math.min(...places.map((p) => p[0])) + 50, 60),
            MAP.height /
              Math.max(Math.max(...places.map((p) => p[1])) - Math.min(...places.map((p) => p[1])) + 50, 60),
          )
          for (const a of joined)
            for (const b of joined)
              if (a !== b) {
                const [dx, dy] = [
                  Math.abs(a.lng - b.lng) * 111_320 * scale,
                  Math.abs(a.lat - b.lat) * 111_320 * scale,
                ]
                expect(dx >= 6.49 || dy >= 5.19).toBe(true)
              }
        },
      ),
      { numRuns: 100 },
    )
  })
})
