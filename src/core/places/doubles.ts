/** Crimes that may have been entered twice: the same kind at the same place on the same day, under two numbers or none. */
import { firstEqual } from '../base/equalRows.ts'
import { giveBack } from '../base/giveBack.ts'
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
  let most = -1
  for (const i of rows) if (place[i] > most) most = place[i]
  const counts = new Uint32Array(most + 1)
  for (const i of rows) if (place[i] >= 0) counts[place[i]]++
  const doubles = new Uint8Array(rows.length)
  const hash = (k: number) => {
    const i = rows[k]
    let h = Math.imul(place[i] ^ Math.imul(dayOf(from[i]), 0x9e3779b1), 0x85ebca6b)
    h = Math.imul(h ^ (h >>> 15) ^ kindOf(offence[i], wording.codes[i]), 0xc2b2ae35)
    return h ^ (h >>> 13)
  }
  const same = (a: number, b: number) => {
    const [i, j] = [rows[a], rows[b]]
    return (
      place[i] === place[j] &&
      dayOf(from[i]) === dayOf(from[j]) &&
      kindOf(offence[i], wording.codes[i]) === kindOf(offence[j], wording.codes[j])
    )
  }
  const alone = (k: number) => place[rows[k]] < 0 || counts[place[rows[k]]] < 2
  const first = firstEqual(rows.length, hash, same, alone)
  for (let k = 0; k < first.length; k++) if (first[k] >= 0 && first[k] !== k) doubles[k] = 1
  giveBack(first, counts)
  return doubles
}

/** Flags the doubles among all rows of a table that is being made, in `flags` itself. Returns how many. */
export function flagDoubles(table: Crimes, flags: Uint16Array): number {
  const rows = new Uint32Array(table.from.length)
  for (let i = 0; i < rows.length; i++) rows[i] = i
  const doubles = doublesOf(table, rows)
  giveBack(rows)
  let n = 0
  for (let i = 0; i < doubles.length; i++) {
    if (doubles[i] === 0) continue
    flags[i] |= FLAG.double
    n++
  }
  return n
}
