/** The patrol plan on the screen: who goes where when, and what was delivered of it. */
import { Bars, HeatTable, HourStrip } from '../../charts/index.ts'
import { showNear, showWay } from '../../core/base/lengths.ts'
import { dayOf, showDay, showTime } from '../../core/base/time.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import type { Ink, LayerSpec } from '../../map/kit.ts'
import { Figures } from '../../ui/index.ts'
import type { Handout, Screen } from '../contract.ts'
import type { PatrolResult, Visit } from './result.ts'
import { HEAD } from './head.ts'
import type { SCHEMA } from './params.ts'
import { type View, placeOf, rateOf, WORDS } from './words.ts'
/** Room for the hours beside it. */
const shortOf = (name: string) => (name.length > 17 ? `${name.slice(0, 16)}…` : name)
const timesOf = (v: Pick<Visit, 'from' | 'to'>) => `${showTime(v.from)}–${showTime(v.to)}`
const total = (v: Float64Array | undefined) => v?.reduce((a, b) => a + b, 0) ?? 0

/** Lines of officers take turns: every second one is dashed, so that they differ in grey too. */
const INKS: readonly Ink[] = ['accent', 'incident', 'outline']

function layers({ result, units }: View): LayerSpec[] {
  const { places, visits, officers, delivered } = result
  return [
    {
      kind: 'areas',
      id: 'places',
      label: 'Places to patrol, lettered as in the table',
      fill: true,
      areas: places.map((p) => ({
        geometry: p.geometry,
        ink: p.visits ? ('tierA' as const) : ('tierC' as const),
        letter: p.name,
        labelAt: p.at,
      })),
      classes: [
        { ink: 'tierA', label: 'visited in this plan' },
        ...(places.some((p) => !p.visits) ? [{ ink: 'tierC' as const, label: 'ranked, not visited' }] : []),
      ],
      tip: (i) => {
        const p = places[i]
        if (!p) return undefined
        const mine = visits.filter((v) => v.place === i)
        return {
          title: placeOf(p),
          lines: [
            `${countOf(p.n, 'incident')} in ${countOf(result.days, 'day')}`,
            mine.length
              ? mine.map((v) => `officer ${v.officer + 1} ${timesOf(v)}`).join('; ')
              : 'not visited: other places hold more per minute',
            ...(delivered?.inShift
              ? [`${countOf(Math.round(delivered.byPlace[i]), 'minute')} delivered`]
              : []),
          ],
        }
      },
    },
    ...officers.flatMap((o, k): LayerSpec[] => {
      const mine = visits.filter((v) => v.officer === k)
      if (mine.length < 2) return []
      return [
        {
          kind: 'lines',
          id: `officer-${k + 1}`,
          label: `Officer ${k + 1}, ${showWay(o.metres, units)}`,
          ink: INKS[k % INKS.length],
          width: 2,
          dashed: k % 2 === 1,
          lines: [mine.map((v) => places[v.place].at)],
        },
      ]
    }),
  ]
}

function Places({ result, params }: View) {
  const most = Math.max(...result.places.flatMap((p) => [...p.rate]), 1e-9)
  return (
    <HeatTable
      title="Places by hour"
      sentence="Incidents expected in 1,000 hours at each place; * = a visit is planned"
      rowTitle="Place"
      columnTitle="Hours of the shift"
      rows={result.places.map((p) => shortOf(placeOf(p)))}
      columns={result.bands.map((b) => `${showTime(b.from).slice(0, 2)}–${showTime(b.to).slice(0, 2)}`)}
      cell={(r, c) => {
        const p = result.places[r]
        const here = result.visits.filter((v) => v.place === r && v.band === c)
        return {
          text: rateOf(p.rate[c]),
          value: p.rate[c],
          tint: p.rate[c] / most,
          mark: here.length ? '*' : '',
          lines: [
            `${placeOf(p)}, ${result.bands[c].label}: ${rateOf(p.rate[c])} in 1,000 hours, 95% interval ${rateOf(p.low[c])} to ${rateOf(p.high[c])}`,
            `${showNumber(p.inBand[c], 1)} of ${countOf(p.n, 'incident')}${here.length ? `; officer ${here.map((v) => `${v.officer + 1} at ${timesOf(v)}`).join(', ')}` : ''}`,
          ],
        }
      }}
      legend={`${params.size} m places; seed ${params.seed} gives this plan again.`}
    />
  )
}

function DeliveredPart({ result, params, units }: View) {
  const d = result.delivered
  if (!d) return null
  if (!d.inShift)
    return (
      <p role="status">
        {d.span
          ? `The tracks are of ${showDay(dayOf(d.span[0]))}${dayOf(d.span[1]) > dayOf(d.span[0]) ? ` to ${showDay(dayOf(d.span[1]))}` : ''}; none lies in this shift. Choose that day as the as-at date to hold them against its plan.`
          : 'The tracks carry no times: no minute can be counted from them.'}
      </p>
    )
  const shown = result.places
    .map((p, i) => ({ p, i, planned: p.visits * params.visit, done: d.byPlace[i] }))
    .filter((x) => x.planned || x.done)
  const planned = result.visits.length * params.visit
  return (
    <>
      <Bars
        title="Delivered minutes"
        sentence={`${showNumber(d.onPlan)} of ${showNumber(planned)} planned minutes, place by place; ${showNumber(total(d.byVisit))} of them at the planned times. ${showNumber(total(d.byPlace))} of ${showNumber(d.inShift)} recorded minutes lie in the places; the tick is what was planned`}
        items={shown.map((x) => ({
          key: x.p.name,
          label: placeOf(x.p),
          value: x.done,
          reference: x.planned,
          text: `${showNumber(x.done)} of ${showNumber(x.planned)}`,
        }))}
        unit="min"
        digits={0}
        referenceLabel="Planned"
      />
      {d.gaps.length > 0 && (
        <p>
          {countOf(d.gaps.length, 'silence')} of the tracks:{' '}
          {d.gaps
            .slice(0, 6)
            .map(
              (g) =>
                `${timesOf(g)} (${countOf(Math.round(g.minutes), 'minute')}, ${showNear(g.metres, units)})`,
            )
            .join(', ')}
          {d.gaps.length > 6 && ` and ${d.gaps.length - 6} more`}. Nothing was counted in them.
        </p>
      )}
    </>
  )
}

