/** What import gives back. The app, the worker and the terminal know only this file and `open.ts`. */
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import type { Homes } from '../core/places/homes.ts'
import type { Incidents, IncidentText, Precision, Source } from '../core/table/incidents.ts'
import type { OffenceId } from '../core/base/offences.ts'
import type { DictColumn } from '../core/base/text.ts'
import type { Track } from '../core/geometry/tracks.ts'
import type { Far } from './formats/far.ts'
import type { HandlingColumns, HandlingGuess } from './meaning/handling.ts'

/** A file as the browser or the terminal hands it over. */
export interface SourceFile {
  readonly name: string
  readonly blob: Blob
  /** where it lies, when it is read from the page's own server by pieces; `blob` is then empty */
  readonly far?: Far
}

export type { Far }

/** What a column can stand for in an incident file. */
export type Field =
  | 'id'
  | 'offence'
  | 'offenceCode'
  | 'from'
  | 'fromTime'
  | 'to'
  | 'toTime'
  | 'month'
  | 'reported'
  | 'reportedTime'
  | 'x'
  | 'y'
  | 'lng'
  | 'lat'
  | 'gridRef'
  | 'address'
  | 'flat'
  | 'houseName'
  | 'houseNumber'
  | 'street'
  | 'town'
  | 'postcode'
  | 'uprn'
  | 'beat'
  | 'mo'
  // what to mind before knocking there; about the place, not about people
  | 'warning'
  | 'outcome'
  // Cocoon's own kind of offence, in tables that Cocoon saved
  | 'kind'
  // date and time spread over columns of numbers
  | 'year'
  | 'monthOfYear'
  | 'day'
  | 'hour'
  | 'minuteOfHour'

/** What a column can stand for in an address file; an address may stand in several lines. */
export type HomeField =
  | 'uprn'
  | 'address'
  | 'flat'
  | 'building'
  | 'houseNumber'
  | 'numberSuffix'
  | 'street'
  | 'town'
  | 'postcode'
  | 'x'
  | 'y'
  | 'lng'
  | 'lat'
  | 'gridRef'
  | 'class'
  | 'parent'
  | 'beat'
  | 'status'
  // the secondary part of a gazetteer's address
  | 'flatNumber'
  | 'flatSuffix'
  | 'flatText'

/** Which column of an address file stands for what, and what in the file says so. */
export interface HomeGuess {
  readonly field: HomeField
  readonly column: string
  readonly evidence: string
}

/** How an address file was read: rows = homes + merged + refused. */
export interface HomesReport {
  readonly header: readonly string[]
  readonly columns: readonly HomeGuess[]
  /** coordinate system of the file */
  readonly crs: string
  /** rows that are a door which stood before */
  readonly merged: number
  /** points that homes of different numbers share: such homes are not placed */
  readonly sharedPoints: number
  /** rows that are no home, or whose address or place names none; `leftOut` has the reasons */
  readonly refused: number
}

/** One guess: which column stands for a field, and what in the file says so. */
export interface ColumnGuess {
  readonly field: Field
  /** header text of the column */
  readonly column: string
  /** e.g. "dd/mm: 1,204 days above 12" */
  readonly evidence: string
}

/** A row as it stands in its file; `line` is 1-based. */
export interface RawRow {
  readonly file: string
  readonly line: number
  readonly text: string
}

/** Rows left out, by reason. */
export interface LeftOut {
  /** stable word for scripts: "no coordinates", "no date", "not a date", "outside the grid", "repeated header" … */
  readonly reason: string
  readonly n: number
  /** 1-based line numbers in the file with the raw text, all of them, for the export */
  readonly lines: readonly RawRow[]
}

/** What can be doubtful about a row that has a date and a place. */
export type Problem =
  | 'reversed'
  | 'placeholder'
  | 'odd'
  | 'outlier'
  | 'point'
  | 'outside'
  | 'swapped'
  // a date that stands for "not known": 1900, 9999, second 0 of a computer's clock
  | 'sentinel'
  // day and month exchanged in the dates where both are possible
  | 'damaged'
  // one row more than once with one crime number
  | 'twice'
  // an earlier state of a crime whose newest state is in the file too
  | 'older'
  // no crime, cancelled, transferred, reclassified
  | 'nocrime'

/**
 * What is done with such rows. keep – kept and flagged · out – left out and counted · fix – the ends of the
 * window exchanged (reversed), only the day kept (placeholder), the coordinates exchanged (swapped), day and month
 * exchanged (damaged) or the date taken as not known (sentinel). The first of each row of `TREATMENTS` is the default.
 */
export type Treatment = 'keep' | 'out' | 'fix'

/** A kept row about which something should be known. */
export interface Warning {
  readonly what: string
  readonly n: number
  /** what it can be treated as, where it can */
  readonly problem?: Problem
  /** the first few, as they stand in the file */
  readonly examples?: readonly RawRow[]
}

