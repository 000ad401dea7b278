/** The card that goes with every forecast: the eight prompts of ALGO-CARE, and the lines of a transparency record. */
import { countOf, showNumber, showShare } from '../../base/words.ts'
import type { Backtest } from './backtest.ts'
import type { Events } from './events.ts'
import { FAIR_LIMIT, type FairRow, fairnessWords, showRatio } from './fairness.ts'
import type { Forecast } from './forecast.ts'
import { labelOf, whenOf, type BacktestOptions } from './options.ts'
import { windowsOf } from './words.ts'

/** One line of the card. `open` = to be filled in by the force. */
export interface CardLine {
  readonly heading: string
  readonly text: string
  readonly open?: boolean
}

/** What the card is made from. */
export interface CardInput {
  readonly result: Backtest
  readonly forecast: Forecast
  readonly events: Events
  readonly options: BacktestOptions
  /** kinds of offence, in words */
  readonly kinds: string
  readonly fairness?: readonly FairRow[]
}

/**
 * ALGO-CARE (Oswald, Grace, Urwin & Barnes 2018): advisory, lawful, granularity, ownership, challengeable, accuracy,
 * responsible, explainable; then what an algorithmic transparency record asks. Nothing is claimed that only the force knows.
 */
export function forecastCard({
  result: r,
  forecast,
  events,
  options: o,
  kinds,
  fairness,
}: CardInput): CardLine[] {
  const { unit } = events
  const map = r.maps.find((m) => m.id === forecast.map)!
  const random = r.k[r.main] / r.cells
  const over = fairness?.filter((f) => f.beyond) ?? []
  const fair = !fairness
    ? 'Not looked at: no boundaries were loaded.'
    : over.length === 0
      ? fairnessWords({ rows: fairness })
      : `More than ${FAIR_LIMIT} times the share of recorded crime, beyond chance, in ${over.map((f) => `${f.name} (${showRatio(f.ratio)})`).join(', ')}. Say why, or do not use it there.`
  return [
    {
      heading: 'Valid',
      text: `${whenOf(unit, forecast.from)} to ${whenOf(unit, forecast.until)}. Not to be used after that; make a new one.`,
    },
    {
      heading: 'Advisory',
      text: 'It ranks cells of ground. It names no person and decides nothing; an officer or analyst does, and may leave any cell out.',
    },
    {
      heading: 'Lawful',
      text: 'Purpose and legal basis are the force’s to record, with its assessment of the effect on equality and data protection.',
      open: true,
    },
    {
      heading: 'Granularity',
      text: `Cells of ${showNumber(o.cell)} m, ${countOf(forecast.cells, 'cell')} of ${showNumber(forecast.of)} in ${countOf(forecast.patches.length, 'patch', 'patches')}; for ${windowsOf(1, unit, o.horizon).replace(/^1 (week|month|day)$/, 'one $1')}. No finer than that: it says nothing of a street or a house.`,
    },
    {
      heading: 'Ownership',
      text: 'Made on the force’s own machine, from its own records; no data leave it. Owner:',
      open: true,
    },
    {
      heading: 'Challengeable',
      text: 'Every figure can be made again from the same file and settings, on the page or in the terminal. To be reviewed by:',
      open: true,
    },
    {
      heading: 'Accuracy',
      text: `${labelOf(forecast.map)}. In ${windowsOf(r.origins.length, unit, o.horizon)} of the past it caught ${showShare(map.hitRate[r.main])} of ${countOf(r.n, 'incident')} in ${showShare(random)} of the area, where random cells catch ${showShare(random)}; ${showShare(map.precision[r.main])} of its cells held an incident in their window.`,
    },
    {
      heading: 'Responsible',
      text: `Recorded crime is not all crime: places that report less are flagged less. ${fair}`,
    },
    { heading: 'Explainable', text: explained(r, forecast) },
    {
      heading: 'Inputs',
      text: `Date, place and kind (${kinds}) of recorded incidents from ${whenOf(unit, o.history)} on. No names, no arrests, no stops, nothing of who lives there; no kinds that police themselves discover.`,
    },
    {
      heading: 'Not for',
      text: 'Grounds to stop or search anyone, judging a person or household, staffing of kinds of crime it was not tried on, or saying that a patrol worked.',
    },
  ]
}

function explained(r: Backtest, { map }: Forecast): string {
  const { blend } = r
  if (map === 'blend' && blend)
    return `A cell ranks high where much was recorded over the years (weight ${showNumber(blend.weights[0], 1)}) and where something happened close by in the last ${showNumber(blend.decay.days)} days (weight ${showNumber(blend.weights[1], 1)}; half as much every ${showNumber(blend.decay.halfDistance)} m and ${showNumber(blend.decay.halfLife)} days).`
  return (
    {
      random: 'Cells are drawn at random.',
      count28: 'A cell ranks high where most was recorded in the last 28 days (or month).',
      count90: 'A cell ranks high where most was recorded in the last 90 days (or 3 months).',
      count365: 'A cell ranks high where most was recorded in the last 365 days (or 12 months).',
      countall: 'A cell ranks high where most was recorded over the whole history.',
      kde365: 'A cell ranks high where most was recorded in and around it in the last year.',
      promap: 'A cell ranks high where something happened close by in the last 8 weeks.',
      decay: 'A cell ranks high where something happened close by and lately.',
      sepp: 'A cell ranks high for its steady level and for what lately happened close by, in the measure in which incidents followed one another before.',
      blend: '',
    } as const
  )[map]
}
