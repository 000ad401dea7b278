/** The cells of one row at a time, from texts or straight from a file's bytes. */
import type { Dict, Texts } from './columns.ts'
import { readNumber } from '../meaning/coords.ts'
import type { DateReader, Stamp } from '../meaning/dates.ts'

/** The row a batch is placed on. A missing cell is an empty one. */
export interface Cells {
  /** trimmed text */
  text(column: number | undefined): string
  /** NaN for anything that is no number */
  number(column: number | undefined, decimalComma: boolean): number
  /** what the cell says as a date; overwritten by the reader's next answer */
  stamp(column: number, reader: DateReader): Stamp
  /** nothing but blanks */
  isEmpty(column: number): boolean
  intoDict(column: number | undefined, dict: Dict): void
  intoText(column: number | undefined, texts: Texts): void
  /** all cells, as they stand in the file */
  row(): string[]
}

/** Cells that are texts already: spreadsheets, databases, JSON. */
export class StringCells implements Cells {
  current: readonly string[] = []

  text(column: number | undefined): string {
    return column === undefined ? '' : (this.current[column] ?? '').trim()
  }
  number(column: number | undefined, decimalComma: boolean): number {
    return column === undefined ? NaN : readNumber(this.current[column] ?? '', decimalComma)
  }
  stamp(column: number, reader: DateReader): Stamp {
    return reader.read(this.current[column] ?? '')
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
    return [...this.current]
  }
}

/** Where the cells of a piece of separated text begin and end. */
export interface Tokens {
  /** cell k is bytes[from[k]..to[k]] */
  from: Int32Array
  to: Int32Array
  /** 1 = was quoted, 2 = was quoted and has doubled quotes inside */
  quoted: Uint8Array
  /** first cell of row i; one entry more than rows */
  rows: Int32Array
  lines: Int32Array
  n: number
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const POWERS = Array.from({ length: 16 }, (_, i) => 10 ** i)

/** Cells as bytes of UTF-8: numbers, dates, dictionaries and texts are taken without making a string. */
export class ByteCells implements Cells {
  readonly bytes: Uint8Array
  readonly tokens: Tokens
  #first = 0
  #count = 0
  /** the cell last asked for, blanks around it left away */
  #from = 0
  #to = 0

  /** the record it stands on, and moments read beforehand: by column, then by record; -1 where there is none */
  #record = 0
  readonly #moments: (Int32Array | undefined)[] = []

  readonly #quote: number
  readonly #mark: string

  /** `quote`: the sign that stands doubled inside quoted cells. */
  constructor(bytes: Uint8Array, tokens: Tokens, quote: number) {
    this.#quote = quote
    this.#mark = String.fromCharCode(quote)
    this.bytes = bytes
    this.tokens = tokens
  }

  place(i: number): this {
    this.#record = i
    this.#first = this.tokens.rows[i]
    this.#count = this.tokens.rows[i + 1] - this.#first
    return this
  }

