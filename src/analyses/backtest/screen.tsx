/** Would it have worked? On the screen: curves, the verdict, the forecast on the map, fairness and the card. */
import { HitRate, Intervals } from '../../charts/index.ts'
import { monthOf } from '../../core/base/time.ts'
import { capital, countOf, showNumber, showShare } from '../../core/base/words.ts'
import { CURVE } from '../../core/evaluation/backtest/backtest.ts'
import { isExpired } from '../../core/evaluation/backtest/forecast.ts'
import { FAIR_LIMIT, fairnessWords, showRatio } from '../../core/evaluation/backtest/fairness.ts'
import { whenOf } from '../../core/evaluation/backtest/options.ts'
import { nameOf, windowsOf } from '../../core/evaluation/backtest/words.ts'
import type { LayerSpec } from '../../map/kit.ts'
import { DataTable, Figures, Section, type TableModel } from '../../ui/index.ts'
import type { Offer, Screen } from '../contract.ts'
import { HEAD } from './head.ts'
import type { SCHEMA } from './params.ts'
import type { BacktestFirst, BacktestResult } from './result.ts'
import { type AnyView, isWhole, type View, WORDS } from './words.ts'

type Shown = BacktestResult | BacktestFirst

/** "13 May 2026 to 19 May 2026", or one day. */
const validOf = ({ unit, forecast: { from, until } }: BacktestResult) =>
  from === until ? whenOf(unit, from) : `${whenOf(unit, from)} to ${whenOf(unit, until)}`

function layers({ result }: View): LayerSpec[] {
  const { forecast, places } = result
  return [
    {
      kind: 'areas',
      id: 'forecast',
      label: `Forecast for ${validOf(result)}: ${nameOf(forecast.map, result.unit)}`,
      fill: true,
      areas: forecast.patches.map((p) => ({ geometry: p.geometry, ink: 'tierA' as const })),
      tip: (i) =>
        forecast.patches[i] && {
          title: places[i] || `Patch ${i + 1}`,
          lines: [
            `${countOf(forecast.patches[i].cells, 'cell')}, ${countOf(forecast.patches[i].rows.length, 'incident')} before`,
            `valid ${validOf(result)}`,
          ],
        },
    },
  ]
}

/** All maps at the main share, best first; of a first answer in their usual order, since no order is settled yet. */
function mapsTable({ test, unit, counting }: BacktestResult | BacktestFirst): TableModel {
  const q = test.main
  const maps = counting ? test.maps : [...test.maps].sort((a, b) => b.hitRate[q] - a.hitRate[q])
  const against = (id: string) => test.differences.find((d) => d.id === id)?.at[q]
  const number = (
    key: string,
    label: string,
    digits: number,
    value: (m: (typeof maps)[number]) => number,
    more = {},
  ) => ({
    ...{ key, label, digits, kind: 'number' as const, ...more },
    value: (i: number) => (Number.isFinite(value(maps[i])) ? value(maps[i]) : null),
  })
  return {
    caption: `Maps at ${showShare(test.k[q] / test.cells)} of the area, ${counting ? 'plainest' : 'best'} first; “better” than ${nameOf(test.baseline, unit)}`,
    n: maps.length,
    key: (i) => maps[i].id,
    columns: [
      {
        key: 'map',
        label: 'Map',
        kind: 'text',
        value: (i) => capital(nameOf(maps[i].id, unit).replace(/^the /, '')),
      },
      number('hit', 'Caught', 1, (m) => 100 * m.hitRate[q], { unit: '%', deciding: true }),
      {
        key: 'range',
        label: 'Four grids',
        kind: 'text',
        value: (i) => {
          const range = maps[i].overShifts?.[q]
          return range ? `${showNumber(100 * range[0], 1)}–${showNumber(100 * range[1], 1)}%` : ''
        },
      },
      {
        key: 'better',
        label: 'Better',
        kind: 'text',
        deciding: true,
        value: (i) => {
          const d = against(maps[i].id)
          return d ? `in ${d.better} of ${test.origins.length}` : ''
        },
      },
      number('pai', 'PAI', 2, (m) => m.pai[q]),
      number('pei', 'PEI', 2, (m) => m.pei[q]),
      number('precision', 'Cells with an incident', 1, (m) => 100 * m.precision[q], { unit: '%' }),
      ...(counting
        ? []
        : [
            number('patches', 'Patches', 0, (m) => m.patches),
            number('km', 'Shortest way through', 0, (m) => m.kilometres, { unit: 'km' }),
            number('changed', 'Cells new each time', 0, (m) => 100 * m.changed, { unit: '%' }),
          ]),
    ],
  }
}

