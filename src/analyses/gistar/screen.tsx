/** Gi* on the screen. */
import { Bars } from '../../charts/index.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import type { LayerSpec } from '../../map/kit.ts'
import { Figures } from '../../ui/index.ts'
import type { Screen } from '../contract.ts'
import type { GistarResult } from './compute.ts'
import { META, type SCHEMA } from './params.ts'
import { type View, nameOf, showQ, WORDS } from './words.ts'

/** Scores where p, before correction, is 0.05, 0.01 and 0.001. */
const STEPS = [1.96, 2.58, 3.29]

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
          sentence={`groups of touching hot cells by incidents, false finds held to ${params.level}%`}
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
  ...WORDS,
  order: 90,
  group: 'where',
  tab: 'Cells',
  icon: 'layers',
  mark: { letter: 'H', shape: 'square' },
  onMap: true,
  layers,
  Panel,
}
