/** The shell: wires store, panels, map and paper. It names no analysis. */
import { useEffect, useMemo, useState } from 'react'
import { SCREENS } from '../analyses/index.ts'
import { frameOf } from '../state/derived.ts'
import { keepSettings } from '../state/settings.ts'
import { drift, redo, toggleShown, undo, useStore } from '../state/store.ts'
import {
  type Command,
  CommandPalette,
  EmptyState,
  ErrorBoundary,
  Frame,
  Skeleton,
  toast,
  Toasts,
  useHotkeys,
} from '../ui/index.ts'
import { AnalysisPanel } from './AnalysisPanel.tsx'
import { openViews, viewCommands } from './briefing/ViewsMenu.tsx'
import { drawArea } from './drawing.ts'
import { chooseFiles, DropZone } from './DropZone.tsx'
import { fitBounds } from './mapHandle.ts'
import { MapPane } from './MapPane.tsx'
import { mapped, Nav } from './Nav.tsx'
import { openSample } from './open.ts'
import { PANELS } from './panels.tsx'
import { openProject, saveProject } from './projectFile.ts'
import { SettingsDialog } from './SettingsDialog.tsx'
import { goStreet } from './street/route.ts'
import { Strip } from './Strip.tsx'
import { useThemeAttribute } from './theme.ts'
import { Title } from './Title.tsx'
import { fileWords } from './words.ts'

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

function useCommands(openSettings: () => void): Command[] {
  const incidents = useStore((s) => s.incidents)
  const views = useStore((s) => s.project.views)
  return useMemo(() => {
    const go = (id: string, title: string, hint?: string): Command => ({
      id,
      title,
      hint,
      icon: 'right',
      run: () => drift({ view: id }),
    })
    return [
      ...PANELS.map((p) => go(p.id, p.title, p.hint)),
      ...SCREENS.map((s) => go(s.id, s.title, s.about.what)),
      { id: 'open', title: 'Choose files…', icon: 'upload', run: chooseFiles },
      { id: 'sample', title: 'Open the sample town', icon: 'home', run: () => void openSample() },
      {
        id: 'save',
        title: 'Save project',
        hint: 'settings and filters, no incident',
        icon: 'save',
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
        run: () =>
          void navigator.clipboard
            .writeText(location.href)
            .then(() => toast({ text: 'Link copied. It holds settings, no incidents.' })),
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
      { id: 'settings', title: 'Settings', icon: 'settings', run: openSettings },
      { id: 'undo', title: 'Undo', shortcut: 'Ctrl Z', icon: 'undo', run: () => step(undo, 'Undone') },
      { id: 'redo', title: 'Redo', shortcut: 'Ctrl Shift Z', icon: 'redo', run: () => step(redo, 'Redone') },
    ]
  }, [incidents, views, openSettings])
}

export function App() {
  const [palette, setPalette] = useState(false)
  const [settings, setSettings] = useState(false)
  const wide = useStore((s) => PANELS.some((p) => p.id === s.project.view && p.wide))
  const openSettings = useMemo(() => () => setSettings(true), [])
  const commands = useCommands(openSettings)
  const source = useStore((s) => s.incidents)
  useThemeAttribute()
  useHotkeys({
    'mod+k': () => setPalette(true),
    'mod+z': () => step(undo, 'Undone'),
    'mod+shift+z': () => step(redo, 'Redone'),
    'mod+y': () => step(redo, 'Redone'),
    'mod+o': chooseFiles,
    'mod+s': saveProject,
    'mod+shift+s': () => source && openViews(),
  })
  useEffect(() => {
    document.title = source ? `${source.sample ? 'Sample town' : fileWords(source.name)} – Cocoon` : 'Cocoon'
  }, [source])
  return (
    <>
      <Frame
        title={<Title onPalette={() => setPalette(true)} onSettings={openSettings} />}
        nav={<Nav />}
        panel={
          <>
            <DropZone />
            <ErrorBoundary name="This panel">
              <Panel />
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
      <CommandPalette open={palette} onClose={() => setPalette(false)} commands={commands} />
      <SettingsDialog open={settings} onClose={() => setSettings(false)} />
      <Toasts />
    </>
  )
}
