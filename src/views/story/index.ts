/** What other views may use of the story of an incident. */
import type { View } from '../../desk/view.ts'
import { STORY, useStoryLayers } from './layers.ts'

export { choose, letGo } from './openIncident.ts'
export { StoryCard } from './StoryCard.tsx'
export { StoryPanel } from './StoryPanel.tsx'

/** What is linked with the chosen incident, drawn whatever place is open. */
export const VIEW: View = {
  id: STORY,
  title: 'Linked with the chosen incident',
  group: 'map',
  icon: 'link',
  layers: useStoryLayers,
  mapRole: 'over',
  always: true,
  selects: 'incidents',
}
