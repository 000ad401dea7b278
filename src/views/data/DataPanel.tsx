/** The import screen: what the file is, what is wrong with it, what each column was taken for, all open to correction. */
import './data.css'
import { lazy, Suspense, useState } from 'react'
import { coarseSays } from '../../core/table/coarse.ts'
import { goneOf } from '../../import/join/gone.ts'
import type { LoadedIncidents } from '../../state/store.ts'
import { useStore } from '../../state/store.ts'
import {
  Actions,
  Button,
  EmptyState,
  Facts,
  Figures,
  Notes,
  Notice,
  PanelHead,
  Section,
} from '../../ui/index.ts'
import { addAside, correctBase, takeOff, useAside } from '../../desk/files/putInPlace.ts'
import { chooseFiles } from '../../desk/files/DropZone.tsx'
import { Keeping } from '../../desk/leaving/Keeping.tsx'
import { openSample } from '../../desk/files/open.ts'
import { printReport } from '../../desk/leaving/printing.tsx'
import { count, fileWords, goneWords, many, precisionWords } from '../../desk/words.ts'
import { Columns } from './Columns.tsx'
import { Files } from './Files.tsx'
import { joinFacts } from '../../desk/files/joinFacts.ts'
import { saveLeftOut } from './leftOut.ts'
import { LookBack } from './LookBack.tsx'
import { Others } from './Others.tsx'
import { Preview } from './Preview.tsx'
import { Profiles } from './Profiles.tsx'
import { SaveAs } from './SaveAs.tsx'
import { Troubles } from './Troubles.tsx'
import { Wordings } from './Wordings.tsx'

/** Everything about the incidents that are loaded. */
function Incidents({ incidents }: { incidents: LoadedIncidents }) {
  const { report, reading, table } = incidents
  const fixed = incidents.files.length === 0
  const aside = useAside((s) => s.aside)
  const { again, out } = goneOf(report)
  return (
    <>
      <Figures
        figures={[
          { value: count(report.rows), label: 'rows read' },
          { value: count(report.kept), label: 'kept' },
          ...(again > 0 ? [{ value: count(again), label: 'already loaded' }] : []),
          { value: count(out), label: 'left out', tone: out > 0 ? 'warn' : undefined },
        ]}
      />
      <LookBack incidents={incidents} />
      {incidents.sample && (
        <Notice>
          This town and everyone in it is invented. Its latest date stands for today. Drop a file of your own
          to leave it.
        </Notice>
      )}
      {report.source === 'open' && (
        <Notice tone="warn">
          {coarseSays(table)}. Hotspots and trends are possible; doors, repeat addresses and six-week zones
          are not.
        </Notice>
      )}
      {fixed && (
        <Notice>
          These incidents came in a package: columns are corrected where the file itself is open.
        </Notice>
      )}
      {incidents.base && incidents.joined && (
        <Section
          title="What was added"
          aside={
            <Button small icon="undo" onClick={takeOff}>
              Take it off again
            </Button>
          }
        >
          <Facts facts={joinFacts(incidents.joined)} />
          {incidents.outcome?.map((o) => (
            <Notice key={o} tone="warn">
              {o}
            </Notice>
          ))}
          <p className="a-hint">
            Corrections below are of {incidents.files.map((f) => f.name).join(', ')}, the file that was added
            last.
          </p>
          {incidents.base.files.length > 0 && (
            <Actions>
              <Button small icon="undo" onClick={correctBase}>
                Correct {fileWords(incidents.base.name)} instead
              </Button>
            </Actions>
          )}
        </Section>
      )}
      {aside && (
        <Notice>
          {aside.name} is set aside while this file is corrected.
          <Actions>
            <Button small variant="primary" icon="plus" onClick={() => void addAside()}>
              Add {aside.name} again
            </Button>
            <Button small onClick={() => useAside.setState({ aside: undefined })}>
              Leave it out
            </Button>
          </Actions>
        </Notice>
      )}
      <Section
        title="What is wrong with it"
        aside={
          report.leftOut.length > 0 && (
            <Button small icon="download" onClick={() => void saveLeftOut(report.leftOut)}>
              Save rows left out (CSV)
            </Button>
          )
        }
      >
        <Troubles report={report} reading={reading} fixed={fixed} />
      </Section>
      {report.files.length > 1 && (
        <Section title="Files">
          <Files report={report} />
        </Section>
      )}
      <Section title="The file as it stands">
        <Preview report={report} />
      </Section>
      {!fixed && (
        <>
          <Section title="What each column was taken for">
            <Columns report={report} reading={reading} />
          </Section>
          <Section title="Offences">
            <Wordings report={report} reading={reading} />
          </Section>
        </>
      )}
      <Section title="Columns not used">
        <p>{report.dropped.length ? report.dropped.join(', ') : 'None.'}</p>
        {report.droppedPersonal.length > 0 && (
          <Notice tone="good">
            Dropped because they look like people’s details: {report.droppedPersonal.join(', ')}. They were
            never kept.
          </Notice>
        )}
      </Section>
      <Notes notes={report.notes.filter((n) => n !== report.beside)} title="Choices made while reading" />
    </>
  )
}

const FromServer = lazy(() => import('./FromServer.tsx').then((m) => ({ default: m.FromServer })))

export function DataPanel() {
  const [asking, setAsking] = useState(false)
  const incidents = useStore((s) => s.incidents)
  const report = incidents?.report
  return (
    <>
      <PanelHead
        title={
          report
            ? `${many(report.kept, 'incident')} from ${many(report.rows, 'row')}; ${goneWords(report)}`
            : 'No incidents are loaded'
        }
      >
        {incidents &&
          report &&
          `${fileWords(incidents.name)}: ${report.files.length === 1 ? report.files[0].what : many(report.files.length, 'file')} · ${precisionWords(incidents.table)} · ${report.crsLabel}`}
      </PanelHead>
      {report?.beside && <p className="a-hint">{report.beside}</p>}
      <Actions>
        <Button variant="primary" icon="upload" onClick={chooseFiles}>
          Choose files…
        </Button>
        <Button onClick={() => setAsking(true)}>From this server…</Button>
        {!incidents?.sample && <Button onClick={() => void openSample()}>Open the sample town</Button>}
        {incidents && (
          <Button icon="print" onClick={() => void printReport(incidents)}>
            Print report
          </Button>
        )}
        {incidents && <SaveAs />}
      </Actions>
      {incidents ? (
        <Incidents incidents={incidents} />
      ) : (
        <EmptyState icon="file" title="Drop a file anywhere on the page">
          A force extract as CSV, Excel, GeoJSON or Parquet with a date and coordinates (longitude and
          latitude, or eastings and northings), or street-level files or the zip from data.police.uk. Nothing
          you drop leaves this machine.
        </EmptyState>
      )}
      {asking && (
        <Suspense>
          <FromServer onClose={() => setAsking(false)} />
        </Suspense>
      )}
      <Others />
      <Profiles />
      <Keeping />
    </>
  )
}
