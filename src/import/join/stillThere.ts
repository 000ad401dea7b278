/** Whether what names the place of a loaded crime still names it once a later file has told the crime anew. */
import { textAt, type TextColumn } from '../../core/base/text.ts'
import { Doors } from '../../core/places/doors.ts'
import { SAME_PLACE_M } from '../rows/once.ts'

interface Placed {
  readonly incidents: { readonly x: Float64Array; readonly y: Float64Array }
  readonly text: { readonly address: TextColumn; readonly uprn: TextColumn }
}

/** The same point, metres: files round to one. */
const SAME_POINT_M = 1

/**
 * For a column that the later file does not tell, whether row `i` of the loaded table still says where row `j` of the
 * later one was. A beat and a street go with a place near by; an address and a UPRN, which name one home, with the
 * other of the two where both rows tell it, else with the very point.
 */
export function stillThere(
  { incidents: s, text: a }: Placed,
  { incidents: t, text: b }: Placed,
): (column: string, i: number, j: number) => boolean {
  const doors = new Doors()
  const doorOf = ({ bytes, offsets }: TextColumn, row: number) =>
    doors.read(bytes, offsets[row], offsets[row + 1]) ? `${doors.street} ${doors.house}` : undefined
  return (column, i, j) => {
    const metres = Math.hypot(s.x[i] - t.x[j], s.y[i] - t.y[j])
    if (column === 'beat' || column === 'street') return metres <= SAME_PLACE_M
    const other = column === 'uprn' ? 'address' : 'uprn'
    const [was, is] = [textAt(a[other], i), textAt(b[other], j)]
    if (!was || !is) return metres <= SAME_POINT_M
    if (metres > SAME_PLACE_M) return false
    const door = other === 'address' ? doorOf(a.address, i) : undefined
    return was === is || (door !== undefined && door === doorOf(b.address, j))
  }
}
