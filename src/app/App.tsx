/** The shell: wires store, panels, map and paper. It names no analysis. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { SCREENS } from '../analyses/index.ts'
import { frameOf } from '../state/derived.ts'
import { keepSettings, useSettings } from '../state/settings.ts'
import { drift, redo, toggleShown, undo, useStore } from '../state/store.ts'
import {
  type Command,
  CommandPalette,
  EmptyState,
  ErrorBoundary,
  Frame,
  isSingle,
  Skeleton,
  toast,
  Toasts,
  useHotkeys,
} from '../ui/index.ts'
import { AnalysisPanel } from '../views/method/AnalysisPanel.tsx'
import { BackgroundRuns } from '../desk/badges.tsx'
import { openViews, viewCommands } from '../views/named/ViewsMenu.tsx'
import { drawArea } from '../desk/drawing.ts'
import { chooseFiles, DropZone } from '../desk/files/DropZone.tsx'
import { linkWords } from '../desk/link.ts'
import { fitBounds } from '../desk/mapHandle.ts'
import { MapPane } from './MapPane.tsx'
import { mapped, Nav } from './Nav.tsx'
import { useMotionAttribute } from '../desk/motion.ts'
import { openSample } from '../desk/files/open.ts'
import { GROUPS, PANELS } from '../views/index.tsx'
import { openProject, saveProject } from '../desk/files/projectFile.ts'
import { SettingsDialog } from '../views/settings/SettingsDialog.tsx'
import { letterKeys, Shortcuts } from './Shortcuts.tsx'
import { goStreet } from '../desk/roundRoute.ts'
import { Strip } from './Strip.tsx'
import { useThemeAttribute } from '../desk/theme.ts'
import { Title } from './Title.tsx'
import { fileWords } from '../desk/words.ts'

function Panel() {
  const view = useStore((s) => s.project.view)
  const ready = useStore((s) => s.ready)
  const screen = SCREENS.find((s) => s.id === view)
  if (!ready) return <Skeleton lines={8} label="Opening" />
  if (screen) return <AnalysisPanel key={screen.id} screen={screen} />
  const panel = PANELS.find((p) => p.id === view)
  if (panel) return <panel.Panel key={panel.id} />
  return <EmptyState title="There is no such view">Choose one at the left.</EmptyState>
}

/** Puts a change back and says what it was. */
function step(move: () => string | undefined, word: string): void {
  const what = move()
  toast({ text: what ? `${word}: ${what}` : `Nothing to ${word.toLowerCase()}` })
}

/** What stands over the page, opened by a command. */
type Opens = Readonly<Record<'settings' | 'keys' | 'palette', () => void>>

/** Every view in the order of the navigation. */
const VIEWS = GROUPS.flatMap((g) => [
  ...PANELS.filter((p) => p.group === g.id),
  ...SCREENS.filter((s) => s.group === g.id),
])

