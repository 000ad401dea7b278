/** The workbench for one suspected series of linked crimes. */
import { type ComponentType, useState } from 'react'
import './series.css'
import { headline } from '../../core/series/words.ts'
import { FLAG } from '../../core/table/incidents.ts'
import {
  deleteSeries,
  dropMissing,
  renameSeries,
  seriesInFront,
  startSeries,
  useFront,
  removeRows,
} from '../../state/series.ts'
import { undo, useStore } from '../../state/store.ts'
import {
  Button,
  Dialog,
  EmptyState,
  Figures,
  Menu,
  Notice,
  PanelHead,
  Select,
  cellNumber,
  Tabs,
  TextField,
  toast,
} from '../../ui/index.ts'
import { ChooseSystem } from '../../desk/files/ChooseSystem.tsx'
import { openSample } from '../../desk/files/open.ts'
import { count, many } from '../../desk/words.ts'
import { FindMore } from './FindMore.tsx'
import { HandOver } from './HandOver.tsx'
import { type Bench, refusal, useBench } from './model.ts'
import { Pattern } from './Pattern.tsx'
import { Sequence } from './Sequence.tsx'

/** Starts a series and goes to the words its members are looked for by. */
function begin(): void {
  startSeries()
  setTimeout(() => document.querySelector<HTMLElement>('.a-looking input')?.focus())
}

/** Three lines to begin with, and what the invented town can teach. */
function Begin() {
  const incidents = useStore((s) => s.incidents)
  const hasMo = (incidents?.text.mo.bytes.length ?? 0) > 0
  return (
    <>
      <PanelHead title="No series yet">
        A workbench for incidents that may belong together. It shows what they share; it does not say who.
      </PanelHead>
      <ol className="a-begin">
        <li>Start a series and find its first members by words of the MO, such as “lock snapped”.</li>
        <li>Look for more within 400 m and 42 days of them, by car keys, or draw round them on the map.</li>
        <li>Read order, hours and pace; write notes; print the page or hand it over.</li>
      </ol>
      <Button variant="primary" icon="plus" onClick={begin}>
        Start a series
      </Button>
      {!hasMo && (
        <p className="a-hint">
          This file has no MO text: words can be looked for in the offence wording and the address only.
        </p>
      )}
      {incidents?.sample ? (
        <p className="a-hint">
          No series is planted in this invented town: its MO texts are drawn at random. Whatever looks linked
          here is chance, which is worth seeing once: try the words “lock snapped” and mind how much turns up.
        </p>
      ) : (
        <p className="a-hint">
          To practise without real incidents,{' '}
          <button type="button" className="a-file a-link" onClick={() => void openSample()}>
            open the sample town
          </button>
          ; its MO texts are drawn at random.
        </p>
      )}
    </>
  )
}

function Rename({ bench, onClose }: { bench: Bench; onClose: () => void }) {
  const [name, setName] = useState(bench.series.name)
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title="Name of the series"
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onClick={() => {
              renameSeries(bench.series, name)
              onClose()
            }}
          >
            Rename
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        onChange={setName}
        problem={name.trim() ? undefined : 'A series needs a name.'}
        help="It stands in the project file, on the printed page and in a package. Name no person in it."
      />
    </Dialog>
  )
}

/** Which series, and what can be done with it as a whole. */
function Chooser({ bench }: { bench: Bench }) {
  const all = useStore((s) => s.project.series)
  const [naming, setNaming] = useState(false)
  const { series } = bench
  return (
    <div className="a-series-head">
      <Select
        label="Series"
        value={series.id}
        onChange={(id) => useFront.setState({ id })}
        options={all.map((s) => ({ value: s.id, label: `${s.name} (${s.members.length})` }))}
      />
      <Button icon="plus" onClick={begin}>
        New
      </Button>
      <Menu
        label={`More of ${series.name}`}
        entries={[
          { id: 'rename', label: 'Rename…', icon: 'edit', run: () => setNaming(true) },
          {
            id: 'delete',
            label: 'Delete this series',
            icon: 'trash',
            run: () => {
              deleteSeries(series)
              toast({ text: `${series.name} deleted.`, undo: () => void undo() })
            },
          },
        ]}
      />
      {naming && <Rename bench={bench} onClose={() => setNaming(false)} />}
    </div>
  )
}

