/** The host of runs: newest wins, results are kept by key, and a result whose key has passed is stale. */
import { keeps, keptMap, KeptWeakMap } from '../core/base/kept.ts'
import type { Days } from '../core/table/lookBack.ts'
import { type Input, type Made, type Meta, refusalOf } from '../core/table/method.ts'
import { defaults, problems, type Schema, type Values } from '../core/base/params.ts'
import type { Area } from '../core/geometry/area.ts'
import { Cancelled, type Run, Runner } from '../worker/runner.ts'
import { asAt, boundariesOn, homesOn, rowsOf, stampOf, studyArea } from './derived.ts'
import type { RunState, Store } from './store.ts'
import { useStore } from './store.ts'

let runner: Runner | undefined

/** The pool of this page; started when first needed. */
export function pool(): Runner {
  const cores = globalThis.navigator?.hardwareConcurrency || 2
  runner ??= new Runner(
    () => new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module' }),
    Math.min(8, cores),
  )
  return runner
}

/** Tests bring their own pool. */
export const usePool = (r: Runner): void => void (runner = r)

/**
 * Forgets every result and ends the workers, which hold the table: part of erasing everything. What is asked
 * afterwards starts anew.
 */
export function forgetRuns(): void {
  for (const run of underWay.values()) run.cancel()
  underWay.clear()
  kept.clear()
  runner?.end()
  runner = undefined
}

const stamps = new KeptWeakMap<Area, unknown>()

/** What tells one area from another, whatever file it came from: its name, and each ring by its length and its corners. */
function areaStamp(area: Area): unknown {
  let stamp = stamps.get(area)
  if (!stamp)
    stamps.set(
      area,
      (stamp = [
        area.name,
        area.polygons.map((rings) =>
          rings.map((r) => [r.length, r.reduce((sum, v, i) => sum + v * ((i % 89) + 1), 0)]),
        ),
      ]),
    )
  return stamp
}

/** The parameters in force for a method or form. */
export const paramsOf = <S extends Schema>(s: Pick<Store, 'project'>, id: string, schema: S): Values<S> =>
  ({ ...defaults(schema), ...s.project.params[id] }) as Values<S>

/** The days that all filters by period let through; undefined while there is none. */
function periodOf(clauses: Store['project']['clauses']): Days | undefined {
  const periods = clauses.filter((c) => c.kind === 'period')
  if (periods.length === 0) return undefined
  return [Math.max(...periods.map((c) => c.fromDay)), Math.min(...periods.map((c) => c.toDay))]
}

/**
 * What a run of this method would be now: its key and input, or the sentence why there can be none. `past` is a day to
 * look from instead of the as-at date; the filter by period then says which days are played, not which rows count.
 */
export function planRun(
  s: Store,
  meta: Meta,
  past?: number,
): { key: string; input: Input<unknown> } | { refused: string } {
  if (!s.incidents)
    return { refused: 'No incidents are loaded. Drop a file on the page, or open the sample town.' }
  const { table } = s.incidents
  const no = refusalOf(meta, table)
  if (no) return { refused: no }
  const params = paramsOf(s, meta.id, meta.schema)
  const wrong = Object.values(problems(meta.schema, params))[0]
  if (wrong) return { refused: wrong }
  const rows = rowsOf(s, past === undefined ? undefined : 'period')
  if (rows.length === 0)
    return {
      refused: `The filters leave none of the ${table.n.toLocaleString('en-GB')} incidents. Take a filter off.`,
    }
  const area = studyArea(s)
  const homes = meta.homes?.(params) ? homesOn(s) : undefined
  const areas = meta.areas?.(params) ? boundariesOn(s) : undefined
  const today = past ?? asAt(s).day
  const key = JSON.stringify([
    table.fingerprint,
    meta.id,
    params,
    today,
    past === undefined ? s.project.clauses : s.project.clauses.filter((c) => c.source !== 'period'),
    area && areaStamp(area),
    meta.tracks &&
      s.tracks.map((t) => [t.name, t.tracks.map((k) => k.legs.map((l) => [l.lng.length, l.utc[0]]))]),
    homes && s.homes?.homes.fingerprint,
    areas && s.boundaries.map(stampOf),
  ])
  const tracks = meta.tracks && s.tracks.length > 0 ? s.tracks.flatMap((t) => t.tracks) : undefined
  const period = past === undefined ? periodOf(s.project.clauses) : undefined
  return { key, input: { table, rows, params, today, period, area, tracks, homes, areas } }
}

const KEEP = 24
const kept = keptMap<string, { made: Made; ms: number }>()
const underWay = new Map<string, Run<unknown>>()
keeps(forgetRuns)

