/** Rows left out for want of a place, as the table that figures over time count. */
import { OFFENCES } from '../../core/base/offences.ts'
import { fingerprint } from '../../core/base/fingerprint.ts'
import { textAt, type DictColumn, type TextColumn } from '../../core/base/text.ts'
import { dayOf, MINUTES_PER_DAY } from '../../core/base/time.ts'
import { countOf } from '../../core/base/words.ts'
import { FLAG, type Incidents, type Precision } from '../../core/table/incidents.ts'
import type { Unplaced } from '../../core/table/unplaced.ts'
import type { ImportOptions, Problem } from '../contract.ts'
import { kindsOf } from '../meaning/kinds.ts'
import type { Collector } from './collector.ts'
import { nameKey } from './oneName.ts'
import { noLongerCrimes } from './once.ts'

/** What the finished incidents say that these rows must agree with. */
type Beside = Pick<Incidents, 'n' | 'from' | 'beat'> & { readonly id: TextColumn; readonly exact: boolean }

/**
 * The rows without a place that still happened: no longer a crime, a second row of a crime number and day, and rows whose
 * crime stands among the incidents are left out of them as well. Undefined where none is left.
 */
export function unplacedOf(
  c: Collector,
  options: ImportOptions,
  beside: Beside,
  precision: Precision,
): Unplaced | undefined {
  if (c.n === 0) return undefined
  const going = new Map<number, Problem>()
  if (options.treat?.nocrime !== 'keep') noLongerCrimes(c, going)
  const id = c.id.finish()
  const from = c.from.data
  if (beside.exact) {
    const crimeOf = (ids: TextColumn, i: number, minute: number) => {
      const text = textAt(ids, i)
      return text === '' ? undefined : `${text}|${dayOf(minute)}`
    }
    const seen = new Set<string>()
    for (let i = 0; i < beside.n; i++) {
      const crime = crimeOf(beside.id, i, beside.from[i])
      if (crime !== undefined) seen.add(crime)
    }
    for (let i = 0; i < c.n; i++) {
      const crime = crimeOf(id, i, from[i])
      if (crime === undefined) continue
      if (seen.has(crime)) going.set(i, 'twice')
      seen.add(crime)
    }
  }
  const rows = Uint32Array.from({ length: c.n }, (_, i) => i).filter((i) => !going.has(i))
  if (rows.length === 0) return undefined
  c.retain(rows)
  const kinds = kindsOf(c, options)
  const keyed = { from: c.from.finish(), to: c.to.finish(), offence: kinds.offence }
  return {
    n: rows.length,
    ...keyed,
    ...(c.segments.some((s) => s.mapping.col.reported !== undefined) && { reported: c.reported.finish() }),
    flags: precision === 'minute' ? c.flags.finish() : withoutMidnights(c.flags.finish(), keyed.from),
    beat: sameBeats(c.beat.finish(), beside.beat),
    key: keysOf(c.id.finish(), keyed),
  }
}

/** A column of midnights tells no clock time. */
const withoutMidnights = (flags: Uint16Array, from: Int32Array): Uint16Array =>
  flags.map((f, i) =>
    f & FLAG.placeholderTime && from[i] % MINUTES_PER_DAY === 0
      ? (f & ~FLAG.placeholderTime) | FLAG.noTime
      : f,
  )

/** Beats in the spelling and under the codes of the incidents; one that no incident names counts as blank. */
export function sameBeats(mine: DictColumn, theirs: DictColumn): DictColumn {
  const values = theirs.values.includes('') ? theirs.values : [...theirs.values, '']
  const byKey = new Map(values.map((v, code) => [nameKey(v), code]))
  for (const [code, v] of values.entries()) byKey.set(v, code)
  const blank = values.indexOf('')
  const codes = mine.values.map((v) => byKey.get(v) ?? byKey.get(nameKey(v)) ?? blank)
  return { values, codes: mine.codes.map((c) => codes[c]) }
}

/** Two words a row: of its crime number, else of its window and kind. */
function keysOf(
  id: TextColumn,
  { from, to, offence }: Pick<Unplaced, 'from' | 'to' | 'offence'>,
): Uint32Array {
  const out = new Uint32Array(2 * from.length)
  for (let i = 0; i < from.length; i++) {
    const text = textAt(id, i)
    out.set(crimeKey(text, text === '' ? `${from[i]}|${to[i]}|${OFFENCES[offence[i]].id}` : ''), 2 * i)
  }
  return out
}

/** The two words of a crime number, or of what stands for it. */
export function crimeKey(id: string, instead = ''): readonly [number, number] {
  const print = fingerprint([], [id, instead])
  return [parseInt(print.slice(0, 8), 16), parseInt(print.slice(8), 16)]
}

/** What the report says of them. */
export const unplacedRead = (u: Unplaced | undefined): string =>
  u
    ? `${countOf(u.n, 'row')} left out of the map for want of a place ${u.n === 1 ? 'has' : 'have'} a date: ${u.n === 1 ? 'it counts' : 'they count'} in figures over time.`
    : ''
