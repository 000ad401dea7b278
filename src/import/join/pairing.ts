/** Which row of an added table is which row of the loaded one, told by crime number or, where that is not to be trusted, by all it says. */
import { allRows, FLAG, type Incidents } from '../../core/table/incidents.ts'
import { lengthAt, textAt } from '../../core/base/text.ts'
import { TextIndex } from '../../core/base/textIndex.ts'
import { rowsWhere } from '../../core/base/rowsWhere.ts'
import { OFFENCES } from '../../core/base/offences.ts'
import { dayOf } from '../../core/base/time.ts'
import { broadKind } from '../meaning/offences.ts'
import { SAME_PLACE_M } from '../rows/once.ts'
import { numberKey, numberKeys, onlyDigits } from '../rows/numberKeys.ts'
import { ROUNDED } from '../rows/spoiltUprns.ts'
import { Alike } from './alike.ts'
import type { Side } from './join.ts'
import { isStandIn, type Less, LESS } from './lessTold.ts'
import { meet, STEP } from './meeting.ts'
import { isWeek, timesOf } from './times.ts'
import type { Writings } from './writings.ts'

const encoder = new TextEncoder()

/** The first row of each crime number that stands in a table once; -1 for one that stands there more often. */
function rowsOf(index: TextIndex): Int32Array {
  const rows = new Int32Array(index.first.length).fill(-2)
  index.of.forEach((code, i) => {
    if (code >= 0) rows[code] = rows[code] === -2 ? i : -1
  })
  return rows
}

/** For each number of an index whether a spreadsheet has rounded it: "1.23457E+11" is the number of many crimes. */
const roundedIn = ({ column, first }: TextIndex): Uint8Array =>
  Uint8Array.from(first, (row) => +ROUNDED.test(textAt(column, row)))

/** 1 for each of `n` loaded rows that has a partner. */
function metIn(partner: Int32Array, n: number): Uint8Array {
  const met = new Uint8Array(n)
  for (const i of partner) if (i >= 0) met[i] = 1
  return met
}

/** The first day of a week that a table tells; undefined where it tells none. */
function mondayOf(side: Side): number | undefined {
  const times = timesOf(side)
  const row = times.weeks ? times.from.findIndex((_, i) => isWeek(times, i)) : -1
  return row < 0 ? undefined : dayOf(times.from[row])
}

const kindAt = ({ offence }: Incidents, row: number): string => broadKind(OFFENCES[offence[row]].id)

/** Two tables whose rows are compared. Coordinates must lie on one plane. */
export class Pairing {
  readonly #a: Side
  readonly #b: Side
  readonly #alike: Alike
  readonly #numbered: boolean
  /** the loaded table has rows whose starts are told, and such whose are not */
  readonly #starts: boolean
  readonly #standIns: boolean
  #mine?: TextIndex
  #theirs?: TextIndex
  /** pairs whose crime numbers differ by zeros in front alone, once `pair` is done */
  zeros = 0

  constructor(base: Side, added: Side, writings: Writings) {
    this.#a = base
    this.#b = added
    this.#alike = new Alike(base, added, writings)
    const s = base.incidents
    this.#standIns = s.flags.some((f) => f & FLAG.standIn)
    this.#starts = s.flags.some((f) => !(f & FLAG.standIn))
    // snap points of open data use their numbers again
    this.#numbered = s.source === 'exact'
  }

