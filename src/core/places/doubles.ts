/** Crimes that may have been entered twice: the same kind at the same place on the same day, under two numbers or none. */
import { kindOf } from './places.ts'
import { FLAG } from '../table/incidents.ts'
import type { Incidents } from '../table/incidents.ts'
import { dayOf } from '../base/time.ts'

type Crimes = Pick<Incidents, 'from' | 'place' | 'offence'> & {
  readonly wording: Pick<Incidents['wording'], 'codes'>
}

/** So many days there are among minutes of 32 bits, half of them before 1970. */
const DAYS = 2 ** 22

/**
 * 1 for each of these rows of the same kind, place and day as an earlier one of them; arrays have one entry per row
 * given. They may be two crimes or one entered twice.
 */
export function doublesOf({ from, place, offence, wording }: Crimes, rows: Uint32Array): Uint8Array {
  let [most, kinds] = [-1, 0]
  for (const i of rows) {
    if (place[i] > most) most = place[i]
    const kind = kindOf(offence[i], wording.codes[i])
    if (kind >= kinds) kinds = kind + 1
  }
  const counts = new Uint32Array(most + 1)
  for (const i of rows) if (place[i] >= 0) counts[place[i]]++
  const doubles = new Uint8Array(rows.length)
  // one number tells place, day and kind, unless it were too large to be exact
  const exact = (most + 1) * DAYS * kinds <= Number.MAX_SAFE_INTEGER
  const seen = new Set<number | string>()
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]
    if (place[i] < 0 || counts[place[i]] < 2) continue
    const day = dayOf(from[i]) + DAYS / 2
    const kind = kindOf(offence[i], wording.codes[i])
    const key = exact ? (place[i] * DAYS + day) * kinds + kind : `${place[i]}|${day}|${kind}`
    if (seen.has(key)) doubles[k] = 1
    else seen.add(key)
  }
  return doubles
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
