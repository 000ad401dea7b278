/** The handbook: opened from the header and the palette, offline like all else. */
import { lazy } from 'react'
import type { View } from '../../desk/view.ts'

const HandbookPanel = lazy(async () => ({ default: (await import('./HandbookPanel.tsx')).HandbookPanel }))

export const VIEW: View = {
  id: 'handbook',
  title: 'Handbook',
  group: 'side',
  icon: 'info',
  hint: 'help: a page for each user and each method',
  Panel: HandbookPanel,
}
