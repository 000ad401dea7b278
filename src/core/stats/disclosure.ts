/**
 * Counts for publication. A count below `least` is never shown, and what is shown is a range wide enough that no
 * suppressed count can be worked out from the other figures: not from a total, not from the second table. Every figure
 * is a range the reader may be sure of; `audit` does the subtraction an outsider would do and says whether it fails.
 */
import { showNumber } from '../base/words.ts'

/** A published figure: the count lies in [low, high], both included. `hidden` = below the least that may be shown. */
export interface Figure {
  readonly low: number
  readonly high: number
  readonly hidden: boolean
}

/** Counts of the same incidents cut in two ways: by square, and by month and kind. */
export interface Counts {
  readonly cells: readonly number[]
  /** months × kinds */
  readonly months: readonly (readonly number[])[]
}

/** What may be published of them. */
export interface Release {
  /** width of the ranges: figures are told apart in steps of this many */
  readonly step: number
  readonly cells: readonly Figure[]
  /** undefined = withheld, because it would give a suppressed count away */
  readonly months: readonly (readonly Figure[])[] | undefined
  /** undefined = withheld */
  readonly total: Figure | undefined
  /** what was done beyond hiding small counts, a sentence each */
  readonly notes: readonly string[]
}

/** The smallest count that is shown. */
export const LEAST = 5

/** A count as a range: below `least` hidden, then steps of `step` that begin at whole multiples of it. */
export function figureOf(count: number, step: number, least = LEAST): Figure {
  if (count < least) return { low: 0, high: least - 1, hidden: true }
  const low = Math.floor(count / step) * step
  return { low: Math.max(low, least), high: low + step - 1, hidden: false }
}

/** What is known of the sum of a table from elsewhere. */
type Known = readonly [low: number, high: number]

const sum = (figures: readonly Figure[]): Known =>
  figures.reduce<Known>((s, f) => [s[0] + f.low, s[1] + f.high], [0, 0])

/** Whether every hidden figure of a table can still be anything from 0 to its high, given what its sum may be. */
function safe(figures: readonly Figure[], known: Known): boolean {
  const [low, high] = sum(figures)
  return figures.every(
    (f) => !f.hidden || (known[0] - (high - f.high) <= f.low && known[1] - (low - f.low) >= f.high),
  )
}

/**
 * Whether no hidden count can be narrowed down: the total bounds both tables, and each table the other. The tables
 * are taken to count exactly the same incidents, which is the most an outsider can know.
 */
export function audit({ cells, months, total }: Pick<Release, 'cells' | 'months' | 'total'>): boolean {
  const all: Known = [0, Infinity]
  const meet = (a: Known, b: Known): Known => [Math.max(a[0], b[0]), Math.min(a[1], b[1])]
  const byTotal: Known = total ? [total.low, total.high] : all
  const flat = months?.flat()
  const byCells = meet(byTotal, flat ? sum(flat) : all)
  const byMonths = meet(byTotal, sum(cells))
  const totalHidden = total?.hidden ? [total] : []
  return (
    safe(cells, byCells) &&
    (!flat || safe(flat, byMonths)) &&
    // a hidden total must not be told by the parts either
    totalHidden.every(() => sum(cells)[0] === 0 && (!flat || sum(flat)[0] === 0))
  )
}

/** Widths tried in turn, narrowest first. */
const STEPS = [5, 10, 20, 50, 100] as const

/** The total is told no finer than this. */
const TOTAL_STEP = 10

/**
 * What may be published of these counts: the finest ranges that pass `audit`, first with the total, then without,
 * then without the table of months. A single table without a total always passes, so there is always an answer.
 */
export function publish({ cells, months }: Counts, least = LEAST): Release {
  const all = cells.reduce((a, b) => a + b, 0)
  const monthly = months.flat().reduce((a, b) => a + b, 0)
  if (all !== monthly)
    throw new Error(
      `The squares hold ${all} incidents and the months ${monthly}; both must count the same ones.`,
    )
  const made = (step: number, withMonths: boolean, withTotal: boolean): Omit<Release, 'notes'> => ({
    step,
    cells: cells.map((c) => figureOf(c, step, least)),
    months: withMonths ? months.map((row) => row.map((c) => figureOf(c, step, least))) : undefined,
    total: withTotal ? figureOf(all, Math.max(step, TOTAL_STEP), least) : undefined,
  })
  for (const [withMonths, withTotal] of [
    [true, true],
    [true, false],
    [false, false],
  ] as const)
    for (const step of withTotal ? STEPS.slice(0, 2) : STEPS) {
      const release = made(step, withMonths, withTotal)
      if (!audit(release)) continue
      const notes = [
        `Counts below ${least} are not shown; other counts are shown as ranges of ${step}${withTotal && step < TOTAL_STEP ? `, the total as one of ${TOTAL_STEP}` : ''}.`,
        ...(withTotal
          ? []
          : ['The total is withheld: with it, a count that is not shown could be worked out.']),
        ...(withMonths
          ? []
          : ['The table of months is withheld: with it, a count that is not shown could be worked out.']),
      ]
      return { ...release, notes }
    }
  throw new Error('No way was found to publish these counts safely. Choose a longer period.')
}

/** "fewer than 5", "1,240 to 1,249". */
export const figureWords = (f: Figure): string =>
  f.hidden
    ? `fewer than ${f.high + 1}`
    : f.low === f.high
      ? showNumber(f.low)
      : `${showNumber(f.low)} to ${showNumber(f.high)}`
