/** Crimes that were probably entered twice: the same kind at the same place in the same minutes, under two numbers. */
import { kindOf } from './places.ts'
import type { Incidents } from '../table/incidents.ts'

/** 1 for each of these rows that says the same as an earlier one of them; arrays have one entry per row given. */
export function doublesOf(
  table: Pick<Incidents, 'from' | 'to' | 'place' | 'offence' | 'wording'>,
  rows: Uint32Array,
): Uint8Array {
  const seen = new Set<string>()
  return Uint8Array.from(rows, (i) => {
    if (table.place[i] < 0) return 0
    const kind = kindOf(table.offence[i], table.wording.codes[i])
    const key = `${table.place[i]} ${table.from[i]} ${table.to[i]} ${kind}`
    if (seen.has(key)) return 1
    seen.add(key)
    return 0
  })
}
