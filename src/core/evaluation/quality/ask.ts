/** What the page asks of a register of case files, and the answers: the counting is done beside the page. */
import { type OffenceId, offenceIndex } from '../../base/offences.ts'
import { dictAt } from '../../base/text.ts'
import { dayOf } from '../../base/time.ts'
import type { Cases } from './cases.ts'
import { caseName, drawDipSample, STRATA, stratumValue } from './dipSample.ts'
import { type Draw, type DrawWish, secondReading } from './draw.ts'
import { type QualityParams, qualityDefaults } from './params.ts'
import { caseBefore, madeRepeats } from './repeatFlag.ts'
import { type QualityReport, qualityReport } from './report.ts'
import type { Sheet } from './sheet.ts'
import { type Trial, tryScore } from './trial.ts'

/** Which cases are looked at. Absent parts leave none out; days are those on which the crime happened, both included. */
export interface CaseFilter {
  readonly offences?: readonly OffenceId[]
  readonly from?: number
  readonly to?: number
  readonly beats?: readonly string[]
}

/** Rows that a filter leaves, ascending; a case without a date is in no period. */
export function caseRowsOf(cases: Cases, { offences, from, to, beats }: CaseFilter): Uint32Array {
  const kinds = offences && new Set(offences.map(offenceIndex))
  const inBeat = beats && cases.beat.values.map((v) => beats.includes(v))
  const rows = new Uint32Array(cases.n)
  let n = 0
  for (let i = 0; i < cases.n; i++) {
    if (kinds && !kinds.has(cases.offence[i])) continue
    if (inBeat && !inBeat[cases.beat.codes[i]]) continue
    if (from !== undefined || to !== undefined) {
      const day = dayOf(cases.happened[i])
      if (!(day >= (from ?? -Infinity) && day <= (to ?? Infinity))) continue
    }
    rows[n++] = i
  }
  return rows.slice(0, n)
}

/** What is asked; `params` are those that differ from the usual. */
export type QualityAsk = { readonly filter: CaseFilter } & (
  | { readonly kind: 'report'; readonly params: Partial<QualityParams>; readonly compareAt?: number }
  | {
      readonly kind: 'draw'
      readonly by: readonly string[]
      readonly wish: DrawWish
      /** case numbers that somebody picked, instead of a draw */
      readonly hand?: readonly string[]
    }
  | {
      readonly kind: 'score'
      readonly sheet: Sheet
      readonly params: Partial<QualityParams>
      readonly split: number
      readonly fit: boolean
      readonly groups: readonly string[]
      readonly seed: number
      /** case numbers of live series, for the factor cocoon:series; absent = that factor is refused */
      readonly series?: readonly string[]
    }
)

/** One case as a list shows it: no address, no name of anybody. */
export interface CaseLine {
  readonly row: number
  readonly name: string
  /** line of its file */
  readonly line: number
  /** minute of wall clock, NaN where unknown */
  readonly happened: number
  readonly offence: string
  readonly beat: string
  readonly team: string
  readonly outcome: string
}

/** A case in words. */
const lineOf = (cases: Cases): ((row: number) => CaseLine) => {
  const offence = stratumValue(cases, 'offence')
  const { team } = cases.texts
  return (row) => ({
    row,
    name: caseName(cases, row),
    line: cases.line[row],
    happened: cases.happened[row],
    offence: offence(row),
    beat: dictAt(cases.beat, row),
    team: team ? dictAt(team, row) : '',
    outcome: dictAt(cases.outcome, row),
  })
}

/** A draw with the names of its files, and those that another reads blind. */
export interface NamedDraw extends Draw {
  /** in the order in which they are read; the same as `files` */
  readonly lines: readonly CaseLine[]
  /** rows of the second reading */
  readonly again: readonly number[]
  /** cases drawn from */
  readonly register: number
}

/** The answers, by what was asked. `params` are those in force. */
export type QualityAnswer =
  | {
      readonly kind: 'report'
      readonly report: QualityReport
      /** repeats that the force's flag missed, latest first, each with the case before it at the property */
      readonly missed: readonly (CaseLine & { readonly before: string; readonly days: number })[]
      readonly audit: readonly { readonly code: number; readonly lines: readonly CaseLine[] }[]
    }
  | { readonly kind: 'draw'; readonly draw: NamedDraw; readonly hasTeams: boolean }
  | {
      readonly kind: 'score'
      readonly trial: Trial
      /** put forward for review, most points first */
      readonly forward: readonly (CaseLine & Points)[]
      /** harm without solvability, most harm first: they must not vanish */
      readonly harm: readonly (CaseLine & Points)[]
      /** drawn from those not put forward, to be read in full */
      readonly check: readonly CaseLine[]
    }

