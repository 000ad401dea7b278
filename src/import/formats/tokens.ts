/**
 * Separated text cut into cells as byte positions. Own code because this is the loop a million rows pass
 * through: no string is made for a cell nobody asks for.
 */
import type { Tokens } from '../rows/cells.ts'

/** The sign that quotes cells in most files, and the one in some. */
export const QUOTE = 34
export const APOSTROPHE = 39
const LF = 10
const CR = 13

/** The same byte four times, by multiplying with it. */
const ONES = 0x01010101
const BELOW_14 = 0x0e0e0e0e
const HIGH = 0x80808080 | 0

/** Which of the four bytes of a word is the first whose high bit stands. */
const firstByte = (high: number): number => (31 - Math.clz32(high & -high)) >> 3

/** What was cut from a piece. */
export interface Cut {
  readonly tokens: Tokens
  /** where the unfinished record begins */
  readonly used: number
  /** the end of the file came inside quotes */
  readonly open: boolean
  /** no byte of these records is above 127; where it is false, some may be */
  readonly plain: boolean
}

/** Cuts pieces of one file; keeps the line number between pieces. */
export class Tokeniser {
  line = 1
  #tokens: Tokens = {
    from: new Int32Array(1 << 12),
    to: new Int32Array(1 << 12),
    quoted: new Uint8Array(1 << 12),
    rows: new Int32Array(1 << 9),
    lines: new Int32Array(1 << 9),
    n: 0,
  }

  /** `padded`: blanks may stand between a separator and the quote that opens a cell. */
  constructor(
    readonly separator: number,
    readonly quote: number = QUOTE,
    readonly padded = false,
  ) {}

  /**
   * Cuts the whole records of a piece, `most` of them at most. With `last`, the end closes the record. The tokens are
   * overwritten by the next call. A quote opens only at the start of a cell and closes only before a separator or line
   * end.
   */
  cut(bytes: Uint8Array, last: boolean, quotes: boolean, most = Infinity): Cut {
    const t = this.#tokens
    const { separator, quote, padded } = this
    const end = bytes.length
    // four bytes at a time are looked at for what could end a cell
    const words = new DataView(bytes.buffer, bytes.byteOffset, end)
    const whole = end - 3
    const separators = Math.imul(separator, ONES)
    const marks = Math.imul(quote, ONES)
    let { from, to, quoted } = t
    let k = 0
    let rowCell = 0
    let used = 0
    let open = false
    let line = this.line
    t.n = 0
    let i = 0
    // every bit that stands in some byte
    let bits = 0
    while (i < end) {
      // one cell per turn
      const recordLine = line
      if (k + 1 >= from.length) ({ from, to, quoted } = this.#grow())
      let start = i
      let stop: number
      let kind = 0
      let inner = 0
      if (padded && quotes && bytes[i] === 32) {
        let next = i + 1
        while (next < end && bytes[next] === 32) next++
        if (bytes[next] === quote) i = next
      }
      if (quotes && bytes[i] === quote) {
        let doubled = false
        let j = i + 1
        let closed = -1
        while (j < end) {
          while (j < whole) {
            const w = words.getInt32(j, true)
            const x = w ^ marks
            bits |= w
            const found = (((x - ONES) & ~x) | ((w - BELOW_14) & ~w)) & HIGH
            if (found !== 0) {
              j += firstByte(found)
              break
            }
            j += 4
          }
          if (j >= end) break
          const b = bytes[j]
          bits |= b
          if (b === quote) {
            if (bytes[j + 1] === quote) {
              doubled = true
              j += 2
              continue
            }
            // blanks may stand between the closing quote and the separator
            let next = j + 1
            while (next < end && bytes[next] === 32 && separator !== 32) next++
            const after = bytes[next]
            if (next >= end || after === separator || after === LF || after === CR) {
              closed = j
              j = next
              break
            }
          } else if (b === LF || (b === CR && bytes[j + 1] !== LF)) inner++
          j++
        }
        if (closed < 0) {
          if (!last) break
          open = true
          closed = end
          j = end
        } else if (j >= end && !last) break
        start = i + 1
        stop = closed
        kind = doubled ? 2 : 1
        i = j
      } else {
        for (;;) {
          while (i < whole) {
            const w = words.getInt32(i, true)
            const x = w ^ separators
            bits |= w
            const found = (((x - ONES) & ~x) | ((w - BELOW_14) & ~w)) & HIGH
            if (found !== 0) {
              i += firstByte(found)
              break
            }
            i += 4
          }
          if (i >= end) break
          const b = bytes[i]
          bits |= b
          if (b === separator || b === LF || b === CR) break
          i++
        }
        stop = i
        if (i >= end && !last) break
      }
      from[k] = start
      to[k] = stop
      quoted[k] = kind
      k++
      line = recordLine + inner
      const b = bytes[i]
      if (i < end && b === separator) {
        i++
        // a separator at the very end is followed by one more, empty, cell
        if (i >= end && last) {
          from[k] = to[k] = end
          quoted[k] = 0
          k++
        } else continue
      } else if (b === CR && i + 1 >= end && !last) {
        // the line feed may come with the next piece
        break
      } else if (b === CR && bytes[i + 1] === LF) i += 2
      else i++
      if (t.n + 1 >= t.rows.length) this.#growRows()
      t.rows[t.n] = rowCell
      t.lines[t.n] = this.line
      t.n++
      rowCell = k
      line++
      this.line = line
      used = Math.min(i, end)
      if (t.n >= most) break
    }
    t.rows[t.n] = rowCell
    return { tokens: t, used, open, plain: (bits & HIGH) === 0 }
  }

  #grow(): Tokens {
    const t = this.#tokens
    for (const key of ['from', 'to'] as const) {
      const grown = new Int32Array(t[key].length * 2)
      grown.set(t[key])
      t[key] = grown
    }
    const flags = new Uint8Array(t.quoted.length * 2)
    flags.set(t.quoted)
    t.quoted = flags
    return t
  }

  #growRows(): void {
    const t = this.#tokens
    for (const key of ['rows', 'lines'] as const) {
      const grown = new Int32Array(t[key].length * 2)
      grown.set(t[key])
      t[key] = grown
    }
  }
}
