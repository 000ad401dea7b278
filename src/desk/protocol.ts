/** The team's own protocol: set once, in force again the next time the page is opened. */
import { problemWith, type Schema } from '../core/base/params.ts'
import { cocooningSchema } from '../state/cocoon.ts'
import { keepSettings, useSettings } from '../state/settings.ts'
import { drift, useStore } from '../state/store.ts'

/** The remembered values that can still stand: a later version may know other limits. */
export function soundValues(
  schema: Schema,
  kept: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(kept).filter(
      ([key, value]) => Object.hasOwn(schema, key) && problemWith(schema[key], value) === undefined,
    ),
  )
}

/** Puts the remembered protocol in force. */
export function recallProtocol(): void {
  const { params } = useStore.getState().project
  const cocooning = soundValues(cocooningSchema, useSettings.getState().protocol)
  if (Object.keys(cocooning).length > 0) drift({ params: { ...params, cocooning } })
}

/** Remembers the protocol whenever it is changed. */
export function followProtocol(): void {
  useStore.subscribe((s, before) => {
    const now = s.project.params.cocooning
    if (now !== before.project.params.cocooning) keepSettings({ protocol: now ?? {} })
  })
}
