/** KML (and KMZ, through the archive): placemarks as boundaries, ground or points. */
import type { Feature } from 'geojson'
import { Declined } from '../rows/table.ts'
import { fromFeatures } from './geojson.ts'
import type { FromJson } from './geojson.ts'

/** Opens a KML text. Throws Declined when it is not well-formed. */
export async function openKml(name: string, text: string): Promise<FromJson> {
  const [{ DOMParser }, { kml }] = await Promise.all([import('@xmldom/xmldom'), import('@tmcw/togeojson')])
  let features: Feature[]
  try {
    const document = new DOMParser({ onError: () => {} }).parseFromString(text, 'text/xml')
    features = kml(document as never).features.filter((f) => f.geometry) as Feature[]
  } catch {
    throw new Declined(
      `${name} is KML that breaks off or has a mistake in it. Export it again, or as GeoJSON.`,
    )
  }
  return fromFeatures(name, features, undefined)
}
