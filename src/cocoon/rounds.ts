/** Rounds: the list split fairly between officers, each walked in a sensible order, cut to the time there is. */
import { dictAt } from '../core/base/text.ts'
import type { Doors } from './doors.ts'
import { byPriority, type Stop } from './merge.ts'
import type { Point } from './ways.ts'
import type { Protocol } from './protocol.ts'
import { tour } from './walkingOrder.ts'
import { wholeCocoons } from './wholeCocoons.ts'
import { type Gone, goneOf, legOf, STRAIGHT, type Travel, type TravelPlan } from './travel.ts'

/** One officer's walk. */
export interface Round {
  /** 1, 2, 3 … */
  readonly number: number
  readonly beats: readonly string[]
  /** in walking order */
  readonly stops: readonly Stop[]
  /** between doors, metres; the way there and back is not in it */
  readonly length: number
  /** ways and calls under the protocol's assumptions */
  readonly minutes: number
  /** of the minutes: on foot, by car, and there and back */
  readonly walking: number
  readonly driving: number
  readonly ends: number
  /** of the metres between doors, by car */
  readonly driven: number
}

/** Rounds, and the stops that did not fit with the reason. */
export interface Split {
  readonly rounds: readonly Round[]
  readonly cut: readonly { readonly stop: Stop; readonly reason: string }[]
}

type Plan = Pick<Protocol, 'officers' | 'byBeat' | 'capacity' | 'minutesPerDoor' | 'minutesPerFlat'> &
  TravelPlan & {
    /** how one goes from door to door; straight lines where it is left out */
    readonly by?: Travel
    /** rounds keep the homes around one burglary together where they fit */
    readonly whole?: boolean
    /** which beat a home lies in, where its own column does not say */
    readonly beatAt?: (home: number) => string
  }

/** Leaving a row of doors for another counts as this many metres more, so that a walk keeps to one side. */
const CROSSING = 15

/** With too little time for all, a stop that takes more walking than this to reach comes last, minutes. */
export const DETOUR = 10

/** Minutes spent at one stop. */
export const minutesAt = (
  stop: Pick<Stop, 'homes'>,
  p: Pick<Plan, 'minutesPerDoor' | 'minutesPerFlat'>,
): number => p.minutesPerDoor + (stop.homes.length - 1) * p.minutesPerFlat

/** The order to walk stops in: up one side and down the other where sides are known. Indices into `stops`. */
export function walkOrder(
  doors: Doors,
  stops: readonly Stop[],
  shakes?: number,
  travel: Travel = STRAIGHT,
): number[] {
  const x = stops.map((s) => doors.x[s.door])
  const y = stops.map((s) => doors.y[s.door])
  const rows = new Map<unknown, number>()
  const row = stops.map((s) => {
    const stretch = doors.stretchOf(s.door)
    const seat = stretch?.seat.get(s.door)
    if (!stretch || !seat) return -1
    const key = stretch.rows[seat.row]
    if (!rows.has(key)) rows.set(key, rows.size)
    return rows.get(key)!
  })
  // homes that are not placed stand one after the other by their numbers
  const seat = stops.map((s) => {
    const stretch = doors.homes.shared?.[s.homes[0]] === 1 ? doors.stretchOf(s.door) : undefined
    return stretch?.seat.get(s.door)?.at
  })
  const apart = (a: number, b: number) =>
    row[a] === row[b] && seat[a] !== undefined && seat[b] !== undefined
      ? Math.abs(seat[a] - seat[b])
      : travel.metres({ x: x[a], y: y[a] }, { x: x[b], y: y[b] })
  const cost = (a: number, b: number) => apart(a, b) + (row[a] === row[b] && row[a] >= 0 ? 0 : CROSSING)
  let order = tour(x, y, { cost, shakes })
  // easy to follow is worth a little, not a detour
  const metres = (a: number, b: number) => travel.metres({ x: x[a], y: y[a] }, { x: x[b], y: y[b] })
  const plain = tour(x, y, { shakes, ...(travel.follows && { cost: metres }) })
  const long = (some: readonly number[]) =>
    some.reduce((sum, s, i) => sum + (i === 0 ? 0 : metres(some[i - 1], s)), 0)
  if (long(order) > 1.1 * long(plain)) order = plain

  // begin at the end where the more urgent doors are
  const urgency = order.reduce(
    (sum, s, i) => sum + (stops[s].tier === 'A' ? i - (order.length - 1) / 2 : 0),
    0,
  )
  const first = stops[order[0]]?.homes[0] ?? 0
  const last = stops[order.at(-1) ?? 0]?.homes[0] ?? 0
  if (urgency > 1e-9 || (Math.abs(urgency) <= 1e-9 && last < first)) order.reverse()
  return order
}

