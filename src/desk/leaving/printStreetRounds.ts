/** Rounds past streets on paper: the sheet of a round of doors, for vehicle crime and where no address file is loaded. */
import { listOfPart, type Part } from '../../cocoon/givenRounds.ts'
import type { StreetRounds } from '../../cocoon/streetRounds.ts'
import { phoneRound } from '../../cocoon/roundFile.ts'
import { PARKING } from '../../print/index.ts'
import type { ListOf } from '../../state/cocoon.ts'
import { useStore } from '../../state/store.ts'
import { many } from '../words.ts'
import { accountFor } from './account.ts'
import { give } from './givenRounds.ts'
import { markingNow } from './marking.ts'
import { stillWanted } from './printList.ts'
import { shiftOf } from './printRounds.tsx'
import { roundTitle } from './roundMap.ts'
import { printRoundSheets } from './roundSheets.tsx'
import { STREET_TIERS } from './ToPhones.tsx'

/** Prints the sheets of rounds, all or those named, or of a part of one. */
export async function printStreetSheets(
  whole: StreetRounds,
  of: ListOf,
  only?: readonly number[],
  part?: Part,
): Promise<void> {
  const { incidents } = useStore.getState()
  if (!incidents) return
  const vehicles = of === 'vehicles'
  const list = part ? listOfPart(whole, part) : whole
  const rounds = list.rounds
    .filter((r) => !only || only.includes(r.number))
    .map((round) => {
      const all = list.visits.filter((v) => v.round === round.number)
      return { round, all, shown: all }
    })
    .filter((r) => r.all.length > 0)
  const about = { marking: markingNow(), vehicles, tiers: STREET_TIERS, shift: shiftOf(list, incidents) }
  const out = () =>
    rounds.map(({ round, all }) => phoneRound(list, round.number, { title: roundTitle(all, list), ...about }))
  await printRoundSheets(
    list,
    rounds,
    incidents,
    () => ({
      why: [
        vehicles
          ? 'Thefts from vehicles in these streets in the last few weeks: cars nearby may be at raised risk.'
          : 'Burglaries in these streets in the last few weeks: homes nearby may be at raised risk.',
      ],
      streets: true,
      ...(vehicles ? { say: PARKING, homes: false } : {}),
      tiers: STREET_TIERS,
      notes: ['Streets, not doors: each stands where an incident on it does.'],
    }),
    // a part is on the board already
    part ? undefined : () => give(out(), 'paper'),
  )
}

/** Prints each round once it is known who prints and why. */
export async function printStreetRounds(list: StreetRounds, of: ListOf): Promise<void> {
  if (!(await stillWanted(list, 'Print'))) return
  const what = `${many(list.rounds.length, 'round')} past ${many(list.visits.length, 'street')}`
  if (await accountFor('print', what, list.id)) await printStreetSheets(list, of)
}
