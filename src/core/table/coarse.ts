/** What a table is too coarse for, and why, in words that are true of it: months, snap points, or both. */
import type { Incidents } from './incidents.ts'

/** A table of which no door and no zone of days and metres may be told. */
export interface Coarse {
  /** only the month of each incident is known */
  readonly months: boolean
  /** its points are no places of their own: data.police.uk's snap points, or points that many rows share */
  readonly points: 'published' | 'shared' | undefined
}

/** What a table must tell of itself for these words. */
export type Told = Pick<Incidents, 'source' | 'precision' | 'points'>

/** What makes a table coarse; undefined where it knows days and true places. */
export function coarseOf({ source, precision, points }: Told): Coarse | undefined {
  const months = precision === 'month'
  if (source !== 'open') return months ? { months, points: undefined } : undefined
  return { months, points: points === 'own' ? undefined : (points ?? 'published') }
}

/** Whether a table is data.police.uk's by its own columns or words: it was published before it came here. */
export const isPublished = ({ source, points }: Pick<Incidents, 'source' | 'points'>): boolean =>
  source === 'open' && points === undefined

/** What the table gives, as a clause: "This file gives only the month of each incident"; '' where it is not coarse. */
export function coarseSays(table: Told): string {
  const coarse = coarseOf(table)
  if (!coarse) return ''
  if (coarse.points === undefined) return 'This file gives only the month of each incident'
  const points =
    coarse.points === 'published'
      ? 'snap points that each stand for eight or more addresses'
      : 'points that many rows share, which are no places of their own'
  const origin = coarse.points === 'published' ? 'This is open data: it gives' : 'This file gives'
  return coarse.months ? `${origin} only the month, and ${points}` : `${origin} ${points}`
}

/** What to load in its place, a sentence; '' where the table is not coarse. */
export function finerThan(table: Told): string {
  const coarse = coarseOf(table)
  if (!coarse) return ''
  if (coarse.points === 'published') return 'Load the force’s own extract.'
  if (coarse.points === undefined) return 'Load an extract with the date of each incident.'
  return coarse.months
    ? 'Load an extract with the date and the true place of each incident.'
    : 'Load an extract with the true place of each incident; if these points are homes, say so under Data.'
}
