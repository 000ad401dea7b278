/** What travels with whatever leaves the desk, in words. */
import type { Incidents } from '../../core/table/incidents.ts'
import { showDay } from '../../core/base/time.ts'
import { asAt, rowsOf } from '../../state/derived.ts'
import type { SavedClause } from '../../state/project.ts'
import type { LoadedIncidents } from '../../state/types.ts'
import { useStore } from '../../state/store.ts'
import { clauseWords, count, fileWords, many, spanWords } from '../words.ts'
import { markingNow } from './marking.ts'

const nameOf = ({ sample, name }: LoadedIncidents): string =>
  sample ? 'Sample town: everything is invented' : fileWords(name)

/** "as at 22 Nov 2026", or the month where the file knows no days. */
const asAtWord = ({ precision }: Incidents): string => {
  const day = showDay(asAt(useStore.getState()).day)
  return `as at ${precision === 'month' ? day.replace(/^\d+ /, '') : day}`
}

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
    nameOf(incidents),
    period,
    ...(filter === 'none' ? [] : [filter]),
    `${count(rowsOf({ incidents, project: { clauses } }).length)} of ${many(incidents.table.n, 'incident')}`,
    asAtWord(incidents.table),
    markingNow(),
  ].filter(Boolean)
}

/** What a view counts in place of the filters of the page, and which of them hold there. */
export interface OwnWords {
  readonly period?: string
  readonly counts?: string
  readonly holds?: readonly SavedClause['kind'][]
}

/** The same of what leaves a view with days or kinds of its own: the filters of the page are not said of it. */
export function aboutOwn({ period, counts, holds = [] }: OwnWords): string[] {
  const { incidents, project } = useStore.getState()
  const here = inForce()
  const held = project.clauses.filter((c) => holds.includes(c.kind)).map((c) => clauseWords(c, { most: 8 }))
  return [
    incidents ? nameOf(incidents) : '',
    period ?? here.period,
    counts ?? (here.filter === 'none' ? '' : here.filter),
    ...(counts === undefined ? [] : held),
    incidents ? asAtWord(incidents.table) : '',
    markingNow(),
  ].filter(Boolean)
}
