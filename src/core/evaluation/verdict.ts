/** What may be said of a plan, in words: never more than the interval, the test and the design allow. */
import { type Design, levelSentence } from './design.ts'
import { visibleFall } from './power.ts'
import { showNumber, exactP } from '../base/words.ts'
import type { FourCounts, Interval } from './rateChange.ts'
import { endsWords, percentRange, rangeWords, showPercentOff } from './words.ts'

/** Incidents an arm needs before the start, for a verdict. */
export const FEWEST_BEFORE = 20

/** What a verdict rests on. */
export interface VerdictInput {
  readonly rateRatio: number
  readonly ci: Interval
  /** of ln rate ratio */
  readonly se: number
  readonly df?: number
  /** of the test that goes with the design (flips, draw, placebo), after Holm where several outcomes were looked at; absent or NaN = none was possible */
  readonly p?: number
  /** what that test was, such as "exchanging treated and comparison areas" */
  readonly test?: string
  readonly design: Design
  /** absent for a single series */
  readonly counts?: FourCounts
  /** incidents before the start of a single series */
  readonly before?: number
  /** why nothing is said whatever the interval, as a sentence */
  readonly withheld?: string
  /** changes of recording and the like inside the windows */
  readonly breaks?: readonly string[]
  /** the largest change that would not matter, a share, written before the start; absent = none was */
  readonly margin?: number
  /** what is compared, where it is not a plan with its comparison */
  readonly words?: { readonly fell: string; readonly rose: string; readonly against: string }
  /** φ was not measured: the interval takes counts as Poisson */
  readonly poisson?: boolean
}

/** none: no verdict; small: no change larger than the margin. */
export type VerdictKind = 'fell' | 'rose' | 'small' | 'cannot tell' | 'none'

/** The verdict with everything that must stand beside it. */
export interface Verdict {
  readonly kind: VerdictKind
  readonly sentence: string
  readonly warnings: readonly string[]
  readonly level: string
}

/** The smallest fall this estimate could have shown, from the same standard error as its interval. */
export function couldShow(se: number, df?: number): string {
  const fall = Math.round(100 * visibleFall(se, { df }))
  if (fall === 0) return 'With this spread of the counts even a fall of less than 1% is likely to show.'
  return fall >= 99
    ? 'With this spread of the counts not even an end to all crime would be likely to show.'
    : `With this spread of the counts a fall of ${fall}% or more is likely to show; smaller ones are often missed.`
}

/** The verdict in words. */
export function verdictOf(input: VerdictInput): Verdict {
  const { kind, sentence: plain } = judged(input)
  const sentence =
    input.poisson && (kind === 'fell' || kind === 'rose' || kind === 'small')
      ? `If counts swing no more than chance alone, which was not measured here: ${plain[0].toLowerCase()}${plain.slice(1)}`
      : plain
  const warnings = [
    ...(input.breaks ?? []).map(
      (b) => `The windows reach over a break: ${b}. The figure may show that instead.`,
    ),
  ]
  if (kind === 'cannot tell' && Number.isFinite(input.se)) warnings.push(couldShow(input.se, input.df))
  if (input.poisson)
    warnings.push(
      'φ was not measured: this interval takes counts as Poisson. On recorded burglary such intervals raise three to seven times too many false alarms.',
    )
  return { kind, sentence, warnings, level: levelSentence(input.design) }
}

function judged(input: VerdictInput): { kind: VerdictKind; sentence: string } {
  const { rateRatio, ci, p = NaN, test = 'the test', design, counts, margin } = input
  if (design === 'before-after')
    return {
      kind: 'none',
      sentence:
        'No verdict: before and after alone shows falls where nothing was done. A comparison area, or other places and years of the past, are needed.',
    }
  if (counts) {
    const few = [
      counts.before < FEWEST_BEFORE && `${counts.before} in the treated areas`,
      counts.comparisonBefore < FEWEST_BEFORE && `${counts.comparisonBefore} in the comparison`,
    ].filter(Boolean)
    const first = counts.before < FEWEST_BEFORE ? counts.before : counts.comparisonBefore
    if (few.length)
      return {
        kind: 'none',
        sentence: `No verdict: there ${first === 1 ? 'was' : 'were'} only ${few.join(' and ')} before the start; ${FEWEST_BEFORE} or more are needed in each.`,
      }
  }
  if (input.before !== undefined && input.before < FEWEST_BEFORE)
    return {
      kind: 'none',
      sentence: `No verdict: there ${input.before === 1 ? 'was' : 'were'} only ${input.before} before the start; ${FEWEST_BEFORE} or more are needed.`,
    }
  if (input.withheld) return { kind: 'none', sentence: input.withheld }
  const words = input.words ?? wordsOf(design, counts)
  const [low, high] = ci
  if (margin !== undefined && low > 1 - margin && high < 1 + margin)
    return {
      kind: 'small',
      sentence: `No change larger than ${showNumber(100 * margin, Number.isInteger(+(100 * margin).toFixed(6)) ? 0 : 1)}%, the margin written before the start: the interval reaches from ${endsWords(ci)}.`,
    }
  const clear = high < 1 || low > 1
  const passed = Number.isNaN(p) || p <= 0.05
  if (clear && passed) {
    const fell = high < 1
    return {
      kind: fell ? 'fell' : 'rose',
      sentence: `${fell ? words.fell : words.rose} by ${showPercentOff(rateRatio)} (${percentRange(ci)}).`,
    }
  }
  const could = `Cannot tell: it could be ${rangeWords(ci)} against ${words.against}`
  if (!clear) return { kind: 'cannot tell', sentence: `${could}.` }
  return {
    kind: 'cannot tell',
    sentence: `${could} by the interval alone, but ${test} gives as much by chance too often (p = ${exactP(p)}).`,
  }
}

/** How a fall and a rise against the comparison are worded. */
function wordsOf(design: Design, counts?: FourCounts): NonNullable<VerdictInput['words']> {
  if (design === 'series') {
    const against = 'what trend and season led to expect'
    return { fell: `Crime fell below ${against}`, rose: `Crime rose above ${against}`, against }
  }
  // "fell more" must be true of the counts as well: where they rose, they rose less
  const rising = counts && counts.after >= counts.before
  return {
    fell: rising
      ? 'Crime rose less than in the comparison: it ended below that change'
      : 'Crime fell more than the comparison',
    rose: rising
      ? 'Crime rose more than the comparison'
      : 'Crime fell less than in the comparison: it ended above that change',
    against: 'the comparison',
  }
}
