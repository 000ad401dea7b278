/** The force's own repeat flag against the repeats that addresses and property keys show. */
import { FLAG } from '../../table/incidents.ts'
import { flagRepeats, kindOf } from '../../places/places.ts'
import { wilson } from '../../places/repeats.ts'
import { ANSWER } from './answers.ts'
import type { Cases } from './cases.ts'
import type { Interval } from './shares.ts'

/**
 * Rows that repeat an earlier crime of the same kind at the same property within the 12 months before, by UPRN or
 * address alone: a point on the map is not a property. 1 = repeat, 0 = none found, 2 = the property is not known.
 */
export function repeatsFound({ n, place, happened, offence, wording }: Cases): Uint8Array {
  const known = Int32Array.from(place, (p, i) => (Number.isNaN(happened[i]) ? -1 : p))
  const flags = new Uint16Array(n)
  flagRepeats(
    known,
    Int32Array.from(happened, (m) => m || 0),
    offence,
    wording.codes,
    flags,
  )
  return Uint8Array.from(known, (p, i) => (p < 0 ? 2 : flags[i] & FLAG.repeat ? 1 : 0))
}

/** The repeats as a column of facts a sheet may use; nothing where no row tells its property. */
export const madeRepeats = (cases: Cases): { readonly 'cocoon:repeat'?: Uint8Array } =>
  cases.place.some((p) => p >= 0) ? { 'cocoon:repeat': repeatsFound(cases) } : {}

/** How well the force's flag finds the repeats that UPRN and address tell. */
export interface FlagAgainstFound {
  /** repeats found, by UPRN or address */
  readonly found: number
  /** of these: flagged, not flagged, flag blank (or unread, or not applicable) */
  readonly flagged: number
  readonly notFlagged: number
  readonly blank: number
  /** flagged of the repeats whose flag says yes or no */
  readonly sensitivity: number
  readonly interval: Interval
  /** rows of the repeats whose flag says no or is blank, for the look-back, latest first */
  readonly missed: readonly number[]
  /** flagged although none was found here: another kind of crime, a victim who moved, or before the file begins */
  readonly flaggedOnly: number
  /** rows whose property is not known: nothing can be found for them */
  readonly unknown: number
}

/** Holds the flag's answers against the repeats found among some rows; repeats of all others may lie behind them. */
export function flagAgainstFound(
  cases: Cases,
  answers: Uint8Array,
  rows: ArrayLike<number>,
): FlagAgainstFound {
  const found = repeatsFound(cases)
  let [all, flagged, notFlagged, flaggedOnly, unknown] = [0, 0, 0, 0, 0]
  const missed: number[] = []
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]
    if (found[i] === 2) unknown++
    if (found[i] !== 1) {
      if (found[i] === 0 && answers[i] === ANSWER.yes) flaggedOnly++
      continue
    }
    all++
    if (answers[i] === ANSWER.yes) flagged++
    else missed.push(i)
    if (answers[i] === ANSWER.no) notFlagged++
  }
  return {
    found: all,
    flagged,
    notFlagged,
    blank: all - flagged - notFlagged,
    sensitivity: flagged / (flagged + notFlagged),
    interval: wilson(flagged, flagged + notFlagged),
    missed: missed.sort((a, b) => cases.happened[b] - cases.happened[a] || a - b),
    flaggedOnly,
    unknown,
  }
}

/** What finds the last case of the same kind before one at the same property; -1 where there is none. */
export function caseBefore({ n, place, happened, offence, wording }: Cases): (row: number) => number {
  const at = new Map<number, number[]>()
  for (let i = 0; i < n; i++) {
    if (place[i] < 0 || Number.isNaN(happened[i])) continue
    const list = at.get(place[i])
    if (list) list.push(i)
    else at.set(place[i], [i])
  }
  const kind = (i: number) => kindOf(offence[i], wording.codes[i])
  return (row) => {
    let last = -1
    for (const i of at.get(place[row]) ?? [])
      if (happened[i] < happened[row] && kind(i) === kind(row) && (last < 0 || happened[i] > happened[last]))
        last = i
    return last
  }
}
