/** Contents page for the screen. Adding a method = one folder + one line here and in compute.ts. */
import type { Screen } from './contract.ts'

export const SCREENS: readonly Screen<any, any>[] = []
