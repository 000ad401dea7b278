/** The Lorenz curve of concentration, with the worst 5% marked. */
import { area, line, scaleLinear } from 'd3'
import { useMemo, useState } from 'react'
import type { TableModel } from '../ui/table.ts'
import { ChartFigure, ChartSvg, useWidth, type ChartWords } from './figure.tsx'
import { lorenzCurve, shareInWorst } from './lorenz.ts'

export interface LorenzProps extends ChartWords {
  /** incidents of each area, areas without any included */
  readonly counts: ArrayLike<number>
  /** what an area is, plural: "150 m cells", "LSOAs" */
  readonly units: string
  /** the share of areas marked; 0.05 */
  readonly mark?: number
  /** a published figure to stand beside, as shares 0..1 */
  readonly reference?: { readonly x: number; readonly y: number; readonly label: string }
}

const percent = (v: number) => `${(100 * v).toFixed(v < 0.0995 ? 1 : 0)}%`
const STEPS = [0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.75, 1]

/** The chart's twin: share of incidents in the worst 1, 2, 5 … % of areas. */
export const lorenzTable = (title: string, counts: ArrayLike<number>, units: string): TableModel => {
  const curve = lorenzCurve(counts)
  return {
    caption: title,
    n: STEPS.length,
    key: String,
    columns: [
      {
        key: 'areas',
        label: `Worst ${units}`,
        unit: '%',
        kind: 'number',
        digits: 0,
        value: (i) => 100 * STEPS[i],
      },
      {
        key: 'share',
        label: 'Share of incidents',
        unit: '%',
        kind: 'number',
        digits: 1,
        value: (i) => 100 * shareInWorst(curve, STEPS[i]),
      },
    ],
  }
}

/** The curve: far above the diagonal means a few areas hold much. The dashed line is the most that is possible. */
export function Lorenz({ title, sentence, counts, units, mark = 0.05, reference }: LorenzProps) {
  const [ref, width] = useWidth()
  const [over, setOver] = useState<number>()
  const curve = useMemo(() => lorenzCurve(counts), [counts])
  const [left, bottom] = [40, 34]
  const side = Math.min(width - left - 12, 300)
  const height = side + bottom + 8
  const x = scaleLinear([0, 1], [left, left + side])
  const y = scaleLinear([0, 1], [8 + side, 8])
  // thousands of areas make a path no finer than a pixel can show
  const points = useMemo(() => {
    const step = Math.max(1, Math.floor(curve.n / 600))
    const out: [number, number][] = []
    for (let i = 0; i <= curve.n; i += step) out.push([curve.x[i], curve.y[i]])
    if (curve.n > 0) out.push([1, 1])
    return out
  }, [curve])
  const path =
    line<[number, number]>(
      (p) => x(p[0]),
      (p) => y(p[1]),
    )(points) ?? undefined
  const under =
    area<[number, number]>(
      (p) => x(p[0]),
      y(0),
      (p) => y(p[1]),
    )(points) ?? undefined
  const here = shareInWorst(curve, mark)
  // two labels of nearly one height: the higher one stands above, the other below
  const close = reference !== undefined && Math.abs(reference.y - here) < 0.08
  // fewer incidents than areas: even one incident per area leaves areas empty
  const even = Math.min(1, curve.total / Math.max(1, curve.n))
  return (
    <ChartFigure
      title={title}
      sentence={sentence}
      readout={
        over === undefined
          ? undefined
          : `The worst ${percent(over)} of ${units} hold ${percent(shareInWorst(curve, over))}.`
      }
      table={() => lorenzTable(title, counts, units)}
    >
      <div ref={ref} className="ch-box">
        <ChartSvg
          title={title}
          sentence={sentence}
          width={Math.min(width, side + left + 12)}
          height={height}
          onPointerLeave={() => setOver(undefined)}
          onPointerMove={(e) => {
            const share = x.invert(e.clientX - e.currentTarget.getBoundingClientRect().left)
            setOver(share >= 0 && share <= 1 ? share : undefined)
          }}
        >
          {[0, 0.25, 0.5, 0.75, 1].map((t) => (
            <g key={t}>
              <line className="ch-grid" x1={left} x2={left + side} y1={y(t)} y2={y(t)} />
              <text className="ch-tick" x={left - 6} y={y(t)} dy="0.35em" textAnchor="end">
                {`${t * 100}%`}
              </text>
              <text
                className="ch-tick"
                x={x(t)}
                y={8 + side + 14}
                textAnchor={t === 1 ? 'end' : t === 0 ? 'start' : 'middle'}
              >
                {`${t * 100}%`}
              </text>
            </g>
          ))}
          <text className="ch-tick" x={left + side} y={height - 4} textAnchor="end">
            {`of ${units}, worst first`}
          </text>
          <path
            className="ch-reference"
            fill="none"
            d={`M${x(0)} ${y(0)}L${x(even)} ${y(1)}L${x(1)} ${y(1)}`}
          />
          {under && <path className="ch-curve-under" d={under} />}
          {path && <path className="ch-curve" d={path} />}
          {curve.n > 0 && (
            <g>
              <line className="ch-reference" x1={x(mark)} x2={x(mark)} y1={y(0)} y2={y(here)} />
              <circle className="ch-dot" cx={x(mark)} cy={y(here)} r={4.5} />
              <text
                className="ch-strong ch-halo"
                x={x(mark) + 9}
                y={y(here)}
                dy={close ? (here < reference!.y ? '1.15em' : '-0.5em') : '0.35em'}
              >
                {`${percent(here)} in the worst ${Math.round(mark * 100)}%`}
              </text>
            </g>
          )}
          {reference && (
            <g>
              <circle className="ch-dot" data-hollow cx={x(reference.x)} cy={y(reference.y)} r={4} />
              <text
                className="ch-halo"
                x={x(reference.x) + 9}
                y={y(reference.y)}
                dy={close ? (here < reference.y ? '-0.5em' : '1.15em') : '0.35em'}
              >
                {reference.label}
              </text>
            </g>
          )}
          {over !== undefined && curve.n > 0 && (
            <circle className="ch-dot" data-hollow cx={x(over)} cy={y(shareInWorst(curve, over))} r={3} />
          )}
        </ChartSvg>
      </div>
    </ChartFigure>
  )
}
