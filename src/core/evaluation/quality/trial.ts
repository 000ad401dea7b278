/** A score sheet tried on cases whose end is known: before it is used, and each quarter after. */
import { wilson } from '../../places/repeats.ts'
import {
  atThreshold,
  type Auc,
  aucOf,
  type Calibration,
  calibrationOf,
  driftOf,
  forecast,
  type ThresholdRow,
  tradeOff,
} from './discrimination.ts'
import { fitLogistic } from './logistic.ts'
import { drawFiles } from './draw.ts'
import { caseName } from './dipSample.ts'
import type { Cases } from './cases.ts'
import { type Fit, fitSheet } from './fit.ts'
import { groupValue, type Made, scoreCases, solvedOf, type Scored } from './score.ts'
import type { Interval } from './shares.ts'
import type { QualityParams } from './params.ts'
import type { Sheet } from './sheet.ts'
import { trialAnswer, trialNotes } from './trialWords.ts'

/** Share of closed cases not put forward that are read in full: without them a score can never be shown wrong. */
const CHECKED = 0.05

/** One period of closed cases against the sheet. */
export interface Period {
  readonly n: number
  readonly solved: number
  readonly auc: Auc
  /** at the sheet's threshold, and at those of the table */
  readonly at: ThresholdRow
  readonly table: readonly ThresholdRow[]
}

/** One group of cases, by beat or deprivation. */
export interface FairRow {
  readonly name: string
  readonly n: number
  readonly flagged: number
  readonly shareFlagged: number
  readonly intervalFlagged: Interval
  readonly solved: number
  /** put forward among the solved */
  readonly sensitivity: number
  readonly intervalSensitivity: Interval
}

/** A sheet on trial. */
export interface Trial {
  readonly answer: string
  readonly n: number
  /** cases whose end is known */
  readonly judged: number
  readonly solvedFrom: string
  readonly scored: Scored
  readonly all: Period
  readonly early: Period
  readonly late: Period
  /** what parts early and late */
  readonly splitBy: 'date' | 'order'
  readonly curve: readonly ThresholdRow[]
  /** the score as a chance, by the early cases, held against the late ones; absent with too few solved */
  readonly calibration?: Calibration
  readonly fit?: Fit
  readonly drift: ReturnType<typeof driftOf>
  readonly fairness: Readonly<Record<string, readonly FairRow[]>>
  /** AUC and share put forward without cameras and doorbells, which are commoner in richer streets */
  readonly withoutCameras?: {
    readonly auc: Auc
    readonly shareFlagged: number
    readonly factors: readonly string[]
  }
  /** low solvability, harm present, not put forward for it: cases that must not vanish */
  readonly harmUnderThreshold: number
  readonly check: { readonly rows: readonly number[]; readonly of: number }
  readonly notes: readonly string[]
}

const CAMERA = /cctv|doorbell|camera|dash ?cam/i

/** What a trial is set to. */
export interface TrialWish {
  readonly params: QualityParams
  /** share of the judged cases, or their number when above 1, that are the early ones */
  readonly split: number
  /** thresholds of the table beside the sheet's own */
  readonly thresholds?: readonly number[]
  readonly made?: Made
  readonly fit?: boolean
  /** columns by which groups are compared; "beat" is the register's own */
  readonly groups?: readonly string[]
  readonly seed: number
}

