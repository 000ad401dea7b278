/** Gi* on the screen. */
import { Bars } from '../../charts/index.ts'
import type { Values } from '../../core/base/params.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import type { LayerSpec } from '../../map/kit.ts'
import { Figures } from '../../ui/index.ts'
import type { ResultView, Screen } from '../contract.ts'
import type { GiSpot, GistarResult } from './compute.ts'
import { META, type SCHEMA } from './params.ts'

type View = ResultView<Values<typeof SCHEMA>, GistarResult>

/** Scores where p, before correction, is 0.05, 0.01 and 0.001. */
const STEPS = [1.96, 2.58, 3.29]

const nameOf = (s: GiSpot) => `${s.kind === 'hot' ? 'Hot' : 'Cold'} ${s.rank}`
const showQ = (q: number) => (q < 0.001 ? '< 0.001' : showNumber(q, 3))

function answer({ result }: View): string {
  const hot = result.spots.filter((s) => s.kind === 'hot')
  if (!hot.length)
    return `No cell stands out as hot among ${showNumber(result.cells)}, once corrected for looking at so many.`
  const top = hot[0]
  return `${countOf(result.hotCells, 'cell')} of ${showNumber(result.cells)} ${result.hotCells === 1 ? 'is' : 'are'} hot and ${result.hotCells === 1 ? 'holds' : 'hold'} ${showShare(result.hotShare)} of incidents; the largest hot spot${top.street ? `, around ${top.street},` : ''} holds ${showNumber(top.incidents.length)}.`
}

function layers({ result }: View): LayerSpec[] {
  const { raster, z, q, counts } = result
  const least = raster.shown.reduce((m, v) => (v < m ? v : m), 0)
  const cold = least < 0 ? [Math.min(Math.floor(least), -4), -STEPS[1], -STEPS[0]] : [-STEPS[0]]
  return [
    {
      kind: 'grid',
      id: 'z',
      label: 'Gi* score of hot and cold cells',
      nx: raster.nx,
      ny: raster.ny,
      values: raster.shown,
      corners: result.corners,
      breaks: [...cold, ...STEPS],
      ramp: 'diverging',
      unit: '',
      digits: 2,
      tip: (i) => {
        const c = raster.cell[i]
        if (c === undefined || c < 0 || Number.isNaN(z[c])) return undefined
        return {
          title: countOf(counts[c], 'incident'),
          lines: [`score ${showNumber(z[c], 2)}`, `adjusted p ${showQ(q[c])}`],
        }
      },
    },
    {
      kind: 'areas',
      id: 'spots',
      label: 'Hot and cold spots',
      fill: false,
      areas: result.spots.map((s) => ({
        geometry: s.geometry,
        ink: s.kind === 'hot' ? ('tierA' as const) : ('cold' as const),
        ...(s.kind === 'hot' ? { letter: String(s.rank), labelAt: s.at } : {}),
      })),
      tip: (i) => {
        const s = result.spots[i]
        return (
          s && {
            title: s.street ? `${nameOf(s)}, around ${s.street}` : nameOf(s),
            lines: [
              `${countOf(s.incidents.length, 'incident')} in ${countOf(s.cells, 'cell')}`,
              `strongest score ${showNumber(s.z, 2)}, adjusted p ${showQ(s.q)}`,
            ],
          }
        )
      },
    },
  ]
}

function Panel({ result, params }: View) {
  const hot = result.spots.filter((s) => s.kind === 'hot').slice(0, 8)
  return (
    <>
      <Figures
        figures={[
          { value: showNumber(result.hotCells), label: 'hot cells', note: `of ${showNumber(result.cells)}` },
          { value: showShare(result.hotShare), label: 'of incidents in them' },
          { value: showNumber(result.coldCells), label: 'cold cells' },
        ]}
      />
      {hot.length > 0 && (
        <Bars
          title="Largest hot spots"
          sentence={`groups of touching hot cells by incidents, false finds held to ${params.level} %`}
          items={hot.map((s) => ({
            key: nameOf(s),
            label: s.street ? `${s.rank} ${s.street}` : nameOf(s),
            value: s.incidents.length,
            note: showShare(s.share),
          }))}
          digits={0}
        />
      )}
    </>
  )
}

export const SCREEN: Screen<typeof SCHEMA, GistarResult> = {
  ...META,
  group: 'where',
  tab: 'Cells',
  icon: 'layers',
  onMap: true,
  answer,
  layers,
  Panel,
  list: ({ result: { spots } }) => ({
    caption: 'Hot spots by incidents, then cold',
    n: spots.length,
    key: (i) => nameOf(spots[i]),
    at: (i) => spots[i].at,
    columns: [
      { key: 'name', label: 'Spot', kind: 'text', value: (i) => nameOf(spots[i]) },
      { key: 'street', label: 'Around', kind: 'text', value: (i) => spots[i].street },
      {
        key: 'incidents',
        label: 'Incidents',
        kind: 'number',
        digits: 0,
        value: (i) => spots[i].incidents.length,
      },
      { key: 'cells', label: 'Cells', kind: 'number', digits: 0, value: (i) => spots[i].cells },
      { key: 'area', label: 'Area', unit: 'ha', kind: 'number', digits: 1, value: (i) => spots[i].hectares },
      { key: 'z', label: 'Score', kind: 'number', digits: 2, value: (i) => spots[i].z },
      {
        key: 'q',
        label: 'Adjusted p',
        kind: 'number',
        digits: 3,
        value: (i) => spots[i].q,
        show: (i) => showQ(spots[i].q),
      },
    ],
  }),
}
