/** Rounds past streets on paper: the sheet of a round of doors, for vehicle crime and where no address file is loaded. */
import type { StreetRounds } from '../../cocoon/streetRounds.ts'
import { momentWords } from '../../cocoon/clock.ts'
import { CocoonSheet, mapFrames, PARKING } from '../../print/index.ts'
import type { ListOf } from '../../state/cocoon.ts'
import { WHERE } from '../../state/cocoon.ts'
import { useSettings } from '../../state/settings.ts'
import { useStore } from '../../state/store.ts'
import { many } from '../words.ts'
import { accountFor } from './account.ts'
import { markingNow } from './marking.ts'
import { boundsOf, credit, picture, print, printedAt, sourceWords } from './paper.ts'
import { stillWanted } from './printList.ts'
import { roundLayers, roundTitle } from './printRounds.tsx'
import { STREET_TIERS } from './ToPhones.tsx'

/** Prints each round once it is known who prints and why. */
export async function printStreetRounds(list: StreetRounds, of: ListOf): Promise<void> {
  const { incidents } = useStore.getState()
  if (!incidents || !(await stillWanted(list, 'Print'))) return
  const what = `${many(list.rounds.length, 'round')} past ${many(list.visits.length, 'street')}`
  if (!(await accountFor('print', what, list.id))) return
  const s = useSettings.getState()
  const vehicles = of === 'vehicles'
  const pictures: (string | undefined)[] = []
  const sheets = []
  for (const [k, round] of list.rounds.entries()) {
    const visits = list.visits.filter((v) => v.round === round.number)
    const { groups, sizes } = mapFrames(visits)
    const maps: (string | undefined)[] = []
    for (const [i, group] of groups.entries())
      maps.push(await picture(roundLayers(group, sizes[i]), boundsOf(group), sizes[i].width, sizes[i].height))
    pictures.push(...maps)
    sheets.push(
      <CocoonSheet
        key={round.code}
        units={s.units}
        title={roundTitle(visits, list)}
        marking={markingNow()}
        code={round.code}
        asAt={list.asAt}
        moment={list.moment}
        asOf={momentWords(list)}
        printedBy={s.printedBy}
        printedAt={printedAt()}
        copy={1}
        copies={1}
        part={list.rounds.length > 1 ? `round ${k + 1} of ${list.rounds.length}` : undefined}
        destroyBy={Math.max(...visits.map((v) => v.expires))}
        returnTo={s.force || undefined}
        visits={visits}
        length={round.length}
        minutes={round.minutes}
        beats={round.beats}
        maps={maps}
        mapCredit={credit() || undefined}
        why={[
          vehicles
            ? 'Thefts from vehicles in these streets within the last weeks: cars near by are at raised risk.'
            : 'Burglaries in these streets within the last weeks: homes near by are at raised risk.',
        ]}
        {...(vehicles ? { say: PARKING, homes: false } : {})}
        tiers={STREET_TIERS}
        notes={[
          sourceWords(incidents, WHERE).join(' · ') + '.',
          'Streets, not doors: each stands where an incident on it does.',
        ]}
      />,
    )
  }
  await print(<>{sheets}</>, pictures)
}
