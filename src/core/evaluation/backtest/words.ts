/** What a back-test says, in sentences: for the page, the sheet and the terminal alike. */
import { breaksWithin } from '../../table/lookBack.ts'
import { capital, countOf, showNumber, showShare } from '../../base/words.ts'
import type { Against, Backtest, MapResult } from './backtest.ts'
import type { Events } from './events.ts'
import { labelOf, shortOf, whenOf, type BacktestOptions, type MapId } from './options.ts'

/** "52 weeks", "3 months", "10 origins": what the windows are called. */
export function windowsOf(n: number, unit: Events['unit'], horizon: number): string {
  if (unit === 'month') return countOf(n, 'month')
  return horizon === 7
    ? countOf(n, 'week')
    : horizon === 1
      ? countOf(n, 'day')
      : `${countOf(n, 'window')} of ${horizon} days`
}

/** Name of a map within a sentence; of months the counts are told in months. */
export const nameOf = (id: MapId, unit: Events['unit']): string =>
  unit === 'day'
    ? shortOf(id)
    : ((
        {
          count28: 'the last month',
          count90: 'the last 3 months',
          count365: 'the last 12 months',
        } as Partial<Record<MapId, string>>
      )[id] ?? shortOf(id))

/** Incidents that must be tested before one map is called better than another. */
const FEWEST_TESTED = 20
/** Windows that it takes: drawn anew from fewer, differences have no interval that holds what it says. */
const FEWEST_WINDOWS = 8

/** How the maps stand against the baseline at the main share. */
export interface Verdict {
  /** the map that stands: the baseline unless another is better beyond chance */
  readonly winner: MapId
  /** whether any map is better than the baseline even after as many comparisons */
  readonly beaten: boolean
  readonly sentence: string
}

/** Which map is to be used, and why; the long count stands until something is better beyond chance. */
export function verdictOf(r: Backtest, unit: Events['unit'], horizon: number): Verdict {
  const q = r.main
  const rate = (id: MapId) => showShare(r.maps.find((m) => m.id === id)!.hitRate[q])
  const area = showShare(r.k[q] / r.cells)
  const base = r.baseline
  const of = windowsOf(r.origins.length, unit, horizon)
  if (r.differences.length === 0)
    return {
      winner: base,
      beaten: false,
      sentence: `${capital(nameOf(base, unit))} catches ${rate(base)} in ${area} of the area; there is no other map to hold it against.`,
    }
  if (r.origins.length < FEWEST_WINDOWS)
    return {
      winner: base,
      beaten: false,
      sentence: `${of} ${r.origins.length === 1 ? 'is' : 'are'} too few to tell maps apart; at least ${FEWEST_WINDOWS} are needed. In ${r.origins.length === 1 ? 'it' : 'them'} ${nameOf(base, unit)} catches ${rate(base)} in ${area} of the area.`,
    }
  if (r.n < FEWEST_TESTED)
    return {
      winner: base,
      beaten: false,
      sentence: `${countOf(r.n, 'incident')} in ${of} ${r.n === 1 ? 'is' : 'are'} too few to tell maps apart; at least ${FEWEST_TESTED} are needed.`,
    }
  const better = r.differences
    .filter((d) => d.at[q].lowWide > 0)
    .sort((a, b) => b.at[q].difference - a.at[q].difference)
  const top = [...r.maps].sort((a, b) => b.hitRate[q] - a.hitRate[q])[0]
  if (better.length > 0) {
    const d = better[0]
    const ahead = d.at[q]
    const tie =
      top.id !== d.id
        ? ` ${capital(nameOf(top.id, unit))} caught more (${rate(top.id)}), but not surely.`
        : ''
    return {
      winner: d.id,
      beaten: true,
      sentence: `${capital(nameOf(d.id, unit))} wins: it catches ${rate(d.id)} in ${area} of the area, ${nameOf(base, unit)} ${rate(base)} (${points(ahead.difference)}, 95% interval ${range(ahead.low, ahead.high)}; better in ${ahead.better} of ${of}, worse in ${ahead.worse}).${tie}`,
    }
  }
  const rival = r.differences.reduce((a, b) => (b.at[q].difference > a.at[q].difference ? b : a))
  const at = rival.at[q]
  const standing =
    at.difference > 0
      ? `${capital(nameOf(rival.id, unit))} catches ${rate(rival.id)}, no better beyond chance (${rangeOf(r, at)}; better in ${at.better} of ${of}, worse in ${at.worse}).`
      : `Nothing does better: next comes ${nameOf(rival.id, unit)} with ${rate(rival.id)} (better in ${at.better} of ${of}, worse in ${at.worse}).`
  return {
    winner: base,
    beaten: false,
    sentence: `${capital(nameOf(base, unit))} ${base === 'countall' && at.difference <= 0 ? 'wins' : 'stands'}: it catches ${rate(base)} in ${area} of the area. ${standing}`,
  }
}

