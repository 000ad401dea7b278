/** Compare: settings, limits and words. */
import type { Meta } from '../../core/table/method.ts'
import { type DayParam, schema } from '../../core/base/params.ts'

/** One of the four dates; empty leaves it to the days just before. */
const day = (label: string) =>
  ({
    type: 'day',
    label,
    help: 'Included. Empty: as with the days just before.',
    default: '',
    when: { mode: ['periods', 'rest'], against: ['own'] },
  }) as const satisfies DayParam

/** Fewer incidents on both sides together carry no verdict. */
export const FEW = 5

export const SCHEMA = schema({
  mode: {
    type: 'choice',
    label: 'Compare',
    help: 'Two periods everywhere; two beats in the same days; or how one beat changed while the others changed too.',
    default: 'periods',
    options: [
      { value: 'periods', label: 'two periods' },
      { value: 'beats', label: 'two beats' },
      { value: 'rest', label: 'a beat with the other beats' },
    ],
  },
  beatA: {
    type: 'pick',
    from: 'beats',
    label: 'Beat',
    help: 'The beat looked at. Choose it before you see its figures: one chosen because it stands out will stand out.',
    blank: 'the first by name',
    default: '',
    when: { mode: ['beats', 'rest'] },
  },
  beatB: {
    type: 'pick',
    from: 'beats',
    label: 'With beat',
    help: 'The other beat, in the same days.',
    blank: 'the next by name',
    default: '',
    when: { mode: ['beats'] },
  },
  days: {
    type: 'number',
    label: 'Days',
    help: 'Up to the as-at date. Whole weeks hold every weekday equally often. Tables of months take whole months.',
    unit: 'days',
    default: 28,
    min: 1,
    max: 3660,
    step: 1,
  },
  against: {
    type: 'choice',
    label: 'Against',
    help: 'The days just before know the level; the same days a year before know the season.',
    default: 'before',
    options: [
      { value: 'before', label: 'the days just before' },
      { value: 'year', label: 'the same days a year before' },
      { value: 'own', label: 'dates of my own' },
    ],
    when: { mode: ['periods', 'rest'] },
  },
  fromA: day('Recent from'),
  toA: day('Recent to'),
  fromB: day('Earlier from'),
  toB: day('Earlier to'),
  level: {
    type: 'number',
    label: 'False finds accepted',
    help: 'Share of the kinds of crime called different that may be so by chance, after adjusting for their number (Benjamini–Hochberg).',
    unit: '%',
    default: 5,
    min: 0.1,
    max: 50,
    step: 0.1,
    advanced: true,
  },
})

export const META: Meta<typeof SCHEMA> = {
  id: 'compare',
  title: 'Compare',
  schema: SCHEMA,
  countsUnplaced: true,
  placeless: true,
  unavailable: (table) => (table.n === 0 ? 'The table holds no incidents. Load a file first.' : undefined),
  needs: ['homes', 'areas'],
  needsWhen: { homes: { mode: ['beats'] }, areas: { mode: ['beats'] } },
  about: {
    what: 'Puts two groups of incidents side by side: by kind of crime, hour, weekday, repeats and where their middle lies. Each difference has the range that chance alone could make of it. With a beat and the others, what counts is how much more the beat changed than they did.',
    assumes: [
      'Counts vary as they did in earlier windows as long as the recent days (at most 28): their dispersion, measured on at least twelve of them, widens intervals and p. With fewer nothing is called different. Swings slower than that are not in it.',
      'The periods end on the last complete day of the file; where reports are dated, the newest days, whose reports are still coming in, are left out as well.',
      'Both groups were recorded in the same way.',
      'Two counts: given their sum, one of them is binomial (exact conditional test, Clopper–Pearson interval). Two changes: Fisher’s exact test and the exact conditional interval of the odds ratio. p and interval always agree.',
      'Hours and weekdays: Pearson’s chi-square. Where a night holds several incidents its chance comes from whole nights (for weekdays, days) dealt anew between the sides, each to its own weekday; else, where counts are small, from tables dealt out anew.',
    ],
    notWhen: [
      'You want to know whether an action worked: it is often taken after a peak, and a fall would follow anyway. Nothing here names a cause.',
      'A period reaches over a change of recording (April 2017, April 2023) or the pandemic; the notes then say so.',
      'A beat was picked because it looked unusual: then it will be unusual here too.',
    ],
    references: [
      'Przyborowski & Wilenski (1940), Homogeneity of results in testing samples from Poisson series, Biometrika 31',
      'Clopper & Pearson (1934), The use of confidence or fiducial limits, Biometrika 26',
      'Fisher (1935), The logic of inductive inference, Journal of the Royal Statistical Society 98',
      'Benjamini & Hochberg (1995), Controlling the false discovery rate, Journal of the Royal Statistical Society B 57',
    ],
  },
}
