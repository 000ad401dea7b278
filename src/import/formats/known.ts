/** Kinds of files that people drop by mistake: known by their beginning, and answered with what to drop instead. */
import { unread } from './format.ts'
import type { Format } from './format.ts'

const latin1 = new TextDecoder('latin1')
const isSqlite = (magic: string) => magic.startsWith('SQLite format 3')

/** Before the formats that are read. */
export const notRead: readonly Format[] = [
  unread(
    'locked',
    ({ magic }) => magic.startsWith('\x89COCOON\n'),
    'is a locked Cocoon file, no table. Open it in the page, which asks for its passphrase.',
    'a locked Cocoon file',
  ),
  unread(
    'pdf',
    ({ magic }) => magic.startsWith('%PDF'),
    'is a PDF. Cocoon reads tables: drop the CSV or Excel file it was made from.',
    'a PDF',
  ),
  unread(
    'image',
    ({ magic }) => /^(\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|RIFF)/.test(magic),
    'is a picture. Cocoon reads tables, boundaries and basemaps.',
    'a picture',
  ),
  // its readers trust each length they are given: one spoilt byte fills the memory
  unread(
    'xlsb',
    ({ directory }) => directory.includes('xl/workbook.bin'),
    'is a binary Excel workbook (.xlsb). Save it as .xlsx or CSV and drop that.',
  ),
  unread(
    'mapinfo',
    ({ text }) => /^(!table\s|version +\d+\s+charset )/i.test(text),
    'is a MapInfo table. Save it as GeoPackage or CSV from MapInfo or QGIS and drop that.',
    'a MapInfo table',
  ),
  unread(
    'osm-pbf',
    ({ magic }) => magic.slice(4).includes('OSMHeade'),
    'is raw OpenStreetMap data (.osm.pbf). Convert it to PMTiles for a basemap, or to GeoJSON for streets.',
  ),
]

/** After them: what is left of a family whose better known members were recognised. */
export const leftOver: readonly Format[] = [
  unread(
    'mbtiles',
    ({ magic, bytes }) => isSqlite(magic) && latin1.decode(bytes).includes('zoom_level'),
    'is an MBTiles archive. Convert it to PMTiles and drop that as a basemap.',
  ),
  unread(
    'sqlite',
    ({ magic }) => isSqlite(magic),
    'is a database of a kind Cocoon does not read. Export the table as CSV.',
  ),
  unread(
    'html',
    ({ text }) => /^<(\w+:)?(!doctype |!--)?/i.test(text) && /<(!doctype )?html[\s>]/i.test(text),
    'is a web page, not a table. Download the data itself as CSV.',
    'a web page',
  ),
  unread(
    'xml',
    ({ text }) => /^<(\?xml|!|[a-z])/i.test(text),
    'is XML of a kind Cocoon does not read. Export the table as CSV.',
  ),
]

/** What is left where no format reads a text, before bytes that nobody knows. */
export const spoilt: readonly Format[] = [
  unread(
    'zeros',
    ({ bytes, text }) =>
      text === '' && bytes.includes(10) && bytes.filter((b) => b > 31 && b < 127).length > bytes.length / 2,
    'is text with zero bytes or other control characters in it. Export it again as CSV.',
  ),
]

/** The last line of the list: bytes nobody knows. */
export const binary: Format = unread(
  'binary',
  ({ text }) => text === '',
  'is in a format Cocoon does not know. Drop CSV, Excel, GeoJSON or a zip of them.',
)
