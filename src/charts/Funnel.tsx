/** A funnel: the rate of each unit by its size, between the limits that chance alone sets around the common rate. */
import { area, line, scaleLinear, scaleLog } from 'd3'
import { useState } from 'react'
import { cellNumber, type TableModel } from '../ui/table.ts'
import { ChartFigure, ChartSvg, useWidth, type ChartWords } from './figure.tsx'
import { textWidth, topOf } from './scale.ts'

export interface FunnelPoint {
  readonly key: string
  readonly label: string
  readonly size: number
  readonly rate: number
  /** outside the limits, and on which side */
  readonly side?: 'above' | 'below'
  /** too small for its rate to mean much */
  readonly hollow?: boolean
  /** what it is called in words: "above the range" */
  readonly word: string
}

export interface FunnelLimits {
  readonly size: number
  readonly inner: readonly [low: number, high: number]
  readonly outer: readonly [low: number, high: number]
}

export interface FunnelProps extends ChartWords {
  readonly points: readonly FunnelPoint[]
  /** ascending by size */
  readonly limits: readonly FunnelLimits[]
  readonly mean: number
  /** of the horizontal axis, such as "homes" */
  readonly sizeLabel: string
  /** of the vertical axis, such as "per 1,000 homes" */
  readonly rateLabel: string
  readonly innerLabel: string
  readonly outerLabel: string
  readonly digits?: number
}

/** The chart's twin. */
export const funnelTable = ({
  title,
  points,
  sizeLabel,
  rateLabel,
  digits = 1,
}: FunnelProps): TableModel => ({
  caption: title,
  n: points.length,
  key: (i) => points[i].key,
  columns: [
    { key: 'label', label: 'Name', kind: 'text', value: (i) => points[i].label },
    { key: 'size', label: sizeLabel, kind: 'number', digits: 0, value: (i) => points[i].size },
    { key: 'rate', label: 'Rate', unit: rateLabel, kind: 'number', digits, value: (i) => points[i].rate },
    { key: 'word', label: 'Place', kind: 'text', value: (i) => points[i].word },
  ],
})

const HEIGHT = 260
const LEFT = 38
const BOTTOM = 34
const TOP = 18
/** Units outside the limits that are named, at most. */
const NAMED = 6

const mark = (p: FunnelPoint, x: number, y: number) =>
  p.side === 'above'
    ? `M${x} ${y - 5.5}l5 9h-10z`
    : p.side === 'below'
      ? `M${x} ${y + 5.5}l5 -9h-10z`
      : `M${x - 3.6} ${y}a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0z`

/** How far out a unit lies, about in standard errors. */
const away = (p: FunnelPoint, mean: number) => Math.abs(p.rate - mean) * Math.sqrt(p.size)