/** What this plan made, given its result; `params` where they were not all of the plan's. */
const madeOf = (
  { key, input }: { key: string; input: Input<unknown> },
  result: unknown,
  params = input.params,
): Made => ({ key, params, today: input.today, result })

const put = (id: string, patch: Partial<RunState>): void =>
  useStore.setState((s) => ({ runs: { ...s.runs, [id]: { ...s.runs[id], ...patch } as RunState } }))

/**
 * A run that may come in two: the method's quick parameters first, on one worker, whose answer `first` hears;
 * then all of it.
 */
function start(
  meta: Meta,
  input: Input<unknown>,
  first: (result: unknown, params: unknown) => void,
  onProgress: (share: number) => void,
): Run<unknown> {
  const whole = () => pool().run(meta.id, input, onProgress, meta.parallel)
  const quick = meta.quick?.(input.params as Values<Schema>)
  if (!quick) return whole()
  let cancelled = false
  let now: Run<unknown> = pool().run(meta.id, { ...input, params: quick })
  const promise = now.promise.then((result) => {
    // the cancel may come between the two
    if (cancelled) throw new Cancelled()
    first(result, quick)
    now = whole()
    return now.promise
  })
  return { promise, cancel: () => ((cancelled = true), now.cancel()) }
}

/** Makes sure that the newest run of a method is done, under way or started. `again` runs after a failure. */
export function ensureRun(meta: Meta, again = false): void {
  const s = useStore.getState()
  const plan = planRun(s, meta)
  const now = s.runs[meta.id]
  if ('refused' in plan) {
    underWay.get(meta.id)?.cancel()
    // forget the key, so that the same question is answered again when it can be
    if (now?.status === 'running') put(meta.id, { status: 'failed', key: '' })
    return
  }
  if (now?.key === plan.key && (now.status !== 'failed' || !again)) return
  underWay.get(meta.id)?.cancel()
  const hit = kept.get(plan.key)
  if (hit) {
    put(meta.id, {
      status: 'done',
      key: plan.key,
      share: 1,
      made: hit.made,
      preliminary: false,
      ms: hit.ms,
    })
    return
  }
  const startedAt = performance.now()
  put(meta.id, { status: 'running', key: plan.key, share: 0, startedAt, error: undefined })
  const current = () => useStore.getState().runs[meta.id]?.key === plan.key
  const run = start(
    meta,
    plan.input,
    (result, params) => current() && put(meta.id, { made: madeOf(plan, result, params), preliminary: true }),
    (share) => current() && put(meta.id, { share }),
  )
  underWay.set(meta.id, run)
  run.promise.then(
    (result) => {
      const ms = performance.now() - startedAt
      const made = madeOf(plan, result)
      kept.set(plan.key, { made, ms })
      if (kept.size > KEEP) kept.delete(kept.keys().next().value!)
      if (current()) put(meta.id, { status: 'done', share: 1, made, preliminary: false, ms })
    },
    (error: Error) => {
      if (!(error instanceof Cancelled) && current()) put(meta.id, { status: 'failed', error: error.message })
    },
  )
}

/**
 * Works a method out for one day of the past, apart from the run that the panels show. `result` is undefined where it
 * cannot run on that day; the promise rejects where it failed or was cancelled.
 */
export function playRun(
  s: Store,
  meta: Meta,
  day: number,
): { readonly promise: Promise<Made | undefined>; cancel(): void } {
  const plan = planRun(s, meta, day)
  if ('refused' in plan) return { promise: Promise.resolve(undefined), cancel: () => undefined }
  const run = pool().run(meta.id, plan.input)
  return { promise: run.promise.then((result) => madeOf(plan, result)), cancel: () => run.cancel() }
}

/**
 * What a method made of exactly what the page shows now, whole: all that may be printed or handed out. Else the
 * sentence why there is none.
 */
export function currentMade(s: Store, meta: Meta): { readonly made: Made } | { readonly refused: string } {
  const plan = planRun(s, meta)
  if ('refused' in plan) return plan
  const run = s.runs[meta.id]
  const made = run?.made
  const what = `${meta.title}: `
  if (made?.key === plan.key && !run?.preliminary) return { made }
  if (run?.status === 'running')
    return { refused: `${what}the result is still being worked out. Wait until it is there, then print.` }
  return {
    refused: made
      ? `${what}what is shown was worked out with other settings, filters or another date than those of now. Work it out again, or undo the change, then print.`
      : `${what}there is no result yet. Open its panel and wait until it is there.`,
  }
}

/** Stops a run because the user asked to; it can be run again. */
export function cancelRun(id: string): void {
  underWay.get(id)?.cancel()
  put(id, { status: 'failed', error: 'Cancelled by you.' })
}
