/** Which row of an added table is which row of the loaded one, told by crime number or, where that is not to be trusted, by all it says. */
import { FLAG, type Incidents, NOT_REPORTED } from '../../core/table/incidents.ts'
import { textAt, textEquals } from '../../core/base/text.ts'
import type { DictColumn, TextColumn } from '../../core/base/text.ts'
import { hashBytes, TextIndex } from '../../core/base/textIndex.ts'
import { OFFENCES } from '../../core/base/offences.ts'
import { dayOf } from '../../core/base/time.ts'
import { broadKind } from '../meaning/offences.ts'
import { SAME_PLACE_M } from '../rows/once.ts'
import { nameKey, wordingKey } from '../rows/oneName.ts'
import { numberKey, numberKeys, onlyDigits } from '../rows/numberKeys.ts'
import { ROUNDED } from '../rows/spoiltUprns.ts'
import { isUntimed, mayBeOne, silentIn, WINDOW, windowThatStands, worth } from './columnRows.ts'
import type { Side } from './join.ts'
import { codesByName } from './joinParts.ts'
import { meet, rowsWhere, STEP } from './meeting.ts'

const encoder = new TextEncoder()

const lengthOf = ({ offsets }: TextColumn, i: number): number => offsets[i + 1] - offsets[i]

/**
 * For each value of `b` its code in `a`, and a code of its own, above all of `a`, where `a` does not have it. `key`: names
 * that are one whatever their spelling.
 */
function codesIn(a: DictColumn, b: DictColumn, key?: (name: string) => string): Uint32Array {
  const known = codesByName(a.values, key)
  return Uint32Array.from(b.values, (v, code) => known(v) ?? a.values.length + code)
}

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

/** The day on which a row was reported, as far as its table tells: a start that is told by another moment is that of the report. */
const reportDay = ({ from, flags, reported }: Incidents, i: number): number =>
  flags[i] & FLAG.standIn
    ? dayOf(from[i])
    : reported && reported[i] !== NOT_REPORTED
      ? dayOf(reported[i])
      : NaN

/** 1 for each of `n` loaded rows that has a partner. */
function metIn(partner: Int32Array, n: number): Uint8Array {
  const met = new Uint8Array(n)
  for (const i of partner) if (i >= 0) met[i] = 1
  return met
}

const kindAt = ({ offence }: Incidents, row: number): string => broadKind(OFFENCES[offence[row]].id)

/** What one of two rows of a crime may tell and the other not. */
interface Less {
  readonly less: (side: Side, row: number) => boolean
  /** what of its time both tell; NaN = nothing */
  readonly key: (t: Incidents, row: number) => number
  readonly alike?: (s: Incidents, t: Incidents, i: number, j: number, noEnds: boolean) => boolean
  /** two rows that both tell less may be one too: a day, and the same with 00:00 for a time not known */
  readonly both?: boolean
}

const isStandIn = ({ flags }: Incidents, i: number): boolean => (flags[i] & FLAG.standIn) !== 0

/** What least is missing first. */
const LESS: readonly Less[] = [
  {
    // a row without a number, and the same once it has one
    less: ({ text }, i) => lengthOf(text.id, i) === 0,
    key: ({ from }, i) => from[i],
    alike: (s, t, i, j, noEnds) => noEnds || s.to[i] === t.to[j],
  },
  {
    // a day, and the same with its clock time
    less: ({ incidents }, i) => isUntimed(incidents.flags[i]),
    key: ({ from }, i) => dayOf(from[i]),
    alike: (s, t, i, j, noEnds) =>
      isStandIn(s, i) === isStandIn(t, j) && (noEnds || dayOf(s.to[i]) === dayOf(t.to[j])),
    both: true,
  },
  // the day of the report in place of a start, and a start with its report
  { less: ({ incidents }, i) => isStandIn(incidents, i), key: reportDay },
]

/** Two tables whose rows are compared. Coordinates must lie on one plane. */
export class Pairing {
  readonly #a: Side
  readonly #b: Side
  readonly #codes: Readonly<Record<'wording' | 'beat' | 'street' | 'outcome', Uint32Array>>
  readonly #numbered: boolean
  /** columns in which the added table says nothing */
  readonly #silent: ReadonlySet<string>
  /** columns in which one of the two says nothing: they tell no two rows apart */
  readonly #unshared: ReadonlySet<string>
  /** the loaded table has rows whose starts are told, and such whose are not */
  readonly #starts: boolean
  readonly #standIns: boolean
  #mine?: TextIndex
  #theirs?: TextIndex
  /** both tables have numbers, and none was rounded: equal rows have equal numbers */
  #byNumber: boolean
  /** pairs whose crime numbers differ by zeros in front alone, once `pair` is done */
  zeros = 0

