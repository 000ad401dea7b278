/** The past, played: its controls beside the timeline, its banner over the map. */
import { lazy, Suspense } from 'react'
import type { View } from '../../desk/view.ts'
import { useStore } from '../../state/store.ts'

const PlayBanner = lazy(async () => ({ default: (await import('./PlayBanner.tsx')).PlayBanner }))

function Banner() {
  const playing = useStore((s) => s.replay !== undefined)
  return (
    playing && (
      <Suspense>
        <PlayBanner />
      </Suspense>
    )
  )
}

export const VIEW: View = { id: 'play', title: 'The past', group: 'map', icon: 'play', Over: Banner }
