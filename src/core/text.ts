/** Text columns: UTF-8 bytes with offsets, so a million addresses are two buffers, not a million objects. */

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

/** The text of row i. */
export function textAt(column: TextColumn, i: number): string {
  const { bytes, offsets } = column
  return offsets[i] === offsets[i + 1] ? '' : decoder.decode(bytes.subarray(offsets[i], offsets[i + 1]))
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
