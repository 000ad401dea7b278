/** A sheet for each round: its map drawn, its lines, and what is said of it. Rounds of doors and of streets share it. */
import type { ReactNode } from 'react'
import { momentWords } from '../../cocoon/clock.ts'
import type { CocoonList, ListedRound, ListedVisit } from '../../cocoon/list.ts'
import { timeWords } from '../../cocoon/travel.ts'
import { CocoonSheet, type CocoonSheetProps, fitFrame, type Frame, measureSheet } from '../../print/index.ts'
import { WHERE } from '../../state/cocoon.ts'
import { useSettings } from '../../state/settings.ts'
import type { LoadedIncidents } from '../../state/store.ts'
import { shapesOnPaper } from '../ground.ts'
import { groundStands } from '../groundComing.ts'
import { markingNow } from './marking.ts'
import { boundsOf, credit, picture, print, printedAt, sourceWords } from './paper.ts'
import { shapesIn } from './planShapes.ts'
import { roundLayers, roundTitle } from './roundMap.ts'

/** A round, all its calls, and those that are drawn. */
export interface PaperRound {
  readonly round: ListedRound
  readonly all: readonly ListedVisit[]
  readonly shown: readonly ListedVisit[]
}

/** What a sheet says that depends on what the round is of; `notes` follow the source. */
export type OwnWords = Pick<CocoonSheetProps, 'why' | 'tiers' | 'notes'> &
  Partial<Pick<CocoonSheetProps, 'say' | 'homes' | 'streets' | 'route'>>

/**
 * Prints one sheet a round, as parts of one printing. `ready` runs once the sheets are laid out and before the browser asks: who
 * shuts the page on its print dialogue has the paper all the same.
 */
export async function printRoundSheets(
  list: Pick<CocoonList, 'asAt' | 'moment' | 'protocol'>,
  rounds: readonly PaperRound[],
  incidents: LoadedIncidents,
  own: (round: PaperRound) => OwnWords,
  ready?: () => Promise<void>,
): Promise<void> {
  const s = useSettings.getState()
  const pictures: (string | undefined)[] = []
  const sheets: ReactNode[] = []
  await groundStands()
  // but for tiles the sheet draws its maps itself: at once, and in a browser that draws no map too
  const files = shapesOnPaper()
  for (const [k, paper] of rounds.entries()) {
    const { round, all, shown } = paper
    const { notes, ...words } = own(paper)
    const sheet = (frame: Frame<ListedVisit>, maps?: readonly (string | undefined)[]) => (
      <CocoonSheet
        key={round.code}
        units={s.units}
        title={roundTitle(all, list)}
        marking={markingNow()}
        code={round.code}
        asAt={list.asAt}
        moment={list.moment}
        asOf={momentWords(list)}
        printedBy={s.printedBy}
        printedAt={printedAt()}
        copy={1}
        copies={1}
        part={rounds.length > 1 ? `round ${k + 1} of ${rounds.length}` : undefined}
        destroyBy={Math.max(...all.map((v) => v.expires))}
        returnTo={s.force || undefined}
        visits={all}
        frame={frame}
        length={round.length}
        minutes={round.minutes}
        times={timeWords(round, words.streets ? 'in the streets' : undefined)}
        beats={round.beats}
        maps={maps}
        ground={files?.length ? (box) => shapesIn(files, box) : undefined}
        mapCredit={(files?.length !== 0 && credit()) || undefined}
        notes={[sourceWords(incidents, WHERE).join(' · ') + '.', ...notes]}
        {...words}
      />
    )
    // clicks and frames come between one sheet and the next: each is laid out up to three times
    await new Promise((done) => setTimeout(done))
    // the words are laid out before the maps are drawn: these take what the words leave
    const frame = fitFrame(shown, (f) =>
      measureSheet(
        sheet(
          f,
          f.groups.map(() => ''),
        ),
      ),
    )
    const maps: (string | undefined)[] = []
    for (const [i, group] of frame.groups.entries()) {
      const { width, height } = frame.sizes[i]
      maps.push(
        files ? undefined : await picture(roundLayers(group, frame.sizes[i]), boundsOf(group), width, height),
      )
    }
    pictures.push(...maps)
    sheets.push(sheet(frame, maps))
  }
  await ready?.()
  await print(<>{sheets}</>, pictures)
}
