/**
 * The project: everything the user has decided and nothing the files contain. It is what the undo history,
 * the project file and (most of it) the URL hold. Rows never enter it.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import {
  isShallow,
  among,
  isRecord,
  listOf,
  namesTo,
  numberIn,
  onlyParts,
  textTo,
  wholeIn,
} from '../core/base/sound.ts'
import type { Clause } from '../core/table/filter.ts'
import { type PlanRecord, soundPlans } from '../core/evaluation/planRecord.ts'
import { areaOnPlane } from '../core/geometry/onPlane.ts'
import { OFFENCES } from '../core/base/offences.ts'
import { OUTCOME_GROUPS } from '../core/table/outcomes.ts'
import type { Plane } from '../core/geometry/plane.ts'
import { soundShape } from '../core/geometry/shape.ts'
import { type Series, soundSeries } from '../core/series/series.ts'
import type { ImportOptions } from '../import/contract.ts'
import { soundOptions } from '../import/meaning/options.ts'
import { type MapNote, soundMapNotes } from './mapNotes.ts'
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
  readonly version: 3
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
  /** ids of views kept on the map while another is in front */
  readonly shown: readonly string[]
  readonly camera: { readonly lng: number; readonly lat: number; readonly zoom: number } | null
  /** what the user looks at often, under names */
  readonly views: readonly NamedView[]
  /** the analyst's own words on the briefing */
  readonly briefingNotes: string
  /** what the analyst wrote on the map */
  readonly mapNotes: readonly MapNote[]
  /** suspected series of linked crimes: keys of rows, and what the user wrote of them */
  readonly series: readonly Series[]
  /** what is done about crime, where and when, and how it will be judged */
  readonly plans: readonly PlanRecord[]
  /** plans of a file that could not be read, kept as they were */
  readonly plansAside: readonly unknown[]
}

export const emptyProject: Project = {
  version: 3,
  title: '',
  source: null,
  reading: {},
  view: 'cocooning',
  clauses: [],
  asAt: 'auto',
  params: {},
  shown: [],
  camera: null,
  views: [],
  briefingNotes: '',
  mapNotes: [],
  series: [],
  plans: [],
  plansAside: [],
}

const isText = textTo(100_000)

/** Far beyond every table, and still a date: about 270 years either side of 1970. */
const day = wholeIn(-100_000, 100_000)
const offence = among(OFFENCES.map((o) => o.id))
const outcome = among(OUTCOME_GROUPS.map((g) => g.id))

/** A filter out of an unknown value, such as a link or a file that was edited by hand; undefined where it is none. */
export function soundClause(json: unknown): SavedClause | undefined {
  const c = json as Record<string, unknown> | null
  if (typeof c !== 'object' || c === null || !isText(c.source)) return undefined
  const { source, kind } = c
  switch (kind) {
    case 'offence':
      return listOf(offence)(c.offences) ? { source, kind, offences: c.offences as never } : undefined
    case 'period':
      return day(c.fromDay) && day(c.toDay) ? { source, kind, fromDay: c.fromDay, toDay: c.toDay } : undefined
    case 'hours': {
      const { fromHour, toHour } = c
      const hour = wholeIn(0, 24)
      return hour(fromHour) && hour(toHour) ? { source, kind, fromHour, toHour } : undefined
    }
    case 'weekdays':
      return listOf(wholeIn(0, 6))(c.weekdays) ? { source, kind, weekdays: c.weekdays } : undefined
    case 'beat':
      return listOf(isText)(c.beats) ? { source, kind, beats: c.beats } : undefined
    case 'street':
      return listOf(isText)(c.streets) ? { source, kind, streets: c.streets } : undefined
    case 'outcome':
      return listOf(outcome)(c.outcomes) ? { source, kind, outcomes: c.outcomes as never } : undefined
    case 'repeat':
      return { source, kind }
    case 'area': {
      const shape = soundShape(c.shape)
      return isText(c.name) && shape ? { source, kind, name: c.name, shape } : undefined
    }
  }
  return undefined
}

const CAMERA = { lng: numberIn(-180, 180), lat: numberIn(-90, 90), zoom: numberIn(0, 24) }
const SOURCE = { name: textTo(1000), rows: numberIn(0, Number.MAX_SAFE_INTEGER), fingerprint: textTo(1000) }

