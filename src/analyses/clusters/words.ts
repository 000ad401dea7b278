/** Clusters in words and as a table, without a screen. */
import type { Values } from '../../core/base/params.ts'
import { showDay } from '../../core/base/time.ts'
import { showNumber, countOf, showShare } from '../../core/base/words.ts'
import type { TableModel } from '../../ui/table.ts'
import type { OfIncident, ResultView, Uninformative, Words } from '../contract.ts'
import type { ClustersResult } from './compute.ts'
import type { SCHEMA } from './params.ts'

export type View = ResultView<Values<typeof SCHEMA>, ClustersResult>

function answer({ result, params }: View): string {
  const top = result.clusters[0]
  const within = `within ${showNumber(params.eps)} m${params.mode === 'space-time' ? ` and ${params.days} days` : ''}`
  if (result.n < params.least)
    return `${countOf(result.n, 'incident')}: a cluster takes ${params.least} or more ${within} of one of them.`
  if (!top)
    return `No cluster: nowhere do ${params.least} of ${countOf(result.n, 'incident')} lie ${within} of one of them.`
  return `${countOf(result.found, 'cluster')} ${result.found === 1 ? 'holds' : 'hold'} ${showShare(1 - result.noise / result.n)} of ${countOf(result.n, 'incident')}; the largest${top.street ? `, around ${top.street},` : ''} has ${showNumber(top.incidents.length)}.`
}

function list({ result: { clusters }, table }: View): TableModel {
  return {
    caption: 'Clusters by incidents',
    n: clusters.length,
    key: (i) => String(clusters[i].rank),
    at: (i) => clusters[i].at,
    columns: [
      { key: 'rank', label: 'Rank', kind: 'number', digits: 0, value: (i) => clusters[i].rank },
      { key: 'street', label: 'Around', kind: 'text', value: (i) => clusters[i].street },
      {
        key: 'incidents',
        label: 'Incidents',
        kind: 'number',
        digits: 0,
        value: (i) => clusters[i].incidents.length,
      },
      {
        key: 'share',
        label: 'Share',
        unit: '%',
        kind: 'number',
        digits: 1,
        value: (i) => 100 * clusters[i].share,
      },
      {
        key: 'cumulative',
        label: 'With all above',
        unit: '%',
        kind: 'number',
        digits: 1,
        value: (i) => 100 * clusters[i].cumulative,
      },
      {
        key: 'area',
        label: 'Area',
        unit: 'ha',
        kind: 'number',
        digits: 1,
        value: (i) => clusters[i].hectares,
      },
      ...(table.precision === 'month'
        ? []
        : [
            {
              key: 'first',
              label: 'First',
              kind: 'date' as const,
              value: (i: number) => clusters[i].first,
              show: (i: number) => showDay(clusters[i].first),
            },
            {
              key: 'last',
              label: 'Last',
              kind: 'date' as const,
              value: (i: number) => clusters[i].last,
              show: (i: number) => showDay(clusters[i].last),
            },
          ]),
    ],
  }
}

/** Clusters that hold nearly all are the town itself, not a finding. */
const NEARLY_ALL = 0.9

/** Nothing to read where the clusters hold nearly all incidents: the distance by rule parts them. */
function informative({ result, params }: View): Uninformative | undefined {
  const held = 1 - result.noise / result.n
  if (!result.clusters.length || held < NEARLY_ALL) return undefined
  const eps = Math.max(1, Math.min(result.byRule, params.eps / 2))
  const many = result.found === 1 ? 'One cluster holds' : `${showNumber(result.found)} clusters hold`
  return {
    says: `${many} ${showShare(held)} of ${countOf(result.n, 'incident')}: at ${showNumber(params.eps)} m nearly everything hangs together, so nothing stands out.`,
    ...(eps < params.eps && Number.isFinite(eps)
      ? { setting: { label: `Take ${showNumber(eps)} m`, params: { eps: Math.round(eps) } } }
      : {}),
  }
}

/** The cluster it belongs to. */
function ofIncident({ result }: View, row: number): OfIncident | undefined {
  const found = result.clusters.find((c) => c.incidents.includes(row))
  return (
    found && {
      says: `It belongs to cluster ${found.rank} of ${countOf(found.incidents.length, 'incident')}.`,
    }
  )
}

/** What the result says in words and as a table: for page, paper and terminal alike. */
export const WORDS: Words<typeof SCHEMA, ClustersResult> = {
  ...{ answer, list, informative, ofIncident },
  deciding: ['incidents', 'share'],
  aloud: (p) =>
    `at least ${p.least} within ${p.eps} m${p.mode === 'space-time' ? ` and ${p.days} days` : ''}`,
  sure: ({ result: r }) => [
    {
      label: 'How sure',
      says: `n = ${showNumber(r.n)}, ${showNumber(r.noise)} in no cluster. A cluster says where crime is dense; it is no test against chance.`,
    },
  ],
}
