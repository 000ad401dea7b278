/** Where its screen stands, and under which sign: known before the screen itself is fetched. */
import type { Head } from '../contract.ts'
import { nearRepeatMeta, type nearRepeatSchema } from './params.ts'

export const HEAD: Head<typeof nearRepeatSchema> = {
  ...nearRepeatMeta,
  order: 130,
  group: 'pattern',
  icon: 'redo',
}
