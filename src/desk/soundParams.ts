/** Settings of methods out of a link, a project or a package: each must be one that its method takes. */
import { HEADS } from '../analyses/heads.ts'
import type { Schema } from '../core/base/params.ts'
import type { Project } from '../state/project.ts'
import { cocooningSchema } from '../state/cocoon.ts'
import { soundValues } from './protocol.ts'

/** The parameters of every method and form by its id. */
export const SCHEMAS: Readonly<Record<string, Schema>> = {
  ...Object.fromEntries(HEADS.map((s) => [s.id, s.schema])),
  cocooning: cocooningSchema,
}

/** The settings that can stand, and how many could not; those of methods not known here are left out without a word. */
export function soundParams(params: Project['params']): {
  readonly params: Project['params']
  readonly leftOut: number
} {
  let leftOut = 0
  const sound = Object.entries(params).flatMap(([id, values]) => {
    if (!Object.hasOwn(SCHEMAS, id)) return []
    const good = soundValues(SCHEMAS[id], values)
    leftOut += Object.keys(values).length - Object.keys(good).length
    return [[id, good] as const]
  })
  return { params: Object.fromEntries(sound), leftOut }
}
