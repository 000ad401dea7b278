/** What the counting and the limits of areas rest on, in sentences. */
import type { Input } from '../../core/table/method.ts'
import { OFFENCES } from '../../core/base/offences.ts'
import type { Values } from '../../core/base/params.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import type { SCHEMA } from './params.ts'
import { type AreasResult, FEW, FEW_HOMES } from './result.ts'

type P = Values<typeof SCHEMA>

import type { Counted } from './counting.ts'

/** What was counted: kinds, period, rows left out. */
export function notesOf(
  { table, rows: all }: Input<P>,
  rows: Uint32Array,
  period: string,
  only: boolean,
): string[] {
  const kinds = OFFENCES.map((o, k) => ({
    ...o,
    n: rows.reduce((s, i) => s + (table.offence[i] === k ? 1 : 0), 0),
  }))
    .filter((o) => o.n > 0)
    .sort((a, b) => b.n - a.n)
  const what = kinds.map((o) => `${o.label.toLowerCase()} ${showNumber(o.n)}`).join(', ')
  const left = all.length - rows.length
  return [
    `${countOf(rows.length, 'incident')}, ${period}: ${what}.`,
    ...(left
      ? [
          `${countOf(left, 'incident')} under this filter not counted: ${only ? 'other kinds of crime, ' : ''}outside the period, or with an unlikely date.`,
        ]
      : []),
    ...(kinds.length > 1
      ? [
          'Several kinds of crime are counted together. Filter by one kind for a rate that says what it is of.',
        ]
      : []),
  ]
}

/** What the rates and limits rest on. */
export function statNotes(
  c: Counted,
  made: Pick<AreasResult, 'areas' | 'dispersion'> & { beyond: number },
): string[] {
  const judged = made.areas.filter((a) => a.verdict !== 'none')
  if (judged.length === 0) return []
  const bare = made.areas.filter((a) => a.homes === 0)
  const lost = made.areas.reduce((s, a) => s + (a.homes > 0 ? 0 : a.n), 0)
  const unsteady = judged.filter((a) => a.unsteady).length
  return [
    `All areas with homes together: ${countOf(c.inHomes, 'incident')} over ${countOf(c.homes, 'home')}, ${showNumber((1000 * c.inHomes) / c.homes, 1)} per 1,000 homes in the period. Each area is held against that rate; its own incidents are part of it.`,
    ...(bare.length
      ? [`${countOf(bare.length, 'area')} without a home, with ${countOf(lost, 'incident')}: no rate.`]
      : []),
    `Limits of 95% and 99.8%, exact. Of ${countOf(judged.length, 'area')} about one in twenty lies outside 95% by chance alone; the adjusted p (Benjamini–Hochberg) allows for that: ${countOf(made.beyond, 'area')} ${made.beyond === 1 ? 'keeps' : 'keep'} it small.`,
    ...(made.dispersion > 2 && judged.length > 4
      ? [
          `The areas differ ${showNumber(made.dispersion, 1)} times as much as chance around one common rate would make them: most truly have rates of their own, so many flags are to be expected and the question is which differ most.`,
        ]
      : []),
    ...(unsteady
      ? [
          `${countOf(unsteady, 'area')} with fewer than ${FEW} incidents or ${FEW_HOMES} homes: hatched, the rate is unsteady.`,
        ]
      : []),
    'Homes are what burglary can happen to; for other crime they only stand in.',
  ]
}
