/** The one map of the page, for those who want it to go somewhere: lists, tables, the palette. */
import { drift, useStore } from '../state/store.ts'

/** What the map offers once it stands. */
export interface MapHandle {
  fitBounds(box: readonly [number, number, number, number]): void
  flyTo(at: readonly [lng: number, lat: number], zoom?: number): void
  /** resolves when everything asked for is on the screen */
  drawn(): Promise<void>
}

// keeps no data: the map that stands, which the page takes down itself
let handle: MapHandle | null = null

export const setMapHandle = (h: MapHandle | null): void => void (handle = h)

/** Moves the map to a place; does nothing while there is no map. */
export const flyTo = (at: readonly [lng: number, lat: number], zoom?: number): void => handle?.flyTo(at, zoom)

/** Frames a box: [west, south, east, north]. */
export const fitBounds = (box: readonly [number, number, number, number]): void => handle?.fitBounds(box)

/** Resolves when the map shows everything asked for; at once while there is no map, and after `most` ms at the latest. */
export const mapDrawn = (most: number): Promise<void> =>
  Promise.race([handle?.drawn() ?? Promise.resolve(), new Promise<void>((done) => setTimeout(done, most))])

/** Keeps where the map looks with the work; undefined where it frames everything by itself, which each size does anew. */
export function lookFrom(
  camera: { readonly lng: number; readonly lat: number; readonly zoom: number } | undefined,
): void {
  if (camera) drift({ camera: { lng: camera.lng, lat: camera.lat, zoom: camera.zoom } })
  else if (useStore.getState().project.camera) drift({ camera: null })
}
