/** What limits a near-repeat table, a sentence each. */
import { BURGLARY } from '../base/offences.ts'
import { countOf, exactP, showNumber } from '../base/words.ts'
import type { BlockFigures } from './knoxBlock.ts'
import { FEWEST_PAIRS } from './knoxBlock.ts'
import type { Diagnostic, KnoxTable } from './knoxTable.ts'

const anchors = { from: 'start', middle: 'middle', to: 'end' } as const
const figure = (f: BlockFigures) =>
  Number.isFinite(f.ratio)
    ? `${showNumber(f.ratio, 1)} times (${countOf(f.observed, 'pair')} for ${showNumber(f.expected, 1)}, p ${Number.isNaN(f.p) ? 'not tested' : f.p < 0.0005 ? exactP(f.p) : showNumber(f.p, 3)})`
    : 'none expected'

/** What stands at a place: a home only where all offences are of homes. */
const oneOf = ({ offences }: Pick<KnoxTable, 'offences'>): string =>
  offences.length > 0 && offences.every((o) => BURGLARY.includes(o)) && offences.includes('burglary-home')
    ? 'home'
    : 'place'

/** The two figures with windows dated by one of their moments. */
export const anchorWords = (t: Pick<KnoxTable, 'offences'>, a: KnoxTable['anchors'][number]): string =>
  `Dated by the ${anchors[a.anchor]} of the window: the same ${oneOf(t)} ${figure(a.sameHome)}, neighbours ${figure(a.neighbours)}.`

/** How a diagnostic shuffles, and what it leaves out of account. */
function checks({ within, size }: Diagnostic): readonly [how: string, what: string] {
  if (within === 'season')
    return [
      `only within stretches of ${countOf(size, 'day')}`,
      'What only moves from place to place over the seasons',
    ]
  if (within === 'area')
    return [`only within squares of ${showNumber(size)} m`, 'What only rises or falls by area']
  return [
    `by the homes that stood in each square of ${showNumber(size)} m at each time (Kulldorff and Hjalmars 1999)`,
    'What only follows homes that were built or pulled down',
  ]
}

/** How wide the first band of days is, in words; the edge may be open. */
const firstBand = (t: KnoxTable) =>
  t.time[1] === Infinity ? 'the band of days' : countOf(t.time[1] - t.time[0], 'day')

/** The sentences. */
export function limitsOf(t: KnoxTable): string[] {
  const cells = t.observed.length
  const shown = t.shown.observed.length
  const out = [
    `Bands: ${t.notation}. Distance: ${t.metric === 'euclidean' ? 'straight line' : 'Manhattan, |dx| + |dy|'}, on the plane of the data.`,
    t.permutations
      ? `p is one-sided, (r + 1) / (${t.permutations} + 1), from ${t.permutations} shuffles of the dates (seed ${t.seed}); the ratio is observed / exact mean under shuffling.`
      : 'No permutations were run: expected counts and standard deviations are exact, p is not known yet.',
  ]
  if (t.permutations && cells > 1)
    out.push(
      `${cells} cells are tested at once${shown > cells ? `, ${shown} where pairs on one day stand by themselves` : ''}: some have p ≤ 0.05 by chance alone. The family-wise p counts how often the most extreme cell of a shuffled table is as extreme. The two sentences are two tests, and held to 0.05 together (Holm); neither claims anything of fewer than five pairs or where its interval reaches 1. How far and how long they reach ends with the first band that is not notable: another seed, or more shuffles, can move that by a band.`,
    )
  out.push(
    `Two incidents at the same ${oneOf(t)} are told from two at neighbouring ${oneOf(t)}s by UPRN, address, else coordinates to the metre; the figure for neighbours holds no pair of the first kind.`,
  )
  if (!t.sameDay) out.push('Pairs on one day are left out of the sentences and of the table shown.')
  if (t.doubles)
    out.push(
      `${countOf(t.doubles, 'row')} ${t.doubles === 1 ? 'says' : 'say'} the same as another (same kind, place and day) and may be one crime entered twice: left out of the sentences and of the table shown.`,
    )
  if (t.long)
    out.push(
      `${countOf(t.long, 'incident')} could have happened at any time in more than ${firstBand(t)}: too uncertain a day for these bands, so left out of the sentences and of the table shown.`,
    )
  if (t.withAll)
    out.push(
      `With all of these in: the same ${oneOf(t)} ${figure(t.withAll.sameHome)}, neighbours ${figure(t.withAll.neighbours)}.`,
    )
  out.push(...t.anchors.map((a) => anchorWords(t, a)))
  for (const d of t.diagnostics) {
    const [how, what] = checks(d)
    out.push(
      `Dates shuffled ${how}: the same ${oneOf(t)} ${figure(d.sameHome)}, neighbours ${figure(d.neighbours)}. ${what} is not counted there as a near repeat.`,
    )
  }
  if (t.permutations && t.diagnostics.length && !t.diagnostics.some((d) => d.within === 'homes'))
    out.push(
      'How many homes stood in each place at each time is not known here, so a new estate is told from near repeats only by dates shuffled within seasons and within areas. The test of Kulldorff and Hjalmars (1999) needs lists of homes of two dates or more: cocoon knox --homes in the terminal.',
    )
  const many = [t.sameHome, t.neighbours].filter((b) => b.observed >= FEWEST_PAIRS)
  if (t.permutations && many.length > 0 && many.every((b) => !b.interval))
    out.push('The period is too short for an interval of these figures over stretches of weeks.')
  const few = t.expected.reduce((sum, e) => sum + (e < 5 ? 1 : 0), 0)
  if (few) out.push(`${few} of ${cells} cells expect fewer than 5 pairs; their ratios are unsteady.`)
  out.push('These are recorded crimes; a pattern of recording looks like a pattern of crime.')
  return out
}
