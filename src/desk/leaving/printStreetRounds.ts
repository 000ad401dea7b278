/** Rounds past streets on paper: the sheet of a round of doors, for vehicle crime and where no address file is loaded. */
import type { StreetRounds } from '../../cocoon/streetRounds.ts'
import { PARKING } from '../../print/index.ts'
import type { ListOf } from '../../state/cocoon.ts'
import { useStore } from '../../state/store.ts'
import { many } from '../words.ts'
import { accountFor } from './account.ts'
import { stillWanted } from './printList.ts'
import { printRoundSheets } from './roundSheets.tsx'
import { STREET_TIERS } from './ToPhones.tsx'

/** Prints each round once it is known who prints and why. */
export async function printStreetRounds(list: StreetRounds, of: ListOf): Promise<void> {
  const { incidents } = useStore.getState()
  if (!incidents || !(await stillWanted(list, 'Print'))) return
  const what = `${many(list.rounds.length, 'round')} past ${many(list.visits.length, 'street')}`
  if (!(await accountFor('print', what, list.id))) return
  const vehicles = of === 'vehicles'
  const rounds = list.rounds.map((round) => {
    const visits = list.visits.filter((v) => v.round === round.number)
    return { round, all: visits, shown: visits }
  })
  await printRoundSheets(list, rounds, incidents, () => ({
    why: [
      vehicles
        ? 'Thefts from vehicles in these streets within the last weeks: cars near by are at raised risk.'
        : 'Burglaries in these streets within the last weeks: homes near by are at raised risk.',
    ],
    ...(vehicles ? { say: PARKING, homes: false } : {}),
    tiers: STREET_TIERS,
    notes: ['Streets, not doors: each stands where an incident on it does.'],
  }))
}
