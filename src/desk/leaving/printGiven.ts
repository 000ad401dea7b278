/** A round that is on the board, on paper again: such as the part of one that was split between two officers. */
import { gatheredAgain, givenPart, wholeCode } from '../../cocoon/givenRounds.ts'
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

/** Prints it as the list of now has it. What is left of it where that list was made anew since. Throws a sentence where nothing is. */
export async function printGiven(
  list: StreetRounds,
  g: GivenRound,
  doors: CocoonList | undefined,
  vehicles = false,
): Promise<void> {
  const stands = roundOfGiven(list, g)
  // made anew since: what of it is left, but for the version that must not tell which homes are done
  const anew = stands || g.route ? undefined : gatheredAgain(doors ?? list, g)
  const found = stands ?? (anew && { round: anew.rounds.at(-1)!, route: false })
  if (!found)
    throw new Error(
      g.route
        ? `The list has changed since ${g.code} was given out, so its sheet cannot be printed again. Print the rounds of the current list.`
        : `No call of ${g.code} is left on the current list, so there is nothing of it to print.`,
    )
  if (!(await stillWanted(list, 'Print'))) return
  if (!(await accountFor('print', `1 round, ${many(g.calls, 'call')}`, g.code))) return
  const part = givenPart(g)
  const only = [found.round.number]
  const from = anew ?? list
  if (doors)
    await printRounds(anew ? { ...doors, ...anew } : doors, found.route ? 'route' : 'officer', only, part)
  else await printStreetSheets(from, vehicles ? 'vehicles' : 'burglary', only, part)
}
