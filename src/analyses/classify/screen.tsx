/** Repeats, near repeats and their chains on the screen. */
import { Bars } from '../../charts/index.ts'
import { KIND } from '../../core/near/chains.ts'
import { dayOf, showDay } from '../../core/base/time.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import type { LayerSpec, PointsLayer } from '../../map/kit.ts'
import { Figures } from '../../ui/index.ts'
import type { Screen } from '../contract.ts'
import type { ClassifyResult } from './compute.ts'
import { HEAD } from './head.ts'
import { type classifySchema, FEWEST } from './params.ts'
import { type View, WORDS } from './words.ts'

const share = (r: ClassifyResult, kind: number) => (r.n ? r.counts[kind] / r.n : NaN)

const SHOWN = [
  { kind: KIND.none, label: 'Unrelated', ink: 'muted', radius: 2.5, shape: 'dot' },
  { kind: KIND.originator, label: 'Originators', ink: 'accent', radius: 4, shape: 'ring' },
  { kind: KIND.nearRepeat, label: 'Near repeats', ink: 'tierB', radius: 4, shape: 'dot' },
  { kind: KIND.repeat, label: 'Repeats', ink: 'tierA', radius: 4.5, shape: 'square' },
] as const

function layers({ result: r, table }: View): LayerSpec[] {
  const at = (i: number): [number, number] => [table.lng[r.rows[i]], table.lat[r.rows[i]]]
  const points = SHOWN.map(({ kind, label, ink, radius, shape }): PointsLayer => {
    const entries = Array.from(r.kind.keys()).filter((i) => r.kind[i] === kind)
    return {
      kind: 'points',
      id: label.toLowerCase().replace(' ', '-'),
      label,
      positions: Float64Array.from(entries.flatMap(at)),
      ink,
      radius,
      shape,
      rows: Uint32Array.from(entries, (i) => r.rows[i]),
      tip: (k) => {
        const i = entries[k]
        if (i === undefined) return undefined
        const chain = r.chain[i] - 1
        const lines = [showDay(dayOf(table.from[r.rows[i]]))]
        if (r.origin[i] >= 0)
          lines.push(`${showNumber(r.distance[i])} m and ${countOf(r.days[i], 'day')} after an earlier one`)
        if (chain >= 0) lines.push(`in a chain of ${showNumber(r.chains.size[chain])}`)
        return { title: label.replace(/s$/, ''), lines }
      },
    }
  })
  const links = Array.from(r.origin.keys())
    .filter((i) => r.origin[i] >= 0 && r.distance[i] > 0)
    .map((i) => [at(r.origin[i]), at(i)] as const)
  return [
    {
      kind: 'lines',
      id: 'links',
      label: 'From the earlier to the later',
      lines: links,
      ink: 'muted',
      width: 1,
    },
    ...points,
  ]
}

/** Chains by their number of incidents. */
const SIZES = [2, 3, 4, 5, 10, 20, Infinity]
const sizeLabel = (k: number) => {
  const [from, to] = [SIZES[k], SIZES[k + 1] - 1]
  return from === to ? String(from) : to === Infinity ? `${from} or more` : `${from} to ${to}`
}

function Panel({ result: r }: View) {
  const counts = SIZES.slice(1).map((to, k) => r.chains.size.filter((s) => s >= SIZES[k] && s < to).length)
  return (
    <>
      <Figures
        figures={[
          {
            value: showShare(share(r, KIND.repeat)),
            label: 'repeats',
            note: countOf(r.counts[KIND.repeat], 'incident'),
          },
          {
            value: showShare(share(r, KIND.nearRepeat)),
            label: 'near repeats',
            note: countOf(r.counts[KIND.nearRepeat], 'incident'),
          },
          {
            value: showShare(share(r, KIND.originator)),
            label: 'originators',
            note: countOf(r.counts[KIND.originator], 'incident'),
          },
          {
            value: showShare(share(r, KIND.none)),
            label: 'unrelated',
            note: countOf(r.counts[KIND.none], 'incident'),
          },
        ]}
      />
      {r.pairs > 0 && (
        <>
          <Figures
            figures={[
              {
                value: showNumber(r.halfDistance),
                unit: 'm',
                label: 'half-distance',
                note: `half of the linked pairs lie nearer; spread evenly ${showNumber(r.evenDistance)} m`,
              },
              {
                value: showNumber(r.halfLife),
                unit: 'days',
                label: 'half-life',
                note: `half of the linked pairs lie closer in time; spread evenly ${showNumber(r.evenLife)} days`,
              },
            ]}
          />
          {r.hours.repeats.pairs >= FEWEST && (
            <Figures
              figures={[
                {
                  value: showShare(r.hours.repeats.share),
                  label: 'of repeats at the same time of day',
                  note: `within 3 hours; ${showShare(r.hours.repeats.byChance)} if paired at random`,
                },
              ]}
            />
          )}
          <Bars
            title="Chains by size"
            sentence={`${countOf(r.chains.n, 'chain')}, ${showNumber(counts[0])} of them of two incidents`}
            items={counts.map((value, k) => ({ key: String(k), label: sizeLabel(k), value }))}
            digits={0}
          />
        </>
      )}
    </>
  )
}

export const SCREEN: Screen<typeof classifySchema, ClassifyResult> = {
  ...HEAD,
  ...WORDS,
  links: ({ distance, days }) => ({ reach: distance, within: days }),
  layers,
  Panel,
}
