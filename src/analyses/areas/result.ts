/** What counting by area finds, and its words. */
import type { MultiPolygon, Polygon } from 'geojson'
import type { AreaSpread } from '../../core/stats/overdispersed.ts'
import type { ResultBase } from '../../core/table/method.ts'
import { countOf, showNumber } from '../../core/base/words.ts'

/** Where an area lies against the limits of the funnel; none = it has no homes that are known. */
export type Verdict = 'far above' | 'above' | 'within' | 'below' | 'far below' | 'none'

export interface AreaRow {
  readonly name: string
  readonly n: number
  /** NaN where they are not known */
  readonly homes: number
  /** NaN without a boundary */
  readonly km2: number
  /** incidents per 1,000 homes in the period, with its exact 95% interval; NaN without homes */
  readonly rate: number
  readonly low: number
  readonly high: number
  /** incidents the area would have at the rate of all areas together */
  readonly expected: number
  readonly ratio: number
  /** two-sided, and adjusted over all areas */
  readonly p: number
  readonly q: number
  readonly verdict: Verdict
  /** too few incidents or homes for the rate to mean much */
  readonly unsteady: boolean
  readonly geometry?: Polygon | MultiPolygon
  /** where its label stands; absent where nothing of it is on the map */
  readonly at?: readonly [lng: number, lat: number]
  /** lines across it, for areas whose rate is unsteady */
  readonly hatch?: readonly (readonly (readonly [lng: number, lat: number])[])[]
}

/** The limits of the funnel at one number of homes, per 1,000 homes. */
export interface Limits {
  readonly homes: number
  readonly low95: number
  readonly high95: number
  readonly low998: number
  readonly high998: number
}

export interface AreasResult extends ResultBase {
  /** what is counted: burglaries alone, or whatever the filters leave */
  readonly of: 'burglary' | 'incident'
  /** what the areas are, plural: "beats" */
  readonly words: string
  /** the boundary file; absent = the beats of the incidents' own file */
  readonly set?: string
  /** "22 Nov 2025 to 22 Nov 2026", and its days */
  readonly period: string
  readonly days: number
  /** incidents of the period, and those in no area */
  readonly n: number
  readonly nowhere: number
  /** furthest above what is expected first; without homes the highest count first */
  readonly areas: readonly AreaRow[]
  /** "the loaded addresses", "“households” of the boundary file"; '' = no homes are known */
  readonly homesFrom: string
  /** incidents and homes of all areas with homes, each once, and their rate per 1,000 homes */
  readonly inHomes: number
  readonly homes: number
  readonly rate: number
  readonly funnel: readonly Limits[]
  /** how much the areas differ beyond chance, and what that does to the limits */
  readonly spread: Pick<AreaSpread, 'model' | 'phi' | 'tau' | 'areas' | 'clear'>
  readonly level: number
}

/** "12 burglaries", "1 incident". */
export const countedWords = (r: Pick<AreasResult, 'of'>, n: number): string =>
  countOf(n, r.of, r.of === 'burglary' ? 'burglaries' : 'incidents')

/** Fewer incidents, or fewer homes, make a rate unsteady. */
export const FEW = 5
export const FEW_HOMES = 100

export const VERDICT: Readonly<Record<Verdict, { readonly symbol: string; readonly word: string }>> = {
  'far above': { symbol: '▲▲', word: 'far above the range' },
  above: { symbol: '▲', word: 'above the range' },
  within: { symbol: '•', word: 'in range' },
  below: { symbol: '▼', word: 'below the range' },
  'far below': { symbol: '▼▼', word: 'far below the range' },
  none: { symbol: '–', word: 'no homes known' },
}

export const isAbove = (a: AreaRow): boolean => a.verdict === 'above' || a.verdict === 'far above'
export const isBelow = (a: AreaRow): boolean => a.verdict === 'below' || a.verdict === 'far below'

/** Whether the limits allow for areas that differ more than chance makes them. */
export const isWidened = ({ spread }: Pick<AreasResult, 'spread'>): boolean =>
  spread.clear && spread.model !== 'none'

/** What the limits enclose: chance alone, or areas that differ as these do. */
export const rangeWords = (r: Pick<AreasResult, 'spread'>): string =>
  isWidened(r) ? 'the range usual among these areas' : 'the range expected by chance'

/** A rate as it reads: one digit below 100. */
export const showRate = (v: number): string =>
  Number.isFinite(v) ? showNumber(v, v < 99.95 ? 1 : 0) : 'unknown'
