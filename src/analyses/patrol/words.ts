/** A patrol plan in words and as a table, without a screen. */
import type { Values } from '../../core/base/params.ts'
import { showTime, showDay, dayOf } from '../../core/base/time.ts'
import { showNumber, countOf } from '../../core/base/words.ts'
import type { TableModel } from '../../ui/table.ts'
import type { ResultView, Sure, Words } from '../contract.ts'
import type { PatrolPlace, PatrolResult } from './result.ts'
import type { SCHEMA } from './params.ts'

export type View = ResultView<Values<typeof SCHEMA>, PatrolResult>

/** "A: Mill Street": a letter, so that nobody takes it for an address. */
export const placeOf = (p: PatrolPlace) => (p.street ? `${p.name}: ${p.street}` : `Place ${p.name}`)

/** Rates of small places are small: one digit tells them apart. */
export const rateOf = (v: number) => showNumber(v, v < 10 ? 1 : 0)

function answer({ result }: View): string {
  const { visits, places, officers, from, to, delivered } = result
  const shift = `${showDay(dayOf(from), { weekday: true, year: false })}, ${showTime(from)} to ${showTime(to)}`
  if (!visits.length)
    return `No visit fits on ${shift}: ${countOf(places.length, 'place')} ranked, but the minutes given hold none.`
  const busy = officers.filter((o) => o.minutes > 0).length
  const seen = places.filter((p) => p.visits > 0).length
  const top = places[0]
  const plan = `${countOf(busy, 'officer')}, ${countOf(visits.length, 'visit')} to ${countOf(seen, 'place')} on ${shift}`
  if (delivered?.inShift)
    return `${plan}; ${showNumber(delivered.onPlan)} of ${showNumber(visits.reduce((s, v) => s + v.to - v.from, 0))} planned minutes were delivered.`
  return `${plan}; place A${top.street ? `, around ${top.street},` : ''} has had ${countOf(top.n, 'incident')} in ${countOf(result.days, 'day')}.`
}

function list({ result }: View): TableModel {
  const { visits, places, delivered } = result
  return {
    caption: `Plan ${result.code}, officer by officer`,
    n: visits.length,
    key: (i) => `${visits[i].officer}-${visits[i].from}`,
    at: (i) => places[visits[i].place].at,
    columns: [
      {
        key: 'officer',
        label: 'Officer',
        kind: 'number',
        digits: 0,
        value: (i) => visits[i].officer + 1,
      },
      { key: 'from', label: 'From', kind: 'text', value: (i) => showTime(visits[i].from) },
      { key: 'to', label: 'To', kind: 'text', value: (i) => showTime(visits[i].to) },
      {
        key: 'place',
        label: 'Place',
        kind: 'text',
        value: (i) => placeOf(places[visits[i].place]),
        detail: (i) => visits[i].why,
      },
      ...(delivered?.inShift
        ? [
            {
              key: 'done',
              label: 'Delivered',
              unit: 'min',
              kind: 'number' as const,
              digits: 0,
              value: (i: number) => delivered.byVisit[i],
            },
          ]
        : []),
      {
        key: 'rate',
        label: 'Expected',
        unit: 'per 1,000 h',
        kind: 'number',
        digits: 1,
        value: (i) => visits[i].rate,
      },
      {
        key: 'interval',
        label: '95% interval',
        kind: 'text',
        value: (i) => `${rateOf(visits[i].low)} to ${rateOf(visits[i].high)}`,
      },
      { key: 'way', label: 'Way', unit: 'min', kind: 'number', digits: 0, value: (i) => visits[i].way },
      { key: 'why', label: 'Why', kind: 'text', value: (i) => visits[i].why },
    ],
  }
}

/** How far the ranking carries: what it was counted from, and the interval of the first visit. */
function sure({ result: { n, days, visits, places, bands } }: View): Sure[] {
  const first = [...visits].sort((a, b) => b.rate - a.rate)[0]
  const busiest = first
    ? ` The busiest visit, place ${places[first.place].name} ${bands[first.band].label}: ${rateOf(first.rate)} expected in 1,000 hours (95% ${rateOf(first.low)}–${rateOf(first.high)}); it was picked because its count was high, so expect fewer.`
    : ''
  return [
    {
      label: 'How sure',
      says: `n = ${showNumber(n)} in ${countOf(days, 'day')}, a count of the past.${busiest}`,
    },
  ]
}

/** What the result says in words and as a table: for page, paper and terminal alike. */
export const WORDS: Words<typeof SCHEMA, PatrolResult> = {
  ...{ answer, list },
  deciding: ['place', 'from', 'to', 'rate'],
  sure,
  aloud: (p) =>
    `${p.officers} ${p.officers === 1 ? 'officer' : 'officers'}, ${p.length} hours from ${p.start}:00, visits of ${p.visit} minutes`,
}
