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
  made: Pick<AreasResult, 'areas' | 'spread'> & { beyond: number },
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
    spreadNote(made.spread),
    `Limits of 95% and 99.8%. Of ${countOf(judged.length, 'area')} about one in twenty lies outside 95% by chance alone; the adjusted p (Benjamini–Hochberg) allows for that: ${made.beyond === 0 ? 'no area keeps' : `${countOf(made.beyond, 'area')} ${made.beyond === 1 ? 'keeps' : 'keep'}`} it small.`,
    ...(unsteady
      ? [
          `${countOf(unsteady, 'area')} with fewer than ${FEW} incidents or ${FEW_HOMES} homes: hatched, the rate is unsteady.`,
        ]
      : []),
    'Homes are what burglary can happen to; for other crime they only stand in.',
  ]
}

/** How much the areas differ beyond chance, and how the limits allow for it. */
function spreadNote({ model, phi, tau, areas, clear }: AreasResult['spread']): string {
  if (Number.isNaN(phi))
    return `${countOf(areas, 'area')} with homes, too few to see whether areas differ more than chance makes them: the limits are those of chance alone, exact.`
  const measured = `The areas differ ${showNumber(phi, 1)} times as much as chance around one common rate makes them (φ, outer tenths drawn in)`
  if (!clear) return `${measured}, no more than chance may give: the limits are those of chance alone, exact.`
  if (model === 'none')
    return `${measured}: they differ by more than one common rate gives by chance, and the limits are those of chance alone, so many lie outside.`
  return model === 'multiplicative'
    ? `${measured}: all limits are wider by √φ, ${showNumber(Math.sqrt(phi), 1)} times (multiplicative over-dispersion).`
    : `${measured}: more than chance gives, so they are taken to have rates of their own, which lie about ${showNumber(100 * tau)}% around the common one, and the limits hold that beside chance (additive over-dispersion).`
}
