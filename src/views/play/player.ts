/**
 * Plays the past: day after day the risk zones and incidents of that day, as they would have been seen then. What is
 * played lives in the session alone: the as-at date, lists, sheets, links and the undo history never hear of it.
 */
import { NEAR_DAYS } from '../../core/base/published.ts'
import { keeps } from '../../core/base/kept.ts'
import { create } from 'zustand'
import { SCREENS } from '../../analyses/index.ts'
import { isoDay } from '../../core/base/time.ts'
import { asAt } from '../../state/derived.ts'
import { playRun } from '../../state/runs.ts'
import { mapDrawn } from '../../desk/mapHandle.ts'
import { change, type Replay, setSession, type Store, useStore } from '../../state/store.ts'

/** Days of the window whose incidents make zones: before so many days are known, a picture would be too empty. */
export const WINDOW = NEAR_DAYS

/** Milliseconds from one picture to the next, where the machine can. */
export const PACES = { slow: 2000, normal: 1000, fast: 400 } as const
export type Pace = keyof typeof PACES

export interface Play {
  /** moves on by itself until stopped or at the end */
  readonly running: boolean
  /** days from one picture to the next */
  readonly step: 1 | 7
  readonly pace: Pace
  /** pictures asked for that were overtaken by a later wish before they were drawn */
  readonly skipped: number
  /** pictures that could not be worked out */
  readonly failed: number
  /** true while pictures come slower than the pace asks */
  readonly late: boolean
}

const fresh: Play = { running: false, step: 7, pace: 'normal', skipped: 0, failed: 0, late: false }

export const usePlay = create<Play>(() => fresh)

/** First and last day that can be played: the period filter if there is one, and never past the as-at date. */
export function playRange(s: Pick<Store, 'incidents' | 'project'>): { first: number; last: number } {
  const period = s.project.clauses.find((c) => c.source === 'period')
  const [from, to] = period?.kind === 'period' ? [period.fromDay, period.toDay] : [-Infinity, Infinity]
  const start = s.incidents ? s.incidents.table.span.first : 0
  const last = Math.max(start, Math.min(asAt(s).day, to))
  return { first: Math.min(last, Math.max(start + WINDOW - 1, from)), last }
}

/** The day a few steps on, in whole steps back from the last day, so that the last picture is the one of today. */
export function dayAfter(
  day: number,
  steps: number,
  step: number,
  range: { first: number; last: number },
): number {
  const back = (range.last - day) / step
  // between two pictures the next whole one on the side of travel counts as one step
  const now = steps > 0 ? Math.ceil(back) : Math.floor(back)
  const most = Math.floor((range.last - range.first) / step)
  return range.last - step * Math.max(0, Math.min(most, now - steps))
}

/** Why nothing can be played; undefined where something can. */
export function playProblem(s: Pick<Store, 'incidents' | 'project'>): string | undefined {
  if (!s.incidents) return 'No incidents are loaded.'
  const { table } = s.incidents
  if (table.precision === 'month') return 'This table knows only months: there are no days to play.'
  const { first, last } = playRange(s)
  return first < last ? undefined : `Fewer than ${WINDOW} days are covered: there is nothing to play yet.`
}

// what is under way, ended with everything else
let wanted: number | undefined
/** the day that is being worked out or was last shown */
let drawing: number | undefined
let working: Promise<void> | undefined
let cancel: () => void = () => undefined
/** how often playing was ended: what was asked before belongs to nobody */
let ended = 0
let timer: ReturnType<typeof setTimeout> | undefined

/** A map that does not come to rest does not hold up the next picture for longer, in milliseconds. */
const MOST_WAIT = 2500

/** Two frames: the first draws, the second comes once it is on the screen. A page nobody sees does not play on. */
const painted = (): Promise<void> =>
  new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))

/** A picture stands at least so long once it is drawn, in milliseconds, however slow the machine. */
const LOOK = 150

