/** A crime once: rows that stand twice, older states of a crime, and rows that are no crime any more. */
import { NOT_REPORTED } from '../../core/table/incidents.ts'
import { inCapitals, textAt, textEquals } from '../../core/base/text.ts'
import { giveBack } from '../../core/base/giveBack.ts'
import { firstEqualText } from '../../core/base/textIndex.ts'
import { dayOf } from '../../core/base/time.ts'
import { normaliseHeader } from '../meaning/aliases.ts'
import { isNoLonger } from '../meaning/noCrime.ts'
import { broadKind, offenceOf } from '../meaning/offences.ts'
import type { ImportOptions, Problem } from '../contract.ts'
import type { Collector } from './collector.ts'
import { separatorsAsOne } from './numberKeys.ts'
import { ROUNDED } from './spoiltUprns.ts'

/** Rows of one number this near are of one crime, metres. */
export const SAME_PLACE_M = 50
/** With more than this share of the repeated numbers at other places and days, the numbers are used again for other crimes. */
const USED_AGAIN = 0.2

/** What became of the crime numbers of a table. */
export interface Numbers {
  /** numbers that stand in several rows of other crimes */
  readonly clashing: number
  /** so many of them that rows are not compared by their number at all */
  readonly usedAgain: boolean
  /** rows that stand beside one of another kind under their number: one occurrence may hold several offences */
  readonly besides: number
}

const NONE: Numbers = { clashing: 0, usedAgain: false, besides: 0 }

/** Whether a header names the number of a crime: a bare "id" numbers rows of whatever kind. */
const isCrimeNumber = (header: string): boolean =>
  !/^(object|row|feature|f|o|g)? ?(id|fid)?$/.test(normaliseHeader(header))

/** Rows that say they are no crime any more: by wording, status or outcome. */
export function noLongerCrimes(c: Collector, going: Map<number, Problem>): void {
  const ended = (values: readonly string[]) => Uint8Array.from(values, (v) => +isNoLonger(v))
  const dicts = [c.wording, c.outcome, c.status].map((d) => ({ codes: d.codes, is: ended(d.values) }))
  const some = dicts.filter((d) => d.is.includes(1))
  if (some.length === 0) return
  for (let i = 0; i < c.n; i++) if (some.some((d) => d.is[d.codes.data[i]] === 1)) going.set(i, 'nocrime')
}

/**
 * Rows with one crime number: the same row again, or an older state of the same crime (the same day or place), of which
 * the newest stands. Rows of another kind that no date tells older are further offences of one occurrence, and stay.
 * `x`, `y` in metres.
 */
export function repeatedNumbers(
  c: Collector,
  x: Float64Array,
  y: Float64Array,
  going: Map<number, Problem>,
): Numbers {
  if (!c.segments.some(({ table, mapping }) => isCrimeNumber(table.header[mapping.col.id ?? -1] ?? '')))
    return NONE
  const id = separatorsAsOne(inCapitals(c.id.finish()))
  if (id.bytes.length === 0) return NONE
  const first = firstEqualText(id)
  const rowsOf = severalRows(first)
  giveBack(first)
  const texts = rowsOf.size === 0 ? [] : [c.address.finish(), c.uprn.finish(), c.mo.finish()]
  const found = new Map<number, Problem>()
  let clashing = 0
  let besides = 0
  const kind = kindIn(c)
  const same = (i: number, k: number): boolean =>
    [c.from, c.to, c.reported].every(({ data }) => data[i] === data[k]) &&
    x[i] === x[k] &&
    y[i] === y[k] &&
    [c.wording, c.code, c.outcome, c.status, c.beat, c.street].every(
      ({ codes }) => codes.data[i] === codes.data[k],
    ) &&
    texts.every((t) => textEquals(t, i, t, k))
  const ofOneCrime = (i: number, k: number): boolean =>
    dayOf(c.from.data[i]) === dayOf(c.from.data[k]) || Math.hypot(x[i] - x[k], y[i] - y[k]) <= SAME_PLACE_M
  // what says when a row was last changed tells the newest; else its report, else its line
  const changed = c.segments.some((s) => s.mapping.updated !== undefined) ? c.updated.data : c.reported.data
  const told = (i: number) => (changed[i] === NOT_REPORTED ? -Infinity : changed[i])
  for (const rows of rowsOf.values()) {
    // what a spreadsheet has rounded is the number of many crimes
    if (ROUNDED.test(textAt(id, rows[0]))) {
      clashing++
      continue
    }
    let clash = false
    const standing = [rows[0]]
    const older: number[] = []
    for (const i of rows.slice(1)) {
      if (standing.some((k) => same(i, k))) found.set(i, 'twice')
      else if (!standing.some((k) => ofOneCrime(i, k))) clash = true
      else {
        // a burglary and the damage done at it are told on one day: neither is a state of the other
        const near = standing.filter((k) => ofOneCrime(i, k))
        // the row of its own kind first; a row that says it is no crime has no kind of its own
        const of =
          near.find((k) => kind(i) === kind(k)) ??
          near.find((k) => told(i) !== told(k) || going.has(i) || going.has(k))
        const at = of === undefined ? -1 : standing.indexOf(of)
        if (at < 0) standing.push(i)
        else if (told(i) >= told(standing[at])) older.push(...standing.splice(at, 1, i))
        else older.push(i)
      }
    }
    // a number of several crimes says of none which of its rows is the older
    if (clash) clashing++
    else {
      besides += standing.length - 1
      for (const i of older) found.set(i, 'older')
    }
  }
  const usedAgain = clashing >= 3 && clashing > rowsOf.size * USED_AGAIN
  if (!usedAgain) for (const [i, why] of found) if (!going.has(i)) going.set(i, why)
  return { clashing, usedAgain, besides: usedAgain ? 0 : besides }
}

/** The broad kind of a row. */
function kindIn(c: Collector): (i: number) => string {
  const known = new Map<string, string>()
  return (i) => {
    const [w, k] = [c.wording.codes.data[i], c.code.codes.data[i]]
    let kind = known.get(`${w} ${k}`)
    if (kind === undefined)
      known.set(`${w} ${k}`, (kind = broadKind(offenceOf(c.wording.values[w], c.code.values[k] ?? ''))))
    return kind
  }
}

/** The rows of each number that has several, ascending, by the first of them. */
function severalRows(first: Int32Array): Map<number, number[]> {
  const rows = new Map<number, number[]>()
  for (let i = 0; i < first.length; i++) {
    const code = first[i]
    if (code < 0 || code === i) continue
    const list = rows.get(code)
    if (list) list.push(i)
    else rows.set(code, [code, i])
  }
  return rows
}

/** The rows to leave out under the user's choice, with why; the numbers' own story. Only exact data is compared by numbers. */
export function notOnce(
  c: Collector,
  { treat = {} }: ImportOptions,
  exact: boolean,
  x: Float64Array,
  y: Float64Array,
): { going: Map<number, Problem>; numbers: Numbers } {
  const going = new Map<number, Problem>()
  noLongerCrimes(c, going)
  const numbers = exact ? repeatedNumbers(c, x, y, going) : NONE
  for (const [i, why] of going) if (treat[why] === 'keep') going.delete(i)
  return { going, numbers }
}
