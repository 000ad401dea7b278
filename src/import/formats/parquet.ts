/** Parquet and GeoParquet, one row group at a time. */
import { cellText } from '../cellText.ts'
import { Declined, SAMPLE_ROWS, stringBatch, tidyHeader } from '../table.ts'
import type { RawTable } from '../table.ts'

/** A table of crimes has some dozens of columns; reading many hundred would fill the memory. */
const MAX_COLUMNS = 300
/** Rows read at a time. */
const STEP = 20_000

/** Opens a Parquet file as a table. Points of a GeoParquet become longitude and latitude columns. */
export async function openParquet(name: string, blob: Blob): Promise<RawTable> {
  const [{ parquetMetadataAsync, parquetRead, parquetSchema }, { compressors }] = await Promise.all([
    import('hyparquet'),
    import('hyparquet-compressors'),
  ])
  const file = {
    byteLength: blob.size,
    slice: (from: number, to?: number) => blob.slice(from, to).arrayBuffer(),
  }
  const metadata = await parquetMetadataAsync(file).catch(() => {
    throw new Declined(`${name} is a Parquet file that breaks off or is damaged. Export it again.`)
  })
  const columns = parquetSchema(metadata).children.map((c) => c.element.name)
  if (columns.length > MAX_COLUMNS)
    throw new Declined(
      `${name} has ${columns.length} columns, far more than a table of incidents. Export only the ones with date, place and offence.`,
    )
  const total = Number(metadata.num_rows)
  const read = async (rowStart: number, rowEnd: number): Promise<unknown[][]> => {
    let rows: unknown[][] = []
    await parquetRead({
      file,
      metadata,
      compressors,
      rowStart,
      rowEnd,
      onComplete: (got) => (rows = got as unknown[][]),
    })
    return rows
  }
  const first = await read(0, Math.min(total, SAMPLE_ROWS))
  const points = columns.findIndex((_, c) =>
    isPoint(first.find((r) => r[c] !== null && r[c] !== undefined)?.[c]),
  )
  const named = columns.map((c) => c.toLowerCase())
  const addPoint = points >= 0 && !(named.includes('longitude') && named.includes('latitude'))
  const text = (row: unknown[]) => {
    const cells = columns.map((_, c) => (c === points ? '' : cellText(row[c])))
    if (addPoint) {
      const p = row[points]
      cells.push(...(isPoint(p) ? [String(p.coordinates[0]), String(p.coordinates[1])] : ['', '']))
    }
    return cells
  }
  return {
    name,
    format: points >= 0 ? 'GeoParquet' : 'Parquet',
    header: tidyHeader(addPoint ? [...columns, 'Longitude', 'Latitude'] : columns),
    headerless: false,
    notes: [],
    sample: first.map(text),
    async *batches() {
      for (let at = 0; at < total; at += STEP) {
        const rows = (await read(at, Math.min(total, at + STEP))).map(text)
        yield stringBatch(rows, (i) => at + i + 1, Math.min(1, (at + STEP) / total))
      }
    },
  }
}

interface Point {
  type: 'Point'
  coordinates: number[]
}
const isPoint = (v: unknown): v is Point =>
  typeof v === 'object' &&
  v !== null &&
  (v as Point).type === 'Point' &&
  Array.isArray((v as Point).coordinates)
