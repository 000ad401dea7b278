/** Runs the back-test, makes the forecast it allows, and the card that goes with it. */
import { KeptWeakMap } from '../../core/base/kept.ts'
import type { Values } from '../../core/base/params.ts'
import { part } from '../../core/base/part.ts'
import { backtest, type Begun } from '../../core/evaluation/backtest/backtest.ts'
import { forecastCard } from '../../core/evaluation/backtest/card.ts'
import { type Events, eventsOf } from '../../core/evaluation/backtest/events.ts'
import { fairnessBy } from '../../core/evaluation/backtest/fairness.ts'
import { forecastOf } from '../../core/evaluation/backtest/forecast.ts'
import {
  DEFAULT_BLEND,
  DEFAULT_DECAY,
  DEFAULT_FRACTIONS,
  MAPS,
  NEEDS_DAYS,
  originsThatFit,
  shortOf,
  type BacktestOptions,
  type MapId,
} from '../../core/evaluation/backtest/options.ts'
import { backtestRows } from '../../core/evaluation/backtest/rows.ts'
import { answerOf, notesOf, verdictOf, windowsOf } from '../../core/evaluation/backtest/words.ts'
import { monthOf } from '../../core/base/time.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import type { Incidents } from '../../core/table/incidents.ts'
import type { Input, Method } from '../../core/table/method.ts'
import { nameOfPlace } from '../../core/table/words.ts'
import { META, type SCHEMA } from './params.ts'
import type { BacktestFirst, BacktestResult } from './result.ts'

type Params = Values<typeof SCHEMA>

const last = new KeptWeakMap<
  Incidents,
  { readonly rows: Uint32Array; readonly asked: string; readonly begun: Begun }
>()

/** What an earlier run of the same question found on the first position of the grid; empty for another question. */
function begunOf(table: Incidents, rows: Uint32Array, options: BacktestOptions): Begun {
  const asked = JSON.stringify({ ...options, shifts: true })
  const before = last.get(table)
  const same = before?.rows.length === rows.length && before.rows.every((v, k) => v === rows[k])
  if (before && same && before.asked === asked) return before.begun
  const begun = {}
  last.set(table, { rows, asked, begun })
  return begun
}

/** Maps that are fitted or chosen first, which takes as long as all others together. */
const FITTED: readonly MapId[] = ['sepp', 'blend']

/** What is known before a map is fitted, a grid moved or a patch drawn. */
function* firstOf(ev: Events, options: BacktestOptions): Generator<number, BacktestFirst, void> {
  const { unit } = ev
  const { horizon } = options
  const methods = options.methods.filter((id) => !FITTED.includes(id))
  const left = options.methods.filter((id) => FITTED.includes(id)).map(shortOf)
  const test = yield* backtest(ev, { ...options, methods, shifts: false, shapes: false })
  const windows = windowsOf(test.origins.length, unit, horizon)
  return {
    ...{ unit, horizon, test, notes: [] },
    answer: `${countOf(methods.length, 'map')} of ${showNumber(options.methods.length)} tried so far, on ${countOf(test.n, 'incident')} in ${windows}. Which is best is said when all are in.`,
    counting: [...left, 'patches and ways', 'the forecast'].join(', '),
  }
}

function* compute(input: Input<Params>): Generator<number, BacktestResult | BacktestFirst, void> {
  const { table, params, today, areas, homes } = input
  const chosen = backtestRows(input, params.offences)
  const ev = eventsOf(table, chosen.rows)
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
  // the page has no settings of where the past begins, which the terminal's sentence speaks of
  if (ev.n > 0 && options.first <= history)
    throw new Error(
      `These incidents reach over ${countOf(ev.day[ev.n - 1] - history + 1, ev.unit)}, which leaves nothing before one forecast of ${countOf(horizon, ev.unit)}. Load earlier incidents, or choose other offences or filters.`,
    )
  if (input.first) return yield* firstOf(ev, options)
  const test = yield* part(backtest(ev, options, false, begunOf(table, chosen.rows, options)), 0, 0.97)
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

export const METHOD: Method<typeof SCHEMA, BacktestResult | BacktestFirst> = { ...META, compute }
