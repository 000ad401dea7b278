/** Keeps one engine alive for a React component: made when the box exists, told of changes, removed at the end. */
import { useEffect, useEffectEvent, useState } from 'react'
import { canDraw, fontReady, MapEngine, NO_WEBGL, type Camera, type EngineOptions } from './engine.ts'

/** What became of the map. */
export type MapTrouble =
  /** there can be no map here */
  | { readonly kind: 'none'; readonly say: string }
  /** the graphics were taken away; drawing again brings them back */
  | { readonly kind: 'lost'; readonly say: string }

// keeps no data: what this browser can do
let capable: boolean | undefined

/** The engine once it stands in `box`, what went wrong if it does not, and a way to draw again where it was. */
export function useEngine(
  box: HTMLElement | null,
  first: () => Omit<EngineOptions, 'container' | 'interactive'>,
) {
  const [engine, setEngine] = useState<MapEngine>()
  const [trouble, setTrouble] = useState<MapTrouble>()
  const [attempt, setAttempt] = useState<{ readonly camera?: Camera }>({})
  const options = useEffectEvent(() =>
    attempt.camera ? { ...first(), camera: attempt.camera, bounds: undefined } : first(),
  )

  useEffect(() => {
    let made: MapEngine | undefined
    let over = false
    const start = async () => {
      capable ??= canDraw()
      if (!capable) return setTrouble({ kind: 'none', say: NO_WEBGL })
      await fontReady()
      if (over || !box) return
      try {
        made = new MapEngine({ ...options(), container: box, interactive: true })
      } catch {
        return setTrouble({ kind: 'none', say: NO_WEBGL })
      }
      made.map.on('webglcontextlost', () =>
        setTrouble({
          kind: 'lost',
          say: 'The map lost its graphics (the machine took them back, as after sleep). Nothing else is lost.',
        }),
      )
      setTrouble(undefined)
      setEngine(made)
    }
    void start()
    return () => {
      over = true
      made?.remove()
      setEngine(undefined)
    }
  }, [box, attempt])

  return { engine, trouble, again: () => setAttempt({ camera: engine?.camera() }) }
}
