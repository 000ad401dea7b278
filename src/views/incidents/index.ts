/** The incidents: a table under the map, dots on it, and the card and story of the chosen one. */
import { lazy } from 'react'
import { EARLIER } from '../../desk/layerIds.ts'
import type { View } from '../../desk/view.ts'
import { count } from '../../desk/words.ts'
import { rowsOf } from '../../state/derived.ts'
import { useStore } from '../../state/store.ts'
import { useEarlier, useRecent } from './layers.ts'

const StoryCard = lazy(async () => ({ default: (await import('../story/index.ts')).StoryCard }))
const IncidentsPanel = lazy(async () => ({ default: (await import('./IncidentsPanel.tsx')).IncidentsPanel }))

const useEntry = () => ({ note: count(useStore((s) => rowsOf(s).length)) })

export const VIEWS: readonly View[] = [
  {
    id: 'incidents',
    title: 'Incidents',
    group: 'drawer',
    icon: 'list',
    hint: 'the table',
    Panel: IncidentsPanel,
    entry: useEntry,
    layers: useRecent,
    mapRole: 'incidents',
    Card: StoryCard,
  },
  {
    id: EARLIER,
    title: 'Earlier incidents',
    group: 'map',
    icon: 'list',
    layers: useEarlier,
    mapRole: 'ground',
    selects: 'incidents',
  },
]
