/** Two lines through time and the day on which something began: whether they moved alike before it. */
import { line, scaleLinear } from 'd3'
import { showDay } from '../core/base/time.ts'
import type { TableModel } from '../ui/table.ts'
import { ChartFigure, ChartSvg, useWidth, type ChartWords } from './figure.tsx'
import { countTicks, dayTicks, topOf } from './scale.ts'

interface TrendProps extends ChartWords {
  /** first day of each step, ascending, and the first day after the last */
  readonly starts: ArrayLike<number>
  readonly end: number
  readonly lines: readonly {
    readonly key: string
    readonly label: string
    readonly values: ArrayLike<number>
    /** dashed = what it is compared with */
    readonly dashed?: boolean
  }[]
  /** the day that divides before and after, and its words */
  readonly began: number
  readonly beganLabel: string
}

/** The chart's twin: a row for each step. */
const trendTable = ({ title, starts, lines }: TrendProps): TableModel => ({
  caption: title,
  n: starts.length,
  key: (i) => String(starts[i]),
  columns: [
    {
      key: 'from',
      label: 'From',
      kind: 'date',
      value: (i) => starts[i],
      show: (i) => showDay(starts[i]),
    },
    ...lines.map((l) => ({
      key: l.key,
      label: l.label,
      kind: 'number' as const,
      digits: Array.from(l.values).every((v) => Number.isNaN(v) || Number.isInteger(v)) ? 0 : 1,
      value: (i: number) => l.values[i],
    })),
  ],
})

const HEIGHT = 150
const [LEFT, TOP, BOTTOM] = [30, 18, 22]

/** Points at the middle of each step. */
export function Trend(props: TrendProps) {
  const { title, sentence, starts, end, lines, began, beganLabel } = props
  const [ref, width] = useWidth()
  const n = starts.length
  const x = scaleLinear([starts[0] ?? began, end], [LEFT, width - 8])
  const top = topOf(lines.flatMap((l) => Array.from(l.values)))
  const y = scaleLinear([0, top], [HEIGHT - BOTTOM, TOP]).nice()
  const middle = (i: number) => x(((starts[i] ?? 0) + (i + 1 < n ? starts[i + 1] : end)) / 2)
  // a step of which nothing is known leaves a gap
  const path = line<number>(
    (_, i) => middle(i),
    (v) => y(v),
  ).defined(Number.isFinite)
  const at = x(began)
  return (
    <ChartFigure title={title} sentence={sentence} table={() => trendTable(props)}>
      <div ref={ref} className="ch-box">
        <ChartSvg title={title} sentence={sentence} width={width} height={HEIGHT}>
          <rect
            className="ch-since"
            x={at}
            width={Math.max(0, width - 8 - at)}
            y={TOP}
            height={HEIGHT - BOTTOM - TOP}
          />
          {countTicks(y.domain()[1], 3).map((t) => (
            <g key={t}>
              <line className="ch-grid" x1={LEFT} x2={width - 8} y1={y(t)} y2={y(t)} />
              <text className="ch-tick" x={LEFT - 6} y={y(t)} dy="0.35em" textAnchor="end">
                {t}
              </text>
            </g>
          ))}
          {dayTicks(starts[0] ?? began, end, width - LEFT).map((t) => (
            <text key={t.day} className="ch-tick" x={x(t.day)} y={HEIGHT - 6} textAnchor="middle">
              {t.label}
            </text>
          ))}
          {lines.map((l) => (
            <g key={l.key}>
              <path
                className="ch-arm"
                data-dashed={l.dashed || undefined}
                fill="none"
                d={path(Array.from(l.values)) ?? undefined}
              />
              {!l.dashed &&
                Array.from(l.values, (v, i) =>
                  Number.isFinite(v) ? (
                    <circle key={i} className="ch-arm-dot" cx={middle(i)} cy={y(v)} r={2.5} />
                  ) : null,
                )}
            </g>
          ))}
          <line className="ch-ours" x1={at} x2={at} y1={TOP - 4} y2={HEIGHT - BOTTOM} />
          <text
            className="ch-tick"
            x={at > width * 0.6 ? at - 6 : at + 6}
            y={TOP - 6}
            textAnchor={at > width * 0.6 ? 'end' : 'start'}
          >
            {beganLabel}
          </text>
        </ChartSvg>
      </div>
      <p className="ch-arms" aria-hidden="true">
        {lines.map((l) => (
          <span key={l.key} data-dashed={l.dashed || undefined}>
            {l.label}
          </span>
        ))}
      </p>
    </ChartFigure>
  )
}