  constructor(base: Side, added: Side) {
    this.#a = base
    this.#b = added
    this.#silent = silentIn(added)
    this.#unshared = new Set([...this.#silent, ...silentIn(base)])
    this.#byNumber = !this.#unshared.has('id')
    const [s, t] = [base.incidents, added.incidents]
    this.#codes = {
      wording: codesIn(s.wording, t.wording, wordingKey),
      beat: codesIn(s.beat, t.beat, nameKey),
      street: codesIn(s.street, t.street, nameKey),
      outcome: codesIn(s.outcome, t.outcome),
    }
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
    if (this.#numbered && this.#byNumber) yield* this.#pairByNumber(partner, open, trusted)
    else for (let j = 0; j < t.n; j++) open.push(j)
    if (open.length > 0) {
      yield* this.#pairByContent(partner, open, trusted)
      this.#pairByKind(partner, open)
    }
    if (this.#numbered) for (const less of LESS) yield* this.#pairLessTold(partner, less)
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
        partner[j] = this.#sameCrime(i, j) ? i : -2
        if (
          partner[j] >= 0 &&
          onlyDigits(theirs.column, j) &&
          lengthOf(this.#a.text.id, i) !== lengthOf(this.#b.text.id, j)
        )
          this.zeros++
      }
    }
    // a row whose own number is good may be one whose number the other file has lost
    const lost = spoilt.includes(1)
    this.#byNumber = !lost && !anyLost
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
      if (i !== undefined && others.length + more.length === 0 && this.#sameCrime(i, j)) partner[j] = i
    }
  }

