/** Shapefiles: the parts of one, found in an archive or dropped side by side; what reads them is fetched when one comes. */
import type { Format } from './format.ts'
import { SHAPEFILE } from './refusals.ts'

const PART = /^(.*)\.(shp|dbf|prj|cpg|shx|sbn|sbx|qpj|qmd|qix|shp\.xml)$/is

export const shapefile: Format = {
  kind: 'shapefile',
  sniff: ({ name }) => PART.test(name),
  refusal: SHAPEFILE,
  open({ name, blob }) {
    const [, base, part] = PART.exec(name)!
    const together = async (parts: ReadonlyMap<string, Blob>) =>
      (await import('./shapefileRead.ts')).openShapefile(`${base}.shp`, parts)
    return Promise.resolve({ piece: { of: `${base}.shp`, part: part.toLowerCase(), blob, together } })
  },
}
