/** Projected planes: metres, never degrees. UK data stays on the British National Grid. */
import { keptMap } from '../base/kept.ts'
import proj4 from 'proj4'

/** proj4 definition of EPSG:27700, Helmert parameters; good to about 5 m against OSTN15. */
export const BNG =
  '+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy ' +
  '+towgs84=446.448,-125.157,542.06,0.1502,0.247,0.8421,-20.4894 +units=m +no_defs'

/** A plane and the way to and from WGS84 degrees. */
export interface Plane {
  readonly code: string
  readonly label: string
  forward(lng: number, lat: number): [x: number, y: number]
  inverse(x: number, y: number): [lng: number, lat: number]
}

const plane = (code: string, label: string, definition: string): Plane => {
  const p = proj4('EPSG:4326', definition)
  return {
    code,
    label,
    forward: (lng, lat) => p.forward([lng, lat]) as [number, number],
    inverse: (x, y) => p.inverse([x, y]) as [number, number],
  }
}

const cache = keptMap<string, Plane>()

const UTM = (zone: number, south = false) =>
  `+proj=utm +zone=${zone} ${south ? '+south ' : ''}+datum=WGS84 +units=m +no_defs`

/** Plane of numbers whose unit nobody told: they may be metres or feet, so nothing can be measured on it. */
export const UNKNOWN_UNIT = 'unknown'

/** Whether a plane lies nowhere in particular: distances on it are right, its places on the map are not. */
export const isNowhere = (code: string): boolean =>
  code === 'plane' || code === 'utm' || code === UNKNOWN_UNIT

/**
 * The plane of a code: "EPSG:27700", "EPSG:326zz" / "EPSG:327zz" (UTM), "utm": UTM metres whose zone is not known,
 * drawn in zone 31 so that shapes and the scale bar are right, "plane": metres as given, drawn around 0°N 0°E, or
 * "unknown": the same numbers, of whatever unit.
 * Throws for any other code.
 */
export function planeOf(code: string): Plane {
  let found = cache.get(code)
  if (!found) {
    const utm = /^EPSG:32([67])(\d\d)$/.exec(code)
    if (code === 'EPSG:27700') found = plane(code, 'British National Grid', BNG)
    else if (utm && +utm[2] >= 1 && +utm[2] <= 60)
      found = plane(code, `UTM zone ${+utm[2]}${utm[1] === '6' ? 'N' : 'S'}`, UTM(+utm[2], utm[1] === '7'))
    else if (code === 'utm') found = plane(code, 'UTM metres, zone not known', UTM(31))
    else if (code === 'plane' || code === UNKNOWN_UNIT) {
      // a local equirectangular frame: 1 degree = 111,320 m, so shapes keep their proportions on the map
      const m = 111_320
      found = {
        code,
        label: code === 'plane' ? 'plane metres, as given' : 'numbers of an unknown system, as given',
        forward: (lng, lat) => [lng * m, lat * m],
        inverse: (x, y) => [x / m, y / m],
      }
    } else throw new Error(`"${code}" is not a plane Cocoon knows; use EPSG:27700, a UTM code, utm or plane.`)
    cache.set(code, found)
  }
  return found
}

/** Whether a WGS84 point lies in the box the British National Grid is used for. */
export const inBritain = (lng: number, lat: number): boolean =>
  lng > -8.8 && lng < 2.2 && lat > 49.7 && lat < 61

/** The plane to measure on for data centred here: the National Grid in Britain, else the UTM zone. */
export function planeFor(lng: number, lat: number): Plane {
  if (inBritain(lng, lat)) return planeOf('EPSG:27700')
  const zone = Math.min(60, Math.max(1, Math.floor((lng + 180) / 6) + 1))
  return planeOf(`EPSG:${lat >= 0 ? 326 : 327}${String(zone).padStart(2, '0')}`)
}
