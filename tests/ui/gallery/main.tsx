/** The gallery: `?theme=light|dark|paper`, `?view=parts|charts|frame|palette`. */
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import '../../../src/ui/ui.css'
import '../../../src/charts/charts.css'
import './gallery.css'
import {
  Button,
  Chip,
  CommandPalette,
  DataTable,
  Figures,
  Frame,
  IconButton,
  MapCard,
  RailItem,
  PanelHead,
  TierChip,
  TabRow,
  Toasts,
  Actions,
  toast,
  useHotkeys,
  type IconName,
} from '../../../src/ui/index.ts'
import { Charts, Strip } from './charts.tsx'
import { rounds } from './figures.ts'
import { BigTable, Fields, Parts, States } from './parts.tsx'

const query = new URLSearchParams(location.search)
document.documentElement.dataset.theme = query.get('theme') ?? 'light'
const view = query.get('view') ?? 'parts'
const nothing = () => undefined

const VIEWS: [string, string, IconName, string?][] = [
  ['today', 'Today', 'calendar', '3 alerts'],
  ['trends', 'Trends', 'chart'],
  ['hotspots', 'Hotspots', 'target'],
  ['near', 'Near repeat', 'link'],
  ['cocoon', 'Cocooning', 'home', '61 due'],
  ['series', 'Series', 'route', '2'],
  ['data', 'Data', 'file'],
]

function Page() {
  const [at, setAt] = useState('cocoon')
  const [open, setOpen] = useState(view === 'palette')
  useHotkeys({ 'mod+k': () => setOpen(true) })
  return (
    <>
      <Frame
        name={at}
        width={500}
        header={
          <div style={{ display: 'flex', alignItems: 'center', gap: 8, padding: '10px 16px' }}>
            <h1>Cocoon</h1>
            <Chip tone="accent" onRemove={nothing}>
              Residential burglary
            </Chip>
            <Button small icon="plus">
              Filter
            </Button>
            <IconButton
              icon="search"
              label="Find a command"
              shortcut="Ctrl K"
              onClick={() => setOpen(true)}
            />
            <Chip tone="mark">OFFICIAL-SENSITIVE</Chip>
          </div>
        }
        rail={VIEWS.map(([id, label, icon, note]) => (
          <RailItem
            key={id}
            label={label}
            icon={icon}
            open={Number(note)}
            openLabel={note}
            current={id === at}
            onGo={() => setAt(id)}
          />
        ))}
        tabs={
          <TabRow
            label="Tabs"
            tabs={[
              { id: 'a', title: 'Doors', current: true, onGo: nothing },
              { id: 'b', title: 'Zones', current: false, onGo: nothing },
            ]}
          />
        }
        head={<p style={{ padding: '10px 16px' }}>Doors</p>}
        panel={
          <>
            <PanelHead title="61 homes to visit by Tuesday">
              Around 7 burglaries since Thursday. Four doors either side, same side of the street first.
            </PanelHead>
            <Figures
              figures={[
                { value: '61', label: 'homes due' },
                { value: '9', label: 'overdue', tone: 'bad' },
                { value: '74', unit: '%', label: 'spoken to' },
              ]}
            />
            <DataTable model={rounds} file="rounds" selected="Harrow Lane" onSelect={nothing} />
            <p className="g-gap">
              3 officers, 183 min in all; nobody gets two cards. 4 homes left out: not dwellings.
            </p>
            <Actions>
              <Button
                variant="primary"
                icon="print"
                onClick={() => toast({ text: 'Sent to the printer.', undo: nothing })}
              >
                Print 3 rounds
              </Button>
              <Button>To phones</Button>
              <Button variant="quiet">Change…</Button>
            </Actions>
          </>
        }
        main={
          <div className="g-map">
            <MapCard place="bottom-right">
              <strong>Risk, relative to this beat</strong>
              <p>
                <TierChip tier="A" /> top 1% of the area
              </p>
              <p>
                <TierChip tier="B" /> next 4 %
              </p>
              <p>
                <TierChip tier="C" /> rest of 400 m, six weeks
              </p>
            </MapCard>
          </div>
        }
        drawer={{ tabs: <TabRow small label="Under the map" tabs={[]} />, body: <Strip />, open: false }}
      />
      <CommandPalette
        open={open}
        onClose={() => setOpen(false)}
        commands={[
          {
            id: 'p',
            title: 'Print tonight’s list',
            hint: 'Cocooning',
            icon: 'print',
            keys: 'mod+p',
            run: nothing,
          },
          { id: 'z', title: 'Show risk zones', hint: 'Map', icon: 'layers', run: nothing },
          {
            id: 'd',
            title: 'Dark theme',
            hint: 'Settings',
            icon: 'moon',
            run: () => toast({ text: 'Dark.' }),
          },
          { id: 'f', title: 'Filter by beat', icon: 'filter', run: nothing },
        ]}
      />
    </>
  )
}

const Sheet = () => (
  <main className="g-page">
    <h1 className="u-hidden">Gallery</h1>
    {view === 'charts' ? (
      <Charts />
    ) : (
      <div className="g-cols">
        <div>
          <Parts />
        </div>
        <Fields />
        <div>
          <States />
          <BigTable />
        </div>
      </div>
    )}
  </main>
)

createRoot(document.getElementById('root')!).render(
  <>
    {view === 'frame' || view === 'palette' ? <Page /> : <Sheet />}
    <Toasts />
  </>,
)
