/** The user's own settings of each method: kept by a press, in force when the page is opened without a link. */
import { HEADS } from '../analyses/heads.ts'
import { applies, type Schema, showValue } from '../core/base/params.ts'
import { keepSettings, useSettings } from '../state/settings.ts'
import { drift, useStore } from '../state/store.ts'
import { soundValues } from './protocol.ts'

type Kept = Readonly<Record<string, unknown>>

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Whether two sets of changed values are the same settings, in whatever order they were changed. */
export const sameValues = (a: Kept = {}, b: Kept = {}): boolean => {
  const keys = new Set([...Object.keys(a), ...Object.keys(b)])
  return [...keys].every((k) => equal(a[k], b[k]))
}

/** Puts the user's own settings in force; those a later version no longer takes are left out. */
export function recallOwn(): void {
  const { own } = useSettings.getState()
  const { params } = useStore.getState().project
  const recalled = HEADS.flatMap((s) => {
    const values = soundValues(s.schema, own[s.id] ?? {})
    return Object.keys(values).length > 0 ? [[s.id, values] as const] : []
  })
  if (recalled.length > 0) drift({ params: { ...params, ...Object.fromEntries(recalled) } })
}

/** Keeps the values of a method that differ from the published ones; nothing to differ by takes them away. */
export function keepOwn(id: string, values: Kept | undefined): void {
  const userValues = { ...useSettings.getState().own }
  if (values && Object.keys(values).length > 0) userValues[id] = values
  else delete userValues[id]
  keepSettings({ own: userValues })
}

/** "Radius 300 m (published: 400 m)" for each value that differs from the published default, and counts beside the others. */
export function differences(schema: Schema, values: Kept = {}): string[] {
  const all = Object.fromEntries(Object.entries(schema).map(([k, p]) => [k, values[k] ?? p.default]))
  return Object.entries(schema).flatMap(([k, p]) =>
    values[k] === undefined || equal(values[k], p.default) || !applies(p, all)
      ? []
      : [`${p.label} ${showValue(p, values[k])} (published: ${showValue(p, p.default)})`],
  )
}