const placeOf = (doors: Doors, s: Stop): Point => ({ x: doors.x[s.door], y: doors.y[s.door] })

/** Ways and minutes of a walk in the given order. */
function minutesOf(doors: Doors, stops: readonly Stop[], p: Plan): Gone & { minutes: number } {
  const gone = goneOf(
    stops.map((s) => placeOf(doors, s)),
    p.by ?? STRAIGHT,
    p,
  )
  const calls = stops.reduce((sum, s) => sum + minutesAt(s, p), 0)
  return { ...gone, minutes: calls + gone.walking + gone.driving + gone.ends }
}

/**
 * Cuts a sequence into k runs of nearly equal weight: least sum of squares. `between[i]` is what the step
 * from i - 1 to i costs when both fall in one run. Returns where each run starts.
 */
export function fairCuts(weight: readonly number[], between: readonly number[], k: number): number[] {
  const n = weight.length
  const runs = Math.min(k, n)
  if (runs <= 1) return n === 0 ? [] : [0]
  const sum = [0]
  weight.forEach((w, i) => sum.push(sum[i] + w + (i > 0 ? between[i] : 0)))
  // the step into a run's first stop belongs to no run
  const load = (a: number, b: number) => sum[b] - sum[a] - (a > 0 ? between[a] : 0)
  let best = Array.from({ length: n + 1 }, (_, b) => (b === 0 ? 0 : load(0, b) ** 2))
  const from: number[][] = []
  for (let r = 2; r <= runs; r++) {
    const next = new Array<number>(n + 1).fill(Infinity)
    const back = new Array<number>(n + 1).fill(0)
    for (let b = r; b <= n; b++)
      for (let a = b - 1; a >= r - 1; a--) {
        const mine = load(a, b) ** 2
        // a longer run only grows heavier
        if (mine >= next[b]) break
        if (best[a] + mine < next[b]) {
          next[b] = best[a] + mine
          back[b] = a
        }
      }
    from.push(back)
    best = next
  }
  const starts: number[] = []
  for (let r = runs, b = n; r >= 2; r--) starts.unshift((b = from[r - 2][b]))
  return [0, ...starts]
}

/** Whether stops, walked in this order, are one round by the time there is. */
type Fits = (some: readonly Stop[]) => boolean

/** Cuts a walk of stops into k runs; with `fits` each cocoon in one of them where it can be. */
function cutWalk(doors: Doors, walk: readonly Stop[], k: number, p: Plan, fits?: Fits): Stop[][] {
  const between = walk.map((s, i) =>
    i === 0 ? 0 : legOf((p.by ?? STRAIGHT).metres(placeOf(doors, walk[i - 1]), placeOf(doors, s)), p).minutes,
  )
  const fair = fairCuts(
    walk.map((s) => minutesAt(s, p)),
    between,
    k,
  )
  const starts = fits ? wholeCocoons(walk, fair, (a, b) => fits(walk.slice(a, b))) : fair
  return starts.map((s, i) => walk.slice(s, starts[i + 1] ?? walk.length))
}

const beatOf = (doors: Doors, s: Stop, p: Plan): string =>
  dictAt(doors.homes.beat, s.homes[0]) || (p.beatAt?.(s.homes[0]) ?? '')

/** Puts stops in the order they are walked in. */
type Walk = (some: readonly Stop[]) => Stop[]

/** The walk of a plan; the same stops, asked for again with another number of officers, are put in order once. */
function walkOf(doors: Doors, p: Plan): Walk {
  const known = new Map<string, Stop[]>()
  return (some) => {
    const key = some.map((s) => s.homes.join('+')).join(' ')
    let walk = known.get(key)
    if (!walk) known.set(key, (walk = walkOrder(doors, some, undefined, p.by).map((i) => some[i])))
    return walk
  }
}

