/** Which shape is being drawn on the map, if any; the map pane listens. */
import { keptStore } from '../core/base/kept.ts'
import type { Polygon } from 'geojson'
import { create } from 'zustand'

export type Draw = 'none' | 'polygon' | 'lasso' | 'circle'

/** What is done with the shape, WGS84; without it the shape becomes the area filter. */
export type Drawn = (shape: Polygon) => void

export const useDrawing = keptStore(create<{ draw: Draw; then?: Drawn }>(() => ({ draw: 'none' })))

/** Starts drawing an area that becomes the area filter, or goes where it is told. */
export const drawArea = (draw: Draw, then?: Drawn): void => useDrawing.setState({ draw, then })