/** A place on the map out of an unknown value; undefined where the map could not go there. */
export const soundCamera = (v: unknown): NonNullable<Project['camera']> | undefined =>
  onlyParts<NonNullable<Project['camera']>>(CAMERA, v)

/** The parts of a project that the page cannot do without, each as the start has it where it is not sound. */
function soundParts(p: Record<string, unknown>): Partial<Project> {
  return {
    title: textTo(1000)(p.title) ? p.title : '',
    source: onlyParts<NonNullable<Project['source']>>(SOURCE, p.source) ?? null,
    view: textTo(1000)(p.view) ? p.view : emptyProject.view,
    asAt: textTo(40)(p.asAt) ? p.asAt : emptyProject.asAt,
    camera: soundCamera(p.camera) ?? null,
  }
}

/** What the map showed before anything was chosen, up to version 1 of project and link. */
const USUALLY_SHOWN = ['zones', 'cocooning']

/** The layers of a version 1 that were chosen: without those that came along by themselves. */
export const withoutUsual = (shown: readonly string[]): readonly string[] =>
  USUALLY_SHOWN.every((id) => shown.includes(id)) ? shown.filter((id) => !USUALLY_SHOWN.includes(id)) : shown

/** Upgraders from version v to v + 1; `upgrade` checks at load that none is missing. */
const UPGRADERS: Readonly<Record<number, (old: Record<string, unknown>) => Record<string, unknown>>> = {
  // a place shows its own layers now: what version 1 showed by itself was no one's choice to keep
  1: (old) => ({ ...old, version: 2, ...(listOf(isText)(old.shown) && { shown: withoutUsual(old.shown) }) }),
  // plans came with version 3
  2: (old) => ({ ...old, version: 3, plans: [], plansAside: [] }),
}

for (let v = 1; v < emptyProject.version; v++)
  if (!UPGRADERS[v]) throw new Error(`The upgrader of project version ${v} is missing.`)

/** Lists and objects of a project within each other; plans and drawn areas have about ten. */
const MOST_NESTED = 50

/** A project from parsed JSON of any version this build knows. Throws a sentence otherwise. */
export function upgrade(json: unknown): Project {
  const bad = (why: string) =>
    new Error(`This is not a Cocoon project: ${why}. Choose a file saved with "Save project".`)
  if (!isRecord(json)) throw bad('it holds no project object')
  if (!isShallow(json, MOST_NESTED))
    throw bad('its parts lie deeper within each other than any project has them')
  let p = json
  if (!wholeIn(1, Number.MAX_SAFE_INTEGER)(p.version)) throw bad('it has no version')
  if ((p.version as number) > emptyProject.version)
    throw new Error(
      `This project was saved by a newer Cocoon (version ${p.version}; this one reads up to ${emptyProject.version}).`,
    )
  while ((p.version as number) < emptyProject.version) p = UPGRADERS[p.version as number](p)
  const { clauses, shown, params } = { ...emptyProject, ...p } as Record<string, unknown>
  if (!Array.isArray(clauses) || !listOf(isText)(shown) || !namesTo(isRecord)(params))
    throw bad('its parts are not what they should be')
  const sound = clauses.map(soundClause)
  if (!sound.every((c) => c !== undefined)) throw bad('one of its filters cannot be read')
  const { plans, aside } = soundPlans(p.plans)
  // projects saved before readings, views and notes were kept have none
  return {
    ...emptyProject,
    ...soundParts(p),
    clauses: sound,
    shown,
    params,
    reading: soundOptions(p.reading),
    views: soundViews(p.views),
    briefingNotes: isText(p.briefingNotes) ? p.briefingNotes.slice(0, 20_000) : '',
    mapNotes: soundMapNotes(p.mapNotes),
    series: soundSeries(p.series),
    plans,
    plansAside: [...(Array.isArray(p.plansAside) ? p.plansAside : []), ...aside],
  }
}

/** The clauses as the filter wants them. */
export function clausesOn(saved: readonly SavedClause[], plane: Plane): Clause[] {
  return saved.map((c) =>
    c.kind === 'area' ? { source: c.source, kind: 'area', area: areaOnPlane(c.name, c.shape, plane) } : c,
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
