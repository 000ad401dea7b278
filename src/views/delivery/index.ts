/** Tonight › Delivery: rounds given out, and what came back. */
import { lazy, useMemo } from 'react'
import { cocoonLayers, useCocoon, useCocoonStale } from '../../desk/useCocoon.ts'
import { type Cocoon, WHERE } from '../../state/cocoon.ts'
import type { View } from '../../desk/view.ts'
import { useDoorCounts, useDoorDays } from '../doors/index.ts'

const DeliveryPanel = lazy(async () => ({ default: (await import('./Delivery.tsx')).DeliveryPanel }))

const layersOf = (cocoon: Cocoon) =>
  cocoon.kind === 'doors'
    ? cocoonLayers(cocoon.list)
    : cocoon.kind === 'streets'
      ? cocoonLayers(cocoon.rounds)
          .filter((l) => l.id !== 'victims')
          .map((l) => (l.id === 'homes' ? { ...l, label: 'Streets to walk' } : l))
      : []

function useLayers() {
  const cocoon = useCocoon()
  return useMemo(() => (cocoon ? layersOf(cocoon) : undefined), [cocoon])
}

export const VIEW: View = {
  id: 'delivery',
  title: 'Delivery',
  group: 'tonight',
  icon: 'route',
  hint: 'rounds given out; visits done, left and late',
  width: 640,
  Panel: DeliveryPanel,
  layers: useLayers,
  period: useDoorDays,
  counts: useDoorCounts,
  earlier: useCocoonStale,
  holds: WHERE,
  mapRole: 'over',
  selects: 'cocooning',
}
