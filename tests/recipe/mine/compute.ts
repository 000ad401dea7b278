// compute.ts – how: a generator that yields the share done
import type { Method, ResultBase } from '../../../src/core/table/method.ts'
import { META, type SCHEMA } from './params.ts'

export interface MineResult extends ResultBase {
  readonly n: number
}
export const METHOD: Method<typeof SCHEMA, MineResult> = {
  ...META,
  *compute({ rows }) {
    // table, parameters, as-at day: `Input` says what there is
    yield 0.5
    return { n: rows.length, notes: [] }
  },
}
