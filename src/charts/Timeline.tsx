/** Counts through time against what was expected, with a window that filters the page. */
import { area, curveMonotoneX, line, scaleLinear } from 'd3'
import { useId, useMemo, useState, type ReactNode } from 'react'
import { showDay } from '../core/base/time.ts'
import { cellNumber } from '../ui/table.ts'
import { Brush } from './Brush.tsx'
import { Cursor, type CursorProps } from './Cursor.tsx'
import { ChartFigure, ChartSvg, useWidth, type ChartWords } from './figure.tsx'
import { countTicks, dayTicks, stackLabels, textWidth, topOf } from './scale.ts'
import {
  type TimelineData,
  type SeriesBreak,
  breaksAt,
  at,
  barSentence,
  timelineTable,
} from './timelineData.ts'

export interface TimelineProps extends ChartWords {
  readonly data: TimelineData
  readonly note?: { readonly text: string; readonly tone: 'good' | 'warn' | 'bad' }
  /** the low strip under the map: no axis of counts */
  readonly compact?: boolean
  readonly height?: number
  /** the six weeks, as [first day, last day] inclusive */
  readonly bracket?: readonly [from: number, to: number]
  readonly bracketLabel?: string
  /** days where the recording changed, or from one day to another */
  readonly breaks?: readonly SeriesBreak[]
  /** the chosen window as [first day, last day] inclusive; null for none */
  readonly brush?: readonly [from: number, to: number] | null
  readonly onBrush?: (window: readonly [from: number, to: number] | null) => void
  readonly aside?: ReactNode
  /** a day that is being looked at, with a handle to move it; what comes after it is drawn faint */
  readonly cursor?: CursorProps
}

