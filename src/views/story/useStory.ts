/** The story of the chosen incident, with what the results say of it. */
import { useMemo } from 'react'
import type { OfIncident, Screen } from '../../analyses/contract.ts'
import { SCREENS } from '../../analyses/index.ts'
import type { Story, StoryBand } from '../../core/near/story.ts'
import { STORY_BAND, storyOf } from '../../core/near/story.ts'
import { useRests, viewOf } from '../../desk/useRun.ts'
import type { Cocoon } from '../../state/cocoon.ts'
import { cocoonOf } from '../../state/cocoonHere.ts'
import { paramsOf, planRun, type PlanState } from '../../state/plan.ts'
import { currentMade } from '../../state/runs.ts'
import { type LoadedIncidents, type Store, useStore } from '../../state/store.ts'

/** The chosen incident, its story and the band that made it. */
export interface ChosenStory {
  readonly incidents: LoadedIncidents
  readonly row: number
  readonly story: Story
  readonly band: StoryBand
}

/** How incidents hang together: as the method says that links them, else as published. */
function bandOf(params: Store['project']['params']): StoryBand {
  const screen = SCREENS.find((s) => s.links)
  return screen?.links?.(paramsOf({ project: { params } }, screen.id, screen.schema)) ?? STORY_BAND
}

/** The story of the chosen incident; undefined while none is chosen. Links are those of the method that links incidents. */
export function useStory(): ChosenStory | undefined {
  const incidents = useStore((s) => s.incidents)
  const row = useStore((s) => (s.selection?.of === 'incidents' ? s.selection.row : undefined))
  const params = useStore((s) => s.project.params)
  const { reach, within } = bandOf(params)
  return useMemo(() => {
    if (!incidents || row === undefined || row >= incidents.table.n) return undefined
    const band = { reach, within }
    return { incidents, row, band, story: storyOf(incidents.table, row, band) }
  }, [incidents, row, reach, within])
}

/** What one method says of an incident: `says` is absent where it has nothing to say, or has not been worked out. */
export interface Said {
  readonly screen: Screen<any, any>
  readonly says?: OfIncident
  /** its result is not of what the page shows now */
  readonly missing: boolean
}

/** Every method that speaks of single incidents, in the order of the list. */
const SPEAKING = SCREENS.filter((s) => s.ofIncident)

/** What the results of the moment say of an incident. A result of other settings or filters says nothing. */
export function saidOf(s: PlanState & Pick<Store, 'runs'>, row: number): Said[] {
  const { incidents } = s
  if (!incidents) return []
  return SPEAKING.flatMap((screen): Said[] => {
    if ('refused' in planRun(s, screen)) return []
    const current = currentMade(s, screen)
    if ('refused' in current) return [{ screen, missing: true }]
    const says = screen.ofIncident!(viewOf(current.made, incidents.table, 'metric'), row)
    return says ? [{ screen, says, missing: false }] : []
  })
}

/** The same for a panel; worked out again when a result, a filter or a setting changes. */
export function useSaid(row: number): readonly Said[] {
  const rests = useRests()
  const runs = useStore((s) => s.runs)
  return useMemo(() => saidOf({ ...rests, runs }, row), [rests, runs, row])
}

/** Homes still to visit because of this burglary; undefined where no list of doors is there. */
export function homesDue(cocoon: Cocoon | undefined, row: number): number | undefined {
  if (cocoon?.kind !== 'doors' || !cocoon.list.incidents.some((i) => i.row === row)) return undefined
  return cocoon.list.visits.filter((v) => v.incidents.includes(row)).length
}

/** The same for a panel. */
export const useHomesDue = (row: number): number | undefined => useStore((s) => homesDue(cocoonOf(s), row))
