/** A dip sample of a register: who is in it, how it was drawn, what it can tell. */
import { dictAt, textAt } from '../../base/text.ts'
import { OFFENCES } from '../../base/offences.ts'
import { countOf, showNumber, showShare } from '../../base/words.ts'
import { OUTCOME_GROUPS, outcomeGroup } from '../../table/outcomes.ts'
import type { Cases } from './cases.ts'
import { type Draw, drawFiles, type DrawWish } from './draw.ts'
import { monthOf } from './report.ts'
import { type Interval, shareOfRegister, type StratumCount, weightedShare } from './shares.ts'

/** What a sample may be stratified by, beside any column of the register. */
export const STRATA = ['offence', 'month', 'team', 'beat', 'outcome'] as const

/** What a case is called: its number, else its line in the file. */
export const caseName = (cases: Cases, row: number): string =>
  textAt(cases.id, row) || `line ${cases.line[row]}`

/**
 * What tells the stratum of a row; `by` is one of STRATA or a further column. Offences are told by their kind, or by
 * the register's own wording where most of its kinds are not known here.
 */
export function stratumValue(cases: Cases, by: string): (row: number) => string {
  const groups = cases.outcome.values.map((v) => OUTCOME_GROUPS.find((g) => g.id === outcomeGroup(v))!.label)
  const { team } = cases.texts
  switch (by) {
    case 'offence': {
      const known = cases.offence.reduce((sum, o) => sum + (OFFENCES[o].id === 'other' ? 0 : 1), 0)
      return known * 2 >= cases.n
        ? (row) => OFFENCES[cases.offence[row]].label
        : (row) => dictAt(cases.wording, row) || 'no offence'
    }
    case 'month':
      return (row) => monthOf(cases, row) || 'no date'
    case 'team':
      return (row) => (team && dictAt(team, row)) || 'no team'
    case 'beat':
      return (row) => dictAt(cases.beat, row) || 'no beat'
    case 'outcome':
      return (row) => groups[cases.outcome.codes[row]]
    default:
      return (row) => dictAt(cases.further[by], row) || 'blank'
  }
}

/** Draws a dip sample of some rows, stratified by the values of `by` joined. The page and the terminal both draw here. */
export function drawDipSample(
  cases: Cases,
  rows: ArrayLike<number>,
  by: readonly string[],
  wish: DrawWish,
): Draw {
  const values = by.map((b) => stratumValue(cases, b))
  return drawFiles(
    rows,
    (row) => values.map((value) => value(row)).join(' · ') || 'all',
    (row) => caseName(cases, row),
    wish,
  )
}

/** What so many files can tell at best: the 95% interval when half of them say yes, in words. */
export function whatItTells(size: number, register: number): string {
  const [low, high] = shareOfRegister(size / 2, size, register)
  const margin = showShare((high - low) / 2).replace('%', ' points')
  return `${countOf(size, 'file')} of ${countOf(register, 'case')}: a share is known to about ± ${margin} at worst.`
}

/** How the answers to one question fell in a stratum. */
export interface StratumAnswers {
  readonly name: string
  /** files in the register */
  readonly size: number
  readonly yes: number
  readonly no: number
  /** read, but the question does not arise */
  readonly notApplicable: number
}

/** A share of the register as the sample tells it. */
export interface Estimate {
  readonly yes: number
  readonly answered: number
  readonly share: number
  /** absent for files picked by hand: they speak for nobody but themselves */
  readonly interval?: Interval
  readonly note: string
}

/** Files drawn with equal chance that would tell as much as these do by their weights (Kish), with finite correction; Infinity where all were read. */
function worthOf(strata: readonly StratumCount[]): number {
  const seen = strata.filter((s) => s.read > 0)
  const total = seen.reduce((sum, s) => sum + s.size, 0)
  const spread = seen.reduce(
    (sum, { size, read }) => sum + ((size / total) ** 2 * Math.max(0, 1 - read / size)) / read,
    0,
  )
  return 1 / spread
}

/** Strata by name; their number where the names would fill the page. */
const namesOf = (names: readonly string[], all: number): string =>
  names.length > 4 ? `${names.length} of ${all} strata` : names.join(', ')

/**
 * Estimates a share of the register. each – by strata, weighted by their size (times the part to which the question
 * applies). spread – plain, Wilson with finite correction. hand – the share of the files read and no interval.
 */
export function estimate(strata: readonly StratumAnswers[], way: Draw['way'] | 'hand'): Estimate {
  const yes = strata.reduce((sum, s) => sum + s.yes, 0)
  const answered = strata.reduce((sum, s) => sum + s.yes + s.no, 0)
  const register = strata.reduce((sum, s) => sum + s.size, 0)
  if (way === 'hand')
    return {
      yes,
      answered,
      share: yes / answered,
      note: 'Files picked by hand: no interval, for they stand for no others. Draw a sample to speak of the register.',
    }
  const applies = (s: StratumAnswers): number => {
    const read = s.yes + s.no + s.notApplicable
    return read === 0 ? s.size : (s.size * (s.yes + s.no)) / read
  }
  const base = strata.reduce((sum, s) => sum + applies(s), 0)
  const plain = {
    yes,
    answered,
    share: yes / answered,
    interval: shareOfRegister(yes, answered, Math.max(base, answered)),
  }
  if (way === 'spread' || strata.length === 1)
    return {
      ...plain,
      note: 'Every file had the same chance: the plain share, Wilson interval with finite correction.',
    }
  const counts: StratumCount[] = strata.map((s) => ({
    name: s.name,
    size: applies(s),
    read: s.yes + s.no,
    yes: s.yes,
  }))
  const weighted = weightedShare(counts)
  const unseen = counts.filter((s) => s.read === 0).map((s) => s.name)
  const worth = worthOf(counts)
  const least: Interval = Number.isFinite(worth)
    ? shareOfRegister(weighted.share * worth, worth)
    : [weighted.share, weighted.share]
  const worthWords = `Wilson’s for as many files as these are worth (${Number.isFinite(worth) ? showNumber(worth, 1) : 'all'})`
  const unseenWords =
    unseen.length > 0
      ? ` Nothing was read of ${namesOf(unseen, counts.length)}: the estimate does not speak for them.`
      : ''
  // equal answers in every stratum leave no spread to see, which is not the same as none
  if (weighted.se === 0 && answered < register)
    return {
      ...{ yes, answered, share: weighted.share, interval: least },
      note: `Each stratum counted by its size in the register. In each all answers are the same: the interval is ${worthWords}.${unseenWords}`,
    }
  // nor does a stratum of one file show any: the interval is then no narrower than that of its files
  const interval: Interval =
    weighted.single.length > 0
      ? [Math.min(weighted.interval[0], least[0]), Math.max(weighted.interval[1], least[1])]
      : weighted.interval
  const singleWords =
    weighted.single.length > 0
      ? ` One file alone was read of ${namesOf(weighted.single, counts.length)}, whose spread is not known: the interval is no narrower than ${worthWords}.`
      : ''
  return {
    yes,
    answered,
    share: weighted.share,
    interval,
    note: `Each stratum counted by its size in the register.${unseenWords}${singleWords}`,
  }
}
