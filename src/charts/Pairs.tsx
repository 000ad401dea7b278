/** Two groups side by side over the same few categories, each as a share of its own: hours, weekdays. */
import { scaleLinear, sum } from 'd3'
import { cellNumber, type TableModel } from '../ui/table.ts'
import { ChartFigure, ChartSvg, useWidth, type ChartWords } from './figure.tsx'
import { topOf } from './scale.ts'

export interface PairsProps extends ChartWords {
  /** one name for each category, in order */
  readonly names: readonly string[]
  readonly a: ArrayLike<number>
  readonly b: ArrayLike<number>
  readonly labelA: string
  readonly labelB: string
  /** every so many categories get their name on the axis; 1 unless told */
  readonly every?: number
}

const shares = (v: ArrayLike<number>): number[] => {
  const all = Array.from(v)
  const total = sum(all)
  return all.map((x) => (total > 0 ? (100 * x) / total : 0))
}

/** The chart's twin. */
export const pairsTable = ({ title, names, a, b, labelA, labelB }: PairsProps): TableModel => {
  const [sa, sb] = [shares(a), shares(b)]
  const number = (
    key: string,
    label: string,
    unit: string | undefined,
    digits: number,
    of: ArrayLike<number>,
  ) => ({
    key,
    label,
    ...(unit ? { unit } : {}),
    kind: 'number' as const,
    digits,
    value: (i: number) => of[i],
  })
  return {
    caption: title,
    n: names.length,
    key: (i) => names[i],
    columns: [
      { key: 'name', label: 'Name', kind: 'text', value: (i) => names[i] },
      number('a', labelA, undefined, 0, a),
      number('sa', labelA, '%', 1, sa),
      number('b', labelB, undefined, 0, b),
      number('sb', labelB, '%', 1, sb),
    ],
  }
}

const HIGH = 84
const TOP = 18

/** The first group as bars, the second as a stepped line over them: told apart by form, not by colour alone. */
export function Pairs(props: PairsProps) {
  const { title, sentence, names, labelA, labelB, every = 1 } = props
  const [ref, width] = useWidth()
  const [sa, sb] = [shares(props.a), shares(props.b)]
  const n = names.length
  const step = (width - 2) / n
  const y = scaleLinear([0, topOf([...sa, ...sb], 1e-9)], [HIGH + TOP, TOP])
  const path =
    sb.map((v, i) => `${i ? 'V' : `M1 ${y(0)}V`}${y(v)}H${1 + (i + 1) * step}`).join('') + `V${y(0)}`
  const key = `${labelA} `.length * 6.3
  return (
    <ChartFigure title={title} sentence={sentence} table={() => pairsTable(props)}>
      <div ref={ref} className="ch-box">
        <ChartSvg title={title} sentence={sentence} width={width} height={HIGH + TOP + 18}>
          <g className="ch-bar">
            <rect x={1} y={2} width={10} height={9} />
          </g>
          <text className="ch-tick" x={15} y={11}>
            {labelA}
          </text>
          <path className="ch-pair-line" d={`M${key + 26} 7h14`} />
          <text className="ch-tick" x={key + 44} y={11}>
            {labelB}
          </text>
          {sa.map((v, i) => (
            <g key={names[i]} className="ch-bar">
              <rect
                x={i * step + 1 + Math.min(2, step * 0.12)}
                width={Math.max(1, step - Math.min(4, step * 0.24))}
                y={y(v)}
                height={y(0) - y(v)}
              >
                <title>{`${names[i]}: ${labelA} ${cellNumber(v, 1)}%, ${labelB} ${cellNumber(sb[i], 1)}%`}</title>
              </rect>
            </g>
          ))}
          <path className="ch-pair-line" d={path} />
          <line className="ch-base" x1={0} x2={width} y1={y(0)} y2={y(0)} />
          {names.map((name, i) =>
            i % every === 0 ? (
              <text
                key={name}
                className="ch-tick"
                x={every > 1 ? i * step + 1 : (i + 0.5) * step}
                y={HIGH + TOP + 14}
                textAnchor={every > 1 ? 'start' : 'middle'}
              >
                {name}
              </text>
            ) : null,
          )}
        </ChartSvg>
      </div>
    </ChartFigure>
  )
}