/** Points of a case. */
export interface Points {
  readonly solvability: number
  readonly harm: number
  readonly score: number
}

/** Headers beside the recognised ones that an ask needs: those that a register must have. */
export function columnsFor(ask: QualityAsk): readonly string[] {
  if (ask.kind === 'draw') return ask.by.filter((b) => !STRATA.some((s) => s === b))
  if (ask.kind === 'report') return []
  const { factors, solved } = ask.sheet
  return [
    ...new Set([
      ...factors.map((f) => f.column).filter((c) => !c.startsWith('cocoon:')),
      ...ask.groups.filter((g) => g !== 'beat'),
      ...(solved ? [solved.column] : []),
    ]),
  ]
}

/** Answers one ask. Throws SheetRefused and RangeError with their sentences. */
export function answerQuality(cases: Cases, ask: QualityAsk): QualityAnswer {
  const rows = caseRowsOf(cases, ask.filter)
  const line = lineOf(cases)
  if (ask.kind === 'draw') {
    const draw = ask.hand ? handDraw(cases, rows, ask.hand) : drawDipSample(cases, rows, ask.by, ask.wish)
    return {
      kind: 'draw',
      hasTeams: cases.texts.team !== undefined,
      draw: {
        ...draw,
        lines: draw.files.map((f) => line(f.row)),
        again: secondReading(draw).map((f) => f.row),
        register: rows.length,
      },
    }
  }
  const params = { ...qualityDefaults(cases), ...ask.params }
  if (ask.kind === 'report') {
    const { compareAt } = ask
    const report = qualityReport(cases, params, { rows, ...(compareAt !== undefined && { compareAt }) })
    const before = caseBefore(cases)
    return {
      kind: 'report',
      report,
      missed: (report.repeats?.missed ?? []).map((row) => {
        const last = before(row)
        return {
          ...line(row),
          before: last < 0 ? '' : caseName(cases, last),
          days: last < 0 ? NaN : dayOf(cases.happened[row]) - dayOf(cases.happened[last]),
        }
      }),
      audit: report.audit.map(({ code, rows: of }) => ({ code, lines: of.slice(0, AUDITED).map(line) })),
    }
  }
  const { sheet, split, fit, groups, seed } = ask
  const inSeries = ask.series && new Set(ask.series)
  const made = {
    ...madeRepeats(cases),
    ...(inSeries && {
      'cocoon:series': Uint8Array.from(cases.line, (_, i) => (inSeries.has(caseName(cases, i)) ? 1 : 0)),
    }),
  }
  const trial = tryScore(cases, sheet, rows, { params, split, fit, groups, seed, made })
  const { solvability, harm, score, flagged } = trial.scored
  const points = (row: number): CaseLine & Points => ({
    ...line(row),
    solvability: solvability[row],
    harm: harm[row],
    score: score[row],
  })
  const listed = [...rows]
  return {
    kind: 'score',
    // the columns of all cases stay where they were made
    trial: { ...trial, scored: { ...trial.scored, ...NO_COLUMNS } },
    forward: listed
      .filter((i) => flagged[i] === 1)
      .sort((a, b) => score[b] - score[a] || harm[b] - harm[a] || a - b)
      .map(points),
    harm: listed
      .filter((i) => flagged[i] === 0 && harm[i] > 0)
      .sort((a, b) => harm[b] - harm[a] || score[b] - score[a] || a - b)
      .map(points),
    check: trial.check.rows.map(line),
  }
}

/** Files that somebody picked, in that order. Throws a RangeError that names those which are not there. */
function handDraw(cases: Cases, rows: Uint32Array, names: readonly string[]): Draw {
  const at = new Map<string, number>()
  for (const row of rows) at.set(caseName(cases, row).toUpperCase(), row)
  const found = names.map((name) => at.get(name.toUpperCase()))
  const lacking = names.filter((_, i) => found[i] === undefined)
  if (lacking.length > 0)
    throw new RangeError(
      `Not among the cases that the filters leave: ${lacking.slice(0, 5).join(', ')}. Correct the numbers, or take a filter off.`,
    )
  const files = [...new Set(found as number[])].map((row) => ({ row, stratum: 0 }))
  return {
    seed: 0,
    files,
    strata: [{ name: 'picked by hand', size: files.length, drawn: files.length }],
    minimum: 0,
    way: 'each',
    notes: ['Picked by hand: no interval, for they stand for no others.'],
  }
}

const NO_COLUMNS = {
  solvability: new Float64Array(0),
  harm: new Float64Array(0),
  score: new Float64Array(0),
  flagged: new Uint8Array(0),
}

/** Cases of one code that are listed: the latest come from the register itself. */
const AUDITED = 200
