/** KML 2.2 for viewers of the earth: WGS84 only, words escaped, no styles that hide what lies under. */
import type { Geometry, Position } from 'geojson'
import type { ShapeLayer } from './shapes.ts'

/** Text as XML content; characters XML forbids are left out. */
const escaped = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')

const line = (ps: readonly Position[]) =>
  `<coordinates>${ps.map((p) => `${p[0]},${p[1]}`).join(' ')}</coordinates>`

function shape(g: Geometry): string {
  switch (g.type) {
    case 'Point':
      return `<Point>${line([g.coordinates])}</Point>`
    case 'LineString':
      return `<LineString>${line(g.coordinates)}</LineString>`
    case 'Polygon':
      return `<Polygon>${g.coordinates
        .map((r, i) => {
          const name = i === 0 ? 'outerBoundaryIs' : 'innerBoundaryIs'
          return `<${name}><LinearRing>${line(r)}</LinearRing></${name}>`
        })
        .join('')}</Polygon>`
    case 'MultiPoint':
      return many(g.coordinates.map((c) => ({ type: 'Point', coordinates: c })))
    case 'MultiLineString':
      return many(g.coordinates.map((c) => ({ type: 'LineString', coordinates: c })))
    case 'MultiPolygon':
      return many(g.coordinates.map((c) => ({ type: 'Polygon', coordinates: c })))
    default:
      return many(g.geometries)
  }
}
const many = (parts: readonly Geometry[]) => `<MultiGeometry>${parts.map(shape).join('')}</MultiGeometry>`

/** The layer as one KML document; the first text field names each placemark. */
export function toKml(layer: ShapeLayer): string {
  const named = layer.fields.findIndex((f) => f.kind === 'text')
  const marks = layer.shapes.map((s, k) => {
    const name = named >= 0 ? s.values[named] : k + 1
    const data = layer.fields.map((f, i) => {
      const label = f.unit ? `${f.label} (${f.unit})` : f.label
      const value = s.values[i] === null ? '' : String(s.values[i])
      return `<Data name="${escaped(f.name)}"><displayName>${escaped(label)}</displayName><value>${escaped(value)}</value></Data>`
    })
    return `<Placemark><name>${escaped(String(name ?? ''))}</name><ExtendedData>${data.join('')}</ExtendedData>${shape(s.geometry)}</Placemark>`
  })
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>',
    `<name>${escaped(layer.title)}</name><description>${escaped(layer.about)}</description>`,
    ...marks,
    '</Document></kml>',
    '',
  ].join('\n')
}
