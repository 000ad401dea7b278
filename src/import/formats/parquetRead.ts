/** Parquet and GeoParquet, one row group at a time. */
import { MS_PER_DAY } from '../../core/base/time.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import type { Feature, Geometry } from 'geojson'
import type { ParquetReadOptions, SchemaTree } from 'hyparquet'
import { isKnownCrs, sourceCrs } from '../meaning/coords.ts'
import { projectionsFor } from '../meaning/projections.ts'
import { cellText } from '../rows/cellText.ts'
import { Declined, SAMPLE_ROWS, stringBatch, tidyHeader } from '../rows/table.ts'
import type { Batch, RawTable } from '../rows/table.ts'
import { refused } from './format.ts'
import type { Found } from './format.ts'
import { fromFeatures } from './geojson.ts'
import { mustKeepBounds } from './parquetCheck.ts'
import { ColumnCells, isFlat, joined, KnownDates, textOfBytes } from './parquetColumns.ts'
import type { Values } from './parquetColumns.ts'
import { isObject, layoutOf } from './records.ts'
import type { Obj } from './records.ts'
import { PARQUET } from './refusals.ts'
import { DEGREES_CODE, systemOf } from './systems.ts'
import { readWkb } from './wkb.ts'

/** A table of crimes has some dozens of columns; reading many hundred would fill the memory. */
const MAX_COLUMNS = 300
/** Rows read at a time. */
const STEP = 200_000
/** Days of which the date is kept: 270 years of them. */
const MOST_DAYS = 100_000
/** Most areas or lines of one file. */
const MAX_SHAPES = 200_000

/** A column of shapes and its system. */
interface Shapes {
  readonly column: string
  readonly system: string | undefined
}

