/** GeoPackages: each feature table as boundaries, ground or a table of points. */
import type { Feature, Geometry } from 'geojson'
import { Declined } from '../rows/table.ts'
import { fromFeatures } from './geojson.ts'
import type { FromJson } from './geojson.ts'

/** The whole database lies in memory while it is read. */
export const MAX_GEOPACKAGE = 300 * 2 ** 20

/** Opens a GeoPackage. SQLite runs as WebAssembly inside the page; nothing is fetched. */
export async function openGeoPackage(name: string, bytes: Uint8Array): Promise<FromJson[]> {
  const [{ default: init }, { wkbToGeojson }] = await Promise.all([
    import('sql.js/dist/sql-wasm-inline.js'),
    import('hyparquet/src/wkb.js'),
  ])
  const sql = await init()
  const db = new sql.Database(bytes)
  try {
    const layers = db.exec(
      `select c.table_name, g.column_name, s.organization || ':' || s.organization_coordsys_id
       from gpkg_contents c join gpkg_geometry_columns g on g.table_name = c.table_name
       left join gpkg_spatial_ref_sys s on s.srs_id = g.srs_id where c.data_type = 'features'`,
    )[0]
    if (!layers) throw new Declined(`${name} is a GeoPackage without any layer of shapes.`)
    return layers.values.map(([table, column, crs]) => {
      const quoted = `"${String(table).replaceAll('"', '""')}"`
      const { columns, values } = db.exec(`select * from ${quoted}`)[0] ?? { columns: [], values: [] }
      const at = columns.indexOf(String(column))
      const features = values.map((row) => {
        const properties: Record<string, unknown> = {}
        columns.forEach((c, i) => i !== at && (properties[c] = row[i]))
        const blob = row[at]
        const geometry = blob instanceof Uint8Array ? shapeOf(blob, wkbToGeojson) : null
        return { type: 'Feature', properties, geometry } as Feature
      })
      const title = layers.values.length > 1 ? `${name} › ${String(table)}` : name
      return fromFeatures(title, features, String(crs) === 'EPSG:4326' ? undefined : String(crs ?? ''))
    })
  } catch (error) {
    if (error instanceof Declined) throw error
    throw new Declined(
      `${name} is a GeoPackage that could not be read (${error instanceof Error ? error.message : String(error)}). Export the layer as GeoJSON.`,
    )
  } finally {
    db.close()
  }
}

type WkbReader = (reader: { view: DataView; offset: number }) => unknown

/** The geometry behind a GeoPackage header: magic, flags, an envelope of known size, then plain WKB. */
function shapeOf(blob: Uint8Array, read: WkbReader): Geometry | null {
  const flags = blob[3]
  if (blob[0] !== 0x47 || blob[1] !== 0x50 || flags & 0x10) return null
  const envelope = [0, 32, 48, 48, 64][(flags >> 1) & 7] ?? 0
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength)
  return read({ view, offset: 8 + envelope }) as Geometry
}