function fairTable({ by, rows }: NonNullable<BacktestResult['fairness']>): TableModel {
  const share = (key: string, label: string, value: (i: number) => number) => ({
    ...{ key, label, unit: '%', kind: 'number' as const, digits: 1 },
    value: (i: number) => (Number.isFinite(value(i)) ? 100 * value(i) : null),
  })
  return {
    caption: `Whom the forecast falls on, by ${by}: shares of homes, recorded crime and flagged ground; ! = flagged more than ${FAIR_LIMIT} times its share of crime, beyond chance`,
    n: rows.length,
    key: (i) => rows[i].name,
    columns: [
      { key: 'name', label: 'Area', kind: 'text', value: (i) => rows[i].name },
      share('homes', 'Homes', (i) => rows[i].homes),
      share('crime', 'Crime', (i) => rows[i].crime),
      { key: 'incidents', label: 'Incidents', kind: 'number', digits: 0, value: (i) => rows[i].incidents },
      share('flagged', 'Flagged', (i) => rows[i].flagged),
      {
        key: 'ratio',
        label: 'Flagged ÷ crime',
        kind: 'number',
        digits: 2,
        deciding: true,
        value: (i) => (Number.isFinite(rows[i].ratio) ? rows[i].ratio : null),
        show: (i) => `${showRatio(rows[i].ratio)}${rows[i].beyond ? ' !' : ''}`,
      },
      {
        key: 'held',
        label: 'Flagged cells with an incident',
        kind: 'number',
        digits: 0,
        value: (i) => rows[i].held,
      },
      { key: 'empty', label: 'Without', kind: 'number', digits: 0, value: (i) => rows[i].empty },
    ],
  }
}

/** Curves of maps on the same cells; `winner` stands out where it is known. */
function Curves({ result: { test, unit, horizon }, winner }: { result: Shown; winner?: string }) {
  return (
    <HitRate
      title="Hit rate"
      sentence={`${countOf(test.n, 'incident')} in ${windowsOf(test.origins.length, unit, horizon)}; all maps on the same cells`}
      x={CURVE}
      mark={test.k[test.main] / test.cells}
      curves={test.maps.map((m) => ({
        key: m.id,
        label: nameOf(m.id, unit).replace(/^the /, ''),
        y: m.curve,
        ...(m.id === winner ? { weight: 'strong' as const } : {}),
        ...(m.id === 'random' ? { weight: 'floor' as const } : {}),
      }))}
    />
  )
}

function First({ result }: { result: Shown }) {
  return (
    <>
      <Curves result={result} />
      <Section title="Maps tried so far">
        <DataTable model={mapsTable(result)} height={320} file="backtest-maps" />
      </Section>
    </>
  )
}

function Panel({ result }: View) {
  const { test, unit, horizon, verdict, forecast, fairness, card } = result
  const q = test.main
  const winner = test.maps.find((m) => m.id === verdict.winner)!
  const windows = windowsOf(test.origins.length, unit, horizon)
  const area = showShare(test.k[q] / test.cells)
  return (
    <>
      <Figures
        figures={[
          {
            value: showShare(winner.hitRate[q]),
            label: 'caught',
            note: `in ${area} of the area, ${nameOf(winner.id, unit)}`,
          },
          { value: showNumber(winner.pai[q], 1), label: 'PAI', note: 'times what random cells catch' },
          { value: showNumber(test.n), label: 'incidents', note: windows },
        ]}
      />
      <Curves result={result} winner={verdict.winner} />
      {test.differences.length > 0 && (
        <Intervals
          title={`Against ${nameOf(test.baseline, unit)}`}
          sentence={`points of hit rate at ${area} of the area, the same ${windows} for both`}
          none={0}
          digits={1}
          intervalLabel="95% interval"
          items={test.differences
            .filter((d) => d.id !== 'random')
            .map((d) => ({
              key: d.id,
              label: capital(nameOf(d.id, unit).replace(/^the /, '')),
              value: 100 * d.at[q].difference,
              lower: 100 * d.at[q].low,
              upper: 100 * d.at[q].high,
            }))}
        />
      )}
      <Section title="All maps">
        <DataTable model={mapsTable(result)} height={320} file="backtest-maps" />
      </Section>
      <Section title="Forecast">
        <p>
          {`For ${validOf(result)}: ${countOf(forecast.cells, 'cell')} in ${countOf(forecast.patches.length, 'patch', 'patches')} by ${nameOf(forecast.map, unit)}, on the map. It expires after ${whenOf(unit, forecast.until)}.`}
        </p>
      </Section>
      {fairness && (
        <Section title="Fairness">
          <p>{fairnessWords(fairness)}</p>
          <DataTable model={fairTable(fairness)} height={320} file="backtest-fairness" />
        </Section>
      )}
      <Section title="Card of the forecast">
        {card.map((l) => (
          <p key={l.heading}>
            <strong>{l.heading}.</strong> {l.text}
            {l.open && ' ……………'}
          </p>
        ))}
      </Section>
    </>
  )
}

