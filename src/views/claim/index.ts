/** Did it work? › Claim: what a figure somebody gave rests on. */
import { lazy } from 'react'
import type { View } from '../../desk/view.ts'

const ClaimPanel = lazy(async () => ({ default: (await import('./ClaimPanel.tsx')).ClaimPanel }))

export const VIEW: View = {
  id: 'claim',
  title: 'Claim',
  group: 'worked',
  icon: 'target',
  hint: 'take a claim such as “−31%” or “877 to 0” apart',
  Panel: ClaimPanel,
  period: () => 'Claim: as it was said',
  counts: () => 'the claim alone',
}
