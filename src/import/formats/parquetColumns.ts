/** Cells taken straight from the columns of a Parquet file: no object and no text is made of a row that is not asked for it. */
import type { SchemaTree } from 'hyparquet'
import { MS_PER_DAY } from '../../core/base/time.ts'
import { readNumber } from '../meaning/coords.ts'
import type { DateReader, Stamp } from '../meaning/dates.ts'
import type { Cells } from '../rows/cells.ts'
import { cellText, MAX_CELL } from '../rows/cellText.ts'
import type { Dict, Spans, Texts } from '../rows/columns.ts'

/** Values of a column as the reader hands them over. */
export type Values = ArrayLike<unknown>

/** Texts of dates, by milliseconds: a column holds few thousand days and many million rows. */
const MOST_DATES = 100_000

/** Whether rows of these columns are flat: one value a cell, and none that is a record or a shape. */
export const isFlat = (children: readonly SchemaTree[]): boolean =>
  children.every(
    ({ children: inner, element }) =>
      inner.length === 0 &&
      element.repetition_type !== 'REPEATED' &&
      !/JSON|BSON/.test(element.converted_type ?? '') &&
      !/^(JSON|BSON|VARIANT|GEO)/.test(element.logical_type?.type ?? ''),
  )

/** Days from 1970 on that are remembered by their number: to 2149. */
const MOST_DAYS = 1 << 16

/** The number of a day in that time; -1 for any other moment. */
function dayNumber(ms: number): number {
  const day = ms / MS_PER_DAY
  return day >= 0 && day < MOST_DAYS && day === (day | 0) ? day : -1
}

/** What a reader said of moments: of whole days by their number, since a map takes its time over each of millions. */
class Said {
  readonly #days: (Stamp | undefined)[] = []
  readonly #others = new Map<number, Stamp>()

  of(ms: number): Stamp | undefined {
    const day = dayNumber(ms)
    return day >= 0 ? this.#days[day] : this.#others.get(ms)
  }

