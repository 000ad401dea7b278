/** The way out where a file's coordinates are of a system nobody told: to where it is said. */
import { unitUnknown } from '../../core/table/unit.ts'
import { drift, useStore } from '../../state/store.ts'
import { Button } from '../../ui/index.ts'

/** A button to the choice of system on the Data screen; nothing where the system is known. */
export function ChooseSystem() {
  const unknown = useStore((s) => s.incidents !== undefined && unitUnknown(s.incidents.table) !== undefined)
  return unknown ? (
    <Button variant="primary" onClick={() => drift({ view: 'data' })}>
      Choose the system on Data
    </Button>
  ) : null
}
