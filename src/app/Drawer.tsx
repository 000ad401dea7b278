/** The drawer under the map: its tabs, and the open one. Collapsed, only the first draws: bars in one line. */
import { Suspense } from 'react'
import { useDrawer } from '../desk/frame.ts'
import type { View } from '../desk/view.ts'
import { useStore } from '../state/store.ts'
import { ErrorBoundary, IconButton, TabRow } from '../ui/index.ts'
import { DRAWER } from './front.ts'

/** Asks each tab for its note. The list never changes, so neither does the order of hooks. */
const useNote = (v: View): string | undefined => v.entry?.().note

export function DrawerTabs() {
  const { tab, open } = useDrawer()
  const notes = DRAWER.map((v) => useNote(v)) // eslint-disable-line react-hooks/rules-of-hooks
  return (
    <TabRow
      small
      label="Under the map"
      tabs={DRAWER.map((v, i) => ({
        id: v.id,
        title: v.title,
        note: notes[i],
        current: v.id === tab,
        onGo: () => useDrawer.setState({ tab: v.id, open: v.id !== DRAWER[0].id || (tab === v.id && !open) }),
      }))}
    >
      <IconButton
        icon={open ? 'down' : 'up'}
        label={open ? 'Close the drawer' : 'Open the drawer'}
        aria-expanded={open}
        onClick={() => useDrawer.setState({ open: !open, ...(open && { tab: DRAWER[0].id }) })}
      />
    </TabRow>
  )
}

export function DrawerBody() {
  const { tab } = useDrawer()
  const loaded = useStore((s) => s.incidents !== undefined)
  const view = DRAWER.find((v) => v.id === tab) ?? DRAWER[0]
  if (!loaded || !view.Panel) return null
  return (
    <ErrorBoundary name={view.title} key={view.id}>
      <Suspense>
        <view.Panel />
      </Suspense>
    </ErrorBoundary>
  )
}