/** Tries a sheet on the cases of a register. Throws SheetRefused. */
export function tryScore(cases: Cases, sheet: Sheet, rows: ArrayLike<number>, wish: TrialWish): Trial {
  const { params, made = {}, seed } = wish
  const scored = scoreCases(cases, sheet, made)
  const solved = solvedOf(cases, sheet, params)
  const dated = cases.recorded.some((m) => !Number.isNaN(m))
  const judged = Array.from(rows).filter(
    (i) => solved.codes[i] < 2 && !(dated && Number.isNaN(cases.recorded[i])),
  )
  if (dated) judged.sort((a, b) => cases.recorded[a] - cases.recorded[b] || a - b)
  const cut = Math.min(judged.length, wish.split > 1 ? wish.split : Math.round(judged.length * wish.split))
  const parts = [judged.slice(0, cut), judged.slice(cut)]
  const scores = (list: readonly number[]): Float64Array => Float64Array.from(list, (i) => scored.score[i])
  // harm puts a case forward whatever its points: no threshold leaves it out
  const held = (list: readonly number[]): Float64Array =>
    Float64Array.from(list, (i) =>
      scored.harm[i] >= (sheet.harmThreshold ?? Infinity) ? Infinity : scored.score[i],
    )
  const ends = (list: readonly number[]): Uint8Array => Uint8Array.from(list, (i) => solved.codes[i])
  const thresholds = [...new Set([...(wish.thresholds ?? usualThresholds(sheet)), sheet.threshold])].sort(
    (a, b) => a - b,
  )
  const period = (list: readonly number[]): Period => {
    const [s, y] = [held(list), ends(list)]
    return {
      n: list.length,
      solved: y.reduce((a, b) => a + b, 0),
      auc: aucOf(scores(list), y),
      at: atThreshold(s, y, sheet.threshold),
      table: thresholds.map((t) => atThreshold(s, y, t)),
    }
  }
  const [all, early, late] = [judged, ...parts].map(period)
  const allEnds = ends(judged)
  const left = Array.from(rows).filter((i) => scored.flagged[i] === 0)
  const checkSize = Math.ceil(left.length * CHECKED)
  const trial: Omit<Trial, 'answer' | 'notes'> = {
    n: rows.length,
    judged: judged.length,
    solvedFrom: solved.from,
    scored,
    all,
    early,
    late,
    splitBy: dated ? 'date' : 'order',
    curve: tradeOff(held(judged), allEnds).filter((r) => Number.isFinite(r.threshold)),
    ...(early.solved >= 20 && late.n > 0 && { calibration: asChance(parts.map(scores), parts.map(ends)) }),
    ...(wish.fit && { fit: fitSheet(cases, sheet, parts, solved.codes, made) }),
    drift: driftOf(parts.map(scores), [early.auc, late.auc]),
    fairness: Object.fromEntries(
      (wish.groups ?? ['beat']).map((g) => [g, fairness(cases, g, rows, scored.flagged, solved.codes)]),
    ),
    ...without(cases, sheet, judged, allEnds, made),
    harmUnderThreshold: Array.from(rows).filter((i) => scored.harm[i] > 0 && scored.flagged[i] === 0).length,
    check: {
      rows: drawFiles(
        left,
        () => 'all',
        (i) => caseName(cases, i),
        { size: checkSize, seed },
      ).files.map((f) => f.row),
      of: left.length,
    },
  }
  return { ...trial, answer: trialAnswer(sheet, trial), notes: trialNotes(sheet, trial) }
}

/** Quarters of what can be scored. */
function usualThresholds({ factors }: Sheet): number[] {
  const most = factors.reduce((sum, f) => sum + Math.max(0, f.points), 0)
  return most > 0 ? [25, 50, 75, 100].filter((t) => t <= most) : []
}

/** The score turned into chances by a line through the early cases, judged on the late ones. */
function asChance(scores: readonly Float64Array[], ends: readonly Uint8Array[]): Calibration {
  const line = fitLogistic(ends[0], [scores[0]])
  const rate = ends[0].reduce((a, b) => a + b, 0) / ends[0].length
  return calibrationOf(forecast(line.coef, [scores[1]], scores[1].length), ends[1], rate)
}

function fairness(
  cases: Cases,
  column: string,
  rows: ArrayLike<number>,
  flagged: Uint8Array,
  ends: Uint8Array,
): FairRow[] {
  const groups = new Map<string, { n: number; flagged: number; solved: number; found: number }>()
  for (let k = 0; k < rows.length; k++) {
    const i = rows[k]
    const name = groupValue(cases, column, i)
    const g = groups.get(name) ?? { n: 0, flagged: 0, solved: 0, found: 0 }
    groups.set(name, g)
    g.n++
    g.flagged += flagged[i]
    if (ends[i] === 1) {
      g.solved++
      g.found += flagged[i]
    }
  }
  // a column that says nothing parts nobody
  if (groups.size === 1 && groups.has('')) return []
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, g]) => ({
      name,
      n: g.n,
      flagged: g.flagged,
      shareFlagged: g.flagged / g.n,
      intervalFlagged: wilson(g.flagged, g.n),
      solved: g.solved,
      sensitivity: g.found / g.solved,
      intervalSensitivity: wilson(g.found, g.solved),
    }))
}

function without(
  cases: Cases,
  sheet: Sheet,
  judged: readonly number[],
  ends: Uint8Array,
  made: Made,
): Pick<Trial, 'withoutCameras'> {
  const cameras = sheet.factors.filter((f) => CAMERA.test(`${f.factor} ${f.column}`))
  if (cameras.length === 0) return {}
  const rest = { ...sheet, factors: sheet.factors.filter((f) => !cameras.includes(f)) }
  const { score, flagged } = scoreCases(cases, rest, made)
  return {
    withoutCameras: {
      auc: aucOf(
        Float64Array.from(judged, (i) => score[i]),
        ends,
      ),
      shareFlagged: judged.reduce((sum, i) => sum + flagged[i], 0) / judged.length,
      factors: cameras.map((f) => f.factor),
    },
  }
}
