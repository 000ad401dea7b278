// head.ts – where it stands on the desk, known before its screen is fetched
import type { Head } from '../../../src/analyses/contract.ts'
import { META, type SCHEMA } from './params.ts'

export const HEAD: Head<typeof SCHEMA> = {
  ...META,
  order: 999, // among all methods, places first
  group: 'where',
  icon: 'chart', // a name of ui/icon.tsx
}
