/** Texts numbered by their bytes: a string is made once for each different one. */
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
  /** codes found last, by a glance at their texts: most are told by it, and the whole text is hashed for none of them */
  #near = new Int32Array(1 << 8)
  /** the bytes texts were last looked up in, and the same four at a time */
  #bytes: Uint8Array = new Uint8Array(0)
  #words: DataView = new DataView(this.#bytes.buffer)
  #stored = new DataView(this.#store.buffer)

  /** Code of a text, a new one where it has none. */
  codeOf(bytes: Uint8Array, from: number, to: number): number {
    if (from === to) return 0
    if (bytes !== this.#bytes) {
      this.#bytes = bytes
      this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    }
    if (to - from < 4) return this.#find(from, to)
    const words = this.#words
    const middle = words.getInt32(from + ((to - from - 4) >> 1), true)
    let h = words.getInt32(from, true) ^ Math.imul(middle, 0x85ebca6b) ^ (to - from)
    h = Math.imul(h ^ Math.imul(words.getInt32(to - 4, true), 0xc2b2ae35), 0x9e3779b1)
    const at = (h ^ (h >>> 15)) & (this.#near.length - 1)
    const code = this.#near[at]
    if (code > 0 && this.#same(code, from, to)) return code
    const found = this.#find(from, to)
    this.#near[at] = found
    return found
  }

  #find(from: number, to: number): number {
    const hash = this.#hash(from, to)
    const table = this.#table
    const mask = table.length - 1
    let at = hash & mask
    for (let code = table[at]; code > 0; code = table[at]) {
      if (this.#hashes[code] === hash && this.#same(code, from, to)) return code
      at = (at + 1) & mask
    }
    return this.#add(this.#bytes, from, to, hash, at)
  }

  /** As `hashBytes` does, by words: the last one reaches back over bytes that were taken already. */
  #hash(from: number, to: number): number {
    const words = this.#words
    let h = 0x811c9dc5 ^ (to - from)
    if (to - from < 4) for (let i = from; i < to; i++) h = Math.imul(h ^ this.#bytes[i], 0x01000193)
    else {
      const last = to - 4
      for (let i = from; i < last; i += 4) {
        h = Math.imul(h ^ words.getInt32(i, true), 0x9e3779b1)
        h ^= h >>> 15
      }
      h = Math.imul(h ^ words.getInt32(last, true), 0x9e3779b1)
    }
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
    return (h ^ (h >>> 13)) >>> 0
  }

  #same(code: number, from: number, to: number): boolean {
    const start = this.#ends[code - 1]
    const length = to - from
    if (this.#ends[code] - start !== length) return false
    if (length < 4) {
      for (let i = 0; i < length; i++) if (this.#bytes[from + i] !== this.#store[start + i]) return false
      return true
    }
    // from the back: texts of one column begin alike
    const words = this.#words
    const stored = this.#stored
    for (let i = length - 4; i > 0; i -= 4)
      if (words.getInt32(from + i, true) !== stored.getInt32(start + i, true)) return false
    return words.getInt32(from, true) === stored.getInt32(start, true)
  }

  #add(bytes: Uint8Array, from: number, to: number, hash: number, at: number): number {
    const code = this.values.length
    const used = this.#ends[code - 1]
    // a copy: in some browsers a decoder takes no memory that is shared
    const text = bytes.slice(from, to)
    if (used + text.length > this.#store.length) {
      const grown = new Uint8Array(Math.max(this.#store.length * 2, used + text.length))
      grown.set(this.#store)
      this.#store = grown
      this.#stored = new DataView(grown.buffer)
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
    this.#near = new Int32Array(this.#table.length)
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
