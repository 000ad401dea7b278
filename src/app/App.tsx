/** The frame of the desk: wires the views into rail, panel, map and drawer. It names none of them. */
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { BackgroundRuns } from '../desk/badges.tsx'
import { DropZone } from '../desk/files/DropZone.tsx'
import { Pending } from '../desk/files/Pending.tsx'
import { LockedNotice } from '../desk/leaving/Guard.tsx'
import { keepFrame, useDrawer } from '../desk/frame.ts'
import { useMotionAttribute } from '../desk/motion.ts'
import { useThemeAttribute } from '../desk/theme.ts'
import { accountFor } from '../desk/leaving/account.ts'
import { aboutNow, aboutOwn } from '../desk/leaving/about.ts'
import { useOwn } from '../desk/leaving/useOwn.ts'
import type { View } from '../desk/view.ts'
import { fileWords } from '../desk/words.ts'
import { useSettings } from '../state/settings.ts'
import { redo, useStore } from '../state/store.ts'
import {
  type Command,
  ErrorBoundary,
  Frame,
  type Heard,
  Held,
  isSingle,
  LeavingTerms,
  type MenuEntry,
  Skeleton,
  type Terms,
  Toasts,
  useHotkeys,
} from '../ui/index.ts'
import { VIEWS } from '../views/index.ts'
import { openViews, ViewsDialog } from '../views/named/index.ts'
import { type Opens, step, useCommands } from './commands.ts'
import { useHeldFocus } from './heldFocus.ts'
import { DrawerBody, DrawerTabs } from './Drawer.tsx'
import { closeSide, useFollowFront, useFront } from './front.ts'
import { Header } from './Header.tsx'
import { Hearing } from './Hearing.tsx'
import { MapPane } from './MapPane.tsx'
import { Rail } from './Rail.tsx'
import { Choices, Tabs } from './Tabs.tsx'

const SettingsDialog = lazy(async () => ({
  default: (await import('../views/settings/index.ts')).SettingsDialog,
}))

const Palette = lazy(async () => ({ default: (await import('./Palette.tsx')).Palette }))
const Shortcuts = lazy(async () => ({ default: (await import('./Shortcuts.tsx')).Shortcuts }))

/** On what terms tables and pictures leave the desk. */
const TERMS: Terms = { guard: (what) => accountFor('export', what), about: () => aboutNow() }

/** px of a panel where its view asks for nothing. */
const WIDTH = 500

/** What leaves the view in front says what that counts, not what the filters of the page leave; a component for its hooks. */
function OwnTerms({ view, children }: { view: View; children: ReactNode }) {
  const own = useOwn(view)
  const terms = useMemo((): Terms => ({ ...TERMS, about: () => aboutOwn(own) }), [own])
  return <LeavingTerms value={terms}>{children}</LeavingTerms>
}

function Panel() {
  const { front, side } = useFront()
  const ready = useStore((s) => s.ready)
  const view = side ?? front
  if (!ready) return <Skeleton lines={8} label="Opening" />
  return (
    <ErrorBoundary name={view.title} key={view.id}>
      {!side && <Choices front={front} />}
      <Suspense fallback={<Skeleton lines={8} label={`${view.title} is being opened`} />}>
        {view.Panel && (
          <OwnTerms key={view.id} view={view}>
            <view.Panel />
          </OwnTerms>
        )}
      </Suspense>
    </ErrorBoundary>
  )
}

/** The commands of one view; a component of its own for its hook. */
function CommandsOf({
  commands,
  onCommands,
}: {
  commands: () => readonly Command[]
  onCommands: (c: readonly Command[]) => void
}) {
  const made = commands()
  useEffect(() => onCommands(made), [made, onCommands])
  return null
}

const COMMANDING = VIEWS.filter((v) => v.commands)

