/** Two maps side by side: what the second shows of the same place, and under which filters. */
import { create } from 'zustand'
import { keptStore } from '../core/base/kept.ts'
import { OFFENCES, type OffenceId } from '../core/base/offences.ts'
import type { Days } from '../core/table/lookBack.ts'
import { type SavedClause, withClause } from '../state/project.ts'

/** Which days the second map shows. */
export type BesidePeriod = 'same' | 'before' | 'year' | 'recent' | 'first' | 'second'

/** What the second map shows where it differs from the first. */
export interface Beside {
  /** 'same' = what is in front, 'incidents' = dots, else the id of a method */
  readonly show: string
  readonly period: BesidePeriod
  /** 'same', or one kind of crime */
  readonly kind: 'same' | OffenceId
}

const START: Beside = { show: 'same', period: 'same', kind: 'same' }

export const useBeside = keptStore(create<Beside & { readonly on: boolean }>(() => ({ ...START, on: false })))

/** Opens or closes the second map. */
export const toggleBeside = (): void => useBeside.setState(({ on }) => ({ ...START, on: !on }))

/** 52 weeks: the same weekdays of the year before. */
const YEAR = 364
const RECENT = 28

/** Days of the second map; undefined = all dates of the file. `own` is the period of the first, `whole` what the file covers. */
export function besideDays(
  period: BesidePeriod,
  first: Days | undefined,
  whole: Days,
  today: number,
): Days | undefined {
  const length = first && first[1] - first[0] + 1
  const middle = Math.floor((whole[0] + whole[1]) / 2)
  switch (period) {
    case 'same':
      return first
    case 'before':
      return first && [first[0] - length!, first[0] - 1]
    case 'year':
      return first && [first[0] - YEAR, first[1] - YEAR]
    case 'recent':
      return [today - RECENT + 1, today]
    case 'first':
      return [whole[0], middle]
    case 'second':
      return [middle + 1, whole[1]]
  }
}

/** The choices of days: those that rest on a period only where one is set. */
export const besidePeriods = (first: Days | undefined): readonly { value: BesidePeriod; label: string }[] => [
  { value: 'same', label: first ? 'the same days' : 'all dates' },
  ...(first
    ? [
        { value: 'before' as const, label: 'as many days just before' },
        { value: 'year' as const, label: '52 weeks earlier' },
      ]
    : []),
  { value: 'recent', label: 'last 28 days' },
  { value: 'first', label: 'first half of the file' },
  { value: 'second', label: 'second half of the file' },
]

/** The filters of the second map: those of the page, with its own days and kind. */
export function besideClauses(
  clauses: readonly SavedClause[],
  b: Pick<Beside, 'period' | 'kind'>,
  whole: Days,
  today: number,
): readonly SavedClause[] {
  const period = clauses.find((c) => c.source === 'period')
  const first: Days | undefined = period?.kind === 'period' ? [period.fromDay, period.toDay] : undefined
  let made = clauses
  if (b.period !== 'same') {
    const days = besideDays(b.period, first, whole, today)
    made = withClause(
      made,
      'period',
      days && { source: 'period', kind: 'period', fromDay: days[0], toDay: days[1] },
    )
  }
  if (b.kind !== 'same') {
    const source = clauses.find((c) => c.kind === 'offence')?.source ?? 'offence'
    made = withClause(made, source, { source, kind: 'offence', offences: [b.kind] })
  }
  return made
}

/** The kinds a table holds, in the order of the list. */
export function kindsIn(offence: Uint8Array): readonly { value: OffenceId; label: string }[] {
  const there = new Set(offence)
  return OFFENCES.flatMap((o, i) => (there.has(i) ? [{ value: o.id, label: o.label }] : []))
}
