/** The contents page of the shell: every view that is not an analysis, in the order of the navigation. */
import { type ComponentType, useMemo } from 'react'
import type { LayerSpec } from '../map/index.ts'
import { rowsOf } from '../state/derived.ts'
import { useStore } from '../state/store.ts'
import type { IconName } from '../ui/index.ts'
import { BriefingPanel } from './briefing/BriefingPanel.tsx'
import { cocoonLayers, useCocoon } from '../desk/useCocoon.ts'
import { CocooningPanel } from './doors/CocooningPanel.tsx'
import { DataPanel } from './data/DataPanel.tsx'
import { ExplorePanel } from './explore/ExplorePanel.tsx'
import { IncidentsPanel } from './incidents/IncidentsPanel.tsx'
import { OVERLAYS, useOverlayLayers } from '../desk/overlays.ts'
import { OverlaysPanel } from './overlays/OverlaysPanel.tsx'
import { SeriesPanel } from './series/SeriesPanel.tsx'
import { useSeriesEntry, useSeriesLayers } from './series/useSeriesView.ts'
import { useTrackLayers } from '../desk/tracks.ts'
import { TracksPanel } from './tracks/TracksPanel.tsx'
import { count, many } from '../desk/words.ts'

/** Headings of the navigation, in order; an analysis names its own in `Screen.group`. */
export const GROUPS = [
  { id: 'tonight', title: 'Tonight' },
  { id: 'now', title: 'This morning' },
  { id: 'where', title: 'Where' },
  { id: 'again', title: 'Again and near' },
  { id: 'change', title: 'When and more' },
  { id: 'record', title: 'The record' },
] as const

export interface PanelDef {
  readonly id: string
  readonly title: string
  readonly icon: IconName
  readonly group: (typeof GROUPS)[number]['id']
  /** a few words for the palette */
  readonly hint: string
  readonly Panel: ComponentType
  /** the panel takes two thirds of the width */
  readonly wide?: boolean
  /** a hook: a count or a word at the right of its name, and whether the navigation leaves it out for now */
  useEntry?(): { readonly note?: string; readonly hidden?: boolean }
  /** a hook: what it draws on the map while it is in front or shown; absent = nothing */
  useLayers?(wanted: boolean): readonly LayerSpec[]
  /** whether its layers belong under the incidents instead of over them */
  readonly under?: boolean
}

const none: readonly LayerSpec[] = []

/** Every view of the shell. */
export const PANELS: readonly PanelDef[] = [
  {
    id: 'cocooning',
    title: 'Cocooning',
    icon: 'home',
    group: 'tonight',
    hint: 'homes to visit',
    Panel: CocooningPanel,
    useEntry() {
      const cocoon = useCocoon()
      // a call may be at several flats: the panel says how many homes that is
      return { note: cocoon?.kind === 'doors' ? many(cocoon.list.visits.length, 'call') : undefined }
    },
    useLayers() {
      const cocoon = useCocoon()
      return useMemo(() => (cocoon?.kind === 'doors' ? cocoonLayers(cocoon.list) : none), [cocoon])
    },
  },
  {
    id: 'explore',
    title: 'Explore',
    icon: 'chart',
    group: 'now',
    hint: 'linked charts: select in one, the others answer',
    wide: true,
    Panel: ExplorePanel,
  },
  {
    id: 'briefing',
    title: 'Briefing',
    icon: 'print',
    group: 'now',
    hint: 'one print for the tasking meeting; a picture; a version for the public',
    wide: true,
    Panel: BriefingPanel,
  },
  {
    id: 'series',
    title: 'Series',
    icon: 'link',
    group: 'again',
    hint: 'crimes that may be linked: find, order, print, hand over',
    Panel: SeriesPanel,
    useEntry: useSeriesEntry,
    useLayers: useSeriesLayers,
  },
  {
    id: 'incidents',
    title: 'Incidents',
    icon: 'list',
    group: 'record',
    hint: 'the table',
    wide: true,
    Panel: IncidentsPanel,
    useEntry: () => ({ note: count(useStore((s) => rowsOf(s).length)) }),
  },
  {
    id: 'tracks',
    title: 'Tracks',
    icon: 'map',
    group: 'record',
    hint: 'GPX of patrols, and a picture for the public',
    Panel: TracksPanel,
    under: true,
    useEntry() {
      const n = useStore((s) => s.tracks.reduce((sum, t) => sum + t.tracks.length, 0))
      return { note: count(n), hidden: n === 0 }
    },
    useLayers: useTrackLayers,
  },
  {
    id: OVERLAYS,
    title: 'Partner overlays',
    icon: 'layers',
    group: 'record',
    hint: 'premises, cameras, fires … over the map, never counted',
    Panel: OverlaysPanel,
    // each overlay has an entry and an eye of its own
    useEntry: () => ({ hidden: true }),
    useLayers: useOverlayLayers,
  },
  {
    id: 'data',
    title: 'Data',
    icon: 'file',
    group: 'record',
    hint: 'what was read and left out',
    wide: true,
    Panel: DataPanel,
  },
]
