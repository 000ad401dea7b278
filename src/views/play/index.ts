/** The past, played: its controls beside the timeline, its banner over the map. */
import type { View } from '../../desk/view.ts'
import { PlayBanner } from './PlayBanner.tsx'

export { playKey } from './PlayBanner.tsx'
export { PlayControls } from './PlayControls.tsx'
export { pause, playRange, playTo } from './player.ts'

export const VIEW: View = { id: 'play', title: 'The past', group: 'map', icon: 'play', Over: PlayBanner }
