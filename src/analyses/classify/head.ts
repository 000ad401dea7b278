/** Where its screen stands, and under which sign: known before the screen itself is fetched. */
import type { Head } from '../contract.ts'
import { classifyMeta, type classifySchema } from './params.ts'

export const HEAD: Head<typeof classifySchema> = {
  ...classifyMeta,
  order: 140,
  group: 'pattern',
  shares: 'nearRepeat',
  icon: 'more',
  onMap: true,
}
