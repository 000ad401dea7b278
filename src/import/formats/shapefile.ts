/** Shapefiles: the parts of one, found in an archive or dropped side by side. */
import type { Feature, Geometry } from 'geojson'
import { Declined } from '../rows/table.ts'
import { fromFeatures } from './geojson.ts'
import type { FromJson } from './geojson.ts'

/** The files of one shapefile by ending. */
export type ShapeParts = Partial<Record<'shp' | 'dbf' | 'prj' | 'cpg', Blob>>

/** Ending of a file that belongs to a shapefile, with the name it shares; '' for parts that say nothing. */
export function shapePart(name: string): { base: string; part: keyof ShapeParts | '' } | undefined {
  const m = /^(.*)\.(shp|dbf|prj|cpg|shx|sbn|sbx|qpj|qmd|qix|shp\.xml)$/i.exec(name)
  if (!m) return undefined
  const part = m[2].toLowerCase()
  return { base: m[1], part: /^(shp|dbf|prj|cpg)$/.test(part) ? (part as keyof ShapeParts) : '' }
}

/** Code of the system a .prj file describes, for `sourceCrs`; undefined for plain longitude and latitude. */
export function codeOfPrj(prj: string): string | undefined {
  if (/British_National_Grid|OSGB.*Transverse_Mercator|Airy_1830.*Transverse_Mercator/is.test(prj))
    return 'EPSG:27700'
  return /^\s*PROJ/i.test(prj) ? prj.trim() : undefined
}

/** Opens a shapefile: areas as boundaries, lines as ground, points as a table. */
export async function openShapefile(name: string, parts: ShapeParts): Promise<FromJson> {
  if (!parts.shp)
    throw new Declined(
      `${name} is part of a shapefile, but its .shp is missing. Drop the whole zip, or all parts together.`,
    )
  const { parseShp, parseDbf } = await import('shpjs')
  const prj = parts.prj ? await parts.prj.text() : ''
  let geometries: (Geometry | null)[]
  let rows: Record<string, unknown>[] = []
  try {
    geometries = parseShp((await parts.shp.arrayBuffer()) as never)
    if (parts.dbf)
      rows = parseDbf(
        (await parts.dbf.arrayBuffer()) as never,
        (parts.cpg ? await parts.cpg.text() : undefined) as never,
      ) as Record<string, unknown>[]
  } catch {
    throw new Declined(
      `${name} is a shapefile that breaks off or is damaged. Export it again, or as GeoJSON.`,
    )
  }
  const features = geometries.map(
    (geometry, i) => ({ type: 'Feature', properties: rows[i] ?? {}, geometry }) as Feature,
  )
  return fromFeatures(name, features, codeOfPrj(prj))
}
