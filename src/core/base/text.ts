/** Text columns: UTF-8 bytes with offsets, so a million addresses are two buffers, not a million objects. */
import { KeptWeakMap } from './kept.ts'

/** A column of free text. `offsets` has n + 1 entries; row i is `bytes[offsets[i]..offsets[i + 1]]`. */
export interface TextColumn {
  readonly bytes: Uint8Array
  readonly offsets: Uint32Array
}

/** A column of few distinct values: `values[codes[i]]`. Code 0 is always the empty text. */
export interface DictColumn {
  readonly codes: Uint32Array
  readonly values: readonly string[]
}

// core has no DOM lib; TextEncoder and TextDecoder exist in browsers, workers and Node alike
declare const TextEncoder: new () => { encode(s: string): Uint8Array }
declare const TextDecoder: new () => { decode(b: Uint8Array): string }
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The text of these bytes, by a copy of them: in some browsers a decoder takes no memory that is shared (`worker/shared.ts`). */
const decode = (bytes: Uint8Array, from: number, to: number): string => decoder.decode(bytes.slice(from, to))

/** Rows decoded together, and how many such blocks of a column are kept. */
const BLOCK = 512
const KEPT = 32

/** Decoded blocks of each column; '' where a block holds more than ASCII and its rows are decoded one by one. */
const blocks = new KeptWeakMap<TextColumn, Map<number, string>>()

function blockOf(column: TextColumn, k: number): string {
  let mine = blocks.get(column)
  if (!mine) blocks.set(column, (mine = new Map()))
  let text = mine.get(k)
  if (text === undefined) {
    const { bytes, offsets } = column
    const [a, b] = [offsets[k * BLOCK], offsets[Math.min(offsets.length - 1, (k + 1) * BLOCK)]]
    text = decode(bytes, a, b)
    // one letter for each byte is ASCII, and only then a row can be cut out by its offsets
    if (text.length !== b - a) text = ''
    mine.set(k, text)
    if (mine.size > KEPT) mine.delete(mine.keys().next().value!)
  }
  return text
}

/** Bytes of text i of a column; 0 = none. */
export const lengthAt = ({ offsets }: TextColumn, i: number): number => offsets[i + 1] - offsets[i]

/**
 * The text of row i. Rows are decoded a block at a time and cut out of it, which makes reading a column from end to
 * end several times as fast as decoding each row.
 */
export function textAt(column: TextColumn, i: number): string {
  const { bytes, offsets } = column
  const [a, b] = [offsets[i], offsets[i + 1]]
  // nothing, or no such row
  if (!(a < b)) return ''
  const k = Math.floor(i / BLOCK)
  const block = blockOf(column, k)
  if (block === '') return decode(bytes, a, b)
  const start = offsets[k * BLOCK]
  return block.slice(a - start, b - start)
}

/** Whether row i of one column and row j of another hold the same text. */
export function textEquals(a: TextColumn, i: number, b: TextColumn, j: number): boolean {
  let p = a.offsets[i]
  const end = a.offsets[i + 1]
  let q = b.offsets[j]
  if (end - p !== b.offsets[j + 1] - q) return false
  for (; p < end; p++, q++) if (a.bytes[p] !== b.bytes[q]) return false
  return true
}

/** The value of row i. */
export const dictAt = (column: DictColumn, i: number): string => column.values[column.codes[i]] ?? ''

/** Collects strings into a `TextColumn`. */
export class TextBuilder {
  #bytes = new Uint8Array(1 << 16)
  #offsets: number[] = [0]
  #used = 0

  push(s: string): void {
    if (s !== '') {
      const b = encoder.encode(s)
      if (this.#used + b.length > this.#bytes.length) {
        const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#used + b.length))
        grown.set(this.#bytes.subarray(0, this.#used))
        this.#bytes = grown
      }
      this.#bytes.set(b, this.#used)
      this.#used += b.length
    }
    this.#offsets.push(this.#used)
  }

  finish(): TextColumn {
    return { bytes: this.#bytes.slice(0, this.#used), offsets: Uint32Array.from(this.#offsets) }
  }
}

/** Collects strings into a `DictColumn`. */
export class DictBuilder {
  #index = new Map<string, number>([['', 0]])
  #codes: number[] = []

  push(s: string): void {
    let code = this.#index.get(s)
    if (code === undefined) {
      code = this.#index.size
      this.#index.set(s, code)
    }
    this.#codes.push(code)
  }

  finish(): DictColumn {
    return { codes: Uint32Array.from(this.#codes), values: [...this.#index.keys()] }
  }
}

/** The column with its letters a to z as capitals, as crime numbers are compared: "ab/12" is "AB/12". Itself where it has none. */
export function inCapitals(column: TextColumn): TextColumn {
  const { bytes: found, offsets } = column
  let i = 0
  while (i < found.length && !(found[i] >= 97 && found[i] <= 122)) i++
  if (i === found.length) return column
  const bytes = found.slice()
  for (; i < bytes.length; i++) if (bytes[i] >= 97 && bytes[i] <= 122) bytes[i] -= 32
  return { bytes, offsets }
}