/** "+0.8" of a difference in hit rate, in points; "0.0" where it rounds to nothing. */
const signed = (v: number) => {
  const size = showNumber(Math.abs(v) * 100, 1)
  return `${size === '0.0' ? '' : v < 0 ? '−' : '+'}${size}`
}

/** "+0.8 points". */
const points = (v: number) => `${signed(v)} points`

/** "−0.5 to +1.5 points". */
const range = (low: number, high: number) => `${signed(low)} to ${points(high)}`

/**
 * The range of a difference: its 95% interval; where that lies above 0 and the one for as many comparisons does not,
 * both, since the first alone would seem to say the contrary of the verdict.
 */
function rangeOf(r: Backtest, at: Against): string {
  const alone = range(at.low, at.high)
  return at.low > 0 && at.lowWide <= 0
    ? `${alone} taken alone, ${range(at.lowWide, at.highWide)} allowing for ${countOf(r.differences.length, 'comparison')}`
    : alone
}

/** How far the verdict carries: n, the difference to the baseline and its interval. */
export function sureOf(r: Backtest, unit: Events['unit'], horizon: number): string {
  const of = windowsOf(r.origins.length, unit, horizon)
  const n = `n = ${showNumber(r.n)} in ${of}`
  const ahead = [...r.differences].sort((a, b) => b.at[r.main].difference - a.at[r.main].difference)[0]
  if (!ahead) return `${n}; no other map was tried.`
  if (r.n < FEWEST_TESTED || r.origins.length < FEWEST_WINDOWS) return `${n}: too few to tell maps apart.`
  const { winner } = verdictOf(r, unit, horizon)
  const d = (r.differences.find((x) => x.id === winner) ?? ahead) as typeof ahead
  const at = d.at[r.main]
  return `${n}. ${capital(nameOf(d.id, unit))} against ${nameOf(r.baseline, unit)}: ${points(at.difference)} (95% ${rangeOf(r, at)}), ahead in ${at.better} of ${of}, behind in ${at.worse}.`
}

/** The first sentence of the result: the verdict, with the near-repeat map named where it was tried. */
export function answerOf(r: Backtest, unit: Events['unit'], horizon = 7): string {
  const verdict = verdictOf(r, unit, horizon)
  const decay = r.maps.find((m) => m.id === 'decay')
  const near =
    r.n >= FEWEST_TESTED &&
    decay &&
    verdict.winner !== 'decay' &&
    !verdict.sentence.toLowerCase().includes(shortOf('decay'))
      ? ` The near-repeat map alone catches ${showShare(decay.hitRate[r.main])}.`
      : ''
  return verdict.sentence + near
}

