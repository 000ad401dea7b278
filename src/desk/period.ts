/** The one period of the page, and the usual spans. */
import { NEAR_DAYS } from '../core/base/published.ts'
import type { SavedClause } from '../state/project.ts'
import { useStore } from '../state/store.ts'

/** The spans that one press gives, each ending on the as-at date. */
export const PERIODS = [
  { days: 7, label: '7 days' },
  { days: 28, label: '28 days' },
  { days: NEAR_DAYS, label: '6 weeks' },
  { days: 91, label: '13 weeks' },
  { days: 365, label: '12 months' },
] as const

/** Which of them a period is, where it ends on the as-at date. */
export const lastOfPeriod = (
  period: { readonly fromDay: number; readonly toDay: number },
  today: number,
): (typeof PERIODS)[number] | undefined =>
  period.toDay === today ? PERIODS.find((p) => p.days === period.toDay - period.fromDay + 1) : undefined

/** The period that is set among the filters; undefined where all dates count. */
export function periodAmong(clauses: readonly SavedClause[]) {
  const clause = clauses.find((c) => c.source === 'period')
  return clause?.kind === 'period' ? clause : undefined
}

export const usePeriod = () => useStore((s) => periodAmong(s.project.clauses))
