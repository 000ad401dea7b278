/** PMTiles: a basemap, kept as it is. */
import { Declined } from '../rows/table.ts'
import type { Format } from './format.ts'

export const pmtiles: Format = {
  kind: 'pmtiles',
  sniff: ({ magic }) => magic.startsWith('PMTiles'),
  refusal: { sentence: 'is a PMTiles file that breaks off. Download it again.' },
  open({ name, blob, head: { bytes } }) {
    if (bytes[7] !== 3)
      throw new Declined(
        `${name} is PMTiles of version ${bytes[7] ?? '?'}; Cocoon draws version 3. Make it anew with a current tool.`,
      )
    if (bytes.length < 127)
      throw new Declined(`${name} is a PMTiles file that breaks off. Download it again.`)
    return Promise.resolve({ opened: [{ kind: 'basemap', name, blob }] })
  },
}
