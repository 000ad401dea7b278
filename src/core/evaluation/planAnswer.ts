/** What is asked of a plan and what is answered: plain data, shared by the worker, the page and paper. */
import type { OffenceId } from '../base/offences.ts'
import type { Area } from '../geometry/area.ts'
import type { AreasResult } from './areasDesign.ts'
import type { Windows } from './frame.ts'
import type { FourCounts, RateChange } from './rateChange.ts'
import type { Verdict } from './verdict.ts'

/** What a plan is judged by; areas on the plane of the table, days as day numbers. */
export interface PlanAsk {
  readonly treated: readonly Area[]
  /** areas that were named; none = matched squares */
  readonly comparison: readonly Area[]
  /** places of other plans that had begun before this one ended, which are compared with nothing */
  readonly others: readonly Area[]
  readonly start: number
  readonly end: number
  readonly before: number
  /** the as-at day: nothing after it is known */
  readonly today: number
  /** kinds counted together; none = all of the table */
  readonly offences: readonly OffenceId[]
  /** a margin that was written before the start */
  readonly margin?: number
  /** days the places were chosen from */
  readonly chosen?: readonly [from: number, to: number]
  readonly ring: number
  readonly apart: number
  readonly sets: number
  readonly seed: number
}

/** One outcome looked at. */
export interface PlanOutcome {
  /** absent = all kinds of the plan together */
  readonly offence?: OffenceId
  readonly before: number
  readonly after: number
  readonly change: RateChange
  /** of its test; NaN where none was possible */
  readonly p: number
  readonly pHolm: number
}

/** Counts of one kind in both arms: what harm is weighed from. */
export interface KindCounts extends FourCounts {
  readonly offence: OffenceId
}

/** Incidents by four weeks, counted away from the start on either side; NaN where days of them are missing from the files. */
export interface PlanTrend {
  /** first days, ascending */
  readonly starts: Int32Array
  /** first day after the last */
  readonly end: number
  readonly treated: Float64Array
  /** of the comparison, scaled to the treated areas' count before */
  readonly comparison: Float64Array
}

/** A plan that has begun. */
export interface PlanJudged {
  readonly kind: 'judged'
  readonly windows: Windows
  /** days of the two windows that the files hold */
  readonly held: { readonly before: number; readonly after: number }
  readonly result: AreasResult
  readonly verdict: Verdict
  /** the plan's own first, then each kind */
  readonly outcomes: readonly PlanOutcome[]
  readonly trend: PlanTrend
  /** each kind that was counted, most before first */
  readonly kinds: readonly KindCounts[]
  readonly notes: readonly string[]
}

/** A plan that has not: what it can show. */
export interface PlanAhead {
  readonly kind: 'ahead'
  readonly before: number
  readonly phi?: number
  readonly sentence: string
  readonly notes: readonly string[]
}

/** What is known of a plan; refused = a sentence why nothing can be. */
export type PlanAnswer = PlanJudged | PlanAhead | { readonly kind: 'refused'; readonly sentence: string }
