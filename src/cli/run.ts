/** Runs an analysis of the contents page on a file's incidents. */
import { methodOf } from '../analyses/manifest.ts'
import { wordsOf } from '../analyses/words.ts'
import type { Incidents } from '../core/table/incidents.ts'
import { drain } from '../core/base/drain.ts'
import { type Input, refusalOf, type ResultBase, withTableNotes } from '../core/table/method.ts'
import { defaults } from '../core/base/params.ts'
import { type Call, Unfit } from './command.ts'

/** A result, and what every JSON of the terminal says of it. */
interface Analysed<R> {
  readonly result: R
  readonly said: { readonly answer: string; readonly notes: readonly string[]; readonly params: unknown }
}

/** Runs a method to its end and says its notes. Throws `Unfit` when the table cannot carry it. */
export async function analyse<R extends ResultBase>(
  call: Call,
  id: string,
  table: Incidents,
  rows: Uint32Array,
  today: number,
  params: Record<string, unknown>,
  further: Pick<Input<unknown>, 'homesAt'> = {},
): Promise<Analysed<R>> {
  const method = methodOf(id)
  const no = refusalOf(method, table)
  if (no) throw new Unfit(no)
  const input = { ...further, table, rows, today, params: { ...defaults(method.schema), ...params } }
  const result = withTableNotes(method, input, drain(method.compute(input)) as R)
  for (const note of result.notes) call.say(note)
  const words = await wordsOf(id)
  const answer = words.answer({ result, params: input.params, table, today })
  return { result, said: { answer, notes: result.notes, params: input.params } }
}
