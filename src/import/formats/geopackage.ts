/** GeoPackages: each feature table as boundaries, ground or a table of points; read by `geopackageLayers.ts`. */
import { allBytes } from './bytes.ts'
import type { Format } from './format.ts'

/** The whole database lies in memory while it is read. */
const MAX_GEOPACKAGE = 300 * 2 ** 20
const refusal = {
  sentence: 'is a GeoPackage that breaks off or is damaged. Export the layer again, or as GeoJSON.',
}

export const geopackage: Format = {
  kind: 'geopackage',
  sniff: ({ magic, bytes }) =>
    magic.startsWith('SQLite format 3') && /^(GPKG|GP1)/.test(String.fromCharCode(...bytes.subarray(68, 72))),
  refusal,
  async open({ bytes }) {
    // its reader is fetched when a file is one
    const { readLayers } = await import('./geopackageLayers.ts')
    return readLayers(bytes.name, await allBytes(bytes, MAX_GEOPACKAGE))
  },
}
