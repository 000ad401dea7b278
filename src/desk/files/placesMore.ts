/** Which rows addresses may yet place; apart, for the first script asks it too. */
import type { ImportReport } from '../../import/contract.ts'

/** What is asked of loaded incidents. */
export interface MayBePlaced {
  readonly report?: Pick<ImportReport, 'leftOut'>
  readonly files?: readonly unknown[]
  readonly base?: unknown
}

/** Rows of loaded incidents that addresses may yet place: those without coordinates, where they can be read again. */
export const placesMore = ({ report, files, base }: MayBePlaced): number =>
  (files?.length ?? 0) === 0 || base
    ? 0
    : (report?.leftOut.find((l) => l.reason === 'no coordinates')?.n ?? 0)
