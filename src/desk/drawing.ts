/** Which shape is being drawn on the map, if any; the map pane listens. */
import type { LineString, Point, Polygon } from 'geojson'
import { create } from 'zustand'
import { keptStore } from '../core/base/kept.ts'
import type { DrawnShape } from '../map/index.ts'

export type Draw = 'none' | 'polygon' | 'lasso' | 'circle' | 'point' | 'arrow'

/** What is done with the shape, WGS84; without it an area becomes the area filter. */
export type Drawn = (shape: Polygon) => void

export const useDrawing = keptStore(
  create<{ draw: Draw; then?: (shape: DrawnShape) => void }>(() => ({ draw: 'none' })),
)

/** Starts drawing an area that becomes the area filter, or goes where it is told. */
export const drawArea = (draw: 'none' | 'polygon' | 'lasso' | 'circle', then?: Drawn): void =>
  useDrawing.setState({
    draw,
    then: then && ((shape) => shape.type === 'Polygon' && then(shape)),
  })

/** Starts drawing a place or an arrow. */
export const drawMark = (draw: 'point' | 'arrow', then: (shape: Point | LineString) => void): void =>
  useDrawing.setState({ draw, then: (shape) => shape.type !== 'Polygon' && then(shape) })
