/** What a map does about the camera it is given: several maps given the same one move together. */
import type { Camera } from './engine.ts'

/** Whether two cameras show the same, to within a pixel or so. */
export const sameView = (a: Camera, b: Camera): boolean =>
  Math.abs(a.zoom - b.zoom) < 1e-3 && Math.abs(a.lng - b.lng) < 1e-6 && Math.abs(a.lat - b.lat) < 1e-6

/**
 * `before` and `given` are the camera as it was given and is; undefined = everything is to be seen, whatever the size of the
 * map. `now` is where the map looks, `framed` where its last framing of everything left it, `told` what it last reported.
 */
export function followStep({
  before,
  given,
  now,
  framed,
  told,
}: {
  readonly before: Camera | undefined
  readonly given: Camera | undefined
  readonly now: Camera
  readonly framed: Camera | undefined
  readonly told: Camera | undefined
}): 'stay' | 'frame' | 'jump' {
  // it was let go: another map, or this one, frames everything
  if (!given) return !before || (framed && sameView(framed, now)) ? 'stay' : 'frame'
  return told && told.lng === given.lng && told.lat === given.lat && told.zoom === given.zoom
    ? 'stay'
    : 'jump'
}
