/** Counts by day as a calendar: a column for each week, Monday at the top. */
import { max as maxOf } from 'd3'
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { MINUTES_PER_DAY, monthName, partsOf, showDay, weekdayName, weekdayOf } from '../core/base/time.ts'
import { cellNumber, type TableModel } from '../ui/table.ts'
import { ChartFigure, ChartSvg, useWidth, type ChartWords } from './figure.tsx'
import { Legend } from './Legend.tsx'
import { rampClass } from './scale.ts'

export interface CalendarProps extends ChartWords {
  /** day number of the first count */
  readonly start: number
  /** a count for each day from `start` */
  readonly counts: ArrayLike<number>
  /** the chosen days as [first, last] inclusive */
  readonly chosen?: Days | null
  /** with it days can be chosen, by a drag or by arrows and Shift; a press inside what is chosen lets it go */
  readonly onChoose?: (days: Days | null) => void
}

type Days = readonly [from: number, to: number]

/** The chart's twin: a row for each day. */
export const calendarTable = ({ title, start, counts }: CalendarProps): TableModel => ({
  caption: `${title}: a row for each day`,
  n: counts.length,
  key: (i) => String(start + i),
  columns: [
    { key: 'day', label: 'Day', kind: 'date', value: (i) => start + i, show: (i) => showDay(start + i) },
    { key: 'weekday', label: 'Weekday', kind: 'text', value: (i) => weekdayName(weekdayOf(start + i)) },
    { key: 'count', label: 'Count', kind: 'number', digits: 0, value: (i) => counts[i] },
  ],
})

/** The calendar shows as many whole weeks as fit, the latest at the right. */
export function Calendar(props: CalendarProps) {
  const { title, sentence, start, counts, chosen, onChoose } = props
  const [ref, width] = useWidth()
  const [over, setOver] = useState<number>()
  const anchor = useRef<number | null>(null)
  const asked = useRef<number | null>(null)
  const [left, top, cell] = [30, 16, 13]
  const end = start + counts.length
  const monday = end - 1 - weekdayOf(end - 1)
  const weeks = Math.max(1, Math.min(Math.floor((width - left) / cell), Math.ceil((monday - start) / 7) + 1))
  const first = monday - (weeks - 1) * 7
  const most = maxOf(Array.from(counts)) ?? 0
  const days = Array.from({ length: weeks * 7 }, (_, i) => first + i).filter((d) => d >= start && d < end)
  const inside = (day: number) => !!chosen && day >= chosen[0] && day <= chosen[1]
  const choose = (a: number, b: number) => onChoose?.(a < b ? [a, b] : [b, a])
  const dayAt = (e: PointerEvent<SVGElement>): number | undefined => {
    const box = e.currentTarget.ownerSVGElement!.getBoundingClientRect()
    const week = Math.floor((e.clientX - box.left - left) / cell)
    const weekday = Math.floor((e.clientY - box.top - top) / cell)
    const day = first + week * 7 + weekday
    return week >= 0 && week < weeks && weekday >= 0 && weekday < 7 && day >= start && day < end
      ? day
      : undefined
  }
  const onKeyDown = (e: KeyboardEvent) => {
    const from = over ?? end - 1
    const step: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7 }
    if (e.key in step) {
      const to = Math.max(days[0], Math.min(end - 1, from + step[e.key]))
      setOver(to)
      if (e.shiftKey) choose((anchor.current ??= from), to)
      else anchor.current = null
    } else if (e.key === 'Enter' || e.key === ' ') {
      if (inside(from)) onChoose?.(null)
      else choose((anchor.current = from), from)
    } else if (e.key === 'Escape' && chosen) onChoose?.(null)
    else return
    e.preventDefault()
  }
  // a press inside what is chosen lets go on release, unless it becomes a drag
  const live = onChoose && {
    role: 'application',
    tabIndex: 0,
    'aria-label': `${title}. Arrows move by day and week, Enter chooses a day, Shift and arrows stretch.`,
    onKeyDown,
    onFocus: () => setOver((now) => now ?? end - 1),
    onBlur: () => setOver(undefined),
    onPointerDown: (e: PointerEvent<SVGElement>) => {
      const day = dayAt(e)
      // a press beside the days lets go of nothing that keys have chosen
      anchor.current = null
      if (day === undefined || e.button !== 0) return
      e.currentTarget.setPointerCapture(e.pointerId)
      anchor.current = day
      asked.current = inside(day) ? null : day
      if (asked.current !== null) choose(day, day)
    },
    onPointerMove: (e: PointerEvent<SVGElement>) => {
      const day = dayAt(e)
      setOver(day)
      const from = anchor.current
      if (day === undefined || from === null || e.buttons !== 1 || day === (asked.current ?? from)) return
      asked.current = day
      choose(from, day)
    },
    onPointerUp: () => {
      if (anchor.current !== null && asked.current === null) onChoose(null)
      anchor.current = null
    },
    onPointerCancel: () => (anchor.current = null),
  }
  return (
    <ChartFigure
      title={title}
      sentence={sentence}
      readout={
        over === undefined
          ? undefined
          : `${showDay(over, { weekday: true })}: ${cellNumber(counts[over - start])}`
      }
      table={() => calendarTable(props)}
    >
      <div ref={ref} className="ch-box">
        <ChartSvg
          title={title}
          sentence={sentence}
          width={width}
          height={top + 7 * cell + 2}
          live={!!onChoose}
          onPointerLeave={() => setOver(undefined)}
        >
          {[0, 2, 4, 6].map((d) => (
            <text key={d} className="ch-tick" x={left - 6} y={top + d * cell + 10} textAnchor="end">
              {weekdayName(d)}
            </text>
          ))}
          <g className="ch-days" {...live}>
            {days.map((day) => {
              const week = Math.floor((day - first) / 7)
              const p = partsOf(day * MINUTES_PER_DAY)
              return (
                <g key={day}>
                  {p.day === 1 && week < weeks - 1 && (
                    <text
                      className="ch-tick"
                      data-major={p.month === 1 || undefined}
                      x={left + week * cell}
                      y={11}
                    >
                      {p.month === 1 ? p.year : monthName(p.month)}
                    </text>
                  )}
                  <rect
                    className={`ch-cell ch-r${rampClass(most > 0 ? counts[day - start] / most : 0)}`}
                    x={left + week * cell + 0.5}
                    y={top + weekdayOf(day) * cell + 0.5}
                    width={cell - 2}
                    height={cell - 2}
                    rx={1.5}
                    data-over={day === over || undefined}
                    data-out={(chosen && !inside(day)) || undefined}
                    onPointerEnter={() => setOver(day)}
                  />
                </g>
              )
            })}
          </g>
        </ChartSvg>
      </div>
      <Legend low="0" high={cellNumber(most)} words="in a day" />
    </ChartFigure>
  )
}
