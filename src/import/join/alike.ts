/** Whether a row of a loaded table and one of an added one are alike: of one crime, or the same in all that both tell. */
import { FLAG, NOT_REPORTED } from '../../core/table/incidents.ts'
import { type DictColumn, lengthAt, textAt, textEquals } from '../../core/base/text.ts'
import { hashBytes } from '../../core/base/textIndex.ts'
import { dayOf } from '../../core/base/time.ts'
import { mayBeOne } from '../rows/numberKeys.ts'
import { SAME_PLACE_M } from '../rows/once.ts'
import { nameKey, wordingKey } from '../rows/oneName.ts'
import { ROUNDED } from '../rows/spoiltUprns.ts'
import { silentIn, WINDOW, windowThatStands, worth } from './columnRows.ts'
import type { Side } from './join.ts'
import { codesByName } from './joinParts.ts'
import { isStandIn, reportDay } from './lessTold.ts'
import { beginsIn, tellsNoDay, type Times, timesOf } from './times.ts'
import { cellOf, looksOf, nearIn, placeStands, type Writings } from './writings.ts'

/**
 * For each value of `b` its code in `a`, and a code of its own, above all of `a`, where `a` does not have it. `key`: names
 * that are one whatever their spelling.
 */
function codesIn(a: DictColumn, b: DictColumn, key?: (name: string) => string): Uint32Array {
  const known = codesByName(a.values, key)
  return Uint32Array.from(b.values, (v, code) => known(v) ?? a.values.length + code)
}

/** Rows i of a loaded table beside rows j of an added one. Coordinates must lie on one plane. */
export class Alike {
  readonly #a: Side
  readonly #b: Side
  readonly #times: readonly [Times, Times]
  readonly #writings: Writings
  readonly #codes: Readonly<Record<'wording' | 'beat' | 'street' | 'outcome', Uint32Array>>
  /** columns in which the added table says nothing */
  readonly #silent: ReadonlySet<string>
  /** columns in which one of the two says nothing: they tell no two rows apart */
  readonly unshared: ReadonlySet<string>
  /** hashes by which an added row is looked for */
  readonly looks: number
  /** both tables have numbers, and none is known to be rounded: equal rows have equal numbers */
  byNumber: boolean

