/** FlatGeobuf: features one after the other, with their system of coordinates in the header. */
import type { Feature } from 'geojson'
import { allBytes } from './bytes.ts'
import { refused } from './format.ts'
import type { Format } from './format.ts'
import { systemOf } from './systems.ts'

const refusal = {
  sentence: 'is a FlatGeobuf file that breaks off or is damaged. Export it again, or as GeoJSON.',
}

export const flatgeobuf: Format = {
  kind: 'flatgeobuf',
  sniff: ({ magic }) => magic.startsWith('fgb\x03fgb'),
  refusal,
  async open({ name, bytes }) {
    const raw = await allBytes(bytes, 256 * 2 ** 20)
    const { mustKeepBounds } = await import('./flatCheck.ts')
    mustKeepBounds(raw)
    const [{ geojson }, { fromFeatures, MAX_FEATURES }] = await Promise.all([
      import('flatgeobuf'),
      import('./geojson.ts'),
    ])
    let system: string | undefined
    const features: Feature[] = []
    const reading = geojson.deserialize(raw, {
      headerMetaFn({ crs }) {
        system = systemOf(crs && { code: crs.code || crs.code_string, wkt: crs.wkt })
      },
    })
    for await (const feature of reading) {
      features.push(feature as Feature)
      // a length of nothing would be read for ever
      if (features.length > MAX_FEATURES) throw refused(name, refusal)
    }
    return fromFeatures(name, features, system)
  },
}
