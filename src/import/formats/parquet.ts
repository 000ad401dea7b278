/** Parquet and GeoParquet, one row group at a time. */
import { cellText } from '../rows/cellText.ts'
import { Declined, SAMPLE_ROWS, stringBatch, tidyHeader } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'

/** A table of crimes has some dozens of columns; reading many hundred would fill the memory. */
const MAX_COLUMNS = 300
/** Rows read at a time. */
const STEP = 200_000

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
  // one column of one row group at a time: the reader leaves the failures of its other columns unheard
  const read = async (rowStart: number, rowEnd: number): Promise<unknown[][]> => {
    const rows = Array.from({ length: rowEnd - rowStart }, () =>
      new Array<unknown>(columns.length).fill(null),
    )
    for (const [c, column] of columns.entries())
      await parquetRead({
        file,
        metadata,
        compressors,
        columns: [column],
        rowStart,
        rowEnd,
        onComplete: (got) => got.forEach((r, i) => rows[i] && (rows[i][c] = (r as unknown[])[0])),
      }).catch(() => {
        throw new Declined(`${name} is a Parquet file that breaks off or is damaged. Export it again.`)
      })
    return rows
  }
  const groups: { start: number; end: number }[] = []
  let total = 0
  for (const group of metadata.row_groups) {
    const end = total + Number(group.num_rows)
    for (let start = total; start < end; start += STEP)
      groups.push({ start, end: Math.min(end, start + STEP) })
    total = end
  }
  const first = await read(0, Math.min(groups[0]?.end ?? 0, SAMPLE_ROWS))
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
      for (const { start, end } of groups) {
        const rows = (await read(start, end)).map(text)
        yield stringBatch(rows, (i) => start + i + 1, end / total)
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
