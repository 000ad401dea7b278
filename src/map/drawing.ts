/** Drawing an area as a pure state machine: the pointer and the keyboard feed the same steps. */
import { circle, distance, kinks, polygon as turfPolygon, simplify } from '@turf/turf'
import type { LineString, Point, Polygon } from 'geojson'

/** Ways to draw. A lasso needs a drag, so it also takes clicks and the keyboard, as a polygon does. */
export type DrawingMode = 'none' | 'polygon' | 'lasso' | 'circle' | 'point' | 'arrow'

/** What was drawn: an area, a place, or an arrow from its tail to its tip. */
export type DrawnShape = Polygon | Point | LineString

type At = readonly [lng: number, lat: number]

/** Corners so far; for a circle its centre and then a place on its rim. */
export type Sketch = readonly At[]

/** What became of a step: a longer sketch, a finished polygon, or a sentence why not. */
export interface Step {
  readonly sketch: Sketch
  readonly done?: DrawnShape
  readonly say?: string
}

/** Radius of a circle in metres. */
export const radiusOf = (centre: At, rim: At): number => distance([...centre], [...rim], { units: 'meters' })

const same = (a: At, b: At) => a[0] === b[0] && a[1] === b[1]

/** Adds a corner; the second place of a circle finishes it. */
export function addCorner(mode: DrawingMode, sketch: Sketch, at: At): Step {
  if (mode === 'point') return { sketch: [], done: { type: 'Point', coordinates: [...at] } }
  if (mode === 'arrow') {
    if (sketch.length === 0) return { sketch: [at], say: 'Tail set. Now what it points at.' }
    if (same(sketch[0], at))
      return { sketch, say: 'The arrow has no length yet: move away from its tail first.' }
    return { sketch: [], done: { type: 'LineString', coordinates: [[...sketch[0]], [...at]] } }
  }
  if (mode === 'circle') {
    if (sketch.length === 0) return { sketch: [at], say: 'Centre set. Now a place on the rim.' }
    const metres = radiusOf(sketch[0], at)
    if (metres < 1) return { sketch, say: 'The circle has no size yet: move away from its centre first.' }
    return { sketch: [], done: circle([...sketch[0]], metres, { steps: 64, units: 'meters' }).geometry }
  }
  // a double click is two corners in one place
  if (sketch.length > 0 && same(sketch[sketch.length - 1], at)) return { sketch }
  const n = sketch.length + 1
  return { sketch: [...sketch, at], say: `${n} ${n === 1 ? 'corner' : 'corners'}.` }
}

/** Takes the last corner away. */
export const undoCorner = (sketch: Sketch): Step => ({
  sketch: sketch.slice(0, -1),
  say: sketch.length > 0 ? 'Last corner removed.' : 'There is no corner to remove.',
})

/** Closes a polygon; says why it cannot be closed. */
export function finish(mode: DrawingMode, sketch: Sketch): Step {
  if (mode === 'point') return { sketch, say: 'Set the place first.' }
  if (mode === 'arrow')
    return { sketch, say: sketch.length === 0 ? 'Set the tail first.' : 'Set what the arrow points at.' }
  if (mode === 'circle')
    return {
      sketch,
      say: sketch.length === 0 ? 'Set the centre first.' : 'Set a place on the rim to finish the circle.',
    }
  if (sketch.length < 3) return { sketch, say: 'An area needs three corners or more.' }
  const ring = [...sketch, sketch[0]].map((p) => [...p])
  const made = turfPolygon([ring])
  if (kinks(made).features.length > 0)
    return { sketch, say: 'The outline crosses itself. Remove the last corner, or start again.' }
  return { sketch: [], done: made.geometry }
}

/**
 * Closes a freehand line: thinned to a tolerance in degrees (half a pixel is right), and where it crosses itself
 * told so, never quietly mended.
 */
export function finishLasso(line: readonly At[], tolerance: number): Step {
  if (line.length < 3) return { sketch: [], say: 'Drag around the area, or click its corners.' }
  const ring = [...line, line[0]].map((p) => [...p])
  const thin = simplify(turfPolygon([ring]), { tolerance, highQuality: true })
  if (thin.geometry.coordinates[0].length < 4) return { sketch: [], say: 'The area is too small.' }
  if (kinks(thin).features.length > 0) return { sketch: [], say: 'The line crossed itself. Draw it again.' }
  return { sketch: [], done: thin.geometry }
}
