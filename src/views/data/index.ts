/** Data, behind the file's name: what was read and left out. */
import { lazy } from 'react'
import type { View } from '../../desk/view.ts'

const DataPanel = lazy(async () => ({ default: (await import('./DataPanel.tsx')).DataPanel }))

export const VIEW: View = {
  id: 'data',
  title: 'Data',
  group: 'side',
  icon: 'file',
  hint: 'what was read and left out',
  width: 720,
  Panel: DataPanel,
}
