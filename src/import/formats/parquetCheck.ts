/**
 * Whether the pages of a Parquet file keep within their own bounds, looked at before the library is let at them: that
 * trusts every size and count, so that one spoilt byte keeps it busy for ever or fills the memory.
 */
import type { FileMetaData } from 'hyparquet'

/** Bytes read for the head of a page; a head with long statistics is read anew with more. */
const HEAD = 4096
const LONG_HEAD = 1 << 20
/** Most bytes that one page may unpack to. */
const MAX_PAGE = 1 << 30
/** Values of a nested column for each row, at most. */
const MAX_NESTED = 10_000

type Struct = Record<`field_${number}`, unknown>
type ReadStruct = (reader: { view: DataView; offset: number }) => Struct

/** Throws RangeError for a file whose pages claim what they cannot hold. `readStruct` reads a head in Thrift. */
export async function mustKeepBounds(
  blob: Blob,
  metadata: FileMetaData,
  readStruct: ReadStruct,
): Promise<void> {
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows)
    if (!(rows >= 0 && rows < 2 ** 31)) throw new RangeError('rows')
    for (const { meta_data: column } of group.columns) {
      if (!column) continue
      const dictionary = Number(column.dictionary_page_offset ?? 0)
      let at = dictionary > 0 ? dictionary : Number(column.data_page_offset)
      const end = at + Number(column.total_compressed_size)
      if (!(at >= 4 && end <= blob.size)) throw new RangeError('column')
      const flat = column.path_in_schema.length === 1
      for (let seen = 0; at < end - 1 && (!flat || seen < rows);) {
        const { head, size } = await headAt(blob, at, end, readStruct)
        seen += mustFit(head, flat ? rows : rows * MAX_NESTED)
        if (flat) await mustKeepLevels(blob, head, at + size)
        at += size + number(head.field_3)
        if (at > end) throw new RangeError('page')
      }
    }
  }
}

const number = (v: unknown): number => {
  if (typeof v !== 'number' || !Number.isInteger(v) || v < 0) throw new RangeError('number')
  return v
}
const struct = (v: unknown): Struct | undefined =>
  typeof v === 'object' && v !== null ? (v as Struct) : undefined

async function headAt(blob: Blob, at: number, end: number, readStruct: ReadStruct) {
  for (const most of [HEAD, LONG_HEAD]) {
    const view = new DataView(await blob.slice(at, Math.min(end, at + most)).arrayBuffer())
    const reader = { view, offset: 0 }
    try {
      return { head: readStruct(reader), size: reader.offset }
    } catch (error) {
      if (most === LONG_HEAD || view.byteLength < most) throw error
    }
  }
  throw new RangeError('head')
}

/** How many values a page of data has; 0 for a dictionary. */
function mustFit(head: Struct, most: number): number {
  if (number(head.field_2) > MAX_PAGE) throw new RangeError('page')
  const [plain, dictionary, second] = [head.field_5, head.field_7, head.field_8].map(struct)
  const of = plain ?? dictionary ?? second
  if (!of) throw new RangeError('kind')
  const n = number(of.field_1)
  if (dictionary) {
    if (n > number(head.field_2)) throw new RangeError('dictionary')
    return 0
  }
  if (n > most) throw new RangeError('values')
  number(plain ? of.field_2 : of.field_4)
  if (second && number(of.field_2) > n) throw new RangeError('nulls')
  return n
}

/** Runs of the levels, one bit each, of a page of the second kind: they lie unpacked before its values. */
async function mustKeepLevels(blob: Blob, head: Struct, at: number): Promise<void> {
  const second = struct(head.field_8)
  if (!second) return
  const n = number(second.field_1)
  const [definition, repetition] = [number(second.field_5), number(second.field_6)]
  if (definition + repetition > number(head.field_3)) throw new RangeError('levels')
  const bytes = new Uint8Array(await blob.slice(at, at + repetition + definition).arrayBuffer())
  for (const part of [bytes.subarray(0, repetition), bytes.subarray(repetition)])
    for (let k = 0, seen = 0; k < part.length && seen < n;) {
      let run = 0
      for (let shift = 0; ; shift += 7) {
        if (k >= part.length || shift > 28) throw new RangeError('run')
        run |= (part[k] & 127) << shift
        if ((part[k++] & 128) === 0) break
      }
      const count = (run >>> 1) * (run & 1 ? 8 : 1)
      if (count === 0 || seen + count > n + 7) throw new RangeError('run')
      k += run & 1 ? run >>> 1 : 1
      seen += count
    }
}
