/** What a method draws. */
import { useMemo } from 'react'
import { useRun } from '../../desk/useRun.ts'
import type { LayerSpec } from '../../map/index.ts'
import { screenOf } from './screenOf.ts'

/** The layers of one method, as a hook; undefined until there is a result. */
export function layersOf(id: string): (wanted: boolean) => readonly LayerSpec[] | undefined {
  const screen = screenOf(id)
  return function useLayers(wanted) {
    const { view, played, refused, stale } = useRun(screen, wanted)
    const layers = useMemo(
      () => (view && (wanted || played) ? screen.layers(view) : refused ? [] : undefined),
      [view, wanted, played, refused],
    )
    // the legend says of what is drawn that it is not of the settings of now
    return useMemo(
      () => (stale ? layers?.map((l) => ({ ...l, label: `${l.label}, earlier settings` })) : layers),
      [layers, stale],
    )
  }
}
