/**
 * The store. `project` is what the user decided (saved, linked, undone); the rest is the session: files,
 * results and what the pointer is doing. Where a field lives decides whether it persists.
 */
import { keeps } from '../core/base/kept.ts'
import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson'
import { create } from 'zustand'
import type { Visit } from '../cocoon/visits.ts'
import type { Homes } from '../core/places/homes.ts'
import type { Incidents, IncidentText } from '../core/table/incidents.ts'
import type { Track } from '../core/geometry/tracks.ts'
import type { Schema } from '../core/base/params.ts'
import type { Made } from '../core/table/method.ts'
import type { JoinCounts } from '../import/join/join.ts'
import type { ImportOptions, ImportReport, LeftOut, Opened, UntoldTable } from '../import/contract.ts'
import type { Cocoon, CocoonPlan } from './cocoon.ts'
import { firstFilter } from './derived.ts'
import { emptyProject, type Project, type SavedClause, withClause } from './project.ts'

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
}

export interface LoadedHomes {
  readonly name: string
  readonly homes: Homes
  readonly notes: readonly string[]
  readonly rows: number
  readonly leftOut: readonly LeftOut[]
}

export interface Boundaries {
  readonly name: string
  readonly features: FeatureCollection<Polygon | MultiPolygon>
}

/** What the map rests on besides data. */
export interface GroundFiles {
  readonly name: string
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

const emptySession: Session = {
  boundaries: [],
  ground: [],
  tracks: [],
  overlays: [],
  declined: [],
  runs: {},
  visits: [],
  ready: false,
}

export const useStore = create<Store>(() => ({
  ...emptySession,
  project: emptyProject,
  past: [],
  future: [],
}))

const { getState: get, setState: set } = useStore

/** How many steps can be undone. */
const HISTORY = 100

/**
 * Changes the project as one step that can be undone. `what` reads after "Undo": "filter by beat". Further changes of
 * the same `gesture` (a drag that sets a filter at every frame) belong to its first step.
 */
export function change(what: string, patch: Partial<Project>, gesture?: number): void {
  const { project, past, future } = get()
  const same = gesture !== undefined && past.at(-1)?.gesture === gesture && future.length === 0
  set({
    project: { ...project, ...patch },
    past: same ? past : [...past, { project, what, gesture }].slice(-HISTORY),
    future: [],
  })
}

/** Changes that are not worth a step of their own: the camera, the panel in front. */
export function drift(patch: Partial<Project>): void {
  set({ project: { ...get().project, ...patch } })
}

/** Takes the last change back; says what it was. */
export function undo(): string | undefined {
  const { project, past, future } = get()
  const step = past.at(-1)
  if (!step) return undefined
  // the camera and the panel stay where the user is looking
  const { camera, view } = project
  set({
    project: { ...step.project, camera, view },
    past: past.slice(0, -1),
    future: [...future, { project, what: step.what }],
  })
  return step.what
}

/** Makes the change that was taken back again. */
export function redo(): string | undefined {
  const { project, past, future } = get()
  const step = future.at(-1)
  if (!step) return undefined
  const { camera, view } = project
  set({
    project: { ...step.project, camera, view },
    past: [...past, { project, what: step.what }],
    future: future.slice(0, -1),
  })
  return step.what
}

/** Sets or takes away the filter of one control. `gesture` as in `change`. */
export function setClause(source: string, clause: SavedClause | undefined, gesture?: number): void {
  setClauses({ [source]: clause }, gesture)
}

/** Sets or takes away the filters of several controls as one step, such as hours and weekdays dragged over together. */
export function setClauses(
  bySource: Readonly<Record<string, SavedClause | undefined>>,
  gesture?: number,
): void {
  const set = Object.values(bySource).filter((c) => c !== undefined)
  change(
    set.length > 0 ? `filter by ${set.map((c) => c.kind).join(' and ')}` : 'filter taken off',
    {
      clauses: Object.entries(bySource).reduce<readonly SavedClause[]>(
        (clauses, [source, clause]) => withClause(clauses, source, clause),
        get().project.clauses,
      ),
    },
    gesture,
  )
}

/** Sets one parameter; `undefined` puts the default back. */
export function setParam(id: string, key: string, value: unknown): void {
  const { params } = get().project
  const mine = { ...params[id] }
  if (value === undefined) delete mine[key]
  else mine[key] = value
  change('setting', { params: { ...params, [id]: mine } })
}

/** Sets several parameters of a method as one change; those equal to its defaults are not stored. */
export function setParams(
  what: string,
  id: string,
  schema: Schema,
  values: Readonly<Record<string, unknown>>,
): void {
  const { params } = get().project
  const mine = Object.entries({ ...params[id], ...values }).filter(
    ([key, v]) => schema[key] && JSON.stringify(v) !== JSON.stringify(schema[key].default),
  )
  change(what, { params: { ...params, [id]: Object.fromEntries(mine) } })
}

/** Shows or hides one layer group. */
export function toggleShown(id: string): void {
  const { shown } = get().project
  const on = shown.includes(id)
  change(on ? 'layer hidden' : 'layer shown', { shown: on ? shown.filter((s) => s !== id) : [...shown, id] })
}

export const setSession = (patch: Partial<Session>): void => set(patch)

/** The incidents as they are kept, from what was opened. */
export function loadedFrom(
  o: Extract<Opened, { kind: 'incidents' }>,
  files: readonly File[],
  sample: boolean,
): LoadedIncidents {
  const { name, incidents: table, text, report, lines, options = {}, profiles = [] } = o
  return { name, table, text, report, sample, files, lines, reading: options, profiles }
}

/**
 * Puts other incidents in place of the ones loaded. Results go. `keep`: nothing – another extract · filters – the same
 * with rows added or taken off · history – the same read otherwise, so that undo still leads back.
 */
export function putIncidents(incidents: LoadedIncidents, keep: 'nothing' | 'filters' | 'history'): void {
  const { incidents: old, project, past } = get()
  const { name, table, reading } = incidents
  const source = { name, rows: table.n, fingerprint: table.fingerprint }
  const common = {
    incidents,
    runs: {},
    selection: undefined,
    cocoonOf: undefined,
    replay: undefined,
    ready: true,
    importing: undefined,
  }
  if (keep !== 'nothing' && old) {
    // the filter the page set by itself follows the table; one the user set stays
    const own = JSON.stringify(project.clauses) === JSON.stringify(firstFilter(old.table))
    const clauses = own ? firstFilter(table) : project.clauses
    const steps = keep === 'history' ? { past } : { past: [], future: [] }
    set({ ...common, ...steps, project: { ...project, source, reading, clauses } })
  } else
    set({
      ...common,
      past: [],
      future: [],
      project: {
        ...project,
        source,
        reading,
        clauses: old || project.clauses.length === 0 ? firstFilter(table) : project.clauses,
        camera: old ? null : project.camera,
        asAt: old ? 'auto' : project.asAt,
      },
    })
}

/** With one more overlay; the same file again takes the place and the symbol it had. */
export function withOverlay(
  overlays: readonly OverlayFile[],
  { kind: _, ...o }: Extract<Opened, { kind: 'overlay' }>,
  files: readonly File[],
): OverlayFile[] {
  const had = overlays.find((old) => old.name === o.name)
  let sign = 0
  while (overlays.some((old) => old.sign === sign)) sign++
  const made = { ...o, files, sign: had?.sign ?? sign, on: had?.on ?? true }
  return had ? overlays.map((old) => (old === had ? made : old)) : [...overlays, made]
}

/** Puts what was opened where it belongs. A new incident table clears filters, results and what came with the sample. */
export function accept(opened: readonly Opened[], files: readonly File[], sample: boolean): void {
  const state = get()
  const patch: { -readonly [K in keyof Store]?: Store[K] } = { ready: true, importing: undefined }
  const incidents = opened.find((o) => o.kind === 'incidents')
  // the sample's homes and streets must never be mixed with a force's incidents
  const leaving = !sample && (state.incidents?.sample ?? false)
  let boundaries = leaving && incidents ? [] : [...state.boundaries]
  let ground = leaving && incidents ? [] : [...state.ground]
  if (leaving && incidents) patch.homes = undefined
  if (sample) {
    boundaries = []
    ground = []
  }
  if (incidents) putIncidents(loadedFrom(incidents, files, sample), 'nothing')
  let { tracks, overlays } = state
  // outlines made of the sample's boundaries go with them
  if (leaving && incidents) overlays = overlays.filter((o) => o.files.length > 0)
  const declined: DeclinedFile[] = []
  for (const o of opened) {
    if (o.kind === 'homes')
      patch.homes = { name: o.name, homes: o.homes, notes: o.notes, rows: o.rows, leftOut: o.leftOut }
    else if (o.kind === 'boundaries') boundaries.push({ name: o.name, features: o.features })
    else if (o.kind === 'ground') ground.push({ name: o.name, features: o.features })
    else if (o.kind === 'tracks') {
      // the same file again replaces itself: its minutes must not count twice
      tracks = [
        ...tracks.filter((t) => t.name !== o.name),
        { name: o.name, tracks: o.tracks, notes: o.notes },
      ]
    } else if (o.kind === 'overlay') overlays = withOverlay(overlays, o, files)
    else if (o.kind === 'basemap') patch.basemap = { name: o.name, blob: o.blob }
    else if (o.kind === 'declined')
      declined.push({ name: o.name, sentence: o.sentence, ...(o.table && { table: o.table, files }) })
  }
  set({ ...patch, boundaries, ground, tracks, overlays, declined })
}

/** Forgets everything of this session; the project starts anew. */
export function forget(): void {
  useStore.setState({
    ...emptySession,
    ready: true,
    project: emptyProject,
    past: [],
    future: [],
    incidents: undefined,
    homes: undefined,
    basemap: undefined,
    importing: undefined,
    selection: undefined,
    replay: undefined,
  })
}
keeps(forget)
