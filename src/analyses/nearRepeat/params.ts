/** Near repeats: what the user may choose, and what the method is. */
import { SPACE_BANDS, WEEK_BANDS } from '../../core/base/published.ts'
import type { Meta } from '../../core/table/method.ts'
import { cannotCountDays } from '../../core/near/nearRows.ts'
import { BURGLARY } from '../../core/base/offences.ts'
import { schema } from '../../core/base/params.ts'

export const nearRepeatSchema = schema({
  offences: {
    type: 'offences',
    label: 'Offences',
    help: 'The kinds of crime that are tested, all together.',
    default: BURGLARY,
  },
  space: {
    type: 'numbers',
    unit: 'm',
    label: 'Distance bands',
    help: 'Edges in metres. 0 to 1 is the same place; the last edge may be inf.',
    default: SPACE_BANDS,
    min: 0,
    max: Infinity,
  },
  time: {
    type: 'numbers',
    unit: 'days',
    label: 'Time bands',
    help: 'Edges in days apart. The last edge may be inf.',
    default: WEEK_BANDS,
    min: 0,
    max: Infinity,
  },
  permutations: {
    type: 'choice',
    label: 'Permutations',
    help: 'How often the dates are shuffled. More gives a finer p-value; none gives exact expected counts at once.',
    default: '999',
    options: [
      { value: '0', label: 'None: expected counts only' },
      { value: '99', label: '99' },
      { value: '999', label: '999' },
      { value: '9999', label: '9,999' },
    ],
  },
  sameDay: {
    type: 'flag',
    label: 'Count the same day',
    help: 'Two incidents on one day are often one offender’s evening, or one crime entered twice. Off leaves such pairs out of the sentences and the table.',
    default: true,
  },
  anchors: {
    type: 'flag',
    label: 'Start, middle and end side by side',
    help: 'Works the two figures out anew with the start, the middle and the end of each window as its day: if they differ, the windows are too wide for them.',
    default: false,
  },
  longWindows: {
    type: 'choice',
    label: 'Windows longer than a band',
    help: 'An incident that could have happened at any time in more than the first band of days has no day that these bands could use.',
    default: 'out',
    options: [
      { value: 'out', label: 'Left out' },
      { value: 'in', label: 'Dated like the others' },
    ],
    advanced: true,
  },
  metric: {
    type: 'choice',
    label: 'Distance',
    help: 'Straight line, or along two axes as in a town of square blocks.',
    default: 'euclidean',
    options: [
      { value: 'euclidean', label: 'Straight line' },
      { value: 'manhattan', label: 'Manhattan' },
    ],
    advanced: true,
  },
  closed: {
    type: 'choice',
    label: 'Band edges',
    help: 'Which edge belongs to a band. Tools differ; the table prints the notation.',
    default: 'left',
    options: [
      { value: 'left', label: '[a, b)' },
      { value: 'right', label: '(a, b], first band both' },
      { value: 'last', label: '[a, b), last band both' },
    ],
    advanced: true,
  },
  anchor: {
    type: 'choice',
    label: 'Day of an incident',
    help: 'Which moment stands for an incident that could have happened at any time in a window.',
    default: 'from',
    options: [
      { value: 'from', label: 'Start of the window' },
      { value: 'middle', label: 'Middle of the window' },
      { value: 'to', label: 'End of the window' },
    ],
    advanced: true,
  },
  seed: {
    type: 'number',
    unit: '',
    label: 'Seed',
    help: 'The same seed gives the same shuffles.',
    default: 1,
    min: 0,
    max: 4_294_967_295,
    step: 1,
    advanced: true,
  },
})

export const nearRepeatMeta: Meta<typeof nearRepeatSchema> = {
  id: 'nearRepeat',
  title: 'Near repeats',
  schema: nearRepeatSchema,
  unavailable: cannotCountDays,
  parallel: true,
  // expected counts and deviations are exact without any permutation
  quick: (p) => (p.permutations === '0' ? undefined : { ...p, permutations: '0' }),
  quickSays: 'First answer: exact expected counts, permutations not in yet',
  about: {
    what: 'Counts pairs of incidents that are close in space and time at once, and compares each count with what shuffling the dates among the places gives (Knox test). Pairs at the same home and pairs of neighbours are told apart. Where a pattern is found, the dates are also shuffled within seasons and within areas, to see whether places that rise and fall explain it.',
    assumes: [
      'Each incident has a true position and a day.',
      'Without near repeats any date could have gone with any place: areas that grew or shrank during the period, or seasons that differ by area, also make dates and places go together.',
      'Every recorded incident counts once. Rows that look entered twice are left out of the sentences.',
    ],
    notWhen: [
      'Only months are known, or positions are shared snap points.',
      'The period is not much longer than the longest time band.',
      'Recording practice changed in part of the area during the period.',
    ],
    references: [
      'Knox, E. G. (1964). The detection of space-time interactions. Applied Statistics 13, 25–29.',
      'Barton, D. E. and David, F. N. (1966). The random intersection of two graphs. In Research Papers in Statistics, Wiley.',
      'Westfall, P. H. and Young, S. S. (1993). Resampling-Based Multiple Testing. Wiley (the family-wise p).',
      'Künsch, H. R. (1989). The jackknife and the bootstrap for general stationary observations. Annals of Statistics 17 (the intervals).',
      'Kulldorff, M. and Hjalmars, U. (1999). The Knox method and other tests for space-time interaction. Biometrics 55 (why places that change look like near repeats; the test itself runs where homes of two dates are given).',
      'Johnson, S. D. et al. (2007). Prospective crime mapping in operational context. Home Office Online Report 19/07.',
    ],
  },
}
