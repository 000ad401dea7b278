/** The reader of shapefiles: shapes and their table of dBASE. */
import type { Feature, Geometry } from 'geojson'
import { Declined } from '../rows/table.ts'
import { refused } from './format.ts'
import type { Found } from './format.ts'
import { fromFeatures } from './geojson.ts'
import { SHAPEFILE } from './refusals.ts'
import { systemOfWkt } from './systems.ts'

/** Most bytes of shapes and of their table: both lie in memory, as bytes and as objects. */
const MAX_PART = 256 * 2 ** 20

/**
 * Opens a shapefile by its parts (ending → bytes): areas as boundaries, lines as ground, points as a table. Throws Declined
 * where it cannot.
 */
export async function openShapefile(name: string, parts: ReadonlyMap<string, Blob>): Promise<Found> {
  const [shp, dbf, prj, cpg] = ['shp', 'dbf', 'prj', 'cpg'].map((part) => parts.get(part))
  if (!shp)
    throw new Declined(
      `${name} is part of a shapefile, but its .shp is missing. Drop the whole zip, or all parts together.`,
    )
  if (shp.size > MAX_PART || (dbf?.size ?? 0) > MAX_PART)
    throw new Declined(
      `${name} is a shapefile of more than ${MAX_PART / 2 ** 20} MB. Export a shorter period, or as CSV with coordinates.`,
    )
  const { parseShp, parseDbf } = await import('shpjs')
  let geometries: (Geometry | null)[]
  let rows: Record<string, unknown>[] = []
  try {
    geometries = parseShp((await shp.arrayBuffer()) as never)
    if (dbf) {
      const bytes = await dbf.arrayBuffer()
      mustFit(bytes)
      rows = parseDbf(bytes as never, (cpg ? await cpg.text() : undefined) as never) as Record<
        string,
        unknown
      >[]
    }
  } catch {
    throw refused(name, SHAPEFILE)
  }
  const features = Array.from({ length: Math.max(geometries.length, rows.length) }, (_, i) => ({
    type: 'Feature',
    properties: withDates(rows[i] ?? {}),
    geometry: geometries[i] ?? null,
  })) as Feature[]
  return fromFeatures(name, features, prj ? systemOfWkt(await prj.text()) : undefined)
}

/** Throws where a dBASE table claims more rows than it has bytes for. */
function mustFit(dbf: ArrayBuffer): void {
  const view = new DataView(dbf)
  const [n, width] = [view.getUint32(4, true), view.getUint16(10, true)]
  if (width === 0 || n * width > dbf.byteLength) throw new RangeError('rows')
}

/** Dates as ISO days: they are made as midnights by the clock of this machine, never of UTC. */
function withDates(row: Record<string, unknown>): Record<string, unknown> {
  const two = (n: number) => String(n).padStart(2, '0')
  const day = (d: Date) =>
    Number.isNaN(d.getTime()) ? '' : `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`
  return Object.fromEntries(Object.entries(row).map(([k, v]) => [k, v instanceof Date ? day(v) : v]))
}
