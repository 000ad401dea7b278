/** When in the week: 24 hours by 7 days, with the totals of each at the margins. */
import { max as maxOf, scaleLinear, sum } from 'd3'
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { showHour, weekdayName } from '../core/base/time.ts'
import { cellNumber, type TableModel } from '../ui/table.ts'
import { ChartFigure, ChartSvg, useWidth, type ChartWords } from './figure.tsx'
import { Legend } from './Legend.tsx'
import { rampClass } from './scale.ts'

/** Weekdays (0 = Monday) and hours, both ends inclusive. */
export interface HourWindow {
  readonly days: readonly [from: number, to: number]
  readonly hours: readonly [from: number, to: number]
}

export interface HourWeekProps extends ChartWords {
  /** 168 weights, weekday * 24 + hour, Monday first; aoristic weights need not be whole */
  readonly values: ArrayLike<number>
  /** a block of hours, or which of the hours are chosen */
  readonly chosen?: HourWindow | ((day: number, hour: number) => boolean) | null
  /** a press inside what is chosen lets it go */
  readonly onChoose?: (window: HourWindow | null) => void
}

const inWindow = (chosen: HourWeekProps['chosen'], d: number, h: number): boolean =>
  typeof chosen === 'function'
    ? chosen(d, h)
    : !!chosen && d >= chosen.days[0] && d <= chosen.days[1] && h >= chosen.hours[0] && h <= chosen.hours[1]

/** The line around the chosen hours: an edge wherever one of two neighbours is chosen, as an SVG path. */
function outline(isChosen: (d: number, h: number) => boolean, cell: number, high: number): string {
  const edges: string[] = []
  const on = (d: number, h: number) => d >= 0 && d < 7 && h >= 0 && h < 24 && isChosen(d, h)
  for (let d = 0; d <= 7; d++)
    for (let h = 0; h <= 24; h++) {
      if (on(d, h) !== on(d - 1, h)) edges.push(`M${h * cell} ${d * high}h${cell}`)
      if (on(d, h) !== on(d, h - 1)) edges.push(`M${h * cell} ${d * high}v${high}`)
    }
  return edges.join('')
}

const shown = (v: number) => cellNumber(v, v < 100 && !Number.isInteger(v) ? 1 : 0)
const ordered = (a: number, b: number): [number, number] => (a < b ? [a, b] : [b, a])

/** The chart's twin: a row for each hour, a column for each weekday. */
export const hourWeekTable = (title: string, values: ArrayLike<number>): TableModel => ({
  caption: `${title}: a row for each hour of the day`,
  n: 24,
  key: String,
  columns: [
    { key: 'hour', label: 'Hour', kind: 'text', value: (h) => `${showHour(h)}–${showHour(h + 1)}` },
    ...Array.from({ length: 7 }, (_, d) => ({
      key: weekdayName(d),
      label: weekdayName(d),
      kind: 'number' as const,
      digits: 1,
      value: (h: number) => values[d * 24 + h],
    })),
    {
      key: 'all',
      label: 'All',
      kind: 'number',
      digits: 1,
      value: (h) => sum(Array.from({ length: 7 }, (_, d) => values[d * 24 + h])),
    },
  ],
})

