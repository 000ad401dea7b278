/** Doors named by addresses, as numbers: a table of them is gone through without a text per row. */
import { parseAddress } from './address.ts'
import { doorKey, normaliseAddress } from './addressKey.ts'
import { ByteDict } from '../base/byteDict.ts'

/** Longest address that is read the short way; `parseAddress` looks no further either. */
const SHORT = 300
const BLANK = 32
const COMMA = 44

const isLetter = (byte: number): boolean => (byte >= 65 && byte <= 90) || (byte >= 97 && byte <= 122)

/** Reads addresses one after the other. Equal `street` and `house` name the same door, whichever town; see `doorKey`. */
export class Doors {
  /** the street of the last address; below zero for doors that a flat or a name tells */
  street = 0
  house = 0
  /** streets as written, and for each the number of its normalised form */
  readonly #written = new ByteDict()
  readonly #streetOf: number[] = []
  readonly #streets = new Map<string, number>()
  /** addresses of other forms, with their doors */
  readonly #others = new ByteDict()
  readonly #doorOf: [street: number, house: number][] = []
  readonly #named = new Map<string, number>()

  /** Reads an address; false where it names no door. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    if (from === to) return false
    if (this.#short(bytes, from, to)) return true
    const code = this.#others.codeOf(bytes, from, to)
    const [street, house] = (this.#doorOf[code] ??= this.#careful(this.#others.values[code]))
    this.street = street
    this.house = house
    return house >= 0
  }

  /**
   * The form that fills most extracts, "12 High Street, Town…" or "12a High Street, …", without a text or a pattern:
   * what stands before the first comma is the door. False for every other form, and where it is not sure.
   */
  #short(bytes: Uint8Array, from: number, to: number): boolean {
    let at = from
    let number = 0
    for (; at < from + 5 && bytes[at] >= 48 && bytes[at] <= 57; at++) number = number * 10 + bytes[at] - 48
    let letter = 0
    if (isLetter(bytes[at])) letter = bytes[at++] & 31
    // a single letter after the blank would be the house's, not the street's
    if (number === 0 || to - from > SHORT || at + 3 > to || bytes[at] !== BLANK) return false
    if (!isLetter(bytes[at + 1]) || !isLetter(bytes[at + 2])) return false
    let comma = at + 3
    while (comma < to && bytes[comma] !== COMMA) comma++
    if (comma >= to) return false
    // "1 Mill Court, 14 Mill Lane" is a flat of no. 14
    let next = comma + 1
    while (next < to && bytes[next] === BLANK) next++
    if (next < to && bytes[next] >= 48 && bytes[next] <= 57) return false
    const code = this.#written.codeOf(bytes, at + 1, comma)
    const street = (this.#streetOf[code] ??= this.#plainStreet(this.#written.values[code]))
    if (street < 0) return false
    this.street = street
    this.house = number * 32 + letter
    return true
  }

  /** The number of a street; below zero where what stands behind the number is no street: "12 Flat, …". */
  #plainStreet(written: string): number {
    const { flat, number } = parseAddress(`1 ${written}, A`)
    return flat === '' && number === 1 ? this.#streetNumber(written) : -1
  }

  #careful(line: string): [number, number] {
    const address = parseAddress(line)
    const { flat, number, suffix, street } = address
    if (flat === '' && number > 0)
      return [this.#streetNumber(street), number * 32 + (suffix === '' ? 0 : suffix.charCodeAt(0) & 31)]
    const key = doorKey(address)
    return key === '' ? [-1, -1] : [-1 - numbered(this.#named, key), 0]
  }

  #streetNumber(street: string): number {
    return numbered(this.#streets, normaliseAddress(street))
  }
}

function numbered(known: Map<string, number>, key: string): number {
  let id = known.get(key)
  if (id === undefined) known.set(key, (id = known.size))
  return id
}
