/** Columns that grow row by row and can be cut back when a file has to be read again. */
import { ByteDict } from '../../core/base/byteDict.ts'
import { fingerprint } from '../../core/base/fingerprint.ts'
import type { DictColumn, TextColumn } from '../../core/base/text.ts'
import type { Batch } from './table.ts'

type Numbers = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

/** A column this full is handed over as it is. */
const NEARLY_FULL = 0.9

/** A typed array that doubles when full. */
export class Growing<A extends Numbers> {
  length = 0
  data: A
  /** how many values there may be in the end; growing by doubling would copy them again and again */
  foreseen = 0
  readonly #make: new (n: number) => A

  constructor(make: new (n: number) => A) {
    this.#make = make
    this.data = new make(1024)
  }

  push(v: number): void {
    this.reserve(1)
    this.data[this.length++] = v
  }

  /** Makes room for more values. A loop over rows then writes to `data` itself: one `push` for all kinds is slow. */
  reserve(more: number): void {
    const needed = this.length + more
    if (needed <= this.data.length) return
    const grown = new this.#make(
      needed < this.foreseen ? this.foreseen : Math.max(this.data.length * 2, needed),
    )
    // what nothing was written to takes no memory, and must not be written to by a copy
    grown.set(this.data.subarray(0, this.length))
    this.data = grown
  }

  /** Keeps only the values at these places, ascending. */
  retain(rows: Uint32Array): void {
    for (let i = 0; i < rows.length; i++) this.data[i] = this.data[rows[i]]
    this.length = rows.length
  }

  /**
   * The values, as an array of exactly their number. Of a large column it is a view, for two of ten million rows are a
   * matter of memory: whoever changes it changes the column.
   */
  finish(): A {
    return (this.length < LARGE ? this.data.slice(0, this.length) : this.data.subarray(0, this.length)) as A
  }

  /** The same without a copy where hardly any room is left over: for columns to which nothing is done afterwards. */
  handOver(): A {
    return this.length > this.data.length * NEARLY_FULL
      ? (this.data.subarray(0, this.length) as A)
      : this.finish()
  }
}

/** Rows from which a column is handed over rather than copied. */
const LARGE = 1 << 20

/** Where the texts of a column lie: text i is bytes[from[i]..to[i]], blanks around it left away. */
export interface Spans {
  readonly bytes: Uint8Array
  readonly from: Int32Array
  readonly to: Int32Array
}

/** Where the texts of a column of some rows come from; `codes` and `copied` say nothing where they cannot. */
type ColumnSource = Pick<Batch, 'spans' | 'codes' | 'copied'>

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** A column of few distinct texts, looked up by their bytes. Code 0 is the empty text. */
export class Dict {
  readonly codes = new Growing(Uint32Array)
  readonly #dict = new ByteDict()
  /** codes from here on are 0 still: a column without texts is never written to, and so takes no memory */
  #clean = 0
  #scratch = new Uint8Array(256)

  get values(): readonly string[] {
    return this.#dict.values
  }

