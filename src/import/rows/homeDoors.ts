/** Which rows of an address file are one door, which share a building, and which stand at a point that is nobody's. */
import { type Address, isBlock } from '../../core/places/address.ts'
import { flatKey, normaliseAddress } from '../../core/places/addressKey.ts'

/** How far apart two rows of one address may lie and still be one door or one building, metres. */
const SAME_M = 100
/** A UPRN that stands for so many different addresses is none. */
const SPOILT = 3

/** What is known of each row that was kept, in file order. */
export interface HomeRows {
  readonly x: ArrayLike<number>
  readonly y: ArrayLike<number>
  readonly parts: readonly Address[]
  /** '' where the row has none */
  readonly uprn: readonly string[]
  /** UPRN of the shell it lies in; '' = none */
  readonly parent: readonly string[]
}

/** Keeps the keys of streets, buildings and towns, which repeat: a force has few of them. */
export class Keys {
  readonly #known = new Map<string, string>()
  /** The part of an address in one spelling. */
  of(text: string): string {
    let key = this.#known.get(text)
    if (key === undefined) this.#known.set(text, (key = normaliseAddress(text)))
    return key
  }
}

/** What names a home among all: flat, building, number and street; '' where the address names no door. */
function homeKeys({ parts }: HomeRows, keys: Keys): string[] {
  return parts.map((a) =>
    a.number === 0 && a.building === ''
      ? ''
      : `${flatKey(a.flat)}|${keys.of(a.building)}|${a.number}${a.suffix}-${a.to ?? ''}|${keys.of(a.street)}`,
  )
}

/** One door that stands in the file more than once. */
export interface Doubles {
  /** row that stands for each row: its own, or the first of the same door */
  readonly first: Int32Array
  /** rows left out since their UPRN came before, and since their address did */
  readonly byUprn: readonly number[]
  readonly byAddress: readonly number[]
  /** UPRNs that stood for several different addresses, and were not believed */
  readonly spoilt: readonly string[]
}

/** Finds the rows that are a door already seen: by UPRN, else by the same address near by or with the same postcode. */
export function doubles(rows: HomeRows): Doubles {
  const { x, y, parts, uprn } = rows
  const n = parts.length
  const keys = homeKeys(rows, new Keys())
  const first = Int32Array.from({ length: n }, (_, i) => i)
  const byUprn: number[] = []
  const byAddress: number[] = []
  const spoilt = spoiltUprns(uprn, keys)
  const ofUprn = new Map<string, number>()
  const ofAddress = new Map<string, number[]>()
  for (let i = 0; i < n; i++) {
    const code = uprn[i] !== '' && !spoilt.has(uprn[i]) ? uprn[i] : ''
    const known = code === '' ? undefined : ofUprn.get(code)
    if (known !== undefined) {
      first[i] = known
      byUprn.push(i)
      continue
    }
    const same = keys[i] === '' ? undefined : ofAddress.get(keys[i])
    const twin = same?.find((j) => {
      const [a, b] = [parts[i].postcode, parts[j].postcode]
      return a !== '' && b !== '' ? a === b : Math.hypot(x[i] - x[j], y[i] - y[j]) <= SAME_M
    })
    if (code !== '') ofUprn.set(code, twin ?? i)
    if (twin !== undefined) {
      first[i] = twin
      byAddress.push(i)
      continue
    }
    if (same) same.push(i)
    else if (keys[i] !== '') ofAddress.set(keys[i], [i])
  }
  return { first, byUprn, byAddress, spoilt: [...spoilt] }
}

/** UPRNs that stand for several different addresses: a stand-in, or figures a spreadsheet rounded. */
function spoiltUprns(uprn: readonly string[], keys: readonly string[]): Set<string> {
  const names = new Map<string, Set<string>>()
  uprn.forEach((u, i) => {
    if (u === '' || keys[i] === '') return
    const seen = names.get(u)
    if (seen) seen.add(keys[i])
    else names.set(u, new Set([keys[i]]))
  })
  return new Set([...names].filter(([, seen]) => seen.size >= SPOILT).map(([u]) => u))
}

/**
 * Index of the building of each home, -1 for a home of its own, and which homes share their point with homes of another
 * building: those are not placed. Flats are of one building by number, name or parent; a point alone makes none.
 */
export function buildingsOf(rows: HomeRows): { building: Int32Array; shared: Uint8Array; points: number } {
  const { x, y, parts, parent } = rows
  const n = parts.length
  const keys = new Keys()
  const clusters = new Map<string, { x: number; y: number; id: number }[]>()
  const siblings = new Map<string, number>()
  const at = (i: number) => `${x[i]},${y[i]}`
  for (let i = 0; i < n; i++)
    if (parent[i] !== '')
      siblings.set(`${parent[i]}@${at(i)}`, (siblings.get(`${parent[i]}@${at(i)}`) ?? 0) + 1)

  const size: number[] = []
  const of = Int32Array.from({ length: n }, (_, i) => {
    const key = blockKey(i)
    const near = clusters.get(key)
    const found = key === '' ? undefined : near?.find((c) => Math.hypot(c.x - x[i], c.y - y[i]) <= SAME_M)
    if (found) {
      size[found.id]++
      return found.id
    }
    const id = size.push(1) - 1
    if (key !== '') {
      if (near) near.push({ x: x[i], y: y[i], id })
      else clusters.set(key, [{ x: x[i], y: y[i], id }])
    }
    return id
  })

  function blockKey(i: number): string {
    const a = parts[i]
    // the plots of a park lie in one parent and apart from each other
    if (parent[i] !== '' && (a.flat !== '' || siblings.get(`${parent[i]}@${at(i)}`)! > 1))
      return `p${parent[i]}`
    const street = keys.of(a.street)
    if (a.number > 0 && a.flat === '' && isBlock(a.street)) return `b${street}@${at(i)}`
    if (a.number > 0) return `b${a.flat === '' ? '' : keys.of(a.building)}|${a.number}${a.suffix}|${street}`
    return a.flat !== '' && a.building !== '' ? `b${keys.of(a.building)}|0|${street}` : ''
  }

  // a building named and numbered is that number, with or without its name
  const number = new Int32Array(size.length).fill(-1)
  let next = 0
  const building = of.map((b) => (size[b] < 2 ? -1 : number[b] >= 0 ? number[b] : (number[b] = next++)))

  const doorsAt = new Map<string, Set<number>>()
  for (let i = 0; i < n; i++) {
    const here = doorsAt.get(at(i))
    if (here) here.add(of[i])
    else doorsAt.set(at(i), new Set([of[i]]))
  }
  // "14" and "14A" over a shop may well stand on one spot
  const numbersAt = new Map<string, Set<string>>()
  for (let i = 0; i < n; i++) {
    if (doorsAt.get(at(i))!.size < 2) continue
    const name = parts[i].number > 0 ? `${parts[i].number} ${keys.of(parts[i].street)}` : `home ${of[i]}`
    const here = numbersAt.get(at(i))
    if (here) here.add(name)
    else numbersAt.set(at(i), new Set([name]))
  }
  const shared = Uint8Array.from({ length: n }, (_, i) => +((numbersAt.get(at(i))?.size ?? 0) > 1))
  const points = [...numbersAt.values()].filter((names) => names.size > 1).length
  return { building, shared, points }
}
