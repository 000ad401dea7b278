/** What changes the session: files that come and go, and what follows from them for project, results and selection. */
import type { Opened } from '../import/contract.ts'
import { ofSample } from '../core/evaluation/planRecord.ts'
import { firstFilter } from './derived.ts'
import { useStore } from './instance.ts'
import type { DeclinedFile, LoadedIncidents, OverlayFile, Session, Store } from './types.ts'

/** Changes the session: no step of the history. */
export const setSession = (patch: Partial<Session>): void => useStore.setState(patch)

/** The incidents as they are kept, from what was opened. */
export function loadedFrom(
  o: Extract<Opened, { kind: 'incidents' }>,
  files: readonly File[],
  sample: boolean,
): LoadedIncidents {
  const { name, incidents: table, text, report, lines, ended, options = {}, profiles = [] } = o
  return { name, table, text, report, sample, files, lines, ended, reading: options, profiles }
}

/**
 * Puts other incidents in place of the ones loaded. Results go. `keep`: nothing – another extract · filters – the same
 * with rows added or taken off · history – the same read otherwise, so that undo still leads back.
 */
export function putIncidents(incidents: LoadedIncidents, keep: 'nothing' | 'filters' | 'history'): void {
  const { incidents: old, project, past } = useStore.getState()
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
    const untouched = JSON.stringify(project.clauses) === JSON.stringify(firstFilter(old.table))
    const clauses = untouched ? firstFilter(table) : project.clauses
    const steps = keep === 'history' ? { past } : { past: [], future: [] }
    useStore.setState({ ...common, ...steps, project: { ...project, source, reading, clauses } })
  } else
    useStore.setState({
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

/** The homes as they are kept, from what was opened. */
export const loadedHomes = (
  o: Extract<Opened, { kind: 'homes' }>,
  files: readonly File[],
): NonNullable<Store['homes']> => ({
  name: o.name,
  homes: o.homes,
  notes: o.notes,
  rows: o.rows,
  leftOut: o.leftOut,
  report: o.report,
  files,
})

/** Puts what was opened where it belongs. A new incident table clears filters, results and what came with the sample. */
export function accept(opened: readonly Opened[], files: readonly File[], sample: boolean): void {
  const state = useStore.getState()
  const patch: { -readonly [K in keyof Store]?: Store[K] } = { ready: true, importing: undefined }
  const incidents = opened.find((o) => o.kind === 'incidents')
  // the sample's homes and streets must never be mixed with a force's incidents; what the user opened over it stays
  const leaving = !sample && (state.incidents?.sample ?? false)
  const ofUser = (o: { readonly sample?: true }) => !(leaving && incidents && o.sample)
  let boundaries = state.boundaries.filter(ofUser)
  let ground = state.ground.filter(ofUser)
  if (state.homes && !ofUser(state.homes)) patch.homes = undefined
  const mark = sample && { sample: true as const }
  if (sample) {
    boundaries = []
    ground = []
  }
  if (incidents) putIncidents(loadedFrom(incidents, files, sample), 'nothing')
  if (leaving && incidents) {
    const { project } = useStore.getState()
    patch.project = { ...project, plans: project.plans.filter((p) => !ofSample(p)) }
  }
  let { tracks, overlays } = state
  // outlines made of the sample's boundaries go with them
  if (leaving && incidents) overlays = overlays.filter((o) => o.files.length > 0)
  const declined: DeclinedFile[] = []
  for (const o of opened) {
    if (o.kind === 'homes') patch.homes = { ...loadedHomes(o, files), ...mark }
    else if (o.kind === 'boundaries') boundaries.push({ name: o.name, features: o.features, ...mark })
    else if (o.kind === 'ground') ground.push({ name: o.name, features: o.features, ...mark })
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
  useStore.setState({ ...patch, boundaries, ground, tracks, overlays, declined })
}
