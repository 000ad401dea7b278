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

/**
 * How cases were handled. Chances of a yes among the answered, near the inspectorate's printed figures but invented;
 * `blank` is the chance that a clerk left a cell empty.
 */
export const HANDLING = {
  blank: 0.12,
  sceneAdvice: 0.31,
  preventionAdvice: 0.36,
  assessment: 0.62,
  /** a third of one column is empty: a blank is never a no */
  assessmentBlank: 0.3,
  inTarget: 0.83,
  linesCompleted: 0.8,
  csi: 0.4,
  victimsCode: 0.66,
  victimView: 0.58,
  /** flags of true repeats and of other cases */
  repeatFlagged: 0.55,
  repeatFalse: 0.03,
  /** words that are neither yes nor no, and refusals, among the prevention advice */
  oddWord: 0.004,
  refused: 0.01,
  /** evidence without and with a positive outcome */
  forensic: [0.12, 0.4],
  cctv: [0.18, 0.5],
  eyewitness: [0.1, 0.35],
  points: { forensic: 30, cctv: 20, eyewitness: 25, home: 20, repeat: 15 },
  threshold: 75,
  /** chance that a home burglary at or above the threshold reaches the specialists */
  allocated: 0.8,
  specialists: 'Burglary',
  teams: ['CID North', 'CID South', 'CID East', 'Response'],
  /** one team gives far less prevention advice than the others */
  slack: { team: 'CID South', preventionAdvice: 0.2 },
  grades: ['E', 'P', 'S', 'S', 'R'],
  /** mean days to the first review and to an outcome (exponential), and the share ever reviewed */
  reviewDays: 18,
  reviewed: 0.8,
  outcomeDays: 35,
  desk: { door: 0.35, street: 0.75 },
} as const

/** Plans of the sample: squares by their south-west corner, local metres, and the share of crimes carried off. */
export const PLANS = {
  side: 200,
  /** day on which both begin, since FIRST_DAY: a year before it and a year after */
  start: 365,
  /** of the vehicle crimes in the places of the first plan, from its start to six weeks before the end */
  carriedOff: 0.4,
  worked: [
    [-400, 600],
    [-200, 600],
    [-800, 400],
    [-600, 400],
    [-400, 400],
    [-800, 200],
    [-600, 200],
  ],
  nothing: [
    [400, 600],
    [600, 600],
    [400, 400],
    [600, 400],
    [400, 200],
    [600, 200],
    [800, 200],
  ],
} as const
