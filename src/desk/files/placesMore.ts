/** Which rows addresses may yet place; apart, for the first script asks it too. */
import type { ImportReport } from '../../import/contract.ts'

/** What is asked of loaded incidents. */
export interface MayBePlaced {
  readonly report?: Pick<ImportReport, 'leftOut'>
  readonly files?: readonly unknown[]
  readonly base?: unknown
}

/** Why a row has no place of its own, as the import says it. */
const PLACELESS: ReadonlySet<string> = new Set([
  'no coordinates',
  'coordinates 0,0',
  'coordinates are not numbers',
  'outside the grid',
  'outside the world',
])

/** Rows of loaded incidents that addresses may yet place: those without usable coordinates, where they can be read again. */
export const placesMore = ({ report, files, base }: MayBePlaced): number =>
  (files?.length ?? 0) === 0 || base ? 0 : placeless(report)

/** Rows left out for want of usable coordinates. */
export const placeless = (report: MayBePlaced['report']): number =>
  (report?.leftOut ?? []).reduce((sum, l) => sum + (PLACELESS.has(l.reason) ? l.n : 0), 0)
