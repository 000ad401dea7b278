/** GeoParquet 1.1: WKB in WGS84 (OGC:CRS84, the default of the format), one column for each field. */
import { boxOf, type ShapeLayer } from './shapes.ts'

/** The layer as the bytes of a file. */
export async function toGeoParquet(layer: ShapeLayer): Promise<ArrayBuffer> {
  const { parquetWriteBuffer, geojsonToWkb } = await import('hyparquet-writer')
  const geometries = layer.shapes.map((s) => s.geometry)
  const box = boxOf(geometries)
  const geo = {
    version: '1.1.0',
    primary_column: 'geometry',
    columns: {
      geometry: {
        encoding: 'WKB',
        geometry_types: [...new Set(geometries.map((g) => g.type))].sort(),
        ...(box ? { bbox: box } : {}),
      },
    },
  }
  const columns = layer.fields.map((f, i) => ({
    name: f.name,
    data: layer.shapes.map((s) => (f.kind === 'number' ? s.values[i] : s.values[i]?.toString())) as never[],
    type: f.kind === 'number' ? ('DOUBLE' as const) : ('STRING' as const),
    nullable: true,
  }))
  return parquetWriteBuffer({
    columnData: [
      ...columns,
      {
        name: 'geometry',
        data: geometries.map((g) => geojsonToWkb(g)),
        type: 'BYTE_ARRAY' as const,
        nullable: false,
      },
    ],
    kvMetadata: [
      { key: 'geo', value: JSON.stringify(geo) },
      { key: 'title', value: layer.title },
      { key: 'description', value: layer.about },
    ],
  })
}
