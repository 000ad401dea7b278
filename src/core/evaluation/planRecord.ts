/** A plan as it is written down: what is wanted, where, when, by what rule it will be judged, and what was done. */
import type { MultiPolygon, Polygon } from 'geojson'
import { OFFENCES, type OffenceId } from '../base/offences.ts'
import { wholeIn } from '../base/sound.ts'
import { parseIsoDay } from '../base/time.ts'
import { soundShape } from '../geometry/shape.ts'

/** A place of a plan, degrees. */
export interface PlanPlace {
  readonly name: string
  readonly shape: Polygon | MultiPolygon
  /** where the shape comes from, as it is printed: "drawn", "Beats.geojson", "Hotspots" */
  readonly from: string
}

/** The rule of success, with what shows that it was not written afterwards. */
export interface SuccessRule {
  readonly text: string
  /** the largest change that would not matter, a share above 0 and below 1; absent = none was written */
  readonly margin?: number
  /** ISO day on which it was written */
  readonly written: string
  /** SHA-256 of text, margin, day and start, hex; '' until the plan is made. The log holds it too. */
  readonly hash: string
}

/** What was planned, and what was done. */
export interface Delivery {
  readonly minutes?: number
  readonly doors?: number
  readonly packs?: number
}

/** Pounds. */
export interface PlanCosts {
  readonly minute?: number
  readonly door?: number
  readonly pack?: number
  /** all that is not counted by minutes, doors or packs */
  readonly other?: number
}

/** Pounds one incident prevented is worth to each perspective, with where the figures are from. */
export interface PlanValues {
  readonly force?: number
  readonly purse?: number
  readonly society?: number
  /** edition, price year and source, as it is printed */
  readonly source?: string
}

/** What was done in one month, by one agency, as hotspot patrol is reported. */
export interface MonthDone {
  /** "2026-01" */
  readonly month: string
  /** name of the place it was done in; '' = in all of the plan */
  readonly place: string
  readonly agency: string
  readonly visits?: number
  readonly minutes?: number
  readonly arrests?: number
  readonly searches?: number
  readonly powers?: number
}

/** Days with and without patrol, drawn by lot: the draw follows from these and from the plan's places and days. */
export interface DayDraw {
  readonly seed: number
  /** share of days with patrol, above 0 and below 1 */
  readonly share: number
  /** days in a row that share one lot */
  readonly run: number
  /** ISO day on which it was drawn */
  readonly drawn: string
}

/** A plan. Days are ISO dates; '' where none was given. */
export interface PlanRecord {
  readonly id: string
  /** stays while others come and go: P2 on map and paper */
  readonly number: number
  readonly name: string
  readonly objective: string
  readonly response: string
  readonly places: readonly PlanPlace[]
  /** areas named as comparison; none = matched squares */
  readonly comparison: readonly PlanPlace[]
  /** offences the plan is for; none = all of the file */
  readonly offences: readonly OffenceId[]
  readonly start: string
  /** last day */
  readonly end: string
  /** days before the start that are compared with */
  readonly before: number
  readonly rule: SuccessRule
  readonly reviews: readonly string[]
  /** by role, not by name */
  readonly owner: string
  readonly planned: Delivery
  readonly delivered: Delivery
  readonly costs: PlanCosts
  readonly values?: PlanValues
  /** what is thought to make a burglar stop, and where or when it differed: two of EMMIE's five boxes */
  readonly mechanism?: string
  readonly moderators?: string
  readonly done?: readonly MonthDone[]
  readonly days?: DayDraw
  /** first and last month the places were chosen from, "2025-03"; '' = not said */
  readonly chosen: readonly [from: string, to: string]
  readonly closed?: { readonly on: string; readonly words: string }
}

/** Days before the start where nothing else is chosen. */
export const USUAL_BEFORE = 365
const MOST_TEXT = 4000
const MOST_NUMBER = 1e6

type Json = Record<string, unknown>
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v)
const text = (v: unknown): string => (typeof v === 'string' ? v.slice(0, MOST_TEXT) : '')
const isoDay = (v: unknown): string => (typeof v === 'string' && !Number.isNaN(parseIsoDay(v)) ? v : '')
const month = (v: unknown): string => (typeof v === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(v) ? v : '')
const offences = new Set<string>(OFFENCES.map((o) => o.id))
const amounts = <K extends string>(v: unknown, keys: readonly K[]): { readonly [P in K]?: number } => {
  const from = isObject(v) ? v : {}
  const good = keys.filter((k) => Number.isFinite(from[k]) && (from[k] as number) >= 0)
  return Object.fromEntries(good.map((k) => [k, from[k]])) as { readonly [P in K]?: number }
}
const AMOUNTS = ['minutes', 'doors', 'packs'] as const
const MONTHLY = ['visits', 'minutes', 'arrests', 'searches', 'powers'] as const

