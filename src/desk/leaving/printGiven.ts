/** A round that is on the board, on paper again: such as the part of one that was split between two officers. */
import { givenPart, wholeCode } from '../../cocoon/givenRounds.ts'
import type { CocoonList } from '../../cocoon/list.ts'
import type { GivenRound } from '../../cocoon/sheet.ts'
import type { StreetRounds } from '../../cocoon/streetRounds.ts'
import { many } from '../words.ts'
import { accountFor } from './account.ts'
import { stillWanted } from './printList.ts'
import { printRounds } from './printRounds.tsx'
import { printStreetSheets } from './printStreetRounds.ts'

/** The round of a list that a given one is, or is a part of; undefined where the list has changed since. */
export function roundOfGiven(list: StreetRounds, g: Pick<GivenRound, 'code'>) {
  const code = wholeCode(g.code)
  const round = list.rounds.find((r) => r.code === code)
  if (round) return { round, route: false }
  const hidden = list.hidden.rounds.find((r) => r.code === code)
  return hidden && { round: hidden, route: true }
}

/** Prints it as the list of now has it. Throws a sentence where that list no longer has the round. */
export async function printGiven(
  list: StreetRounds,
  g: GivenRound,
  doors: CocoonList | undefined,
  vehicles = false,
): Promise<void> {
  const found = roundOfGiven(list, g)
  if (!found)
    throw new Error(
      `The list has changed since ${g.code} was given out, so its sheet cannot be printed again. Print the rounds of now.`,
    )
  if (!(await stillWanted(list, 'Print'))) return
  if (!(await accountFor('print', `1 round, ${many(g.calls, 'call')}`, g.code))) return
  const part = givenPart(g)
  const only = [found.round.number]
  if (doors) await printRounds(doors, found.route ? 'route' : 'officer', only, part)
  else await printStreetSheets(list, vehicles ? 'vehicles' : 'burglary', only, part)
}
