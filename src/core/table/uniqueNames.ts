/** Names of places by their streets: no two alike, and none that reads like an address. */
import { dictAt } from '../base/text.ts'
import type { Incidents } from './incidents.ts'
import { cleanStreet, isKindOfPlace, nameOfPlace } from './words.ts'

/** "Northgate" of "10 Northgate" or "Flat 2, 10-12 Northgate": some files have an address where the street belongs. */
const bare = (street: string): string =>
  street.replace(
    /^(?:(?:flat|apartment|apt|unit|room)\.?\s*[\w/-]+,?\s+)?\d+[a-z]?(?:\s*[-–/]\s*\d+[a-z]?)?,?\s+(?=\p{L})/iu,
    '',
  )

/** Streets of some rows, most rows first. */
function streetsOf(table: Incidents, rows: ArrayLike<number>): string[] {
  const n = new Map<string, number>()
  for (let k = 0; k < rows.length; k++) {
    const street = dictAt(table.street, rows[k])
    if (street === '' || isKindOfPlace(street)) continue
    const name = bare(cleanStreet(street))
    n.set(name, (n.get(name) ?? 0) + 1)
  }
  return [...n].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([s]) => s)
}

const ORDINALS = ['second', 'third', 'fourth', 'fifth', 'sixth']

/** A name for each place; where two share one, the next street tells them apart, else a count. '' stays ''. */
export function uniqueNames(table: Incidents, places: readonly ArrayLike<number>[]): string[] {
  const first = places.map((rows) => bare(nameOfPlace(table, rows)))
  const twice = sharedAmong(first)
  const second = first.map((name, k) => {
    if (name === '' || !twice.has(name)) return name
    const other = streetsOf(table, places[k]).find((s) => s !== name)
    return other ? `${name} by ${other}` : name
  })
  const again = sharedAmong(second)
  const seen = new Map<string, number>()
  return second.map((name) => {
    if (name === '' || !again.has(name)) return name
    const k = (seen.get(name) ?? 0) + 1
    seen.set(name, k)
    if (k === 1) return name
    return k - 2 < ORDINALS.length ? `${name}, ${ORDINALS[k - 2]} part` : `${name}, part ${k}`
  })
}

/** The names that stand more than once. */
const sharedAmong = (names: readonly string[]): ReadonlySet<string> => {
  const seen = new Set<string>()
  return new Set(names.filter((n) => seen.size === seen.add(n).size))
}
