/** Columns that grow row by row and can be cut back when a file has to be read again. */
import type { DictColumn, TextColumn } from '../core/text.ts'

type Numbers = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

/** A typed array that doubles when full. */
export class Growing<A extends Numbers> {
  length = 0
  data: A

  constructor(private readonly make: new (n: number) => A) {
    this.data = new make(1024)
  }

  push(v: number): void {
    if (this.length === this.data.length) {
      const grown = new this.make(this.data.length * 2)
      grown.set(this.data)
      this.data = grown
    }
    this.data[this.length++] = v
  }

  /** The values, as an array of exactly their number. */
  finish(): A {
    return this.data.slice(0, this.length) as A
  }
}

// a slice of a parsed piece would keep the whole piece in memory: kept texts are copied out
const encoder = new TextEncoder()
const decoder = new TextDecoder()
const copy = (s: string): string => (s.length < 13 ? s : decoder.decode(encoder.encode(s)))

/** A column of few distinct texts. Code 0 is the empty text. */
export class Dict {
  readonly codes = new Growing(Uint32Array)
  readonly values: string[] = ['']
  #index = new Map<string, number>([['', 0]])

  push(s: string): number {
    let code = this.#index.get(s)
    if (code === undefined) {
      code = this.values.length
      const own = copy(s)
      this.#index.set(own, code)
      this.values.push(own)
    }
    this.codes.push(code)
    return code
  }

  finish(): DictColumn {
    return { codes: this.codes.finish(), values: this.values }
  }
}

/** A column of free text as UTF-8. */
export class Texts {
  #bytes = new Uint8Array(1 << 16)
  #used = 0
  readonly #ends = new Growing(Uint32Array)

  push(s: string): void {
    if (s !== '') {
      // three bytes per UTF-16 unit is the most UTF-8 takes
      if (this.#used + s.length * 3 > this.#bytes.length) {
        const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#used + s.length * 3))
        grown.set(this.#bytes.subarray(0, this.#used))
        this.#bytes = grown
      }
      this.#used += encoder.encodeInto(s, this.#bytes.subarray(this.#used)).written
    }
    this.#ends.push(this.#used)
  }

  at(i: number): string {
    const from = i === 0 ? 0 : this.#ends.data[i - 1]
    const to = this.#ends.data[i]
    return from === to ? '' : decoder.decode(this.#bytes.subarray(from, to))
  }

  cut(length: number): void {
    this.#ends.length = length
    this.#used = length === 0 ? 0 : this.#ends.data[length - 1]
  }

  finish(): TextColumn {
    const offsets = new Uint32Array(this.#ends.length + 1)
    offsets.set(this.#ends.data.subarray(0, this.#ends.length), 1)
    return { bytes: this.#bytes.slice(0, this.#used), offsets }
  }
}
