import { unmeasured } from '../../src/map/ground.ts'
import { describe, expect, it } from 'vitest'
import { planeOf } from '../../src/core/geometry/plane.ts'
import { graticule, graticuleStep, metresPerPixel, scaleBar } from '../../src/map/graticule.ts'

describe('the grid lines of the plane', () => {
  it('knows how many metres a pixel is', () => {
    // 512-pixel tiles: one pixel at zoom 0 on the equator is 78,271.5 m
    expect(metresPerPixel(0, 0)).toBeCloseTo(78271.5, 1)
    expect(metresPerPixel(10, 60)).toBeCloseTo(78271.517 / 1024 / 2, 2)
  })

  it('steps by tens, wider as the map zooms out, never closer than asked', () => {
    for (let zoom = 4; zoom < 20; zoom += 0.25) {
      const step = graticuleStep(zoom, 53)
      expect(step / metresPerPixel(zoom, 53)).toBeGreaterThanOrEqual(59.9)
      expect(Math.log10(step) % 1).toBe(0)
      expect(graticuleStep(zoom + 1, 53)).toBeLessThanOrEqual(step)
    }
  })

  it('draws lines that lie on whole kilometres of the National Grid and cover the view', () => {
    const bounds = [-1.2, 52.6, -1.1, 52.66] as const
    const lines = graticule('EPSG:27700', bounds, 1000).features
    const plane = planeOf('EPSG:27700')
    for (const { properties, geometry } of lines) {
      const axis = properties!.axis === 'E' ? 0 : 1
      const values = geometry.coordinates.map(([lng, lat]) => plane.forward(lng, lat)[axis])
      for (const v of values) expect(Math.abs(v - Math.round(v / 1000) * 1000)).toBeLessThan(0.5)
      expect(properties!.label).toBe(`${Math.round(values[0] / 1000)} km ${properties!.axis}`)
    }
    const [x0] = plane.forward(bounds[0], bounds[1])
    const [x1] = plane.forward(bounds[2], bounds[3])
    const eastings = lines.filter((l) => l.properties!.axis === 'E').length
    expect(eastings).toBeGreaterThanOrEqual(Math.floor((x1 - x0) / 1000))
  })

  it('calls numbers of an unknown unit no kilometres', () => {
    const labels = graticule('unknown', [11.5, 3.8, 11.6, 3.9], 10_000).features.map(
      (f) => f.properties!.label,
    )
    expect(labels.length).toBeGreaterThan(0)
    for (const label of labels) expect(label).toMatch(/^[\d,]+ [EN]$/)
    expect(unmeasured({ kind: 'plain', plane: 'unknown' })).toBe(true)
    expect(unmeasured({ kind: 'plain', plane: 'plane' })).toBe(false)
  })
  it('draws nothing where the plane means nothing or the lines would be a mesh', () => {
    expect(graticule('EPSG:27700', [-60, -40, 60, 60], 1000).features).toEqual([])
    expect(graticule('EPSG:27700', [-4, 50, 1, 55], 100).features).toEqual([])
  })

  it('fits the scale bar into its room with a round number', () => {
    expect(scaleBar(1, 110)).toEqual({ metres: 100, pixels: 100, label: '100 m' })
    expect(scaleBar(25, 110)).toEqual({ metres: 2000, pixels: 80, label: '2 km' })
    expect(scaleBar(0.5, 110).label).toBe('50 m')
  })
})
