/**
 * Writes data/ground/britain.geojson: the outline of the United Kingdom, Ireland and the Isle of Man from Natural Earth
 * (public domain, 1:10m, by the package world-atlas) and names of towns. Run: npx tsx data/generate/britain.ts
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Feature, FeatureCollection, Geometry, Position } from 'geojson'
import { feature } from 'topojson-client'
import { TOWNS } from './towns.ts'

const ROOT = join(import.meta.dirname, '../..')
/** The countries of the atlas: of a collection of shapes the library makes a collection. */
const collectionOf = (atlas: Topology) =>
  feature(atlas, atlas.objects.countries) as unknown as FeatureCollection
/** ISO numbers: United Kingdom, Ireland, Isle of Man. */
const COUNTRIES = new Set(['826', '372', '833'])
/** Islands with fewer corners are rocks at this scale. */
const FEWEST = 8

type Topology = Parameters<typeof feature>[0]
const atlas = JSON.parse(
  readFileSync(new URL(import.meta.resolve('world-atlas/countries-10m.json')), 'utf8'),
) as Topology
const all = collectionOf(atlas).features.filter((f) => COUNTRIES.has(String(f.id)))
// a thousandth of a degree is about 100 m: far less than the outline itself is sure of
const round = (p: Position): Position => p.map((v) => Math.round(v * 1000) / 1000)
const ring = (r: Position[]): Position[] =>
  r.map(round).filter((p, i, list) => i === 0 || p[0] !== list[i - 1][0] || p[1] !== list[i - 1][1])
// Britain's neighbourhood only: territories overseas are no ground here
const near = (r: Position[]) => r.every(([x, y]) => x > -11 && x < 3 && y > 49 && y < 62)
const polygons = all.flatMap((f) => {
  const g = f.geometry as Geometry
  const list = g.type === 'Polygon' ? [g.coordinates] : g.type === 'MultiPolygon' ? g.coordinates : []
  return list.filter((p) => near(p[0]) && p[0].length >= FEWEST).map((p) => p.map(ring))
})
const features: Feature[] = [
  ...polygons.map((coordinates): Feature => ({
    type: 'Feature',
    properties: { kind: 'boundary' },
    geometry: { type: 'Polygon', coordinates },
  })),
  ...TOWNS.map(([name, lat, lng]): Feature => ({
    type: 'Feature',
    properties: { kind: 'boundary', name },
    geometry: { type: 'Point', coordinates: [lng, lat] },
  })),
]
const collection = {
  type: 'FeatureCollection',
  attribution: 'Outline: Natural Earth, public domain',
  features,
}
writeFileSync(join(ROOT, 'data/ground/britain.geojson'), JSON.stringify(collection) + '\n')
