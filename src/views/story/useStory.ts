/** The story of the chosen incident, with what the results say of it. */
import { booleanPointInPolygon } from '@turf/turf'
import { useMemo } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { classifySchema } from '../../analyses/classify/params.ts'
import { SCREENS } from '../../analyses/index.ts'
import type { ZonesResult } from '../../analyses/zones/compute.ts'
import type { Story, StoryBand } from '../../core/near/story.ts'
import { storyOf } from '../../core/near/story.ts'
import { type Cocoon, cocoonOf } from '../../state/cocoon.ts'
import { paramsOf, planRun } from '../../state/plan.ts'
import { type LoadedIncidents, type Store, useStore } from '../../state/store.ts'

/** The chosen incident, its story and the band that made it. */
export interface Told {
  readonly incidents: LoadedIncidents
  readonly row: number
  readonly story: Story
  readonly band: StoryBand
}

/** The story of the chosen incident; undefined while none is chosen. Links are those of “Repeats and chains”. */
export function useStory(): Told | undefined {
  const incidents = useStore((s) => s.incidents)
  const row = useStore((s) => (s.selection?.of === 'incidents' ? s.selection.row : undefined))
  const reach = useStore((s) => paramsOf(s, 'classify', classifySchema).distance)
  const days = useStore((s) => paramsOf(s, 'classify', classifySchema).days)
  return useMemo(() => {
    if (!incidents || row === undefined || row >= incidents.table.n) return undefined
    const band = { reach, within: days }
    return { incidents, row, band, story: storyOf(incidents.table, row, band) }
  }, [incidents, row, reach, days])
}

/** The live zone a place lies in, the highest tier of several. `none` = in no zone; undefined = not worked out. */
export type ZoneHere = { readonly name: string; readonly tier: string; readonly expires: number } | 'none'

/** Which risk zone holds an incident, where the zones of the moment have been worked out. */
export function zoneOf(s: Store, row: number): ZoneHere | undefined {
  const screen = SCREENS.find((x) => x.id === 'zones')
  const run = s.runs.zones
  if (!screen || !run?.made || !s.incidents) return undefined
  const plan = planRun(s, screen)
  if (!('key' in plan) || plan.key !== run.made.key) return undefined
  const { lng, lat } = s.incidents.table
  if (!Number.isFinite(lng[row])) return undefined
  const { zones } = run.made.result as ZonesResult
  const zone = zones.find((z) => booleanPointInPolygon([lng[row], lat[row]], z.geometry))
  return zone ? { name: zone.name, tier: zone.tier, expires: zone.expires } : 'none'
}

/** The same for a panel; worked out again when a result comes or goes. */
export function useZoneOf(row: number): ZoneHere | undefined {
  return useStore(useShallow((s) => zoneOf(s, row)))
}

/** Homes still to visit because of this burglary; undefined where no list of doors is there. */
export function homesDue(cocoon: Cocoon | undefined, row: number): number | undefined {
  if (cocoon?.kind !== 'doors' || !cocoon.list.incidents.some((i) => i.row === row)) return undefined
  return cocoon.list.visits.filter((v) => v.incidents.includes(row)).length
}

/** The same for a panel. */
export const useHomesDue = (row: number): number | undefined => useStore((s) => homesDue(cocoonOf(s), row))
