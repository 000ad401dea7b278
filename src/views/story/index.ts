/** What other views may use of the story of an incident. */
export { choose, letGo } from './openIncident.ts'
export { StoryCard } from './StoryCard.tsx'
export { StoryPanel } from './StoryPanel.tsx'
