/** Service quality: what the columns of the register say of how its cases were handled. */
import './quality.css'
import { openSample } from '../../desk/files/open.ts'
import { useStore } from '../../state/store.ts'
import { Button, EmptyState } from '../../ui/index.ts'
import { Measures } from './Measures.tsx'

/** See the head of the file. */
export function QualityPanel() {
  const loaded = useStore((s) => s.incidents)
  if (!loaded || loaded.files.length === 0)
    return (
      <EmptyState
        icon="info"
        title={
          loaded
            ? 'This table came in a package, which carries no columns about handling'
            : 'No register is open'
        }
        actions={!loaded && <Button onClick={() => void openSample()}>Open the sample town</Button>}
      >
        Service quality is counted from the register itself. Open the extract with its columns about advice,
        assessment, supervision, contact and outcome.
      </EmptyState>
    )
  return <Measures loaded={loaded} />
}
