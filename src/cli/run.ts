/** Runs an analysis of the contents page on a file's incidents. */
import { methodOf } from '../analyses/manifest.ts'
import type { Incidents } from '../core/table/incidents.ts'
import { drain } from '../core/base/drain.ts'
import type { ResultBase } from '../core/table/method.ts'
import { defaults } from '../core/base/params.ts'
import { type Call, Unfit } from './command.ts'

/** Runs a method to its end and says its notes. Throws `Unfit` when the table cannot carry it. */
export function analyse<R extends ResultBase>(
  call: Call,
  id: string,
  table: Incidents,
  rows: Uint32Array,
  today: number,
  params: Record<string, unknown>,
): R {
  const method = methodOf(id)
  const no = method.unavailable(table)
  if (no) throw new Unfit(no)
  const result = drain(
    method.compute({ table, rows, today, params: { ...defaults(method.schema), ...params } }),
  ) as R
  for (const note of result.notes) call.say(note)
  return result
}