/** The heat map. Drag over cells, or move by arrows, press Enter and stretch with Shift, to choose hours. */
export function HourWeek({ title, sentence, values, chosen, onChoose }: HourWeekProps) {
  const [ref, width] = useWidth()
  const [at, setAt] = useState<readonly [day: number, hour: number]>()
  const anchor = useRef<readonly [number, number] | null>(null)
  // pressed inside what is chosen: let go on release, unless it becomes a drag
  const holding = useRef(false)
  const asked = useRef('')
  const isChosen = (d: number, h: number) => inWindow(chosen, d, h)
  const [left, right, top] = [32, 44, 34]
  const cell = Math.max(9, (width - left - right) / 24)
  const high = Math.min(22, Math.max(16, cell))
  const v = (d: number, h: number) => values[d * 24 + h] ?? 0
  const all = Array.from({ length: 168 }, (_, i) => values[i] ?? 0)
  const [most, total] = [maxOf(all) ?? 0, sum(all)]
  const hours = Array.from({ length: 24 }, (_, h) => sum(Array.from({ length: 7 }, (_, d) => v(d, h))))
  const days = Array.from({ length: 7 }, (_, d) => sum(all.slice(d * 24, d * 24 + 24)))
  const hourY = scaleLinear([0, maxOf(hours) || 1], [0, 26])
  const dayX = scaleLinear([0, maxOf(days) || 1], [0, right - 8])
  const percent = (x: number) => (total > 0 ? `, ${((100 * x) / total).toFixed(1)}%` : '')
  const height = top + 7 * high + 18

  const choose = (a: readonly [number, number], b: readonly [number, number]) =>
    onChoose?.({ days: ordered(a[0], b[0]), hours: ordered(a[1], b[1]) })
  const cellAt = (e: PointerEvent<SVGElement>): readonly [number, number] | undefined => {
    const box = e.currentTarget.getBoundingClientRect()
    const h = Math.floor((e.clientX - box.left) / cell)
    const d = Math.floor((e.clientY - box.top) / high)
    return h >= 0 && h < 24 && d >= 0 && d < 7 ? [d, h] : undefined
  }
  const onKeyDown = (e: KeyboardEvent<SVGElement>) => {
    const from = at ?? [0, 0]
    const step: Record<string, readonly [number, number]> = {
      ArrowUp: [-1, 0],
      ArrowDown: [1, 0],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      Home: [0, -24],
      End: [0, 24],
    }
    if (e.key in step) {
      const to = [
        Math.max(0, Math.min(6, from[0] + step[e.key][0])),
        Math.max(0, Math.min(23, from[1] + step[e.key][1])),
      ] as const
      setAt(to)
      if (e.shiftKey) choose((anchor.current ??= from), to)
      else anchor.current = null
    } else if ((e.key === 'Enter' || e.key === ' ') && isChosen(from[0], from[1])) onChoose?.(null)
    else if (e.key === 'Enter' || e.key === ' ') choose((anchor.current = from), from)
    else if (e.key === 'Escape' && chosen) onChoose?.(null)
    else return
    e.preventDefault()
  }
  const read =
    at &&
    `${weekdayName(at[0])} ${showHour(at[1])} to ${showHour(at[1] + 1)}: ${shown(v(at[0], at[1]))}${percent(v(at[0], at[1]))}`

  return (
    <ChartFigure title={title} sentence={sentence} readout={read} table={() => hourWeekTable(title, values)}>
      <div ref={ref} className="ch-box">
        <ChartSvg title={title} sentence={sentence} width={width} height={height} live={!!onChoose}>
          {hours.map((t, h) => (
            <rect
              key={h}
              className="ch-margin"
              x={left + h * cell + 1}
              width={cell - 2}
              y={top - 4 - hourY(t)}
              height={hourY(t)}
            >
              <title>{`${showHour(h)}: ${shown(t)}${percent(t)}`}</title>
            </rect>
          ))}
          {days.map((t, d) => (
            <g key={d}>
              <text className="ch-tick" x={left - 6} y={top + (d + 0.5) * high} dy="0.35em" textAnchor="end">
                {weekdayName(d)}
              </text>
              <rect
                className="ch-margin"
                x={left + 24 * cell + 4}
                width={dayX(t)}
                y={top + d * high + 2}
                height={high - 4}
              >
                <title>{`${weekdayName(d)}: ${shown(t)}${percent(t)}`}</title>
              </rect>
            </g>
          ))}
          <g
            className="ch-cells"
            transform={`translate(${left},${top})`}
            {...(onChoose && {
              role: 'application',
              'aria-label': `${title}. Arrows move, Enter chooses an hour, Shift and arrows stretch. ${read ?? ''}`,
              tabIndex: 0,
              onKeyDown,
              onFocus: () => setAt((now) => now ?? [0, 0]),
              onBlur: () => setAt(undefined),
            })}
            onPointerDown={(e) => {
              const c = cellAt(e)
              if (!onChoose || !c || e.button !== 0) return
              e.currentTarget.setPointerCapture(e.pointerId)
              anchor.current = c
              asked.current = ''
              holding.current = isChosen(c[0], c[1])
              if (!holding.current) choose(c, c)
            }}
            onPointerUp={() => {
              if (holding.current) onChoose?.(null)
              holding.current = false
              anchor.current = null
            }}
            onPointerMove={(e) => {
              const c = cellAt(e)
              setAt(c)
              const from = anchor.current
              if (!c || !from || e.buttons !== 1) return
              const still = c[0] === from[0] && c[1] === from[1]
              if (holding.current && still) return
              // a trembling hand asks the same again
              const a = [...ordered(from[0], c[0]), ...ordered(from[1], c[1])].join()
              if (a === asked.current) return
              asked.current = a
              holding.current = false
              choose(from, c)
            }}
            onPointerLeave={() => setAt(undefined)}
          >
            {all.map((value, i) => {
              const [d, h] = [Math.floor(i / 24), i % 24]
              return (
                <rect
                  key={i}
                  className={`ch-cell ch-r${rampClass(most > 0 ? value / most : 0)}`}
                  x={h * cell + 0.5}
                  y={d * high + 0.5}
                  width={cell - 1}
                  height={high - 1}
                  rx={1.5}
                  data-over={(at && at[0] === d && at[1] === h) || undefined}
                  data-out={(chosen && !isChosen(d, h)) || undefined}
                />
              )
            })}
            {chosen && <path className="ch-chosen" d={outline(isChosen, cell, high)} />}
          </g>
          {[0, 3, 6, 9, 12, 15, 18, 21, 24].map((h) => (
            <text
              key={h}
              className="ch-tick"
              x={left + h * cell}
              y={height - 4}
              textAnchor={h === 0 ? 'start' : h === 24 ? 'end' : 'middle'}
            >
              {h === 24 ? '24' : String(h).padStart(2, '0')}
            </text>
          ))}
        </ChartSvg>
      </div>
      <Legend low="0" high={shown(most)} words="in an hour of the week" />
    </ChartFigure>
  )
}
