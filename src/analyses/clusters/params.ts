/** Clusters: settings, limits and words. */
import type { Meta } from '../../core/table/method.ts'
import { schema } from '../../core/base/params.ts'

export const SCHEMA = schema({
  mode: {
    type: 'choice',
    label: 'Close in',
    help: 'Place only, or place and days: a burst of incidents in one place.',
    default: 'space',
    options: [
      { value: 'space', label: 'Place' },
      { value: 'space-time', label: 'Place and days' },
    ],
  },
  eps: {
    type: 'number',
    label: 'Within',
    help: 'Incidents this far apart or less are neighbours.',
    unit: 'm',
    default: 100,
    min: 1,
    max: 20_000,
    step: 10,
  },
  days: {
    type: 'number',
    label: 'and days',
    help: 'For place and days: also no more than this many days apart.',
    unit: 'days',
    default: 14,
    min: 0,
    max: 3_650,
    step: 1,
    when: { mode: ['space-time'] },
  },
  least: {
    type: 'number',
    label: 'At least',
    help: 'An incident with this many within reach, itself included, is the core of a cluster.',
    unit: 'incidents',
    default: 8,
    min: 1,
    max: 1_000,
    step: 1,
  },
  hull: {
    type: 'choice',
    label: 'Outline',
    help: 'Convex: the tightest outline without dents. Concave: follows dents, so it holds less empty ground.',
    default: 'convex',
    options: [
      { value: 'convex', label: 'Convex' },
      { value: 'concave', label: 'Concave' },
    ],
    advanced: true,
  },
})

export const META: Meta<typeof SCHEMA> = {
  id: 'clusters',
  title: 'Clusters',
  schema: SCHEMA,
  unavailable: (table) => (table.n === 0 ? 'The table holds no incidents. Load a file first.' : undefined),
  about: {
    what: 'Groups incidents that lie close together in place, or in place and days (DBSCAN, ST-DBSCAN). Incidents in no dense group are left as noise.',
    assumes: [
      'Distance, days and number are your choice; another choice finds other clusters.',
      'A cluster may be long and thin: it grows as long as neighbours follow.',
    ],
    notWhen: [
      'You need to know whether the grouping is more than chance: use the near-repeat test or Gi*.',
      'Place and days on open data: its dates are months.',
    ],
    references: [
      'Ester, Kriegel, Sander & Xu (1996), A density-based algorithm for discovering clusters, KDD-96',
      'Birant & Kut (2007), ST-DBSCAN, Data & Knowledge Engineering 60',
    ],
  },
}
