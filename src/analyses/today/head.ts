/** Where its screen stands, and under which sign: known before the screen itself is fetched. */
import type { Head } from '../contract.ts'
import { META, type SCHEMA } from './params.ts'

export const HEAD: Head<typeof SCHEMA> = {
  ...META,
  order: 30,
  group: 'week',
  icon: 'calendar',
  onMap: true,
  counted: true,
}
