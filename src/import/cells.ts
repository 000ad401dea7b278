/** The cells of one row at a time, from texts or straight from a file's bytes. */
import type { Dict, Texts } from './columns.ts'
import { readNumber } from './coords.ts'

/** The row a batch is placed on. A missing cell is an empty one. */
export interface Cells {
  /** trimmed text */
  text(column: number | undefined): string
  /** NaN for anything that is no number */
  number(column: number | undefined, decimalComma: boolean): number
  intoDict(column: number | undefined, dict: Dict): number
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
  intoDict(column: number | undefined, dict: Dict): number {
    return dict.push(this.text(column))
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

/** Cells as bytes of UTF-8: numbers, dictionaries and texts are taken without making a string. */
export class ByteCells implements Cells {
  #first = 0
  #count = 0

  constructor(
    readonly bytes: Uint8Array,
    readonly tokens: Tokens,
  ) {}

  place(i: number): this {
    this.#first = this.tokens.rows[i]
    this.#count = this.tokens.rows[i + 1] - this.#first
    return this
  }

  #raw(k: number): string {
    const { from, to, quoted } = this.tokens
    const text = from[k] === to[k] ? '' : decoder.decode(this.bytes.subarray(from[k], to[k]))
    return quoted[k] === 2 ? text.replaceAll('""', '"') : text
  }

  text(column: number | undefined): string {
    return column === undefined || column >= this.#count ? '' : this.#raw(this.#first + column).trim()
  }

  number(column: number | undefined, decimalComma: boolean): number {
    if (column === undefined || column >= this.#count) return NaN
    const { bytes } = this
    const k = this.#first + column
    let at = this.tokens.from[k]
    let end = this.tokens.to[k]
    while (at < end && bytes[at] <= 32) at++
    while (end > at && bytes[end - 1] <= 32) end--
    if (at === end) return NaN
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
      else return readNumber(this.#raw(k), decimalComma)
    }
    // up to fifteen digits both parts are exact, so their quotient is the nearest number there is
    if (digits === 0 || digits > 15) return readNumber(this.#raw(k), decimalComma)
    if (point >= 0) value /= POWERS[end - point - 1]
    return minus ? -value : value
  }

  intoDict(column: number | undefined, dict: Dict): number {
    if (column === undefined || column >= this.#count) return dict.push('')
    const k = this.#first + column
    if (this.tokens.quoted[k] === 2) return dict.push(this.#raw(k).trim())
    const { bytes } = this
    let at = this.tokens.from[k]
    let end = this.tokens.to[k]
    while (at < end && bytes[at] <= 32) at++
    while (end > at && bytes[end - 1] <= 32) end--
    return dict.pushBytes(bytes, at, end)
  }

  intoText(column: number | undefined, texts: Texts): void {
    if (column === undefined || column >= this.#count) return texts.push('')
    const k = this.#first + column
    if (this.tokens.quoted[k] === 2) return texts.push(this.#raw(k).trim())
    const { bytes } = this
    let at = this.tokens.from[k]
    let end = this.tokens.to[k]
    while (at < end && bytes[at] <= 32) at++
    while (end > at && bytes[end - 1] <= 32) end--
    texts.pushBytes(bytes, at, end)
  }

  row(): string[] {
    return Array.from({ length: this.#count }, (_, c) => this.#raw(this.#first + c))
  }
}
