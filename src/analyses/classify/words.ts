/** Repeats and chains in words and as a table, without a screen. */
import type { Values } from '../../core/base/params.ts'
import { dayOf, showDay } from '../../core/base/time.ts'
import { countOf, showShare, showNumber } from '../../core/base/words.ts'
import { KIND } from '../../core/near/chains.ts'
import { streetOf } from '../../core/table/words.ts'
import type { TableModel } from '../../ui/table.ts'
import type { OfIncident, ResultView, Uninformative, Words } from '../contract.ts'
import type { ClassifyResult } from './compute.ts'
import type { classifySchema } from './params.ts'

export type View = ResultView<Values<typeof classifySchema>, ClassifyResult>

function answer({ result: r, params: p }: View): string {
  const reach = `within ${p.distance} m and ${countOf(p.days, 'day')}`
  if (!r.pairs) return `None of ${countOf(r.n, 'incident')} lies ${reach} of another.`
  const follow = (r.counts[KIND.repeat] + r.counts[KIND.nearRepeat]) / r.n
  const longest = r.chains.size.indexOf(r.chains.size.reduce((a, b) => Math.max(a, b), 0))
  const size = r.chains.size[longest]
  const span = r.chains.span[longest]
  const chain = r.chains.n === 1 ? 'the one chain' : `the largest of ${countOf(r.chains.n, 'chain')}`
  return `Of ${countOf(r.n, 'incident')}, ${showShare(follow)} came ${reach} of an earlier one${r.chance ? ` (by chance ${showShare(r.chance.byChance)})` : ''}; ${chain} has ${showNumber(size)} ${span ? `over ${countOf(span, 'day')}` : 'on one day'}.`
}

function list({ result: r, table }: View): TableModel {
  const { chains } = r
  const order = Array.from(chains.size.keys()).sort((a, b) => chains.size[b] - chains.size[a] || a - b)
  const first = (i: number) => r.rows[chains.first[order[i]]]
  const number = (key: string, label: string, values: ArrayLike<number>, unit?: string) =>
    ({
      key,
      label,
      ...(unit && { unit }),
      kind: 'number',
      digits: 0,
      value: (i: number) => values[order[i]],
    }) as const
  return {
    caption: 'Chains of linked incidents, largest first',
    n: chains.n,
    key: (i) => `chain ${order[i] + 1}`,
    at: (i) => [table.lng[first(i)], table.lat[first(i)]],
    columns: [
      { key: 'chain', label: 'Chain', kind: 'number', digits: 0, value: (i) => order[i] + 1 },
      { key: 'street', label: 'Began in', kind: 'text', value: (i) => streetOf(table, first(i)) },
      {
        key: 'first',
        label: 'Began',
        kind: 'date',
        value: (i) => dayOf(table.from[first(i)]),
        show: (i) => showDay(dayOf(table.from[first(i)])),
      },
      number('size', 'Incidents', chains.size),
      number('repeats', 'Repeats', chains.repeats),
      number('span', 'Length', chains.span, 'days'),
      number('spread', 'Width', chains.spread, 'm'),
    ],
  }
}

/** Whether it goes back to an earlier one, and how large its chain is. */
function ofIncident({ result: r, table }: View, row: number): OfIncident | undefined {
  const i = r.rows.indexOf(row)
  if (i < 0) return undefined
  const chain = r.chain[i] > 0 ? ` Its chain has ${countOf(r.chains.size[r.chain[i] - 1], 'incident')}.` : ''
  if (r.origin[i] >= 0) {
    const from = showDay(dayOf(table.from[r.rows[r.origin[i]]]))
    const kind = r.kind[i] === KIND.repeat ? 'repeat' : 'near repeat'
    return {
      says: `It is a ${kind} of the incident of ${from}, ${showNumber(r.distance[i])} m away and ${countOf(r.days[i], 'day')} before.${chain}`,
    }
  }
  return { says: chain ? `It is the first of a chain.${chain}` : 'It follows no other and none follows it.' }
}

/** A chain that joins this share of all incidents is the town itself. */
const MOST_OF_ALL = 0.5
/** Fewer incidents may well be one run. */
const FEW = 30

/** Nothing to read where one chain joins most incidents: links are then what density alone makes. */
function informative({ result: r, params: p }: View): Uninformative | undefined {
  const longest = r.chains.size.reduce((a, b) => Math.max(a, b), 0)
  if (longest < FEW || longest < MOST_OF_ALL * r.n) return undefined
  const distance = Math.min(r.byRule, p.distance / 2)
  return {
    says: `One chain joins ${showNumber(longest)} of ${countOf(r.n, 'incident')}: within ${p.distance} m and ${countOf(p.days, 'day')} nearly every incident has another, so links say nothing.`,
    ...(distance >= 10
      ? { setting: { label: `Take ${showNumber(distance)} m`, params: { distance: Math.round(distance) } } }
      : {}),
  }
}

/** What the result says in words and as a table: for page, paper and terminal alike. */
export const WORDS: Words<typeof classifySchema, ClassifyResult> = {
  ...{ answer, list, informative, ofIncident },
  deciding: ['size', 'repeats'],
  aloud: (p) => `within ${p.distance} m and ${p.days} days`,
  sure: ({ result: r }) => [
    {
      label: 'How sure',
      says: `n = ${showNumber(r.n)}${r.chance && r.pairs ? `; ${countOf(r.chance.pairs, 'pair')}, ${showNumber(r.chance.pairsByChance)} by chance (p = ${showNumber(r.chance.p, 2)}${r.chance.p > 0.05 ? ': not told from chance' : ''})` : ''}. Chains say what lies close together, not that one person did it: where crime is dense, chance alone joins many.`,
    },
  ],
}