export function App() {
  const [over, setOver] = useState<'palette' | 'settings' | 'keys'>()
  const [heard, setHeard] = useState<Heard>({ text: '', enter: false })
  const begun = useRef(false)
  const opens = useMemo(
    (): Opens => ({
      settings: () => setOver('settings'),
      keys: () => setOver('keys'),
      palette: () => {
        setHeard({ text: '', enter: false })
        setOver('palette')
      },
    }),
    [],
  )
  const close = () => setOver(undefined)
  const general = useCommands(opens)
  const [owned, setOwned] = useState<Readonly<Record<string, readonly Command[]>>>({})
  const onOwn = useMemo(
    () =>
      Object.fromEntries(
        COMMANDING.map((v) => [v.id, (c: readonly Command[]) => setOwned((o) => ({ ...o, [v.id]: c }))]),
      ),
    [],
  )
  const commands = useMemo(() => [...general, ...Object.values(owned).flat()], [general, owned])
  const single = useSettings((s) => s.singleKeys)
  const units = useSettings((s) => s.units)
  const sizes = useSettings((s) => s.frame.sizes)
  const wideRail = useSettings((s) => s.frame.wideRail ?? false)
  const source = useStore((s) => s.incidents)
  const ready = useStore((s) => s.ready)
  const { front, side } = useFront()
  const drawerOpen = useDrawer((s) => s.open)
  useFollowFront()
  useThemeAttribute()
  useMotionAttribute()
  useHeldFocus()
  useHotkeys({
    ...Object.fromEntries(
      commands.flatMap((c) => (c.keys && (single || !isSingle(c.keys)) ? [[c.keys, c.run]] : [])),
    ),
    // the other habit for the same
    'mod+y': () => step(redo, 'Redone'),
    'mod+shift+s': () => (source || !ready) && openViews(),
  })
  const more: MenuEntry[] = [
    { id: 'palette', label: 'Find anything', icon: 'search', run: opens.palette },
    { id: 'redo', label: 'Redo', icon: 'redo', run: () => step(redo, 'Redone') },
    { id: 'settings', label: 'Settings', icon: 'settings', run: opens.settings },
  ]
  const view = side ?? front
  useEffect(() => {
    // another view begins at its top; a keyboard that pointed nowhere goes on from there
    const panel = document.getElementById('panel')
    panel?.scrollTo(0, 0)
    if (begun.current && document.activeElement === document.body) panel?.focus({ preventScroll: true })
    begun.current = true
  }, [view.id])
  useEffect(() => {
    document.title = source ? `${source.sample ? 'Sample town' : fileWords(source.name)} – Cocoon` : 'Cocoon'
  }, [source])
  return (
    <LeavingTerms value={TERMS}>
      {COMMANDING.map((v) => (
        <CommandsOf key={v.id} commands={v.commands!} onCommands={onOwn[v.id]} />
      ))}
      <MapPane
        part={(head, main) => (
          <Frame
            name={view.id}
            width={view.width ?? WIDTH}
            kept={sizes?.[view.id]}
            onWidth={(px) => keepFrame({ sizes: { [view.id]: px } })}
            wideRail={wideRail}
            header={<Header onPalette={opens.palette} onSettings={opens.settings} />}
            rail={<Rail more={more} />}
            tabs={<Tabs />}
            panel={
              <div onKeyDown={(e) => side && e.key === 'Escape' && !e.defaultPrevented && closeSide()}>
                <DropZone />
                <LockedNotice />
                <Pending />
                {/* other units are other words everywhere: the panel says all of them anew */}
                <Panel key={units} />
              </div>
            }
            head={head}
            main={main}
            drawer={{ tabs: <DrawerTabs />, body: <DrawerBody />, open: drawerOpen }}
          />
        )}
      />
      <BackgroundRuns />
      {over === 'palette' && (
        <Suspense fallback={<Hearing into={heard} onClose={close} />}>
          <Palette onClose={close} commands={commands} heard={heard} />
        </Suspense>
      )}
      <ViewsDialog />
      {over === 'settings' && (
        <Suspense fallback={<Held onClose={close} />}>
          <SettingsDialog open onClose={close} />
        </Suspense>
      )}
      {over === 'keys' && (
        <Suspense fallback={<Held onClose={close} />}>
          <Shortcuts open onClose={close} commands={commands} />
        </Suspense>
      )}
      <Toasts />
    </LeavingTerms>
  )
}