/** Which stops go into which round, before each is walked. */
function share(doors: Doors, stops: readonly Stop[], p: Plan, inOrder: Walk, fits?: Fits): Stop[][] {
  if (!p.byBeat) return p.officers === 1 ? [[...stops]] : cutWalk(doors, inOrder(stops), p.officers, p, fits)

  const beats = new Map<string, Stop[]>()
  for (const s of inOrder(stops)) {
    const beat = beatOf(doors, s, p)
    beats.set(beat, [...(beats.get(beat) ?? []), s])
  }
  const groups = [...beats.values()]
  const minutes = groups.map((g) => g.reduce((sum, s) => sum + minutesAt(s, p), 0))
  if (groups.length >= p.officers) {
    // fewer officers than beats: whole beats, in the order the walk meets them
    const starts = fairCuts(
      minutes,
      groups.map(() => 0),
      p.officers,
    )
    return starts.map((s, i) => groups.slice(s, starts[i + 1] ?? groups.length).flat())
  }
  // each beat one officer, the others one by one to where most minutes fall on each
  const officers = groups.map(() => 1)
  for (let left = p.officers - groups.length; left > 0; left--) {
    let most = -1
    groups.forEach((g, i) => {
      if (officers[i] < g.length && (most < 0 || minutes[i] / officers[i] > minutes[most] / officers[most]))
        most = i
    })
    if (most < 0) break
    officers[most]++
  }
  return groups.flatMap((g, i) => cutWalk(doors, inOrder(g), officers[i], p, fits))
}

/** Calls in one building one after the other, the nearest flats first. */
function floorByFloor(stops: readonly Stop[]): Stop[] {
  const out: Stop[] = []
  for (let i = 0; i < stops.length;) {
    let j = i + 1
    while (j < stops.length && stops[j].door === stops[i].door) j++
    out.push(...stops.slice(i, j).sort((a, b) => a.rank - b.rank || a.homes[0] - b.homes[0]))
    i = j
  }
  return out
}

function roundOf(doors: Doors, walk: readonly Stop[], number: number, p: Plan): Round {
  const stops = floorByFloor(walk)
  const beats = [...new Set(stops.map((s) => beatOf(doors, s, p)).filter((b) => b !== ''))].sort()
  return { number, beats, stops, ...minutesOf(doors, stops, p) }
}

/**
 * Fills each officer's time by priority: a stop goes into the round of its own part of town, else into another
 * where it fits; what fits nowhere is left out, and a less important stop on the way may still be taken.
 */
function fill(doors: Doors, shares: readonly (readonly Stop[])[], ranked: readonly Stop[], p: Plan) {
  const shareOf = new Map(shares.flatMap((some, r) => some.map((s) => [s, r] as const)))
  const routes = shares.map(() => ({ stops: [] as Stop[], tidy: true }))
  const beats = shares.map((some) => new Set(some.map((s) => beatOf(doors, s, p))))
  const by = p.by ?? STRAIGHT
  const walk = (a?: Stop, b?: Stop) =>
    a && b ? legOf(by.metres(placeOf(doors, a), placeOf(doors, b)), p).minutes : 0

  /** puts a stop where it lengthens the route least, if that fits */
  const insert = (r: number, s: Stop, detour: number): boolean => {
    const { stops } = routes[r]
    let best = 0
    let least = Infinity
    for (let i = 0; i <= stops.length; i++) {
      const more = walk(stops[i - 1], s) + walk(s, stops[i]) - walk(stops[i - 1], stops[i])
      if (more < least) {
        least = more
        best = i
      }
    }
    if (least > detour) return false
    const longer = [...stops.slice(0, best), s, ...stops.slice(best)]
    if (minutesOf(doors, longer, p).minutes > p.capacity) return false
    routes[r].stops = longer
    routes[r].tidy = false
    return true
  }
  /** the shorter of the route as it stands and walked afresh */
  const tidied = (r: number) => {
    const route = routes[r]
    if (route.tidy) return
    const fresh = walkOrder(doors, route.stops, undefined, p.by).map((i) => route.stops[i])
    if (minutesOf(doors, fresh, p).minutes <= Math.max(p.capacity, minutesOf(doors, route.stops, p).minutes))
      route.stops = fresh
    route.tidy = true
  }

  const place = (s: Stop, detour: number): boolean => {
    const home = shareOf.get(s)!
    const others = routes
      .map((_, r) => r)
      .filter((r) => r !== home && (!p.byBeat || beats[r].has(beatOf(doors, s, p))))
    return [home, ...others].some((r) => {
      if (insert(r, s, detour)) return true
      if (routes[r].tidy) return false
      // a route grown stop by stop is longer than it need be
      tidied(r)
      return insert(r, s, detour)
    })
  }
  /** of a building that does not fit whole, the flats nearest to the burgled one that do; what is left of it */
  const part = (s: Stop): Stop[] => {
    for (let k = s.homes.length - 1; k > 0; k--) {
      const kept = new Set(s.nearest.slice(0, k))
      const some = { ...s, homes: s.homes.filter((h) => kept.has(h)), nearest: s.nearest.slice(0, k) }
      shareOf.set(some, shareOf.get(s)!)
      if (place(some, Infinity))
        return [{ ...s, homes: s.homes.filter((h) => !kept.has(h)), nearest: s.nearest.slice(k) }]
    }
    return [s]
  }
  // minutes are for doors: a long way to one of them waits until the nearer ones are in
  const far = ranked.filter((s) => !place(s, DETOUR))
  const cut = far.filter((s) => !place(s, Infinity)).flatMap(part)
  routes.forEach((_, r) => tidied(r))
  return { routes: routes.map((r) => r.stops).filter((r) => r.length > 0), cut }
}