/** A draw, or undefined where it is none: days that cannot be drawn again are no draw. */
function dayDraw(v: unknown): DayDraw | undefined {
  if (!isObject(v) || !isoDay(v.drawn)) return undefined
  const { seed, share, run } = v as Record<string, number>
  const good =
    Number.isInteger(seed) && share > 0 && share < 1 && Number.isInteger(run) && run >= 1 && run <= 31
  return good ? { seed, share, run, drawn: isoDay(v.drawn) } : undefined
}

/** Months that can be read; the others would be counted in the wrong one. */
const months = (v: unknown): MonthDone[] =>
  (Array.isArray(v) ? v : [])
    .filter((m): m is Json => isObject(m) && month(m.month) !== '')
    .map((m) => ({
      month: month(m.month),
      place: text(m.place),
      agency: text(m.agency),
      ...amounts(m, MONTHLY),
    }))

/** Places, or undefined where one of them is none: a plan is not judged on a part of its ground. */
function places(v: unknown): PlanPlace[] | undefined {
  if (!Array.isArray(v)) return undefined
  const found = v.map((p): PlanPlace | undefined => {
    const shape = isObject(p) ? soundShape(p.shape) : undefined
    return shape && { name: text(p.name), shape, from: text(p.from) }
  })
  return found.every((p) => p !== undefined) ? found : undefined
}

/** One plan out of an unknown value; undefined where what it would be judged by is not sound. */
function soundPlan(v: unknown): PlanRecord | undefined {
  if (!isObject(v)) return undefined
  const treated = places(v.places)
  const comparison = places(v.comparison ?? [])
  const rule = isObject(v.rule) ? v.rule : {}
  const [start, end] = [isoDay(v.start), isoDay(v.end)]
  const kinds = v.offences ?? []
  if (typeof v.id !== 'string' || !v.id || typeof v.name !== 'string') return undefined
  // where numbers are so large that the next is the same, a free one would be looked for without end
  if (!wholeIn(1, MOST_NUMBER)(v.number)) return undefined
  if (!treated?.length || !comparison || !start || !end || end < start) return undefined
  if (!Array.isArray(kinds) || !kinds.every((k) => offences.has(k))) return undefined
  if (!Number.isInteger(v.before) || (v.before as number) < 1 || (v.before as number) > 36_525)
    return undefined
  const margin = rule.margin as number
  const chosen = Array.isArray(v.chosen) ? v.chosen : []
  const days = dayDraw(v.days)
  const closed = isObject(v.closed) && isoDay(v.closed.on) ? v.closed : undefined
  return {
    ...{ id: v.id, number: v.number, name: v.name.slice(0, 200) },
    ...{ objective: text(v.objective), response: text(v.response), owner: text(v.owner) },
    ...{ places: treated, comparison, offences: kinds as OffenceId[], start, end },
    before: v.before as number,
    rule: {
      text: text(rule.text),
      ...(margin > 0 && margin < 1 && { margin }),
      ...{ written: isoDay(rule.written), hash: text(rule.hash) },
    },
    reviews: Array.isArray(v.reviews) ? v.reviews.map(isoDay).filter(Boolean).sort() : [],
    planned: amounts(v.planned, AMOUNTS),
    delivered: amounts(v.delivered, AMOUNTS),
    costs: amounts(v.costs, ['minute', 'door', 'pack', 'other']),
    ...(isObject(v.values) && {
      values: {
        ...amounts(v.values, ['force', 'purse', 'society']),
        ...(text(v.values.source) && { source: text(v.values.source) }),
      },
    }),
    ...(text(v.mechanism) && { mechanism: text(v.mechanism) }),
    ...(text(v.moderators) && { moderators: text(v.moderators) }),
    ...(Array.isArray(v.done) && { done: months(v.done) }),
    ...(days && { days }),
    chosen: [month(chosen[0]), month(chosen[1])],
    ...(closed && { closed: { on: isoDay(closed.on), words: text(closed.words) } }),
  }
}

/** The plans of an unknown value, and those that could not be read, as they were: nothing of a file is thrown away. */
export function soundPlans(json: unknown): {
  readonly plans: readonly PlanRecord[]
  readonly aside: readonly unknown[]
} {
  if (json !== undefined && !Array.isArray(json)) return { plans: [], aside: json === null ? [] : [json] }
  const ids = new Set<string>()
  const plans: PlanRecord[] = []
  const aside: unknown[] = []
  for (const v of (json as unknown[] | undefined) ?? []) {
    const plan = soundPlan(v)
    if (plan && !ids.has(plan.id)) {
      ids.add(plan.id)
      plans.push(plan)
    } else aside.push(v)
  }
  return { plans, aside }
}

/** What the hash of a rule is taken of. */
export const ruleText = ({ rule, start }: Pick<PlanRecord, 'rule' | 'start'>): string =>
  [rule.written, start, rule.margin ?? '', rule.text].join('\n')

/** Whether the rule stood before the plan began. */
export const ruleInTime = ({ rule, start }: Pick<PlanRecord, 'rule' | 'start'>): boolean =>
  rule.text.trim() !== '' && rule.written !== '' && rule.written < start

/** Whether a plan came with the sample town: it goes with it. */
export const ofSample = ({ id }: Pick<PlanRecord, 'id'>): boolean => id.startsWith('sample-')