  /** Finds the bytes of a cell; false where it is missing or blank. */
  #find(column: number | undefined): boolean {
    if (column === undefined || column >= this.#count) return false
    const { bytes, tokens } = this
    let from = tokens.from[this.#first + column]
    let to = tokens.to[this.#first + column]
    while (from < to && bytes[from] <= 32) from++
    while (to > from && bytes[to - 1] <= 32) to--
    this.#from = from
    this.#to = to
    return from < to
  }

  #raw(k: number): string {
    const { from, to, quoted } = this.tokens
    const text = from[k] === to[k] ? '' : decoder.decode(this.bytes.subarray(from[k], to[k]))
    return quoted[k] === 2 ? text.replaceAll(this.#mark + this.#mark, this.#mark) : text
  }

  /** Whether the cell's bytes are its text: no doubled quotes to take back. */
  #plain(column: number): boolean {
    return this.tokens.quoted[this.#first + column] !== 2
  }

  text(column: number | undefined): string {
    return this.#find(column) ? this.#raw(this.#first + column!).trim() : ''
  }

  isEmpty(column: number): boolean {
    return !this.#find(column)
  }

  number(column: number | undefined, decimalComma: boolean): number {
    if (!this.#find(column)) return NaN
    const { bytes } = this
    const end = this.#to
    let at = this.#from
    const minus = bytes[at] === 45
    if (minus) at++
    let digits = 0
    let value = 0
    let point = -1
    for (let i = at; i < end; i++) {
      const b = bytes[i]
      if (b >= 48 && b <= 57) {
        value = value * 10 + (b - 48)
        digits++
      } else if (b === 46 && point < 0) point = i
      else return readNumber(this.#raw(this.#first + column!), decimalComma)
    }
    // up to fifteen digits both parts are exact, so their quotient is the nearest number there is
    if (digits === 0 || digits > 15) return readNumber(this.#raw(this.#first + column!), decimalComma)
    if (point >= 0) value /= POWERS[end - point - 1]
    return minus ? -value : value
  }

  /** Takes over what is known of the moments of a column, as `STAMP` tells them. */
  know(column: number, moments: Int32Array): void {
    this.#moments[column] = moments
  }

  stamp(column: number, reader: DateReader): Stamp {
    const moments = this.#moments.length > column ? this.#moments[column] : undefined
    if (moments !== undefined) {
      const known = moments[this.#record]
      if (known >= 0) return reader.known(known)
    }
    return this.#find(column) ? reader.readBytes(this.bytes, this.#from, this.#to) : reader.read('')
  }

  intoDict(column: number | undefined, dict: Dict): void {
    if (!this.#find(column)) dict.push('')
    else if (this.#plain(column!)) dict.pushBytes(this.bytes, this.#from, this.#to)
    else dict.push(this.text(column))
  }

  intoText(column: number | undefined, texts: Texts): void {
    if (!this.#find(column)) texts.push('')
    else if (this.#plain(column!)) texts.pushBytes(this.bytes, this.#from, this.#to)
    else texts.push(this.text(column))
  }

  /** Fills in where the texts of a column lie in the given records, blanks around them left away. */
  spans(column: number, records: Int32Array, from: Int32Array, to: Int32Array): void {
    const { bytes, tokens } = this
    const { rows, quoted } = tokens
    for (let i = 0; i < records.length; i++) {
      const k = rows[records[i]] + column
      if (k >= rows[records[i] + 1]) {
        from[i] = to[i] = 0
        continue
      }
      if (quoted[k] === 2) this.undouble(k)
      let a = tokens.from[k]
      let b = tokens.to[k]
      while (a < b && bytes[a] <= 32) a++
      while (b > a && bytes[b - 1] <= 32) b--
      from[i] = a
      to[i] = b
    }
  }

  /** Takes the doubled quotes out of a cell's bytes where they lie. */
  undouble(k: number): void {
    const { bytes, tokens } = this
    let put = tokens.from[k]
    for (let i = put; i < tokens.to[k]; i++) {
      bytes[put++] = bytes[i]
      if (bytes[i] === this.#quote && bytes[i + 1] === this.#quote) i++
    }
    tokens.to[k] = put
    tokens.quoted[k] = 1
  }

  row(): string[] {
    const { from, to, quoted } = this.tokens
    const first = this.#first
    const n = this.#count
    const row = new Array<string>(n)
    const begin = n > 0 ? from[first] : 0
    const end = n > 0 ? to[first + n - 1] : 0
    // where each byte is a letter, the row is decoded once and cut by the same places
    const line = begin < end ? decoder.decode(this.bytes.subarray(begin, end)) : ''
    const alike = line.length === end - begin
    for (let c = 0; c < n; c++) {
      const k = first + c
      row[c] = alike && quoted[k] !== 2 ? line.slice(from[k] - begin, to[k] - begin) : this.#raw(k)
    }
    return row
  }
}
