/** Names on the map in the shape of their kind, and what a pinned result looks like beside the one in front. */
import { KeptWeakMap } from '../core/base/kept.ts'
import type { View } from '../desk/view.ts'
import type { LayerSpec } from '../map/index.ts'

type Mark = View['mark']

const marked = new KeptWeakMap<readonly LayerSpec[], readonly LayerSpec[]>()
const pinned = new KeptWeakMap<readonly LayerSpec[], readonly LayerSpec[]>()

/** The same objects again for the same layers, so that nothing is uploaded twice. */
function once(
  kept: KeptWeakMap<readonly LayerSpec[], readonly LayerSpec[]>,
  layers: readonly LayerSpec[],
  make: () => readonly LayerSpec[],
): readonly LayerSpec[] {
  let made = kept.get(layers)
  if (!made) kept.set(layers, (made = make()))
  return made
}

/** The layers of the view in front, its names on their shape. */
export const markedLayers = (layers: readonly LayerSpec[], mark: Mark): readonly LayerSpec[] =>
  mark
    ? once(marked, layers, () => layers.map((l) => (l.kind === 'areas' ? { ...l, mark: mark.shape } : l)))
    : layers

const lettered = (name: string, letter: string) => (name.startsWith(letter) ? name : letter + name)

/** Those of a pinned view: outlines, dashed, no fill that would lie on the other's; names begin with their own letter. */
export const pinnedLayers = (layers: readonly LayerSpec[], mark: Mark): readonly LayerSpec[] =>
  once(pinned, layers, () => {
    const areas = layers.filter((l) => l.kind === 'areas')
    // the named places are what is meant to be kept; classes of the whole ground would only lie over the other's
    const named = areas.filter((l) => l.areas.some((a) => a.letter && a.labelAt))
    const kept = named.length > 0 ? named : areas.length > 0 ? areas : layers.filter((l) => l.kind !== 'grid')
    return kept.map((l): LayerSpec => {
      if (l.kind === 'points')
        return { ...l, ink: 'outline', shape: l.shape === 'dot' || !l.shape ? 'ring' : l.shape }
      if (l.kind !== 'areas') return l
      return {
        ...l,
        fill: false,
        dashed: true,
        ramp: undefined,
        classes: undefined,
        ...(mark && { mark: mark.shape }),
        areas: l.areas.map((a) => ({
          ...a,
          ink: 'outline',
          shade: undefined,
          // a name that has its letter already keeps it
          ...(mark && a.letter && { letter: lettered(a.letter, mark.letter) }),
        })),
      }
    })
  })
