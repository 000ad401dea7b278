/** How the frame stands: the drawer under the map, and what is remembered of places, tabs and sizes. */
import { create } from 'zustand'
import { keptStore } from '../core/base/kept.ts'
import { type FrameLeft, keepSettings, useSettings } from '../state/settings.ts'

/** The drawer: which of its tabs, and whether it is open. */
export interface Drawer {
  readonly tab: string
  readonly open: boolean
}

export const useDrawer = keptStore(create<Drawer>(() => ({ tab: 'timeline', open: false })))

/** Opens the drawer on a tab, and puts the keyboard there. */
export function openDrawer(tab: string): void {
  useDrawer.setState({ tab, open: true })
  // it shows another tab only after this press has been dealt with
  setTimeout(() => document.querySelector<HTMLElement>('.u-drawer')?.focus())
}

/** Remembers how the frame was left; tabs and sizes are added to those already known. */
export function keepFrame(patch: FrameLeft): void {
  const { frame } = useSettings.getState()
  keepSettings({
    frame: {
      ...frame,
      ...patch,
      tabs: { ...frame.tabs, ...patch.tabs },
      sizes: { ...frame.sizes, ...patch.sizes },
    },
  })
}
