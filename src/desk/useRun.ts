/** A method's newest result as a panel or layer sees it: refused, waiting, running, failed, stale or done. */
import { useEffect, useMemo } from 'react'
import type { ResultView, Screen } from '../analyses/contract.ts'
import type { Units } from '../core/base/lengths.ts'
import type { Incidents } from '../core/table/incidents.ts'
import type { Made, ResultBase } from '../core/table/method.ts'
import { showDay } from '../core/base/time.ts'
import { ensureRun, planRun } from '../state/runs.ts'
import { useSettings } from '../state/settings.ts'
import { type RunState, useStore } from '../state/store.ts'

export interface Seen {
  /** the sentence in place of a result, where there can be none */
  readonly refused?: string
  readonly run?: RunState
  /** what to draw with; of an older key when `stale` */
  readonly view?: ResultView<any, ResultBase>
  readonly stale: boolean
  /** true while the view is of a day of the past that is being played */
  readonly played?: boolean
}

/** What a screen draws with: the result and all that it was made of. */
export const viewOf = (made: Made, table: Incidents, units: Units): ResultView<any, ResultBase> => ({
  result: made.result as ResultBase,
  params: made.params,
  table,
  today: made.today,
  units,
})

/** Wait this long after the last change before running: a slider moves many times. */
const SETTLE = 120

/** Follows a method; `wanted` also keeps its result up to date. */
export function useRun(screen: Screen<any, any>, wanted: boolean): Seen {
  const incidents = useStore((s) => s.incidents)
  const project = useStore((s) => s.project)
  const boundaries = useStore((s) => s.boundaries)
  const tracks = useStore((s) => (screen.tracks ? s.tracks : undefined))
  const homes = useStore((s) => (screen.homes ? s.homes : undefined))
  const run = useStore((s) => s.runs[screen.id])
  const units = useSettings((s) => s.units)
  const { clauses, params, asAt: asAtChoice } = project
  const mine = params[screen.id]
  const plan = useMemo(
    () => planRun(useStore.getState(), screen),
    // the plan reads the store itself; these are the parts it depends on
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [screen, incidents, clauses, mine, asAtChoice, boundaries, tracks, homes],
  )
  const key = 'key' in plan ? plan.key : undefined
  const refused = 'refused' in plan ? plan.refused : undefined
  useEffect(() => {
    if (!wanted) return
    const timer = setTimeout(() => ensureRun(screen), SETTLE)
    return () => clearTimeout(timer)
  }, [screen, key, refused, wanted])
  const made = run?.made
  const stale = made !== undefined && made.key !== key
  const replay = useStore((s) => (screen.plays ? s.replay : undefined))
  const played = useMemo((): Seen | undefined => {
    if (!replay || !incidents) return undefined
    const found = replay.results[screen.id]
    const sentence = `It could not be worked out for ${showDay(replay.day)}.`
    return found
      ? { view: viewOf(found, incidents.table, units), stale: false, played: true }
      : { refused: sentence, stale: false, played: true }
  }, [replay, incidents, screen, units])
  const view = useMemo(
    () => (made && incidents && !refused ? viewOf(made, incidents.table, units) : undefined),
    [made, incidents, refused, units],
  )
  return played ?? { refused, run, view, stale }
}
