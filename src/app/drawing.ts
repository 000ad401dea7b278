/** Which shape is being drawn on the map, if any; the map pane listens. */
import { create } from 'zustand'

export type Draw = 'none' | 'polygon' | 'lasso' | 'circle'

export const useDrawing = create<{ draw: Draw }>(() => ({ draw: 'none' }))

/** Starts drawing an area that becomes the area filter. */
export const drawArea = (draw: Draw): void => useDrawing.setState({ draw })
