/** Areas in words and as a table, without a screen. */
import type { Values } from '../../core/base/params.ts'
import { countOf, showNumber, showP, showShare } from '../../core/base/words.ts'
import { type TableModel, figureColumns } from '../../ui/table.ts'
import type { ResultView, Words } from '../contract.ts'
import type { SCHEMA } from './params.ts'
import {
  type AreaRow,
  VERDICT,
  type AreasResult,
  countedWords,
  isAbove,
  isBelow,
  isWidened,
  rangeWords,
  showRate,
} from './result.ts'

export type View = ResultView<Values<typeof SCHEMA>, AreasResult>

export const many = (r: AreasResult) => (r.of === 'burglary' ? 'burglaries' : 'incidents')

export const title = (r: AreasResult) => (r.of === 'burglary' ? 'Burglaries' : 'Incidents')

export const hasRates = (r: AreasResult) => r.areas.some((a) => a.verdict !== 'none')

function answer(view: View): string {
  const { n, nowhere } = view.result
  const most =
    nowhere > n / 2
      ? `Most incidents, ${showNumber(nowhere)} of ${showNumber(n)}, lie in none of these areas. `
      : ''
  return most + ofThose(view)
}

function ofThose({ result: r }: View): string {
  if (!hasRates(r)) {
    const [most] = r.areas
    if (r.areas.length === 1)
      return `${most.name} is the only area looked at: ${countedWords(r, most.n)}, and nothing to hold it against.`
    return `${most.name} has the most: ${showNumber(most.n)} of ${countedWords(r, r.n)}; without homes there are no rates.`
  }
  const judged = r.areas.filter((a) => a.verdict !== 'none')
  // of many areas some lie outside limits of their own by chance: named is what stays so for looking at all of them
  const kept = judged.filter((a) => a.q <= r.level)
  const [up, down] = [kept.filter(isAbove), kept.filter(isBelow)]
  const alone = judged.filter((a) => isAbove(a) || isBelow(a)).length
  const whole = `${showRate(r.rate)} per 1,000 homes, the rate of all areas together`
  if (up.length + down.length === 0 && alone > 0)
    return `None of ${ofAreas(r, judged.length)} stands out from ${rangeWords(r)} around ${whole}, once corrected for looking at so many; ${showNumber(alone)} ${alone === 1 ? 'lies' : 'lie'} outside limits of ${alone === 1 ? 'its' : 'their'} own, as about one in twenty does by chance.`
  if (up.length + down.length === 0)
    return `None of ${ofAreas(r, judged.length)} lies outside ${rangeWords(r)} around ${whole}.`
  const worst = up[0]
  const first = worst
    ? `: ${worst.name} furthest, ${showRate(worst.rate)} ${many(r)} per 1,000 homes against ${showRate(r.rate)} of all areas together`
    : ''
  return `${showNumber(up.length)} of ${ofAreas(r, judged.length)} ${up.length === 1 ? 'lies' : 'lie'} above ${rangeWords(r)}${first}${down.length ? `; ${showNumber(down.length)} below` : ''}.`
}

/** "8 beats", "1 area". */
export const ofAreas = (r: AreasResult, n: number) => countOf(n, r.words.replace(/s$/, ''), r.words)

/** A row for each area, in the order of the result. */
function list({ result: r }: View): TableModel {
  const { areas } = r
  const rates = hasRates(r)
  const number = figureColumns(areas)
  const chance = (key: string, label: string, of: (a: AreaRow) => number) => ({
    ...number(key, label, 4, of),
    show: (i: number) => (Number.isNaN(of(areas[i])) ? '' : showP(of(areas[i]))),
  })
  return {
    caption: rates
      ? `${title(r)} by ${r.words.replace(/s$/, '')}, furthest above the expected first`
      : `${title(r)} by ${r.words.replace(/s$/, '')}, most first`,
    n: areas.length,
    key: (i) => `${i} ${areas[i].name}`,
    at: (i) => areas[i].at,
    columns: [
      { key: 'name', label: 'Area', kind: 'text', value: (i) => areas[i].name },
      number('n', title(r), 0, (a) => a.n),
      {
        key: 'share',
        label: 'Share',
        unit: '%',
        kind: 'number',
        digits: 1,
        value: (i) => (100 * areas[i].n) / r.n,
        show: (i) => showShare(areas[i].n / r.n).replace(/%/, ''),
      },
      ...(areas.some((a) => a.km2 > 0) ? [number('km2', 'Density', 1, (a) => a.n / a.km2, 'per km²')] : []),
      ...(rates
        ? [
            number('homes', 'Homes', 0, (a) => a.homes),
            {
              ...number('rate', 'Rate', 1, (a) => a.rate, 'per 1,000 homes'),
              show: (i: number) =>
                areas[i].verdict === 'none'
                  ? ''
                  : `${showNumber(areas[i].rate, 1)}${areas[i].unsteady ? ' ~' : ''}`,
            },
            number('low', 'From', 1, (a) => a.low, '95%'),
            number('high', 'To', 1, (a) => a.high, '95%'),
            number('expected', 'Expected', 1, (a) => a.expected),
            number('ratio', 'Ratio', 2, (a) => a.ratio),
            {
              key: 'verdict',
              label: 'Against the range',
              kind: 'text' as const,
              value: (i: number) =>
                `${VERDICT[areas[i].verdict].word}${areas[i].unsteady ? ', unsteady' : ''}`,
              show: (i: number) =>
                `${VERDICT[areas[i].verdict].symbol} ${VERDICT[areas[i].verdict].word}${areas[i].unsteady ? ', unsteady' : ''}`,
            },
            chance('p', 'p', (a) => a.p),
            chance('q', 'Adjusted p', (a) => a.q),
          ]
        : []),
    ],
  }
}

/** What the result says in words and as a table: for page, paper and terminal alike. */
export const WORDS: Words<typeof SCHEMA, AreasResult> = {
  ...{ answer, list },
  deciding: ['p', 'q', 'ratio', 'rate', 'n'],
  aloud: (p) =>
    `${p.window === 'all' ? 'all that the filters leave' : p.window === '365' ? 'last 12 months' : p.window === '91' ? 'last 13 weeks' : 'last 28 days'}, false finds held to ${p.level}%`,
  sure: ({ result: r }) => [
    {
      label: 'How sure',
      says: `n = ${showNumber(r.n)}${hasRates(r) ? ` on ${countOf(r.homes, 'home')}; ${rangeWords(r)} ${isWidened(r) ? 'allows for areas that differ more than chance makes them' : 'is what areas alike would show'}` : ': counts without homes, so a large area leads by its size'}.`,
    },
    ...(r.nowhere > 0 ? [{ label: 'Left out', says: `${countOf(r.nowhere, 'incident')} in no area.` }] : []),
  ],
}
