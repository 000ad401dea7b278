/** Filters: clauses that remember which control made them, so that a chart can leave out its own. */
import { type Area, inArea } from '../geometry/area.ts'
import { FLAG, type Incidents } from './incidents.ts'
import { offenceIndex, OFFENCES, type OffenceId } from '../base/offences.ts'
import { outcomeGroup, type OutcomeGroup } from './outcomes.ts'
import { dayOf, MINUTES_PER_DAY, weekdayOf } from '../base/time.ts'

/** One condition. `source` names the control that made it; one clause per source. */
export type Clause = { readonly source: string } & (
  | { readonly kind: 'offence'; readonly offences: readonly OffenceId[] }
  /** day numbers, both inclusive, of the window's start */
  | { readonly kind: 'period'; readonly fromDay: number; readonly toDay: number }
  /**
   * hours 0..23 of the window's start; `from` > `to` wraps over midnight; `to` exclusive. A row that says nothing of
   * the clock time is in no hour
   */
  | { readonly kind: 'hours'; readonly fromHour: number; readonly toHour: number }
  /** 0 = Monday */
  | { readonly kind: 'weekdays'; readonly weekdays: readonly number[] }
  | { readonly kind: 'beat'; readonly beats: readonly string[] }
  | { readonly kind: 'street'; readonly streets: readonly string[] }
  | { readonly kind: 'outcome'; readonly outcomes: readonly OutcomeGroup[] }
  | { readonly kind: 'area'; readonly area: Area }
  /** an earlier incident at the same place within the 12 months before */
  | { readonly kind: 'repeat' }
)

/**
 * Kinds looked at first in a table that holds much else: those Cocoon is for. Undefined where it holds nothing else,
 * or nothing but else.
 */
export function usualOffences(table: Pick<Incidents, 'n' | 'offence'>): OffenceId[] | undefined {
  const seen = new Uint8Array(OFFENCES.length)
  for (let i = 0; i < table.n; i++) seen[table.offence[i]] = 1
  const present = OFFENCES.filter((_, i) => seen[i]).map((o) => o.id)
  const offences = present.filter((id) => id !== 'other')
  return offences.length > 0 && offences.length < present.length ? offences : undefined
}

/** Hour of the day, 0..23, of a minute of the wall clock. */
export const hourOf = (minute: number): number => Math.floor((minute - dayOf(minute) * MINUTES_PER_DAY) / 60)

/** Whether an hour lies in those of a clause; see `Clause` for its ends. */
export const inHours =
  ({ fromHour, toHour }: Pick<Extract<Clause, { kind: 'hours' }>, 'fromHour' | 'toHour'>) =>
  (hour: number): boolean =>
    fromHour <= toHour ? hour >= fromHour && hour < toHour : hour >= fromHour || hour < toHour

/** Whether row i passes. */
export type Test = (i: number) => boolean

/** The test of one clause, as plainly as it can be written. */
export function testOf(clause: Clause, t: Incidents): Test {
  switch (clause.kind) {
    case 'offence': {
      const wanted = new Uint8Array(256)
      for (const id of clause.offences) wanted[offenceIndex(id)] = 1
      return (i) => wanted[t.offence[i]] === 1
    }
    case 'period': {
      const a = clause.fromDay * MINUTES_PER_DAY
      const b = (clause.toDay + 1) * MINUTES_PER_DAY
      return (i) => t.from[i] >= a && t.from[i] < b
    }
    case 'hours': {
      const holds = inHours(clause)
      return (i) => !(t.flags[i] & FLAG.noTime) && holds(hourOf(t.from[i]))
    }
    case 'weekdays': {
      const wanted = new Set(clause.weekdays)
      return (i) => wanted.has(weekdayOf(dayOf(t.from[i])))
    }
    case 'beat':
    case 'street': {
      const column = clause.kind === 'beat' ? t.beat : t.street
      const names = new Set(clause.kind === 'beat' ? clause.beats : clause.streets)
      const wanted = column.values.map((v) => names.has(v))
      return (i) => wanted[column.codes[i]]
    }
    case 'outcome': {
      const wanted = t.outcome.values.map((v) => clause.outcomes.includes(outcomeGroup(v)))
      return (i) => wanted[t.outcome.codes[i]]
    }
    case 'repeat':
      return (i) => (t.flags[i] & FLAG.repeat) !== 0
    case 'area':
      return (i) => inArea(clause.area, t.x[i], t.y[i])
  }
}

/** The clauses that say where is looked; undefined where no beat or street is chosen, since an area is a study area itself. */
export function chosenPlaces(clauses: readonly Clause[]): Clause[] | undefined {
  const places = clauses.filter((c) => c.kind === 'beat' || c.kind === 'street' || c.kind === 'area')
  return places.every((c) => c.kind === 'area') ? undefined : places
}

/**
 * The rows that lie where the filter looks, of every kind and day, ascending; undefined where no beat or street is
 * chosen. The ground is theirs: against the ground of the whole file the chosen places would stand out by having been chosen.
 */
export function withinOf(t: Incidents, clauses: readonly Clause[]): Uint32Array | undefined {
  const places = chosenPlaces(clauses)
  return places && filterRows(t, places)
}

/**
 * Row numbers that pass every clause, ascending. `except` leaves out the clauses of one source. Looks at every row
 * each time: the page asks `core/table/crossfilter.ts`, which is held against this.
 */
export function filterRows(t: Incidents, clauses: readonly Clause[], except?: string): Uint32Array {
  const tests = clauses.filter((c) => c.source !== except).map((c) => testOf(c, t))
  const out = new Uint32Array(t.n)
  let n = 0
  next: for (let i = 0; i < t.n; i++) {
    for (const test of tests) if (!test(i)) continue next
    out[n++] = i
  }
  return out.slice(0, n)
}
