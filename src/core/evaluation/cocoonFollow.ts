/** Burglaries with their doors followed up: who was listed, who was reached in time, and which near repeats are whose. */
import { DUE_HOURS, NEAR_DAYS, NEAR_METRES } from '../base/published.ts'
import { MINUTES_PER_DAY } from '../base/time.ts'
import type { CocoonRow } from './cocoonOutcomes.ts'

/** Burglaries of homes as columns: metres on a plane, minutes of local wall clock. */
export interface Burglaries {
  readonly x: Float64Array
  readonly y: Float64Array
  /** when it happened */
  readonly at: Float64Array
  /** when its list could be made: the report, else the end of its window */
  readonly since: Float64Array
}

/** What was done at the doors of one burglary. */
export interface DoorContact {
  /** index of the burglary */
  readonly of: number
  /** minute */
  readonly at: number
  readonly spoken: boolean
  /** a leaflet or a card was left */
  readonly left: boolean
}

/** Steps of what the doors of a burglary got, from nothing to most. */
export const DOSES = ['none', 'leaflet or card', 'spoken later', 'spoken within 48 hours'] as const

/** What is asked. Minutes of local wall clock. */
export interface FollowAsk {
  readonly burglaries: Burglaries
  readonly contacts: readonly DoorContact[]
  /** per burglary: minute from which its beat was listed; Infinity = not yet, NaN = its beat is not known */
  readonly rollOut: Float64Array
  /** first minute that the table no longer speaks of */
  readonly end: number
  /** stretches of minutes of which the table holds nothing, the end of each left out: no full days of follow-up lie in them */
  readonly missing?: readonly (readonly [from: number, end: number])[]
}

/** One cocoon that was followed for the whole time. */
export interface FollowedCocoon extends CocoonRow {
  /** index of the burglary */
  readonly of: number
  /** index into DOSES */
  readonly dose: number
}

/** Cocoons with both kinds side by side, and what became of the others. */
export interface Followed {
  readonly rows: readonly FollowedCocoon[]
  /** minutes between the first and the last start of lists: only then were there both kinds. Empty where first = last */
  readonly both: readonly [from: number, to: number]
  /** burglaries outside that window, of no known beat, and without the full days of follow-up */
  readonly outside: number
  readonly unknown: number
  readonly short: number
  /** near repeats that lay in the windows of several cocoons and were counted for the first of them */
  readonly shared: number
}

/**
 * Follows each burglary from 48 hours after its list could be made, for 42 full days, in both arms alike: who is called
 * on in those hours cannot have escaped a crime by it. A near repeat (400 m or nearer) belongs to the first cocoon whose
 * window holds it. Compared are burglaries of the time between the first and the last start of lists alone: before it
 * nobody was listed, after it everybody, and times would be compared with times.
 */
export function followCocoons({ burglaries, contacts, rollOut, end, missing = [] }: FollowAsk): Followed {
  const { x, y, at, since } = burglaries
  const n = x.length
  const due = Float64Array.from(since, (m) => m + DUE_HOURS * 60)
  const length = NEAR_DAYS * MINUTES_PER_DAY
  const starts = [...new Set(rollOut)].filter((m) => !Number.isNaN(m)).sort((a, b) => a - b)
  const from = starts[0] ?? Infinity
  const last = starts.at(-1) ?? Infinity
  const both = [from, Math.min(last, end)] as const

  const { events, shared } = ownRepeats(x, y, at, due, length)
  const dose = new Uint8Array(n)
  const reached = new Uint8Array(n)
  for (const c of contacts) {
    const inTime = c.at >= since[c.of] && c.at <= due[c.of]
    if (inTime && (c.spoken || c.left)) reached[c.of] = 1
    const step = c.spoken ? (inTime ? 3 : 2) : c.left ? 1 : 0
    dose[c.of] = Math.max(dose[c.of], step)
  }
  const rows: FollowedCocoon[] = []
  let [outside, unknown, short] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    if (Number.isNaN(rollOut[i])) unknown++
    else if (since[i] < both[0] || since[i] >= both[1]) outside++
    else if (due[i] + length > end || missing.some(([a, b]) => due[i] < b && due[i] + length > a)) short++
    else
      rows.push({
        of: i,
        assigned: since[i] >= rollOut[i],
        delivered: reached[i] === 1,
        events: events[i],
        dose: dose[i],
      })
  }
  return { rows, both, outside, unknown, short, shared }
}

/** Near repeats of each burglary; each counted for the cocoon that was due first among those whose window holds it. */
function ownRepeats(
  x: Float64Array,
  y: Float64Array,
  at: Float64Array,
  due: Float64Array,
  length: number,
): { events: Uint32Array; shared: number } {
  const n = x.length
  const cell = (v: number) => Math.floor(v / NEAR_METRES)
  const keyOf = (column: number, row: number) => row * 2 ** 24 + column
  // squares of the reach, each with its cocoons in the order in which they were due
  const squares = new Map<number, number[]>()
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => due[a] - due[b] || a - b)
  for (const i of order) {
    const key = keyOf(cell(x[i]), cell(y[i]))
    const list = squares.get(key)
    if (list) list.push(i)
    else squares.set(key, [i])
  }
  const events = new Uint32Array(n)
  let shared = 0
  for (let e = 0; e < n; e++) {
    let [owner, held] = [-1, 0]
    for (let r = cell(y[e]) - 1; r <= cell(y[e]) + 1; r++)
      for (let c = cell(x[e]) - 1; c <= cell(x[e]) + 1; c++) {
        const list = squares.get(keyOf(c, r)) ?? []
        // cocoons whose window [due, due + 42 days) holds the moment: due lies in (moment − 42 days, moment]
        for (let k = firstAfter(list, due, at[e] - length); k < list.length && due[list[k]] <= at[e]; k++) {
          const i = list[k]
          if (i === e || Math.hypot(x[i] - x[e], y[i] - y[e]) > NEAR_METRES) continue
          held++
          if (owner < 0 || due[i] < due[owner] || (due[i] === due[owner] && i < owner)) owner = i
        }
      }
    if (owner < 0) continue
    events[owner]++
    if (held > 1) shared++
  }
  return { events, shared }
}

/** First place of a list in order of `due` whose due is greater than v. */
function firstAfter(list: readonly number[], due: Float64Array, v: number): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const mid = (low + high) >> 1
    if (due[list[mid]] <= v) low = mid + 1
    else high = mid
  }
  return low
}
