/** Worst places and concentration on the screen. */
import { ticks } from 'd3'
import { Bars, Lorenz } from '../../charts/index.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import type { LayerSpec } from '../../map/kit.ts'
import { Figures } from '../../ui/index.ts'
import type { Screen } from '../contract.ts'
import type { ConcentrationResult } from './compute.ts'
import { HEAD } from './head.ts'
import type { SCHEMA } from './params.ts'
import { type View, nameOf, WORDS, worstOf } from './words.ts'

function layers({ result }: View): LayerSpec[] {
  const out: LayerSpec[] = []
  if (result.raster) {
    const most = result.raster.values.reduce((m, v) => (v > m ? v : m), 0)
    // whole numbers, from one incident up
    const breaks = [...new Set([1, ...ticks(0, most, 5).map(Math.round)])].filter((t) => t >= 1)
    out.push({
      kind: 'grid',
      id: 'counts',
      label: `Incidents, ${result.words}`,
      nx: result.raster.nx,
      ny: result.raster.ny,
      values: result.raster.values,
      corners: result.raster.corners,
      breaks: breaks.sort((a, b) => a - b),
      ramp: 'density',
      unit: '',
      digits: 0,
    })
  }
  const tip = (i: number) => {
    const w = result.worst[i]
    return (
      w && {
        title: `${w.rank}. ${nameOf(w)}`,
        lines: [`${countOf(w.incidents.length, 'incident')}, ${showShare(w.share)} of all`],
      }
    )
  }
  if (result.worst.every((w) => w.geometry))
    out.push({
      kind: 'areas',
      id: 'worst',
      label: `The worst ${result.worst.length}`,
      fill: false,
      areas: result.worst.map((w) => ({
        geometry: w.geometry!,
        ink: 'tierA',
        letter: String(w.rank),
        labelAt: w.at,
      })),
      tip,
    })
  else
    out.push({
      kind: 'labels',
      id: 'worst',
      label: `The worst ${result.worst.length} of the ${result.words}`,
      labels: result.worst.map((w) => ({ at: w.at, text: String(w.rank), ink: 'tierA' })),
      boxed: true,
      tip,
    })
  return out
}

/** How few places hold how much of the crime. */
const chart = ({ result }: Pick<View, 'result'>) => (
  <Lorenz
    title="Concentration"
    sentence={`${countOf(result.n, 'incident')} over ${countOf(result.counts.length, 'place')} (${result.words}), empty ones included`}
    counts={result.counts}
    units={result.words}
    mark={result.share}
    reference={{ x: 0.05, y: 0.25, label: 'inspectorate: nearly 25% in 5% of local areas' }}
  />
)

function Panel({ result, params }: View) {
  const few = result.counts.length > result.n
  return (
    <>
      <Figures
        figures={[
          {
            value: showShare(result.inTop),
            label: `of incidents in the ${worstOf({ result, params })}`,
            note: `by chance alone ${showShare(result.byChance.low)} to ${showShare(result.byChance.high)}${result.byHomes ? `; were all homes alike ${showShare(result.byHomes.low)} to ${showShare(result.byHomes.high)}` : ''}`,
          },
          {
            value: showNumber(few ? result.generalisedGini : result.gini, 2),
            label: few ? 'generalised Gini' : 'Gini',
            note: few
              ? `Gini ${showNumber(result.gini, 2)}: fewer incidents than units`
              : `0 even, ${showNumber(1 - 1 / result.counts.length, 2)} all in one`,
          },
          {
            value: showNumber(result.counts.length),
            label: result.words,
            note: `${showNumber(result.counts.filter((c) => c > 0).length)} with any incident`,
          },
        ]}
      />
      {chart({ result })}
      <Bars
        title={`The worst ${result.worst.length}`}
        sentence="by count of incidents"
        items={result.worst.slice(0, 20).map((w) => ({
          key: String(w.rank),
          label: `${w.rank} ${nameOf(w)}`,
          value: w.incidents.length,
          note: showShare(w.share),
        }))}
        digits={0}
      />
    </>
  )
}

export const SCREEN: Screen<typeof SCHEMA, ConcentrationResult> = {
  ...HEAD,
  ...WORDS,
  layers,
  Panel,
  chart,
}