  push(s: string): void {
    if (this.#scratch.length < s.length * 3) this.#scratch = new Uint8Array(s.length * 6)
    this.pushBytes(this.#scratch, 0, s === '' ? 0 : encoder.encodeInto(s, this.#scratch).written)
  }

  /** Adds the row's value. */
  pushBytes(bytes: Uint8Array, from: number, to: number): void {
    const { codes } = this
    if (codes.length === codes.data.length) codes.reserve(1)
    codes.data[codes.length++] = this.#dict.codeOf(bytes, from, to)
    this.#clean = Math.max(this.#clean, codes.length)
  }

  /** Adds the values of many rows; empty ones where no spans are given. */
  pushAll(n: number, spans?: Spans): void {
    const { codes } = this
    codes.reserve(n)
    const { data, length } = codes
    if (!spans) {
      if (length < this.#clean) data.fill(0, length, Math.min(this.#clean, length + n))
    } else {
      const { bytes, from, to } = spans
      for (let i = 0; i < n; i++) data[length + i] = this.#dict.codeOf(bytes, from[i], to[i])
      this.#clean = Math.max(this.#clean, length + n)
    }
    codes.length += n
  }

  /** Adds a column of some rows; empty texts where there is none. */
  take(source: ColumnSource, rows: Int32Array, column: number | undefined): void {
    const { codes } = this
    const n = rows.length
    codes.reserve(n)
    if (column !== undefined && source.codes?.(column, rows, this.#dict, codes.data, codes.length)) {
      codes.length += n
      this.#clean = Math.max(this.#clean, codes.length)
    } else this.pushAll(n, column === undefined ? undefined : source.spans!(column, rows))
  }

  /** The column, to which nothing is added afterwards. */
  finish(): DictColumn {
    return { codes: this.codes.handOver(), values: this.values }
  }
}

/** A column of free text as UTF-8. */
export class Texts {
  #bytes = new Uint8Array(1 << 16)
  #used = 0
  /** where text i begins, and the end of the last one */
  readonly #starts = new Growing(Uint32Array)
  /** starts from here on are 0 still, and need not be written while no text was */
  #clean = 1

  constructor() {
    this.#starts.length = 1
  }

  push(s: string): void {
    if (s !== '') {
      // three bytes per UTF-16 unit is the most UTF-8 takes
      if (this.#used + s.length * 3 > this.#bytes.length) this.#grow(s.length * 3)
      this.#used += encoder.encodeInto(s, this.#bytes.subarray(this.#used)).written
    }
    this.#end()
  }

  pushBytes(bytes: Uint8Array, from: number, to: number): void {
    const n = to - from
    if (n > 0) {
      if (this.#used + n > this.#bytes.length) this.#grow(n)
      // short texts are copied faster by hand than by making a view of them
      const own = this.#bytes
      let at = this.#used
      if (n < 48) for (let i = from; i < to; i++) own[at++] = bytes[i]
      else own.set(bytes.subarray(from, to), at)
      this.#used += n
    }
    this.#end()
  }

  /** Adds the texts of many rows; empty ones where no spans are given. */
  pushAll(n: number, spans?: Spans): void {
    const starts = this.#starts
    starts.reserve(n)
    const { data, length } = starts
    if (spans) this.#copy(n, spans, data, length)
    else if (this.#used > 0 || length < this.#clean) data.fill(this.#used, length, length + n)
    starts.length += n
    if (this.#used > 0) this.#clean = Math.max(this.#clean, starts.length)
  }

  /** Adds a column of some rows; empty texts where there is none. */
  take(source: ColumnSource, rows: Int32Array, column: number | undefined): void {
    const n = rows.length
    const copied = column === undefined ? undefined : source.copied?.(column, rows, this.#used)
    if (!copied) return this.pushAll(n, column === undefined ? undefined : source.spans!(column, rows))
    const { bytes, ends } = copied
    if (this.#used + bytes.length > this.#bytes.length) this.#grow(bytes.length)
    const starts = this.#starts
    starts.reserve(n)
    starts.data.set(ends, starts.length)
    starts.length += n
    this.#bytes.set(bytes, this.#used)
    this.#used += bytes.length
    if (this.#used > 0) this.#clean = Math.max(this.#clean, starts.length)
  }

  #copy(n: number, { bytes, from, to }: Spans, ends: Uint32Array, at: number): void {
    let most = 0
    for (let i = 0; i < n; i++) most += to[i] - from[i]
    if (this.#used + most + 3 > this.#bytes.length) this.#grow(most + 3)
    const own = new DataView(this.#bytes.buffer)
    // copied four bytes at a time, up to three of them beyond the end, which the next text overwrites
    const whole = bytes.length - 3
    const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let used = this.#used
    for (let i = 0; i < n; i++) {
      const end = to[i]
      let put = used
      let k = from[i]
      used += end - k
      for (; k < end && k < whole; k += 4, put += 4) own.setInt32(put, words.getInt32(k, true), true)
      for (; k < end; k++) this.#bytes[put++] = bytes[k]
      ends[at + i] = used
    }
    this.#used = used
    this.#clean = Math.max(this.#clean, at + n)
  }

  #end(): void {
    const starts = this.#starts
    if (starts.length === starts.data.length) starts.reserve(1)
    starts.data[starts.length++] = this.#used
    if (this.#used > 0) this.#clean = Math.max(this.#clean, starts.length)
  }

  /** Says how many rows there may be in the end. */
  foresee(rows: number): void {
    this.#starts.foreseen = rows + 1
  }

  #grow(more: number): void {
    const { length: starts, foreseen } = this.#starts
    const length = starts - 1
    const needed = this.#used + more
    const size = length > 0 ? Math.ceil((this.#used / length) * foreseen * 1.02) : 0
    const grown = new Uint8Array(needed < size ? size : Math.max(this.#bytes.length * 2, needed))
    grown.set(this.#bytes.subarray(0, this.#used))
    this.#bytes = grown
  }

  /** Whether row i holds a text. */
  has(i: number): boolean {
    return this.#starts.data[i] < this.#starts.data[i + 1]
  }

  /** Whether a digit stands in the text of row i. */
  hasDigit(i: number): boolean {
    const to = this.#starts.data[i + 1]
    for (let k = this.#starts.data[i]; k < to; k++)
      if (this.#bytes[k] >= 48 && this.#bytes[k] <= 57) return true
    return false
  }

  /** What tells the texts of some rows from others; '' where none of them holds any. */
  fingerprint(start: number, end: number): string {
    const [from, to] = [this.#starts.data[start], this.#starts.data[end]]
    return from === to ? '' : fingerprint([this.#bytes.slice(from, to)])
  }

  at(i: number): string {
    const [from, to] = [this.#starts.data[i], this.#starts.data[i + 1]]
    return from === to ? '' : decoder.decode(this.#bytes.subarray(from, to))
  }

  /** Keeps only the texts at these places, ascending. */
  retain(rows: Uint32Array): void {
    const { data } = this.#starts
    let used = 0
    // a start is overwritten only after the row that begins there was moved
    for (let i = 0; i < rows.length; i++) {
      const [from, to] = [data[rows[i]], data[rows[i] + 1]]
      this.#bytes.copyWithin(used, from, to)
      data[i] = used
      used += to - from
    }
    this.#starts.length = rows.length + 1
    data[rows.length] = used
    this.#used = used
  }

  cut(length: number): void {
    this.#starts.length = length + 1
    this.#used = this.#starts.data[length]
  }

  /** The column, to which nothing is added afterwards; of a large or a full one a view, as `Growing` gives it. */
  finish(): TextColumn {
    const offsets = this.#starts.handOver()
    const asItIs = offsets.length >= LARGE || this.#used > this.#bytes.length * NEARLY_FULL
    return { bytes: asItIs ? this.#bytes.subarray(0, this.#used) : this.#bytes.slice(0, this.#used), offsets }
  }
}

/** UPRNs: zeros in front and the ".0" of a spreadsheet's number tell nothing apart. */
export class Uprns extends Texts {
  override push(s: string): void {
    super.push(s.replace(/^0+|\.0+$/g, ''))
  }

  override take(source: ColumnSource, rows: Int32Array, column: number | undefined): void {
    this.pushAll(rows.length, column === undefined ? undefined : source.spans!(column, rows))
  }

  override pushAll(n: number, spans?: Spans): void {
    if (!spans) super.pushAll(n)
    else for (let i = 0; i < n; i++) this.pushBytes(spans.bytes, spans.from[i], spans.to[i])
  }

  override pushBytes(bytes: Uint8Array, from: number, to: number): void {
    let end = to
    while (end > from && bytes[end - 1] === 48) end--
    if (end === to || end === from || bytes[end - 1] !== 46) end = to
    else end--
    while (from < end && bytes[from] === 48) from++
    super.pushBytes(bytes, from, end)
  }
}
