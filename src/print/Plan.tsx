/** Where homes stand, drawn by the sheet itself: from their positions and the shapes of a street file, without a map picture. */

import { NAME_SIZE, type OnPaper, placeNames, type PlanBox, type PlanShape, roadWidth } from './planGround.ts'
import { joinSpots, type Spot } from './spots.ts'

const NICE = [5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000]

/** Free on each side of the doors, millimetres, and the least a plan shows, metres: with streets, the street of a single home. */
const PAD = 8
const LEAST = 20
const LEAST_STREETS = 60

/** Average width of a letter of the words below the plan, from line to line, and their last line from the edge, millimetres. */
const LETTER = 1.3
const LINE = 3.1
const BASE = 3
/** A number's square, from its middle up or down, millimetres. */
const HALF = 2.4
/** Room for the figure of the scale, millimetres. */
const FIGURE = 9

/** What is said below a plan, in lines no longer than there is room beside the scale, millimetres; shorter words before more lines. */
export function captionLines(streets: boolean, credit: string | undefined, room: number): string[] {
  const fits = (words: string) => words.length * LETTER <= room
  const missing = ['positions only, no streets loaded here', 'no streets loaded', 'no streets']
  const whole = streets
    ? ['north up']
    : [
        missing.map((m) => `north up; ${m}`).find((words) => fits(credit ? `${words}; ${credit}` : words)) ??
          `north up; ${missing.at(-1)!}`,
      ]
  const lines: string[] = []
  for (const word of [...whole, ...(credit ? [credit] : [])].join('; ').split(' ')) {
    const longer = [lines.at(-1), word].filter(Boolean).join(' ')
    if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/** From below to above. */
const ORDER: readonly PlanShape['kind'][] = ['park', 'water', 'building', 'rail', 'road', 'boundary']

const pathOf = (lines: readonly (readonly OnPaper[])[], closed: boolean) =>
  lines
    .map((l) => `M${l.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`).join('L')}${closed ? 'Z' : ''}`)
    .join('')

/**
 * Numbered squares at true scale, north up, with a scale bar, on what `ground` gives for the box that is shown; without it no
 * streets, and the caption says so.
 */
export function Plan({
  spots,
  width,
  height,
  ground,
  credit,
}: {
  spots: readonly Spot[]
  width: number
  height: number
  ground?: (box: PlanBox) => readonly PlanShape[]
  /** who owns what is drawn */
  credit?: string
}) {
  if (spots.length === 0) return null
  const mid = spots.reduce((sum, s) => sum + s.lat, 0) / spots.length
  const [kx, ky] = [111_320 * Math.cos((mid * Math.PI) / 180), 111_320]
  const x = spots.map((s) => s.lng * kx)
  const y = spots.map((s) => s.lat * ky)
  const [x0, x1, y0, y1] = [Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)]
  const least = ground ? LEAST_STREETS : LEAST
  // beside the words below the plan stands the scale: its figure, then its bar
  const room = (bar: number) => width - 10 - FIGURE - bar
  // the most lines they can take, so that no door is drawn over them; a small plan is for its doors first
  const lines = Math.max(
    ...[true, false].map((streets) => captionLines(streets, ground && credit, room(width / 4)).length),
  )
  const foot = Math.min(PAD + LINE * (lines - 1), height * 0.4)
  // units are millimetres on paper; a lone home still gets a sensible scale
  const scale = Math.min(
    (width - 2 * PAD) / Math.max(x1 - x0, least),
    (height - PAD - foot) / Math.max(y1 - y0, least),
  )
  const px = (v: number) => width / 2 + (v - (x0 + x1) / 2) * scale
  const py = (v: number) => (height + PAD - foot) / 2 - (v - (y0 + y1) / 2) * scale
  const bar = NICE.filter((m) => m * scale <= width / 4).at(-1) ?? NICE[0]
  const squares = joinSpots(spots, scale, width).map((s) => ({
    label: s.label,
    x: px(s.lng * kx),
    y: py(s.lat * ky),
    wide: Math.max(5.8, s.label.length * 1.9 + 1.6),
  }))
  const halfWide = width / 2 / scale
  const middle = (y0 + y1) / 2 + (PAD - foot) / 2 / scale
  const halfHigh = height / 2 / scale
  const shapes = (
    ground?.([
      ((x0 + x1) / 2 - halfWide) / kx,
      (middle - halfHigh) / ky,
      ((x0 + x1) / 2 + halfWide) / kx,
      (middle + halfHigh) / ky,
    ]) ?? []
  ).map((s) => ({
    ...s,
    at: s.lines.map((l) => l.map(([lng, lat]): OnPaper => [px(lng * kx), py(lat * ky)])),
  }))
  const names = placeNames(
    shapes.flatMap((s) => (s.kind === 'road' && s.name ? s.at.map((line) => ({ name: s.name!, line })) : [])),
    width,
    height,
    [
      ...squares.map((s) => ({ x: s.x, y: s.y, wide: s.wide / 2, high: HALF })),
      // the title above, the words and the scale below
      { x: 25, y: 3, wide: 25, high: 3 },
      { x: width / 2, y: height - (foot - 2) / 2, wide: width / 2, high: (foot - 2) / 2 },
    ],
  )
  const road = (s: (typeof shapes)[number], casing: number) => (
    <path
      d={pathOf(s.at, s.closed)}
      className={casing > 0 ? 'casing' : `road ${s.road ?? 'street'}`}
      style={{ strokeWidth: roadWidth(s.road, scale) + casing }}
    />
  )
  const caption = captionLines(
    shapes.some((s) => s.kind === 'road'),
    shapes.length > 0 ? credit : undefined,
    room(bar * scale),
  )
  return (
    <svg
      className="sheet-plan"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label="Positions of the numbers in the table"
    >
      {ORDER.map((kind) => (
        <g key={kind} className={`ground ${kind}`}>
          {kind === 'road' &&
            shapes.map((s, i) => s.kind === 'road' && s.road !== 'path' && <g key={i}>{road(s, 0.5)}</g>)}
          {shapes.map(
            (s, i) =>
              s.kind === kind &&
              (kind === 'road' ? (
                <g key={i}>{road(s, 0)}</g>
              ) : (
                <path key={i} d={pathOf(s.at, s.closed)} className={s.closed ? undefined : 'line'} />
              )),
          )}
        </g>
      ))}
      {names.map((n) => (
        <text
          key={n.name}
          className="street"
          transform={`translate(${n.x} ${n.y}) rotate(${n.turn})`}
          y={NAME_SIZE * 0.35}
        >
          {n.name}
        </text>
      ))}
      {caption.map((words, i) => (
        <text key={words} className="caption" x={4} y={height - BASE - (caption.length - 1 - i) * LINE}>
          {words}
        </text>
      ))}
      <polyline points={x.map((v, i) => `${px(v)},${py(y[i])}`).join(' ')} />
      {squares.map((s) => (
        <g
          key={s.label}
          transform={`translate(${s.x} ${s.y})`}
          className={s.label.startsWith('★') ? 'star' : ''}
        >
          <rect x={-s.wide / 2} y={-HALF} width={s.wide} height={2 * HALF} />
          <text y={1.25}>{s.label}</text>
        </g>
      ))}
      <g className="bar" transform={`translate(${width - 4 - bar * scale} ${height - BASE})`}>
        <path d={`M0 -1.5v1.5h${bar * scale}v-1.5`} />
        <text x={-1}>{bar} m</text>
      </g>
    </svg>
  )
}
