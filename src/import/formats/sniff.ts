/** What a file is, by its first bytes and never by its name. */
import { looksLikeText } from './bytes.ts'

export type FileKind =
  | 'zip'
  | 'pmtiles'
  | 'parquet'
  | 'geopackage'
  | 'mbtiles'
  | 'sqlite'
  | 'xls'
  | 'pdf'
  | 'image'
  | 'osm-pbf'
  | 'json'
  | 'gpx'
  | 'kml'
  | 'html'
  | 'xml'
  | 'text'
  | 'binary'

const ascii = (head: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...head.subarray(from, to))

/** Kind of a file by its first bytes. */
export function sniff(head: Uint8Array): FileKind {
  const start = ascii(head, 0, 16)
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip'
  if (start.startsWith('PMTiles')) return 'pmtiles'
  if (start.startsWith('PAR1')) return 'parquet'
  if (start.startsWith('SQLite format 3')) {
    const id = ascii(head, 68, 72)
    if (id === 'GPKG' || id.startsWith('GP1')) return 'geopackage'
    return new TextDecoder('latin1').decode(head).includes('zoom_level') ? 'mbtiles' : 'sqlite'
  }
  if (start.startsWith('\xd0\xcf\x11\xe0')) return 'xls'
  if (start.startsWith('%PDF')) return 'pdf'
  if (/^(\x89PNG|\xff\xd8\xff|GIF8|II\*\0|MM\0\*|RIFF)/.test(start)) return 'image'
  if (start.slice(4).includes('OSMHeade')) return 'osm-pbf'
  if (!looksLikeText(head)) return 'binary'
  const text = new TextDecoder(head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : 'utf-8')
    .decode(head)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (/^[[{]/.test(text)) return 'json'
  if (text.startsWith('<')) {
    if (/<(\w+:)?gpx[\s>]/i.test(text)) return 'gpx'
    if (/<kml[\s>]/i.test(text)) return 'kml'
    if (/<(!doctype )?html[\s>]/i.test(text)) return 'html'
    if (/^<(\?xml|!|[a-z])/i.test(text)) return 'xml'
  }
  return 'text'
}
