/** What was done at the doors: one record per visit, joined from several devices without counting any twice. */
import { dayOf } from '../core/base/time.ts'
import type { Outcome, Tick } from '../core/base/outcomes.ts'
import type { ListedVisit } from './list.ts'

export * from '../core/base/outcomes.ts'

/** One visit. `id` is made once, by the device that made the visit, and never changes. */
export interface Visit {
  readonly id: string
  /** `homeKey` of the home: its UPRN, or its address where it has none */
  readonly home: string
  /** code of the round or list it was made on */
  readonly list: string
  /** crime number */
  readonly incident: string
  readonly outcome: Outcome
  /** minute of local wall clock */
  readonly at: number
  readonly device: string
  readonly note: string
  /** in the order of `TICKS`; absent = none */
  readonly ticks?: readonly Tick[]
  /** counts corrections of this record: the highest stands */
  readonly revision: number
  /** taken back by mistake-mending; kept so that an older copy cannot bring it back */
  readonly removed?: boolean
  /** made in the invented town: it is no team's, and its clock is another */
  readonly sample?: boolean
  /** made on a round without the burgled homes: where it went tells nothing of them */
  readonly route?: boolean
}

/** How the key of a street begins, where that of a home is a UPRN or an address. */
export const STREET_KEY = 'street '

/** Whether visits under this key are of a street, not of a home. */
export const isStreetKey = (key: string): boolean => key.startsWith(STREET_KEY)

/** Id of the nth visit recorded on a device. */
export const visitId = (device: string, n: number): string => `${device}-${n}`

const text = (v: Visit): string =>
  JSON.stringify([v.device, v.at, v.outcome, v.home, v.list, v.incident, v.note, !!v.removed, v.ticks ?? []])

/** Whether a replaces b: the later revision; equal revisions are settled the same way on every device. */
const replaces = (a: Visit, b: Visit): boolean =>
  a.revision !== b.revision ? a.revision > b.revision : text(a) > text(b)

/** Which record of its device this is; what has a name instead of a number comes after those. */
const numberOf = (v: Visit): number => {
  const n = v.id.startsWith(v.device + '-') ? v.id.slice(v.device.length + 1) : ''
  return /^\d{1,15}$/.test(n) ? Number(n) : Infinity
}

/**
 * In time order. Within a minute each device's records stand in the order it made them: the tenth comes after the ninth, and
 * what was put right within that minute is the last word.
 */
