/**
 * What the store holds. `project` is what the user decided (saved, linked, undone); the rest is the session: files,
 * results and what the pointer is doing. Where a field lives decides whether it persists.
 */
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import type { Visit } from '../cocoon/visits.ts'
import type { Homes } from '../core/places/homes.ts'
import type { Incidents, IncidentText } from '../core/table/incidents.ts'
import type { Track } from '../core/geometry/tracks.ts'
import type { Made } from '../core/table/method.ts'
import type { Became, JoinCounts } from '../import/join/join.ts'
import type {
  Ended,
  HomesReport,
  ImportOptions,
  ImportReport,
  LeftOut,
  Opened,
  UntoldTable,
} from '../import/contract.ts'
import type { Cocoon, CocoonPlan } from './cocoon.ts'
import type { Project } from './project.ts'

export interface LoadedIncidents {
  readonly name: string
  readonly table: Incidents
  readonly text: IncidentText
  readonly report: ImportReport
  /** the invented town that comes with the app */
  readonly sample: boolean
  /** the files themselves, to import again when a guess is corrected; none = they came in a package */
  readonly files: readonly File[]
  /** how they were read: the user's corrections, or a profile's */
  readonly reading: ImportOptions
  /** names of the profiles that were used */
  readonly profiles: readonly string[]
  /** 1-based line of each row in its file */
  readonly lines?: Uint32Array
  /** what was loaded before these were added to it, to take them off again; `files` and `reading` are of the added */
  readonly base?: LoadedIncidents
  /** what the joining counted */
  readonly joined?: JoinCounts
  /** rows their file says are no crimes any more */
  readonly ended?: readonly Ended[]
  /** crimes of `base` that the added file tells otherwise, and what that did to what rests on them, a sentence each */
  readonly became?: readonly Became[]
  readonly outcome?: readonly string[]
}

export interface LoadedHomes {
  readonly name: string
  readonly homes: Homes
  readonly notes: readonly string[]
  readonly rows: number
  readonly leftOut: readonly LeftOut[]
  readonly report?: HomesReport
  /** the files of its drop, to read it again; none where it came in a package */
  readonly files?: readonly File[]
  /** the corrections in force */
  readonly reading?: ImportOptions
  /** they came with the sample, and go with it */
  readonly sample?: true
}

export interface Boundaries {
  readonly name: string
  /** they came with the sample, and go with it */
  readonly sample?: true
  readonly features: FeatureCollection<Polygon | MultiPolygon>
}

/** What the map rests on besides data. */
export interface GroundFiles {
  readonly name: string
  /** it came with the sample: for the map alone, since it comes after the list, which must not change by itself */
  readonly sample?: true
  readonly features: FeatureCollection
}

/** Recorded tracks of one file. */
export interface TrackFile {
  readonly name: string
  readonly tracks: readonly Track[]
  readonly notes: readonly string[]
}

/** Places of a partner, drawn over the map and counted nowhere. */
export interface OverlayFile extends Omit<Extract<Opened, { kind: 'overlay' }>, 'kind'> {
  /** the drop it came in, to name its places by another column */
  readonly files: readonly File[]
  /** number of its symbol; stays while others come and go */
  readonly sign: number
  readonly on: boolean
}

/** One run of a method as the panels see it. */
export interface RunState {
  readonly status: 'running' | 'done' | 'failed'
  /** key of the run under way or last ended */
  readonly key: string
  readonly share: number
  readonly startedAt: number
  /** newest result there is; of another key than the one asked for now it is stale */
  readonly made?: Made
  /** true while `made` is only the quick first answer of its key */
  readonly preliminary?: boolean
  readonly ms?: number
  readonly error?: string
}

export interface Importing {
  readonly share: number
  readonly doing: string
  cancel(): void
}

/** A file that could not be used, and why. */
export interface DeclinedFile {
  readonly name: string
  readonly sentence: string
  /** its columns, where the user can say what they are; `files` is the drop it came in */
  readonly table?: UntoldTable
  readonly files?: readonly File[]
}

export interface Selection {
  /** which list or layer the row belongs to: "incidents" or a method id */
  readonly of: string
  readonly row: number
  /** the layer of the map that it was chosen on or stands on, where a list and a layer count otherwise */
  readonly layer?: string
}

/** A day of the past as it is played, with what the playing methods found for it. */
export interface Replay {
  readonly day: number
  /** method id → what it made for that day; absent where it could not run */
  readonly results: Readonly<Record<string, Made>>
}

export interface Session {
  readonly incidents?: LoadedIncidents
  readonly homes?: LoadedHomes
  readonly boundaries: readonly Boundaries[]
  readonly ground: readonly GroundFiles[]
  readonly tracks: readonly TrackFile[]
  readonly overlays: readonly OverlayFile[]
  readonly basemap?: { readonly name: string; readonly blob: Blob }
  readonly importing?: Importing
  /** files that could not be used, each with its sentence */
  readonly declined: readonly DeclinedFile[]
  readonly runs: Readonly<Record<string, RunState>>
  readonly selection?: Selection
  /** the one burglary whose cocoon is asked for; absent = all that need it today */
  readonly cocoonOf?: number
  /** the newest cocooning list and what it was made of; stale where that is no longer what the page shows */
  readonly cocoon?: { readonly plan: CocoonPlan; readonly made: Cocoon }
  /** the past being played: only the map and the methods that play see it; lists, sheets and links keep the as-at date */
  readonly replay?: Replay
  /** calls recorded on this machine */
  readonly visits: readonly Visit[]
  /** true once the first drop or the sample has been dealt with */
  readonly ready: boolean
}

export interface Store extends Session {
  readonly project: Project
  /** `gesture`: changes of one drag or one held key are one step */
  readonly past: readonly { readonly project: Project; readonly what: string; readonly gesture?: number }[]
  readonly future: readonly { readonly project: Project; readonly what: string }[]
}

/** What a selector may ask of the project, so that it reads no more than it needs. */
export type Filtered = Pick<Store, 'incidents'> & { readonly project: Pick<Project, 'clauses'> }
export type Dated = Pick<Store, 'incidents'> & { readonly project: Pick<Project, 'asAt'> }
export type Parametered = { readonly project: Pick<Project, 'params'> }
