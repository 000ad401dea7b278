/** Share of incidents caught against share of the area flagged: one curve for each map. */
import { line, scaleLinear } from 'd3'
import { useState } from 'react'
import type { TableModel } from '../ui/table.ts'
import { ChartFigure, ChartSvg, useWidth, type ChartWords } from './figure.tsx'
import { textWidth } from './scale.ts'

export interface HitCurve {
  readonly key: string
  readonly label: string
  /** share caught at each share of the area, 0..1 */
  readonly y: readonly number[]
  /** the one that matters is drawn strong, the floor dashed, the rest thin */
  readonly weight?: 'strong' | 'floor'
}

export interface HitRateProps extends ChartWords {
  /** shares of the area, rising, 0..1 */
  readonly x: readonly number[]
  readonly curves: readonly HitCurve[]
  /** what the shares are of, after a percentage; "of the area flagged" where absent */
  readonly xLabel?: string
  /** a share of the area to mark */
  readonly mark?: number
}

const percent = (v: number) => `${(100 * v).toFixed(v < 0.0995 && v > 0 ? 1 : 0)}%`

/** The chart's twin: a line for each share of the area, a column for each map. */
export const hitRateTable = ({ title, x, curves, xLabel }: HitRateProps): TableModel => ({
  caption: title,
  n: x.length,
  key: (i) => String(x[i]),
  columns: [
    {
      key: 'area',
      label: xLabel ? `Share ${xLabel}` : 'Area flagged',
      unit: '%',
      kind: 'number',
      digits: 1,
      value: (i) => 100 * x[i],
    },
    ...curves.map((c) => ({
      key: c.key,
      label: c.label,
      unit: '%',
      kind: 'number' as const,
      digits: 1,
      value: (i: number) => 100 * c.y[i],
    })),
  ],
})

const HEIGHT = 260
const [LEFT, BOTTOM, TOP] = [40, 30, 8]

/** Heights for labels at the curves' ends, moved apart so that none covers another. */
function spreadOut(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = [...wanted.keys()].sort((a, b) => wanted[a] - wanted[b])
  const out = [...wanted]
  let last = low - gap
  for (const i of order) last = out[i] = Math.max(out[i], last + gap)
  // pushed over the bottom: back up again
  let next = high + gap
  for (const i of order.reverse()) next = out[i] = Math.min(out[i], next - gap)
  return out
}

/** Curves with their names at the right end; point at a share of the area to read them all. */
export function HitRate(props: HitRateProps) {
  const { title, sentence, x: shares, curves, mark, xLabel = 'of the area flagged' } = props
  const [ref, width] = useWidth()
  const [over, setOver] = useState<number>()
  const labels = Math.min(width * 0.4, Math.max(0, ...curves.map((c) => textWidth(c.label))) + 12)
  const right = Math.max(LEFT + 60, width - labels)
  const most = Math.max(0.05, ...curves.flatMap((c) => c.y))
  const x = scaleLinear([0, shares.at(-1) ?? 1], [LEFT, right])
  const y = scaleLinear([0, most], [HEIGHT - BOTTOM, TOP]).nice()
  const path = line<number>(
    (_, i) => x(shares[i]),
    (v) => y(v),
  )
  const ends = spreadOut(
    curves.map((c) => y(c.y.at(-1) ?? 0)),
    13,
    TOP + 4,
    HEIGHT - BOTTOM,
  )
  const at =
    over === undefined
      ? undefined
      : shares.reduce((best, v, i) => (Math.abs(v - over) < Math.abs(shares[best] - over) ? i : best), 0)
  return (
    <ChartFigure
      title={title}
      sentence={sentence}
      readout={
        at === undefined
          ? undefined
          : `${percent(shares[at])} ${xLabel}: ${[...curves]
              .sort((a, b) => b.y[at] - a.y[at])
              .map((c) => `${c.label} ${percent(c.y[at])}`)
              .join(', ')}.`
      }
      table={() => hitRateTable(props)}
    >
      <div ref={ref} className="ch-box">
        <ChartSvg
          title={title}
          sentence={sentence}
          width={width}
          height={HEIGHT}
          onPointerLeave={() => setOver(undefined)}
          onPointerMove={(e) => {
            const share = x.invert(e.clientX - e.currentTarget.getBoundingClientRect().left)
            setOver(share >= 0 && share <= (shares.at(-1) ?? 0) ? share : undefined)
          }}
        >
          {y.ticks(5).map((t) => (
            <g key={t}>
              <line className="ch-grid" x1={LEFT} x2={right} y1={y(t)} y2={y(t)} />
              <text className="ch-tick" x={LEFT - 6} y={y(t)} dy="0.35em" textAnchor="end">
                {`${Math.round(100 * t)}%`}
              </text>
            </g>
          ))}
          {x.ticks(4).map((t) => (
            <text key={t} className="ch-tick" x={x(t)} y={HEIGHT - BOTTOM + 14} textAnchor="middle">
              {`${Math.round(100 * t)}%`}
            </text>
          ))}
          <text className="ch-tick" x={right} y={HEIGHT - 2} textAnchor="end">
            {xLabel}
          </text>
          {mark !== undefined && (
            <line className="ch-reference" x1={x(mark)} x2={x(mark)} y1={TOP} y2={HEIGHT - BOTTOM} />
          )}
          {curves.map((c, i) => (
            <g key={c.key}>
              <path
                className={c.weight === 'floor' ? 'ch-reference' : 'ch-curve'}
                data-thin={c.weight ? undefined : true}
                fill="none"
                d={path([...c.y]) ?? undefined}
              />
              <text
                className={c.weight === 'strong' ? 'ch-strong' : 'ch-row-label'}
                x={right + 8}
                y={ends[i]}
                dy="0.35em"
              >
                {c.label}
              </text>
            </g>
          ))}
          {at !== undefined && (
            <line className="ch-grid" x1={x(shares[at])} x2={x(shares[at])} y1={TOP} y2={HEIGHT - BOTTOM} />
          )}
        </ChartSvg>
      </div>
    </ChartFigure>
  )
}
