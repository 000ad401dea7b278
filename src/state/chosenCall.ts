/** The chosen call of a cocooning list that is made anew: the same home again, wherever it stands now. */
import type { Cocoon } from './cocoon.ts'
import type { Selection } from './types.ts'

const COCOONING = 'cocooning'

/** The choice as it is of the new list; nothing where that no longer has the home, or is of another kind. */
export function sameCall(
  selection: Selection | undefined,
  before: Cocoon | undefined,
  after: Cocoon,
): Selection | undefined {
  if (selection?.of !== COCOONING) return selection
  if (before?.kind !== 'doors' || after.kind !== 'doors') return undefined
  const home = before.list.visits[selection.row]?.keys[0]
  const row = after.list.visits.findIndex((v) => home !== undefined && v.keys.includes(home))
  return row < 0 ? undefined : { of: COCOONING, row }
}
