/** The one menu of what can be saved of shapes, wherever it stands. */
import { Menu, type MenuEntry } from '../../ui/index.ts'
import { SHAPE_FORMATS, type ShapeFormat } from './saveShapes.ts'

/** Its entries, for a menu that has others too. */
export const saveEntries = (save: (format: ShapeFormat) => Promise<void>): MenuEntry[] =>
  SHAPE_FORMATS.map((f) => ({
    id: `save ${f.id}`,
    label: `Save as ${f.label}`,
    icon: 'download',
    run: () => void save(f.id),
  }))

/** "Save…" as a button. `what` is told to a screen reader: "incidents". */
export const SaveMenu = ({ what, save }: { what: string; save: (format: ShapeFormat) => Promise<void> }) => (
  <Menu label={`Save ${what}`} entries={saveEntries(save)}>
    Save…
  </Menu>
)
