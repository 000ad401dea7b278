/** Results with shapes and the incidents as files for other maps: what is told beside them, and the way to the file. */
import { dictAt, textAt } from '../../core/base/text.ts'
import { columnsOf } from '../../import/formats/export.ts'
import { merged, plainName, type ShapeLayer } from '../../import/formats/write/shapes.ts'
import type { RowWords } from '../../import/formats/write/shapesCsv.ts'
import type { LayerSpec } from '../../map/index.ts'
import { type LoadedIncidents, useStore } from '../../state/store.ts'
import { saveFile, toast } from '../../ui/index.ts'
import { rowsOf } from '../../state/derived.ts'
import { many } from '../words.ts'
import { aboutNow, aboutOwn, dayName, inForce, type OwnWords, rowWords } from './about.ts'
import { accountFor } from './account.ts'
import { shapeLayers } from './shapes.ts'

/** What a result can be saved as, in the order of the menu. */
export const SHAPE_FORMATS = [
  { id: 'geopackage', label: 'GeoPackage, with a style for QGIS', end: 'gpkg' },
  { id: 'geojson', label: 'GeoJSON', end: 'geojson' },
  { id: 'geoparquet', label: 'GeoParquet', end: 'parquet' },
  { id: 'kml', label: 'KML', end: 'kml' },
  { id: 'csv', label: 'CSV with coordinates and grid references', end: 'csv' },
] as const

/** One of them. */
export type ShapeFormat = (typeof SHAPE_FORMATS)[number]['id']

/** Rows of the incidents as points with all their columns; those without a place have none on a map. */
export function incidentShapes({ table, text }: LoadedIncidents, rows: Uint32Array): ShapeLayer {
  const columns = columnsOf(table, text).filter((c) => !/^(Longitude|Latitude|Easting|Northing)/.test(c.name))
  const names = new Map<string, number>()
  const fields = columns.map((c) => {
    const base = plainName(c.name)
    const again = (names.get(base) ?? 0) + 1
    names.set(base, again)
    const name = again > 1 ? `${base}_${again}` : base
    return { name, label: c.name, kind: c.number ? ('number' as const) : ('text' as const) }
  })
  const placed = [...rows].filter((i) => Number.isFinite(table.lng[i]) && Number.isFinite(table.lat[i]))
  // a map labels by the first text: the address or street says more than a crime number
  const title = (i: number) => textAt(text.address, i) || dictAt(table.street, i)
  return {
    name: 'incidents',
    title: 'Incidents',
    about: aboutNow().join('. '),
    crs: table.crs,
    fields: [{ name: 'title', label: 'Title', kind: 'text' }, ...fields],
    shapes: placed.map((i) => ({
      geometry: { type: 'Point', coordinates: [table.lng[i], table.lat[i]] },
      values: [title(i), ...columns.map((c) => c.at(i))],
    })),
  }
}

/** The layers as a file; a format that holds one layer gets them as one. */
export async function shapesAs(
  format: ShapeFormat,
  layers: readonly ShapeLayer[],
  title: string,
  words = inForce(),
): Promise<Blob> {
  const one = () => merged(layers, title)
  switch (format) {
    case 'geopackage': {
      const { toGeoPackage } = await import('../../import/formats/write/geopackage.ts')
      return new Blob([new Uint8Array(await toGeoPackage(layers))], {
        type: 'application/geopackage+sqlite3',
      })
    }
    case 'geoparquet': {
      const { toGeoParquet } = await import('../../import/formats/write/geoparquet.ts')
      return new Blob([await toGeoParquet(one())], { type: 'application/vnd.apache.parquet' })
    }
    case 'kml': {
      const { toKml } = await import('../../import/formats/write/kml.ts')
      return new Blob([toKml(one())], { type: 'application/vnd.google-earth.kml+xml' })
    }
    case 'csv': {
      const { toShapesCsv } = await import('../../import/formats/write/shapesCsv.ts')
      return new Blob(['\ufeff', toShapesCsv(one(), words)], { type: 'text/csv;charset=utf-8' })
    }
    case 'geojson': {
      const { toGeoJson } = await import('../../import/formats/write/shapes.ts')
      return new Blob([toGeoJson(one())], { type: 'application/geo+json' })
    }
  }
}

/** What a file of shapes is called: never as a table of the same result, nor as one of today while the past is played. */
export const shapesName = (title: string, end: string, played?: number): string =>
  `cocoon-shapes-${plainName(title).replaceAll('_', '-')}${dayName(played)}.${end}`

/** Asks for the account where it must, writes the layers and saves them; says what stands in the file. */
async function save(
  format: ShapeFormat,
  layers: readonly ShapeLayer[],
  title: string,
  words?: RowWords,
  played?: number,
): Promise<void> {
  const n = layers.reduce((sum, l) => sum + l.shapes.length, 0)
  if (n === 0)
    return void toast({ text: 'Nothing of this has a place on the map, so there is no file to save.' })
  const { end } = SHAPE_FORMATS.find((f) => f.id === format)!
  const file = shapesName(title, end, played)
  if (!(await accountFor('export', `${file}, ${many(n, 'shape')}`))) return
  try {
    saveFile(file, await shapesAs(format, layers, title, words))
    toast({ text: `${file} saved: ${many(n, 'shape')}.` })
  } catch (error) {
    toast({ text: `Not saved: ${(error as Error).message}. Try GeoJSON.`, tone: 'bad' })
  }
}

/** Saves what a view draws, and says of it what that counts. */
export function saveLayers(
  format: ShapeFormat,
  specs: readonly LayerSpec[],
  title: string,
  own: OwnWords,
): Promise<void> {
  const crs = useStore.getState().incidents?.table.crs ?? ''
  return save(format, shapeLayers(specs, aboutOwn(own).join('. '), crs), title, rowWords(own), own.played)
}

/** Saves these rows, or those the filters leave. */
export async function saveIncidents(format: ShapeFormat, rows?: Uint32Array): Promise<void> {
  const state = useStore.getState()
  if (state.incidents)
    await save(format, [incidentShapes(state.incidents, rows ?? rowsOf(state))], 'incidents')
}