/** What the dates of all files say of how they are written. */
export interface DateEvidence {
  readonly order: 'dmy' | 'mdy' | 'ymd'
  /** dates of two numbers up to 31 and a year: the kind whose order matters */
  readonly ordered: number
  /** days above 12 in the order used, and in the other */
  readonly agree: number
  readonly against: number
  /** times marked Z */
  readonly utc: number
  /** times told in UTC for certain: seconds since 1970, or marked +00 */
  readonly universal?: number
  /** those were turned to UK clock time */
  readonly turned?: boolean
}

/** Details of people found in free text, by kind. */
export interface PersonalCounts {
  readonly phone: number
  readonly email: number
  /** registration marks */
  readonly vehicle: number
  readonly birth: number
  /** National Insurance numbers */
  readonly nino: number
  /** names with a title */
  readonly name: number
}

/** One of several layers of a file that hold incidents; only one of them is read. */
export interface Layer {
  readonly name: string
  readonly rows: number
  readonly read: boolean
}

/** Accounts for every row: rows = kept + sum of leftOut. */
export interface ImportReport {
  readonly files: readonly {
    readonly name: string
    readonly rows: number
    readonly kept: number
    readonly what: string
  }[]
  readonly rows: number
  readonly kept: number
  readonly leftOut: readonly LeftOut[]
  readonly warnings: readonly Warning[]
  readonly precision: Precision
  readonly source: Source
  /** coordinate system of the file, in words and code */
  readonly crs: string
  readonly crsLabel: string
  readonly columns: readonly ColumnGuess[]
  /** columns that say how cases were handled; they are read apart, by `openCases` */
  readonly handling?: readonly HandlingGuess[]
  /** columns of the file that were not taken over; those that look like people's details are named apart */
  readonly dropped: readonly string[]
  readonly droppedPersonal: readonly string[]
  /** the file's offence wordings with what they were taken for and how many rows */
  readonly wordings: readonly { readonly wording: string; readonly offence: OffenceId; readonly n: number }[]
  /** what counts as “Other”, by name, most frequent first */
  readonly others?: readonly { readonly name: string; readonly n: number }[]
  /** burglaries of sheds, garages and unconnected buildings: how many, and whether they count as of a home */
  readonly sheds?: { readonly n: number; readonly asHome: boolean }
  /** details of people in the free text that was taken over: masked, unless `kept` */
  readonly personal?: PersonalCounts & { readonly kept?: boolean }
  /** header as found and the first rows, for the preview */
  readonly header: readonly string[]
  readonly preview: readonly (readonly string[])[]
  /** the coordinates were found in each other's columns and exchanged */
  readonly exchanged?: boolean
  readonly dates?: DateEvidence
  /** each different header among the files */
  readonly layouts?: readonly (readonly string[])[]
  /** of a file with several layers of incidents: which there are, and which was read */
  readonly layers?: readonly Layer[]
  /** files of the archive that are plainly no tables, as one sentence; among the notes too */
  readonly beside?: string
  /** days that are the first or last of a month, all of them: read as months */
  readonly monthsAsDays?: boolean
  /** why the points are taken for snap points though the dates are days */
  readonly snapped?: string
  /** two recognisable rows of a table of unknown unit and how far they lie apart in its numbers */
  readonly unit?: { readonly a: string; readonly b: string; readonly apart: number }
  /** crime numbers that stand for several crimes; `usedAgain`: so many that rows are not compared by them */
  readonly numbers?: { readonly clashing: number; readonly usedAgain: boolean }
  /** rows left out for want of a place that have a date, and count in figures over time; absent = none */
  readonly countedInTime?: number
  /** choices made for the user, a sentence each */
  readonly notes: readonly string[]
}

/** What the user may correct. Everything absent is guessed. */
export interface ImportOptions {
  /** field → header text; null = the file has none */
  readonly columns?: Partial<Record<Field, string | null>>
  /**
   * "EPSG:27700", "EPSG:4326", "EPSG:326zz" / "EPSG:327zz", "EPSG:29902" (Irish Grid), "EPSG:2157" (ITM),
   * "EPSG:3857", "plane" (metres as given), "feet" (US survey feet as given), or a proj4 text ("+proj=…")
   */
  readonly crs?: string
  readonly dateOrder?: 'dmy' | 'mdy' | 'ymd'
  readonly offences?: Readonly<Record<string, OffenceId>>
  /**
   * Times told in UTC: "written" keeps them as they stand, "utc" turns them to UK time. Where nothing is said, seconds
   * since 1970 and times marked +00 are UTC and turned; times marked Z stay, for many systems mark local time so.
   */
  readonly clock?: 'written' | 'utc'
  /** "days" takes the first or last days of months for days; by default a column of nothing else is months */
  readonly months?: 'days'
  /** what the points are, where many rows share few: of homes, or snap points that stand for many addresses */
  readonly points?: 'homes' | 'snap'
  readonly treat?: Readonly<Partial<Record<Problem, Treatment>>>
  /** columns that say how cases were handled: field → header text; null = the file has none */
  readonly handling?: HandlingColumns
  /** burglaries of sheds, garages and unconnected buildings count as of a home; by default they count as "Other" */
  readonly sheds?: 'home'
  /** details of people in free text: masked by default, kept only by choice */
  readonly personal?: 'keep'
  /** of a file with several layers: the one to read, instead of the one with the most rows; never part of a profile */
  readonly layer?: string
  /**
   * where, when and what alone, as a count of many large files needs them: the rows are the same, but degrees are 0 where
   * the file's own plane serves, no places, doubles or outliers are looked for and no doubts told; never part of a profile
   */
  readonly only?: 'points'
  /** what the tables of this drop are, where the user says so; never part of a profile */
  readonly as?: 'incidents' | 'homes' | 'overlay'
  /** columns of an address file: field → header text; null = the file has none */
  readonly homeColumns?: Partial<Record<HomeField, string | null>>
  /** of an overlay: the column that names its places; null = none */
  readonly label?: string | null
}

