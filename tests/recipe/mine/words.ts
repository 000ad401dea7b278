// words.ts – what it says, without React, for page, paper and terminal
import type { Words } from '../../../src/analyses/contract.ts'
import { countOf } from '../../../src/core/base/words.ts'
import type { MineResult } from './compute.ts'
import type { SCHEMA } from './params.ts'

export const WORDS: Words<typeof SCHEMA, MineResult> = {
  answer: ({ result }) => `${countOf(result.n, 'incident')} looked at.`,
  list: () => ({ caption: '…', n: 0, key: String, columns: [] }),
  deciding: ['incidents'], // keys of the columns a row is judged by
}
