/** The sketch of an area over the map: by clicks, by a drag, or with the keyboard at the crosshair. */
import { showRadius, type Units } from '../core/base/lengths.ts'
import type { MapMouseEvent } from 'maplibre-gl'
import { useEffect, useEffectEvent, useRef, useState, type PointerEvent } from 'react'
import {
  addCorner,
  finish,
  finishLasso,
  radiusOf,
  undoCorner,
  type DrawingMode,
  type DrawnShape,
  type Sketch,
  type Step,
} from './drawing.ts'
import type { MapEngine } from './engine.ts'

/** The mode (never 'none' here), the map under it, and where the result goes. */
export interface DrawLayerProps {
  readonly engine: MapEngine
  readonly mode: Exclude<DrawingMode, 'none'>
  readonly units?: Units
  readonly onDrawn: (shape: DrawnShape) => void
  readonly onCancel: () => void
}

const HINT = {
  polygon: 'Click each corner of the area. Double-click or Enter closes it.',
  lasso: 'Drag around the area, or click its corners and press Enter.',
  circle: 'Click the centre, then a place on the rim.',
  point: 'Click the place.',
  arrow: 'Click where the arrow begins, then what it points at.',
} as const
const KEYS =
  'Keyboard: arrows move the map, Space sets a point at the crosshair, Enter finishes, Backspace removes, Escape ends.'

/** Drawn by so many places that there is nothing to close. */
const isCounted = (mode: DrawingMode): boolean => mode === 'circle' || mode === 'point' || mode === 'arrow'

type At = readonly [number, number]

