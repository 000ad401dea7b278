/** Change between two periods: settings, limits and words. */
import { EMERGING_RULES } from '../../core/stats/emergingRules.ts'
import type { Meta } from '../../core/table/method.ts'
import { schema } from '../../core/base/params.ts'
import { UNIT_OPTIONS } from '../../core/stats/unitOptions.ts'

/** A place with fewer incidents in both periods together carries no verdict. */
export const FEWEST = 5

/** Whether a place is said to have changed: by its adjusted p, and enough incidents in `both` periods together. */
export const isChange = (q: number, both: number, level: number): boolean => q <= level && both >= FEWEST

export const SCHEMA = schema({
  unit: {
    type: 'choice',
    label: 'Compare',
    help: 'Classes of emerging hotspots need cells or hexagons; beats and streets get the two-period test only.',
    default: 'square',
    options: UNIT_OPTIONS,
  },
  cell: {
    type: 'number',
    label: 'Cell size',
    help: 'Larger cells hold more incidents, so that a change can be seen at all.',
    unit: 'm',
    default: 400,
    min: 50,
    max: 10_000,
    step: 10,
    when: { unit: ['square', 'hex'] },
  },
  step: {
    type: 'number',
    label: 'Length of a step',
    help: 'Four weeks keep the weekdays equal. Tables that know only months use calendar months.',
    unit: 'days',
    default: 28,
    min: 1,
    max: 366,
    step: 1,
  },
  recent: {
    type: 'number',
    label: 'Steps in each period',
    help: 'The recent period is this many steps up to today; the other is as long.',
    unit: 'steps',
    default: 3,
    min: 1,
    max: 60,
    step: 1,
  },
  against: {
    type: 'choice',
    label: 'Against',
    help: 'The steps just before, or the same season a year earlier.',
    default: 'before',
    options: [
      { value: 'before', label: 'The time just before' },
      { value: 'year', label: 'A year earlier' },
    ],
  },
  series: {
    type: 'number',
    label: 'Steps for emerging hotspots',
    help: 'How many steps back the classes of emerging hotspots look.',
    unit: 'steps',
    default: 12,
    min: 4,
    max: 60,
    step: 1,
    advanced: true,
  },
  level: {
    type: 'number',
    label: 'False finds accepted',
    help: 'Share of the units called changed, or cells called hot, that may be so by chance, after correction for their number.',
    unit: '%',
    default: 5,
    min: 0.1,
    max: 50,
    step: 0.1,
    advanced: true,
  },
})

export const META: Meta<typeof SCHEMA> = {
  id: 'change',
  title: 'Change',
  schema: SCHEMA,
  countsUnplaced: true,
  unavailable: (table) => (table.n === 0 ? 'The table holds no incidents. Load a file first.' : undefined),
  about: {
    what: `Compares two periods of equal length in each place by the E-test for small counts, and names cells by how they were hot over time. Classes, the first that fits: ${Object.entries(
      EMERGING_RULES,
    )
      .map(([name, rule]) => `${name} – ${rule}`)
      .join('; ')}.`,
    assumes: [
      'Counts vary as they did in earlier windows as long as a step (at most 28 days): their dispersion, pooled over the places and measured on at least twelve windows, widens p. With fewer no place is called changed.',
      'The recent period ends on the last complete day of the file; where reports are dated, the newest days, whose reports are still coming in, are left out.',
      'Recording was the same in both periods.',
    ],
    notWhen: [
      'A period reaches over a change of recording (April 2017, April 2023) or a lockdown (March 2020 to June 2021).',
      'You want to know whether an action worked: a fall after a peak is expected anyway. Use a comparison area.',
    ],
    references: [
      'Krishnamoorthy & Thomson (2004), A more powerful test for comparing two Poisson means, Journal of Statistical Planning and Inference 119',
      'Mann (1945), Nonparametric tests against trend, Econometrica 13',
      'Classes after the emerging hot spot analysis of ArcGIS',
    ],
  },
}
