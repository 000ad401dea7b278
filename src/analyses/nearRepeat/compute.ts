/** Near repeats: the Knox test over the rows left by the filter. */
import type { Bands } from '../../core/base/bands.ts'
import { problemWithEdges } from '../../core/base/bands.ts'
import { knox } from '../../core/near/knox.ts'
import { knoxTable, type KnoxTable, mergeTables } from '../../core/near/knoxTable.ts'
import type { Input, Method } from '../../core/table/method.ts'
import { nearRows } from '../../core/near/nearRows.ts'
import type { Values } from '../../core/base/params.ts'
import { nearRepeatMeta, type nearRepeatSchema } from './params.ts'

export type NearRepeatResult = KnoxTable
type Params = Values<typeof nearRepeatSchema>

const bandsOf = (p: Params): { space: Bands; time: Bands } => ({
  space: { edges: p.space, closed: p.closed },
  time: { edges: p.time, closed: p.closed },
})

/** The method as the worker and the terminal know it. */
export const METHOD: Method<typeof nearRepeatSchema, NearRepeatResult> = {
  ...nearRepeatMeta,
  *compute(input) {
    const { params: p } = input
    const problem = problemWithEdges(p.space, 'Distance bands') ?? problemWithEdges(p.time, 'Time bands')
    if (problem) throw new Error(problem)
    const near = nearRows(input, p.offences, p.anchor)
    yield 0
    const bands = bandsOf(p)
    const [from, to] = input.slice ?? [0, Number(p.permutations)]
    const counts = yield* knox({ ...near, ...bands, metric: p.metric, seed: p.seed, from, to })
    const { offences, notes } = near
    return knoxTable(counts, { ...bands, metric: p.metric, seed: p.seed, offences }, notes)
  },
  split(input: Input<Params>, k: number) {
    // sixteen permutations are counted together, so parts begin at multiples of sixteen
    const all = Number(input.params.permutations)
    const step = Math.max(16, Math.ceil(all / k / 16) * 16)
    const parts = []
    for (let from = 0; from < all; from += step)
      parts.push({ ...input, slice: [from, Math.min(all, from + step)] as const })
    return parts.length > 0 ? parts : [input]
  },
  merge(input, parts) {
    return mergeTables(parts, nearRows(input, input.params.offences, input.params.anchor).notes)
  },
}
