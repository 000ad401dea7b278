/** Which row of a method's list is the chosen one, and which of its layers stands for the list. */
import type { LayerSpec } from '../../map/index.ts'
import type { Selection } from '../../state/types.ts'

/** The layer whose things are the rows of a list of so many; undefined where none is. */
export const listedLayer = (layers: readonly LayerSpec[], n: number): string | undefined =>
  layers.find((l) =>
    l.kind === 'areas'
      ? l.tip !== undefined && l.areas.length === n
      : l.kind === 'points' && !l.rows && l.positions.length === 2 * n,
  )?.id

/**
 * The row of a list of `n` that is chosen; undefined where what is chosen stands elsewhere, or was chosen in an earlier
 * result that had more rows.
 */
export const chosenRow = (
  selection: Selection | undefined,
  id: string,
  n: number,
  layer: () => string | undefined,
): number | undefined =>
  selection?.of === id &&
  selection.row < n &&
  (selection.layer === undefined || selection.layer === NO_LAYER || selection.layer === layer())
    ? selection.row
    : undefined

/** Of a row that nothing on the map stands for. */
export const NO_LAYER = ''
