/** A round on its map, and by which streets it is named. */
import type { CocoonList, ListedVisit } from '../../cocoon/list.ts'
import { dictAt } from '../../core/base/text.ts'
import { streetInWords } from '../../core/places/streetWords.ts'
import { showDay } from '../../core/base/time.ts'
import type { LayerGroup } from '../../map/index.ts'
import { joinSpots, pictureScale } from '../../print/index.ts'
import { useStore } from '../../state/store.ts'
import { many } from '../words.ts'

/** The places of a round with the numbers of its table, for a map of this size in millimetres. */
export const roundLayers = (
  visits: readonly Pick<ListedVisit, 'label' | 'lng' | 'lat'>[],
  size: { width: number; height: number },
): LayerGroup[] => [
  {
    id: 'round',
    title: 'Round',
    visible: true,
    layers: [
      {
        kind: 'lines',
        id: 'walk',
        label: 'Walking order',
        ink: 'muted',
        width: 1.2,
        dashed: true,
        lines: [visits.map((v) => [v.lng, v.lat] as const)],
      },
      {
        kind: 'labels',
        id: 'numbers',
        label: 'Homes, numbered as in the table',
        boxed: true,
        labels: joinSpots(visits, pictureScale(visits, size)).map((v) => ({
          at: [v.lng, v.lat] as const,
          text: v.label,
          ink: v.label.startsWith('★') ? 'tierA' : 'outline',
        })),
      },
    ],
  },
]

/** Streets of a round, most homes first: its name on paper. */
export function roundTitle(visits: readonly ListedVisit[], list: Pick<CocoonList, 'asAt'>): string {
  const homes = useStore.getState().homes?.homes
  const streets = new Map<string, number>()
  for (const v of visits) {
    const s = homes && v.home >= 0 ? dictAt(homes.street, v.home) : v.address
    if (s) streets.set(streetInWords(s), (streets.get(streetInWords(s)) ?? 0) + 1)
  }
  const names = [...streets].sort((a, b) => b[1] - a[1]).map(([s]) => s)
  const more = names.length > 2 ? ` and ${many(names.length - 2, 'more street')}` : ''
  return names.length === 0 ? `Round of ${showDay(list.asAt)}` : names.slice(0, 2).join(', ') + more
}
