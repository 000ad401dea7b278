/** What a pinned result looks like beside the one in front: outlines, dashed; no fill that would lie on its. */
import { KeptWeakMap } from '../core/base/kept.ts'
import type { LayerSpec } from '../map/index.ts'

const made = new KeptWeakMap<readonly LayerSpec[], LayerSpec[]>()

/** The layers of a pinned view; the same objects again for the same layers, so that nothing is uploaded twice. */
export function pinnedLayers(layers: readonly LayerSpec[]): LayerSpec[] {
  let found = made.get(layers)
  if (!found) {
    const outlines = layers.filter((l) => l.kind === 'areas')
    found = (outlines.length > 0 ? outlines : layers.filter((l) => l.kind !== 'grid')).map((l): LayerSpec =>
      l.kind === 'areas'
        ? {
            ...l,
            fill: false,
            dashed: true,
            ramp: undefined,
            classes: undefined,
            areas: l.areas.map((a) => ({ ...a, ink: 'outline', shade: undefined })),
          }
        : l.kind === 'points'
          ? { ...l, ink: 'outline', shape: l.shape === 'dot' || !l.shape ? 'ring' : l.shape }
          : l,
    )
    made.set(layers, found)
  }
  return found
}
