/** Outcomes of cases: by group and cohort, their lag, rare codes for audit, what is still open and how it is reviewed. */
import { quantile } from '../../base/quantile.ts'
import { MINUTES_PER_DAY } from '../../base/time.ts'
import { OUTCOME_GROUPS, outcomeCode, outcomeGroup, type OutcomeGroup } from '../../table/outcomes.ts'
import type { Cases } from './cases.ts'
import { ageOf, type QualityParams } from './params.ts'

/** Group of each row's outcome. */
export function groupsOf({ outcome }: Pick<Cases, 'outcome'>): readonly OutcomeGroup[] {
  const of = outcome.values.map(outcomeGroup)
  return Array.from(outcome.codes, (c) => of[c])
}

/** Whether a row is in the base of outcomes: old enough, or every row when a period is looked at. */
export const inCohort = (cases: Cases, row: number, params: QualityParams): boolean =>
  params.outcomes === 'period' || ageOf(cases, row, params) >= params.cohortDays

/** One of the groups of the inspectorate's Table 2. */
export interface OutcomeShare {
  readonly id: OutcomeGroup
  readonly label: string
  readonly n: number
  readonly share: number
  /** Table 2, England and Wales without Greater Manchester, 2021: all robbery and all theft, per cent; burglary is not in it */
  readonly robbery?: number
  readonly theft?: number
}

/** Counts by group over the base. */
export function outcomeTable(
  cases: Cases,
  rows: ArrayLike<number>,
  params: QualityParams,
): { n: number; groups: readonly OutcomeShare[] } {
  const groups = groupsOf(cases)
  const counts = new Map<OutcomeGroup, number>()
  let n = 0
  for (let i = 0; i < rows.length; i++) {
    if (!inCohort(cases, rows[i], params)) continue
    n++
    counts.set(groups[rows[i]], (counts.get(groups[rows[i]]) ?? 0) + 1)
  }
  return {
    n,
    groups: OUTCOME_GROUPS.map(({ id, label, robbery, theft }) => ({
      id,
      label,
      n: counts.get(id) ?? 0,
      share: (counts.get(id) ?? 0) / n,
      ...(robbery !== undefined && { robbery, theft }),
    })),
  }
}

/** Middle and quartiles of numbers, by linear interpolation between ranks; NaN when there are none. */
function quartiles(values: readonly number[]): { low: number; median: number; high: number } {
  const sorted = Float64Array.from(values).sort()
  const at = (q: number) => quantile(sorted, q)
  return { low: at(0.25), median: at(0.5), high: at(0.75) }
}

/** Days from recording to outcome. */
export interface OutcomeLag {
  readonly n: number
  readonly low: number
  readonly median: number
  readonly high: number
  /** outcome dated before the crime was recorded: not among the days */
  readonly before: number
}

/** Lag of outcomes in days; undefined without a column of outcome dates. */
export function outcomeLag(cases: Cases, rows: ArrayLike<number>): OutcomeLag | undefined {
  const [dates] = cases.dates.outcomeDate ?? []
  if (!dates) return undefined
  const days: number[] = []
  let before = 0
  for (let i = 0; i < rows.length; i++) {
    const lag =
      Math.floor(dates[rows[i]] / MINUTES_PER_DAY) - Math.floor(cases.recorded[rows[i]] / MINUTES_PER_DAY)
    if (lag < 0) before++
    else if (lag >= 0) days.push(lag)
  }
  return { n: days.length, ...quartiles(days), before }
}

/** Codes that the inspectorate saw misused, and the two it saw audited. */
const RARE: readonly { readonly code: number; readonly label: string; readonly audited: boolean }[] = [
  { code: 15, label: 'Evidential difficulties, victim supports action', audited: true },
  { code: 16, label: 'Evidential difficulties, victim does not support action', audited: true },
  { code: 17, label: 'Statutory time limit has expired', audited: false },
  { code: 21, label: 'Further investigation not in the public interest', audited: false },
  { code: 22, label: 'Diversion, education or intervention', audited: false },
]

/** The audited code that an outcome is, by number or words; undefined for every other. */
export function auditCode(text: string): number | undefined {
  const code = outcomeCode(text)
  if (code !== undefined) return RARE.some((r) => r.code === code) ? code : undefined
  const group = outcomeGroup(text)
  if (group === 'prevented' && /time limit/i.test(text)) return 17
  return { victimSupports: 15, victimDoesNot: 16, furtherNot: 21, diversion: 22 }[group as string]
}

/** Whether a code is one of the little used ones: 17, 21 or 22. */
export const isRare = (code: number | undefined): boolean => RARE.some((r) => r.code === code && !r.audited)

/** One code with its cases, to be read. */
export interface CodeForAudit {
  readonly code: number
  readonly label: string
  readonly n: number
  /** of the cases with an outcome of known meaning */
  readonly share: number
  readonly rows: readonly number[]
}

/** Codes 15, 16, 17, 21 and 22 with their cases. */
export function codesForAudit(cases: Cases, rows: ArrayLike<number>): CodeForAudit[] {
  const of = cases.outcome.values.map(auditCode)
  const groups = cases.outcome.values.map(outcomeGroup)
  const found = new Map<number, number[]>()
  let known = 0
  for (let i = 0; i < rows.length; i++) {
    const c = cases.outcome.codes[rows[i]]
    if (groups[c] !== 'unknown' && groups[c] !== 'open') known++
    const code = of[c]
    if (code === undefined) continue
    const list = found.get(code)
    if (list) list.push(rows[i])
    else found.set(code, [rows[i]])
  }
  return RARE.map(({ code, label }) => {
    const list = found.get(code) ?? []
    return { code, label, n: list.length, share: list.length / known, rows: list }
  })
}

/** Ages that a case may be open beyond, in days. */
const OPEN_BEYOND = [28, 90, 180, 365] as const

/** Cases still open, by age. */
export function openCases(
  cases: Cases,
  rows: ArrayLike<number>,
  params: QualityParams,
): { open: number; beyond: readonly { days: number; n: number }[]; ageUnknown: number } {
  const groups = groupsOf(cases)
  let [open, ageUnknown] = [0, 0]
  const beyond = OPEN_BEYOND.map((days) => ({ days, n: 0 }))
  for (let i = 0; i < rows.length; i++) {
    if (groups[rows[i]] !== 'open') continue
    open++
    const age = ageOf(cases, rows[i], params)
    if (Number.isNaN(age)) ageUnknown++
    for (const b of beyond) if (age > b.days) b.n++
  }
  return { open, beyond, ageUnknown }
}

/** Review days of a row, ascending, as day numbers. */
export function reviewDaysOf(cases: Cases, row: number): number[] {
  return (cases.dates.review ?? [])
    .map((column) => Math.floor(column[row] / MINUTES_PER_DAY))
    .filter((d) => !Number.isNaN(d))
    .sort((a, b) => a - b)
}

/** Days from recording to the first review and between one and the next. */
export function reviewGaps(
  cases: Cases,
  rows: ArrayLike<number>,
  { reviewDays }: QualityParams,
): { n: number; within: number; low: number; median: number; high: number } | undefined {
  if (!cases.dates.review) return undefined
  const gaps: number[] = []
  for (let i = 0; i < rows.length; i++) {
    let last = Math.floor(cases.recorded[rows[i]] / MINUTES_PER_DAY)
    for (const day of reviewDaysOf(cases, rows[i])) {
      if (day >= last) gaps.push(day - last)
      last = day
    }
  }
  return { n: gaps.length, within: gaps.filter((g) => g <= reviewDays).length, ...quartiles(gaps) }
}