  /** Pairs each row of the added table with its row in the loaded one: -1 = it has none, -2 = its number clashes. */
  *pair(): Generator<number, Int32Array, void> {
    const [s, t] = [this.#a.incidents, this.#b.incidents]
    const partner = new Int32Array(t.n).fill(-1)
    const open: number[] = []
    const trusted = new Uint8Array(s.n)
    if (this.#numbered && this.#alike.byNumber) yield* this.#pairByNumber(partner, open, trusted)
    else for (let j = 0; j < t.n; j++) open.push(j)
    if (open.length > 0) {
      yield* this.#pairByContent(partner, open, trusted)
      this.#pairByKind(partner, open)
    }
    const days = s.precision !== 'month' && t.precision !== 'month'
    for (const less of LESS)
      if (this.#numbered || (less.ofPoints && days)) yield* this.#pairLessTold(partner, less)
    return partner
  }

  /** Pairs the rows whose number stands once in either table; the others are left `open`. Marks the loaded rows that are done with. */
  *#pairByNumber(partner: Int32Array, open: number[], trusted: Uint8Array): Generator<number, void> {
    const mine = new TextIndex(numberKeys(this.#a.text.id))
    yield 0.1
    const theirs = new TextIndex(numberKeys(this.#b.text.id))
    yield 0.2
    this.#mine = mine
    this.#theirs = theirs
    const [rowOfMine, rowOfTheirs] = [rowsOf(mine), rowsOf(theirs)]
    const { bytes, offsets } = theirs.column
    const [spoiltMine, spoilt] = [roundedIn(mine), roundedIn(theirs)]
    const anyLost = spoiltMine.includes(1)
    // numbers of the loaded table that the added one repeats
    const repeated = new Uint8Array(mine.first.length)
    for (let j = 0; j < partner.length; j++) {
      if (j % STEP === 0) yield 0.2 + (0.2 * j) / partner.length
      const number = theirs.of[j]
      const code = number < 0 ? -1 : mine.find(bytes, offsets[j], offsets[j + 1])
      const once = number >= 0 && rowOfTheirs[number] >= 0 && spoilt[number] === 0
      if (code >= 0 && !once) repeated[code] = 1
      if (!once || (code < 0 ? anyLost : rowOfMine[code] < 0)) open.push(j)
      else if (code >= 0) {
        const i = rowOfMine[code]
        partner[j] = this.#alike.sameCrime(i, j) ? i : -2
        if (
          partner[j] >= 0 &&
          onlyDigits(theirs.column, j) &&
          lengthAt(this.#a.text.id, i) !== lengthAt(this.#b.text.id, j)
        )
          this.zeros++
      }
    }
    // a row whose own number is good may be one whose number the other file has lost
    const lost = spoilt.includes(1)
    this.#alike.byNumber = !lost && !anyLost
    if (lost) for (const i of partner) if (i >= 0) trusted[i] = 1
    for (let i = 0; i < trusted.length && !lost; i++) {
      const code = mine.of[i]
      if (code >= 0 && spoiltMine[code] === 1) continue
      if (code >= 0 && rowOfMine[code] >= 0 && repeated[code] === 0) trusted[i] = 1
    }
  }

  /** Offences of one occurrence stand under one number: what is left of them meets the one of its kind, where there is but one. */
  #pairByKind(partner: Int32Array, open: readonly number[]): void {
    if (!this.#mine || !this.#theirs) return
    const [s, t] = [this.#a.incidents, this.#b.incidents]
    const { bytes, offsets } = this.#theirs.column
    const met = metIn(partner, s.n)
    const wanted = new Set<number>()
    const left = new Map<string, number[]>()
    const put = (to: Map<string, number[]>, key: string, row: number) => {
      const list = to.get(key)
      if (list) list.push(row)
      else to.set(key, [row])
    }
    for (const j of open) {
      const code =
        partner[j] === -1 && this.#theirs.of[j] >= 0 && !ROUNDED.test(textAt(this.#b.text.id, j))
          ? this.#mine.find(bytes, offsets[j], offsets[j + 1])
          : -1
      if (code < 0) continue
      wanted.add(code)
      put(left, `${code} ${kindAt(t, j)}`, j)
    }
    if (left.size === 0) return
    const rows = new Map<string, number[]>()
    for (let i = 0; i < s.n; i++) {
      const code = this.#mine.of[i]
      if (met[i] === 0 && wanted.has(code)) put(rows, `${code} ${kindAt(s, i)}`, i)
    }
    for (const [key, [j, ...others]] of left) {
      const [i, ...more] = rows.get(key) ?? []
      if (i !== undefined && others.length + more.length === 0 && this.#alike.sameCrime(i, j)) partner[j] = i
    }
  }

  /** Rows without a number to trust meet their like one to one: two equal rows need two equal partners. */
  *#pairByContent(
    partner: Int32Array,
    open: readonly number[],
    trusted: Uint8Array,
  ): Generator<number, void> {
    const mine = rowsWhere(allRows(this.#a.incidents), (i) => trusted[i] === 0)
    const sharesDone = meet(partner, mine, open, {
      mine: (i) => this.#alike.hash(this.#a, i),
      theirs: (j, look) => this.#alike.hash(this.#b, j, look),
      looks: this.#alike.looks,
      alike: (i, j) => this.#alike.sameContent(i, j),
    })
    for (const share of sharesDone) yield 0.4 + 0.6 * share
  }

  /** What is left meets its like in all but what one of the two does not tell. */
  *#pairLessTold(partner: Int32Array, { less, key, alike, both = false }: Less): Generator<number, void> {
    const [a, b] = [this.#a, this.#b]
    const monday = mondayOf(a) ?? mondayOf(b) ?? NaN
    const met = metIn(partner, a.incidents.n)
    // of a row whose time tells nothing here there is nothing to compare
    const tells = (t: Incidents, row: number) => !Number.isNaN(key(t, row, monday))
    const mine = rowsWhere(allRows(a.incidents), (i) => met[i] === 0 && tells(a.incidents, i))
    const theirs = rowsWhere(allRows(b.incidents), (j) => partner[j] === -1 && tells(b.incidents, j))
    // a row that tells less meets one that tells more
    const [more, fewer] = [false, true].map((is) => theirs.some((j) => less(b, j) === is))
    const some = mine.filter((i) => (less(a, i) ? more || (both && fewer) : fewer))
    if (some.length === 0) return
    const done = meet(partner, some, theirs, {
      mine: (i) => this.#alike.hashRest(a, i, key(a.incidents, i, monday)),
      theirs: (j, look) => this.#alike.hashRest(b, j, key(b.incidents, j, monday), look),
      looks: this.#alike.looks,
      alike: (i, j) =>
        (less(a, i) !== less(b, j) || (both && less(a, i))) &&
        key(a.incidents, i, monday) === key(b.incidents, j, monday) &&
        (alike === undefined || alike(a.incidents, b.incidents, i, j, this.#alike.unshared.has('to'))) &&
        this.#alike.sameRest(i, j, true),
    })
    for (const _ of done) yield 1
  }

  /** Whether row j has no number to be told by, and another kind of moment for its start than loaded rows have. */
  isUnsure(j: number): boolean {
    if (!this.#alike.unshared.has('id') && lengthAt(this.#b.text.id, j) > 0) return false
    return isStandIn(this.#b.incidents, j) ? this.#starts : this.#standIns
  }

  /** Whether both tables tell the kind of offence, and another one each. */
  anotherKind(i: number, j: number): boolean {
    return this.#alike.anotherKind(i, j)
  }

  /** Whether row i of the loaded table and row j of the added one, of one crime, say the same in every column that the added one tells. */
  identical(i: number, j: number): boolean {
    return this.#alike.identical(i, j)
  }

  /** Rows of the loaded table that the added file says are no crimes any more, ascending: what has a partner there lives. */
  ended(partner: Int32Array): number[] {
    const ended = this.#b.ended ?? []
    if (!this.#numbered || ended.length === 0) return []
    const { incidents: s, text } = this.#a
    const mine = this.#mine ?? new TextIndex(numberKeys(text.id))
    const of = ended.map(({ id }) => {
      const bytes = encoder.encode(numberKey(id))
      return mine.find(bytes, 0, bytes.length)
    })
    const rows = new Map<number, number[]>(of.filter((code) => code >= 0).map((code) => [code, []]))
    const met = metIn(partner, s.n)
    for (let i = 0; i < s.n; i++) if (met[i] === 0) rows.get(mine.of[i])?.push(i)
    const found = new Set<number>()
    ended.forEach((e, k) => {
      const there = (rows.get(of[k]) ?? []).filter(
        (i) => Math.hypot(s.x[i] - e.x, s.y[i] - e.y) <= SAME_PLACE_M || dayOf(s.from[i]) === dayOf(e.from),
      )
      // of several offences of one occurrence those of its kind, or all where it tells none
      const some =
        there.length > 1 && e.kind !== undefined ? there.filter((i) => kindAt(s, i) === e.kind) : there
      for (const i of some) found.add(i)
    })
    return [...found].sort((a, b) => a - b)
  }
}
