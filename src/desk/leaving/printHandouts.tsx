/** Sheets that an analysis hands out, one for each person. */
import type { ReactNode } from 'react'
import type { Screen } from '../../analyses/contract.ts'
import { HandoutSheet, minuteNow } from '../../print/index.ts'
import { currentMade } from '../../state/runs.ts'
import { useSettings } from '../../state/settings.ts'
import { useStore } from '../../state/store.ts'
import { toast } from '../../ui/index.ts'
import { viewOf } from '../useRun.ts'
import { note } from './account.ts'
import { markingNow } from './marking.ts'
import { boundsOf, credit, picture, print, sourceWords } from './paper.ts'

/** Prints each sheet a method hands out on paper of its own, with its map. Says why where nothing current is there. */
export async function printHandouts(screen: Screen<any, any>): Promise<void> {
  const { incidents } = useStore.getState()
  if (!incidents) return
  const current = currentMade(useStore.getState(), screen)
  if ('refused' in current) return void toast({ text: current.refused, tone: 'bad' })
  const handouts =
    screen.handouts?.(viewOf(current.made, incidents.table, useSettings.getState().units))?.sheets ?? []
  const { printedBy } = useSettings.getState()
  const pictures: (string | undefined)[] = []
  const sheets: ReactNode[] = []
  for (const h of handouts) {
    const bounds = boundsOf(h.at.map(([lng, lat]) => ({ lng, lat })))
    const map = await picture(
      [{ id: 'handout', title: h.title, visible: true, layers: [...h.layers] }],
      bounds,
      186,
      100,
    )
    pictures.push(map)
    sheets.push(
      <HandoutSheet
        key={h.title}
        title={h.title}
        lead={h.lead}
        marking={markingNow()}
        printedBy={printedBy}
        printedAt={minuteNow(new Date())}
        table={h.table}
        boxes={h.boxes}
        map={map}
        mapCredit={credit() || undefined}
        notes={[sourceWords(incidents).join(' · ') + '.', ...h.notes]}
      />,
    )
  }
  await print(<>{sheets}</>, pictures)
  await note('print', handouts.map((h) => h.title).join(', '))
}
