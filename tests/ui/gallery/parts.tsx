/** Every part of src/ui, shown in use. */
import { useState } from 'react'
import {
  Actions,
  Badge,
  Button,
  Checkbox,
  CheckboxGroup,
  Chip,
  DataTable,
  DateField,
  Dialog,
  Disclosure,
  EmptyState,
  ErrorBoundary,
  ErrorCard,
  Facts,
  Figures,
  Help,
  Icon,
  IconButton,
  Menu,
  Notes,
  Notice,
  NumberField,
  NumbersField,
  PanelHead,
  Progress,
  Section,
  Segmented,
  Select,
  Skeleton,
  Switch,
  Tabs,
  TextField,
  TierChip,
  toast,
} from '../../../src/ui/index.ts'
import { ICON_NAMES } from '../../../src/ui/icon.tsx'
import { many, rounds } from './figures.ts'

const nothing = () => undefined

export function Parts() {
  return (
    <>
      <PanelHead title="61 homes to visit by Tuesday">
        Around 7 burglaries since Thursday. Four doors either side, same side of the street first.
      </PanelHead>
      <Figures
        figures={[
          { value: '61', label: 'homes due' },
          { value: '9', label: 'overdue', tone: 'bad' },
          { value: '74', unit: '%', label: 'spoken to', note: '61% within 2 days' },
        ]}
      />
      <DataTable model={rounds} file="rounds" selected="Harrow Lane" />
      <Section>
        <Actions>
          <Button variant="primary" icon="print">
            Print 3 rounds
          </Button>
          <Button>To phones</Button>
          <Button variant="quiet">Change…</Button>
        </Actions>
      </Section>
      <Notes
        notes={[
          '4,812 incidents; 37 rows left out.',
          'Distances are Euclidean on the British National Grid.',
        ]}
      />
      <Section
        title="Buttons and chips"
        aside={<Help about="Chips">Chips show every filter and take it off.</Help>}
      >
        <Actions>
          <Button variant="primary" busy>
            Printing
          </Button>
          <Button barred="Nothing is chosen yet.">Not now</Button>
          <Button variant="danger" icon="trash">
            Forget the file
          </Button>
          <Button small icon="plus">
            Filter
          </Button>
          <IconButton icon="undo" label="Undo" shortcut="Ctrl Z" />
          <IconButton icon="lasso" label="Draw an area" pressed />
          <Menu
            label="More"
            entries={[
              { id: 'save', label: 'Save the project', icon: 'save', shortcut: 'Ctrl S', run: nothing },
              { id: 'link', label: 'Copy a link', icon: 'link', run: () => toast({ text: 'Link copied.' }) },
            ]}
          />
        </Actions>
        <Actions>
          <Chip tone="accent" onRemove={nothing}>
            Residential burglary
          </Chip>
          <Chip tone="accent" onRemove={nothing} onPress={nothing}>
            Beat 4
          </Chip>
          <Chip>exact dates</Chip>
          <Badge>draft</Badge>
          <Badge tone="warn">stale</Badge>
          <Badge tone="good">checked</Badge>
          <Badge tone="bad">refused</Badge>
          <TierChip tier="A" />
          <TierChip tier="B" />
          <TierChip tier="C" />
          <TierChip tier="★" />
        </Actions>
        <p>
          {ICON_NAMES.map((n) => (
            <span key={n} className="g-icon" title={n}>
              <Icon name={n} />
            </span>
          ))}
        </p>
      </Section>
    </>
  )
}

