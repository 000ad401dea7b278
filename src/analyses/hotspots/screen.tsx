/** Hotspots on the screen: the density surface, its ranked places, and how much they hold. */
import { ticks } from 'd3'
import { Bars } from '../../charts/index.ts'
import { showDay, dayOf } from '../../core/base/time.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import { minutesOf } from '../../core/table/span.ts'
import type { Ink, LayerSpec } from '../../map/kit.ts'
import { Figures } from '../../ui/index.ts'
import type { Screen } from '../contract.ts'
import type { Hotspot, HotspotsResult } from './compute.ts'
import { HEAD } from './head.ts'
import { UNITS, type SCHEMA } from './params.ts'
import { type View, placeOf, WORDS } from './words.ts'

const INK: Record<Hotspot['tier'], Ink> = { A: 'tierA', B: 'tierB', C: 'tierC' }

/** Classes of a rise: a quarter more, half as much again, twice … */
const RISES = [1.25, 1.5, 2, 3, 5]
const LABELS = {
  density: 'Density of incidents',
  rate: 'Incidents per 1,000 homes',
  change: 'Density over that of the time before',
}
const showPeak = (r: HotspotsResult, h: Hotspot) =>
  `${showNumber(h.peak, r.measure === 'change' ? 1 : 0)} ${UNITS[r.measure]}`

function layers({ result, table }: View): LayerSpec[] {
  const highest = result.values.reduce((a, b) => Math.max(a, b), 0)
  // of a change only the rise is drawn: what has fallen is no place to go to
  const breaks =
    result.measure === 'change' ? RISES.filter((t) => t < highest) : ticks(0, highest, 6).filter((t) => t > 0)
  return [
    {
      kind: 'grid',
      id: 'density',
      label: `${LABELS[result.measure]}, bandwidth ${showNumber(result.bandwidth)} m`,
      nx: result.grid.nx,
      ny: result.grid.ny,
      values: result.values,
      corners: result.corners,
      breaks: breaks.length ? breaks : [Number.MIN_VALUE],
      ramp: 'density',
      unit: UNITS[result.measure],
      ...(result.measure === 'change' && { digits: 2 }),
    },
    {
      kind: 'areas',
      id: 'hotspots',
      label: 'Hotspots A, B, C',
      fill: false,
      areas: result.hotspots.map((h) => ({
        geometry: h.geometry,
        ink: INK[h.tier],
        letter: h.name,
        labelAt: h.at,
      })),
      tip: (i) => {
        const h = result.hotspots[i]
        if (!h) return undefined
        // one after the other: a hotspot may hold more incidents than a call takes arguments
        const newest = dayOf(minutesOf(table, h.incidents)?.last ?? NaN)
        return {
          title: placeOf(h),
          lines: [
            `${countOf(h.incidents.length, 'incident')}, ${showShare(h.share)} of all`,
            `${showNumber(h.hectares, 1)} ha; ${showPeak(result, h)} at its highest`,
            ...(table.precision === 'month' ? [] : [`newest ${showDay(newest)}`]),
          ],
        }
      },
    },
  ]
}

function Panel({ result }: View) {
  const [share, area] = [result.captured, result.covered]
  const chance = result.byChance.length > 0 ? result.byChance : undefined
  const tiers = result.levels.map((_, k) =>
    'ABC'
      .slice(0, k + 1)
      .split('')
      .join(' + '),
  )
  return (
    <>
      <Figures
        figures={[
          { value: showNumber(result.n), label: 'incidents' },
          { value: showNumber(result.hotspots.length), label: 'hotspots listed' },
          {
            value: showShare(share[0] ?? NaN),
            label: 'of incidents in A',
            note: `${showShare(area[0] ?? NaN)} of the area${chance ? `; by chance ${showShare(chance[0])}` : ''}`,
          },
        ]}
      />
      {tiers.length > 0 && (
        <Bars
          title="Share of incidents by tier"
          sentence={tiers
            .map(
              (t, k) =>
                `${t}: ${showShare(share[k])} of incidents on ${showShare(area[k])} of the area${chance ? `, by chance ${showShare(chance[k])}` : ''}`,
            )
            .join('; ')}
          items={tiers.map((t, k) => ({
            key: t,
            label: t,
            value: 100 * share[k],
            text: showShare(share[k]),
            note: `${showShare(area[k])} of the area`,
            reference: 100 * (chance ?? area)[k],
          }))}
          unit="%"
          digits={1}
          referenceLabel={chance ? 'by chance' : 'its share of the area'}
        />
      )}
    </>
  )
}

export const SCREEN: Screen<typeof SCHEMA, HotspotsResult> = {
  ...HEAD,
  ...WORDS,
  layers,
  Panel,
}