  constructor(base: Side, added: Side, writings: Writings) {
    this.#a = base
    this.#b = added
    this.#writings = writings
    this.looks = looksOf(writings)
    this.#times = [timesOf(base), timesOf(added)]
    this.#silent = silentIn(added)
    this.unshared = new Set([...this.#silent, ...silentIn(base)])
    this.byNumber = !this.unshared.has('id')
    const [s, t] = [base.incidents, added.incidents]
    this.#codes = {
      wording: codesIn(s.wording, t.wording, wordingKey),
      beat: codesIn(s.beat, t.beat, nameKey),
      street: codesIn(s.street, t.street, nameKey),
      outcome: codesIn(s.outcome, t.outcome),
    }
  }

  /** A hash of what makes a row this row where no number can be trusted, of the columns both tables have; its outcome and narrative may change. */
  hash(side: Side, i: number, look?: number): number {
    const { incidents: t, text } = side
    const { id } = text
    const h = (this.byNumber ? hashBytes(id.bytes, id.offsets[i], id.offsets[i + 1]) : 0) ^ t.from[i]
    return this.hashRest(
      side,
      i,
      Math.imul(h ^ (h >>> 15), 0x85ebca6b) ^ (this.unshared.has('to') ? 0 : t.to[i]),
      look,
    )
  }

  /** The same of its place and its offence alone, with what else there is. */
  hashRest(side: Side, i: number, seed: number, look?: number): number {
    const t = side.incidents
    const [x, y] = cellOf(this.#writings, t.x[i], t.y[i], look)
    let h = seed
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35) ^ x
    h = Math.imul(h ^ (h >>> 15), 0x85ebca6b) ^ y
    if (this.unshared.has('offence')) return h
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

  sameContent(i: number, j: number): boolean {
    const [s, t] = [this.#a.incidents, this.#b.incidents]
    return s.from[i] === t.from[j] && (this.unshared.has('to') || s.to[i] === t.to[j]) && this.sameRest(i, j)
  }

  /** Whether two rows agree in all but when they were. `blank`: a row without a number may have any. */
  sameRest(i: number, j: number, blank = false): boolean {
    const [s, t] = [this.#a.incidents, this.#b.incidents]
    return (
      (this.#writings.room > 0
        ? nearIn(this.#writings, s, t, i, j)
        : Math.round(s.x[i] * 10) === Math.round(t.x[j] * 10) &&
          Math.round(s.y[i] * 10) === Math.round(t.y[j] * 10)) &&
      !this.anotherKind(i, j) &&
      (this.unshared.has('offence') || this.#sameCode('wording', i, j)) &&
      (this.unshared.has('id') ||
        this.#sameText('id', i, j) ||
        (blank && (lengthAt(this.#a.text.id, i) === 0 || lengthAt(this.#b.text.id, j) === 0)) ||
        (!this.byNumber && this.#rounded(i, j))) &&
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
      if (this.unshared.has(key)) continue
      const [a, b] = [this.#a.text[key], this.#b.text[key]]
      const [mine, theirs] = [lengthAt(a, i) > 0, lengthAt(b, j) > 0]
      if (mine || theirs) return mine && theirs && this.#sameText(key, i, j)
    }
    return this.unshared.has('street') || this.#sameCode('street', i, j)
  }

  /** Whether both tables tell the kind of offence, and another one each. */
  anotherKind(i: number, j: number): boolean {
    return !this.unshared.has('offence') && this.#a.incidents.offence[i] !== this.#b.incidents.offence[j]
  }

  /** Whether the day of the report, which stands for the start of one of two rows, is that on which the other was reported. */
  #sameReport(i: number, j: number): boolean {
    const [s, t] = [this.#a.incidents, this.#b.incidents]
    if (((s.flags[i] ^ t.flags[j]) & FLAG.standIn) === 0) return false
    return reportDay(s, i) === reportDay(t, j)
  }

  /** One number: one crime where the day or the place agrees, and with another offence where both do. */
  sameCrime(i: number, j: number): boolean {
    const [s, t] = [this.#a.incidents, this.#b.incidents]
    const [mine, theirs] = this.#times
    const day =
      dayOf(s.from[i]) === dayOf(t.from[j]) ||
      beginsIn(mine, i, theirs, j) ||
      beginsIn(theirs, j, mine, i) ||
      this.#sameReport(i, j)
    const another = this.anotherKind(i, j)
    if (day && !another) return true
    if (another && !day) return false
    const { offsets } = this.#a.text.uprn
    return (
      Math.hypot(s.x[i] - t.x[j], s.y[i] - t.y[j]) <= SAME_PLACE_M ||
      (offsets[i] < offsets[i + 1] && this.#sameText('uprn', i, j))
    )
  }

  /** Whether row i of the loaded table and row j of the added one, of one crime, say the same in every column that the added one tells. */
  identical(i: number, j: number): boolean {
    const [s, t] = [this.#a.incidents, this.#b.incidents]
    const [mine, theirs] = this.#times
    const stands = windowThatStands(mine, theirs, i, j, this.#silent.has('to'))
    // the same moment, and now that of the crime itself
    const finer = (tellsNoDay(mine, i) && !tellsNoDay(theirs, j)) || (isStandIn(s, i) && !isStandIn(t, j))
    return (
      worth(this.#b.text.id, j) <= worth(this.#a.text.id, i) &&
      (stands > 0 || (s.from[i] === t.from[j] && !finer)) &&
      (stands === WINDOW || this.#silent.has('to') || s.to[i] === t.to[j]) &&
      (this.#silent.has('offence') || (s.offence[i] === t.offence[j] && this.#sameCode('wording', i, j))) &&
      (placeStands(this.#writings, s, t, i, j) ||
        // a change of plane moves a point by less than this
        (Math.abs(s.x[i] - t.x[j]) < 0.05 && Math.abs(s.y[i] - t.y[j]) < 0.05)) &&
      (!t.reported || (s.reported?.[i] ?? NOT_REPORTED) === t.reported[j]) &&
      (['beat', 'street', 'outcome'] as const).every((k) => this.#silent.has(k) || this.#sameCode(k, i, j)) &&
      (['address', 'uprn', 'mo'] as const).every((k) => this.#silent.has(k) || this.#sameText(k, i, j))
    )
  }
}
