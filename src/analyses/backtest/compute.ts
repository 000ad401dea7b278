/** Runs the back-test, makes the forecast it allows, and the card that goes with it. */
import { OFFENCES, offenceIndex } from '../../core/base/offences.ts'
import type { Values } from '../../core/base/params.ts'
import { part } from '../../core/base/part.ts'
import { dayOf } from '../../core/base/time.ts'
import { backtest } from '../../core/evaluation/backtest/backtest.ts'
import { forecastCard } from '../../core/evaluation/backtest/card.ts'
import { discoveredAmong } from '../../core/evaluation/backtest/discovered.ts'
import { eventsOf } from '../../core/evaluation/backtest/events.ts'
import { fairnessBy } from '../../core/evaluation/backtest/fairness.ts'
import { forecastOf } from '../../core/evaluation/backtest/forecast.ts'
import {
  DEFAULT_BLEND,
  DEFAULT_DECAY,
  DEFAULT_FRACTIONS,
  MAPS,
  monthOf,
  NEEDS_DAYS,
  originsThatFit,
  type BacktestOptions,
} from '../../core/evaluation/backtest/options.ts'
import { answerOf, notesOf, verdictOf } from '../../core/evaluation/backtest/words.ts'
import { namesNoOffence } from '../../core/near/nearRows.ts'
import type { Input, Method } from '../../core/table/method.ts'
import { pointsOf } from '../../core/table/points.ts'
import { nameOfPlace } from '../../core/table/words.ts'
import { META, type SCHEMA } from './params.ts'
import type { BacktestResult } from './result.ts'

type Params = Values<typeof SCHEMA>

/** Rows of the kinds asked for, up to today. Throws where police themselves discover them. */
function rowsOf({ table, rows, params, today }: Input<Params>): { rows: Uint32Array; kinds: string } {
  const silent = namesNoOffence(table, rows)
  const wanted = new Set(params.offences.map(offenceIndex))
  const kept = rows.filter((i) => (silent || wanted.has(table.offence[i])) && dayOf(table.from[i]) <= today)
  const no = discoveredAmong(table, kept)
  if (no) throw new Error(no)
  if (kept.length === 0)
    throw new Error(
      'No incident of these offences passes the filter. Choose other offences, or widen the filter.',
    )
  const kinds = silent
    ? 'all, since the table names none'
    : params.offences.map((id) => OFFENCES[offenceIndex(id)].label.toLowerCase()).join(', ')
  return { rows: kept, kinds }
}

function* compute(input: Input<Params>): Generator<number, BacktestResult, void> {
  const { table, params, today, areas, homes } = input
  const chosen = rowsOf(input)
  const ev = eventsOf(table, pointsOf({ ...input, rows: chosen.rows }).rows)
  const months = ev.unit === 'month'
  const horizon = months ? 1 : Number(params.horizon)
  const history = ev.day[0]
  const origins = originsThatFit(ev, { history, step: horizon, horizon, most: params.origins })
  const options: BacktestOptions = {
    cell: params.cell,
    first: ev.day[ev.n - 1] + 1 - origins * horizon,
    ...{ origins, step: horizon, horizon, history },
    methods: MAPS.map((m) => m.id).filter((id) => !months || !NEEDS_DAYS.includes(id)),
    fractions: DEFAULT_FRACTIONS,
    kde: params.kde,
    decay: { ...DEFAULT_DECAY, halfDistance: params.halfDistance, halfLife: params.halfLife },
    ...(params.blend === 'usual' && { blend: DEFAULT_BLEND }),
    ...{ shifts: params.shifts, draws: 1999, seed: 1 },
  }
  const test = yield* part(backtest(ev, options), 0, 0.97)
  const verdict = verdictOf(test, ev.unit, horizon)
  const from = (months ? monthOf(today) : today) + 1
  const forecast = forecastOf(ev, options, test, verdict.winner, from, table.crs)
  yield 0.98

  const fairness = fairnessBy(
    test,
    verdict.winner,
    areas ?? [],
    { set: params.set, by: params.fair === 'auto' ? 'auto' : 'name' },
    homes,
  )
  const card = forecastCard({
    ...{ result: test, forecast, events: ev, options, kinds: chosen.kinds },
    fairness: fairness?.rows,
  })
  const notes = notesOf(test, ev, options)
  if (origins < params.origins)
    notes.push(`Of the ${params.origins} forecasts asked for ${origins} fit behind half of the data.`)
  if (!fairness) notes.push('No boundaries are loaded, so nobody has looked at whom the forecast falls on.')
  return {
    ...{ notes, unit: ev.unit, horizon, test, verdict, forecast, fairness, card },
    answer: answerOf(test, ev.unit, horizon),
    places: forecast.patches.map((p) => nameOfPlace(table, p.rows)),
  }
}

export const METHOD: Method<typeof SCHEMA, BacktestResult> = { ...META, compute }
