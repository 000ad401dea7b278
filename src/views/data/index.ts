/** Data, behind the file's name: what was read and left out. */
import type { View } from '../../desk/view.ts'
import { DataPanel } from './DataPanel.tsx'

export const VIEW: View = {
  id: 'data',
  title: 'Data',
  group: 'side',
  icon: 'file',
  hint: 'what was read and left out',
  width: 720,
  Panel: DataPanel,
}
