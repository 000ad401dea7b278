/** The way out where a file's coordinates are of a system nobody told: to where it is said. */
import { unitUnknown } from '../../core/table/unit.ts'
import { drift, useStore } from '../../state/store.ts'
import { Button } from '../../ui/index.ts'

/** Id of what holds the choice of system on the Data screen. */
export const COORDINATES = 'coordinates-are'

/** Milliseconds the Data screen may take to stand. */
const PATIENCE = 3000

/** Opens Data and puts the focus where the system is chosen. */
function choose(): void {
  drift({ view: 'data' })
  const since = performance.now()
  const look = () => {
    const field = document.querySelector<HTMLSelectElement>(`#${COORDINATES} select`)
    if (field) field.focus()
    else if (performance.now() - since < PATIENCE) requestAnimationFrame(look)
  }
  look()
}

/** A button to the choice of system on the Data screen; nothing where the system is known. */
export function ChooseSystem() {
  const unknown = useStore((s) => s.incidents !== undefined && unitUnknown(s.incidents.table) !== undefined)
  return unknown ? (
    <Button variant="primary" onClick={choose}>
      Choose the system on Data
    </Button>
  ) : null
}
