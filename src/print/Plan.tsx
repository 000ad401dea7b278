/** Where homes stand, drawn from their positions alone: what the sheet shows when it is given no map picture. */

import { joinSpots, type Spot } from './spots.ts'

const NICE = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]

/** Numbered squares at true scale, north up, with a scale bar. No streets: the caption says so. */
export function Plan({ spots, width, height }: { spots: readonly Spot[]; width: number; height: number }) {
  if (spots.length === 0) return null
  const mid = spots.reduce((sum, s) => sum + s.lat, 0) / spots.length
  const kx = 111_320 * Math.cos((mid * Math.PI) / 180)
  const x = spots.map((s) => s.lng * kx)
  const y = spots.map((s) => s.lat * 111_320)
  const [x0, x1, y0, y1] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)]
  // units are millimetres on paper; a lone home still gets a sensible scale
  const pad = 8
  const scale = Math.min(
    (width - 2 * pad) / Math.max(x1 - x0, 20),
    (height - 2 * pad) / Math.max(y1 - y0, 20),
  )
  const px = (v: number) => width / 2 + (v - (x0 + x1) / 2) * scale
  const py = (v: number) => height / 2 - (v - (y0 + y1) / 2) * scale
  const bar = NICE.filter((m) => m * scale <= width / 4).at(-1) ?? NICE[0]
  return (
    <svg
      className="sheet-plan"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label="Homes at their positions"
    >
      <polyline points={x.map((v, i) => `${px(v)},${py(y[i])}`).join(' ')} />
      {joinSpots(spots, { width, height }).map((s) => {
        const star = s.label.startsWith('★')
        const wide = Math.max(5.8, s.label.length * 1.9 + 1.6)
        return (
          <g
            key={s.label}
            transform={`translate(${px(s.lng * kx)} ${py(s.lat * 111_320)})`}
            className={star ? 'star' : ''}
          >
            <rect x={-wide / 2} y={-2.4} width={wide} height={4.8} />
            <text y={1.25}>{s.label}</text>
          </g>
        )
      })}
      <g className="bar" transform={`translate(${width - 4 - bar * scale} ${height - 4})`}>
        <path d={`M0 -1.5v1.5h${bar * scale}v-1.5`} />
        <text x={(bar * scale) / 2} y={-2.2}>
          {bar} m
        </text>
      </g>
      <text className="caption" x={4} y={height - 4}>
        north up; positions only, no streets loaded
      </text>
    </svg>
  )
}
