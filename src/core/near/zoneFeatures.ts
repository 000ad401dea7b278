/** Risk zones as GeoJSON, for the terminal and for other maps. */
import type { FeatureCollection, Polygon } from 'geojson'
import { isoDay } from '../base/time.ts'

/** What a zone must say of itself to be written. Day numbers; hectares; rows of the table. */
export interface ZoneLike {
  readonly name: string
  readonly tier: string
  readonly rank: number
  readonly street: string
  readonly geometry: Polygon
  readonly incidents: Uint32Array
  readonly oldest: number
  readonly newest: number
  readonly expires: number
  readonly age: number
  readonly risk: number
  readonly hectares: number
}

/** Properties of a zone's feature. Dates as 2026-11-22. */
export interface ZoneProperties {
  readonly zone: string
  readonly tier: string
  readonly rank: number
  readonly street: string
  readonly incidents: number
  /** crime numbers where known, else row numbers */
  readonly ids: string[]
  readonly oldest: string
  readonly newest: string
  /** last day on which the zone is live */
  readonly expires: string
  /** days since the newest incident */
  readonly age: number
  readonly risk: number
  readonly hectares: number
}

/** The ranked zones as polygons in WGS84, best first. `idOf` names an incident row. */
export const zoneFeatures = (
  zones: readonly ZoneLike[],
  idOf: (row: number) => string = String,
): FeatureCollection<Polygon, ZoneProperties> => ({
  type: 'FeatureCollection',
  features: zones.map((z) => ({
    type: 'Feature',
    id: z.name,
    geometry: z.geometry,
    properties: {
      zone: z.name,
      tier: z.tier,
      rank: z.rank,
      street: z.street,
      incidents: z.incidents.length,
      ids: Array.from(z.incidents, idOf),
      oldest: isoDay(z.oldest),
      newest: isoDay(z.newest),
      expires: isoDay(z.expires),
      age: z.age,
      risk: Number(z.risk.toPrecision(6)),
      hectares: Number(z.hectares.toFixed(2)),
    },
  })),
})
