/** What a comparison finds. */
import type { RatioTest } from '../../core/stats/compare.ts'
import type { Measured } from '../../core/stats/swing.ts'
import type { ResultBase } from '../../core/table/method.ts'
import type { OffenceId } from '../../core/base/offences.ts'
import type { SpreadTest } from '../../core/stats/spread.ts'

export type Mode = 'periods' | 'beats' | 'rest'

/** One side: a period, or a beat. */
export interface Side {
  /** "26 Oct 2026 to 22 Nov 2026", "Beat 4 Hallam" */
  readonly label: string
  /** in a few letters, for keys of charts: "recent", "Beat 4" */
  readonly short: string
  readonly rows: Uint32Array
  /** days, or homes where two beats are compared by home */
  readonly exposure: number
}

/** One kind of crime, or all together. */
export interface KindRow {
  readonly offence: OffenceId | 'all'
  readonly label: string
  readonly a: number
  readonly b: number
  /** the other beats, recent and earlier; only where a beat is held with them */
  readonly restA?: number
  readonly restB?: number
  /** a ÷ b by exposure; with the other beats the ratio of the two changes */
  readonly test: RatioTest
  /** adjusted over the kinds; of all together the plain p */
  readonly q: number
  /** how much such counts varied before, by which test and interval are widened; absent = too few earlier windows */
  readonly swing?: Measured
}

/** Incidents by hour or weekday on both sides. */
export interface SpreadRow {
  readonly a: Float64Array
  readonly b: Float64Array
  /** absent with the reason where no test would be fair */
  readonly test?: SpreadTest
  readonly why?: string
}

export interface RepeatRow {
  readonly a: number
  readonly nA: number
  readonly b: number
  readonly nB: number
  readonly intervalA: readonly [number, number]
  readonly intervalB: readonly [number, number]
  readonly p: number
}

export interface CentreRow {
  /** metres between the two mean centres, and the compass point from the earlier to the recent */
  readonly apart: number
  readonly towards: string
  /** how far apart they would come to lie by chance alone, root mean square */
  readonly byChance: number
  readonly a: readonly [lng: number, lat: number]
  readonly b: readonly [lng: number, lat: number]
}

export interface CompareResult extends ResultBase {
  readonly mode: Mode
  readonly a: Side
  readonly b: Side
  /** what `exposure` counts */
  readonly per: 'day' | 'home' | 'beat'
  /** the beat looked at */
  readonly beat?: string
  /** days of both beats, in words */
  readonly period?: string
  /** kinds with any incident, in the order of the list of offences; the mixed rest last */
  readonly kinds: readonly KindRow[]
  /** all kinds together, or the only one there is */
  readonly all: KindRow
  /** kinds that differ after adjusting for their number */
  readonly standsOut: readonly KindRow[]
  /** earlier windows by which it is known how much counts vary, and their length */
  readonly windows: number
  readonly unit: string
  readonly hours?: SpreadRow
  readonly weekdays?: SpreadRow
  readonly repeats?: RepeatRow
  readonly centres?: CentreRow
  readonly level: number
}
