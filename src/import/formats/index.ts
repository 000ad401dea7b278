/** The formats, in the order in which they are asked: the first that knows a file opens it. */
import { csv } from './csv.ts'
import { flatgeobuf } from './flatgeobuf.ts'
import type { Format } from './format.ts'
import { geopackage } from './geopackage.ts'
import { gpx } from './gpx.ts'
import { json } from './json.ts'
import { kml } from './kml.ts'
import { binary, leftOver, notRead, spoilt } from './known.ts'
import { parquet } from './parquet.ts'
import { pmtiles } from './pmtiles.ts'
import { shapefile } from './shapefile.ts'
import { spreadsheet } from './spreadsheet.ts'
import { xlsx } from './xlsx.ts'
import { zip } from './zip.ts'

export const FORMATS: readonly Format[] = [
  shapefile,
  ...notRead,
  xlsx,
  spreadsheet,
  zip,
  pmtiles,
  parquet,
  geopackage,
  flatgeobuf,
  json,
  gpx,
  kml,
  ...leftOver,
  ...spoilt,
  binary,
  csv,
]
