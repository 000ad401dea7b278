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

  /** Keeps only the values at these places, ascending. */
  retain(rows: Uint32Array): void {
    for (let i = 0; i < rows.length; i++) this.data[i] = this.data[rows[i]]
    this.length = rows.length
  }

  /** The values, as an array of exactly their number. */
  finish(): A {
    return this.data.slice(0, this.length) as A
  }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** A column of few distinct texts, looked up by their bytes. Code 0 is the empty text. */
export class Dict {
  readonly codes = new Growing(Uint32Array)
  readonly values: string[] = ['']
  /** where the bytes of each value lie in the store */
  readonly #ends = new Growing(Uint32Array)
  #store = new Uint8Array(1 << 12)
  #hashes = new Growing(Uint32Array)
  #table = new Int32Array(1 << 8).fill(-1)
  #scratch = new Uint8Array(256)
  #last = 0

  constructor() {
    this.#ends.push(0)
    this.#hashes.push(0)
  }

  push(s: string): number {
    if (s === '') {
      this.codes.push(0)
      return 0
    }
    if (this.#scratch.length < s.length * 3) this.#scratch = new Uint8Array(s.length * 6)
    return this.pushBytes(this.#scratch, 0, encoder.encodeInto(s, this.#scratch).written)
  }

  /** Adds the row's value; returns its code. */
  pushBytes(bytes: Uint8Array, from: number, to: number): number {
    // neighbours in a file are often alike
    const code =
      from === to
        ? 0
        : this.#last > 0 && this.#same(this.#last, bytes, from, to)
          ? this.#last
          : this.codeOf(bytes, from, to)
    this.#last = code
    this.codes.push(code)
    return code
  }

  /** Code of a text without adding a row. */
  codeOf(bytes: Uint8Array, from: number, to: number): number {
    let h = 0x811c9dc5
    for (let i = from; i < to; i++) h = Math.imul(h ^ bytes[i], 0x01000193)
    h = (h ^ (h >>> 15)) >>> 0
    let at = h & (this.#table.length - 1)
    for (let code = this.#table[at]; code >= 0; code = this.#table[at]) {
      if (this.#hashes.data[code] === h && this.#same(code, bytes, from, to)) return code
      at = (at + 1) & (this.#table.length - 1)
    }
    return this.#add(bytes, from, to, h, at)
  }

  #same(code: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#ends.data[code - 1]
    if (this.#ends.data[code] - start !== to - from) return false
    const store = this.#store
    for (let i = from, j = start; i < to; i++, j++) if (bytes[i] !== store[j]) return false
    return true
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number, at: number): number {
    const code = this.values.length
    const used = this.#ends.data[code - 1]
    if (used + to - from > this.#store.length) {
      const grown = new Uint8Array(Math.max(this.#store.length * 2, used + to - from))
      grown.set(this.#store)
      this.#store = grown
    }
    this.#store.set(bytes.subarray(from, to), used)
    this.#ends.push(used + to - from)
    this.#hashes.push(hash)
    this.values.push(decoder.decode(bytes.subarray(from, to)))
    this.#table[at] = code
    if (code * 2 > this.#table.length) {
      // half full: twice the room, every value finds its place anew
      this.#table = new Int32Array(this.#table.length * 2).fill(-1)
      for (let c = 1; c <= code; c++) {
        let free = this.#hashes.data[c] & (this.#table.length - 1)
        while (this.#table[free] >= 0) free = (free + 1) & (this.#table.length - 1)
        this.#table[free] = c
      }
    }
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
      if (this.#used + s.length * 3 > this.#bytes.length) this.#grow(s.length * 3)
      this.#used += encoder.encodeInto(s, this.#bytes.subarray(this.#used)).written
    }
    this.#ends.push(this.#used)
  }

  pushBytes(bytes: Uint8Array, from: number, to: number): void {
    const n = to - from
    if (n > 0) {
      if (this.#used + n > this.#bytes.length) this.#grow(n)
      // short texts are copied faster by hand than by making a view of them
      if (n < 48) for (let i = 0; i < n; i++) this.#bytes[this.#used + i] = bytes[from + i]
      else this.#bytes.set(bytes.subarray(from, to), this.#used)
      this.#used += n
    }
    this.#ends.push(this.#used)
  }

  #grow(more: number): void {
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#used + more))
    grown.set(this.#bytes.subarray(0, this.#used))
    this.#bytes = grown
  }

  at(i: number): string {
    const from = i === 0 ? 0 : this.#ends.data[i - 1]
    const to = this.#ends.data[i]
    return from === to ? '' : decoder.decode(this.#bytes.subarray(from, to))
  }

  /** Keeps only the texts at these places, ascending. */
  retain(rows: Uint32Array): void {
    let used = 0
    for (let i = 0; i < rows.length; i++) {
      const from = rows[i] === 0 ? 0 : this.#ends.data[rows[i] - 1]
      const to = this.#ends.data[rows[i]]
      this.#bytes.copyWithin(used, from, to)
      used += to - from
      this.#ends.data[i] = used
    }
    this.#ends.length = rows.length
    this.#used = used
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

/** UPRNs: zeros in front and the ".0" of a spreadsheet's number tell nothing apart. */
export class Uprns extends Texts {
  override push(s: string): void {
    super.push(s.replace(/^0+|\.0+$/g, ''))
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
