/** Hotspots in words and as a table, without a screen. */
import type { Values } from '../../core/base/params.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import { FEWEST_FOR_DENSITY } from '../../core/stats/kdeChance.ts'
import type { TableModel } from '../../ui/table.ts'
import type { OfIncident, ResultView, Uninformative, Words } from '../contract.ts'
import type { HotspotsResult, Hotspot } from './compute.ts'
import { UNITS, type SCHEMA } from './params.ts'

export type View = ResultView<Values<typeof SCHEMA>, HotspotsResult>

export const placeOf = (h: Hotspot) => (h.street ? `${h.name}, around ${h.street}` : h.name)

/** A highest peak is picked for being high. */
const UNTESTED = 'Whether that is more than chance is not tested here.'

function answer({ result }: View): string {
  const top = result.hotspots[0]
  if (!top && result.measure !== 'density')
    return `No place stands out among ${countOf(result.n, 'incident')} ${result.measure === 'rate' ? 'for its homes' : 'against the time before'}.`
  if (!top)
    return `No place stands out among ${countOf(result.n, 'incident')}: no dense patch holds enough of them to be listed.`
  // listed by incidents: the highest peak may be that of another
  const peak = result.hotspots.reduce((most, h) => (h.peak > most.peak ? h : most), top)
  if (result.measure === 'rate')
    return `Incidents per 1,000 homes are highest in hotspot ${placeOf(peak)}: ${showNumber(peak.peak)} at its peak, ${countOf(peak.incidents.length, 'incident')} inside. ${UNTESTED}`
  if (result.measure === 'change')
    return `Density has risen most in hotspot ${placeOf(peak)}: ${showNumber(peak.peak, 1)} times that of the time before at its peak, ${countOf(peak.incidents.length, 'incident')} inside. ${UNTESTED}`
  const held = `${showShare(result.captured[0])} of ${countOf(result.n, 'incident')} lie in the densest ${showShare(result.covered[0])} of the area${result.byChance.length > 0 ? ` (by chance ${showShare(result.byChance[0])})` : ''}`
  return `${held}; hotspot ${placeOf(top)}${top.street ? ',' : ''} holds ${showNumber(top.incidents.length)}.`
}

function list({ result }: View): TableModel {
  return {
    caption: 'Hotspots, A first, by incidents',
    n: result.hotspots.length,
    key: (i) => result.hotspots[i].name,
    at: (i) => result.hotspots[i].at,
    columns: [
      { key: 'tier', label: 'Tier', kind: 'tier', value: (i) => result.hotspots[i].tier },
      { key: 'rank', label: 'Rank', kind: 'number', digits: 0, value: (i) => result.hotspots[i].rank },
      { key: 'street', label: 'Around', kind: 'text', value: (i) => result.hotspots[i].street },
      {
        key: 'incidents',
        label: 'Incidents',
        kind: 'number',
        digits: 0,
        value: (i) => result.hotspots[i].incidents.length,
      },
      {
        key: 'share',
        label: 'Share',
        unit: '%',
        kind: 'number',
        digits: 1,
        value: (i) => 100 * result.hotspots[i].share,
      },
      {
        key: 'area',
        label: 'Area',
        unit: 'ha',
        kind: 'number',
        digits: 1,
        value: (i) => result.hotspots[i].hectares,
      },
      {
        key: 'peak',
        label: 'Peak',
        unit: UNITS[result.measure],
        kind: 'number',
        digits: result.measure === 'change' ? 2 : 0,
        value: (i) => result.hotspots[i].peak,
      },
    ],
  }
}

/** The hotspot it was counted in. */
function ofIncident({ result }: View, row: number): OfIncident | undefined {
  const found = result.hotspots.find((h) => h.incidents.includes(row))
  return found && { says: `It lies in hotspot ${placeOf(found)}.`, tier: found.tier }
}

/** The bandwidth of the reference rule, where it is wider and not yet taken. */
function widerOf({ bandwidth, reference }: HotspotsResult, params: View['params']) {
  if (params.rule === 'reference' || !(reference > bandwidth)) return {}
  return {
    setting: {
      label: `Take ${showNumber(reference)} m, by the reference rule`,
      params: { rule: 'reference' as const },
    },
  }
}

/** With so much of all incidents in tier A by chance alone, nearly every incident is a peak of its own. */
const EACH_A_PEAK = 0.5

/** Nothing to read where peaks are single incidents; what a wider kernel shows has its chance beside it. */
function beyondChance(result: HotspotsResult, params: View['params']): Uninformative | undefined {
  if (result.moreThanChance !== false || result.byChance[0] < EACH_A_PEAK) return undefined
  return {
    says: `The densest ${showShare(result.covered[0])} of the area hold ${showShare(result.captured[0])} of the incidents, and would hold ${showShare(result.byChance[0])} had each fallen anywhere with equal chance: at a bandwidth of ${showNumber(result.bandwidth)} m nearly every incident is a peak of its own, and these places are no denser than chance makes them.`,
    ...widerOf(result, params),
  }
}

/** As many patches as this, nearly all of the first tier, are no order of importance. */
const TOO_MANY = 50

/** Nothing to read where the ground breaks into patches of one rank, or where there is too little to smooth. */
function informative({ result, params }: View): Uninformative | undefined {
  if (result.measure === 'density' && result.n < FEWEST_FOR_DENSITY)
    return {
      says: `${countOf(result.n, 'incident')}: of fewer than ${FEWEST_FOR_DENSITY} a density shows little but the places themselves, so read the list of incidents instead.`,
    }
  const first = result.hotspots.filter((h) => h.tier === 'A').length
  if (result.hotspots.length < TOO_MANY || first < 0.9 * result.hotspots.length)
    return beyondChance(result, params)
  return {
    says: `${showNumber(first)} of ${showNumber(result.hotspots.length)} hotspots are of tier A: at a bandwidth of ${showNumber(result.bandwidth)} m the area breaks into places of one rank, so the list is no order of importance.`,
    ...widerOf(result, params),
  }
}

/** What the result says in words and as a table: for page, paper and terminal alike. */
export const WORDS: Words<typeof SCHEMA, HotspotsResult> = {
  ...{ answer, list, informative, ofIncident },
  deciding: ['incidents', 'share', 'peak'],
  aloud: (p) =>
    `bandwidth ${p.rule === 'reference' ? 'by the reference rule' : `${p.bandwidth} m`}, ${p.kernel}${p.against === 'homes' ? ', per home' : p.against === 'earlier' ? `, against the ${p.days} days before` : ''}`,
  sure: ({ result: r }) => [
    {
      label: 'How sure',
      says: `n = ${showNumber(r.n)}${r.byChance.length > 0 ? `; tier A holds ${showShare(r.captured[0])}, by chance it would hold ${showShare(r.byChance[0])}` : ''}. A density shows where most are; whether it is more than chance, Cells tells.`,
    },
  ],
}