  keep(ms: number, stamp: Stamp): void {
    const day = dayNumber(ms)
    if (day < 0) {
      if (this.#others.size < MOST_DATES) this.#others.set(ms, stamp)
      return
    }
    while (this.#days.length <= day) this.#days.push(undefined)
    this.#days[day] = stamp
  }
}

/** What is remembered of a column from batch to batch: the texts of its dates, and what they say, by milliseconds. */
export class KnownDates {
  readonly #texts = new Map<number, string>()
  /** by reader: a column may be asked by two, as the start of windows and as the date of the rows without a place */
  readonly #stamps = new WeakMap<DateReader, Said>()
  /** the reader asked last, and what it said */
  #last: { readonly reader: DateReader; readonly said: Said } | undefined

  /** The text of a date. */
  text(date: Date, plain: (v: unknown) => unknown): string {
    const ms = date.getTime()
    let text = this.#texts.get(ms)
    if (text === undefined) {
      text = cellText(plain(date))
      if (this.#texts.size < MOST_DATES) this.#texts.set(ms, text)
    }
    return text
  }

  /** What a reader makes of it; it counts each date that it is asked for. */
  stamp(date: Date, reader: DateReader, plain: (v: unknown) => unknown): Stamp {
    const said = this.#last?.reader === reader ? this.#last.said : this.#saidBy(reader)
    const ms = date.getTime()
    const known = said.of(ms)
    if (known) return reader.again(known)
    const stamp = reader.read(this.text(date, plain))
    said.keep(ms, stamp)
    return stamp
  }

  #saidBy(reader: DateReader): Said {
    let said = this.#stamps.get(reader)
    if (!said) this.#stamps.set(reader, (said = new Said()))
    this.#last = { reader, said }
    return said
  }
}

const utf8 = new TextDecoder()
const encoder = new TextEncoder()

/** The text of a cell of a column of texts, whose bytes are kept as they lie in the file. */
export const textOfBytes = (v: unknown): unknown => (v instanceof Uint8Array ? utf8.decode(v) : v)

/** The rows of one batch. `plain` turns a value into what `cellText` takes, one function a column; bytes are texts. */
export class ColumnCells implements Cells {
  readonly #columns: readonly Values[]
  readonly #plain: readonly ((v: unknown) => unknown)[]
  readonly #dates: readonly KnownDates[]
  #row = 0

  constructor(
    columns: readonly Values[],
    plain: readonly ((v: unknown) => unknown)[],
    dates: readonly KnownDates[],
  ) {
    this.#columns = columns
    this.#plain = plain
    this.#dates = dates
  }

  place(row: number): this {
    this.#row = row
    return this
  }

  /** The text of a cell, blanks around it included. */
  #raw(column: number, row = this.#row): string {
    const v = this.#columns[column]?.[row]
    if (v === undefined || v === null) return ''
    if (v instanceof Date) return this.#dates[column].text(v, this.#plain[column])
    return cellText(this.#plain[column](v))
  }

  text(column: number | undefined): string {
    return column === undefined ? '' : this.#raw(column).trim()
  }

  number(column: number | undefined, decimalComma: boolean): number {
    if (column === undefined) return NaN
    const v = this.#columns[column]?.[this.#row]
    if (typeof v === 'number' && Number.isFinite(v) && this.#plain[column](v) === v) return v
    return readNumber(this.#raw(column), decimalComma)
  }

  stamp(column: number, reader: DateReader): Stamp {
    const v = this.#columns[column]?.[this.#row]
    if (v instanceof Date) return this.#dates[column].stamp(v, reader, this.#plain[column])
    return reader.read(this.#raw(column))
  }

  isEmpty(column: number): boolean {
    return this.text(column) === ''
  }

  intoDict(column: number | undefined, dict: Dict): void {
    dict.push(this.text(column))
  }

  intoText(column: number | undefined, texts: Texts): void {
    texts.push(this.text(column))
  }

  row(): string[] {
    return this.#columns.map((_, c) => this.#raw(c))
  }

  /** The texts of a column in these rows; no string is made of those that are plain letters. */
  spans(column: number, rows: Int32Array): Spans {
    const values = this.#columns[column] ?? []
    const [from, to] = [new Int32Array(rows.length), new Int32Array(rows.length)]
    let bytes = new Uint8Array(rows.length * 16 + 64)
    let used = 0
    const room = (more: number) => {
      if (used + more <= bytes.length) return
      const grown = new Uint8Array(Math.max(bytes.length * 2, used + more))
      grown.set(bytes)
      bytes = grown
    }
    // values out of a dictionary are the same objects again and again
    const seen = new Map<Uint8Array, number>()
    let again = 0
    for (let k = 0; k < rows.length; k++) {
      const v: unknown = values[rows[k]]
      if (v === undefined || v === null) continue
      const repeats = v instanceof Uint8Array && (k < TRIED || again > k / 2)
      const before = repeats ? seen.get(v) : undefined
      if (before !== undefined) {
        again++
        from[k] = from[before]
        to[k] = to[before]
        continue
      }
      const length = v instanceof Uint8Array ? v.length : 0
      if (v instanceof Uint8Array && length <= MAX_CELL) room(length)
      if (v instanceof Uint8Array && length <= MAX_CELL && copyPlain(v, bytes, used)) {
        let [a, b] = [used, used + length]
        while (a < b && isBlank(bytes[a])) a++
        while (b > a && isBlank(bytes[b - 1])) b--
        from[k] = a
        to[k] = b
        used += length
      } else {
        const text = this.#raw(column, rows[k]).trim()
        room(text.length * 3)
        from[k] = used
        used += encoder.encodeInto(text, bytes.subarray(used)).written
        to[k] = used
      }
      if (repeats) seen.set(v, k)
    }
    return { bytes, from, to }
  }
}

/** So many rows are looked through for values that come again. */
const TRIED = 1000

/** Copies bytes to a place, and tells whether all are ASCII: then they are their text. */
function copyPlain(v: Uint8Array, to: Uint8Array, at: number): boolean {
  let any = 0
  for (let i = 0; i < v.length; i++) any |= to[at + i] = v[i]
  return any < 128
}

/** Blanks as `trim` knows them, among ASCII. */
const isBlank = (byte: number): boolean => byte === 32 || (byte >= 9 && byte <= 13)

/** Pieces of a column that follow each other, cut to rows from..to. */
export function joined(
  pieces: readonly { from: number; values: Values }[],
  from: number,
  to: number,
): Values {
  const cut = (p: { from: number; values: Values }): Values => {
    const [a, b] = [Math.max(0, from - p.from), Math.min(p.values.length, to - p.from)]
    if (a === 0 && b === p.values.length) return p.values
    return Array.isArray(p.values) ? p.values.slice(a, b) : (p.values as Float64Array).subarray(a, b)
  }
  if (pieces.length === 1) return cut(pieces[0])
  const numbers = pieces.every((p) => p.values instanceof Float64Array)
  const out = numbers ? new Float64Array(to - from).fill(NaN) : new Array<unknown>(to - from)
  for (const p of pieces)
    for (let i = 0; i < p.values.length; i++) {
      const at = p.from + i - from
      if (at >= 0 && at < out.length) out[at] = p.values[i]
    }
  return out
}