/** Minutes of a round where nobody said how many officers there are; a local choice without a published norm. */
export const ROUND_MINUTES = 90

const wholeRounds = (
  doors: Doors,
  ranked: readonly Stop[],
  p: Plan,
  walk = walkOf(doors, p),
  fits?: Fits,
): { shares: Stop[][]; rounds: Round[] } => {
  const shares = share(doors, ranked, p, walk, fits).filter((some) => some.length > 0)
  const rounds = shares.map((some, i) => roundOf(doors, walk(some), i + 1, p))
  return { shares, rounds }
}

/** As many rounds as it takes for each to stay within the minutes of a round. */
function enoughRounds(doors: Doors, ranked: readonly Stop[], p: Plan): Round[] {
  const limit = p.capacity > 0 ? p.capacity : ROUND_MINUTES
  const work = ranked.reduce((sum, s) => sum + minutesAt(s, p), 0)
  let officers = Math.max(1, Math.ceil(work / limit))
  const walk = walkOf(doors, p)
  const fits: Fits = (some) => {
    const { minutes, ends } = minutesOf(doors, some, p)
    return minutes - ends <= limit
  }
  for (;;) {
    const { rounds } = wholeRounds(doors, ranked, { ...p, officers }, walk, p.whole ? fits : undefined)
    // the way there and back is the same however many go: more rounds would not shorten it
    const over = rounds.filter((r) => r.minutes - r.ends > limit && r.stops.length > 1).length
    // one building may fill more than a round: no number of officers cures that
    if (over === 0 || officers >= ranked.length || officers >= MOST_ROUNDS) return rounds
    // one more at a time while few are over, in larger steps on a long list
    officers += Math.max(1, Math.floor(over / 3))
  }
}
const MOST_ROUNDS = 60
/** How much longer than the longest fair round one may be that keeps a cocoon whole; a local choice. */
const GROWS = 1.25

/**
 * Splits stops into rounds. With a number of officers and a capacity, keeps the most important stops that fit;
 * without a number (0), makes as many rounds as it takes. Deterministic.
 */
export function makeRounds(doors: Doors, stops: readonly Stop[], p: Plan): Split {
  const ranked = [...stops].sort(byPriority)
  if (p.officers === 0) return { rounds: enoughRounds(doors, ranked, p), cut: [] }
  const walk = walkOf(doors, p)
  const fair = wholeRounds(doors, ranked, p, walk)
  // without a capacity nobody's round grows by more than a quarter for it
  const limit = p.capacity > 0 ? p.capacity : GROWS * Math.max(0, ...fair.rounds.map((r) => r.minutes))
  const fits: Fits = (some) => minutesOf(doors, some, p).minutes <= limit
  const { shares, rounds: whole } = p.whole ? wholeRounds(doors, ranked, p, walk, fits) : fair
  if (p.capacity <= 0 || whole.every((r) => r.minutes <= p.capacity)) return { rounds: whole, cut: [] }
  const { routes, cut } = fill(doors, shares, ranked, p)
  const who = p.officers === 1 ? 'one officer' : `${p.officers} officers`
  return {
    rounds: routes.map((some, i) => roundOf(doors, some, i + 1, p)),
    cut: cut.map((stop) => ({
      stop,
      reason: `over ${p.capacity} minutes for ${who}`,
    })),
  }
}
