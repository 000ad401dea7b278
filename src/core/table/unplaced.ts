/**
 * Rows that no map can hold and that still happened: without usable coordinates, but with a date that can be believed.
 * They stand beside the incidents, in no row number of theirs, and count in figures over time alone.
 */
import type { DictColumn } from '../base/text.ts'
import { showNumber } from '../base/words.ts'
import { testOf, type Clause } from './filter.ts'
import { type Incidents, NOT_REPORTED } from './incidents.ts'

/** Such rows as columns; all arrays have length n. */
export interface Unplaced extends Pick<
  Incidents,
  'n' | 'from' | 'to' | 'flags' | 'offence' | 'beat' | 'reported'
> {
  /** two words a row that tell one crime from another when a later extract is joined */
  readonly key: Uint32Array
}

/** Filters that ask what these rows do not tell. */
const UNTOLD: readonly Clause['kind'][] = ['area', 'street', 'repeat', 'outcome']

/**
 * Row numbers of `t.unplaced` that pass every clause, ascending: empty where there are none, or where a clause asks for a
 * place, a street, an outcome or repeats, which they do not tell.
 */
export function unplacedRows(t: Incidents, clauses: readonly Clause[]): Uint32Array {
  const { unplaced } = t
  if (!unplaced || clauses.some((c) => UNTOLD.includes(c.kind))) return new Uint32Array()
  // offence, period, hours, weekdays and beat read the columns that both have
  const tests = clauses.map((c) => testOf(c, unplaced as unknown as Incidents))
  return Uint32Array.from({ length: unplaced.n }, (_, i) => i).filter((i) => tests.every((test) => test(i)))
}

/** What a figure over time is given: the incidents, and after them the rows without a place that the filter lets through. */
export function overTime<I extends { table: Incidents; rows: Uint32Array; unplaced?: Uint32Array }>(
  input: I,
): I & { readonly counted: number } {
  const { table: t, rows, unplaced: chosen = new Uint32Array() } = input
  const u = t.unplaced
  if (!u || chosen.length === 0) return { ...input, counted: 0 }
  const n = t.n + u.n
  const all = <A extends { set(a: ArrayLike<number>, at?: number): void }>(
    into: A,
    a: ArrayLike<number>,
    b: ArrayLike<number>,
  ) => {
    into.set(a)
    into.set(b, t.n)
    return into
  }
  const nowhere = new Float64Array(u.n).fill(NaN)
  const place = (a: Float64Array) => all(new Float64Array(n), a, nowhere)
  const blank = ({ values, codes }: DictColumn): DictColumn => {
    const all = values.includes('') ? values : [...values, '']
    const out = new Uint32Array(n).fill(all.indexOf(''))
    out.set(codes)
    return { values: all, codes: out }
  }
  const reportedOr = (r: Int32Array | undefined, m: number) => r ?? new Int32Array(m).fill(NOT_REPORTED)
  const table: Incidents = {
    ...t,
    n,
    ...{ x: place(t.x), y: place(t.y), lng: place(t.lng), lat: place(t.lat) },
    from: all(new Int32Array(n), t.from, u.from),
    to: all(new Int32Array(n), t.to, u.to),
    flags: all(new Uint16Array(n), t.flags, u.flags),
    offence: all(new Uint8Array(n), t.offence, u.offence),
    place: all(new Int32Array(n), t.place, new Int32Array(u.n).fill(-1)),
    beat: { values: u.beat.values, codes: all(new Uint32Array(n), t.beat.codes, u.beat.codes) },
    ...{ wording: blank(t.wording), street: blank(t.street), outcome: blank(t.outcome) },
    ...((t.reported || u.reported) && {
      reported: all(new Int32Array(n), reportedOr(t.reported, t.n), reportedOr(u.reported, u.n)),
    }),
  }
  const both = new Uint32Array(rows.length + chosen.length)
  both.set(rows)
  both.set(
    chosen.map((i) => i + t.n),
    rows.length,
  )
  return { ...input, table, rows: both, counted: chosen.length }
}

/** "3,063 crimes without coordinates". */
const crimes = (n: number) => `${showNumber(n)} ${n === 1 ? 'crime' : 'crimes'} without coordinates`

/** What a figure over time says of them. `counted` = those that the figure holds. */
export function unplacedNote(t: Pick<Incidents, 'unplaced'>, counted: number): string[] {
  const all = t.unplaced?.n ?? 0
  if (all === 0) return []
  if (counted === 0)
    return [
      `${crimes(all)} ${all === 1 ? 'is' : 'are'} not counted here: the filter or the days leave ${all === 1 ? 'it' : 'them'} out, or it asks for a place, which ${all === 1 ? 'it does' : 'they do'} not tell.`,
    ]
  return [
    `${crimes(counted)} ${counted === 1 ? 'is' : 'are'} counted in the figures over time, and in no place, map, repeat or near repeat${counted < all ? ` (of ${showNumber(all)} in the files)` : ''}.`,
  ]
}

/** What every other figure says of them. */
export const unplacedLeft = (t: Pick<Incidents, 'unplaced'>): string[] =>
  t.unplaced ? [`${crimes(t.unplaced.n)} ${t.unplaced.n === 1 ? 'is' : 'are'} not counted here.`] : []
