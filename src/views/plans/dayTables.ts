/** Days drawn by lot as tables: a row for each day on the screen, months side by side on paper. */
import { firstOfMonth, monthOf, showDay, showMonth } from '../../core/base/time.ts'
import type { DrawnPlan } from '../../core/evaluation/planDays.ts'
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import type { TableModel } from '../../ui/index.ts'

/** Numbers of the places with or without patrol on the d-th day: "1, 4"; '' where there is none. */
const placesOn = (plan: PlanRecord, { days, on }: DrawnPlan, d: number, wanted: number): string =>
  plan.places.flatMap((_, k) => (on[k * days + d] === wanted ? [`${k + 1}`] : [])).join(', ')

/** A row for each day: where patrol goes, by number of the place. */
export function daysTable(plan: PlanRecord, drawn: DrawnPlan): TableModel {
  const { first, days } = drawn
  return {
    caption: 'Days drawn by lot: places by their numbers',
    n: days,
    key: (d) => String(d),
    columns: [
      {
        ...{ key: 'day', label: 'Day', kind: 'date' },
        value: (d) => first + d,
        show: (d) => showDay(first + d, { weekday: true }),
      },
      { key: 'on', label: 'Patrol at', kind: 'text', value: (d) => placesOn(plan, drawn, d, 1) || 'none' },
      {
        key: 'off',
        label: 'No patrol at',
        kind: 'text',
        value: (d) => placesOn(plan, drawn, d, 0) || 'none',
      },
    ],
  }
}

/** Places up to which four months stand side by side on paper; with more there are two. */
const FEW_PLACES = 8

/**
 * The whole draw for a wall: days of the month down, months across, and in each the places that are patrolled. As many
 * tables as pages are needed; every day of the plan stands in one of them.
 */
export function monthTables(plan: PlanRecord, drawn: DrawnPlan): TableModel[] {
  const { first, days } = drawn
  const [from, to] = [monthOf(first), monthOf(first + days - 1)]
  const across = plan.places.length <= FEW_PLACES ? 4 : 2
  const tables: TableModel[] = []
  for (let m = from; m <= to; m += across) {
    const months = Array.from({ length: Math.min(across, to - m + 1) }, (_, k) => m + k)
    const cell = (month: number, date: number): string => {
      const day = firstOfMonth(month) + date
      if (monthOf(day) !== month || day < first || day >= first + days) return ''
      const weekday = showDay(day, { weekday: true }).split(' ')[0]
      return `${weekday} ${placesOn(plan, drawn, day - first, 1) || 'none'}`
    }
    const name = (month: number) => showMonth(firstOfMonth(month))
    tables.push({
      caption: `Patrol at these places, ${name(months[0])} to ${name(months.at(-1)!)}`,
      n: 31,
      key: (i) => String(i),
      columns: [
        { key: 'day', label: 'Day', kind: 'number', digits: 0, value: (i) => i + 1 },
        ...months.map((month) => ({
          ...{ key: String(month), label: name(month), kind: 'text' as const },
          value: (i: number) => cell(month, i),
        })),
      ],
    })
  }
  return tables
}
