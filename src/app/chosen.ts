/** Between what is chosen in a list and the thing on the map that stands for it, both ways. */
import type { LayerGroup, LayerSpec, MapPick, MapThing } from '../map/index.ts'
import type { Selection } from '../state/types.ts'

/** What the frame knows of views, by the id of a group on the map. */
export interface Naming {
  /** the name under which the things of a view are chosen */
  nameOf(id: string): string
  /** whether it draws the result of a method */
  isMethod(id: string): boolean
}

const INCIDENTS = 'incidents'

/** What a press on the map chooses; undefined where the thing stands in no list, such as a cell of a surface. */
export function selectionOf(
  groups: readonly LayerGroup[],
  pick: MapPick,
  { nameOf, isMethod }: Naming,
): Selection | undefined {
  const spec = groups.find((g) => g.id === pick.group)?.layers.find((l) => l.id === pick.layer)
  if (isMethod(pick.group)) {
    // dots with rows are incidents: the list of what the method found has no such row
    if (spec?.kind === 'points' && spec.rows) return { of: INCIDENTS, row: pick.row }
    if (spec?.kind !== 'areas' && spec?.kind !== 'points') return undefined
  }
  return { of: nameOf(pick.group), row: pick.row, layer: pick.layer }
}

/** The place of a row within a layer; −1 where the layer does not hold it. */
function indexIn(layer: LayerSpec, row: number): number {
  if (layer.kind === 'points')
    return layer.rows ? layer.rows.indexOf(row) : 2 * row + 1 < layer.positions.length ? row : -1
  // what says nothing of itself is never what was chosen
  return layer.kind === 'areas' && layer.tip && row < layer.areas.length ? row : -1
}

/** The drawn thing that a chosen row stands for; null while nothing chosen is on the map. */
export function thingOf(
  groups: readonly LayerGroup[],
  selection: Selection | undefined,
  { nameOf, isMethod }: Naming,
): MapThing | null {
  if (!selection) return null
  const shown = groups.filter((g) => g.visible)
  for (const group of shown.filter((g) => nameOf(g.id) === selection.of))
    for (const layer of group.layers) {
      if (selection.layer !== undefined && layer.id !== selection.layer) continue
      const index = indexIn(layer, selection.row)
      if (index >= 0) return { group: group.id, layer: layer.id, index }
    }
  // an incident that only a method draws
  if (selection.of === INCIDENTS)
    for (const group of shown.filter((g) => isMethod(g.id)))
      for (const layer of group.layers) {
        const index = layer.kind === 'points' && layer.rows ? layer.rows.indexOf(selection.row) : -1
        if (index >= 0) return { group: group.id, layer: layer.id, index }
      }
  return null
}
