/** The street of each row: that of its column without number and "O/S", else the one its address names. */
import { ByteDict } from '../../core/base/byteDict.ts'
import type { DictColumn, TextColumn } from '../../core/base/text.ts'
import { streetAlone, streetIn } from '../../core/places/streetIn.ts'
import { nameKey } from './oneName.ts'

/** Addresses of larger tables are not read one by one: beats name places there, and the file opens as fast as before. */
const MOST_READ = 300_000
/** Of a longer address not all is read, and so its number may say where it is cut off. */
const LONG = 280

const BLANK = 32
/** Places for what followed house numbers last, a power of two. */
const NEAR = 1 << 13

/** What behind the first number of an address makes that number matter: the end of a range, or a house number of its own. */
const NUMBER_MATTERS = /^(?:[-–—/&]|(?:to|and)\b)|,\s*(?:(?:nos?|number)\b\.?\s*)?\d/i

/**
 * What follows the number of most houses: a street of plain words, and after a comma whatever there is. Not those that
 * begin with a word for a flat or a single letter, nor corners of two streets.
 */
const PLAIN_STREET =
  /^(?!(?:flat|apartment|apt|unit|room|studio|maisonette|suite|bedsit|penthouse|the|lower|upper|ground|basement|first|second|third|fourth|fifth|sixth|top|garden|middle|attic|rear|front|hall|annexe?|[gbtp]f[lrcm])\b)([a-z]{3,}(?: (?!(?:and|with|jct|junc|junction)\b)[a-z\d]+)* (?:road|street|lane|avenue|drive|close|crescent|way|place|gardens|grove|hill|terrace|walk))(?:,|$)/i

/** The street of an address with a number in front, by what follows that. */
const streetBehind = (rest: string): string => PLAIN_STREET.exec(rest)?.[1] ?? streetIn(`1 ${rest}`)

/** Where an address goes on behind a house number with a blank after it; -1 where it does not begin so. */
function behindNumber(bytes: Uint8Array, from: number, to: number): number {
  if (to - from > LONG || bytes[from] === 48) return -1
  let at = from
  while (at < to && bytes[at] >= 48 && bytes[at] <= 57) at++
  return at > from && at - from <= 5 && at + 1 < to && bytes[at] === BLANK && bytes[at + 1] > BLANK
    ? at + 1
    : -1
}

/** Names numbered in the order in which they come, with how often each does; the empty one is 0. */
class Names {
  readonly names = ['']
  readonly counts = [0]
  readonly #ids = new Map([['', 0]])

  idOf(name: string): number {
    let id = this.#ids.get(name)
    if (id === undefined) {
      this.#ids.set(name, (id = this.names.length))
      this.names.push(name)
      this.counts.push(0)
    }
    return id
  }
}

/** Reads streets out of addresses, those of one street once: which house it is says nothing of how its street is called. */
class StreetsOf {
  readonly #names: Names
  readonly #address: TextColumn
  readonly #rests = new ByteDict()
  readonly #wholes = new ByteDict()
  /** numbers of names by what follows the house number, -1 where that must be looked at too, and by whole addresses */
  readonly #ofRest: number[] = [-1]
  readonly #ofWhole: number[] = [0]
  readonly #words: DataView
  /** what followed house numbers last, by a glance at it: where it begins, its length and the number of its name */
  readonly #near = new Int32Array(NEAR * 4)

  constructor(names: Names, address: TextColumn) {
    this.#names = names
    this.#address = address
    const { buffer, byteOffset, byteLength } = address.bytes
    this.#words = new DataView(buffer, byteOffset, byteLength)
  }

  /** The number of the name of row i's street. */
  at(i: number): number {
    const { bytes, offsets } = this.#address
    const to = offsets[i + 1]
    const behind = behindNumber(bytes, offsets[i], to)
    const length = to - behind
    if (behind < 0 || length < 4) return this.#whole(offsets[i], to)
    const words = this.#words
    // a street is told by how it begins: the town behind it is most often the same
    let h = words.getInt32(behind, true) ^ length
    for (let k = 4; k <= 12; k += 4)
      h = Math.imul(h ^ (h >>> 15) ^ words.getInt32(behind + Math.min(k, length - 4), true), 0x9e3779b1)
    h = Math.imul(h ^ words.getInt32(to - 4, true), 0x85ebca6b)
    const near = this.#near
    const at = ((h ^ (h >>> 15)) & (NEAR - 1)) * 4
    if (near[at + 1] === length && this.#same(near[at], behind, length)) return near[at + 2]
    const name = this.#rest(behind, to)
    if (name < 0) return this.#whole(offsets[i], to)
    near[at] = behind
    near[at + 1] = length
    near[at + 2] = name
    return name
  }

  /** Whether the same stands at two places, from the back: streets begin alike. */
  #same(a: number, b: number, length: number): boolean {
    const words = this.#words
    for (let k = length - 4; k > 0; k -= 4)
      if (words.getInt32(a + k, true) !== words.getInt32(b + k, true)) return false
    return words.getInt32(a, true) === words.getInt32(b, true)
  }

  #rest(from: number, to: number): number {
    const rest = this.#rests.codeOf(this.#address.bytes, from, to)
    if (rest === this.#ofRest.length) {
      const text = this.#rests.values[rest]
      this.#ofRest.push(NUMBER_MATTERS.test(text) ? -1 : this.#names.idOf(streetBehind(text)))
    }
    return this.#ofRest[rest]
  }

  #whole(from: number, to: number): number {
    const whole = this.#wholes.codeOf(this.#address.bytes, from, to)
    if (whole === this.#ofWhole.length)
      this.#ofWhole.push(this.#names.idOf(streetIn(this.#wholes.values[whole])))
    return this.#ofWhole[whole]
  }
}

/** The column of streets as places are named by it; one spelling for each, the commonest. */
export function readStreets(street: DictColumn, address: TextColumn): DictColumn {
  const n = street.codes.length
  const alone = street.values.map((v) => (v === '' ? '' : streetAlone(v)))
  const reads = n <= MOST_READ && address.bytes.length > 0
  if (!reads && alone.every((v, code) => v === street.values[code])) return street
  const all = new Names()
  const { counts } = all
  const addresses = new StreetsOf(all, address)
  const ofStreet = new Int32Array(alone.length).fill(-1)
  const asks = Uint8Array.from(alone, (name) => (reads && name === '' ? 1 : 0))
  const rows = new Uint32Array(n)
  for (let i = 0; i < n; i++) {
    const own = street.codes[i]
    let id = ofStreet[own]
    if (asks[own] === 1) id = addresses.at(i)
    else if (id < 0) id = ofStreet[own] = all.idOf(alone[own])
    rows[i] = id
    counts[id]++
  }
  const values = ['']
  /** each street by its key: its code, and how often its commonest spelling comes */
  const codes = new Map<string, { code: number; most: number }>()
  const codeOf = all.names.map((name, id) => {
    if (id === 0) return 0
    const key = nameKey(name) || name
    const known = codes.get(key)
    if (!known) {
      codes.set(key, { code: values.length, most: counts[id] })
      return values.push(name) - 1
    }
    if (counts[id] > known.most) {
      known.most = counts[id]
      values[known.code] = name
    }
    return known.code
  })
  for (let i = 0; i < n; i++) rows[i] = codeOf[rows[i]]
  return { codes: rows, values }
}
