/** Report: the briefing, and a version for the public. */
import { lazy } from 'react'
import type { View } from '../../desk/view.ts'

const BriefingPanel = lazy(async () => ({ default: (await import('./BriefingPanel.tsx')).BriefingPanel }))
const PublicView = lazy(async () => ({ default: (await import('./PublicView.tsx')).PublicView }))

export const VIEWS: readonly View[] = [
  {
    id: 'briefing',
    title: 'Briefing',
    group: 'report',
    icon: 'print',
    hint: 'one print for the tasking meeting, or a picture',
    width: 720,
    Panel: BriefingPanel,
  },
  {
    id: 'public',
    title: 'Public',
    group: 'report',
    icon: 'people',
    hint: 'a version that may be shown to anyone',
    width: 720,
    Panel: PublicView,
  },
]
