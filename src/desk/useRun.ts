/** A method's newest result as a panel or layer sees it: refused, waiting, running, failed, stale or done. */
import { useEffect, useMemo } from 'react'
import type { ResultView } from '../analyses/contract.ts'
import type { Units } from '../core/base/lengths.ts'
import type { Incidents } from '../core/table/incidents.ts'
import type { Made, Meta, Need, ResultBase } from '../core/table/method.ts'
import { showDay } from '../core/base/time.ts'
import { asAt } from '../state/derived.ts'
import { planRun, type PlanState } from '../state/plan.ts'
import { ensureRun } from '../state/runs.ts'
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

const none: readonly never[] = []
const ALL_NEEDS: readonly Need[] = ['tracks', 'homes', 'areas']

/** What of the store a run rests on, of one method or of all: the same object until a part of it changes. */
export function useRests(screen?: Meta<any>): PlanState {
  const needs = screen ? screen.needs : ALL_NEEDS
  const id = screen?.id
  const incidents = useStore((s) => s.incidents)
  const clauses = useStore((s) => s.project.clauses)
  const params = useStore((s) => (id === undefined ? s.project.params : undefined))
  const mine = useStore((s) => (id === undefined ? undefined : s.project.params[id]))
  const chosen = useStore((s) => s.project.asAt)
  // the day turns under a page that is left open
  const day = useStore((s) => asAt(s).day)
  // a study area may be among them, whatever the method needs
  const boundaries = useStore((s) => s.boundaries)
  const tracks = useStore((s) => (needs?.includes('tracks') ? s.tracks : none))
  const homes = useStore((s) => (needs?.includes('homes') ? s.homes : undefined))
  return useMemo(
    () => ({
      incidents,
      boundaries,
      tracks,
      homes,
      day,
      project: {
        clauses,
        asAt: chosen,
        params: params ?? (id !== undefined && mine ? { [id]: mine } : {}),
      },
    }),
    [id, incidents, boundaries, tracks, homes, clauses, chosen, day, params, mine],
  )
}

/** Follows a method; `wanted` also keeps its result up to date. */
export function useRun(screen: Meta<any>, wanted: boolean): Seen {
  const rests = useRests(screen)
  const { incidents } = rests
  const run = useStore((s) => s.runs[screen.id])
  const units = useSettings((s) => s.units)
  const plan = useMemo(() => planRun(rests, screen), [rests, screen])
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
