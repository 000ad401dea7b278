/** Repeat locations in words and as a table, without a screen. */
import { OFFENCES } from '../../core/base/offences.ts'
import type { Values } from '../../core/base/params.ts'
import { showDay } from '../../core/base/time.ts'
import { countOf, showShare, showNumber } from '../../core/base/words.ts'
import type { TableModel } from '../../ui/table.ts'
import type { OfIncident, ResultView, Sure, Words } from '../contract.ts'
import type { RepeatLocation, RepeatsResult } from './compute.ts'
import type { SCHEMA } from './params.ts'

export type View = ResultView<Values<typeof SCHEMA>, RepeatsResult>

const within = (days: number) => (days === 365 ? 'twelve months' : countOf(days, 'day'))

export const kindsOf = (l: RepeatLocation) =>
  l.kinds.map(([o, n]) => `${n} × ${OFFENCES[o]?.short ?? 'Other'}`).join(', ')

function answer({ result, params }: View): string {
  const span = within(params.window)
  if (!result.locations.length)
    return `No place was hit ${params.least === 2 ? 'twice' : `${params.least} times`} within ${span}, among ${countOf(result.n, 'incident')} with a known place.`
  const top = result.locations[0]
  const share = result.n ? result.repeats / result.n : NaN
  return `${countOf(result.locations.length, 'place')} ${result.locations.length === 1 ? 'was' : 'were'} hit ${params.least === 2 ? 'twice' : `${params.least} times`} or more within ${span}; ${showShare(share)} of ${countOf(result.n, 'incident')} are repeats${top.street ? `, and one place in ${top.street} had ${top.incidents.length}` : ''}.`
}

function list({ result: { locations } }: View): TableModel {
  return {
    caption: 'Repeat places, most incidents first',
    n: locations.length,
    key: (i) => String(locations[i].place) + ':' + locations[i].incidents[0],
    at: (i) => locations[i].at,
    columns: [
      { key: 'street', label: 'Street', kind: 'text', value: (i) => locations[i].street },
      {
        key: 'incidents',
        label: 'Incidents',
        kind: 'number',
        digits: 0,
        value: (i) => locations[i].incidents.length,
      },
      { key: 'kinds', label: 'Kinds', kind: 'text', value: (i) => kindsOf(locations[i]) },
      {
        key: 'last',
        label: 'Last',
        kind: 'date',
        value: (i) => locations[i].last,
        show: (i) => showDay(locations[i].last),
      },
      {
        key: 'gap',
        label: 'Shortest gap',
        unit: 'days',
        kind: 'number',
        digits: 0,
        value: (i) => Math.min(...locations[i].gaps),
      },
      {
        key: 'first',
        label: 'First',
        kind: 'date',
        value: (i) => locations[i].first,
        show: (i) => showDay(locations[i].first),
      },
    ],
  }
}

/** How often its place was hit. */
function ofIncident({ result }: View, row: number): OfIncident | undefined {
  const found = result.locations.find((l) => l.incidents.includes(row))
  return found && { says: `Its place was hit ${countOf(found.incidents.length, 'time')}.` }
}

/** The share of burglaries that chance alone would bring back, where the homes are known; and that it is not known where not. */
function byChance({ result: { burglary } }: View): Sure[] {
  if (!burglary) return []
  const { n, repeats, chance } = burglary
  const found = `${showNumber(repeats)} of ${countOf(n, 'burglary', 'burglaries')} of homes (${showShare(repeats / n)}) came to a ${chance ? 'home' : 'place'} burgled before`
  if (!chance)
    return [
      {
        label: 'By chance',
        says: `${found}. How many would by chance alone depends on how many homes stand around them, which is seen once an address file of the whole area is loaded.`,
      },
    ]
  return [
    {
      label: 'By chance',
      says: `${found}. Were the ${countOf(chance.homes, 'home')} around them all alike, chance would give ${showShare(chance.expected / n)}, up to ${showShare(chance.upTo / n)}: ${repeats > chance.upTo ? 'there are more, since homes differ in risk or one burglary brings the next' : 'this share says nothing of repeat victims'}.`,
    },
  ]
}

/** What the result says in words and as a table: for page, paper and terminal alike. */
export const WORDS: Words<typeof SCHEMA, RepeatsResult> = {
  ...{ answer, list, ofIncident },
  deciding: ['incidents', 'gap'],
  aloud: (p) =>
    `${p.least} or more within ${p.window} days, ${p.same === 'kind' ? 'the same offence' : 'any offence'}`,
  sure: (view) => [
    {
      label: 'How sure',
      says: `n = ${showNumber(view.result.n)} with a known place; ${showShare(view.result.n ? view.result.repeats / view.result.n : NaN)} are repeats (95% ${view.result.interval.map(showShare).join(' to ')}).`,
    },
    ...byChance(view),
  ],
  json: ({ result }) => ({ burglary: result.burglary }),
}
