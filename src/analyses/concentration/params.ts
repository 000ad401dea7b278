/** Counts and concentration: settings, limits and words. */
import type { Meta } from '../../core/table/method.ts'
import { schema } from '../../core/base/params.ts'
import { UNIT_OPTIONS } from '../../core/stats/unitOptions.ts'

export const SCHEMA = schema({
  unit: {
    type: 'choice',
    label: 'Count by',
    help: 'Cells cover the whole study area, empty places too; beats and streets are those the table names.',
    default: 'square',
    options: UNIT_OPTIONS,
  },
  cell: {
    type: 'number',
    label: 'Cell size',
    help: '150 m is the size of the hotspots in UK patrol trials.',
    unit: 'm',
    default: 150,
    min: 20,
    max: 10_000,
    step: 10,
    when: { unit: ['square', 'hex'] },
  },
  top: {
    type: 'number',
    label: 'How many to list',
    help: 'The worst units by count. Durham worked its twelve worst streets.',
    unit: '',
    default: 12,
    min: 1,
    max: 500,
    step: 1,
  },
  share: {
    type: 'number',
    label: 'Worst share of units',
    help: 'The inspectorate says that nearly a quarter of serious acquisitive crime lies in 5% of local areas.',
    unit: '%',
    default: 5,
    min: 0.1,
    max: 100,
    step: 0.1,
    advanced: true,
  },
})

export const META: Meta<typeof SCHEMA> = {
  id: 'concentration',
  title: 'Concentration',
  schema: SCHEMA,
  needs: ['homes'],
  needsWhen: { homes: { unit: ['square', 'hex'] } },
  unavailable: (table) => (table.n === 0 ? 'The table holds no incidents. Load a file first.' : undefined),
  about: {
    what: 'Counts incidents by cell, beat or street, lists the worst, and says how much of the whole the worst few hold, beside what chance alone would give.',
    assumes: [
      'Units are compared by count: a long street or a large beat has more of everything.',
      'The share in the worst 5% depends on the units: small cells always look more concentrated than beats.',
    ],
    notWhen: [
      'Comparing your figure with the inspectorate’s as if they were the same: it counts other areas and other crimes.',
      'There are far fewer incidents than units, unless you read the generalised Gini and the chance figure.',
    ],
    references: [
      'HMICFRS (2022), Finding time for crime',
      'Weisburd (2015), The law of crime concentration and the criminology of place, Criminology 53',
      'Bernasco & Steenbeek (2017), More places than crimes, Journal of Quantitative Criminology 33',
    ],
  },
}
