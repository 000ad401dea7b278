/** The outline that ships: small, closed, of these islands, and every town stands on it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FeatureCollection, Polygon } from 'geojson'
import { expect, it } from 'vitest'
import { inShape } from '../../src/core/geometry/area.ts'

const text = readFileSync(join(import.meta.dirname, '../../data/ground/britain.geojson'), 'utf8')
const made = JSON.parse(text) as FeatureCollection
const land = made.features.filter((f) => f.geometry.type === 'Polygon')
/** A town by the sea may lie off a coast that is good to some hundred metres. */
const SHORE = 0.03

it('is small enough to ship, and in the words the map draws', () => {
  expect(text.length).toBeLessThan(250_000)
  expect(land.length).toBeGreaterThan(20)
  for (const f of made.features) expect(f.properties?.kind).toBe('boundary')
  expect(made.features.filter((f) => f.properties?.name === 'Leicester')).toHaveLength(1)
})

it('has each town on land', () => {
  const onLand = (x: number, y: number) =>
    land.some((f) =>
      [0, -SHORE, SHORE].some((dx) =>
        [0, -SHORE, SHORE].some((dy) => inShape(f.geometry as Polygon, [x + dx, y + dy])),
      ),
    )
  const towns = made.features.filter((f) => f.geometry.type === 'Point')
  expect(towns.length).toBeGreaterThan(80)
  for (const t of towns) {
    if (t.geometry.type !== 'Point') continue
    const [x, y] = t.geometry.coordinates
    expect(onLand(x, y), String(t.properties?.name)).toBe(true)
  }
})
