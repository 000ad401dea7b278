/** The address file made ready to be asked: doors by place, by street and by key. Built once per address file. */
import KDBush from 'kdbush'
import type { Homes } from '../core/places/homes.ts'
import { textAt } from '../core/base/text.ts'
import { flatLabel, naturally, normalAddress, normalUprn } from './address.ts'
import { floorsOf, type Floors } from './floors.ts'
import { layOut, type Stretch } from './street.ts'

/**
 * Homes with their indexes. A *door* is what one stands in front of: a home of its own, or the building that
 * several flats share. Doors are numbered 0..doors-1; homes keep their row numbers.
 */
export interface Doors {
  readonly homes: Homes
  readonly n: number
  readonly x: Float64Array
  readonly y: Float64Array
  /** door of each home */
  readonly doorOf: Int32Array
  /** homes of a door, flats in their natural order */
  homesOf(door: number): readonly number[]
  /** the parts of a building that are one call each, in the order of `homesOf` */
  floorsOf(door: number): Floors
  /** doors whose centre lies within r metres, nearest first, ties by door number */
  near(x: number, y: number, r: number): { door: number; distance: number }[]
  /** the laid-out street a door stands on; undefined where the address names none */
  stretchOf(door: number): Stretch | undefined
  byUprn(uprn: string): number | undefined
  /** homes with this address, compared by words */
  byAddress(address: string): readonly number[]
}

function group(homes: Homes): { doorOf: Int32Array; n: number } {
  const doorOf = new Int32Array(homes.n)
  const buildings = new Map<number, number>()
  const spots = new Map<string, number>()
  let n = 0
  for (let i = 0; i < homes.n; i++) {
    let door: number | undefined
    if (homes.building[i] >= 0) {
      door = buildings.get(homes.building[i])
      if (door === undefined) buildings.set(homes.building[i], (door = n++))
    } else if (homes.number[i] > 0) {
      // flats without a parent key share one point and one number; terraces on one point do not
      const key = `${homes.x[i]} ${homes.y[i]} ${homes.street.codes[i]} ${homes.number[i]} ${homes.suffix[i]}`
      door = spots.get(key)
      if (door === undefined) spots.set(key, (door = n++))
    } else door = n++
    doorOf[i] = door
  }
  return { doorOf, n }
}

/** Rows of each group as one array and offsets. */
function csr(of: ArrayLike<number>, groups: number): { at: Uint32Array; rows: Uint32Array } {
  const at = new Uint32Array(groups + 1)
  for (let i = 0; i < of.length; i++) at[of[i] + 1]++
  for (let g = 0; g < groups; g++) at[g + 1] += at[g]
  const rows = new Uint32Array(of.length)
  const next = at.slice()
  for (let i = 0; i < of.length; i++) rows[next[of[i]]++] = i
  return { at, rows }
}

/** Builds the indexes: about a second for 500,000 homes; streets and keys are laid out when first asked for. */
export function prepareHomes(homes: Homes): Doors {
  const { doorOf, n } = group(homes)
  const members = csr(doorOf, n)
  const x = new Float64Array(n)
  const y = new Float64Array(n)
  const first = new Uint32Array(n)
  const street = new Uint32Array(n)
  const tree = new KDBush(Math.max(n, 1))
  for (let d = 0; d < n; d++) {
    const a = members.at[d]
    const b = members.at[d + 1]
    for (let k = a; k < b; k++) {
      x[d] += homes.x[members.rows[k]] / (b - a)
      y[d] += homes.y[members.rows[k]] / (b - a)
    }
    // a building stands where its first numbered flat says
    first[d] = members.rows[a]
    for (let k = a; k < b; k++)
      if (homes.number[members.rows[k]] > 0) {
        first[d] = members.rows[k]
        break
      }
    street[d] = homes.street.codes[first[d]]
    tree.add(x[d], y[d])
  }
  // an empty index still answers: one point nobody is near
  if (n === 0) tree.add(Infinity, Infinity)
  tree.finish()

  const onStreet = csr(street, homes.street.values.length)
  const laidOut = new Map<number, Map<number, Stretch>>()
  const labels = new Map<number, readonly number[]>()
  const floors = new Map<number, Floors>()
  let uprns: Map<string, number> | undefined
  let addresses: Map<string, number[]> | undefined

  return {
    homes,
    n,
    x,
    y,
    doorOf,
    homesOf(door) {
      let found = labels.get(door)
      if (!found) {
        found = [...members.rows.subarray(members.at[door], members.at[door + 1])]
        if (found.length > 1) {
          const text = new Map(found.map((h) => [h, textAt(homes.address, h)]))
          found = [...found].sort((a, b) => naturally(text.get(a)!, text.get(b)!) || a - b)
        }
        labels.set(door, found)
      }
      return found
    },
    floorsOf(door) {
      let found = floors.get(door)
      if (!found) {
        found = floorsOf(this.homesOf(door).map((h) => flatLabel(textAt(homes.address, h))))
        floors.set(door, found)
      }
      return found
    },
    near(px, py, r) {
      return tree
        .within(px, py, r)
        .map((door) => ({ door, distance: Math.hypot(x[door] - px, y[door] - py) }))
        .sort((a, b) => a.distance - b.distance || a.door - b.door)
    },
    stretchOf(door) {
      const code = street[door]
      if (code === 0) return undefined
      let stretches = laidOut.get(code)
      if (!stretches) {
        stretches = new Map()
        const doors = [...onStreet.rows.subarray(onStreet.at[code], onStreet.at[code + 1])].map((d) => ({
          door: d,
          x: x[d],
          y: y[d],
          number: homes.number[first[d]],
          suffix: homes.suffix[first[d]],
          ...(homes.shared?.[first[d]] === 1 ? { shared: true } : {}),
        }))
        for (const s of layOut(doors)) for (const d of s.doors) stretches.set(d, s)
        laidOut.set(code, stretches)
      }
      return stretches.get(door)
    },
    byUprn(uprn) {
      if (!uprns) {
        uprns = new Map()
        for (let i = 0; i < homes.n; i++) {
          const key = normalUprn(textAt(homes.uprn, i))
          if (key !== '' && !uprns.has(key)) uprns.set(key, i)
        }
        homes.also?.uprn.forEach((u, i) => {
          const key = normalUprn(u)
          if (key !== '' && !uprns!.has(key)) uprns!.set(key, homes.also!.home[i])
        })
      }
      return uprns.get(normalUprn(uprn))
    },
    byAddress(address) {
      if (!addresses) {
        addresses = new Map()
        for (let i = 0; i < homes.n; i++) {
          const key = normalAddress(textAt(homes.address, i))
          const same = addresses.get(key)
          if (same) same.push(i)
          else addresses.set(key, [i])
        }
      }
      return addresses.get(normalAddress(address)) ?? []
    },
  }
}
