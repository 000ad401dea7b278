/** The one period of the page, and the usual spans. */
import { NEAR_DAYS } from '../core/base/published.ts'
import { useStore } from '../state/store.ts'

/** The spans that one press gives, each ending on the as-at date. */
export const PERIODS = [
  { days: 7, label: '7 days' },
  { days: 28, label: '28 days' },
  { days: NEAR_DAYS, label: '6 weeks' },
  { days: 91, label: '13 weeks' },
  { days: 365, label: '12 months' },
] as const

/** The period that is set among the filters; undefined where all dates count. */
export const usePeriod = (): { readonly fromDay: number; readonly toDay: number } | undefined =>
  useStore((s) => {
    const clause = s.project.clauses.find((c) => c.source === 'period')
    return clause?.kind === 'period' ? clause : undefined
  })
