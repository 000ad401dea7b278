/** The plan of a patrol: bands of hours, places, visits and officers. */
import type { Polygon } from 'geojson'
import type { ResultBase } from '../../core/table/method.ts'
import type { Delivered } from './delivered.ts'
import type { PlannedVisit } from './plan.ts'

/** A part of the shift; wall-clock minutes. */
export interface Band {
  readonly from: number
  readonly to: number
  /** "18:00 to 20:00" */
  readonly label: string
}

/** A ranked place. */
export interface PatrolPlace {
  /** "A", "B" … by what is expected in the shift: a figure before a street would be read as an address */
  readonly name: string
  /** commonest street, else beat; '' when neither is known; told apart where several places share it */
  readonly street: string
  readonly geometry: Polygon
  readonly at: readonly [lng: number, lat: number]
  /** incidents in the time looked back on */
  readonly n: number
  /** of these incidents, the aoristic share that falls in each band of the shift: sums of weights */
  readonly inBand: Float64Array
  /** expected incidents per 1,000 hours, by band, and its 95 % interval */
  readonly rate: Float64Array
  readonly low: Float64Array
  readonly high: Float64Array
  /** planned visits */
  readonly visits: number
}

/** A visit of an officer, with what is expected at its place. */
export interface Visit extends PlannedVisit {
  /** expected incidents per 1,000 hours at this place and time, with its interval */
  readonly rate: number
  readonly low: number
  readonly high: number
  readonly why: string
}

/** A plan of patrol for one span of hours. */
export interface PatrolResult extends ResultBase {
  /** names the plan: day and seed */
  readonly code: string
  readonly n: number
  /** days looked back on */
  readonly days: number
  /** wall clock of the shift */
  readonly from: number
  readonly to: number
  readonly bands: readonly Band[]
  /** 24 sums of weights over all incidents looked back on */
  readonly hours: Float64Array
  readonly places: readonly PatrolPlace[]
  /** by officer, then by time */
  readonly visits: readonly Visit[]
  /** per officer: minutes used, ways among them, and metres of way */
  readonly officers: readonly { readonly minutes: number; readonly way: number; readonly metres: number }[]
  /** of the incidents expected in the whole area in the shift, the share at places while an officer is there, 0..1 */
  readonly met: number
  readonly delivered?: Delivered
}