/** A row that its file says is no crime any more: a later join must know that it was one. */
export interface Ended {
  /** crime number; '' where it has none */
  readonly id: string
  /** minute of the wall clock */
  readonly from: number
  /** metres on the table's plane */
  readonly x: number
  readonly y: number
  /** its broad kind; absent where its wording says no more than that it is no crime */
  readonly kind?: string
}

/** A reading remembered for one layout of columns. */
export interface Profile {
  readonly name: string
  /** header texts of the layout, in their order */
  readonly header: readonly string[]
  readonly options: ImportOptions
}

/** A table whose columns nobody knows yet: its header and first rows, people's details blanked. */
export interface UntoldTable {
  readonly header: readonly string[]
  readonly preview: readonly (readonly string[])[]
}

/** Anything a user may drop, opened. */
export type Opened =
  | {
      readonly kind: 'incidents'
      readonly name: string
      readonly incidents: Incidents
      readonly text: IncidentText
      readonly report: ImportReport
      /** 1-based line of each row in its file */
      readonly lines?: Uint32Array
      /** rows left out as no longer a crime */
      readonly ended?: readonly Ended[]
      /** what was in force: the user's corrections, or a profile's */
      readonly options?: ImportOptions
      /** names of the profiles that were used */
      readonly profiles?: readonly string[]
    }
  | {
      readonly kind: 'homes'
      readonly name: string
      readonly homes: Homes
      readonly notes: readonly string[]
      readonly rows: number
      readonly leftOut: readonly LeftOut[]
      readonly report: HomesReport
    }
  /** beats, wards or a study area: WGS84, one feature each with `properties.name` */
  | {
      readonly kind: 'boundaries'
      readonly name: string
      readonly features: FeatureCollection<Polygon | MultiPolygon>
      readonly notes: readonly string[]
    }
  /** streets or other ground to draw under the map: WGS84 */
  | {
      readonly kind: 'ground'
      readonly name: string
      readonly features: FeatureCollection
      readonly notes: readonly string[]
    }
  /** places of a partner (premises, cameras, fires …), WGS84: drawn over the map, never counted */
  | {
      readonly kind: 'overlay'
      readonly name: string
      readonly lng: Float64Array
      readonly lat: Float64Array
      /** what stands at each place, from the one column that was taken over; blank = not named */
      readonly labels: DictColumn
      /** that column */
      readonly label?: string
      /** columns it may be taken from instead: texts that are no people's details */
      readonly choices: readonly string[]
      readonly rows: number
      readonly leftOut: readonly LeftOut[]
      readonly notes: readonly string[]
      /** outlines instead of points; `lng`, `lat` lie inside them */
      readonly areas?: readonly (Polygon | MultiPolygon)[]
    }
  /** recorded tracks of patrols, to hold against a plan */
  | {
      readonly kind: 'tracks'
      readonly name: string
      readonly tracks: readonly Track[]
      readonly notes: readonly string[]
    }
  /** weights of harm by kind, in the order of `WEIGHED`; 0 = the list gives no one weight for it */
  | {
      readonly kind: 'weights'
      readonly name: string
      readonly weights: readonly number[]
      readonly rows: number
      readonly leftOut: readonly LeftOut[]
      readonly notes: readonly string[]
    }
  | { readonly kind: 'basemap'; readonly name: string; readonly blob: Blob }
  /** what is wrong, what was expected, what to do */
  | {
      readonly kind: 'declined'
      readonly name: string
      readonly sentence: string
      /** a table whose columns could not be told: with their names it can be read after all */
      readonly table?: UntoldTable
    }

/** Share done of the whole drop, 0..1, with words. */
export interface ImportProgress {
  readonly share: number
  readonly rows: number
  readonly doing: string
}
