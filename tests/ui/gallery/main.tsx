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
  NavItem,
  NavSection,
  PanelHead,
  TierChip,
  TitleBar,
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
        title={
          <TitleBar
            name="Cocoon"
            about={
              <>
                <strong>burglary-extract-22-nov.csv</strong> 4,812 incidents, 24 Nov 2024 to 22 Nov 2026, 37
                rows left out
              </>
            }
          >
            <Chip tone="accent" onRemove={nothing}>
              Residential burglary
            </Chip>
            <Chip tone="accent" onRemove={nothing}>
              Beat 4
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
          </TitleBar>
        }
        nav={
          <NavSection title="Tonight">
            {VIEWS.map(([id, label, icon, note]) => (
              <NavItem
                key={id}
                label={label}
                icon={icon}
                note={note}
                current={id === at}
                onGo={() => setAt(id)}
                eye={{ on: id === at, label: `Keep ${label} on the map`, onToggle: nothing }}
              />
            ))}
            <NavItem
              label="Earlier incidents"
              eye={{ on: false, label: 'Keep earlier incidents on the map', onToggle: nothing }}
            />
          </NavSection>
        }
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
                <TierChip tier="A" /> top 1 % of the area
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
        strip={<Strip />}
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
