/** The series of the project: making, filling and naming them, each as one step that can be undone. */
import { keptStore, memo } from '../core/base/kept.ts'
import { create } from 'zustand'
import { findMembers, type Found, rowKey, type Series } from '../core/series/series.ts'
import { pickRows } from '../core/series/share.ts'
import type { Incidents } from '../core/table/incidents.ts'
import { OFFENCES } from '../core/base/offences.ts'
import { dictAt } from '../core/base/text.ts'
import type { Packed } from './package.ts'
import { emptyProject } from './project.ts'
import { change } from './change.ts'
import { useStore } from './instance.ts'
import type { LoadedIncidents, Store } from './types.ts'

/** Which series is in front; absent = the newest. */
export const useFront = keptStore(create<{ readonly id?: string }>(() => ({})))

/** The series in front. */
export const seriesInFront = (all: readonly Series[], id?: string): Series | undefined =>
  all.find((s) => s.id === id) ?? all.at(-1)

const found = memo((table: Incidents, members: readonly string[]): Found => findMembers(table, members), 6)

/** The members of a series in a table. */
export const membersIn = (table: Incidents, series: Series): Found => found(table, series.members)

const all = () => useStore.getState().project.series

/** One step that changes parts of a series as it is now, whatever the caller last saw of it. */
const put = (what: string, { id }: Series, patch: Partial<Series>): void =>
  change(what, { series: all().map((s) => (s.id === id ? { ...s, ...patch } : s)) })

/** A name no other series has: "Series 3". */
function freeName(): string {
  const names = new Set(all().map((s) => s.name))
  for (let k = 1; ; k++) if (!names.has(`Series ${k}`)) return `Series ${k}`
}

const newId = () => globalThis.crypto.randomUUID().slice(0, 8)

/** Starts a series, with rows or empty, and puts it in front. */
export function startSeries(rows: ArrayLike<number> = [], name = freeName()): Series {
  const table = useStore.getState().incidents?.table
  const members = table ? [...new Set(Array.from(rows, (i) => rowKey(table, i)))] : []
  const series: Series = { id: newId(), name, notes: '', members }
  change(`series ${name} started`, { series: [...all(), series] })
  useFront.setState({ id: series.id })
  return series
}

/** What adding did. */
export interface Added {
  readonly series: Series
  /** members that are new to it */
  readonly added: number
  /** rows that were members already */
  readonly already: number
}

/** Adds rows to the series in front, or to a new one where there is none. Undefined where nothing is loaded. */
export function addRows(rows: ArrayLike<number>): Added | undefined {
  const { incidents, project } = useStore.getState()
  if (!incidents || rows.length === 0) return undefined
  const series = seriesInFront(project.series, useFront.getState().id)
  if (!series) {
    const made = startSeries(rows)
    return { series: made, added: made.members.length, already: 0 }
  }
  const known = new Set(series.members)
  const keys = Array.from(rows, (i) => rowKey(incidents.table, i))
  const fresh = [...new Set(keys)].filter((k) => !known.has(k))
  if (fresh.length > 0)
    put(`${fresh.length} added to ${series.name}`, series, { members: [...series.members, ...fresh] })
  return { series, added: fresh.length, already: keys.filter((k) => known.has(k)).length }
}

/** Takes rows out of a series; returns how many members that were. */
export function removeRows(series: Series, rows: ArrayLike<number>): number {
  const table = useStore.getState().incidents?.table
  if (!table) return 0
  const keys = new Set(Array.from(rows, (i) => rowKey(table, i)))
  const members = series.members.filter((m) => !keys.has(m))
  const gone = series.members.length - members.length
  if (gone > 0) put(`${gone} taken out of ${series.name}`, series, { members })
  return gone
}

/** Takes out the members that the present file does not hold. */
export function dropMissing(series: Series): void {
  const table = useStore.getState().incidents?.table
  if (!table) return
  const gone = new Set(membersIn(table, series).missing)
  put(`missing members of ${series.name} taken out`, series, {
    members: series.members.filter((m) => !gone.has(m)),
  })
}

/** Names a series anew; an empty name changes nothing. */
export function renameSeries(series: Series, name: string): void {
  if (name.trim() && name.trim() !== series.name)
    put(`series renamed ${name.trim()}`, series, { name: name.trim() })
}

/** Keeps the notes of a series. */
export function noteSeries(series: Series, notes: string): void {
  if (notes !== series.notes) put(`notes of ${series.name}`, series, { notes })
}

/** Members whose rows another extract tells otherwise stay members, under their new keys; no step of the history. */
export function followRows(keys: ReadonlyMap<string, string>): number {
  const { project } = useStore.getState()
  let followed = 0
  const series = project.series.map((s) => {
    const members = [...new Set(s.members.map((m) => keys.get(m) ?? m))]
    const moved = s.members.filter((m) => keys.has(m)).length
    followed += moved
    return moved > 0 ? { ...s, members } : s
  })
  if (followed > 0) useStore.setState({ project: { ...project, series } })
  return followed
}

/** Deletes a series; undo brings it back. */
export const deleteSeries = (series: Series): void =>
  change(`series ${series.name} deleted`, { series: all().filter((s) => s.id !== series.id) })

/**
 * The series of a package beside those kept here: none of either is lost. Where both have one and it differs, the one
 * that was here stays as a copy.
 */
export function joinSeries(here: readonly Series[], come: readonly Series[]): Series[] {
  const coming = new Map(come.map((s) => [s.id, s]))
  const kept = here.flatMap((s) => {
    const other = coming.get(s.id)
    if (!other) return [s]
    return JSON.stringify(other) === JSON.stringify(s)
      ? []
      : [{ ...s, id: newId(), name: `${s.name} (as it was here)` }]
  })
  return [...kept, ...come]
}

/** A package of one series: its incidents that are in the file, its name and notes; nothing else of the project. */
export function packedSeries(
  state: Pick<Store, 'project'> & { readonly incidents: LoadedIncidents },
  series: Series,
): Packed {
  const { incidents, project } = state
  const { rows } = membersIn(incidents.table, series)
  const { table, text } = pickRows(incidents.table, incidents.text, rows)
  const { report } = incidents
  const wordings = new Map<string, (typeof report.wordings)[number]>()
  for (let i = 0; i < table.n; i++) {
    const wording = dictAt(table.wording, i)
    const n = (wordings.get(wording)?.n ?? 0) + 1
    wordings.set(wording, { wording, offence: OFFENCES[table.offence[i]].id, n })
  }
  const name = `series ${series.name}`
  return {
    version: 1,
    project: {
      ...emptyProject,
      title: series.name,
      view: 'series',
      asAt: project.asAt,
      shown: ['series'],
      source: { name, rows: table.n, fingerprint: table.fingerprint },
      series: [series],
    },
    incidents: {
      name,
      sample: incidents.sample,
      table,
      text,
      report: {
        files: [{ name, rows: table.n, kept: table.n, what: 'members of a series' }],
        rows: table.n,
        kept: table.n,
        leftOut: [],
        warnings: [],
        precision: report.precision,
        source: report.source,
        crs: report.crs,
        crsLabel: report.crsLabel,
        columns: [],
        dropped: [],
        droppedPersonal: [],
        wordings: [...wordings.values()],
        header: [],
        preview: [],
        notes: [
          `Members of a series out of a larger file. Rates, hotspots and expectations mean nothing here: what is not in the series is not in the file.`,
        ],
      },
    },
    visits: [],
  }
}
