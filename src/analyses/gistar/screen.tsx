/** Gi* on the screen. */
import { Bars } from '../../charts/index.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import type { LayerSpec } from '../../map/kit.ts'
import { Figures } from '../../ui/index.ts'
import type { Screen } from '../contract.ts'
import type { GistarResult } from './compute.ts'
import { HEAD } from './head.ts'
import type { SCHEMA } from './params.ts'
import { type View, nameOf, showQ, WORDS } from './words.ts'

/** Adjusted p at which the next shade begins, below the share of false finds that is accepted. */
const STEPS = [0.01, 0.001, 0.000_001]

/** Strength of an adjusted p: 2 at 0.01, 3 at 0.001; nothing is shown stronger than 300. */
const strength = (q: number) => -Math.log10(Math.max(q, 1e-300))

/** "p under 0.01", from the weakest shade. */
const underOf = (p: number) => `p under ${p.toFixed(6).replace(/0+$/, '')}`

/** Cells by how surely they hold more or fewer than chance, for the map and its legend. */
function shadesOf({ raster, z, q }: View['result'], level: number) {
  const steps = [level / 100, ...STEPS.filter((p) => p < level / 100)]
  const values = Float32Array.from(raster.shown, (v, i) =>
    Number.isNaN(v) ? NaN : Math.sign(z[raster.cell[i]]) * strength(q[raster.cell[i]]),
  )
  const cold = values.some((v) => v < 0)
  const edges = steps.map(strength)
  const words = steps.map(underOf)
  return {
    values,
    cold,
    // between the two lies what is not different: no cell of it is drawn, and the legend does not list it
    breaks: [
      ...(cold
        ? [
            -301,
            ...edges
              .slice(1)
              .reverse()
              .map((e) => -e),
          ]
        : []),
      -edges[0],
      ...edges,
    ],
    texts: [...(cold ? words.map((w) => `fewer, ${w}`).reverse() : []), '', ...words],
  }
}

function layers({ result, params }: View): LayerSpec[] {
  const { raster, z, q, counts } = result
  const { values, cold, breaks, texts } = shadesOf(result, params.level)
  return [
    {
      kind: 'grid',
      id: 'z',
      label: cold ? 'More than chance, or fewer' : 'More than chance',
      nx: raster.nx,
      ny: raster.ny,
      values,
      corners: result.corners,
      breaks,
      texts,
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
        ...(s.kind === 'hot' ? { letter: nameOf(s), labelAt: s.at } : {}),
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
          title="Largest hotspots"
          sentence={`groups of touching hot cells by incidents, false finds held to ${params.level}%`}
          items={hot.map((s) => ({
            key: nameOf(s),
            label: s.street ? `${nameOf(s)} ${s.street}` : nameOf(s),
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
  ...HEAD,
  ...WORDS,
  layers,
  Panel,
}