/** Works out the newest day asked for, shows it whole, and goes on while there is a newer one: never a queue. */
async function draw(): Promise<void> {
  while (wanted !== undefined) {
    const day = wanted
    const turn = ended
    drawing = day
    const s = useStore.getState()
    const runs = SCREENS.filter((x) => x.plays).map((x) => ({ id: x.id, ...playRun(s, x, day) }))
    cancel = () => runs.forEach((r) => r.cancel())
    const results: Record<string, Replay['results'][string]> = {}
    let whole = true
    for (const { id, promise } of runs) {
      const found = await promise.catch(() => ((whole = false), undefined))
      if (found) results[id] = found
    }
    // stopped meanwhile, perhaps begun again
    if (wanted === undefined) return
    if (turn !== ended) continue
    if (!whole) usePlay.setState((p) => ({ failed: p.failed + 1 }))
    // a picture is never a mix of two days: incidents and zones change together
    setSession({ replay: { day, results } })
    await painted()
    await mapDrawn(MOST_WAIT)
    if (wanted === day) return
  }
}

/** Shows a day as soon as the one being worked out is there. */
export function playTo(day: number): Promise<void> {
  const { first, last } = playRange(useStore.getState())
  const next = Math.max(first, Math.min(last, day))
  if (working && wanted !== undefined && wanted !== next && wanted !== drawing)
    usePlay.setState((p) => ({ skipped: p.skipped + 1 }))
  wanted = next
  working ??= draw().finally(() => (working = undefined))
  return working
}

/** Steps back or on from what is shown or asked for. */
export function playBy(steps: number): Promise<void> {
  const s = useStore.getState()
  const range = playRange(s)
  const from = wanted ?? s.replay?.day ?? range.last
  return playTo(dayAfter(from, steps, usePlay.getState().step, range))
}

/** To the first picture, or the last. */
export const playToEnd = (end: 'first' | 'last'): Promise<void> => {
  const range = playRange(useStore.getState())
  return playTo(end === 'last' ? range.last : dayAfter(range.last, -Infinity, usePlay.getState().step, range))
}

async function onward(): Promise<void> {
  const began = performance.now()
  const { step, pace } = usePlay.getState()
  const range = playRange(useStore.getState())
  const from = useStore.getState().replay?.day ?? range.first
  await playTo(dayAfter(from, 1, step, range))
  if (!usePlay.getState().running) return
  const took = performance.now() - began
  usePlay.setState({ late: took > PACES[pace] * 1.2 })
  if ((useStore.getState().replay?.day ?? range.last) >= range.last) usePlay.setState({ running: false })
  else timer = setTimeout(() => void onward(), Math.max(LOOK, PACES[pace] - took))
}

/** Goes on by itself; from the start when it stands at the end. */
export async function run(): Promise<void> {
  if (usePlay.getState().running) return
  usePlay.setState({ running: true, late: false })
  const { replay } = useStore.getState()
  if (!replay || replay.day >= playRange(useStore.getState()).last) await playToEnd('first')
  if (!usePlay.getState().running) return
  clearTimeout(timer)
  timer = setTimeout(() => void onward(), PACES[usePlay.getState().pace])
}

export function pause(): void {
  clearTimeout(timer)
  usePlay.setState({ running: false, late: false })
}

/** Begins: by itself, or standing at the newest picture where nothing may move by itself. */
export function begin(calm: boolean): void {
  usePlay.setState({ skipped: 0, failed: 0 })
  void (calm ? playToEnd('last') : run())
}

/** Ends it: the page is as it was before. */
export function stop(): void {
  pause()
  ended++
  wanted = undefined
  cancel()
  setSession({ replay: undefined })
}

keeps(() => {
  stop()
  usePlay.setState(fresh)
  ;[wanted, drawing, working, timer] = [undefined, undefined, undefined, undefined]
  ;[cancel, ended] = [() => undefined, ended + 1]
})

/** Ends it and keeps its day as the as-at date: one step that can be undone. */
export function stay(): void {
  const day = useStore.getState().replay?.day
  stop()
  if (day !== undefined) change('as-at date', { asAt: isoDay(day) })
}

/** Follows what the picture rests on: other filters or settings draw it anew, another table ends it. */
export function followPlay(): () => void {
  return useStore.subscribe((s, before) => {
    if (!s.replay && wanted === undefined) return
    if (s.incidents !== before.incidents || s.project.asAt !== before.project.asAt) stop()
    else if (
      s.replay &&
      (s.project.clauses !== before.project.clauses || s.project.params !== before.project.params)
    ) {
      // the day that stands then once more: it may be a later one than now
      void (working ?? Promise.resolve()).then(() => {
        const { replay } = useStore.getState()
        if (replay) void playTo(replay.day)
      })
    }
  })
}
