/** KML (and KMZ, through the archive): placemarks as boundaries, ground or points. */
import type { Feature } from 'geojson'
import { allBytes, textOf } from './bytes.ts'
import type { Format } from './format.ts'
import { notTooDeepXml } from './nesting.ts'

export const kml: Format = {
  kind: 'kml',
  sniff: ({ text }) => text.startsWith('<') && /<(\w+:)?kml[\s>]/i.test(text),
  refusal: { sentence: 'is KML that breaks off or has a mistake in it. Export it again, or as GeoJSON.' },
  async open({ bytes }) {
    const text = textOf(await allBytes(bytes, 128 * 2 ** 20))
    notTooDeepXml(bytes.name, text)
    const [{ DOMParser }, { kml }, { fromFeatures }] = await Promise.all([
      import('@xmldom/xmldom'),
      import('@tmcw/togeojson'),
      import('./geojson.ts'),
    ])
    const document = new DOMParser({ onError: () => {} }).parseFromString(text, 'text/xml')
    return fromFeatures(bytes.name, kml(document as never).features as Feature[], undefined)
  },
}
