/**
 * The cocooning list of the moment. It is made in a worker of its own, which keeps the address file laid out: a
 * force's list takes seconds, and the page must not stand still for it. Kept until something it rests on changes.
 */
import { keptMap, keeps, memo } from '../core/base/kept.ts'
import { beatAreas } from '../cocoon/beats.ts'
import { policeDay } from '../cocoon/clock.ts'
import type { Ask, ListOf, Made } from '../cocoon/make.ts'
import { type Protocol, protocolSchema } from '../cocoon/protocol.ts'
import type { DoorMarks } from '../cocoon/marks.ts'
import type { StreetWays } from '../cocoon/travel.ts'
import type { Visit } from '../cocoon/visits.ts'
import type { Area, Boundary } from '../core/geometry/area.ts'
import type { Homes } from '../core/places/homes.ts'
import { schema } from '../core/base/params.ts'
import type { Units } from '../core/base/lengths.ts'
import { dayOf, minuteNow, parseIsoDay } from '../core/base/time.ts'
import { filterRows } from '../core/table/filter.ts'
import { planeOf } from '../core/geometry/plane.ts'
import { takeWorker } from '../worker/early.ts'
import { Cancelled, type Run, Runner } from '../worker/runner.ts'
import { asAt, boundariesOn } from './derived.ts'
import { clausesOn, type SavedClause } from './project.ts'
import { paramsOf } from './plan.ts'
import { streetWays } from './streetWays.ts'
import { sameCall } from './chosenCall.ts'
import { useSettings } from './settings.ts'
import { useStore } from './instance.ts'
import { marksOf, useTeam } from './team.ts'
import type { Dated, Filtered, LoadedIncidents, Parametered, Store } from './types.ts'

export type { ListOf } from '../cocoon/make.ts'

/**
 * The settings of the Cocooning view: which list, then the protocol. A table's undivided "vehicle crime" counts as
 * theft from a vehicle, as its undivided "burglary" counts as one of a home.
 */
export const cocooningSchema = schema({
  of: {
    type: 'choice',
    label: 'List for',
    default: 'burglary',
    options: [
      { value: 'burglary', label: 'Burglary: doors' },
      { value: 'vehicles', label: 'Theft from vehicles: streets' },
    ],
    help: 'Doors around burgled homes, or streets and parking places with thefts from vehicles.',
  },
  ...protocolSchema,
})

/** What was made, with the homes it names where it names any. */
export type Cocoon =
  Exclude<Made, { kind: 'doors' }> | (Extract<Made, { kind: 'doors' }> & { readonly homes: Homes })

/** Filters that say where; the list has its own window of time and its own kind of crime. */
export const WHERE: readonly SavedClause['kind'][] = ['beat', 'street', 'area']

/** Everything a list rests on. The same parts are the same plan, so two plans are compared by identity. */
export interface CocoonPlan {
  readonly incidents: LoadedIncidents
  readonly homes: Homes | undefined
  readonly where: readonly SavedClause[]
  readonly one: number | undefined
  readonly today: number
  readonly protocol: Protocol
  readonly visits: readonly Visit[]
  readonly of: ListOf
  readonly units: Units
  readonly marks: DoorMarks
  readonly streets: StreetWays
  readonly beats: readonly Area[]
}

/** Equal values are the same value: a list must not be made again because a filter of time was moved. */
const sameMemo = memo((json: string): unknown => JSON.parse(json), 8)
const same = <T>(value: T): T => sameMemo(JSON.stringify(value)) as T

const planMemo = memo(
  (
    incidents: LoadedIncidents,
    homes: Homes | undefined,
    where: readonly SavedClause[],
    one: number | undefined,
    today: number,
    protocol: Protocol,
    visits: readonly Visit[],
    of: ListOf,
    units: Units,
    marks: DoorMarks,
    streets: StreetWays,
    beats: readonly Area[],
  ): CocoonPlan => ({
    incidents,
    homes,
    where,
    one,
    today,
    protocol,
    visits,
    of,
    units,
    marks,
    streets,
    beats,
  }),
  6,
)

const NO_BEATS: readonly Area[] = []

/** The beats of loaded boundaries; none where every home has its own. The invented town's homes all do. */
const beatsMemo = memo(
  (incidents: LoadedIncidents, homes: Homes, areas: readonly Boundary[]): readonly Area[] =>
    !incidents.sample && homes.beat.codes.some((c) => homes.beat.values[c] === '')
      ? beatAreas(areas, incidents.table.beat.values)
      : NO_BEATS,
)

/**
 * The police day a list made now is of: where the as-at date is that of this computer, a night shift's is still the day
 * before, until the day turns.
 */
function dayOfList(s: CocoonState): number {
  const { day } = asAt(s)
  const now = minuteNow(new Date())
  const chosen = s.project.asAt !== undefined && !Number.isNaN(parseIsoDay(s.project.asAt))
  if (chosen || s.incidents?.sample || day !== dayOf(now)) return day
  return policeDay(now, paramsOf(s, 'cocooning', protocolSchema).dayTurns)
}

/** What of the store a list rests on. */
export type CocoonState = Filtered &
  Dated &
  Parametered &
  Pick<Store, 'homes' | 'visits' | 'cocoonOf' | 'ground' | 'boundaries'>

const beatsOf = (s: CocoonState): readonly Area[] => {
  const areas = boundariesOn(s)
  return s.incidents && s.homes && areas ? beatsMemo(s.incidents, s.homes.homes, areas) : NO_BEATS
}

