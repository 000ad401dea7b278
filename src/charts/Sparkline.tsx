/** A small line in a row of text or a table. */
import { area, line, max as maxOf, scaleLinear } from 'd3'

/** The line from zero, its last point marked, over the expected band when given. `label` says what it shows. */
export function Sparkline({
  values,
  lower,
  upper,
  label,
  width = 96,
  height = 20,
}: {
  values: ArrayLike<number>
  lower?: ArrayLike<number>
  upper?: ArrayLike<number>
  label: string
  width?: number
  height?: number
}) {
  const list = Array.from(values)
  const x = scaleLinear([0, Math.max(1, list.length - 1)], [2, width - 3])
  const y = scaleLinear([0, maxOf([...list, ...Array.from(upper ?? [])]) || 1], [height - 2, 3])
  const last = list.length - 1
  return (
    <svg className="ch-spark" width={width} height={height} role="img" aria-label={label}>
      <title>{label}</title>
      {lower && upper && (
        <path
          className="ch-band"
          d={
            area<number>(
              (_, i) => x(i),
              (_, i) => y(lower[i]),
              (_, i) => y(upper[i]),
            )(list) ?? undefined
          }
        />
      )}
      <path
        d={
          line<number>(
            (_, i) => x(i),
            (v) => y(v),
          )(list) ?? undefined
        }
      />
      {last >= 0 && <circle cx={x(last)} cy={y(list[last])} r={2.25} />}
    </svg>
  )
}
