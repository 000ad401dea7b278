/** From which report on a list counts, as the header says it. */
import type { Protocol } from '../../cocoon/protocol.ts'
import { showDay } from '../../core/base/time.ts'
import type { Cocoon } from '../../state/cocoon.ts'

/** Doors are of the newest days alone; streets are ranked by all that is live. */
export const listSince = (
  kind: Cocoon['kind'] | undefined,
  today: number,
  p: Pick<Protocol, 'window' | 'lookBack'>,
): string => {
  const [what, days] = kind === 'streets' ? ['Streets', p.window] : ['Doors', p.lookBack]
  return `${what}: reported since ${showDay(today - days, { weekday: true, year: false })}`
}