/** What the list would be made of now; undefined while nothing is loaded. */
export function planCocoon(s: CocoonState): CocoonPlan | undefined {
  if (!s.incidents) return undefined
  return planMemo(
    s.incidents,
    s.homes?.homes,
    same(s.project.clauses.filter((c) => WHERE.includes(c.kind))),
    s.cocoonOf,
    dayOfList(s),
    same(paramsOf(s, 'cocooning', protocolSchema)),
    s.visits,
    // a burglary that was asked for has its doors, whichever list was open
    s.cocoonOf === undefined ? paramsOf(s, 'cocooning', cocooningSchema).of : 'burglary',
    useSettings.getState().units,
    same(marksOf(useTeam.getState().items, s.incidents.sample)),
    streetWays(s.ground),
    beatsOf(s),
  )
}

/** What the maker is asked of a plan. */
export function askOf({
  incidents,
  where,
  one,
  today,
  protocol,
  visits,
  of,
  units,
  marks,
  streets,
  beats,
}: CocoonPlan): Ask {
  const { table } = incidents
  const rows =
    one !== undefined
      ? Uint32Array.of(one)
      : where.length > 0
        ? filterRows(table, clausesOn(where, planeOf(table.crs)))
        : undefined
  // the invented town has a calendar of its own
  const now = incidents.sample ? undefined : minuteNow(new Date())
  return {
    ...(rows && { rows }),
    one: one !== undefined,
    today,
    protocol,
    visits,
    of,
    now,
    units,
    marks,
    streets,
    ...(beats.length > 0 && { beats }),
  }
}

/** What was made, with the homes it names. */
export const withHomes = (made: Made, homes: Homes | undefined): Cocoon =>
  made.kind === 'doors' ? { ...made, homes: homes! } : made

/** Why there is no list, as the list that there is. */
export const refusedBy = (error: unknown): Cocoon => ({ kind: 'refused', sentence: (error as Error).message })

/** Whether the list that is shown is of an earlier moment than the page. */
export const cocoonStale = (s: CocoonState & Pick<Store, 'cocoon'>): boolean =>
  s.cocoon !== undefined && s.cocoon.plan !== planCocoon(s)

let runner: Runner | undefined

/** The worker of the lists: apart from the pool, so that a list never waits behind an analysis. */
const maker = (): Runner => (runner ??= new Runner(takeWorker, 1))

/** Tests bring their own worker. */
export const useMaker = (r: Runner | undefined): void => void (runner = r)

/** Wait this long after the last change: a filter is often changed several times in a row. */
const SETTLE = 80
/** Lists kept for the way back. */
const KEEP = 4

const kept = keptMap<CocoonPlan, Cocoon>()
let busy: Run<Made> | undefined
let timer: ReturnType<typeof setTimeout> | undefined

/** Ends the worker, which holds table and homes: it must not keep what the page has forgotten. */
function dismiss(): void {
  clearTimeout(timer)
  runner?.end()
  runner = undefined
  kept.clear()
}
keeps(() => {
  busy?.cancel()
  dismiss()
})

function show(plan: CocoonPlan, made: Cocoon): void {
  kept.delete(plan)
  kept.set(plan, made)
  if (kept.size > KEEP) kept.delete(kept.keys().next().value!)
  useStore.setState((s) => ({
    cocoon: { plan, made },
    selection: sameCall(s.selection, s.cocoon?.made, made),
  }))
}

/** Makes the list of now; while one is being made the next waits, and only the newest does. */
function makeNext(): void {
  const plan = planCocoon(useStore.getState())
  if (busy || !plan || useStore.getState().cocoon?.plan === plan) return
  const { incidents, homes } = plan
  busy = maker().cocoon(incidents.table, incidents.text, homes, askOf(plan))
  void busy.promise
    .then((made) => withHomes(made, homes))
    // also where the list comes back and cannot be read: the next must not wait for it for ever
    .catch((error: unknown) => (error instanceof Cancelled ? undefined : refusedBy(error)))
    .then((made) => {
      busy = undefined
      const { cocoon, incidents: now, homes: nowHomes } = useStore.getState()
      // a list of files that are gone is nobody's; one of earlier settings is better than none, and says so
      if (made && now === incidents && nowHomes?.homes === homes && cocoon?.plan !== plan) show(plan, made)
      makeNext()
    })
}

/** Keeps the list in step with what it rests on, from now on. Returns the way to end it. */
export function followCocoon(): () => void {
  const look = () => {
    const s = useStore.getState()
    const plan = planCocoon(s)
    if (!plan) {
      // nothing loaded, perhaps erased
      if (s.cocoon) useStore.setState({ cocoon: undefined })
      dismiss()
      return
    }
    if (s.cocoon?.plan === plan) return
    const hit = kept.get(plan)
    if (hit) return show(plan, hit)
    // doors of another file must never be seen beside this one
    if (s.cocoon && (s.cocoon.plan.incidents !== plan.incidents || s.cocoon.plan.homes !== plan.homes)) {
      kept.clear()
      useStore.setState({ cocoon: undefined })
    }
    clearTimeout(timer)
    timer = setTimeout(makeNext, s.cocoon ? SETTLE : 0)
  }
  look()
  const ends = [useStore.subscribe(look), useSettings.subscribe(look), useTeam.subscribe(look)]
  return () => ends.forEach((end) => end())
}
