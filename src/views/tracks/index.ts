/** Tonight › Patrol: recorded tracks, held against what was planned. */
import { lazy } from 'react'
import { later } from '../../desk/later.ts'
import type { View } from '../../desk/view.ts'
import { count } from '../../desk/words.ts'
import { useStore } from '../../state/store.ts'

const TracksPanel = lazy(async () => ({ default: (await import('./TracksPanel.tsx')).TracksPanel }))

function useEntry() {
  const n = useStore((s) => s.tracks.reduce((sum, t) => sum + t.tracks.length, 0))
  return { note: count(n), hidden: n === 0 }
}

export const VIEW: View = {
  id: 'tracks',
  title: 'Recorded tracks',
  group: 'tonight',
  shares: 'patrol',
  icon: 'route',
  hint: 'GPX of patrols, and a picture for the public',
  Panel: TracksPanel,
  entry: useEntry,
  layers: later(async () => (await import('../../desk/tracks.ts')).useTrackLayers),
  mapRole: 'under',
}
