/** What an estimate is where nothing was done, as bars, with the one that is judged marked among them. */
import { bin, scaleLinear } from 'd3'
import { cellNumber, type TableModel } from '../ui/table.ts'
import { ChartFigure, ChartSvg, useWidth, type ChartWords } from './figure.tsx'
import { topOf } from './scale.ts'

interface PlaceboProps extends ChartWords {
  /** ratios where nothing was done, above 0 */
  readonly ratios: ArrayLike<number>
  /** the ratio that is judged */
  readonly ours: number
  /** what stands at its line, such as "P2" */
  readonly label: string
}

const HEIGHT = 132
const [TOP, BOTTOM, PAD] = [18, 20, 24]
const BARS = 36
/** Changes that are named under the bars, as ratios. */
const TICKS = [0.1, 0.25, 0.5, 0.7, 1, 1.4, 2, 4, 10]

const percent = (ratio: number): string =>
  ratio === 1 ? 'no change' : `${ratio > 1 ? '+' : '−'}${Math.round(100 * Math.abs(ratio - 1))}%`

interface Bar {
  readonly from: number
  readonly to: number
  readonly n: number
  /** as far from no change as the one judged, or farther */
  readonly far: boolean
}

/** Bars of equal width in the logarithm. */
export function placeboBars({ ratios, ours }: Pick<PlaceboProps, 'ratios' | 'ours'>): Bar[] {
  const logs = Array.from(ratios, Math.log).filter(Number.isFinite)
  const own = Math.log(ours)
  const reach = Math.max(0.1, ...logs.map(Math.abs), Number.isFinite(own) ? Math.abs(own) : 0) * 1.02
  return bin<number, number>()
    .domain([-reach, reach])
    .thresholds(Array.from({ length: BARS - 1 }, (_, k) => -reach + (2 * reach * (k + 1)) / BARS))(logs)
    .map((b) => ({
      ...{ from: Math.exp(b.x0!), to: Math.exp(b.x1!), n: b.length },
      far: Math.min(Math.abs(b.x0!), Math.abs(b.x1!)) >= Math.abs(own) - (2 * reach) / BARS / 2,
    }))
}

/** The chart's twin. */
const placeboTable = (props: PlaceboProps): TableModel => {
  const bars = placeboBars(props).filter((b) => b.n > 0)
  return {
    caption: `${props.title}: sets of other places by their ratio; ${props.label} is ${cellNumber(props.ours, 2)}`,
    n: bars.length,
    key: (i) => String(bars[i].from),
    columns: [
      { key: 'from', label: 'Ratio from', kind: 'number', digits: 2, value: (i) => bars[i].from },
      { key: 'to', label: 'to', kind: 'number', digits: 2, value: (i) => bars[i].to },
      { key: 'n', label: 'Sets', kind: 'number', digits: 0, value: (i) => bars[i].n },
    ],
  }
}

/** Bars of other places and years; those as far out as ours are dark. */
export function Placebo(props: PlaceboProps) {
  const { title, sentence, ours, label } = props
  const [ref, width] = useWidth()
  const bars = placeboBars(props)
  const reach = Math.log(bars.at(-1)!.to)
  const x = scaleLinear([-reach, reach], [PAD, width - PAD])
  const y = scaleLinear([0, topOf(bars.map((b) => b.n))], [HEIGHT - BOTTOM, TOP])
  const at = x(Math.log(ours))
  const ticks = TICKS.filter((t) => Math.abs(Math.log(t)) <= reach)
  return (
    <ChartFigure title={title} sentence={sentence} table={() => placeboTable(props)}>
      <div ref={ref} className="ch-box">
        <ChartSvg title={title} sentence={sentence} width={width} height={HEIGHT}>
          {bars.map((b) => (
            <rect
              key={b.from}
              className="ch-placebo"
              data-far={b.far || undefined}
              x={x(Math.log(b.from)) + 0.5}
              width={Math.max(0.5, x(Math.log(b.to)) - x(Math.log(b.from)) - 1)}
              y={y(b.n)}
              height={HEIGHT - BOTTOM - y(b.n)}
            />
          ))}
          <line className="ch-base" x1={PAD} x2={width - PAD} y1={HEIGHT - BOTTOM} y2={HEIGHT - BOTTOM} />
          {ticks.map((t, i) => {
            const near = i > 0 && x(Math.log(t)) - x(Math.log(ticks[i - 1])) < 44 && t !== 1
            return (
              <g key={t}>
                <line
                  className={t === 1 ? 'ch-reference' : 'ch-grid'}
                  x1={x(Math.log(t))}
                  x2={x(Math.log(t))}
                  y1={t === 1 ? TOP : HEIGHT - BOTTOM}
                  y2={HEIGHT - BOTTOM + (t === 1 ? 0 : 4)}
                />
                {!near && (
                  <text className="ch-tick" x={x(Math.log(t))} y={HEIGHT - 5} textAnchor="middle">
                    {percent(t)}
                  </text>
                )}
              </g>
            )
          })}
          {Number.isFinite(at) && (
            <>
              <line className="ch-ours" x1={at} x2={at} y1={TOP - 4} y2={HEIGHT - BOTTOM} />
              <text
                className="ch-strong"
                x={at}
                y={TOP - 7}
                textAnchor={at < 60 ? 'start' : at > width - 60 ? 'end' : 'middle'}
              >
                {label}
              </text>
            </>
          )}
        </ChartSvg>
      </div>
    </ChartFigure>
  )
}