/** Opens a Parquet file. Points become two columns of coordinates, areas and lines go on the map. */
export async function openParquet(name: string, blob: Blob): Promise<Found> {
  const [
    { parquetMetadataAsync, parquetRead, parquetSchema },
    { compressors },
    { deserializeTCompactProtocol },
  ] = await Promise.all([
    import('hyparquet'),
    import('hyparquet-compressors'),
    import('hyparquet/src/thrift.js'),
  ])
  const file = {
    byteLength: blob.size,
    slice: (from: number, to?: number) => blob.slice(from, to).arrayBuffer(),
  }
  const metadata = await parquetMetadataAsync(file)
  await mustKeepBounds(blob, metadata, deserializeTCompactProtocol)
  const schema = parquetSchema(metadata).children
  // a span of time is neither a date nor a clock time, and the reader knows none
  const spans = schema.filter((c) => c.element.converted_type === 'INTERVAL').map((c) => c.element.name)
  const children = schema.filter((c) => !spans.includes(c.element.name))
  const columns = children.map((c) => c.element.name)
  if (columns.length > MAX_COLUMNS)
    throw new Declined(
      `${name} has ${columns.length} columns, far more than a table of incidents. Export only the ones with date, place and offence.`,
    )
  const geo = metadata.key_value_metadata?.find((k) => k.key === 'geo')?.value
  const marked = shapesOf(geo, children)
  const polish = new Map(children.map((c) => [c.element.name, polisher(c)]))
  // one column of one row group at a time: the reader leaves the failures of its other columns unheard
  const readOne = (
    column: string,
    rowStart: number,
    rowEnd: number,
    then: Pick<ParquetReadOptions, 'onChunk' | 'parsers'> & { onComplete?: (rows: unknown[][]) => void },
  ): Promise<void> =>
    parquetRead({
      ...{ file, metadata, compressors, columns: [column], rowStart, rowEnd, utf8: false },
      ...then,
      parsers: {
        geometryFromBytes: (b: Uint8Array | undefined) => b as never,
        geographyFromBytes: (b: Uint8Array | undefined) => b as never,
        ...then.parsers,
      },
    }).catch((error: unknown) => {
      throw error instanceof Declined ? error : refused(name, PARQUET)
    })
  const read = async (rowStart: number, rowEnd: number): Promise<Obj[]> => {
    const rows = Array.from({ length: rowEnd - rowStart }, (): Obj => Object.create(null) as Obj)
    for (const column of columns)
      await readOne(column, rowStart, rowEnd, {
        onComplete: (got) => got.forEach((r, i) => rows[i] && (rows[i][column] = polish.get(column)!(r[0]))),
      })
    return rows
  }
  // texts stay bytes, and one date stands for all rows of its day
  const days = new Map<number, Date>()
  const asTheyLie: ParquetReadOptions['parsers'] = {
    stringFromBytes: (b: Uint8Array | undefined) => b as never,
    dateFromDays: (day: number) => {
      let date = days.get(day)
      if (!date) {
        date = new Date(day * MS_PER_DAY)
        if (days.size < MOST_DAYS) days.set(day, date)
      }
      return date
    },
  }
  const readColumns = async (rowStart: number, rowEnd: number): Promise<Values[]> => {
    const out: Values[] = []
    for (const column of columns) {
      const pieces: { from: number; values: Values }[] = []
      await readOne(column, rowStart, rowEnd, {
        onChunk: (c) => void pieces.push({ from: c.rowStart, values: c.columnData }),
        parsers: asTheyLie,
      })
      out.push(joined(pieces, rowStart, rowEnd))
    }
    return out
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
  // a column of shapes that no header marks is known by its values
  const shapes = marked ?? unmarked(columns, first)
  const kind = shapes && first.map((r) => r[shapes.column]).find(isShape)?.type
  if (kind && kind !== 'Point') {
    if (total > MAX_SHAPES)
      throw new Declined(
        `${name} holds ${showNumber(total)} shapes, more than a map can draw. Export the part you need.`,
      )
    const features: Feature[] = []
    for (const { start, end } of groups)
      for (const { [shapes.column]: geometry, ...properties } of await read(start, end))
        features.push({
          type: 'Feature',
          properties,
          geometry: (isShape(geometry) ? geometry : null) as Geometry,
        })
    return fromFeatures(name, features, shapes.system)
  }
  await projectionsFor(shapes?.system)
  const plain = children.map((c) => (isText(c) ? textOfBytes : polish.get(c.element.name)!))
  return {
    tables: [
      tableOf(name, kind && shapes, { first, children, spans, groups, total, read, readColumns, plain }),
    ],
  }
}

interface Rows {
  readonly first: readonly Obj[]
  readonly children: readonly SchemaTree[]
  /** columns of spans of time, which are passed over */
  readonly spans: readonly string[]
  readonly groups: readonly { start: number; end: number }[]
  readonly total: number
  read(start: number, end: number): Promise<Obj[]>
  readColumns(start: number, end: number): Promise<Values[]>
  /** turns values of each column into what `cellText` takes */
  readonly plain: readonly ((v: unknown) => unknown)[]
}

function tableOf(
  name: string,
  shapes: Shapes | undefined,
  { first, children, spans, groups, total, read, readColumns, plain }: Rows,
): RawTable {
  const system = shapes?.system ?? DEGREES_CODE
  if (shapes && !isKnownCrs(system))
    throw new Declined(
      `${name} is in the system of coordinates ${system.slice(0, 40)}, which Cocoon does not know. Export it in longitude and latitude (EPSG:4326) or on the National Grid (EPSG:27700).`,
    )
  const grid = system === 'EPSG:27700'
  const from = grid || system === DEGREES_CODE ? undefined : sourceCrs(system)
  const layout = layoutOf(
    [templateOf(children), ...first.slice(0, 999)].map((o) => without(o, shapes?.column)),
  )
  const names = layout.header.map((h) => h.toLowerCase())
  const wanted = grid ? ['Easting', 'Northing'] : ['Longitude', 'Latitude']
  const add = shapes !== undefined && !wanted.every((w) => names.includes(w.toLowerCase()))
  const text = (row: Obj): string[] => {
    const cells = layout.rowOf(without(row, shapes?.column))
    if (!add) return cells
    const p = row[shapes.column]
    if (!isShape(p) || p.type !== 'Point' || !p.coordinates.every(Number.isFinite)) return [...cells, '', '']
    const [x, y] = from ? from.toWgs84(p.coordinates[0], p.coordinates[1]) : p.coordinates
    return [...cells, String(x), String(y)]
  }
  return {
    name,
    format: shapes ? 'GeoParquet' : 'Parquet',
    header: tidyHeader(add ? [...layout.header, ...wanted] : layout.header),
    headerless: false,
    notes: [
      ...(from ? [`Turned from ${from.label} to longitude and latitude.`] : []),
      ...(spans.length > 0
        ? [
            `${countOf(spans.length, 'column')} of spans of time passed over: ${spans
              .slice(0, 6)
              .map((s) => `“${s}”`)
              .join(', ')}.`,
          ]
        : []),
    ],
    ...(add && { unplaced: 'no geometry' }),
    sample: first.map(text),
    async *batches() {
      // plain columns go in as they lie; records and shapes are laid out row by row
      if (shapes === undefined && isFlat(children) && layout.header.length === children.length) {
        const dates = children.map(() => new KnownDates())
        for (const { start, end } of groups) {
          const cells = new ColumnCells(await readColumns(start, end), plain, dates)
          const n = end - start
          const batch: Batch = {
            ...{ n, share: end / total },
            at: (i) => cells.place(i),
            line: (i) => start + i + 1,
            spans: (column, rows) => cells.spans(column, rows),
          }
          yield batch
        }
        return
      }
      for (const { start, end } of groups) {
        const rows = (await read(start, end)).map(text)
        yield stringBatch(rows, (i) => start + i + 1, end / total)
      }
    },
  }
}

const without = (o: Obj, column: string | undefined): Obj => {
  if (column === undefined) return o
  return Object.fromEntries(Object.entries(o).filter(([k]) => k !== column))
}

const isShape = (
  v: unknown,
): v is Exclude<Geometry, { type: 'GeometryCollection' }> & { coordinates: number[] } =>
  isObject(v) && typeof v.type === 'string' && Array.isArray(v.coordinates)

/** The column of shapes that the header of a GeoParquet or its schema names. */
function shapesOf(geo: string | undefined, children: readonly SchemaTree[]): Shapes | undefined {
  try {
    const said: unknown = geo === undefined ? undefined : JSON.parse(geo)
    if (isObject(said) && isObject(said.columns)) {
      const named =
        typeof said.primary_column === 'string' ? said.primary_column : Object.keys(said.columns)[0]
      const about = said.columns[named]
      if (
        isObject(about) &&
        String(about.encoding ?? 'WKB') === 'WKB' &&
        children.some((c) => c.element.name === named)
      )
        return { column: named, system: systemOfProjJson(about) }
    }
  } catch {
    // a header nobody can read marks no column
  }
  const typed = children.find((c) => /^GEO/.test(c.element.logical_type?.type ?? ''))
  if (!typed) return undefined
  const { crs } = typed.element.logical_type as { crs?: string }
  return { column: typed.element.name, system: crs ? systemOf({ code: crs }) : DEGREES_CODE }
}

/** No "crs" means degrees; one of null, that nobody knows. */
function systemOfProjJson(about: Obj): string | undefined {
  if (about.crs === undefined) return DEGREES_CODE
  const { id } = isObject(about.crs) ? about.crs : {}
  if (!isObject(id)) return undefined
  return systemOf({ code: `${cellText(id.authority)}:${cellText(id.code)}` })
}

/** A column whose bytes are shapes. */
function unmarked(columns: readonly string[], rows: readonly Obj[]): Shapes | undefined {
  const column = columns.find((c) => isShape(rows.find((r) => r[c] !== null && r[c] !== '')?.[c]))
  return column === undefined ? undefined : { column, system: undefined }
}

/** A record with every name the schema knows, for columns that are blank in the first rows. */
function templateOf(children: readonly SchemaTree[]): Obj {
  return Object.fromEntries(
    children.map((c) => [
      c.element.name,
      c.children.length > 0 &&
      !/LIST|MAP/.test(c.element.converted_type ?? c.element.logical_type?.type ?? '')
        ? templateOf(c.children)
        : '',
    ]),
  )
}

/** Whether a column says of its bytes that they are texts. */
const isText = ({ element }: SchemaTree): boolean =>
  element.type === 'BYTE_ARRAY' &&
  (element.converted_type === 'UTF8' || element.logical_type?.type === 'STRING')

const utf8 = new TextDecoder()
const two = (n: number) => String(n).padStart(2, '0')

/** Values of a column as `cellText` takes them: clock times as text, bytes as texts or shapes. */
function polisher({ element, children }: SchemaTree): (v: unknown) => unknown {
  if (children.length > 0) return nested
  const { converted_type: ctype, logical_type: ltype } = element
  const perSecond =
    ctype === 'TIME_MILLIS' || (ltype?.type === 'TIME' && ltype.unit === 'MILLIS')
      ? 1e3
      : ctype === 'TIME_MICROS' || (ltype?.type === 'TIME' && ltype.unit === 'MICROS')
        ? 1e6
        : ltype?.type === 'TIME'
          ? 1e9
          : 0
  if (perSecond > 0)
    return (v) => {
      if (typeof v !== 'bigint' && typeof v !== 'number') return v
      const s = Math.floor(Number(v) / perSecond)
      return `${two(Math.floor(s / 3600))}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
    }
  // the format says of these that they are moments, whatever the clock of the place: no local time is ever marked so
  const utc = ltype?.type === 'TIMESTAMP' && ltype.isAdjustedToUTC
  return (v) => {
    if (v instanceof Uint8Array) return bytesOf(v)
    if (utc && v instanceof Date && !Number.isNaN(v.getTime()))
      return `${cellText(v).replace(/^(\S{10})$/, '$1 00:00:00')}+00`
    return v
  }
}

/** Bytes without a type of their own: a shape, or text. */
function bytesOf(v: Uint8Array): unknown {
  if (v[0] === 0 || v[0] === 1) return readWkb(v)?.geometry ?? ''
  return utf8.decode(v)
}

/** Bytes inside lists and structs. */
function nested(v: unknown): unknown {
  if (v instanceof Uint8Array) return bytesOf(v)
  if (Array.isArray(v)) return v.slice(0, 1000).map(nested)
  return isObject(v) ? Object.fromEntries(Object.entries(v).map(([k, x]) => [k, nested(x)])) : v
}
