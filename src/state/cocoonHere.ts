/** The list made in the page's own thread, for what cannot wait: a sheet, the story of one burglary. */
import { type Doors, prepareHomes } from '../cocoon/doors.ts'
import { makeCocoon } from '../cocoon/make.ts'
import { memo } from '../core/base/kept.ts'
import type { Homes } from '../core/places/homes.ts'
import {
  askOf,
  type Cocoon,
  type CocoonPlan,
  type CocoonState,
  planCocoon,
  refusedBy,
  withHomes,
} from './cocoon.ts'
import type { Store } from './types.ts'

const doorsMemo = memo(prepareHomes)

/** The homes laid out in this thread, kept until others are asked for. */
export const doorsOf = (homes: Homes): Doors => doorsMemo(homes)

const hereMemo = memo((plan: CocoonPlan): Cocoon => {
  const { incidents, homes } = plan
  try {
    const made = makeCocoon(incidents.table, incidents.text, homes, () => doorsMemo(homes!), askOf(plan))
    return withHomes(made, homes)
  } catch (error) {
    return refusedBy(error)
  }
}, 4)

/** The list at once: the one that is shown where it is of this very moment, else made in this thread. */
export function cocoonOf(s: CocoonState & Pick<Store, 'cocoon'>): Cocoon | undefined {
  const plan = planCocoon(s)
  return plan && (s.cocoon?.plan === plan ? s.cocoon.made : hereMemo(plan))
}
