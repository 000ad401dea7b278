/** Every method's screen, found by its folder, in the order of the places and of the tabs in each: fetched after the first answer. */
import type { Screen } from './contract.ts'

const found = import.meta.glob<{ readonly SCREEN: Screen<any, any> }>('./*/screen.tsx', { eager: true })

export const SCREENS: readonly Screen<any, any>[] = Object.values(found)
  .map((m) => m.SCREEN)
  .sort((a, b) => a.order - b.order)
