/** The window over a timeline: dragged, or moved by keys as three sliders. */
import type { ScaleLinear } from 'd3'
import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { showDay } from '../core/base/time.ts'
import { snap } from './scale.ts'

type Window = readonly [from: number, to: number]
type Part = 'from' | 'to' | 'whole'

/**
 * The window after a key, in edges of bars; undefined when the key is not ours. Arrows move by a bar,
 * Page keys by six, Home and End to the ends. A window is never less than one bar.
 */
export function brushAfterKey(
  edges: readonly number[],
  window: Window,
  part: Part,
  key: string,
): Window | undefined {
  const last = edges.length - 1
  // a period may lie outside of what the bars reach over
  const a = Math.max(0, Math.min(last - 1, edges.indexOf(snap(edges, window[0]))))
  const b = Math.max(a + 1, edges.indexOf(snap(edges, window[1] + 1)))
  const by: Record<string, number> = {
    ArrowLeft: -1,
    ArrowDown: -1,
    ArrowRight: 1,
    ArrowUp: 1,
    PageDown: -6,
    PageUp: 6,
    Home: -last,
    End: last,
  }
  if (!(key in by)) return undefined
  const clamp = (v: number, lo: number, hi: number) => Math.max(lo, Math.min(hi, v))
  const shift = by[key]
  if (part === 'from') return [edges[clamp(a + shift, 0, b - 1)], edges[b] - 1]
  if (part === 'to') return [edges[a], edges[clamp(b + shift, a + 1, last)] - 1]
  const move = clamp(shift, -a, last - b)
  return [edges[a + move], edges[b + move] - 1]
}

/** Draws the window and its handles. Reports while dragging, at most once a frame; Esc or a plain click lets go. */
export function Brush({
  edges,
  x,
  y0,
  y1,
  brush,
  onBrush,
  step,
}: {
  edges: readonly number[]
  x: ScaleLinear<number, number>
  y0: number
  y1: number
  brush: Window | null
  onBrush: (window: Window | null) => void
  step: string
}) {
  const drag = useRef<{ part: Part | 'new'; day: number; window: Window; moved: boolean } | null>(null)
  const frame = useRef(0)
  const [focus, setFocus] = useState<Part>()
  const first = edges[0]
  const last = edges[edges.length - 1] - 1
  const window: Window = brush ?? [first, last]
  const dayAt = (e: PointerEvent<SVGElement>) =>
    x.invert(e.clientX - (e.currentTarget.ownerSVGElement ?? e.currentTarget).getBoundingClientRect().left)

  const start = (part: Part | 'new', e: PointerEvent<SVGElement>) => {
    if (e.button !== 0) return
    e.currentTarget.setPointerCapture(e.pointerId)
    drag.current = { part, day: dayAt(e), window, moved: false }
  }
  const move = (e: PointerEvent<SVGElement>) => {
    const d = drag.current
    if (!d) return
    const day = dayAt(e)
    // a trembling hand is not a drag
    if (!d.moved && Math.abs(x(day) - x(d.day)) < 3) return
    d.moved = true
    const at = snap(edges, day)
    const one = edges[1] - edges[0]
    let next: Window
    if (d.part === 'from') next = [Math.min(at, snap(edges, d.window[1] + 1 - one)), d.window[1]]
    else if (d.part === 'to') next = [d.window[0], Math.max(at, snap(edges, d.window[0] + one)) - 1]
    else if (d.part === 'new') {
      const other = snap(edges, d.day)
      if (other === at) return
      next = [Math.min(at, other), Math.max(at, other) - 1]
    } else {
      const length = d.window[1] + 1 - d.window[0]
      const from = snap(edges, Math.max(first, Math.min(last + 1 - length, d.window[0] + day - d.day)))
      next = [from, Math.max(from, snap(edges, from + length) - 1)]
    }
    if (next[0] === brush?.[0] && next[1] === brush[1]) return
    cancelAnimationFrame(frame.current)
    frame.current = requestAnimationFrame(() => onBrush(next))
  }
  const end = () => {
    const d = drag.current
    drag.current = null
    if (d && !d.moved && d.part === 'new' && brush) onBrush(null)
  }
  const onKey = (part: Part, e: KeyboardEvent) => {
    if (e.key === 'Escape' && brush) onBrush(null)
    else {
      const next = brushAfterKey(edges, window, part, e.key)
      if (!next) return
      onBrush(next)
    }
    e.preventDefault()
    e.stopPropagation()
  }
  const xa = x(window[0])
  const xb = x(window[1] + 1)
  const h = y1 - y0
  const inert = !brush && !focus
  return (
    <g
      className="ch-brush"
      data-on={!!brush || undefined}
      data-focus={focus}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={end}
    >
      <rect
        className="ch-brush-ground"
        x={x(first)}
        width={x(last + 1) - x(first)}
        y={y0}
        height={h}
        onPointerDown={(e) => start('new', e)}
      />
      {(['whole', 'from', 'to'] as const).map((part) => (
        <g
          key={part}
          className={part === 'whole' ? undefined : 'ch-brush-handle'}
          transform={`translate(${part === 'to' ? xb : xa},0)`}
          pointerEvents={inert ? 'none' : undefined}
          role="slider"
          tabIndex={0}
          aria-label={
            { whole: `Period shown, by ${step}s`, from: 'First day shown', to: 'Last day shown' }[part]
          }
          aria-valuemin={first}
          aria-valuemax={last}
          aria-valuenow={part === 'to' ? window[1] : window[0]}
          aria-valuetext={
            part === 'whole'
              ? `${showDay(window[0])} to ${showDay(window[1])}`
              : showDay(part === 'from' ? window[0] : window[1])
          }
          onKeyDown={(e) => onKey(part, e)}
          onFocus={() => setFocus(part)}
          onBlur={() => setFocus(undefined)}
          onPointerDown={(e) => start(part, e)}
        >
          {part === 'whole' ? (
            <rect className="ch-brush-window" width={Math.max(1, xb - xa)} y={y0} height={h} />
          ) : (
            <>
              <rect className="ch-brush-target" x={-12} y={y0} width={24} height={h} />
              <line y1={y0} y2={y1} />
              <rect className="ch-brush-grip" x={-3} y={y0 + h / 2 - 9} width={6} height={18} rx={3} />
            </>
          )}
        </g>
      ))}
    </g>
  )
}
