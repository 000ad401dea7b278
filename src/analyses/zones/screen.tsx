/** Risk zones on the screen: the fading surface, its tiers, and what made each zone. */
import { ticks } from 'd3'
import { Bars } from '../../charts/index.ts'
import { OFFENCES } from '../../core/base/offences.ts'
import { dayOf, showDay, showTime } from '../../core/base/time.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import { streetOf } from '../../core/table/words.ts'
import type { Ink, LayerSpec } from '../../map/kit.ts'
import { Figures } from '../../ui/index.ts'
import type { Screen } from '../contract.ts'
import type { Zone, ZonesResult } from './result.ts'
import { HEAD } from './head.ts'
import type { SCHEMA } from './params.ts'
import { type View, incidentsOf, hoursOf, spanOf, WORDS } from './words.ts'

const INK: Record<Zone['tier'], Ink> = { A: 'tierA', B: 'tierB', C: 'tierC' }

/** What a tier's letter stands for, in the legend. */
function tierWords(tier: Zone['tier'], { params, result }: View): string {
  const [a, b] = params.levels
  if (tier === 'A') return `highest risk, up to ${a}% of the area`
  if (tier === 'B' && b !== undefined) return `next, up to ${b}%`
  return `rest within ${params.radius} m, ${countOf(result.life, 'day')}`
}

function surface(result: ZonesResult): LayerSpec {
  const top = result.values.reduce((a, b) => Math.max(a, b), 0)
  const breaks = ticks(0, top, 6).filter((t) => t > 0)
  return {
    kind: 'grid',
    id: 'risk',
    label: 'Risk left by recent incidents, sum of weights',
    nx: result.grid.nx,
    ny: result.grid.ny,
    values: result.values,
    corners: result.corners,
    breaks: breaks.length ? breaks : [Number.MIN_VALUE],
    ramp: 'risk',
    unit: '',
    digits: 1,
  }
}

function layers(view: View): LayerSpec[] {
  const { result, table } = view
  if (!result.live.length) return []
  const positions = new Float64Array(result.live.length * 2)
  result.live.forEach((r, k) => positions.set([table.lng[r], table.lat[r]], 2 * k))
  const tipOf = (z: Zone | undefined) =>
    z && {
      title: `Zone ${z.name}${z.street && `, around ${z.street}`}`,
      lines: [
        `${incidentsOf(z.incidents.length, view)} ${spanOf(z)}; ${z.contributing} within ${view.params.radius} m`,
        `ends ${showDay(z.expires, { weekday: true })}`,
        ...(hoursOf(z) ? [`mostly ${hoursOf(z)}`] : []),
      ],
    }
  // the widest tier first, so that the higher ones lie on top
  const ground = [...result.areas].reverse()
  return [
    {
      kind: 'areas',
      id: 'tiers',
      label: 'Risk zones',
      fill: true,
      classes: result.areas.map((a) => ({
        ink: INK[a.tier],
        letter: a.tier,
        label: tierWords(a.tier, view),
      })),
      areas: ground.flatMap((a) => a.polygons.map((geometry) => ({ geometry, ink: INK[a.tier] }))),
    },
    ...(view.params.surface ? [surface(result)] : []),
    {
      kind: 'areas',
      id: 'zones',
      label: 'Ranked zones',
      fill: false,
      areas: result.zones.map((z) => ({
        geometry: z.geometry,
        ink: INK[z.tier],
        letter: z.name,
        labelAt: z.at,
      })),
      tip: (i) => tipOf(result.zones[i]),
    },
    {
      kind: 'points',
      id: 'live',
      label: `Incidents of the last ${result.life} days`,
      positions,
      ink: 'incident',
      radius: 4,
      rows: result.live,
      tip: (k) => {
        const r = result.live[k]
        if (r === undefined) return undefined
        const day = dayOf(table.from[r])
        return {
          title: `${OFFENCES[table.offence[r]]?.label ?? 'Incident'}${streetOf(table, r) && `, ${streetOf(table, r)}`}`,
          lines: [
            table.precision === 'minute' ? `${showDay(day)} ${showTime(table.from[r])}` : showDay(day),
            `${countOf(result.ages[k], 'day')} old; its zone ends ${showDay(view.today - result.ages[k] + result.life)}`,
          ],
        }
      },
    },
  ]
}

function Panel(view: View) {
  const { result, today } = view
  if (!result.zones.length) return null
  const soon = result.zones.filter((z) => z.expires - today <= 7).length
  const zones = result.areas.at(-1)
  const weeks = Array.from({ length: Math.ceil((result.life + 1) / 7) }, () => 0)
  for (const age of result.ages) weeks[Math.floor(age / 7)]++
  return (
    <>
      <Figures
        figures={[
          {
            value: showNumber(result.found),
            label: 'zones live',
            note: `${showNumber(result.ofA)} of them A`,
          },
          { value: showNumber(result.live.length), label: 'incidents that make them' },
          {
            value: showNumber((zones?.size ?? 0) / 1e6, 1),
            unit: 'km²',
            label: 'inside any zone',
            note: `${countOf(soon, 'listed zone ends', 'listed zones end')} within a week`,
          },
        ]}
      />
      <Bars
        title="Live incidents by age"
        sentence={`${incidentsOf(result.live.length, view)} in ${result.life} days, ${weeks[0]} of them in the last seven days`}
        items={weeks.map((n, k) => {
          const to = Math.min(7 * k + 6, result.life)
          return {
            key: String(k),
            label: to === 7 * k ? countOf(to, 'day') + ' old' : `${7 * k} to ${to} days old`,
            value: n,
          }
        })}
        digits={0}
      />
    </>
  )
}

export const SCREEN: Screen<typeof SCHEMA, ZonesResult> = {
  ...HEAD,
  ...WORDS,
  badge: (view) => ({
    note: countOf(view.result.found, 'zone'),
    says: `${countOf(view.result.found, 'ranked zone')} from ${incidentsOf(view.result.live.length, view)}`,
  }),
  layers,
  Panel,
}
