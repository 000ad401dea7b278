/** The 24 hours of a day as a strip of bars; the hours of a shift stand out. */
import { showHour } from '../core/base/time.ts'
import { max as maxOf, scaleLinear, sum } from 'd3'
import { cellNumber, type TableModel } from '../ui/table.ts'
import { ChartFigure, ChartSvg, useWidth, type ChartWords } from './figure.tsx'

export interface HourStripProps extends ChartWords {
  /** 24 weights; aoristic weights need not be whole */
  readonly values: ArrayLike<number>
  /** whether an hour stands out */
  readonly on: (hour: number) => boolean
}

/** The strip's twin: a row for each hour. */
export const hourStripTable = ({ title, values, on }: HourStripProps): TableModel => ({
  caption: `${title}: a row for each hour of the day`,
  n: 24,
  key: String,
  columns: [
    { key: 'hour', label: 'Hour', kind: 'text', value: (h) => `${showHour(h)}–${showHour(h + 1)}` },
    { key: 'value', label: 'Incidents', kind: 'number', digits: 1, value: (h) => values[h] },
    { key: 'on', label: 'In the shift', kind: 'text', value: (h) => (on(h) ? 'yes' : '') },
  ],
})

const HIGH = 64

/** Bars from midnight to midnight, labelled every three hours. */
export function HourStrip(props: HourStripProps) {
  const { title, sentence, values, on } = props
  const [ref, width] = useWidth()
  const all = Array.from({ length: 24 }, (_, h) => values[h] ?? 0)
  const total = sum(all)
  const step = (width - 2) / 24
  const y = scaleLinear([0, maxOf(all) || 1], [0, HIGH])
  return (
    <ChartFigure title={title} sentence={sentence} table={() => hourStripTable(props)}>
      <div ref={ref} className="ch-box">
        <ChartSvg title={title} sentence={sentence} width={width} height={HIGH + 18}>
          {all.map((v, h) => (
            <g key={h} className="ch-bar" data-out={on(h) ? undefined : true}>
              <rect x={h * step + 1} width={Math.max(1, step - 2)} y={HIGH - y(v)} height={y(v)}>
                <title>{`${showHour(h)} to ${showHour(h + 1)}: ${cellNumber(v, 1)}${total ? `, ${cellNumber((100 * v) / total, 1)}%` : ''}`}</title>
              </rect>
              {on(h) && <rect x={h * step} width={step} y={HIGH + 1} height={2.5} />}
            </g>
          ))}
          {[0, 3, 6, 9, 12, 15, 18, 21, 24].map((h) => (
            <text
              key={h}
              className="ch-tick"
              x={h * step}
              y={HIGH + 15}
              textAnchor={h === 0 ? 'start' : h === 24 ? 'end' : 'middle'}
            >
              {String(h % 24).padStart(2, '0')}
            </text>
          ))}
        </ChartSvg>
      </div>
    </ChartFigure>
  )
}
