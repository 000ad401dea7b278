/**
 * The project: everything the user has decided and nothing the files contain. It is what the undo history,
 * the project file and (most of it) the URL hold. Rows never enter it.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import type { Clause } from '../core/filter.ts'
import type { Area } from '../core/method.ts'
import type { Plane } from '../core/plane.ts'
import { type Series, soundSeries } from '../core/series.ts'
import type { ImportOptions } from '../import/contract.ts'
import { soundOptions } from '../import/options.ts'
import { type NamedView, soundViews } from './views.ts'

/** A filter as it is saved: an area keeps its shape in degrees, so that it survives a change of plane. */
export type SavedClause =
  | Exclude<Clause, { kind: 'area' }>
  | {
      readonly source: string
      readonly kind: 'area'
      readonly name: string
      readonly shape: Polygon | MultiPolygon
    }

export interface Project {
  readonly version: 1
  readonly title: string
  /** which file this was made with: checked, not stored, when the project is opened again */
  readonly source: { readonly name: string; readonly rows: number; readonly fingerprint: string } | null
  /** how the file is read where the user corrected it; nothing = as guessed */
  readonly reading: ImportOptions
  /** the panel in front */
  readonly view: string
  readonly clauses: readonly SavedClause[]
  /** "auto" = the sensible date for this table; else an ISO date */
  readonly asAt: string
  /** method or form id → parameter → value, only where it differs from the default */
  readonly params: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  /** ids of what is drawn on the map */
  readonly shown: readonly string[]
  readonly camera: { readonly lng: number; readonly lat: number; readonly zoom: number } | null
  /** what the user looks at often, under names */
  readonly views: readonly NamedView[]
  /** the analyst's own words on the briefing */
  readonly briefingNotes: string
  /** suspected series of linked crimes: keys of rows, and what the user wrote of them */
  readonly series: readonly Series[]
}

export const emptyProject: Project = {
  version: 1,
  title: '',
  source: null,
  reading: {},
  view: 'cocooning',
  clauses: [],
  asAt: 'auto',
  params: {},
  shown: ['zones', 'cocooning'],
  camera: null,
  views: [],
  briefingNotes: '',
  series: [],
}

/** Upgraders from version v to v + 1; `upgrade` checks at load that none is missing. */
const UPGRADERS: Readonly<Record<number, (old: Record<string, unknown>) => Record<string, unknown>>> = {}

for (let v = 1; v < emptyProject.version; v++)
  if (!UPGRADERS[v]) throw new Error(`The upgrader of project version ${v} is missing.`)

/** A project from parsed JSON of any version this build knows. Throws a sentence otherwise. */
export function upgrade(json: unknown): Project {
  const bad = (why: string) =>
    new Error(`This is not a Cocoon project: ${why}. Choose a file saved with "Save project".`)
  if (!json || typeof json !== 'object' || Array.isArray(json)) throw bad('it holds no project object')
  let p = json as Record<string, unknown>
  if (typeof p.version !== 'number') throw bad('it has no version')
  if (p.version > emptyProject.version)
    throw new Error(
      `This project was saved by a newer Cocoon (version ${p.version}; this one reads up to ${emptyProject.version}).`,
    )
  while ((p.version as number) < emptyProject.version) p = UPGRADERS[p.version as number](p)
  // projects saved before readings, views and notes were kept have none
  const whole = {
    ...emptyProject,
    ...p,
    reading: soundOptions(p.reading),
    views: soundViews(p.views),
    briefingNotes: typeof p.briefingNotes === 'string' ? p.briefingNotes.slice(0, 20_000) : '',
    series: soundSeries(p.series),
  } as Project
  if (!Array.isArray(whole.clauses) || !Array.isArray(whole.shown) || typeof whole.params !== 'object')
    throw bad('its parts are not what they should be')
  return whole
}

/** Puts rings of degrees on a plane. */
export function areaOf(name: string, shape: Polygon | MultiPolygon, plane: Plane): Area {
  const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates
  return {
    name,
    polygons: polygons.map((rings) =>
      rings.map((ring) => {
        const flat = new Float64Array(ring.length * 2)
        ring.forEach(([lng, lat], i) => flat.set(plane.forward(lng, lat), i * 2))
        return flat
      }),
    ),
  }
}

/** The clauses as the filter wants them. */
export function clausesOn(saved: readonly SavedClause[], plane: Plane): Clause[] {
  return saved.map((c) =>
    c.kind === 'area' ? { source: c.source, kind: 'area', area: areaOf(c.name, c.shape, plane) } : c,
  )
}

/** With this clause in place of the one its source had; `undefined` takes that one away. */
export function withClause(
  saved: readonly SavedClause[],
  source: string,
  clause: SavedClause | undefined,
): SavedClause[] {
  const rest = saved.filter((c) => c.source !== source)
  return clause ? [...rest, clause] : rest
}