export function Fields() {
  const [metres, setMetres] = useState(400)
  const [bands, setBands] = useState<number[]>([0, 7, 14, 28, 42])
  const [kind, setKind] = useState('euclidean')
  const [day, setDay] = useState('2026-11-22')
  const [text, setText] = useState('')
  const [on, setOn] = useState(true)
  const [kinds, setKinds] = useState(['burglary'])
  return (
    <Section title="Fields">
      <NumberField
        label="Radius"
        help="How far from a burgled home the risk reaches. Studies find it within 400 m."
        unit="m"
        min={50}
        max={2000}
        step={50}
        value={metres}
        onChange={setMetres}
      />
      <NumberField
        label="Days"
        unit="days"
        min={1}
        max={84}
        value={120}
        problem="Days is 120; it must lie in 1 to 84 days."
        onChange={nothing}
      />
      <NumbersField
        label="Time bands"
        unit="days"
        value={bands}
        onChange={setBands}
        help="Edges of the bands, rising."
      />
      <Select
        label="Distance"
        value={kind}
        onChange={setKind}
        options={[
          { value: 'euclidean', label: 'Straight line' },
          { value: 'manhattan', label: 'Along a grid of streets' },
        ]}
      />
      <DateField label="On the day" value={day} onChange={setDay} min="2024-01-01" max="2026-12-31" />
      <TextField
        label="Words in the MO"
        value={text}
        onChange={setText}
        placeholder="keys, rear door"
        list={['rear door', 'keys']}
      />
      <Checkbox
        label="Leave out the victim’s home"
        value={on}
        onChange={setOn}
        help="For the copy handed to others."
      />
      <Switch label="Weigh by harm" value={on} onChange={setOn} />
      <CheckboxGroup
        label="Offences"
        value={kinds}
        onChange={setKinds}
        options={[
          { value: 'burglary', label: 'Residential burglary', note: '1,204' },
          { value: 'tfv', label: 'Theft from a vehicle', note: '2,310' },
          { value: 'tov', label: 'Theft of a vehicle', note: 'off', disabled: true },
        ]}
      />
    </Section>
  )
}

function Broken(): never {
  throw new Error('A fault made for the gallery')
}

export function States() {
  const [open, setOpen] = useState(false)
  const [unit, setUnit] = useState<'day' | 'week' | 'month'>('week')
  return (
    <Section title="States">
      <Notice>Month precision: repeat addresses and door lists are not possible with this file.</Notice>
      <Notice tone="warn" onClose={nothing}>
        The study area crosses April 2023, when recording changed. Compare with care.
      </Notice>
      <Notice tone="bad">
        This file has no coordinates. Expected two columns such as Easting and Northing.
      </Notice>
      <Notice tone="good">4,812 of 4,849 rows were read.</Notice>
      <Progress label="999 shuffles" share={0.42} onCancel={nothing} />
      <Progress label="Reading the file" share={undefined} />
      <Skeleton lines={3} />
      <ErrorCard
        title="The test stopped: the file changed while it ran."
        detail="at knox.ts:120"
        onRetry={nothing}
      />
      <ErrorBoundary name="Patrol">
        <Broken />
      </ErrorBoundary>
      <EmptyState
        icon="home"
        title="No address file yet"
        actions={<Button icon="upload">Choose a file</Button>}
      >
        A cocooning list needs one line for each home, with its coordinates.
      </EmptyState>
      <Segmented
        label="Step"
        value={unit}
        onChange={setUnit}
        options={[
          { value: 'day', label: 'Day' },
          { value: 'week', label: 'Week' },
          { value: 'month', label: 'Month' },
        ]}
      />
      <Tabs
        label="Views"
        tabs={[
          { id: 'a', label: 'Ranked', note: '14', content: <p>Ranked areas.</p> },
          { id: 'b', label: 'Table', content: <p>The table.</p> },
        ]}
      />
      <Disclosure title="Settings of this run" open>
        <Facts
          facts={[
            { label: 'Radius', value: '400 m' },
            { label: 'Window', value: '42 days' },
          ]}
        />
      </Disclosure>
      <Actions>
        <Button onClick={() => setOpen(true)}>Open a dialog</Button>
        <Button onClick={() => toast({ text: 'Filter Beat 4 taken off.', undo: nothing })}>
          Say something
        </Button>
      </Actions>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Print 3 rounds"
        actions={
          <>
            <Button onClick={() => setOpen(false)}>Not now</Button>
            <Button variant="primary" onClick={() => setOpen(false)}>
              Print
            </Button>
          </>
        }
      >
        <p>Sixty-one homes on four pages. The victim’s home is marked.</p>
        <TextField label="Printed by" value="" onChange={nothing} help="Stands in the foot of each page." />
      </Dialog>
    </Section>
  )
}

export const BigTable = () => (
  <Section title="100,000 rows">
    <DataTable model={many} file="incidents" height={300} sort={{ key: 'near', descending: false }} />
    <DataTable model={{ ...rounds, n: 0 }} empty="No rounds: nothing was burgled in the last six weeks." />
  </Section>
)