/** Bars with the expected band, breaks, the six-week bracket, and a brush by pointer and keys. */
export function Timeline(props: TimelineProps) {
  const { data: d, compact, bracket, brush, onBrush, cursor } = props
  const height = props.height ?? (compact ? 84 : 176)
  const [ref, width] = useWidth()
  // a name of its own: a page may hold several, and one that is hidden lends its hatch to none
  const hatch = `ch-hatch${useId().replace(/\W/g, '')}`
  const [over, setOver] = useState<number>()
  const [focused, setFocused] = useState<number>()
  const n = d.starts.length
  const left = compact ? 0 : 32
  const edges = useMemo(() => [...Array.from(d.starts), d.end], [d])
  const x = scaleLinear([edges[0] ?? 0, d.end], [left, width])
  const breaks = (props.breaks ?? []).filter((b) => (b.to ?? b.day) >= edges[0] && b.day < d.end)
  // a break that is no longer drawn cannot be pointed at, whoever had the focus
  const focusedLabel = breaks.find((b) => b.day === focused)?.label
  const labels = stackLabels(
    breaks.map((b) => ({ x: x(Math.max(b.day, edges[0])), text: b.label })),
    width,
  )
  const rows = compact ? 0 : Math.max(0, ...labels.map((l) => l.row + 1))
  const top = rows * 14 + (bracket && props.bracketLabel && !compact ? 18 : 10)
  const bottom = height - 18
  const ceiling = topOf([...Array.from(d.counts), ...Array.from(d.upper ?? [])])
  const y = scaleLinear([0, ceiling], [bottom, top])
  const middle = (i: number) => (x(edges[i]) + x(edges[i + 1])) / 2
  const indexes = useMemo(() => Array.from({ length: n }, (_, i) => i), [n])
  const band = area<number>(
    middle,
    (i) => y(at(d.lower, i)),
    (i) => y(at(d.upper, i)),
  )
    .defined((i) => Number.isFinite(at(d.upper, i)))
    .curve(curveMonotoneX)(indexes)
  const mean = line<number>(middle, (i) => y(at(d.expected, i)))
    .defined((i) => Number.isFinite(at(d.expected, i)))
    .curve(curveMonotoneX)(indexes)
  const inside = (i: number) => !brush || (edges[i] >= brush[0] && edges[i + 1] - 1 <= brush[1])
  // of a file that is shorter than it only what the bars reach over
  const marked =
    bracket && bracket[0] < d.end && bracket[1] >= edges[0]
      ? ([Math.max(bracket[0], edges[0]), Math.min(bracket[1], d.end - 1)] as const)
      : undefined
  const inBracket = (i: number) => !!bracket && edges[i + 1] > bracket[0] && edges[i] <= bracket[1]

  return (
    <ChartFigure
      title={props.title}
      sentence={props.sentence}
      note={props.note}
      aside={props.aside}
      readout={
        over === undefined || over >= n
          ? focusedLabel && `Series break: ${focusedLabel}`
          : [barSentence(d, over), ...breaksAt(d, breaks, over).map((b) => b.label)].join('; ')
      }
      table={() => timelineTable(props.title, d, breaks)}
    >
      <div ref={ref} className="ch-box">
        <ChartSvg
          title={props.title}
          sentence={props.sentence}
          width={width}
          height={height}
          live={!!onBrush}
          onPointerLeave={() => setOver(undefined)}
          onPointerMove={(e) => {
            const px = e.clientX - e.currentTarget.getBoundingClientRect().left
            const i = edges.findIndex((_, k) => k < n && px >= x(edges[k]) && px < x(edges[k + 1]))
            setOver(i < 0 ? undefined : i)
          }}
        >
          {(d.young ?? 0) > 0 && (
            <defs>
              <pattern
                id={hatch}
                width={4}
                height={4}
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <line className="ch-hatch" y2={4} />
              </pattern>
            </defs>
          )}
          {breaks.map(
            (b) =>
              b.to !== undefined && (
                <rect
                  key={b.day}
                  className="ch-break-days"
                  x={x(Math.max(b.day, edges[0]))}
                  width={Math.max(1, x(Math.min(b.to + 1, d.end)) - x(Math.max(b.day, edges[0])))}
                  y={top}
                  height={bottom - top}
                />
              ),
          )}
          {band && <path className="ch-band" d={band} />}
          {!compact &&
            countTicks(ceiling, (bottom - top) / 32).map((t) => (
              <g key={t}>
                <line className="ch-grid" x1={left} x2={width} y1={y(t)} y2={y(t)} />
                <text className="ch-tick" x={left - 6} y={y(t)} dy="0.35em" textAnchor="end">
                  {cellNumber(t)}
                </text>
              </g>
            ))}
          {indexes.map((i) => {
            const w = x(edges[i + 1]) - x(edges[i])
            const gap = w > 6 ? Math.min(4, w * 0.28) : w > 2 ? 1 : 0
            return (
              <g
                key={i}
                className="ch-bar"
                data-mark={inBracket(i) || undefined}
                data-out={!inside(i) || (cursor && edges[i] > cursor.day) || undefined}
                data-over={i === over || undefined}
              >
                <rect
                  x={x(edges[i]) + gap / 2}
                  width={Math.max(0.6, w - gap)}
                  y={y(d.counts[i])}
                  height={bottom - y(d.counts[i])}
                  data-partial={(d.partial && i === n - 1) || undefined}
                  {...(i >= n - (d.young ?? 0) && { 'data-young': true, style: { fill: `url(#${hatch})` } })}
                />
                {d.counts[i] > at(d.upper, i) && w >= 3 && (
                  <path className="ch-above" d={`M${middle(i)} ${y(d.counts[i]) - 6}l2.5 4h-5z`} />
                )}
              </g>
            )
          })}
          {mean && <path className="ch-mean" d={mean} />}
          <line className="ch-base" x1={left} x2={width} y1={bottom} y2={bottom} />
          {dayTicks(edges[0], d.end, width - left).map((t) => (
            <g key={t.day}>
              <line className="ch-base" x1={x(t.day)} x2={x(t.day)} y1={bottom} y2={bottom + 4} />
              {x(t.day) + 3 + textWidth(t.label) <= width && (
                <text className="ch-tick" data-major={t.major || undefined} x={x(t.day) + 3} y={bottom + 14}>
                  {t.label}
                </text>
              )}
            </g>
          ))}
          {breaks.map((b, k) => {
            const row = labels[k].row * 14
            const from = x(Math.max(b.day, edges[0]))
            const words = `${showDay(b.day)}${b.to === undefined ? '' : ` to ${showDay(b.to)}`}: ${b.label}`
            return (
              <g
                key={b.day}
                className="ch-break"
                role={onBrush ? 'img' : undefined}
                tabIndex={onBrush ? 0 : undefined}
                aria-label={onBrush ? `Series break, ${words}` : undefined}
                onFocus={() => setFocused(b.day)}
                onBlur={() => setFocused(undefined)}
              >
                <line x1={from} x2={from} y1={compact ? top : row + 2} y2={bottom} />
                {compact ? (
                  b.short && (
                    <text x={from + 3} y={top + 7}>
                      {b.short}
                    </text>
                  )
                ) : (
                  <text
                    x={from + (labels[k].before ? -4 : 4)}
                    y={row + 10}
                    textAnchor={labels[k].before ? 'end' : 'start'}
                  >
                    {b.label}
                  </text>
                )}
                <title>{words}</title>
              </g>
            )
          })}
          {marked && (
            <g className="ch-bracket">
              <rect
                x={x(marked[0])}
                width={Math.max(1, x(marked[1] + 1) - x(marked[0]) - 0.75)}
                y={top - 2}
                height={bottom - top + 2}
              />
              {props.bracketLabel && !compact && (
                <text x={x(marked[1] + 1)} y={top - 6} textAnchor="end">
                  {props.bracketLabel}
                </text>
              )}
            </g>
          )}
          {onBrush && n > 0 && (
            <Brush
              edges={edges}
              x={x}
              y0={top}
              y1={bottom}
              brush={brush ?? null}
              onBrush={onBrush}
              step={d.step}
            />
          )}
          {cursor && <Cursor {...cursor} x={x} y0={top - 6} y1={bottom} first={edges[0]} last={d.end - 1} />}
        </ChartSvg>
      </div>
    </ChartFigure>
  )
}
