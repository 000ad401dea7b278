/** Calls that paper cannot tell apart: their address file names them alike. */
import { countOf } from '../core/base/words.ts'
import type { ListedVisit } from './list.ts'

/**
 * What to say where calls of a list are written alike and nobody could find the door, as where the column of the house
 * numbers was not known; '' where each has an address of its own.
 */
export function alikeWords(visits: readonly Pick<ListedVisit, 'address' | 'flats'>[]): string {
  const times = new Map<string, number>()
  const lineOf = (v: (typeof visits)[number]) => `${v.flats.join(', ')} ${v.address}`.trim()
  for (const v of visits) times.set(lineOf(v), (times.get(lineOf(v)) ?? 0) + 1)
  const twice = [...times].filter(([, n]) => n > 1).sort((a, b) => b[1] - a[1])
  if (twice.length === 0) return ''
  const n = twice.reduce((sum, [, k]) => sum + k, 0)
  return `${countOf(n, 'call is', 'calls are')} written like another, such as “${twice[0][0]}”: nobody can find these doors. Say under Data which column of the address file holds the number or the name of a home.`
}
