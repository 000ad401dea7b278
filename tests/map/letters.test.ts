import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uncrowded, uncrowdedNames } from '../../src/map/labels.ts'

describe('letters on the map', () => {
  const at = (lng: number, lat: number, name = '') => ({ at: [lng, lat] as const, name })
  it('keep the first of two that would cover each other, and both where there is room', () => {
    const two = [at(0, 52, 'A1'), at(0.001, 52, 'A2')]
    expect(uncrowded(two, 10).map((l) => l.name)).toEqual(['A1'])
    expect(uncrowded(two, 17).map((l) => l.name)).toEqual(['A1', 'A2'])
  })
  it('never cover each other, and leave out none that had room', () => {
    const place = fc.tuple(
      fc.double({ min: -0.1, max: 0.1, noNaN: true }),
      fc.double({ min: 52, max: 52.1, noNaN: true }),
    )
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), fc.integer({ min: 8, max: 14 }), (places, zoom) => {
        const world = 512 * 2 ** zoom
        const px = ({ at: [lng, lat] }: { at: readonly [number, number] }) => [
          ((lng + 180) / 360) * world,
          (0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)) * world,
        ]
        const all = places.map(([lng, lat]) => at(lng, lat))
        const kept = uncrowded(all, zoom)
        const covers = (a: (typeof all)[number], b: (typeof all)[number]) => {
          const [p, q] = [px(a), px(b)]
          return Math.abs(p[0] - q[0]) < 30 && Math.abs(p[1] - q[1]) < 20
        }
        kept.forEach((a, i) => kept.slice(i + 1).forEach((b) => expect(covers(a, b)).toBe(false)))
        for (const a of all) if (!kept.includes(a)) expect(kept.some((k) => covers(a, k))).toBe(true)
      }),
    )
  })
})

describe('names on the map', () => {
  const at = (lng: number, lat: number, text: string) => ({ at: [lng, lat] as const, text })
  it('need the more room the longer they are', () => {
    expect(uncrowdedNames([at(0, 52, 'Beat 1'), at(0.02, 52, 'Beat 2')], 12)).toHaveLength(2)
    const long = [at(0, 52, 'North West Leicestershire 001G 1'), at(0.02, 52, 'Hinckley and Bosworth 002A 3')]
    expect(uncrowdedNames(long, 12).map((l) => l.text)).toEqual([long[0].text])
    expect(uncrowdedNames(long, 15)).toHaveLength(2)
  })
  it('never cover each other, and leave out none that had room', () => {
    const name = fc.tuple(
      fc.double({ min: -0.2, max: 0.2, noNaN: true }),
      fc.double({ min: 52, max: 52.1, noNaN: true }),
      fc.integer({ min: 1, max: 30 }),
    )
    fc.assert(
      fc.property(fc.array(name, { maxLength: 40 }), fc.integer({ min: 8, max: 14 }), (names, zoom) => {
        const world = 512 * 2 ** zoom
        const all = names.map(([lng, lat, n]) => at(lng, lat, 'x'.repeat(n)))
        const box = ({ at: [lng, lat], text }: (typeof all)[number]) => ({
          x: ((lng + 180) / 360) * world,
          y: (0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI)) * world,
          half: (text.length * 6.6 + 8) / 2,
        })
        const covers = (a: (typeof all)[number], b: (typeof all)[number]) => {
          const [p, q] = [box(a), box(b)]
          return Math.abs(p.x - q.x) < p.half + q.half && Math.abs(p.y - q.y) < 20
        }
        const kept = uncrowdedNames(all, zoom)
        kept.forEach((a, i) => kept.slice(i + 1).forEach((b) => expect(covers(a, b)).toBe(false)))
        for (const a of all) if (!kept.includes(a)) expect(kept.some((k) => covers(a, k))).toBe(true)
      }),
    )
  })
})
