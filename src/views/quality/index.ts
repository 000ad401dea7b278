/** Did it work? › Quality: how cases are handled, dip samples, and cases scored by a force's own sheet. */
import { lazy } from 'react'
import type { View } from '../../desk/view.ts'

const QualityPanel = lazy(async () => ({ default: (await import('./QualityPanel.tsx')).QualityPanel }))

export const VIEW: View = {
  id: 'quality',
  title: 'Quality',
  group: 'worked',
  icon: 'check',
  hint: 'the inspectorate’s measures, dip samples and case scores',
  width: 640,
  Panel: QualityPanel,
}
