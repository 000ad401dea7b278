/** Every method's head, found by its folder, in the order of the places and of the tabs in each. */
import type { Head } from './contract.ts'

const found = import.meta.glob<{ readonly HEAD: Head<any> }>('./*/head.ts', { eager: true })

export const HEADS: readonly Head<any>[] = Object.values(found)
  .map((m) => m.HEAD)
  .sort((a, b) => a.order - b.order)
