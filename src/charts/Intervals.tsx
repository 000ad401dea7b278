/** Estimates with their uncertainty, one to a line, beside the value of no difference. */
import { scaleLinear, scaleLog } from 'd3'
import { cellNumber, type TableModel } from '../ui/table.ts'
import { ChartFigure, ChartSvg, useWidth, type ChartWords } from './figure.tsx'

export interface IntervalItem {
  readonly key: string
  readonly label: string
  readonly value: number
  readonly lower: number
  readonly upper: number
}

export interface IntervalsProps extends ChartWords {
  readonly items: readonly IntervalItem[]
  /** where nothing changed: 1 for ratios, 0 for differences */
  readonly none: number
  /** ratios belong on a log scale; all values must then be above 0 */
  readonly log?: boolean
  readonly digits?: number
  /** the drawing reaches no further than this; intervals that do end in an arrow */
  readonly within?: readonly [low: number, high: number]
  /** such as "95% confidence" */
  readonly intervalLabel: string
}

/** The chart's twin. */
export const intervalsTable = ({ title, items, digits = 2, intervalLabel }: IntervalsProps): TableModel => ({
  caption: `${title}, ${intervalLabel}`,
  n: items.length,
  key: (i) => items[i].key,
  columns: [
    { key: 'label', label: 'Name', kind: 'text', value: (i) => items[i].label },
    { key: 'value', label: 'Estimate', kind: 'number', digits, value: (i) => items[i].value },
    { key: 'lower', label: 'Lower', kind: 'number', digits, value: (i) => items[i].lower },
    { key: 'upper', label: 'Upper', kind: 'number', digits, value: (i) => items[i].upper },
  ],
})

const ROW = 28

/** Whether there is an interval to draw; what is not known has no place on the scale. */
const known = (i: IntervalItem): boolean => !Number.isNaN(i.lower) && !Number.isNaN(i.upper)

/** Dots with whiskers; an interval that runs off the drawing ends in an arrow. */
export function Intervals(props: IntervalsProps) {
  const { title, sentence, items, none, log, digits = 2, intervalLabel, within } = props
  const [ref, width] = useWidth()
  const label = Math.min(width * 0.36, Math.max(0, ...items.map((i) => i.label.length)) * 6.6 + 12)
  const words = items.map((i) =>
    Number.isFinite(i.value)
      ? `${cellNumber(i.value, digits)} (${cellNumber(i.lower, digits)} to ${cellNumber(i.upper, digits)})`
      : 'no estimate',
  )
  const right = Math.max(0, ...words.map((w) => w.length * 6.6)) + 8
  const finite = items
    .flatMap((i) => [i.value, i.lower, i.upper])
    .filter((v) => Number.isFinite(v) && (!log || v > 0))
    .map((v) => (within ? Math.min(within[1], Math.max(within[0], v)) : v))
  const domain = [Math.min(none, ...finite), Math.max(none, ...finite)]
  if (domain[0] === domain[1]) domain[1] = domain[0] + 1
  const range = [label + 8, Math.max(label + 48, width - right - 8)]
  const x = (log ? scaleLog(domain, range) : scaleLinear(domain, range).nice()).clamp(true)
  const height = items.length * ROW + 18
  return (
    <ChartFigure title={title} sentence={sentence} table={() => intervalsTable(props)}>
      <div ref={ref} className="ch-box">
        <ChartSvg title={title} sentence={sentence} width={width} height={height}>
          <line className="ch-reference" x1={x(none)} x2={x(none)} y1={0} y2={height - 16} />
          <text className="ch-tick" x={x(none)} y={height - 4} textAnchor="middle">
            {cellNumber(none)}
          </text>
          <text className="ch-tick" x={width} y={height - 4} textAnchor="end">
            {intervalLabel}
          </text>
          {items.map((it, i) => {
            const y = i * ROW + ROW / 2
            // what cannot be drawn to its end says so
            const [start, end] = [it.lower < x.domain()[0], it.upper > x.domain()[1]]
            return (
              <g key={it.key} className="ch-row">
                <text className="ch-row-label" x={0} y={y} dy="0.35em">
                  {it.label}
                </text>
                {known(it) && (
                  <path
                    className="ch-whisker"
                    fill="none"
                    d={`${start ? `M${x.range()[0] + 5} ${y - 4}l-5 4l5 4m-5-4` : `M${x(it.lower)} ${y - 4}v8m0-4`}H${end ? `${x.range()[1]}m-5-4l5 4l-5 4` : `${x(it.upper)}m0-4v8`}`}
                  />
                )}
                {Number.isFinite(it.value) && <circle className="ch-dot" cx={x(it.value)} cy={y} r={4.5} />}
                <text className="ch-row-value" x={width} y={y} dy="0.35em" textAnchor="end">
                  {words[i]}
                </text>
              </g>
            )
          })}
        </ChartSvg>
      </div>
    </ChartFigure>
  )
}
