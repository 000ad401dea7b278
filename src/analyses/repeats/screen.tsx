/** Repeat locations on the screen. */
import { Bars } from '../../charts/index.ts'
import { showDay } from '../../core/base/time.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import type { LayerSpec } from '../../map/kit.ts'
import { Figures } from '../../ui/index.ts'
import type { Screen } from '../contract.ts'
import type { RepeatsResult } from './compute.ts'
import { HEAD } from './head.ts'
import type { SCHEMA } from './params.ts'
import { type View, kindsOf, WORDS } from './words.ts'

function layers({ result }: View): LayerSpec[] {
  const positions = new Float64Array(result.locations.length * 2)
  result.locations.forEach((l, k) => positions.set(l.at, 2 * k))
  return [
    {
      kind: 'points',
      id: 'repeats',
      label: 'Places hit more than once',
      positions,
      ink: 'tierA',
      radius: 5,
      shape: 'ring',
      tip: (i) => {
        const l = result.locations[i]
        return (
          l && {
            title: l.street || 'Repeat location',
            lines: [kindsOf(l), `last ${showDay(l.last)}`, `${Array.from(l.gaps).join(', ')} days between`],
          }
        )
      },
    },
  ]
}

const EDGES = [0, 8, 15, 43, 92, 183, Infinity]

function Panel({ result, params }: View) {
  const counts = EDGES.slice(1).map((to, k) => result.gaps.filter((g) => g >= EDGES[k] && g < to).length)
  const soon = counts[0] + counts[1] + counts[2]
  return (
    <>
      <Figures
        figures={[
          {
            value: showNumber(result.locations.length),
            label: 'places hit more than once',
            note: `of ${showNumber(result.places)} hit at all`,
          },
          {
            value: showShare(result.n ? result.repeats / result.n : NaN),
            label: 'of incidents are repeats',
            note: `95% CI ${result.interval.map(showShare).join(' to ')}`,
          },
          { value: showNumber(result.atLocations), label: 'incidents at these places' },
        ]}
      />
      {result.repeats > 0 && (
        <Bars
          title="Days to the repeat"
          sentence={`${showNumber(soon)} of ${countOf(result.repeats, 'repeat')} came within six weeks of the incident before`}
          items={counts
            .map((n, k) => ({
              key: String(k),
              label: [
                'within a week',
                '2nd week',
                '3rd to 6th week',
                '7th to 13th week',
                '4th to 6th month',
                'later',
              ][k],
              value: n,
              from: EDGES[k],
            }))
            .filter((b) => b.from <= params.window)}
          digits={0}
        />
      )}
    </>
  )
}

export const SCREEN: Screen<typeof SCHEMA, RepeatsResult> = {
  ...HEAD,
  ...WORDS,
  layers,
  Panel,
}
