/** Which kinds a list of weights can weigh. Apart from the editions, which a reader of files need not fetch. */
import type { OffenceId } from '../base/offences.ts'

/** Kinds that a list of the user's own can weigh, in the order in which its weights are kept. */
export const WEIGHED: readonly OffenceId[] = [
  'burglary-home',
  'theft-from-vehicle',
  'theft-of-vehicle',
  'robbery-personal',
  'theft-from-person',
  'burglary-any',
  'vehicle-any',
  'robbery-any',
]
