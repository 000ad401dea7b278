/** GPX: recorded tracks, and routes as tracks without times; read by `gpxTracks.ts`. */
import { allBytes, textOf } from './bytes.ts'
import type { Format } from './format.ts'
import { notTooDeepXml } from './nesting.ts'

const refusal = {
  sentence: 'is GPX that breaks off or has a mistake in it. Save the track from the device again.',
}

export const gpx: Format = {
  kind: 'gpx',
  sniff: ({ text }) => text.startsWith('<') && /<(\w+:)?gpx[\s>]/i.test(text),
  refusal,
  async open({ bytes }) {
    const text = textOf(await allBytes(bytes, 128 * 2 ** 20))
    notTooDeepXml(bytes.name, text)
    // its reader is fetched when a file is one
    const { readTracks } = await import('./gpxTracks.ts')
    return { opened: [await readTracks(bytes.name, text, refusal)] }
  },
}
