/** What changes the project: each change one step that can be undone, or a drift that is not worth one. */
import type { Schema } from '../core/base/params.ts'
import { useStore } from './instance.ts'
import { type Project, type SavedClause, withClause } from './project.ts'

/** How many steps can be undone. */
const HISTORY = 100

/**
 * Changes the project as one step that can be undone. `what` reads after "Undo": "filter by beat". Further changes of
 * the same `gesture` (a drag that sets a filter at every frame) belong to its first step.
 */
export function change(what: string, patch: Partial<Project>, gesture?: number): void {
  const { project, past, future } = useStore.getState()
  const same = gesture !== undefined && past.at(-1)?.gesture === gesture && future.length === 0
  useStore.setState({
    project: { ...project, ...patch },
    past: same ? past : [...past, { project, what, gesture }].slice(-HISTORY),
    future: [],
  })
}

/** Changes that are not worth a step of their own: the camera, the panel in front. */
export function drift(patch: Partial<Project>): void {
  useStore.setState({ project: { ...useStore.getState().project, ...patch } })
}

/** Takes the last change back; says what it was. */
export function undo(): string | undefined {
  const { project, past, future } = useStore.getState()
  const step = past.at(-1)
  if (!step) return undefined
  // the camera and the panel stay where the user is looking
  const { camera, view } = project
  useStore.setState({
    project: { ...step.project, camera, view },
    past: past.slice(0, -1),
    future: [...future, { project, what: step.what }],
  })
  return step.what
}

/** Makes the change that was taken back again. */
export function redo(): string | undefined {
  const { project, past, future } = useStore.getState()
  const step = future.at(-1)
  if (!step) return undefined
  const { camera, view } = project
  useStore.setState({
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
        useStore.getState().project.clauses,
      ),
    },
    gesture,
  )
}

/** Sets one parameter; `undefined` puts the default back. */
export function setParam(id: string, key: string, value: unknown): void {
  const { params } = useStore.getState().project
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
  const { params } = useStore.getState().project
  const mine = Object.entries({ ...params[id], ...values }).filter(
    ([key, v]) => schema[key] && JSON.stringify(v) !== JSON.stringify(schema[key].default),
  )
  change(what, { params: { ...params, [id]: Object.fromEntries(mine) } })
}

/** Shows or hides one layer group. */
export function toggleShown(id: string): void {
  const { shown } = useStore.getState().project
  const on = shown.includes(id)
  change(on ? 'layer hidden' : 'layer shown', { shown: on ? shown.filter((s) => s !== id) : [...shown, id] })
}
