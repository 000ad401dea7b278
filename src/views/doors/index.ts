/** Tonight › Doors: the homes to visit, as a list, on the map and as a count on the rail. */
import { useMemo } from 'react'
import { cocoonLayers, streetLayers, useCocoon, useCocoonStale } from '../../desk/useCocoon.ts'
import type { View } from '../../desk/view.ts'
import { many } from '../../desk/words.ts'
import { cocooningSchema, WHERE } from '../../state/cocoon.ts'
import { asAt } from '../../state/derived.ts'
import { paramsOf } from '../../state/plan.ts'
import { useStore } from '../../state/store.ts'
import { CocooningPanel } from './CocooningPanel.tsx'
import { listSince } from './listSince.ts'

function useEntry() {
  const cocoon = useCocoon()
  if (cocoon?.kind !== 'doors') return {}
  // a call may be at several flats: the panel says how many homes that is
  const n = cocoon.list.visits.length
  return { note: many(n, 'call'), open: n }
}

function useLayers() {
  const cocoon = useCocoon()
  return useMemo(
    () =>
      cocoon &&
      (cocoon.kind === 'doors'
        ? cocoonLayers(cocoon.list)
        : // incidents are of the filter’s kinds, which may be others than the list’s: its own streets stand in their place
          cocoon.kind === 'streets' && cocoon.of === 'vehicles'
          ? streetLayers(cocoon.streets, cocoon.of)
          : []),
    [cocoon],
  )
}

/** The days of the list, for the header: it has dates of its own, and counts by the report, whole days with the first. */
export function useDoorDays() {
  const kind = useCocoon()?.kind
  const since = useStore((s) => listSince(kind, asAt(s).day, paramsOf(s, 'cocooning', cocooningSchema)))
  const monthly = useStore((s) => s.incidents?.table.precision === 'month')
  return useStore((s) => s.incidents) && (monthly ? 'Doors: none from months' : since)
}

/** What the list is of: it has a kind of crime of its own, whatever kinds the filter leaves. */
export const useDoorCounts = (): string =>
  useStore((s) =>
    paramsOf(s, 'cocooning', cocooningSchema).of === 'vehicles' ? 'theft from vehicles' : 'burglary of homes',
  )

export const VIEW: View = {
  id: 'cocooning',
  title: 'Doors',
  group: 'tonight',
  icon: 'home',
  hint: 'homes to visit: cocooning around burglaries',
  Panel: CocooningPanel,
  entry: useEntry,
  layers: useLayers,
  period: useDoorDays,
  counts: useDoorCounts,
  earlier: useCocoonStale,
  holds: WHERE,
  mapRole: 'over',
}
