/** Report: the briefing, and a version for the public. */
import { lazy } from 'react'
import type { View } from '../../desk/view.ts'

export { addPart, PLANS } from './choice.ts'

const BriefingPanel = lazy(async () => ({ default: (await import('./BriefingPanel.tsx')).BriefingPanel }))
const SlidePanel = lazy(async () => ({ default: (await import('./SlidePanel.tsx')).SlidePanel }))
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
    id: 'slide',
    title: 'Slide',
    group: 'report',
    icon: 'chart',
    hint: 'one slide for PowerPoint, as a picture or PDF',
    width: 720,
    Panel: SlidePanel,
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
