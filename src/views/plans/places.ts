/** Where the places of a plan can come from: ranked hotspots, loaded areas, the doors of a cocooning list. */
import { buffer, convex, featureCollection, point } from '@turf/turf'
import type { MultiPolygon, Polygon } from 'geojson'
import type { CocoonList } from '../../cocoon/list.ts'
import type { PlanPlace } from '../../core/evaluation/planRecord.ts'
import type { Boundaries } from '../../state/types.ts'

/** A way to name several places at once, or one of many. */
export interface Offered {
  readonly id: string
  readonly label: string
  readonly places: readonly PlanPlace[]
}

/** Ranked places of a hotspot result, as many as there are of the first tier, each by its letter. */
export function hotspotPlaces(
  hotspots: readonly {
    readonly name: string
    readonly street: string
    readonly geometry: Polygon
    readonly tier: string
  }[],
): Offered[] {
  const place = (h: (typeof hotspots)[number]): PlanPlace => ({
    ...{ name: [h.name, h.street].filter(Boolean).join(', '), shape: h.geometry, from: 'Hotspots' },
  })
  const first = hotspots.filter((h) => h.tier === 'A')
  return [
    ...(first.length > 1
      ? [{ id: 'A', label: `All ${first.length} of tier A`, places: first.map(place) }]
      : []),
    ...hotspots.map((h) => ({ id: h.name, label: place(h).name, places: [place(h)] })),
  ]
}

/** Every loaded area by its name; the study area is the whole and no place of a plan. */
export const areaPlaces = (files: readonly Boundaries[]): Offered[] =>
  files.flatMap((b) =>
    b.features.features.flatMap((f, i) => {
      if (f.properties?.kind === 'study-area') return []
      const name = String(f.properties?.name ?? `${b.name} ${i + 1}`)
      return [{ id: `${b.name} ${i}`, label: name, places: [{ name, shape: f.geometry, from: b.name }] }]
    }),
  )

/** Metres of ground round the doors of a cocoon. */
const ROUND = 20

/** The ground of each cocoon of a list: round its doors, one place a burglary. */
export function cocoonPlaces(list: CocoonList): PlanPlace[] {
  const doors = new Map<number, (typeof list.visits)[number][]>()
  for (const v of list.visits) {
    const of = doors.get(v.incidents[0])
    if (of) of.push(v)
    else doors.set(v.incidents[0], [v])
  }
  return [...doors.values()].flatMap((visits, k) => {
    const points = featureCollection(visits.map((v) => point([v.lng, v.lat])))
    const shape = buffer(convex(points) ?? points.features[0], ROUND, { units: 'meters', steps: 8 })?.geometry
    return shape
      ? [
          {
            name: `Cocoon ${k + 1}`,
            shape: shape as Polygon | MultiPolygon,
            from: 'Doors',
          },
        ]
      : []
  })
}
