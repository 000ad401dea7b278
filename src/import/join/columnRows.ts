/**
 * From which row of the two tables each column of a joined row is taken: a file that does not tell a column corrects nothing
 * in it, and what names a place goes with the place.
 */
import { FLAG } from '../../core/table/incidents.ts'
import { offenceIndex } from '../../core/base/offences.ts'
import { dayOf } from '../../core/base/time.ts'
import { textAt, type TextColumn } from '../../core/base/text.ts'
import { Doors } from '../../core/places/doors.ts'
import { SAME_PLACE_M } from '../rows/once.ts'
import { ROUNDED } from '../rows/spoiltUprns.ts'
import { isPlaceholder } from '../rows/window.ts'
import type { Side } from './join.ts'
import { gather } from './joinParts.ts'
import { beginsIn, tellsNoDay, type Times, timesOf } from './times.ts'
import { placeStands, type Writings } from './writings.ts'

const OTHER = offenceIndex('other')

/** Columns of a table that say nothing in any row; `offence` stands for the wording and the kind. */
export function silentIn({ incidents: t, text }: Side): ReadonlySet<string> {
  return new Set([
    ...(['beat', 'street', 'outcome'] as const).filter((k) => t[k].values.length < 2),
    ...(['id', 'address', 'uprn', 'mo', 'warning'] as const).filter((k) => !text[k]?.bytes.length),
    ...(t.wording.values.every((v) => v === '') && t.offence.every((o) => o === OTHER) ? ['offence'] : []),
    ...(t.reported ? [] : ['reported']),
    ...(t.flags.every((f) => f & FLAG.noEnd) ? ['to'] : []),
  ])
}

/** What a crime number is worth, that none takes the place of a better one: none, rounded by a spreadsheet, or told. */
export function worth(id: TextColumn, row: number): number {
  const number = textAt(id, row)
  return number === '' ? 0 : ROUNDED.test(number) ? 1 : 2
}

/** What stands of a loaded window: its start, or all of it. */
export const START = 1
export const WINDOW = 2

/** Whether a row says on which day it began and not at what time; a placeholder is no time. */
export const isUntimed = (flags: number): boolean => (flags & (FLAG.noTime | FLAG.placeholderTime)) !== 0

/** Whether two rows began on one day, of which the second alone tells no clock time. */
const tellsDayAlone = (s: Times, t: Times, i: number, j: number): boolean =>
  isUntimed(t.flags[j]) && !isUntimed(s.flags[i]) && dayOf(s.from[i]) === dayOf(t.from[j])

/**
 * What of the window of loaded row `i` stands against row `j` of the later file, of one crime: who says the same less exactly
 * corrects nothing. Neither the date of a report stands in place of a start, nor a day in place of its clock time, nor a week
 * in place of its day.
 */
export function windowThatStands(
  s: Times,
  t: Times,
  i: number,
  j: number,
  silentEnd: boolean,
): 0 | typeof START | typeof WINDOW {
  const [f, g] = [s.flags[i], t.flags[j]]
  if ((f ^ g) & FLAG.standIn) return g & FLAG.standIn ? WINDOW : 0
  if (beginsIn(s, i, t, j) && !tellsNoDay(s, i)) return WINDOW
  if (!tellsDayAlone(s, t, i, j)) return 0
  if (g & FLAG.noEnd) return silentEnd || f & FLAG.noEnd ? WINDOW : START
  if (!(f & FLAG.noEnd) && dayOf(s.to[i]) === dayOf(t.to[j]) && isPlaceholder(t.to[j])) return WINDOW
  return t.to[j] >= s.from[i] ? START : 0
}

/** Rows of which the start and the end of each joined window are taken; `own`: its loaded row, where it has one. */
export function windowRows(
  s: Times,
  t: Times,
  rows: Int32Array,
  own: Int32Array,
  silentEnd: boolean,
): { readonly starts: Int32Array; readonly ends: Int32Array } {
  const stands = rows.map((r, k) => (own[k] === r ? 0 : windowThatStands(s, t, own[k], ~r, silentEnd)))
  return {
    starts: rows.map((r, k) => (stands[k] > 0 ? own[k] : r)),
    // the end goes with its start, which a clock time only makes more exact
    ends: rows.map((r, k) => {
      const mine = own[k]
      if (stands[k] > 0) return stands[k] === WINDOW ? mine : r
      if (mine === r || !silentEnd) return r
      // the end of a week is that of no crime whose day is told
      if (tellsNoDay(s, mine) && !tellsNoDay(t, ~r)) return r
      return s.from[mine] === t.from[~r] || (tellsDayAlone(t, s, ~r, mine) && s.to[mine] >= t.from[~r])
        ? mine
        : r
    }),
  }
}

