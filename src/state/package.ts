/**
 * The package: project, incidents, tracks and visits in one locked file, to be opened in another browser. Addresses, streets
 * and boundaries stay outside (many are licensed); so do the raw rows of the import report, which may name people.
 */
import { mergeVisits, type Visit } from '../cocoon/visits.ts'
import { bundle, unbundle } from '../core/base/bundle.ts'
import type { Incidents, IncidentText } from '../core/table/incidents.ts'
import { spanOf } from '../core/table/span.ts'
import type { Track } from '../core/geometry/tracks.ts'
import type { ImportReport } from '../import/contract.ts'
import { ofSample } from '../core/evaluation/planRecord.ts'
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

const columns = ['x', 'y', 'lng', 'lat', 'from', 'to', 'flags', 'offence', 'place'] as const

const wholeLeg = ({ lng, lat, utc, clock }: Track['legs'][number]): boolean =>
  [lat, utc, clock].every((column) => column?.length === lng?.length)

/** A package from the content of its unlocked file. Throws a sentence where it is not whole. */
export function readPackage(content: Uint8Array): Packed {
  const p = unbundle(content) as Packed
  if (typeof p?.version === 'number' && p.version > 1)
    throw new Error('This package was saved by a newer Cocoon. Update this page, then open it again.')
  const t = p?.incidents?.table
  const whole =
    p?.version === 1 &&
    Number.isInteger(t?.n) &&
    columns.every((c) => t[c]?.length === t.n) &&
    [t.wording, t.beat, t.street, t.outcome].every((d) => d?.codes?.length === t.n) &&
    Object.values(p.incidents.text ?? {}).every((c) => c?.offsets?.length === t.n + 1) &&
    Array.isArray(p.visits) &&
    (p.tracks ?? []).every((f) => f.tracks?.every((k) => k.legs?.every(wholeLeg)))
  if (!whole)
    throw new Error(
      'The package is not whole: some of its columns are missing. Ask for it to be saved again.',
    )
  // packages saved before tables kept their span have none
  const table = { ...t, span: t.span ?? spanOf(t) }
  return { ...p, incidents: { ...p.incidents, table }, project: upgrade(p.project) }
}

/** Puts a package in place of what is loaded and joins its visits to those kept here. */
export async function openPackage(p: Packed): Promise<Joined> {
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
  return join(p.visits)
}
