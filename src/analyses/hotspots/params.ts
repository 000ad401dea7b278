/** Kernel density hotspots: settings, limits and words. */
import type { Meta } from '../../core/table/method.ts'
import { schema } from '../../core/base/params.ts'
import { rankingSchema } from '../../core/evaluation/backtest/ranking.ts'

export const SCHEMA = schema({
  bandwidth: {
    type: 'number',
    label: 'Bandwidth',
    help: 'How far an incident counts. Quartic: the radius where it ends. Gaussian: its standard deviation. A few streets is 150 to 400 m.',
    unit: 'm',
    default: 200,
    min: 10,
    max: 20_000,
    step: 10,
  },
  kernel: {
    type: 'choice',
    label: 'Kernel',
    help: 'How one incident spreads: quartic ends at the bandwidth, Gaussian fades without an end.',
    default: 'quartic',
    options: [
      { value: 'quartic', label: 'Quartic' },
      { value: 'gaussian', label: 'Gaussian' },
    ],
    advanced: true,
  },
  levels: {
    type: 'numbers',
    label: 'Densest shares of the area (A, B, C)',
    help: 'Hotspots are the densest parts of the study area: by default the top 1% (A), the next 4% (B) and the next 5% (C).',
    unit: '%',
    default: [1, 5, 10],
    min: 0.01,
    max: 100,
  },
  least: {
    type: 'number',
    label: 'Fewest incidents',
    help: 'A dense patch with fewer incidents than this is not listed as a hotspot.',
    unit: '',
    default: 3,
    min: 1,
    max: 1_000,
    step: 1,
    advanced: true,
  },
  rule: {
    type: 'choice',
    label: 'Bandwidth from',
    help: 'Your own figure, or the normal reference rule, which uses the spread on both axes and smooths heavily over several towns.',
    default: 'own',
    options: [
      { value: 'own', label: 'My figure' },
      { value: 'reference', label: 'Reference rule' },
    ],
    advanced: true,
  },
  cell: {
    type: 'number',
    label: 'Cell size',
    help: 'Side of a map cell; 0 takes a tenth of the bandwidth. It changes how fine the picture is, not how smooth.',
    unit: 'm',
    default: 0,
    min: 0,
    max: 5_000,
    step: 5,
    advanced: true,
  },
  against: {
    type: 'choice',
    label: 'Compared with',
    help: 'Plain density, or a ratio of two densities: incidents per 1,000 homes (needs an address file), or against as many days before.',
    default: 'none',
    options: [
      { value: 'none', label: 'Nothing: density' },
      { value: 'homes', label: 'Homes' },
      { value: 'earlier', label: 'The time before' },
    ],
    advanced: true,
  },
  days: {
    type: 'number',
    label: 'Days compared',
    help: 'Used when compared with the time before: these days up to today against as many before them.',
    unit: 'days',
    default: 365,
    min: 7,
    max: 3_650,
    step: 1,
    advanced: true,
  },
  edge: {
    type: 'flag',
    label: 'Edge correction',
    help: 'Divides by the share of the kernel that lies inside the study area, so that places at its edge are not made to look quiet.',
    default: false,
    advanced: true,
  },
  order: {
    type: 'choice',
    label: 'Listed by',
    help: 'Within A, B and C: by incidents inside, or by the map that won the back-test on your own data.',
    default: 'incidents',
    options: [
      { value: 'incidents', label: 'Incidents' },
      { value: 'map', label: 'What won the back-test' },
    ],
    advanced: true,
  },
  ...rankingSchema({ order: ['map'] }),
})

/** How a surface reads: density in incidents per km², or one of the two ratios. */
export type Measure = 'density' | 'rate' | 'change'

/** The unit of each measure. */
export const UNITS: Readonly<Record<Measure, string>> = {
  density: 'per km²',
  rate: 'per 1,000 homes',
  change: '× before',
}

export const META: Meta<typeof SCHEMA> = {
  id: 'hotspots',
  title: 'Density',
  schema: SCHEMA,
  reads: ['x', 'y', 'from', 'flags', 'beat', 'street', 'unplaced'],
  unavailable: (table) => (table.n === 0 ? 'The table holds no incidents. Load a file first.' : undefined),
  needs: ['homes'],
  needsWhen: { homes: { against: ['homes'] } },
  about: {
    what: 'Kernel density: how many incidents per km² lie around each place, within a bandwidth in metres. The densest parts of the study area become ranked hotspots with their outlines and counts.',
    assumes: [
      'Every incident weighs the same; density is of recorded crime, not of risk per home.',
      'Distances are straight lines on a projected plane, across rivers and railways too.',
      'Compared with homes or an earlier period, the surface is a ratio of two densities by one kernel; it is unsteady where either is small.',
      'The bandwidth is a choice: a hotspot that vanishes when it changes a little is no firm finding.',
    ],
    notWhen: [
      'You need to know whether a cluster is more than chance: use Cells, which tests it (Gi*).',
      'You want to know what is at risk tonight: use risk zones, which look at the last six weeks only.',
      'Fewer than about 30 incidents: read the list of incidents instead.',
    ],
    references: [
      'Silverman (1986), Density Estimation for Statistics and Data Analysis',
      'Kelsall & Diggle (1995), Kernel estimation of relative risk, Bernoulli 1',
      'Chainey, Tompson & Uhlig (2008), The utility of hotspot mapping for predicting spatial patterns of crime, Security Journal 21',
    ],
  },
}
