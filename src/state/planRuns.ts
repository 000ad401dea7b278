/** Judging plans in the worker: what is asked, and the answers that are known. */
import { keptStore, memo, keeps } from '../core/base/kept.ts'
import { create } from 'zustand'
import { dayFrom, parseIsoDay } from '../core/base/time.ts'
import type { PlanAnswer, PlanAsk } from '../core/evaluation/planAnswer.ts'
import { type PlanPlace, type PlanRecord, ruleInTime } from '../core/evaluation/planRecord.ts'
import type { Area } from '../core/geometry/area.ts'
import { areaOnPlane } from '../core/geometry/onPlane.ts'
import { planeOf } from '../core/geometry/plane.ts'
import type { Incidents } from '../core/table/incidents.ts'
import { Cancelled, type Run } from '../worker/runner.ts'
import { asAt } from './derived.ts'
import { pool } from './runs.ts'
import type { Store } from './types.ts'

/** Width of the ring, and how far a matched comparison stays away, metres. */
export const RING = 200
const APART = 400
/** Sets of other places and years. */
const SETS = 999

const areas = (places: readonly PlanPlace[], crs: string): Area[] =>
  places.map((p) => areaOnPlane(p.name, p.shape, planeOf(crs)))

/** First day of a month, or of one after it. */
const monthDay = (month: string, more = 0): number => {
  const [y, m] = month.split('-').map(Number)
  return dayFrom(y, m + more, 1)
}

const chosenDays = ([from, to]: PlanRecord['chosen']): PlanAsk['chosen'] => {
  const [a, b] = [from || to, to || from]
  return a && b && a <= b ? [monthDay(a), monthDay(b, 1) - 1] : undefined
}

/** Questions and answers kept: more than a pool, a briefing and the plan in front ask for at once. */
const KEEP = 32

/** Equal questions of one table are the same question: a plan is not judged again because its owner changed. */
const askMemo = memo((table: Incidents, today: number, json: string): PlanAsk => {
  const { plan, others, inTime } = JSON.parse(json) as ReturnType<typeof partsOf>
  return {
    treated: areas(plan.places, table.crs),
    comparison: areas(plan.comparison, table.crs),
    others: areas(others, table.crs),
    start: parseIsoDay(plan.start),
    end: parseIsoDay(plan.end),
    ...{ before: plan.before, offences: plan.offences, today },
    // a margin that was written later is none
    ...(plan.margin !== undefined && inTime && { margin: plan.margin }),
    chosen: chosenDays(plan.chosen),
    ...{ ring: RING, apart: APART, sets: SETS, seed: 1 },
  }
}, KEEP)

/** What of the plans a verdict rests on. */
const partsOf = (plan: PlanRecord, plans: readonly PlanRecord[]) => {
  const { places, comparison, start, end, before, offences, chosen, rule } = plan
  return {
    plan: { places, comparison, start, end, before, offences, chosen, margin: rule.margin },
    // nothing was done yet where a plan begins after this one has ended
    others: plans.filter((p) => p.id !== plan.id && !(p.start > plan.end)).flatMap((p) => p.places),
    inTime: ruleInTime(plan),
  }
}

/** What would be asked of a plan now; undefined while nothing is loaded. */
export const askOf = (s: Pick<Store, 'incidents' | 'project'>, plan: PlanRecord): PlanAsk | undefined =>
  s.incidents && askMemo(s.incidents.table, asAt(s).day, JSON.stringify(partsOf(plan, s.project.plans)))

/** An answer, or how far it is. */
export interface PlanRun {
  readonly answer?: PlanAnswer
  readonly error?: string
  readonly share: number
}

/** By fingerprint of the table and what was asked. */
export const usePlanRuns = keptStore(
  create<{ readonly runs: ReadonlyMap<PlanAsk, PlanRun> }>(() => ({ runs: new Map() })),
)

let busy: { readonly ask: PlanAsk; readonly run: Run<PlanAnswer> } | undefined
keeps(() => {
  busy?.run.cancel()
  busy = undefined
})

function put(ask: PlanAsk, run: PlanRun): void {
  const runs = new Map(usePlanRuns.getState().runs)
  runs.delete(ask)
  runs.set(ask, run)
  if (runs.size > KEEP) runs.delete(runs.keys().next().value!)
  usePlanRuns.setState({ runs })
}

/** Has a plan judged, unless it is or is being; the newest question wins. */
export function judge(table: Incidents, ask: PlanAsk): void {
  if (busy?.ask === ask || usePlanRuns.getState().runs.get(ask)?.answer) return
  busy?.run.cancel()
  put(ask, { share: 0 })
  const run = pool().plan(table, ask, (share) => put(ask, { share }))
  busy = { ask, run }
  run.promise
    .then(
      (answer) => put(ask, { answer, share: 1 }),
      (error: Error) => {
        if (!(error instanceof Cancelled)) put(ask, { error: error.message, share: 0 })
      },
    )
    .finally(() => {
      if (busy?.run === run) busy = undefined
    })
}

/** The first of these plans that has neither an answer nor an error; undefined where all are told. */
export function nextAsk(
  s: Pick<Store, 'incidents' | 'project'>,
  plans: readonly PlanRecord[],
  runs = usePlanRuns.getState().runs,
): PlanAsk | undefined {
  return plans
    .map((p) => askOf(s, p))
    .find((a) => {
      const run = a && runs.get(a)
      return a && !run?.answer && !run?.error
    })
}
