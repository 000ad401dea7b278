/**
 * The package: project, incidents, tracks and visits in one locked file, to be opened in another browser. Addresses, streets
 * and boundaries stay outside (many are licensed); so do the raw rows of the import report, which may name people.
 */
import { soundVisit } from '../cocoon/visitFile.ts'
import { mergeVisits, type Visit } from '../cocoon/visits.ts'
import { bundle, unbundle } from '../core/base/bundle.ts'
import { isFlag, isRecord, listOf, maybe, partsOf, textTo } from '../core/base/sound.ts'
import type { Incidents, IncidentText } from '../core/table/incidents.ts'
import { soundIncidents, soundText } from '../core/table/sound.ts'
import type { Leg, Track } from '../core/geometry/tracks.ts'
import type { ImportReport } from '../import/contract.ts'
import { ofSample } from '../core/evaluation/planRecord.ts'
import { soundReport } from '../import/report/sound.ts'
import { type Project, upgrade } from './project.ts'
import { seal, type SealKey } from './seal.ts'
import { joinPlans } from './plans.ts'
import { joinSeries } from './series.ts'
import { useStore } from './instance.ts'
import { accept } from './session.ts'
import type { Store, TrackFile } from './types.ts'
import { join, type Joined } from './visits.ts'

/** What a package holds. */
export interface Packed {
  readonly version: 1
  readonly project: Project
  readonly incidents: {
    readonly name: string
    readonly sample: boolean
    readonly table: Incidents
    readonly text: IncidentText
    readonly report: ImportReport
  }
  readonly visits: readonly Visit[]
  /** recorded patrols; absent where none were loaded */
  readonly tracks?: readonly TrackFile[]
}

/** The report without a row as it stood in the file: such rows may hold columns that were never taken over. */
const withoutRows = (report: ImportReport): ImportReport => ({
  ...report,
  preview: [],
  warnings: report.warnings.map(({ examples: _, ...w }) => w),
  leftOut: report.leftOut.map((l) => ({ ...l, lines: l.lines.map((line) => ({ ...line, text: '' })) })),
})

/** What would be packed now; undefined while no incidents are loaded. */
export function packed({
  project,
  incidents,
  visits,
  tracks,
}: Pick<Store, 'project' | 'incidents' | 'visits' | 'tracks'>): Packed | undefined {
  if (!incidents) return undefined
  const { name, sample, table, text, report } = incidents
  return {
    version: 1,
    project,
    incidents: { name, sample, table, text, report: withoutRows(report) },
    visits: mergeVisits(visits),
    ...(tracks.length > 0 ? { tracks } : {}),
  }
}

/** The locked file. */
export const makePackage = async (p: Packed, key: SealKey): Promise<Blob> =>
  new Blob([await seal('package', bundle(p), key)])

const isFloats = (v: unknown): v is Float64Array => v instanceof Float64Array
const isLeg = (v: unknown): v is Leg =>
  partsOf<Leg>({ lng: isFloats, lat: isFloats, utc: isFloats, clock: isFloats })(v) &&
  [v.lat, v.utc, v.clock].every((column) => column.length === v.lng.length) &&
  v.lng.every((d) => !(Math.abs(d) > 180)) &&
  v.lat.every((d) => !(Math.abs(d) > 90))
const name = textTo(1000)
const isTracks = listOf(
  partsOf<TrackFile>({
    name,
    tracks: listOf(partsOf<Track>({ file: name, name, legs: listOf(isLeg) })),
    notes: listOf(textTo(10_000)),
  }),
)

const notWhole = () =>
  new Error(
    'The package is not whole: some of its parts are missing or not what they should be. Ask for it to be saved again.',
  )

/**
 * A package from the content of its unlocked file, every part checked before any is used. Visits that are none are left
 * out and counted. Throws a sentence where it is not whole.
 */
export function readPackage(content: Uint8Array): Packed & { readonly leftOut: number } {
  const p = unbundle(content)
  if (!isRecord(p) || !isRecord(p.incidents) || typeof p.version !== 'number') throw notWhole()
  if (p.version > 1)
    throw new Error('This package was saved by a newer Cocoon. Update this page, then open it again.')
  const i = p.incidents
  const table = soundIncidents(i.table)
  const text = table && soundText(i.text, table.n)
  const report = soundReport(i.report)
  const sound = name(i.name) && isFlag(i.sample) && Array.isArray(p.visits) && maybe(isTracks)(p.tracks)
  if (p.version !== 1 || !sound || !table || !text || !report) throw notWhole()
  const visits = (p.visits as unknown[]).flatMap((v) => soundVisit(v) ?? [])
  return {
    version: 1,
    project: upgrade(p.project),
    incidents: { name: i.name as string, sample: i.sample as boolean, table, text, report },
    visits,
    ...(p.tracks ? { tracks: p.tracks as readonly TrackFile[] } : {}),
    leftOut: (p.visits as unknown[]).length - visits.length,
  }
}

/**
 * Puts a package in place of what is loaded and joins its visits to those kept here: both or neither. The visits come
 * first, because only keeping them can fail.
 */
export async function openPackage(p: Packed): Promise<Joined> {
  const joined = await join(p.visits)
  const { name, sample, table, text, report } = p.incidents
  const before = useStore.getState()
  // the sample's streets lie under its own incidents in every browser
  const under =
    sample && before.incidents?.sample
      ? [
          ...before.ground.map((g) => ({ kind: 'ground' as const, ...g, notes: [] })),
          ...before.boundaries.map((b) => ({ kind: 'boundaries' as const, ...b, notes: [] })),
        ]
      : []
  const opened = { kind: 'incidents' as const, name, incidents: table, text, report }
  const tracks = (p.tracks ?? []).map((t) => ({ kind: 'tracks' as const, ...t }))
  accept([opened, ...under, ...tracks], [], sample)
  // the user's own series and plans outlive the incidents they were made with
  const series = joinSeries(before.project.series, p.project.series)
  const plans = joinPlans(
    before.project.plans.filter((one) => !ofSample(one)),
    p.project.plans,
  )
  const plansAside = [...before.project.plansAside, ...p.project.plansAside]
  useStore.setState({ project: { ...p.project, series, plans, plansAside }, past: [], future: [] })
  return joined
}
