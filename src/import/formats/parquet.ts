/** Parquet and GeoParquet: known by their first bytes; what reads them is fetched when one comes. */
import { allBytes } from './bytes.ts'
import type { Format } from './format.ts'
import { PARQUET } from './refusals.ts'

export const parquet: Format = {
  kind: 'parquet',
  sniff: ({ magic }) => magic.startsWith('PAR1'),
  refusal: PARQUET,
  open: async ({ name, bytes }) => {
    const { openParquet } = await import('./parquetRead.ts')
    return openParquet(name, bytes.blob ?? new Blob([await allBytes(bytes)]))
  },
}
