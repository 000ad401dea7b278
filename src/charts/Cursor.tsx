/** A day on a timeline that is looked at: a line with a handle, dragged or moved by keys. */
import type { ScaleLinear } from 'd3'
import { useRef, type PointerEvent } from 'react'
import { showDay } from '../core/base/time.ts'

export interface CursorProps {
  readonly day: number
  /** name of the handle for a screen reader, such as "Day that is shown" */
  readonly label: string
  /** the days it can stand on; all of the timeline unless told */
  readonly range?: readonly [first: number, last: number]
  readonly onDay: (day: number) => void
  /** a key on the handle; true when it was used */
  readonly onKey: (key: string) => boolean
}

/** Moves to the day under the pointer while it is dragged. */
export function Cursor({
  day,
  label,
  range,
  onDay,
  onKey,
  x,
  y0,
  y1,
  first,
  last,
}: CursorProps & {
  x: ScaleLinear<number, number>
  y0: number
  y1: number
  first: number
  last: number
}) {
  const held = useRef(false)
  const [low, high] = range ?? [first, last]
  const move = (e: PointerEvent<SVGGElement>) => {
    if (!held.current) return
    const box = e.currentTarget.ownerSVGElement!.getBoundingClientRect()
    const at = Math.floor(x.invert(e.clientX - box.left))
    onDay(Math.max(low, Math.min(high, at)))
  }
  return (
    <g
      className="ch-cursor"
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={low}
      aria-valuemax={high}
      aria-valuenow={day}
      aria-valuetext={showDay(day, { weekday: true })}
      transform={`translate(${x(Math.min(last, day) + 1)},0)`}
      onKeyDown={(e) => {
        if (e.ctrlKey || e.metaKey || e.altKey || !onKey(e.key)) return
        e.preventDefault()
        e.stopPropagation()
      }}
      onPointerDown={(e) => {
        if (e.button !== 0) return
        held.current = true
        e.currentTarget.setPointerCapture(e.pointerId)
      }}
      onPointerMove={move}
      onPointerUp={() => (held.current = false)}
      onPointerCancel={() => (held.current = false)}
    >
      <rect className="ch-brush-target" x={-12} y={y0} width={24} height={y1 - y0} />
      <line y1={y0} y2={y1} />
      <path d={`M-6 ${y0 - 1}h12l-6 8z`} />
    </g>
  )
}