function Panel(view: View) {
  const { result, params } = view
  const { visits, officers, places } = result
  const inShift = (h: number) => (h - params.start + 24) % 24 < params.length
  const held = result.hours.reduce((s, v, h) => s + (inShift(h) ? v : 0), 0) / total(result.hours)
  const left = places.filter((p) => !p.visits)
  const way = officers.reduce((s, o) => s + o.way, 0)
  return (
    <>
      <Figures
        figures={[
          { value: showNumber(visits.length), label: 'visits', note: `${params.visit} minutes each` },
          {
            value: showNumber(visits.length * params.visit),
            unit: 'min',
            label: 'at places',
            note: `and ${showNumber(way)} on the way`,
          },
          {
            value: showShare(result.met),
            label: 'met by a visit',
            note: 'of those expected; not prevented',
          },
        ]}
      />
      <DeliveredPart {...view} />
      <HourStrip
        title="Hours of the day"
        sentence={`${showShare(held)} of ${countOf(result.n, 'incident')} fall in the hours of the shift`}
        values={result.hours}
        on={inShift}
      />
      <Places {...view} />
      {left.length > 0 && (
        <p>
          Not visited: {left.map(placeOf).join('; ')}. Other places hold more per minute, the way included;
          more minutes, officers or speed would reach them.
        </p>
      )}
    </>
  )
}

/** What the first "why" of a sheet means, spelt out. */
function whyWords({ places, bands, days }: PatrolResult, v: Visit): string {
  const p = places[v.place]
  const band = bands[v.band].label.replace(' to ', ' and ')
  return `How to read “why”: place ${p.name} has had ${countOf(p.n, 'incident')} in ${countOf(days, 'day')}; counted by the hours in which each may have happened, ${showNumber(p.inBand[v.band], 1)} of them fall between ${band}. Most have a window of hours, so parts of them count. It is a count of the past, not a number expected tonight.`
}

/** What belongs on an officer's sheet: their own visits with boxes, their own way, every ranked place. */
function sheetOf({ result, params, units }: View, officer: number): Handout {
  const { places, visits, officers, from, to } = result
  const mine = visits.filter((v) => v.officer === officer)
  const o = officers[officer]
  const visited = [...new Set(mine.map((v) => v.place))].map((k) => places[k])
  return {
    title: `Patrol plan, officer ${officer + 1} of ${officers.length}`,
    lead: `${showDay(dayOf(from), { weekday: true })}, ${showTime(from)} to ${showTime(to)} · ${countOf(mine.length, 'visit')} of ${params.visit} minutes, ${showNumber(o.way)} minutes and ${showWay(o.metres, units)} of way · plan ${result.code}`,
    boxes: ['Done'],
    table: {
      caption: 'Visits in order: be seen, speak to people, then move on',
      n: mine.length,
      key: (i) => String(mine[i].from),
      columns: [
        { key: 'from', label: 'From', kind: 'text', value: (i) => showTime(mine[i].from) },
        { key: 'to', label: 'To', kind: 'text', value: (i) => showTime(mine[i].to) },
        { key: 'place', label: 'Place', kind: 'text', value: (i) => placeOf(places[mine[i].place]) },
        { key: 'why', label: 'Why', kind: 'text', value: (i) => mine[i].why },
        { key: 'way', label: 'Way', unit: 'min', kind: 'number', digits: 0, value: (i) => mine[i].way },
      ],
    },
    layers: [
      {
        kind: 'areas',
        id: 'places',
        label: 'Places',
        // outlines only: the street names under them must be read by torchlight
        fill: false,
        areas: visited.map((p) => ({ geometry: p.geometry, ink: 'tierA', letter: p.name, labelAt: p.at })),
      },
      {
        kind: 'lines',
        id: 'way',
        label: 'Way',
        ink: 'outline',
        width: 1.5,
        dashed: true,
        lines: [mine.map((v) => places[v.place].at)],
      },
    ],
    at: visited.flatMap((p) => p.geometry.coordinates[0] as [number, number][]),
    notes: [
      `The order is drawn by lot (seed ${params.seed}), so that nobody can foresee it; the same seed prints this plan again. Straight lines, not routes.`,
      ...(mine.length > 0 ? [whyWords(result, mine[0])] : []),
      'Expected incidents make the ranking; no number of prevented ones is claimed.',
      'Planned minutes are seldom all walked (about 24 to 26 of 45 in one trial): record what was done, or save a GPX track.',
    ],
  }
}

function handouts(view: View) {
  const busy = view.result.officers.flatMap((o, k) => (o.minutes > 0 ? [k] : []))
  return busy.length
    ? {
        label: `Print ${countOf(busy.length, 'officer’s sheet', 'officers’ sheets')}`,
        sheets: busy.map((k) => sheetOf(view, k)),
      }
    : undefined
}

export const SCREEN: Screen<typeof SCHEMA, PatrolResult> = {
  ...HEAD,
  ...WORDS,
  layers,
  Panel,
  handouts,
}
