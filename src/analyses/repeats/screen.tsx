/** Repeat locations on the screen. */
import { Bars } from '../../charts/index.ts'
import { OFFENCES } from '../../core/base/offences.ts'
import type { Values } from '../../core/base/params.ts'
import { showDay } from '../../core/base/time.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import type { LayerSpec } from '../../map/kit.ts'
import { Figures } from '../../ui/index.ts'
import type { ResultView, Screen } from '../contract.ts'
import type { RepeatLocation, RepeatsResult } from './compute.ts'
import { META, type SCHEMA } from './params.ts'

type View = ResultView<Values<typeof SCHEMA>, RepeatsResult>

const within = (days: number) => (days === 365 ? 'twelve months' : countOf(days, 'day'))

const kindsOf = (l: RepeatLocation) =>
  l.kinds.map(([o, n]) => `${n} × ${OFFENCES[o]?.short ?? 'Other'}`).join(', ')

function answer({ result, params }: View): string {
  const span = within(params.window)
  if (!result.locations.length)
    return `No place was hit ${params.least === 2 ? 'twice' : `${params.least} times`} within ${span}, among ${countOf(result.n, 'incident')} with a known place.`
  const top = result.locations[0]
  const share = result.n ? result.repeats / result.n : NaN
  return `${countOf(result.locations.length, 'place')} ${result.locations.length === 1 ? 'was' : 'were'} hit ${params.least === 2 ? 'twice' : `${params.least} times`} or more within ${span}; ${showShare(share)} of incidents are repeats${top.street ? `, and one place in ${top.street} had ${top.incidents.length}` : ''}.`
}

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
            note: `95 % CI ${result.interval.map(showShare).join(' to ')}`,
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
  ...META,
  group: 'pattern',
  tab: 'Repeat places',
  icon: 'undo',
  onMap: true,
  answer,
  layers,
  Panel,
  list: ({ result: { locations } }) => ({
    caption: 'Repeat locations, most incidents first',
    n: locations.length,
    key: (i) => String(locations[i].place) + ':' + locations[i].incidents[0],
    at: (i) => locations[i].at,
    columns: [
      { key: 'street', label: 'Street', kind: 'text', value: (i) => locations[i].street },
      {
        key: 'incidents',
        label: 'Incidents',
        kind: 'number',
        digits: 0,
        value: (i) => locations[i].incidents.length,
      },
      { key: 'kinds', label: 'Kinds', kind: 'text', value: (i) => kindsOf(locations[i]) },
      {
        key: 'last',
        label: 'Last',
        kind: 'date',
        value: (i) => locations[i].last,
        show: (i) => showDay(locations[i].last),
      },
      {
        key: 'gap',
        label: 'Shortest gap',
        unit: 'days',
        kind: 'number',
        digits: 0,
        value: (i) => Math.min(...locations[i].gaps),
      },
      {
        key: 'first',
        label: 'First',
        kind: 'date',
        value: (i) => locations[i].first,
        show: (i) => showDay(locations[i].first),
      },
    ],
  }),
}
