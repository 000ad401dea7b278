/** The filter of every place: linked charts, in which each press answers in the others, and the same as fields. */
import './explore.css'
import { coarseOf } from '../../core/table/coarse.ts'
import { gapNote } from '../../core/table/gaps.ts'
import { FLAG } from '../../core/table/incidents.ts'
import { change, setClause, useStore } from '../../state/store.ts'
import { Button, Chip, EmptyState, Notes, PanelHead, Progress, Section, Switch } from '../../ui/index.ts'
import { chooseFiles } from '../../desk/files/DropZone.tsx'
import { gesture } from '../../desk/gesture.ts'
import { openSample } from '../../desk/files/open.ts'
import { FilterFields } from '../filter/index.ts'
import { clauseWords, count, many } from '../../desk/words.ts'
import { Days, Hours, Names, Offences, Outcomes, useLinked, Weekdays } from './charts.tsx'
import { Nothing } from '../../desk/incidents/Nothing.tsx'
import { OnTheMap } from '../../desk/incidents/OnTheMap.tsx'

/** Nothing is loaded: a file on its way, or what to do. */
function Empty() {
  const importing = useStore((s) => s.importing)
  if (importing)
    return (
      <>
        <PanelHead title="Incidents are being read" />
        <Progress label={importing.doing} share={importing.share} onCancel={importing.cancel} />
      </>
    )
  return (
    <EmptyState
      icon="chart"
      title="There is nothing to explore yet"
      actions={
        <>
          <Button variant="primary" icon="upload" onClick={chooseFiles}>
            Choose files…
          </Button>
          <Button onClick={() => void openSample()}>Open the sample town</Button>
        </>
      }
    >
      Drop your force’s extract on the page. Nothing leaves this machine.
    </EmptyState>
  )
}

/** Only incidents at a place that had one of their kind within the 12 months before. */
function RepeatsOnly() {
  const on = useStore((s) => s.project.clauses.some((c) => c.kind === 'repeat'))
  const linked = useLinked()
  if (!linked || linked.table.source === 'open') return null
  const repeats = linked.view.counts('repeat', 'repeat')[1]
  return (
    <Switch
      label={`Only repeats within 12 months (${count(repeats)})`}
      value={on}
      disabled={repeats === 0 && !on}
      onChange={(v) => setClause('repeat', v ? { source: 'repeat', kind: 'repeat' } : undefined, gesture())}
    />
  )
}

export function ExplorePanel() {
  const linked = useLinked()
  if (!linked) return <Empty />
  const { table, view, clauses } = linked
  const left = view.count()
  const period = clauses.flatMap((c) => (c.kind === 'period' ? [c] : []))
  const gap = gapNote(
    table.gaps,
    Math.max(table.span.first, ...period.map((c) => c.fromDay)),
    Math.min(table.span.last, ...period.map((c) => c.toDay)),
  )
  return (
    <div className="x-explore">
      <PanelHead
        title={
          left === table.n
            ? `All ${many(table.n, 'incident')}`
            : `${count(left)} of ${many(table.n, 'incident')}`
        }
        actions={
          clauses.length > 0 && (
            <Button small variant="quiet" onClick={() => change('all filters taken off', { clauses: [] })}>
              Take all filters off
            </Button>
          )
        }
      >
        {left > 0 ? (
          <>
            Press a bar, drag over hours or days: map, timeline and the other charts follow. Ctrl or Shift
            adds; pressing it again lets it go.
          </>
        ) : (
          'The filters leave no incident. Let go in the chart what you chose last, or see below which filter to take off.'
        )}
      </PanelHead>
      {/* its line is kept, so that the charts stay put under the hand */}
      <div className="x-chips">
        {clauses.map((c) => (
          <Chip key={c.source} tone="accent" onRemove={() => setClause(c.source, undefined)}>
            {clauseWords(c)}
          </Chip>
        ))}
      </div>
      <OnTheMap />
      <RepeatsOnly />
      <div className="x-charts">
        <Offences {...linked} />
        <Hours {...linked} />
        <Names of="beat" {...linked} />
        <Names of="street" {...linked} />
        <Days {...linked} />
        <Weekdays {...linked} />
        <div className="x-across">
          <Outcomes {...linked} />
        </div>
      </div>
      {table.precision === 'month' && (
        <p className="a-hint">
          This file knows months only, so there are no hours, weekdays or days here. The timeline below
          chooses months.
          {coarseOf(table)?.points === 'published' &&
            ' Streets are those of the snap points, each of which stands for eight or more addresses.'}
        </p>
      )}
      {table.precision === 'day' && (
        <p className="a-hint">This file knows the days but no clock times, so there are no hours here.</p>
      )}
      {gap !== undefined && <p className="a-hint">{gap}</p>}
      {left === 0 && <Nothing />}
      <Section title="Every filter as a field">
        <FilterFields />
      </Section>
      <Notes
        title="How to read this"
        notes={[
          'Each chart counts what all the other filters leave, and leaves out its own: so one sees what else there is to choose.',
          'Hours, weekdays and days are those on which the window starts. A burglary found in the evening may have happened at any time of the day: “When” shares it over its window.',
          'A tick on a bar is the number there would be if these incidents were spread as those of the whole file are. It is a guide to what stands out and no test: with many bars some stand out by chance.',
          ...doubtful(table),
        ]}
      />
    </div>
  )
}

/** What of these rows is doubtful, counted. */
function doubtful({ n, flags }: { n: number; flags: Uint16Array }): string[] {
  let placeholder = 0
  for (let i = 0; i < n; i++) if (flags[i] & FLAG.placeholderTime) placeholder++
  return placeholder > 0
    ? [
        `${many(placeholder, 'row')} of the file ${placeholder === 1 ? 'has a clock time that looks' : 'have clock times that look'} like a placeholder (00:00, 00:01, 23:59); they are counted in that hour.`,
      ]
    : []
}