/** Months that patrol looks back at most: what a count of all history can be there. */
const LONGEST = 60

/** The map that won as the ranking of patrol places and hotspots; nothing where cells at random are the best there is. */
function forRanking({ result: { test, verdict, unit }, params }: View): Offer[] {
  const { winner, beaten } = verdict
  if (winner === 'random') return []
  const { decay, weights } = test.blend ?? { decay: undefined, weights: undefined }
  const map = {
    winner,
    winnerCell: params.cell,
    // the blend's own decay where it won; that of the form for the near-repeat map alone
    winnerDistance: winner === 'blend' && decay ? decay.halfDistance : params.halfDistance,
    winnerLife: winner === 'blend' && decay ? decay.halfLife : params.halfLife,
    ...(weights && { winnerNear: Math.round(100 * weights[1]) }),
    ...{ winnerBand: params.kde, winnerDays: +params.horizon, winnerKinds: params.offences },
  }
  const by = `by ${nameOf(winner, unit)}, which ${beaten ? 'won the back-test' : 'no map surely beat in the back-test'}`
  return [
    ...(unit === 'day'
      ? [
          {
            label: 'Use for patrol',
            what: `patrol places ${by}`,
            to: 'patrol',
            params: { weight: 'map', lookBack: LONGEST, ...map },
          },
        ]
      : []),
    {
      label: 'Use for hotspots',
      what: `hotspots ${by}`,
      to: 'hotspots',
      params: { order: 'map', ...map },
    },
  ]
}

/** Half-distance and half-life for the zones, where the blend that has them won. */
function forZones({ result: { test, verdict }, params }: View): Offer[] {
  const chosen = test.blend
  // a decay that only loses to the long count is no better than the one in use
  if (verdict.winner !== 'blend' || !chosen || chosen.origins === 0) return []
  const { halfDistance, halfLife } = chosen.decay
  return [
    {
      label: `Use ${halfDistance} m and ${halfLife} days for risk zones`,
      what: 'risk zones by the half-distance and half-life of my back-test',
      to: 'zones',
      params: { decay: 'halving', halfDistance, halfLife, offences: params.offences },
    },
  ]
}

const briefOf = (result: BacktestResult): string[] => [
  `Forecast for ${validOf(result)} by ${nameOf(result.forecast.map, result.unit)}; not to be used after that.`,
  ...result.card.filter((l) => l.heading === 'Accuracy' || l.heading === 'Responsible').map((l) => l.text),
]

export const SCREEN: Screen<typeof SCHEMA, Shown> = {
  ...HEAD,
  ...WORDS,
  layers: (view) => (isWhole(view) ? layers(view) : []),
  Panel: (view) => (isWhole(view) ? <Panel {...view} /> : <First result={view.result} />),
  offers: (view) => (isWhole(view) ? [...forRanking(view), ...forZones(view)] : []),
  expired: (view: AnyView, day) => {
    if (!isWhole(view)) return undefined
    const { forecast, unit } = view.result
    return isExpired(forecast, unit === 'day' ? day : monthOf(day))
      ? `The forecast was for ${whenOf(unit, forecast.from)} to ${whenOf(unit, forecast.until)} and has expired: a map of the past is no forecast. Open a newer extract and run it again, then print.`
      : undefined
  },
  brief: (view) => (isWhole(view) ? { says: briefOf(view.result) } : {}),
}