/** What was chosen, what was left out, and what the figures cannot say. */
export function notesOf(r: Backtest, ev: Events, o: BacktestOptions): string[] {
  const { unit } = ev
  const last = o.first + (o.origins - 1) * o.step + o.horizon - 1
  const lastDay = unit === 'day' ? last : undefined
  const share = showShare(r.k[r.main] / r.cells)
  const notes = [
    `${countOf(r.n, 'incident')} in ${windowsOf(o.origins, unit, o.horizon)}, ${whenOf(unit, o.first)} to ${whenOf(unit, last)}; every map rests only on what was known before its window, from ${whenOf(unit, o.history)} on.`,
    `Study area: ${showNumber(r.cells)} cells of ${showNumber(o.cell)} m that held an incident before the first window, or touch one that did. ${countOf(r.outside, 'incident')} of the windows lay outside and ${r.outside === 1 ? 'counts' : 'count'} as missed.`,
    'Cells of equal value are taken in a random order, on average: hits above the cut, and of those at the cut the share there is room for.',
  ]
  const empty = r.totals.filter((t) => t === 0).length
  if (empty > 0)
    notes.push(
      `In ${windowsOf(empty, unit, o.horizon)} no incident fell: ${empty === 1 ? 'it tells' : 'they tell'} no map from another.`,
    )
  if (o.horizon > o.step)
    notes.push('The windows overlap: an incident counts once in each window that holds it.')
  if (ev.reports)
    notes.push(
      `${countOf(ev.late, 'incident')} ${ev.late === 1 ? 'was' : 'were'} reported on a later day; a map uses them only from then on.`,
    )
  else
    notes.push(
      'The file does not say when incidents were reported: maps may use some that were not yet known then.',
    )
  if (r.differences.length > 0 && o.draws > 0)
    notes.push(
      `Differences are paired by window; intervals are 95% from ${showNumber(o.draws)} bootstrap draws of windows${unit === 'day' && Math.max(7, o.horizon) > o.step ? ' in runs' : ''}, widened because so few swing less than more would. A map is called better only where the interval, widened for ${countOf(r.differences.length, 'comparison')}, lies above 0.`,
    )
  if (r.blend) notes.push(blendNote(r))
  if (r.sepp)
    notes.push(
      `Self-exciting model, last fit: each incident is followed by ${showNumber(r.sepp.theta, 2)} others, within ${showNumber(1 / r.sepp.omega, 1)} days on average, spread ${showNumber(r.sepp.sigma)} m; fitted anew each quarter on what was known. Of incidents without any near repeat such a fit is above 0 too.`,
    )
  // without an incident in the windows no map has one
  const peis = r.maps.map((m) => m.pei[0]).filter((v) => !Number.isNaN(v))
  if (peis.length > 0)
    notes.push(
      `PEI holds a map against one that knew the future: at ${showShare(r.k[0] / r.cells)} the best here reaches ${showNumber(Math.max(...peis), 2)}. With ${showNumber(r.n / o.origins)} incidents in a window no map can come near 1.`,
    )
  notes.push(precisionNote(r, share))
  if (o.shifts)
    notes.push(
      'The grid was moved by half a cell east, north and both: the range shows how much the cells alone decide.',
    )
  if (ev.snapped)
    notes.push(
      'The points are snap points, so that incidents share cells more often than they did; hit rates are too high, for every map.',
    )
  if (lastDay !== undefined)
    for (const b of breaksWithin([o.history, lastDay]))
      notes.push(`A break of the recorded series lies inside: ${b}.`)
  notes.push(
    'Recorded is not all that happened, and patrols that prevented something make a good map look worse.',
  )
  if (ev.nowhere)
    notes.push(`${countOf(ev.nowhere, 'incident')} without a place, or far from all others, left out.`)
  if (ev.odd) notes.push(`${countOf(ev.odd, 'incident')} with an unlikely date left out.`)
  return notes
}

function blendNote({ blend }: Backtest): string {
  const { weights, decay, origins, fixed } = blend!
  const what = `Blend: ${showNumber(weights[0], 1)} × long count + ${showNumber(weights[1], 1)} × near-repeat map (half-distance ${showNumber(decay.halfDistance)} m, half-life ${showNumber(decay.halfLife)} days), each scaled to sum 1`
  if (fixed) return `${what}; weights as given.`
  return origins > 0
    ? `${what}; chosen on ${origins} earlier origins whose windows end before the first one here.`
    : `${what}; the usual weights, since fewer than 8 earlier origins fit into the history.`
}

function precisionNote(r: Backtest, share: string): string {
  const shown = r.maps.filter((m) => m.id !== 'random')
  if (shown.length === 0) return 'Random cells have no shape of their own.'
  const best: MapResult = shown.reduce((a, b) => (b.precision[r.main] > a.precision[r.main] ? b : a))
  return `Most flagged cells hold nothing in their window: at ${share} of the area at best ${showShare(best.precision[r.main])} of the cells held an incident (${labelOf(best.id)}). That is no fault of the map; incidents are rare.`
}