/** The joined windows, with what is doubtful about them: a start has doubts of its own, and an end others. */
export function windowsOf(
  s: Times,
  t: Times,
  rows: Int32Array,
  { starts, ends }: ReturnType<typeof windowRows>,
): Pick<Times, 'from' | 'to' | 'flags'> {
  const from = gather(Int32Array, s.from, t.from, starts)
  const ofEnds = FLAG.noEnd | FLAG.reversed
  const endFlags = gather(Uint16Array, s.flags, t.flags, ends)
  const ofStarts = FLAG.noTime | FLAG.placeholderTime | FLAG.oddDate | FLAG.standIn
  const startFlags = gather(Uint16Array, s.flags, t.flags, starts)
  const flags = gather(Uint16Array, s.flags, t.flags, rows).map(
    (f, i) => (f & FLAG.outlier) | (startFlags[i] & ofStarts) | (endFlags[i] & ofEnds),
  )
  const to = gather(Int32Array, s.to, t.to, ends)
  return { from, to: to.map((minute, i) => (flags[i] & FLAG.noEnd ? from[i] : minute)), flags }
}

/** Columns that say where a crime was. */
const PLACED: ReadonlySet<string> = new Set(['beat', 'street', 'address', 'uprn'])

/**
 * `rows`: row i of the result is row rows[i] of the loaded table, or row ~rows[i] of the added one; `partner`: the loaded row of
 * each added one, below 0 where it has none. All answers are rows in the same way.
 */
export function columnRows(
  base: Side,
  added: Side,
  rows: Int32Array,
  partner: Int32Array,
  writings: Writings,
): {
  /** of a column other than those below */
  readonly of: (column: string) => Int32Array
  /** of the crime number */
  readonly ids: Int32Array
  /** of the coordinates */
  readonly places: Int32Array
  /** of the start of the window */
  readonly starts: Int32Array
  /** of the end of the window */
  readonly ends: Int32Array
  /** columns that the loaded table alone tells */
  readonly untold: readonly string[]
} {
  const silent = silentIn(added)
  const mute = silentIn(base)
  const own = rows.map((r) => (r < 0 && partner[~r] >= 0 ? partner[~r] : r))
  const { there, isMoved } = stillThere(base, added)
  const places = rows.map((r, k) =>
    own[k] !== r && placeStands(writings, base.incidents, added.incidents, own[k], ~r) && !isMoved(own[k], ~r)
      ? own[k]
      : r,
  )
  const of = (column: string): Int32Array =>
    !silent.has(column)
      ? rows
      : PLACED.has(column)
        ? own.map((r, k) => (r === places[k] || there(column, r, ~rows[k]) ? r : rows[k]))
        : own
  return {
    of,
    ids: rows.map((r, k) =>
      own[k] !== r && worth(added.text.id, ~r) < worth(base.text.id, own[k]) ? own[k] : r,
    ),
    places,
    ...windowRows(timesOf(base), timesOf(added), rows, own, silent.has('to')),
    untold: [...silent].filter((k) => !mute.has(k)),
  }
}

interface Placed {
  readonly incidents: { readonly x: Float64Array; readonly y: Float64Array }
  readonly text: { readonly address: TextColumn; readonly uprn: TextColumn }
}

/** The same point, metres: files round to one. */
const SAME_POINT_M = 1

/**
 * For a column that the later file does not tell, whether row `i` of the loaded table still says where row `j` of the
 * later one was. A beat and a street go with a place near by; an address and a UPRN, which name one home, with the
 * other of the two where both rows tell it, else with the very point. And whether the two tell another home each.
 */
function stillThere(
  { incidents: s, text: a }: Placed,
  { incidents: t, text: b }: Placed,
): {
  readonly there: (column: string, i: number, j: number) => boolean
  readonly isMoved: (i: number, j: number) => boolean
} {
  const doors = new Doors()
  const doorOf = ({ bytes, offsets }: TextColumn, row: number) =>
    doors.read(bytes, offsets[row], offsets[row + 1]) ? `${doors.street} ${doors.house}` : undefined
  /** undefined = one of the two does not tell it */
  const sameHome = (key: 'address' | 'uprn', i: number, j: number): boolean | undefined => {
    const [was, is] = [textAt(a[key], i), textAt(b[key], j)]
    if (!was || !is) return undefined
    const door = key === 'address' ? doorOf(a.address, i) : undefined
    return was === is || (door !== undefined && door === doorOf(b.address, j))
  }
  return {
    there: (column, i, j) => {
      const metres = Math.hypot(s.x[i] - t.x[j], s.y[i] - t.y[j])
      if (column === 'beat' || column === 'street') return metres <= SAME_PLACE_M
      const same = sameHome(column === 'uprn' ? 'address' : 'uprn', i, j)
      return same === undefined ? metres <= SAME_POINT_M : same && metres <= SAME_PLACE_M
    },
    isMoved: (i, j) => (sameHome('uprn', i, j) ?? sameHome('address', i, j)) === false,
  }
}