function inOrder(a: Visit, b: Visit): number {
  if (a.at !== b.at) return a.at - b.at
  if (a.device !== b.device) return a.device < b.device ? -1 : 1
  const [m, n] = [numberOf(a), numberOf(b)]
  return m !== n ? (m < n ? -1 : 1) : a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Joins records of any number of devices, in any order, any number of times, in time order. */
export function mergeVisits(...sources: readonly (readonly Visit[])[]): Visit[] {
  const byId = new Map<string, Visit>()
  for (const v of sources.flat()) {
    const known = byId.get(v.id)
    if (!known || replaces(v, known)) byId.set(v.id, v)
  }
  return [...byId.values()].sort(inOrder)
}

/** How many of the records are visits: what was taken back is kept as a record, and none. */
export const visitsMade = (visits: readonly Visit[]): number => visits.filter((v) => !v.removed).length

const UNANSWERED: readonly Outcome[] = ['card left', 'call back', 'no answer']

/** Whether a visit gave the home its leaflet. */
export const leafletGiven = (v: Pick<Visit, 'outcome' | 'ticks'>): boolean =>
  v.outcome === 'leaflet' || (v.ticks?.includes('leaflet') ?? false)

/**
 * Whether a home need not be called on again after this visit. A card asks its people to get in touch and is followed by
 * another try; a leaflet through the door of a home where nobody answered is the protocol's last step. A street is walked
 * whoever answered there, unless the officer means to come back.
 */
export const settles = (v: Pick<Visit, 'outcome' | 'ticks'> & Partial<Pick<Visit, 'home'>>): boolean =>
  !UNANSWERED.includes(v.outcome) ||
  (v.outcome !== 'call back' && (leafletGiven(v) || (v.home !== undefined && isStreetKey(v.home))))

/** A share with what it is a share of. */
export interface Share {
  readonly label: string
  readonly n: number
  readonly of: number
  /** 0..100; NaN where `of` is 0 */
  readonly percent: number
  /** the published figure it stands beside, per cent */
  readonly published: number
}

/** Where the published figures come from, and how they are counted. */
export const GORTON =
  'Published: "super cocooning" in Gorton, Greater Manchester (Pegram and others 2018, doi 10.1007/s41887-018-0030-6): ' +
  '266 occupied homes around 43 burglaries, 230 visited (86%; the abstract prints 93%), 141 of those within two days (61%), ' +
  '154 spoken to face to face (58%), 12.5% with neither contact nor leaflet. One place, one team: a yardstick, not a norm.'

/** How well the doors were covered, beside the published figures. */
export interface Coverage {
  readonly listed: number
  /** listed homes that were not found vacant or not a dwelling */
  readonly occupied: number
  /** listed homes that need no further call, the vacant among them */
  readonly done: number
  /** listed homes that were called on and are to be called on again */
  readonly again: number
  readonly shares: readonly Share[]
  readonly source: string
}

/**
 * Counts homes, not visits: a home is as well covered as its best visit. `homes` are the keys listed with the
 * minute each was due; visits to other homes are not counted.
 */
export function coverage(
  homes: readonly { readonly home: string; readonly due: number }[],
  visits: readonly Visit[],
): Coverage {
  const made = new Map<string, Visit[]>()
  for (const v of mergeVisits(visits)) if (!v.removed) made.set(v.home, [...(made.get(v.home) ?? []), v])
  // a home listed twice is one home, due when it was first due
  const due = new Map<string, number>()
  for (const h of homes) due.set(h.home, Math.min(due.get(h.home) ?? Infinity, h.due))

  let occupied = 0
  let visited = 0
  let inTime = 0
  let spoken = 0
  let none = 0
  let done = 0
  let again = 0
  for (const [home, by] of due) {
    const mine = made.get(home) ?? []
    if (mine.some(settles)) done++
    else if (mine.length > 0) again++
    const empty = mine.length > 0 && ['vacant', 'not a dwelling'].includes(mine.at(-1)!.outcome)
    if (empty) continue
    occupied++
    if (mine.length > 0) visited++
    if (mine.some((v) => v.at <= by)) inTime++
    if (mine.some((v) => v.outcome === 'spoken')) spoken++
    if (!mine.some((v) => ['spoken', 'card left', 'refused'].includes(v.outcome) || leafletGiven(v))) none++
  }
  const share = (label: string, n: number, of: number, published: number): Share => ({
    label,
    n,
    of,
    percent: (100 * n) / of,
    published,
  })
  return {
    listed: due.size,
    occupied,
    done,
    again,
    shares: [
      share('visited', visited, occupied, 86),
      share('visited in time, of those visited', inTime, visited, 61),
      share('spoken to face to face', spoken, occupied, 58),
      share('neither contact nor leaflet', none, occupied, 12.5),
    ],
    source: GORTON,
  }
}

/** Homes of a list with the minute each is first due, as `coverage` wants them; flats one by one. */
export const listedHomes = (visits: readonly ListedVisit[]): { home: string; due: number }[] =>
  visits.flatMap((v) => v.keys.map((home) => ({ home, due: v.firstDue })))

/** The last visit of each home that settled it, by key: day number and outcome. */
export function lastSettled(
  visits: readonly Visit[],
): Map<string, { day: number; at: number; outcome: Outcome }> {
  const last = new Map<string, { day: number; at: number; outcome: Outcome }>()
  for (const v of mergeVisits(visits))
    if (!v.removed && settles(v)) last.set(v.home, { day: dayOf(v.at), at: v.at, outcome: v.outcome })
  return last
}