function useCommands(open: Opens): Command[] {
  const incidents = useStore((s) => s.incidents)
  const views = useStore((s) => s.project.views)
  return useMemo(() => {
    const letters = letterKeys(VIEWS)
    const go = (id: string, title: string, hint?: string): Command => ({
      id,
      title,
      hint,
      keys: letters.get(id),
      icon: 'right',
      run: () => drift({ view: id }),
    })
    return [
      ...PANELS.map((p) => go(p.id, p.title, p.hint)),
      ...SCREENS.map((s) => go(s.id, s.title, s.about.what)),
      { id: 'open', title: 'Choose files…', icon: 'upload', keys: 'mod+o', run: chooseFiles },
      { id: 'sample', title: 'Open the sample town', icon: 'home', run: () => void openSample() },
      {
        id: 'save',
        title: 'Save project',
        hint: 'settings and filters, no incident',
        icon: 'save',
        keys: 'mod+s',
        run: saveProject,
      },
      { id: 'project', title: 'Open project…', icon: 'folder', run: openProject },
      {
        id: 'package',
        title: 'Save package…',
        hint: 'incidents too, locked with a passphrase; under Data',
        icon: 'lock',
        run: () => drift({ view: 'data' }),
      },
      {
        id: 'rounds',
        title: 'Rounds on this device',
        hint: 'the page for phones',
        icon: 'route',
        run: () => goStreet(),
      },
      ...viewCommands(views),
      {
        id: 'link',
        title: 'Copy a link to this view',
        hint: 'no incident data in it',
        icon: 'link',
        run: () => void navigator.clipboard.writeText(location.href).then(() => toast({ text: linkWords() })),
      },
      {
        id: 'frame',
        title: 'Show the whole area',
        icon: 'map',
        run: () => incidents && frameOf(incidents.table) && fitBounds(frameOf(incidents.table)!),
      },
      { id: 'draw', title: 'Draw an area', icon: 'polygon', run: () => drawArea('polygon') },
      {
        id: 'circle',
        title: 'Draw a circle',
        hint: 'within a distance of here',
        icon: 'target',
        run: () => drawArea('circle'),
      },
      ...mapped().map((m) => ({
        id: `show-${m.id}`,
        title: `Show or hide on the map: ${m.title}`,
        icon: 'layers' as const,
        run: () => toggleShown(m.id),
      })),
      { id: 'light', title: 'Light theme', icon: 'sun', run: () => keepSettings({ theme: 'light' }) },
      { id: 'dark', title: 'Dark theme', icon: 'moon', run: () => keepSettings({ theme: 'dark' }) },
      { id: 'settings', title: 'Settings', icon: 'settings', keys: 'mod+,', run: open.settings },
      { id: 'keys', title: 'Keys', hint: 'every shortcut', icon: 'keyboard', keys: '?', run: open.keys },
      { id: 'palette', title: 'Find anything', icon: 'search', keys: 'mod+k', run: open.palette },
      { id: 'undo', title: 'Undo', keys: 'mod+z', icon: 'undo', run: () => step(undo, 'Undone') },
      { id: 'redo', title: 'Redo', keys: 'mod+shift+z', icon: 'redo', run: () => step(redo, 'Redone') },
    ]
  }, [incidents, views, open])
}

export function App() {
  const [palette, setPalette] = useState(false)
  const [settings, setSettings] = useState(false)
  const wide = useStore((s) => PANELS.some((p) => p.id === s.project.view && p.wide))
  const [keys, setKeys] = useState(false)
  const begun = useRef(false)
  const opens = useMemo(
    (): Opens => ({
      settings: () => setSettings(true),
      keys: () => setKeys(true),
      palette: () => setPalette(true),
    }),
    [],
  )
  const commands = useCommands(opens)
  const single = useSettings((s) => s.singleKeys)
  const units = useSettings((s) => s.units)
  const source = useStore((s) => s.incidents)
  useThemeAttribute()
  useMotionAttribute()
  useHotkeys({
    ...Object.fromEntries(
      commands.flatMap((c) => (c.keys && (single || !isSingle(c.keys)) ? [[c.keys, c.run]] : [])),
    ),
    // the other habit for the same
    'mod+y': () => step(redo, 'Redone'),
    'mod+shift+s': () => source && openViews(),
  })
  const view = useStore((s) => s.project.view)
  useEffect(() => {
    // another view begins at its top; a keyboard that pointed nowhere goes on from there
    const panel = document.getElementById('panel')
    panel?.scrollTo(0, 0)
    panel?.parentElement?.scrollTo(0, 0)
    if (begun.current && document.activeElement === document.body) panel?.focus({ preventScroll: true })
    begun.current = true
    document
      .querySelector('.u-frame-nav [aria-current]')
      ?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [view])
  useEffect(() => {
    document.title = source ? `${source.sample ? 'Sample town' : fileWords(source.name)} – Cocoon` : 'Cocoon'
  }, [source])
  return (
    <>
      <Frame
        title={<Title onPalette={opens.palette} onSettings={opens.settings} />}
        nav={<Nav />}
        panel={
          <>
            <DropZone />
            <ErrorBoundary name="This panel">
              {/* other units are other words everywhere: the panel says all of them anew */}
              <Panel key={units} />
            </ErrorBoundary>
          </>
        }
        main={<MapPane />}
        strip={
          <ErrorBoundary name="The timeline">
            <Strip />
          </ErrorBoundary>
        }
        wide={wide}
      />
      <BackgroundRuns />
      <CommandPalette open={palette} onClose={() => setPalette(false)} commands={commands} />
      <SettingsDialog open={settings} onClose={() => setSettings(false)} />
      <Shortcuts open={keys} onClose={() => setKeys(false)} commands={commands} />
      <Toasts />
    </>
  )
}
