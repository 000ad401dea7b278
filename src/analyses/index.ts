/** Contents page for the screen. Adding a method = one folder + one line here and in compute.ts. */
import type { Screen } from './contract.ts'
import { SCREEN as hotspots } from './hotspots/index.tsx'
import { SCREEN as repeats } from './repeats/index.tsx'
import { SCREEN as zones } from './zones/index.tsx'

export const SCREENS: readonly Screen<any, any>[] = [zones, hotspots, repeats]
