/** From the store to a question: which method is asked what, and the key that is equal where the answer is. */
import { countOf } from '../core/base/words.ts'
import { defaults, problems, type Schema, type Values } from '../core/base/params.ts'
import type { Days } from '../core/table/lookBack.ts'
import { type Input, type Meta, needsOf, refusalOf } from '../core/table/method.ts'
import { asAt, rowsOf, studyArea, unplacedOf, withinRows } from './derived.ts'
import { areaPrint, INPUTS, type InputState } from './inputs.ts'
import type { Dated, Filtered, Parametered } from './types.ts'

/** The parameters in force for a method or form. */
export const paramsOf = <S extends Schema>(s: Parametered, id: string, schema: S): Values<S> =>
  ({ ...defaults(schema), ...s.project.params[id] }) as Values<S>

/** The days that all filters by period let through; undefined while there is none. */
function periodOf(clauses: PlanState['project']['clauses']): Days | undefined {
  const periods = clauses.filter((c) => c.kind === 'period')
  if (periods.length === 0) return undefined
  return [Math.max(...periods.map((c) => c.fromDay)), Math.min(...periods.map((c) => c.toDay))]
}

/** A question to a method. */
export interface Plan {
  /** equal where the answer is */
  readonly key: string
  readonly input: Input<unknown>
}

/** What of the store a run rests on. */
export type PlanState = Filtered & Dated & Parametered & InputState

/**
 * What a run of this method would be now: its key and input, or the sentence why there can be none. `past` is a day to
 * look from instead of the as-at date; the filter by period then says which days are played, not which rows count.
 */
export function planRun(s: PlanState, meta: Meta, past?: number): Plan | { readonly refused: string } {
  if (!s.incidents)
    return { refused: 'No incidents are loaded. Drop a file on the page, or open the sample town.' }
  const { table } = s.incidents
  const no = refusalOf(meta, table)
  if (no) return { refused: no }
  const params = paramsOf(s, meta.id, meta.schema)
  const wrong = Object.values(problems(meta.schema, params))[0]
  if (wrong) return { refused: wrong }
  const rows = rowsOf(s, past === undefined ? undefined : 'period')
  if (rows.length === 0)
    return {
      refused: `The filters leave none of ${countOf(table.n, 'incident')}. Take a filter off.`,
    }
  const unplaced = table.unplaced && unplacedOf(s, past === undefined ? undefined : 'period')
  const area = studyArea(s)
  const within = withinRows(s)
  const needs = needsOf(meta, params)
  const today = past ?? asAt(s).day
  const key = JSON.stringify([
    table.fingerprint,
    meta.id,
    params,
    today,
    past === undefined ? s.project.clauses : s.project.clauses.filter((c) => c.source !== 'period'),
    area && areaPrint(area),
    needs.map((n) => INPUTS[n].print(s)),
  ])
  const period = past === undefined ? periodOf(s.project.clauses) : undefined
  const inputs = Object.fromEntries(needs.map((n) => [n, INPUTS[n].of(s)]))
  return {
    key,
    input: {
      ...{ table, rows, params, today, period, area },
      ...(unplaced && { unplaced }),
      ...(within && { within }),
      ...(s.project.clauses.some((c) => c.kind === 'repeat') && { onlyRepeats: true as const }),
      ...inputs,
    },
  }
}
