/** Every number behind the invented crime: the truth that an analysis of the sample may be held against. */

/** Seed of the published town. */
export const SEED = 2026

/** First day and number of days: Saturday 23/11/2024 to Sunday 22/11/2026. */
export const FIRST_DAY = Date.UTC(2024, 10, 23)
export const DAYS = 730

/** How one incident sets off others. */
export interface Triggering {
  /** mean number of further incidents each incident sets off itself */
  readonly mean: number
  /** share of these at the very same home */
  readonly sameHome: number
  /** metres within which half of the others fall (exponential distance, before snapping to a home) */
  readonly halfDistance: number
  /** days within which half of all follow (exponential wait) */
  readonly halfLife: number
}

/** Burglary of homes. */
export const BURGLARY: Triggering & { readonly background: number } = {
  /** expected background incidents over the whole period */
  background: 940,
  mean: 0.3,
  sameHome: 0.25,
  halfDistance: 80,
  halfLife: 8,
}

/** Theft from vehicles. */
export const FROM_VEHICLE: Triggering & { readonly background: number } = {
  background: 1530,
  mean: 0.2,
  sameHome: 0.05,
  halfDistance: 90,
  halfLife: 5,
}

/** Expected counts of the kinds without triggering. */
export const PLAIN = {
  'theft-of-vehicle': 700,
  'robbery-personal': 450,
  'theft-from-person': 600,
  other: 500,
} as const

/** Rate of each month (January first) against the yearly mean: dark evenings bring burglary. */
export const SEASON = {
  burglary: [1.2, 1.08, 0.98, 0.88, 0.82, 0.8, 0.82, 0.86, 0.94, 1.1, 1.28, 1.24],
  vehicle: [1.06, 1.0, 1.0, 0.98, 0.97, 0.96, 0.96, 0.97, 1.0, 1.04, 1.04, 1.02],
} as const

/** Rate of each weekday (Monday first) against the mean. */
export const WEEKDAY = {
  burglary: [1.03, 1.0, 1.0, 1.02, 1.15, 1.02, 0.78],
  vehicle: [0.95, 0.95, 0.97, 1.0, 1.1, 1.1, 0.93],
  person: [0.75, 0.78, 0.85, 0.95, 1.35, 1.5, 0.82],
} as const

/** Hour weights (0 to 23) of the moment an incident happens. */
export const HOURS = {
  burglary: [3, 4, 5, 5, 3, 2, 1, 2, 3, 5, 6, 6, 6, 6, 6, 6, 6, 8, 9, 9, 7, 6, 5, 4],
  vehicle: [8, 9, 9, 8, 6, 4, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 4, 5, 6, 6, 7, 8, 8],
  person: [5, 4, 3, 2, 1, 0.5, 0.5, 1, 2, 2, 3, 4, 5, 5, 5, 6, 6, 6, 7, 7, 8, 9, 9, 7],
} as const

/** Burglary rate by kind of home, relative; multiplies the rate of the neighbourhood in plan.ts. */
export const HOME_RATE: Readonly<Record<string, number>> = { RD02: 1.15, RD03: 1, RD04: 1, RD06: 0.62 }

/** Spread of the lasting differences between streets and between homes (sigma of a log-normal). */
export const SPREAD = { street: 0.55, home: 0.65 } as const

/** Rows with faults, as counts over the whole file. */
export const DIRT = {
  noGridRef: 38,
  zeroGridRef: 5,
  at2359: 40,
  atMidnight: 60,
  endBeforeStart: 4,
  february31: 2,
  future: 1,
  noUprn: 25,
} as const

/**
 * Slow change of the burglary background over the period, as day → factor, straight between the points:
 * steady for a year and a half, then a fall to about a fifth between May and September 2026.
 */
export const TREND: readonly (readonly [day: number, factor: number])[] = [
  [0, 1.12],
  [540, 1.12],
  [670, 0.24],
  [730, 0.24],
]