  /** Rows without a number to trust meet their like one to one: two equal rows need two equal partners. */
  *#pairByContent(
    partner: Int32Array,
    open: readonly number[],
    trusted: Uint8Array,
  ): Generator<number, void> {
    const mine = rowsWhere(trusted.length, (i) => trusted[i] === 0)
    const sharesDone = meet(partner, mine, open, {
      mine: (i) => this.#hash(this.#a, i),
      theirs: (j) => this.#hash(this.#b, j),
      alike: (i, j) => this.#sameContent(i, j),
    })
    for (const share of sharesDone) yield 0.4 + 0.6 * share
  }

  /** What is left meets its like in all but what one of the two does not tell. */
  *#pairLessTold(partner: Int32Array, { less, key, alike, both = false }: Less): Generator<number, void> {
    const [a, b] = [this.#a, this.#b]
    const met = metIn(partner, a.incidents.n)
    const mine = rowsWhere(met.length, (i) => met[i] === 0)
    const theirs = rowsWhere(partner.length, (j) => partner[j] === -1)
    // a row that tells less meets one that tells more
    const [more, fewer] = [false, true].map((is) => theirs.some((j) => less(b, j) === is))
    const some = mine.filter((i) => (less(a, i) ? more || (both && fewer) : fewer))
    if (some.length === 0) return
    const done = meet(partner, some, theirs, {
      mine: (i) => this.#hashRest(a, i, key(a.incidents, i)),
      theirs: (j) => this.#hashRest(b, j, key(b.incidents, j)),
      alike: (i, j) =>
        (less(a, i) !== less(b, j) || (both && less(a, i))) &&
        key(a.incidents, i) === key(b.incidents, j) &&
        (alike === undefined || alike(a.incidents, b.incidents, i, j, this.#unshared.has('to'))) &&
        this.#sameRest(i, j, true),
    })
    for (const _ of done) yield 1
  }

  /** A hash of what makes a row this row where no number can be trusted, of the columns both tables have; its outcome and narrative may change. */
  #hash(side: Side, i: number): number {
    const { incidents: t, text } = side
    const { id } = text
    const h = (this.#byNumber ? hashBytes(id.bytes, id.offsets[i], id.offsets[i + 1]) : 0) ^ t.from[i]
    return this.#hashRest(
      side,
      i,
      Math.imul(h ^ (h >>> 15), 0x85ebca6b) ^ (this.#unshared.has('to') ? 0 : t.to[i]),
    )
  }

  /** The same of its place and its offence alone, with what else there is. */
  #hashRest(side: Side, i: number, seed: number): number {
    const t = side.incidents
    let h = seed
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35) ^ Math.round(t.x[i] * 10)
    h = Math.imul(h ^ (h >>> 15), 0x85ebca6b) ^ Math.round(t.y[i] * 10)
    if (this.#unshared.has('offence')) return h
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35) ^ t.offence[i]
    h = Math.imul(h ^ (h >>> 15), 0x85ebca6b) ^ this.#code(side, 'wording', i)
    return Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  }

  /** Code of a row's value in the loaded table's dictionary. */
  #code(side: Side, key: 'wording' | 'beat' | 'street' | 'outcome', i: number): number {
    const code = side.incidents[key].codes[i]
    return side === this.#a ? code : this.#codes[key][code]
  }

  #sameCode(key: 'wording' | 'beat' | 'street' | 'outcome', i: number, j: number): boolean {
    return this.#a.incidents[key].codes[i] === this.#codes[key][this.#b.incidents[key].codes[j]]
  }

  #sameText(key: 'id' | 'address' | 'uprn' | 'mo', i: number, j: number): boolean {
    return textEquals(this.#a.text[key], i, this.#b.text[key], j)
  }

  #sameContent(i: number, j: number): boolean {
    const [s, t] = [this.#a.incidents, this.#b.incidents]
    return (
      s.from[i] === t.from[j] && (this.#unshared.has('to') || s.to[i] === t.to[j]) && this.#sameRest(i, j)
    )
  }

  /** Whether two rows agree in all but when they were. `blank`: a row without a number may have any. */
  #sameRest(i: number, j: number, blank = false): boolean {
    const [s, t] = [this.#a.incidents, this.#b.incidents]
    return (
      Math.round(s.x[i] * 10) === Math.round(t.x[j] * 10) &&
      Math.round(s.y[i] * 10) === Math.round(t.y[j] * 10) &&
      !this.anotherKind(i, j) &&
      (this.#unshared.has('offence') || this.#sameCode('wording', i, j)) &&
      (this.#unshared.has('id') ||
        this.#sameText('id', i, j) ||
        (blank && (lengthOf(this.#a.text.id, i) === 0 || lengthOf(this.#b.text.id, j) === 0)) ||
        (!this.#byNumber && this.#rounded(i, j))) &&
      this.#sameWhere(i, j)
    )
  }

  /** Whether the number of one of two rows was rounded, and may be that of the other; a row without one may have any. */
  #rounded(i: number, j: number): boolean {
    const [mine, theirs] = [textAt(this.#a.text.id, i), textAt(this.#b.text.id, j)]
    if (!ROUNDED.test(mine) && !ROUNDED.test(theirs)) return false
    return mine === '' || theirs === '' || mayBeOne(mine, theirs)
  }

  /** Whether two rows name the same place, by the best that both have: UPRN, else address, else street. */
  #sameWhere(i: number, j: number): boolean {
    for (const key of ['uprn', 'address'] as const) {
      if (this.#unshared.has(key)) continue
      const [a, b] = [this.#a.text[key], this.#b.text[key]]
      const [mine, theirs] = [lengthOf(a, i) > 0, lengthOf(b, j) > 0]
      if (mine || theirs) return mine && theirs && this.#sameText(key, i, j)
    }
    return this.#unshared.has('street') || this.#sameCode('street', i, j)
  }

  /** Whether row j has no number to be told by, and another kind of moment for its start than loaded rows have. */
  isUnsure(j: number): boolean {
    if (!this.#unshared.has('id') && lengthOf(this.#b.text.id, j) > 0) return false
    return isStandIn(this.#b.incidents, j) ? this.#starts : this.#standIns
  }

  /** Whether both tables tell the kind of offence, and another one each. */
  anotherKind(i: number, j: number): boolean {
    return !this.#unshared.has('offence') && this.#a.incidents.offence[i] !== this.#b.incidents.offence[j]
  }

  /** Whether the day of the report, which stands for the start of one of two rows, is that on which the other was reported. */
  #sameReport(i: number, j: number): boolean {
    const [s, t] = [this.#a.incidents, this.#b.incidents]
    if (((s.flags[i] ^ t.flags[j]) & FLAG.standIn) === 0) return false
    return reportDay(s, i) === reportDay(t, j)
  }

  /** One number: one crime where the day or the place agrees, and with another offence where both do. */
  #sameCrime(i: number, j: number): boolean {
    const [s, t] = [this.#a.incidents, this.#b.incidents]
    const day = dayOf(s.from[i]) === dayOf(t.from[j]) || this.#sameReport(i, j)
    const another = this.anotherKind(i, j)
    if (day && !another) return true
    if (another && !day) return false
    const { offsets } = this.#a.text.uprn
    return (
      Math.hypot(s.x[i] - t.x[j], s.y[i] - t.y[j]) <= SAME_PLACE_M ||
      (offsets[i] < offsets[i + 1] && this.#sameText('uprn', i, j))
    )
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

  /** Whether row i of the loaded table and row j of the added one, of one crime, say the same in every column that the added one tells. */
  identical(i: number, j: number): boolean {
    const [s, t] = [this.#a.incidents, this.#b.incidents]
    const stands = windowThatStands(s, t, i, j, this.#silent.has('to'))
    return (
      worth(this.#b.text.id, j) <= worth(this.#a.text.id, i) &&
      (stands > 0 || s.from[i] === t.from[j]) &&
      (stands === WINDOW || this.#silent.has('to') || s.to[i] === t.to[j]) &&
      (this.#silent.has('offence') || (s.offence[i] === t.offence[j] && this.#sameCode('wording', i, j))) &&
      // a change of plane moves a point by less than this
      Math.abs(s.x[i] - t.x[j]) < 0.05 &&
      Math.abs(s.y[i] - t.y[j]) < 0.05 &&
      (!t.reported || (s.reported?.[i] ?? NOT_REPORTED) === t.reported[j]) &&
      (['beat', 'street', 'outcome'] as const).every((k) => this.#silent.has(k) || this.#sameCode(k, i, j)) &&
      (['address', 'uprn', 'mo'] as const).every((k) => this.#silent.has(k) || this.#sameText(k, i, j))
    )
  }
}
