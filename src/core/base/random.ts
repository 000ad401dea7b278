/**
 * Random numbers by stream: stream (seed, k) is the same wherever and in whatever order it is drawn, so a run
 * gives one answer for any number of workers. The generator is Chris Doty-Humphrey's sfc32 (128 bits of state,
 * 32-bit operations only, so that WebAssembly can draw the same numbers).
 */

/** The third word of every stream's first state. */
export const STREAM_WORD = 0x9e3779b9
/** Numbers thrown away at the start of a stream, so that neighbouring seeds part ways. */
export const STREAM_WARMUP = 16

/** Up to here a product with 32 bits is exact. */
const EXACT = 2 ** 21

/** A stream of random numbers. */
export class Stream {
  #a: number
  #b: number
  #c: number
  #d = 1

  /** Both are taken as unsigned 32-bit numbers. */
  constructor(seed: number, k = 0) {
    this.#a = k | 0
    this.#b = seed | 0
    this.#c = STREAM_WORD | 0
    for (let i = 0; i < STREAM_WARMUP; i++) this.next()
  }

  /** A whole number 0 … 2³² − 1. */
  next(): number {
    const t = (this.#a + this.#b + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0
    return t >>> 0
  }

  /** A whole number 0 … n − 1, each equally likely (Lemire's method with rejection); n up to 2²¹. */
  below(n: number): number {
    for (;;) {
      const drawn = this.next()
      const m = drawn * n
      // a remainder of whole numbers beyond 32 bits takes ten times as long; a product beyond 53 is rounded, and has only that
      const low = n <= EXACT ? Math.imul(drawn, n) >>> 0 : m % 4294967296
      // the few low products that would favour some answers are drawn again
      if (low >= n || low >= 4294967296 % n) return (m - low) / 4294967296
    }
  }

  /** A number in [0, 1). */
  float(): number {
    return this.next() / 4294967296
  }

  /** A draw from the standard normal distribution (Box–Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.float())) * Math.cos(2 * Math.PI * this.float())
  }
}

/** Shuffles in place: every order equally likely (Fisher–Yates from the end). */
export function shuffle(values: { [i: number]: number; readonly length: number }, stream: Stream): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = stream.below(i + 1)
    const held = values[i]
    values[i] = values[j]
    values[j] = held
  }
}
