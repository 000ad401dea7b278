/** Crimes that may have been entered twice: the same kind at the same place on the same day, under two numbers or none. */
import { kindOf } from './places.ts'
import { FLAG } from '../table/incidents.ts'
import type { Incidents } from '../table/incidents.ts'
import { dayOf } from '../base/time.ts'

type Crimes = Pick<Incidents, 'from' | 'place' | 'offence'> & {
  readonly wording: Pick<Incidents['wording'], 'codes'>
}

/**
 * 1 for each of these rows of the same kind, place and day as an earlier one of them; arrays have one entry per row
 * given. They may be two crimes or one entered twice.
 */
export function doublesOf({ from, place, offence, wording }: Crimes, rows: Uint32Array): Uint8Array {
  const seen = new Set<string>()
  let most = -1
  for (const i of rows) most = Math.max(most, place[i])
  const counts = new Uint32Array(most + 1)
  for (const i of rows) if (place[i] >= 0) counts[place[i]]++
  return Uint8Array.from(rows, (i) => {
    if (place[i] < 0 || counts[place[i]] < 2) return 0
    const key = `${place[i]}|${dayOf(from[i])}|${kindOf(offence[i], wording.codes[i])}`
    if (seen.has(key)) return 1
    seen.add(key)
    return 0
  })
}

/** Flags the doubles among all rows of a table that is being made, in `flags` itself. Returns how many. */
export function flagDoubles(table: Crimes, flags: Uint16Array): number {
  const rows = Uint32Array.from(table.from, (_, i) => i)
  let n = 0
  doublesOf(table, rows).forEach((is, i) => {
    if (is === 0) return
    flags[i] |= FLAG.double
    n++
  })
  return n
}