function Told({ bench }: { bench: Bench }) {
  const { found, series } = bench
  return (
    <>
      {found.missing.length > 0 && (
        <Notice
          tone="warn"
          actions={
            <Button small onClick={() => dropMissing(series)}>
              Take {found.missing.length === 1 ? 'it' : 'them'} out
            </Button>
          }
        >
          {many(found.missing.length, 'member')} of {series.members.length}{' '}
          {found.missing.length === 1 ? 'is' : 'are'} not in this file: another extract, or the times, place
          or kind of offence were changed since.
        </Notice>
      )}
      {found.alike > 0 && (
        <Notice>
          {many(found.alike, 'row')} more {found.alike === 1 ? 'has' : 'have'} the same window, place and kind
          as a member and came with it: flats of one house, or one incident recorded twice.
        </Notice>
      )}
    </>
  )
}

/** A series without members opens where they are looked for. */
function Parts({ bench }: { bench: Bench }) {
  const [front, setFront] = useState(bench.facts.steps.length === 0 ? 'find' : 'sequence')
  const part = (Part: ComponentType<{ bench: Bench }>) => (
    <div className="a-part">
      <Part bench={bench} />
    </div>
  )
  return (
    <Tabs
      label="Parts of the workbench"
      selected={front}
      onSelect={setFront}
      tabs={[
        { id: 'sequence', label: 'Sequence', content: part(Sequence) },
        { id: 'find', label: 'Find more', content: part(FindMore) },
        { id: 'pattern', label: 'Pattern', content: part(Pattern) },
        { id: 'hand', label: 'Hand over', content: part(HandOver) },
      ]}
    />
  )
}

function Workbench({ bench }: { bench: Bench }) {
  const { facts, series } = bench
  const n = facts.steps.length
  const days = (v: number) => (Number.isNaN(v) ? '–' : cellNumber(v, Number.isInteger(v) ? 0 : 1))
  return (
    <>
      <Chooser bench={bench} />
      <PanelHead title={headline(facts)}>
        Suspected, not shown to be linked. Nothing here says who, or where from.
      </PanelHead>
      <Told bench={bench} />
      {facts.odd > 0 && (
        <Notice>
          {many(facts.odd, 'member')} {facts.odd === 1 ? 'has' : 'have'} an unlikely date and{' '}
          {facts.odd === 1 ? 'stands' : 'stand'} in no figure and no list here. Correct the date in the file,
          or take {facts.odd === 1 ? 'it' : 'them'} out.{' '}
          <Button
            small
            onClick={() =>
              void removeRows(
                series,
                [...bench.found.rows].filter((i) => bench.incidents.table.flags[i] & FLAG.oddDate),
              )
            }
          >
            Take out
          </Button>
        </Notice>
      )}
      {n > 1 && (
        <Figures
          figures={[
            { value: count(n), label: 'incidents' },
            {
              value: days(facts.pace.median),
              unit: facts.pace.median === 1 ? 'day' : 'days',
              label: 'median gap',
            },
            {
              value: facts.ways.n > 0 ? count(Math.round(facts.ways.median)) : '–',
              unit: 'm',
              label: 'median way',
            },
          ]}
        />
      )}
      <Parts key={series.id} bench={bench} />
    </>
  )
}

export function SeriesPanel() {
  const incidents = useStore((s) => s.incidents)
  const some = useStore((s) => s.project.series.length > 0)
  const id = useFront((s) => s.id)
  const front = useStore((s) => seriesInFront(s.project.series, id))
  const bench = useBench()
  if (!incidents)
    return (
      <EmptyState icon="link" title="No incidents are loaded">
        Drop a file on the page, or open the sample town under Data.
      </EmptyState>
    )
  const no = refusal(incidents.table)
  if (no)
    return (
      <EmptyState icon="info" title="A series cannot be told from this file" actions={<ChooseSystem />}>
        {no}
        {some &&
          front &&
          ` ${many(front.members.length, 'member')} of ${front.name} are kept for the next file.`}
      </EmptyState>
    )
  return bench ? <Workbench bench={bench} /> : <Begin />
}
