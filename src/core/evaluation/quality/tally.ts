/** Answers counted: yes, no and blank as three groups, by month, team and beat, between periods, teams as a funnel. */
import { binomialRange } from '../../stats/binomial.ts'
import { wilson } from '../../places/repeats.ts'
import { ANSWER } from './answers.ts'
import { type Difference, type Interval, newcombe } from './shares.ts'

/** One group of files counted. */
export interface Tally {
  /** all files of the group */
  readonly n: number
  readonly yes: number
  readonly no: number
  readonly blank: number
  /** out of the base */
  readonly notApplicable: number
  /** words that were not guessed */
  readonly unread: number
  /** yes of the answered, yes + no; NaN where none was answered */
  readonly share: number
  /** 95% Wilson interval of that share */
  readonly interval: Interval
  /** the share if every blank and unread file were a no, and if every one were a yes */
  readonly bounds: Interval
}

/** What counts of the five answers make. */
function tallyOf([yes, no, blank, notApplicable, unread]: ArrayLike<number> & Iterable<number>): Tally {
  const open = blank + unread
  const base = yes + no + open
  return {
    n: base + notApplicable,
    yes,
    no,
    blank,
    notApplicable,
    unread,
    share: yes / (yes + no),
    interval: wilson(yes, yes + no),
    bounds: [yes / base, (yes + open) / base],
  }
}

/** Counts the answers of some rows. */
export function tally(codes: Uint8Array, rows: ArrayLike<number>): Tally {
  const counts = new Uint32Array(5)
  for (let i = 0; i < rows.length; i++) counts[codes[rows[i]]]++
  return tallyOf(counts)
}

/** A part of the files with its name. */
export interface Part extends Tally {
  readonly name: string
}

/** Rows in named groups, to be counted for one measure after another. */
export interface Groups {
  /** in order */
  readonly names: readonly string[]
  /** index of the name of each of the rows */
  readonly of: Uint32Array
}

/** Groups rows by a name for each; rows without one come under ''. */
export function groupsBy(rows: ArrayLike<number>, nameOf: (row: number) => string): Groups {
  const found = new Map<string, number>()
  const of = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const name = nameOf(rows[i])
    let k = found.get(name)
    if (k === undefined) found.set(name, (k = found.size))
    of[i] = k
  }
  const names = [...found.keys()].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  const place = new Uint32Array(names.length)
  names.forEach((name, k) => (place[found.get(name)!] = k))
  return { names, of: of.map((k) => place[k]) }
}

/** Counts each group of the rows that were grouped, in order of the names. */
export function tallyBy(codes: Uint8Array, rows: ArrayLike<number>, { names, of }: Groups): Part[] {
  const counts = new Uint32Array(names.length * 5)
  for (let i = 0; i < rows.length; i++) counts[of[i] * 5 + codes[rows[i]]]++
  return names.map((name, k) => ({ name, ...tallyOf(counts.subarray(k * 5, k * 5 + 5)) }))
}

/** A team against what chance alone would do around the share of all. */
export interface FunnelPoint {
  readonly name: string
  readonly yes: number
  /** answered files */
  readonly answered: number
  readonly share: number
  /** counts that chance makes no surprise, as shares: 95%, and `level` */
  readonly inner: Interval
  readonly outer: Interval
  /** 95% for all teams and all measures that are looked at together (Bonferroni) */
  readonly level: number
  /** outside the outer limits only: a reason to read files, no verdict */
  readonly place: 'within' | 'above' | 'below'
}

/** A false alarm that may come by chance, over all that is looked at. */
const CHANCE = 0.05

/**
 * Teams as a funnel: exact binomial limits around the common share. Teams without an answered file are left away.
 * `looks` = measures that are looked at beside each other, this one included.
 */
export function funnelOf(parts: readonly Part[], looks: number): FunnelPoint[] {
  const named = parts.filter((p) => p.name !== '' && p.yes + p.no > 0)
  const yes = named.reduce((sum, p) => sum + p.yes, 0)
  const all = named.reduce((sum, p) => sum + p.yes + p.no, 0)
  const level = 1 - CHANCE / (named.length * looks)
  return named.map((p) => {
    const answered = p.yes + p.no
    const limits = (level: number): Interval => {
      const [low, high] = binomialRange(answered, yes / all, level)
      return [low / answered, high / answered]
    }
    const [inner, outer] = [limits(0.95), limits(level)]
    const place = p.share > outer[1] ? 'above' : p.share < outer[0] ? 'below' : 'within'
    return { name: p.name, yes: p.yes, answered, share: p.share, inner, outer, level, place }
  })
}

/** Two periods of one measure. */
export interface Change extends Difference {
  readonly before: Tally
  readonly after: Tally
  /** whether it rose or fell can be told, once all measures that are looked at are allowed for (Bonferroni) */
  readonly told: boolean
}

/** The rows before a moment against those from it on; rows without a moment are in neither. `looks` as above. */
export function changeAt(
  codes: Uint8Array,
  rows: ArrayLike<number>,
  moments: Float64Array,
  at: number,
  looks: number,
): Change {
  const early: number[] = []
  const late: number[] = []
  for (let i = 0; i < rows.length; i++)
    if (moments[rows[i]] < at) early.push(rows[i])
    else if (moments[rows[i]] >= at) late.push(rows[i])
  const [before, after] = [tally(codes, early), tally(codes, late)]
  const pairs = [before, after].map((t) => [t.yes, t.yes + t.no] as const)
  const [low, high] = newcombe(pairs[0], pairs[1], 1 - CHANCE / looks).interval
  return { before, after, told: low > 0 || high < 0, ...newcombe(pairs[0], pairs[1]) }
}

/** Codes of a measure by a rule for each row. */
export function codesOf(n: number, rule: (row: number) => keyof typeof ANSWER): Uint8Array {
  return Uint8Array.from({ length: n }, (_, i) => ANSWER[rule(i)])
}
