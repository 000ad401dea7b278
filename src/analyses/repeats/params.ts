/** Repeat locations: settings, limits and words. */
import { coarseOf, coarseSays, finerThan } from '../../core/table/coarse.ts'
import type { Meta } from '../../core/table/method.ts'
import { schema } from '../../core/base/params.ts'

export const SCHEMA = schema({
  window: {
    type: 'number',
    label: 'Within',
    help: 'Two incidents at one place count as a repeat when they lie no more than this many days apart. Twelve months is the usual rule.',
    unit: 'days',
    default: 365,
    min: 1,
    max: 3_650,
    step: 1,
  },
  when: {
    type: 'choice',
    label: 'Which places',
    help: 'Places repeated in the window that ends today, or in any window of the whole table.',
    default: 'now',
    options: [
      { value: 'now', label: 'Up to today' },
      { value: 'ever', label: 'Any time in the table' },
    ],
  },
  least: {
    type: 'number',
    label: 'Incidents at a place',
    help: 'List places with at least this many incidents in the window.',
    unit: '',
    default: 2,
    min: 2,
    max: 50,
    step: 1,
    advanced: true,
  },
  same: {
    type: 'choice',
    label: 'Count together',
    help: 'Any incident at the place, or only incidents of the same kind (two burglaries, two thefts from vehicles).',
    default: 'any',
    options: [
      { value: 'any', label: 'Any offence at the place' },
      { value: 'kind', label: 'The same offence only' },
    ],
    advanced: true,
  },
})

export const META: Meta<typeof SCHEMA> = {
  id: 'repeats',
  title: 'Repeat places',
  schema: SCHEMA,
  needs: ['homes'],
  unavailable: (table) => {
    if (table.n === 0) return 'The table holds no incidents. Load a file first.'
    const coarse = coarseOf(table)
    if (!coarse) return undefined
    return coarse.points
      ? `Repeat places need true places. ${coarseSays(table)}, so two incidents on one point are no repeat. ${finerThan(table)}`
      : `Repeat places need the day of each incident. ${coarseSays(table)}. ${finerThan(table)}`
  },
  about: {
    what: 'Places with two or more incidents within twelve months, and the share of incidents that came back to a place hit in the twelve months before.',
    assumes: [
      'Same place: same UPRN, else same address, else the same coordinates to the metre. A misspelt address hides a repeat; a block of flats without flat numbers invents one.',
      'For what chance gives: burglary of homes falls on all loaded homes alike. Homes that differ in risk give more repeats too; more than chance does not say why.',
      'Only recorded incidents in this table and under this filter: an earlier one outside it is not seen.',
    ],
    notWhen: [
      'Coordinates are of street centres or postcodes: then many homes share one point.',
      'The table is shorter than the window: the share of repeats is then too low.',
    ],
    references: [
      'HMICFRS (2022), Finding time for crime: repeat victims within twelve months',
      'Wilson (1927), Probable inference, Journal of the American Statistical Association 22 (interval of the share)',
    ],
  },
}