/** Triangles outside the limits, dots inside; hollow where the unit is small. */
export function Funnel(props: FunnelProps) {
  const { title, sentence, points, limits, mean, digits = 1 } = props
  const [ref, width] = useWidth()
  const [over, setOver] = useState<number>()
  const sizes = [...points.map((p) => p.size), ...limits.map((l) => l.size)]
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  // towns of small and large areas need a log scale to be seen at all
  const wide = most / least > 12
  const range = [LEFT, width - 10]
  const x = wide ? scaleLog([least, most], range) : scaleLinear([least, most], range)
  // the limits of the smallest run off the top: the rates decide how high the drawing reaches
  const rates = points.map((p) => p.rate)
  const ceiling = Math.min(
    topOf([...rates, ...limits.map((l) => l.outer[1])], 1e-9),
    Math.max(topOf(rates, 1e-9) * 1.15, mean * 2.2),
  )
  const y = scaleLinear([0, ceiling], [HEIGHT - BOTTOM, TOP]).clamp(true)
  const band = (of: 'inner' | 'outer') =>
    area<FunnelLimits>(
      (l) => x(l.size),
      (l) => y(l[of][0]),
      (l) => y(l[of][1]),
    )(limits) ?? undefined
  const edge = (of: 'inner' | 'outer', side: 0 | 1) =>
    line<FunnelLimits>(
      (l) => x(l.size),
      (l) => y(l[of][side]),
    )(limits) ?? undefined
  // the furthest outside first; a name that would run into another is left to the pointer and the table
  const taken: [x0: number, x1: number, y: number][] = []
  const named = points
    .filter((p) => p.side)
    .sort((a, b) => away(b, mean) - away(a, mean))
    .slice(0, NAMED)
    .flatMap((p) => {
      const before = x(p.size) + 12 + textWidth(p.label) > width - 4
      const at = x(p.size) + (before ? -9 : 9)
      const span = before ? [at - textWidth(p.label), at] : [at, at + textWidth(p.label)]
      if (taken.some(([a, b, h]) => span[0] < b && span[1] > a && Math.abs(h - y(p.rate)) < 13)) return []
      taken.push([span[0], span[1], y(p.rate)])
      return [{ p, at, before }]
    })
  const ticks = wide
    ? x.ticks(4).filter((_, k, all) => all.length < 8 || k % 3 === 0)
    : x.ticks(Math.max(2, Math.min(6, Math.floor(width / 90))))
  return (
    <ChartFigure
      title={title}
      sentence={sentence}
      readout={
        over === undefined
          ? undefined
          : `${points[over].label}: ${cellNumber(points[over].rate, digits)} ${props.rateLabel}, ${cellNumber(points[over].size, 0)} ${props.sizeLabel}, ${points[over].word}.`
      }
      table={() => funnelTable(props)}
    >
      <div ref={ref} className="ch-box">
        <ChartSvg
          title={title}
          sentence={sentence}
          width={width}
          height={HEIGHT}
          onPointerLeave={() => setOver(undefined)}
          onPointerMove={(e) => {
            const box = e.currentTarget.getBoundingClientRect()
            const [px, py] = [e.clientX - box.left, e.clientY - box.top]
            const apart = points.map((p) => Math.hypot(x(p.size) - px, y(p.rate) - py))
            const near = apart.indexOf(Math.min(...apart))
            setOver(apart[near] < 24 ? near : undefined)
          }}
        >
          <text className="ch-tick" x={0} y={9}>
            {props.rateLabel}
          </text>
          <path className="ch-band" data-outer d={band('outer')} />
          <path className="ch-band" d={band('inner')} />
          {y.ticks(5).map((t) => (
            <g key={t}>
              <line className="ch-grid" x1={LEFT} x2={width - 10} y1={y(t)} y2={y(t)} />
              <text className="ch-tick" x={LEFT - 6} y={y(t)} dy="0.35em" textAnchor="end">
                {cellNumber(t)}
              </text>
            </g>
          ))}
          {([0, 1] as const).map((side) => (
            <g key={side}>
              <path className="ch-limit" d={edge('inner', side)} />
              <path className="ch-limit" data-outer d={edge('outer', side)} />
            </g>
          ))}
          <line className="ch-reference" x1={LEFT} x2={width - 10} y1={y(mean)} y2={y(mean)} />
          {points.map((p, i) => (
            <path
              key={p.key}
              className="ch-funnel"
              data-side={p.side}
              data-hollow={p.hollow || undefined}
              data-over={i === over || undefined}
              d={mark(p, x(p.size), y(p.rate))}
            >
              <title>{`${p.label}: ${cellNumber(p.rate, digits)} ${props.rateLabel}`}</title>
            </path>
          ))}
          {named.map(({ p, at, before }) => (
            <text
              key={p.key}
              className="ch-halo"
              x={at}
              y={y(p.rate)}
              dy="0.35em"
              textAnchor={before ? 'end' : 'start'}
            >
              {p.label}
            </text>
          ))}
          <line className="ch-base" x1={LEFT} x2={width - 10} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} />
          {ticks.map((t) => (
            <text key={t} className="ch-tick" x={x(t)} y={HEIGHT - BOTTOM + 14} textAnchor="middle">
              {cellNumber(t)}
            </text>
          ))}
          <text className="ch-tick" x={width - 10} y={HEIGHT - 4} textAnchor="end">
            {props.sizeLabel}
          </text>
        </ChartSvg>
      </div>
      <p className="ch-legend">
        {`Dark band ${props.innerLabel}, light band ${props.outerLabel}; dashed: all together; ▲ ▼ outside; hollow: unsteady.`}
      </p>
    </ChartFigure>
  )
}
