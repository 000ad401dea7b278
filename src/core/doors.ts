/** Doors named by addresses, numbered, so that a table of them is gone through without a text per row. */
import { doorKey, normaliseAddress, parseAddress } from './address.ts'

/** Longest address that is read the short way; `parseAddress` looks no further either. */
const SHORT = 300

const isLetter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122)

/** Numbers doors: the same number for the same flat, house and street, whichever town; see `doorKey`. */
export class Doors {
  #count = 0
  /** street as written → number of its normalised form */
  readonly #written = new Map<string, number>()
  readonly #streets = new Map<string, number>()
  /** street, house number and letter in one → door */
  readonly #houses = new Map<number, number>()
  readonly #others = new Map<string, number>()

  /** Number of the door that an address names; -1 where it names none. */
  idOf(line: string): number {
    const short = this.#short(line)
    if (short >= 0) return short
    const address = parseAddress(line)
    const { flat, number, suffix, street } = address
    if (flat === '' && number > 0)
      return this.#house(street, number, suffix === '' ? 0 : suffix.charCodeAt(0) - 96)
    const key = doorKey(address)
    return key === '' ? -1 : this.#numbered(this.#others, key)
  }

  /**
   * The form that fills most extracts, "12 High Street, Town…" or "12a High Street, …", without a pattern: what
   * stands before the first comma is the door. -1 for every other form, and where it is not sure.
   */
  #short(line: string): number {
    const comma = line.indexOf(',')
    if (comma < 0 || line.length > SHORT) return -1
    let at = 0
    let number = 0
    for (; at < 5; at++) {
      const digit = line.charCodeAt(at) - 48
      if (!(digit >= 0 && digit <= 9)) break
      number = number * 10 + digit
    }
    let letter = 0
    if (isLetter(line.charCodeAt(at))) letter = line.charCodeAt(at++) & 31
    // a single letter after the blank would be the house's, not the street's
    if (number === 0 || line.charCodeAt(at) !== 32) return -1
    if (!isLetter(line.charCodeAt(at + 1)) || !isLetter(line.charCodeAt(at + 2))) return -1
    return this.#house(line.slice(at + 1, comma), number, letter)
  }

  #house(street: string, number: number, letter: number): number {
    let s = this.#written.get(street)
    if (s === undefined) {
      const normal = normaliseAddress(street)
      s = this.#streets.get(normal)
      if (s === undefined) this.#streets.set(normal, (s = this.#streets.size))
      this.#written.set(street, s)
    }
    // house numbers have five digits at most, letters 26
    return this.#numbered(this.#houses, s * 3_200_000 + number * 32 + letter)
  }

  #numbered<K>(known: Map<K, number>, key: K): number {
    let id = known.get(key)
    if (id === undefined) known.set(key, (id = this.#count++))
    return id
  }
}
