/** What other views may use of the story of an incident. */
export { choose, letGo, openStory, openCocoon } from './go.ts'
export { StoryPanel } from './StoryPanel.tsx'
