/** What whoever uses these parts asks before something leaves the page, and what each picture says of its source. */
import { createContext } from 'react'

/** Terms on which tables and pictures leave. */
export interface Terms {
  /** asked with what would leave; false = it stays */
  guard(what: string): Promise<boolean>
  /** words under each picture and copy: file, period, filter, n, marking */
  about(): readonly string[]
}

/** The terms in force; without any, everything may leave and says only its own title. */
export const LeavingTerms = createContext<Terms>({ guard: () => Promise.resolve(true), about: () => [] })
