/** The host of runs: newest wins, results are kept by key, and a result whose key has passed is stale. */
import { keeps, keptMap } from '../core/base/kept.ts'
import type { Schema, Values } from '../core/base/params.ts'
import type { Input, Made, Meta } from '../core/table/method.ts'
import { takePool } from '../worker/early.ts'
import { Cancelled, type Run, type Runner } from '../worker/runner.ts'
import { useStore } from './instance.ts'
import { type Plan, planRun, type PlanState } from './plan.ts'
import type { RunState, Store } from './types.ts'

let runner: Runner | undefined

/** The pool of this page; started when first needed. */
export const pool = (): Runner => (runner ??= takePool())

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

const KEEP = 24
const kept = keptMap<string, { made: Made; ms: number }>()
const underWay = new Map<string, Run<unknown>>()
keeps(forgetRuns)

/** What this plan made, given its result; `params` where they were not all of the plan's. */
const madeOf = ({ key, input }: Plan, result: unknown, params = input.params): Made => ({
  key,
  params,
  today: input.today,
  result,
})

const put = (id: string, patch: Partial<RunState>): void =>
  useStore.setState((s) => {
    const before = s.runs[id]?.made
    // a row of another result is another thing
    const other = patch.made && before && patch.made.key !== before.key && s.selection?.of === id
    return {
      runs: { ...s.runs, [id]: { ...s.runs[id], ...patch } as RunState },
      ...(other && { selection: undefined }),
    }
  })

/**
 * A run that may come in two or three: the method's first answer and its quick parameters on one worker, whose answers
 * `first` hears; then all of it.
 */
function start(
  meta: Meta,
  input: Input<unknown>,
  first: (result: unknown, params: unknown) => void,
  onProgress: (share: number) => void,
  behind: boolean,
): Run<unknown> {
  // later parts of a run do not come before what was asked meanwhile
  const rank = behind ? 0 : pool().rank()
  const whole = () => pool().run(meta.id, input, onProgress, meta.parallel, meta.reads, rank)
  const quick = meta.quick?.(input.params as Values<Schema>)
  const before: Input<unknown>[] = [
    ...(meta.comesFirst ? [{ ...input, first: true as const }] : []),
    ...(quick ? [{ ...input, params: quick }] : []),
  ]
  if (before.length === 0) return whole()
  let cancelled = false
  let now: Run<unknown> | undefined
  const promise = (async () => {
    for (const early of before) {
      now = pool().run(meta.id, early, undefined, false, meta.reads, rank)
      const result = await now.promise
      // the cancel may come between two
      if (cancelled) throw new Cancelled()
      first(result, early.params)
    }
    now = whole()
    return now.promise
  })()
  return { promise, cancel: () => ((cancelled = true), now?.cancel()) }
}

/**
 * Makes sure that the newest run of a method is done, under way or started. `again` runs after a failure; `behind` lets
 * what somebody waits for go first.
 */
export function ensureRun(meta: Meta, again = false, behind = false): void {
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
    behind,
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
  s: PlanState,
  meta: Meta,
  day: number,
): { readonly promise: Promise<Made | undefined>; cancel(): void } {
  const plan = planRun(s, meta, day)
  if ('refused' in plan) return { promise: Promise.resolve(undefined), cancel: () => undefined }
  const run = pool().run(meta.id, plan.input, undefined, false, meta.reads)
  return { promise: run.promise.then((result) => madeOf(plan, result)), cancel: () => run.cancel() }
}

/**
 * Works a method out for other filters than the page's, apart from the run that the panels show; known results are taken.
 * The promise gives the sentence where there can be none, and rejects where it failed or was cancelled.
 */
export function besideRun(
  s: PlanState,
  meta: Meta,
): { readonly promise: Promise<Made | { readonly refused: string }>; cancel(): void } {
  const plan = planRun(s, meta)
  if ('refused' in plan) return { promise: Promise.resolve(plan), cancel: () => undefined }
  const hit = kept.get(plan.key)
  if (hit) return { promise: Promise.resolve(hit.made), cancel: () => undefined }
  const startedAt = performance.now()
  const run = pool().run(meta.id, plan.input, undefined, meta.parallel, meta.reads)
  return {
    promise: run.promise.then((result) => {
      const made = madeOf(plan, result)
      kept.set(plan.key, { made, ms: performance.now() - startedAt })
      if (kept.size > KEEP) kept.delete(kept.keys().next().value!)
      return made
    }),
    cancel: () => run.cancel(),
  }
}

/**
 * What a method made of exactly what the page shows now, whole: all that may be printed or handed out. Else the
 * sentence why there is none.
 */
export function currentMade(
  s: PlanState & Pick<Store, 'runs'>,
  meta: Meta,
): { readonly made: Made } | { readonly refused: string } {
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
      ? `${what}what is shown was worked out with other settings, filters or another date than those in force now. Work it out again, or undo the change, then print.`
      : `${what}there is no result yet. Open its panel and wait until it is there.`,
  }
}

/** Stops a run because the user asked to; it can be run again. */
export function cancelRun(id: string): void {
  underWay.get(id)?.cancel()
  put(id, { status: 'failed', error: 'Cancelled by you.' })
}
