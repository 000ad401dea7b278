/** The screen of a method. */
import type { Screen } from '../../analyses/contract.ts'
import { SCREENS } from '../../analyses/index.ts'

/** Throws for an id that no method has. */
export function screenOf(id: string): Screen<any, any> {
  const found = SCREENS.find((s) => s.id === id)
  if (!found) throw new Error(`There is no analysis called "${id}".`)
  return found
}
