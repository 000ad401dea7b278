/** Clusters on the screen. */
import { Bars } from '../../charts/index.ts'
import { showDay } from '../../core/base/time.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import type { LayerSpec } from '../../map/kit.ts'
import { Figures } from '../../ui/index.ts'
import type { Screen } from '../contract.ts'
import type { Cluster, ClustersResult } from './compute.ts'
import { HEAD } from './head.ts'
import type { SCHEMA } from './params.ts'
import { type View, WORDS } from './words.ts'

const nameOf = (c: Cluster) => (c.street ? `${c.rank} ${c.street}` : `Cluster ${c.rank}`)

function layers({ result, table }: View): LayerSpec[] {
  const dots = (wanted: boolean) => {
    const rows = result.rows.filter((_, k) => result.label[k] > 0 === wanted)
    const positions = new Float64Array(rows.length * 2)
    rows.forEach((r, k) => positions.set([table.lng[r], table.lat[r]], 2 * k))
    return { rows, positions }
  }
  return [
    {
      kind: 'areas',
      id: 'hulls',
      label: 'Clusters',
      fill: true,
      areas: result.clusters.map((c) => ({
        geometry: c.geometry,
        ink: 'tierB',
        letter: String(c.rank),
        labelAt: c.at,
      })),
      tip: (i) => {
        const c = result.clusters[i]
        return (
          c && {
            title: nameOf(c),
            lines: [
              `${countOf(c.incidents.length, 'incident')}, ${showShare(c.share)} of all`,
              ...(table.precision === 'month' ? [] : [`${showDay(c.first)} to ${showDay(c.last)}`]),
              `${showNumber(c.hectares, 1)} ha`,
            ],
          }
        )
      },
    },
    { kind: 'points', id: 'in', label: 'Incidents in a cluster', ink: 'incident', radius: 3, ...dots(true) },
    { kind: 'points', id: 'noise', label: 'Incidents in none', ink: 'muted', radius: 2, ...dots(false) },
  ]
}

function Panel({ result }: View) {
  return (
    <>
      <Figures
        figures={[
          { value: showNumber(result.found), label: 'clusters' },
          {
            value: showShare(1 - result.noise / result.n),
            label: 'of incidents in them',
            note: `${showNumber(result.noise)} in none`,
          },
          { value: showNumber(result.clusters[0]?.incidents.length ?? 0), label: 'in the largest' },
        ]}
      />
      {result.clusters.length > 0 && (
        <Bars
          title="Largest clusters"
          sentence="by incidents"
          items={result.clusters.slice(0, 10).map((c) => ({
            key: String(c.rank),
            label: nameOf(c),
            value: c.incidents.length,
            note: showShare(c.share),
          }))}
          digits={0}
        />
      )}
    </>
  )
}

export const SCREEN: Screen<typeof SCHEMA, ClustersResult> = {
  ...HEAD,
  ...WORDS,
  layers,
  Panel,
}
