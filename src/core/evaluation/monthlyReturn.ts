/** The monthly return of hotspot patrol: a row for each month and place, and for what an agency did there. */
import { csvCell } from '../base/csv.ts'
import { dayFrom, MINUTES_PER_DAY, parseIsoDay, partsOf } from '../base/time.ts'
import type { EventPoints } from './frame.ts'
import type { MonthDone, PlanRecord } from './planRecord.ts'

/** A place of the return: where it lies on the plane of the incidents, and what it is compared with. */
export interface ReturnPlace {
  readonly name: string
  /** middle, metres on the plane */
  readonly at: readonly [x: number, y: number]
  readonly has: (x: number, y: number) => boolean
  /** the ground compared with; absent = the comparison is not of this place alone */
  readonly compared?: (x: number, y: number) => boolean
  /** minutes recorded between two days (the second after the last); absent = none are recorded */
  readonly minutes?: (from: number, to: number) => number
}

const HEADER = [
  'Month',
  'Spot',
  'Square middle X (500 m)',
  'Square middle Y (500 m)',
  'Plane',
  'Agency',
  'Visits',
  'Minutes planned',
  'Minutes delivered',
  'Arrests',
  'Searches',
  'ASB powers used',
  'Incidents recorded',
  'Comparison incidents',
] as const

/** Side of the squares places are told by, so that a return can be passed on, metres. */
const SQUARE = 500
const middle = (v: number) => Math.floor(v / SQUARE) * SQUARE + SQUARE / 2

/** Months from the plan's start to its end or the last day the incidents cover, each with its days of the plan. */
function monthsOf(plan: PlanRecord, last: number): { month: string; from: number; to: number }[] {
  const [start, end] = [parseIsoDay(plan.start), Math.min(parseIsoDay(plan.end), last)]
  const months = []
  for (let day = start; day <= end;) {
    const { year, month } = partsOf(day * MINUTES_PER_DAY)
    const next = dayFrom(year, month + 1, 1)
    const name = `${year}-${String(month).padStart(2, '0')}`
    months.push({ month: name, from: day, to: Math.min(next, end + 1) })
    day = next
  }
  return months
}

/**
 * Text of the file, UTF-8 without a mark, CRLF. Incidents stand in the first row of a month and place only, so that a
 * column can be added up; what an agency did in all of the plan has a row of its own, spot "all". What nobody entered
 * stays empty: an empty cell is no 0.
 */
export function monthlyReturn(
  plan: PlanRecord,
  places: readonly ReturnPlace[],
  points: EventPoints,
  { last, plane }: { readonly last: number; readonly plane: string },
): string {
  const rows: (string | number | null)[][] = []
  const days = parseIsoDay(plan.end) - parseIsoDay(plan.start) + 1
  const count = (has: (x: number, y: number) => boolean, from: number, to: number) => {
    let n = 0
    for (let i = 0; i < points.day.length; i++)
      if (points.day[i] >= from && points.day[i] < to && has(points.x[i], points.y[i])) n++
    return n
  }
  for (const { month, from, to } of monthsOf(plan, last)) {
    const done = (place: string) => (plan.done ?? []).filter((d) => d.month === month && d.place === place)
    for (const p of places) {
      const entered: readonly (MonthDone | undefined)[] = done(p.name).length > 0 ? done(p.name) : [undefined]
      const recorded = p.minutes ? Math.round(p.minutes(from, to)) : null
      entered.forEach((d, k) => {
        const first = <T>(value: T) => (k === 0 ? value : null)
        rows.push([
          ...[month, p.name, middle(p.at[0]), middle(p.at[1]), plane, d?.agency ?? ''],
          d?.visits ?? null,
          first(
            plan.planned.minutes === undefined
              ? null
              : Math.round((plan.planned.minutes * (to - from)) / days / places.length),
          ),
          d?.minutes ?? first(recorded),
          ...[d?.arrests ?? null, d?.searches ?? null, d?.powers ?? null],
          first(count(p.has, from, to)),
          first(p.compared ? count(p.compared, from, to) : null),
        ])
      })
    }
    for (const d of done(''))
      rows.push([
        ...[month, 'all', null, null, plane, d.agency, d.visits ?? null, null, d.minutes ?? null],
        ...[d.arrests ?? null, d.searches ?? null, d.powers ?? null, null, null],
      ])
  }
  return [HEADER.map(csvCell).join(','), ...rows.map((r) => r.map(csvCell).join(','))].join('\r\n') + '\r\n'
}
