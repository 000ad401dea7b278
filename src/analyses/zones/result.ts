/** What the zones are, and what is said beside them. */
import type { Polygon } from 'geojson'
import type { Grid } from '../../core/geometry/grid.ts'
import type { ResultBase } from '../../core/table/method.ts'
import type { Tier } from '../../core/base/tierNames.ts'

/** One place where risk is raised today. */
export interface Zone {
  readonly tier: Tier
  /** 1.. within the tier, by risk */
  readonly rank: number
  /** "A1" */
  readonly name: string
  /** commonest street, else beat, of its incidents; '' when neither is known */
  readonly street: string
  readonly geometry: Polygon
  /** where its risk is highest, WGS84 */
  readonly at: readonly [lng: number, lat: number]
  /** row numbers of the live incidents inside; where none lies inside, the one that gives most to the highest point */
  readonly incidents: Uint32Array
  /** row that gives most to the highest point */
  readonly strongest: number
  /** live incidents within the radius of the highest point */
  readonly contributing: number
  /** day numbers of the oldest and newest of `incidents` */
  readonly oldest: number
  readonly newest: number
  /** last day on which the zone is live: newest + life */
  readonly expires: number
  /** days since the newest */
  readonly age: number
  /** sum of weights at the highest point, exact */
  readonly risk: number
  readonly hectares: number
  /** 24 weights, from the windows of its incidents; all zero when no clock time is known */
  readonly hours: Float64Array
  /** the six hours that hold most of them; NaN share when unknown; whether they stand out from chance among all zones */
  readonly busiest: {
    readonly from: number
    readonly to: number
    readonly share: number
    readonly stands: boolean
  }
}

/** Live zones, most risk first, with what the map draws of them. */
export interface ZonesResult extends ResultBase {
  /** row numbers of the live incidents, and their age in days */
  readonly live: Uint32Array
  readonly ages: Int32Array
  /** the table names no kind of offence, so that every row makes zones, whatever it is */
  readonly unnamed?: true
  /** days a zone lives */
  readonly life: number
  readonly grid: Grid
  /** sum of weights at the cell centres; 0 outside the zones */
  readonly values: Float32Array
  readonly corners: readonly (readonly [number, number])[]
  /** lower risk of A and of B */
  readonly levels: readonly number[]
  /** the worst, worst first; `found` is how many there are in all */
  readonly zones: readonly Zone[]
  readonly found: number
  /** of all of them, those of tier A */
  readonly ofA: number
  /** every area of each tier, nested: C is all that lies within the radius, B lies in C, A in B */
  readonly areas: readonly {
    readonly tier: Tier
    readonly polygons: readonly Polygon[]
    readonly size: number
  }[]
  /** share of the study area, or of the ground near incidents, that any zone covers */
  readonly covered: number
  /** radius at which circles of as many incidents would cover half of it, metres */
  readonly byRule: number
  /** no study area was given, and the ground near incidents is smaller than what one incident reaches */
  readonly groundUnknown?: true
  /** latest day of a zone-making incident, when none is live */
  readonly latest?: number
}
