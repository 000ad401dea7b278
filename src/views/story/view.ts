/** What is linked with the chosen incident, drawn whatever place is open. */
import { later } from '../../desk/later.ts'
import { STORY } from '../../desk/layerIds.ts'
import type { View } from '../../desk/view.ts'

export const VIEW: View = {
  id: STORY,
  title: 'Linked with the chosen incident',
  group: 'map',
  icon: 'link',
  layers: later(async () => (await import('./layers.ts')).useStoryLayers),
  mapRole: 'over',
  always: true,
  selects: 'incidents',
}
