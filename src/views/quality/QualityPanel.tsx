/** The three questions of service quality: what the columns say, what files say that are read, what a score would do. */
import { useEffect, useState } from 'react'
import './quality.css'
import { openSample } from '../../desk/files/open.ts'
import { findSamples, sampleInFront, useSamples } from '../../state/samples.ts'
import { useStore } from '../../state/store.ts'
import { Button, EmptyState, Segmented } from '../../ui/index.ts'
import { DipSamples } from './DipSamples.tsx'
import { Measures } from './Measures.tsx'
import { orToast } from './orToast.ts'
import { Sample } from './Sample.tsx'
import { chooseSampleFile } from './sampleFiles.ts'
import { Scoring } from './Scoring.tsx'

const PARTS = [
  { value: 'measures', label: 'Measures' },
  { value: 'samples', label: 'Dip samples' },
  { value: 'scoring', label: 'Case scores' },
] as const

/** See the head of the file. */
export function QualityPanel() {
  const loaded = useStore((s) => s.incidents)
  const [part, setPart] = useState<(typeof PARTS)[number]['value']>('measures')
  const kept = useSamples()
  useEffect(() => orToast(findSamples()), [])
  const front = sampleInFront(kept)
  // a phone has no register: it reads the files of a sample that was sent to it
  if ((!loaded || loaded.files.length === 0) && front)
    return <Sample key={front.id} sample={front} all={kept.samples ?? []} />
  if (!loaded || loaded.files.length === 0)
    return (
      <EmptyState
        icon="info"
        title={
          loaded
            ? 'This table came in a package, which carries no columns about handling'
            : 'No register is open'
        }
        actions={
          <>
            {!loaded && <Button onClick={() => void openSample()}>Open the sample town</Button>}
            <Button onClick={chooseSampleFile}>Open a dip sample to read</Button>
          </>
        }
      >
        Service quality is counted from the register itself. Open the extract with its columns about advice,
        assessment, supervision, contact and outcome.
      </EmptyState>
    )
  return (
    <>
      <Segmented label="What is looked at" value={part} onChange={setPart} options={PARTS} />
      {part === 'measures' && <Measures loaded={loaded} />}
      {part === 'samples' && <DipSamples loaded={loaded} />}
      {part === 'scoring' && <Scoring loaded={loaded} />}
    </>
  )
}
