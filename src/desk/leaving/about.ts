/** What travels with whatever leaves the desk, in words. */
import { showDay } from '../../core/base/time.ts'
import { asAt, rowsOf } from '../../state/derived.ts'
import type { SavedClause } from '../../state/project.ts'
import { useStore } from '../../state/store.ts'
import { clauseWords, count, fileWords, many, spanWords } from '../words.ts'
import { markingNow } from './marking.ts'

/** Period and filter in force, in words; the period is that of the file where no filter narrows it. */
export function inForce(clauses: readonly SavedClause[] = useStore.getState().project.clauses): {
  period: string
  filter: string
} {
  const { incidents } = useStore.getState()
  const period = clauses.find((c) => c.kind === 'period')
  const others = clauses.filter((c) => c !== period)
  return {
    period: period ? clauseWords(period) : incidents ? spanWords(incidents.table) : '',
    filter: others.map((c) => clauseWords(c, { most: 8 })).join('; ') || 'none',
  }
}

/** What travels with whatever leaves: file, period, filter, n, as-at date, marking; of the filters of the page unless told. */
export function aboutNow(clauses: readonly SavedClause[] = useStore.getState().project.clauses): string[] {
  const state = useStore.getState()
  const { incidents } = state
  if (!incidents) return [markingNow()].filter(Boolean)
  const { period, filter } = inForce(clauses)
  return [
    incidents.sample ? 'Sample town: everything is invented' : fileWords(incidents.name),
    period,
    ...(filter === 'none' ? [] : [filter]),
    `${count(rowsOf({ incidents, project: { clauses } }).length)} of ${many(incidents.table.n, 'incident')}`,
    `as at ${showDay(asAt(state).day)}`,
    markingNow(),
  ].filter(Boolean)
}
