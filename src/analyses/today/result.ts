/** What the overview holds: every figure with the counts it was made from. */
import type { Look } from '../../core/stats/against.ts'
import type { Rank } from '../../core/stats/rankBands.ts'
import type { Measured } from '../../core/stats/swing.ts'
import type { Delay } from '../../core/table/delay.ts'
import type { LookBack } from '../../core/table/lookBack.ts'
import type { ResultBase } from '../../core/table/method.ts'
import type { NearShare } from '../../core/near/nearShare.ts'
import type { OffenceId } from '../../core/base/offences.ts'
import type { AlertRecord } from './record.ts'

/** A trend: two stretches of equal weeks. */
export interface Trend {
  readonly now: number
  readonly then: number
  /** days of each */
  readonly nowDays: number
  readonly thenDays: number
  /** the E-test, two-sided, widened by the dispersion; NaN where both are 0, or without a season or a dispersion */
  readonly p: number
}

/** One kind of crime. */
export interface KindRow {
  readonly offence: OffenceId
  /** "Burglary"; "All incidents" where the table names no kind */
  readonly label: string
  /** the short window and the long one */
  readonly looks: readonly [Look, Look]
  readonly series: Uint32Array
  readonly trend?: Trend
  /** how much its counts varied in earlier windows as long as the short one and the long one */
  readonly past: readonly KindPast[]
}

/** What earlier windows of one length say of a kind. */
export interface KindPast {
  readonly windows: number
  /** "28 days" */
  readonly unit: string
  /** dispersion of the kind as a whole, and pooled over its beats; absent = too few windows */
  readonly whole?: Measured
  readonly beats?: Measured
  /** change of the level in a year, and highest over lowest of the season, as ratios; absent = none was fitted */
  readonly yearly?: number
  readonly swing?: number
}

/** One beat × kind × window. */
export interface BeatLook extends Look {
  readonly beat: string
  readonly kind: number
  /** 0 short, 1 long */
  readonly window: 0 | 1
  /** `more`, adjusted over all looks */
  readonly q: number
}

/** A look that stands out, with the incidents that make it. */
export interface Alert extends BeatLook {
  readonly rows: Uint32Array
  /** what the same rule would have said on past weeks; absent = none could be judged */
  readonly record?: AlertRecord
  /** the incident in the middle, WGS84; undefined where none has a place */
  readonly at?: readonly [lng: number, lat: number]
}

/** Repeats within twelve months, of one group of kinds. */
export interface RepeatShare {
  /** incidents of the last twelve months with a known place */
  readonly n: number
  /** of these, those with an earlier incident of the group there within twelve months */
  readonly repeats: number
  readonly interval: readonly [number, number]
  /** incidents at places with two or more in these twelve months, nearer to what the survey counts */
  readonly atPlaces: number
  /** of `n` burglaries, the repeats that chance would give were all homes around alike; where an address file knows them */
  readonly chance?: {
    readonly n: number
    readonly homes: number
    readonly expected: number
    readonly upTo: number
  }
}

/** Burglary, or vehicle crime. */
export interface GroupRow {
  readonly id: 'burglary' | 'vehicle' | 'all'
  readonly label: string
  /** the survey's share of incidents against repeat victims, per cent */
  readonly national?: number
  readonly repeat?: RepeatShare
  readonly near?: NearShare
}

export interface OutcomeColumn {
  readonly column: 'theft' | 'robbery'
  readonly label: string
  /** by `OUTCOME_GROUPS` */
  readonly counts: Uint32Array
  readonly n: number
}

export interface HarmRow {
  readonly kind: number
  /** NaN where blank */
  readonly weight: number
  readonly own: boolean
  readonly blank?: string
  readonly remark?: string
}

/** Where a beat stands over twelve months, weighed and plainly counted; kinds without a weight are in neither. */
export interface HarmBeat {
  readonly beat: string
  readonly harm: Rank
  readonly count: Rank
}

export interface HarmTable {
  readonly id: string
  readonly name: string
  readonly edition: string
  readonly unit: string
  readonly source: string
  readonly rows: readonly HarmRow[]
  /** highest harm first; empty where the table names no beats */
  readonly beats: readonly HarmBeat[]
  /** what the bands of the ranks are drawn from */
  readonly blocks: { readonly n: number; readonly unit: 'week' | 'month' }
  readonly draws: number
}

export interface TodayResult extends ResultBase {
  readonly lookBack: LookBack
  /** what the expectation is, in words: "the same weeks of last year, three weeks either side" */
  readonly baseWords: string
  readonly kinds: readonly KindRow[]
  /** how many looks at kinds are judged: their ranges hold all together 95 times in 100 */
  readonly ranges: number
  /** smallest p first */
  readonly looks: readonly BeatLook[]
  readonly alerts: readonly Alert[]
  /** looks below the alert with an unadjusted p of at most 0.01: no alerts, worth a second look */
  readonly watch: readonly BeatLook[]
  /** the record of the rule on this file; absent = no past week could be judged */
  readonly record?: AlertRecord
  /** windows that are not judged, for want of earlier ones */
  readonly unjudged?: readonly {
    readonly window: 0 | 1
    readonly windows: number
    readonly unit: string
  }[]
  /** why there are no looks by beat */
  readonly noBeats?: string
  /** why there are no repeats, near repeats and zones */
  readonly noPlaces?: string
  readonly groups: readonly GroupRow[]
  /** burglaries of the last 42 days, and those whose zone ends within a week */
  readonly live?: { readonly n: number; readonly endingSoon: number; readonly what: string }
  /** of the last twelve months */
  readonly worst?: {
    readonly n: number
    readonly units: number
    readonly words: string
    readonly share: number
    /** mean and 95% range, were every incident to fall into any of the units alike */
    readonly byChance: number
    readonly chanceRange: readonly [low: number, high: number]
  }
  readonly outcomes: readonly OutcomeColumn[]
  readonly harm?: HarmTable
  /** days between the last day looked at and the as-at date */
  readonly lag: number
  /** last day of the windows: complete, filled with reports, and let through by the filter */
  readonly lastDay: number
  /** last complete day of the file, on or before the as-at date */
  readonly complete: number
  /** how late reports come, where they are dated */
  readonly delay?: Delay
  /** the filter by period ends sooner than the file */
  readonly filtered?: true
}
