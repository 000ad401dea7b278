/** The past, played: what the timeline uses of it. */
export { playKey } from './PlayBanner.tsx'
export { PlayControls } from './PlayControls.tsx'
export { pause, playRange, playTo } from './player.ts'
