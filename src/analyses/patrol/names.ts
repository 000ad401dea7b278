/** Names of patrol places: letters and streets, no two alike, and none that reads like an address. */
import { dictAt } from '../../core/base/text.ts'
import type { Incidents } from '../../core/table/incidents.ts'
import { cleanStreet, isKindOfPlace, nameOfPlace } from '../../core/table/words.ts'

/** "Northgate" of "10 Northgate" or "Flat 2, 10-12 Northgate": some files have an address where the street belongs. */
const bare = (street: string): string =>
  street.replace(
    /^(?:(?:flat|apartment|apt|unit|room)\.?\s*[\w/-]+,?\s+)?\d+[a-z]?(?:\s*[-–/]\s*\d+[a-z]?)?,?\s+(?=\p{L})/iu,
    '',
  )

/** Streets of some rows, most rows first. */
function streetsOf(table: Incidents, rows: readonly number[]): string[] {
  const n = new Map<string, number>()
  for (const i of rows) {
    const street = dictAt(table.street, i)
    if (street === '' || isKindOfPlace(street)) continue
    const name = bare(cleanStreet(street))
    n.set(name, (n.get(name) ?? 0) + 1)
  }
  return [...n].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([s]) => s)
}

/** A name for each place; where two share one, the next street tells them apart, else a count. '' stays ''. */
export function uniqueNames(table: Incidents, places: readonly (readonly number[])[]): string[] {
  const first = places.map((rows) => bare(nameOfPlace(table, rows)))
  const shared = (name: string, all: readonly string[]) => all.filter((n) => n === name).length > 1
  const second = first.map((name, k) => {
    if (name === '' || !shared(name, first)) return name
    const other = streetsOf(table, places[k]).find((s) => s !== name)
    return other ? `${name} by ${other}` : name
  })
  const seen = new Map<string, number>()
  return second.map((name) => {
    if (name === '' || !shared(name, second)) return name
    const k = (seen.get(name) ?? 0) + 1
    seen.set(name, k)
    return k === 1
      ? name
      : `${name}, ${['second', 'third', 'fourth', 'fifth', 'sixth'][k - 2] ?? `${k}th`} part`
  })
}