/** Shown while an area is being drawn. */
export function DrawLayer({ engine, mode, units, onDrawn, onCancel }: DrawLayerProps) {
  const { map } = engine
  const [sketch, setSketch] = useState<Sketch>([])
  const [say, setSay] = useState('')
  const [pointer, setPointer] = useState<At>()
  const [drag, setDrag] = useState<readonly At[]>([])
  const [, redraw] = useState(0)
  const dragging = useRef<At[] | undefined>(undefined)

  const apply = (step: Step) => {
    setSketch(step.sketch)
    setSay(step.say ?? '')
    if (step.done) onDrawn(step.done)
  }
  const centre = (): At => [map.getCenter().lng, map.getCenter().lat]
  const addHere = () => apply(addCorner(mode, sketch, centre()))
  const close = () => apply(finish(mode, sketch))

  const clicked = useEffectEvent((e: MapMouseEvent) =>
    apply(addCorner(mode, sketch, [e.lngLat.lng, e.lngLat.lat])),
  )
  const doubled = useEffectEvent((e: MapMouseEvent) => {
    e.preventDefault()
    if (!isCounted(mode)) close()
  })
  const keyed = useEffectEvent((e: KeyboardEvent) => {
    if (e.target !== map.getCanvas()) return
    // Enter adds until there is something to finish without a fresh corner: Space always adds, Enter closes
    if (e.key === ' ' || (e.key === 'Enter' && (isCounted(mode) || sketch.length < 3))) addHere()
    else if (e.key === 'Enter') close()
    else if (e.key === 'Backspace') apply(undoCorner(sketch))
    else if (e.key === 'Escape') onCancel()
    else return
    e.preventDefault()
    e.stopPropagation()
  })

  useEffect(() => {
    const moved = (e: MapMouseEvent) => setPointer([e.lngLat.lng, e.lngLat.lat])
    const view = () => redraw((k) => k + 1)
    const click = (e: MapMouseEvent) => clicked(e)
    const double = (e: MapMouseEvent) => doubled(e)
    const key = (e: KeyboardEvent) => keyed(e)
    const canvas = map.getCanvas()
    const cursor = canvas.style.cursor
    canvas.style.cursor = 'crosshair'
    map.doubleClickZoom.disable()
    map.on('click', click)
    map.on('dblclick', double)
    map.on('mousemove', moved)
    map.on('move', view)
    // before MapLibre's own keys, so that Space and Enter do nothing else
    window.addEventListener('keydown', key, true)
    canvas.focus({ preventScroll: true })
    return () => {
      canvas.style.cursor = cursor
      map.doubleClickZoom.enable()
      map.off('click', click)
      map.off('dblclick', double)
      map.off('mousemove', moved)
      map.off('move', view)
      window.removeEventListener('keydown', key, true)
    }
  }, [map])

  // the freehand line is kept by the overlay, which lies over the map only in lasso mode
  const place = (e: PointerEvent<SVGSVGElement>): At => {
    const box = e.currentTarget.getBoundingClientRect()
    const { lng, lat } = map.unproject([e.clientX - box.left, e.clientY - box.top])
    return [lng, lat]
  }
  const down = (e: PointerEvent<SVGSVGElement>) => {
    e.currentTarget.setPointerCapture(e.pointerId)
    dragging.current = [place(e)]
  }
  const move = (e: PointerEvent<SVGSVGElement>) => {
    if (!dragging.current) return setPointer(place(e))
    dragging.current.push(place(e))
    setDrag([...dragging.current])
  }
  const up = (e: PointerEvent<SVGSVGElement>) => {
    const line = dragging.current
    dragging.current = undefined
    setDrag([])
    if (!line) return
    // a drag of a few pixels is a click
    const [a, b] = [
      map.project([...line[0]] as [number, number]),
      map.project([...place(e)] as [number, number]),
    ]
    if (line.length < 4 || (a.dist(b) < 5 && line.length < 8))
      return apply(addCorner('lasso', sketch, line[0]))
    const pixel = Math.abs(map.unproject([1, 0]).lng - map.unproject([0, 0]).lng)
    apply(finishLasso(line, pixel / 2))
  }

  const xy = (p: At) => map.project([p[0], p[1]])
  const path = (points: readonly At[]) =>
    points
      .map((p) => xy(p))
      .map((p) => `${p.x.toFixed(1)},${p.y.toFixed(1)}`)
      .join(' ')
  const line =
    drag.length > 0 ? drag : pointer && sketch.length > 0 && mode !== 'circle' ? [...sketch, pointer] : sketch
  const rim = pointer ?? centre()
  const from = sketch.length > 0 ? xy(sketch[0]) : undefined
  return (
    <>
      <svg
        className={mode === 'lasso' ? 'map-sketch map-sketch-live' : 'map-sketch'}
        aria-hidden="true"
        onPointerDown={mode === 'lasso' ? down : undefined}
        onPointerMove={mode === 'lasso' ? move : undefined}
        onPointerUp={mode === 'lasso' ? up : undefined}
        onPointerCancel={() => {
          dragging.current = undefined
          setDrag([])
        }}
      >
        {mode === 'circle' && from ? (
          <>
            <circle cx={from.x} cy={from.y} r={from.dist(xy(rim))} />
            <text x={from.x} y={from.y - 10}>
              {showRadius(radiusOf(sketch[0], rim), units)}
            </text>
          </>
        ) : (
          <polygon points={path(line)} />
        )}
        {sketch.map((p, i) => {
          const { x, y } = xy(p)
          return <rect key={i} x={x - 4} y={y - 4} width="8" height="8" />
        })}
      </svg>
      <div className="map-drawbar" role="group" aria-label="Draw on the map">
        <p>
          {HINT[mode]} <span className="map-keys">{KEYS}</span>
        </p>
        <div>
          <button type="button" onClick={addHere}>
            Add at crosshair
          </button>
          <button
            type="button"
            disabled={sketch.length === 0}
            title={sketch.length === 0 ? 'No corner yet' : undefined}
            onClick={() => apply(undoCorner(sketch))}
          >
            Undo
          </button>
          {!isCounted(mode) && (
            <button
              type="button"
              className="map-primary"
              disabled={sketch.length < 3}
              title={sketch.length < 3 ? 'An area has three corners or more' : undefined}
              onClick={close}
            >
              Finish
            </button>
          )}
          <button type="button" onClick={onCancel}>
            Cancel
          </button>
        </div>
        <output aria-live="polite">{say}</output>
      </div>
    </>
  )
}
