/** Texts numbered by their bytes: a string is made once for each different one. */
import { hashBytes } from './textIndex.ts'

declare const TextDecoder: new (
  label?: string,
  options?: { ignoreBOM: boolean },
) => { decode(b: Uint8Array): string }
const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** A growing dictionary of texts. Code 0 is the empty text. */
export class ByteDict {
  readonly values: string[] = ['']
  /** bytes of all values, one behind the other; value `code` is store[ends[code - 1]..ends[code]] */
  #store = new Uint8Array(1 << 12)
  #ends = new Uint32Array(1 << 8)
  #hashes = new Uint32Array(1 << 8)
  #table = new Int32Array(1 << 8)
  #last = 0

  /** Code of a text, a new one where it has none. */
  codeOf(bytes: Uint8Array, from: number, to: number): number {
    if (from === to) return 0
    // neighbours in a file are often alike
    if (this.#last > 0 && this.#same(this.#last, bytes, from, to)) return this.#last
    return (this.#last = this.#find(bytes, from, to))
  }

  #find(bytes: Uint8Array, from: number, to: number): number {
    const hash = hashBytes(bytes, from, to)
    const mask = this.#table.length - 1
    let at = hash & mask
    for (let code = this.#table[at]; code > 0; code = this.#table[at]) {
      if (this.#hashes[code] === hash && this.#same(code, bytes, from, to)) return code
      at = (at + 1) & mask
    }
    return this.#add(bytes, from, to, hash, at)
  }

  #same(code: number, bytes: Uint8Array, from: number, to: number): boolean {
    const end = this.#ends[code]
    if (end - this.#ends[code - 1] !== to - from) return false
    // from the back: texts of one column begin alike
    const store = this.#store
    for (let i = to - 1, j = end - 1; i >= from; i--, j--) if (bytes[i] !== store[j]) return false
    return true
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number, at: number): number {
    const code = this.values.length
    const used = this.#ends[code - 1]
    const text = bytes.subarray(from, to)
    if (used + text.length > this.#store.length) {
      const grown = new Uint8Array(Math.max(this.#store.length * 2, used + text.length))
      grown.set(this.#store)
      this.#store = grown
    }
    if (code === this.#ends.length) {
      this.#ends = twice(this.#ends)
      this.#hashes = twice(this.#hashes)
    }
    this.#store.set(text, used)
    this.#ends[code] = used + text.length
    this.#hashes[code] = hash
    this.values.push(decoder.decode(text))
    this.#table[at] = code
    if (code * 2 > this.#table.length) this.#rehash(code)
    return code
  }

  /** Half full: twice the room, every value finds its place anew. */
  #rehash(most: number): void {
    this.#table = new Int32Array(this.#table.length * 2)
    const mask = this.#table.length - 1
    for (let code = 1; code <= most; code++) {
      let free = this.#hashes[code] & mask
      while (this.#table[free] > 0) free = (free + 1) & mask
      this.#table[free] = code
    }
  }
}

function twice(a: Uint32Array): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(a.length * 2)
  grown.set(a)
  return grown
}
