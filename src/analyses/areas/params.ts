/** Areas and rates: settings, limits and words. */
import type { Meta } from '../../core/table/method.ts'
import { schema } from '../../core/base/params.ts'

export const SCHEMA = schema({
  by: {
    type: 'choice',
    label: 'Count by',
    help: 'Loaded boundaries count what lies inside them; the beats of the file count what its beat column says.',
    default: 'auto',
    options: [
      { value: 'auto', label: 'boundaries, else beats' },
      { value: 'boundaries', label: 'loaded boundaries' },
      { value: 'beat', label: 'beats of the file' },
    ],
  },
  set: {
    type: 'pick',
    from: 'boundaries',
    label: 'Boundary file',
    help: 'Which of the loaded files: wards, LSOAs, beats.',
    blank: 'The one loaded last',
    default: '',
    when: { by: ['auto', 'boundaries'] },
  },
  window: {
    type: 'choice',
    label: 'Period',
    help: 'The last days up to the as-at date, inside what the filters leave. Tables of months take 1, 3 or 12 months.',
    default: '365',
    options: [
      { value: '28', label: 'last 28 days' },
      { value: '91', label: 'last 13 weeks' },
      { value: '365', label: 'last 12 months' },
      { value: 'all', label: 'all that the filters leave' },
    ],
  },
  kinds: {
    type: 'choice',
    label: 'Kinds',
    help: 'Homes are what burglary can happen to, so burglary is taken where the filters leave any. All kinds together mix rates that mean different things.',
    default: 'auto',
    options: [
      { value: 'auto', label: 'burglary, if there is any' },
      { value: 'all', label: 'all that the filters leave' },
    ],
  },
  homes: {
    type: 'choice',
    label: 'Homes from',
    help: 'Rates need the number of homes of each area. It is counted from the loaded addresses, or read from a number of the boundary file named households, dwellings or homes.',
    default: 'auto',
    options: [
      { value: 'auto', label: 'addresses, else the boundary file' },
      { value: 'addresses', label: 'loaded addresses' },
      { value: 'file', label: 'the boundary file' },
      { value: 'none', label: 'no homes: counts only' },
    ],
  },
  spread: {
    type: 'choice',
    label: 'Limits where areas truly differ',
    help: 'Areas nearly always have rates of their own. Where they clearly differ more than chance makes them, the limits are widened, so that what lies outside is unusual among these areas.',
    default: 'additive',
    options: [
      { value: 'additive', label: 'rates of their own (additive)' },
      { value: 'multiplicative', label: 'all limits wider alike (multiplicative)' },
      { value: 'none', label: 'chance alone' },
    ],
    advanced: true,
  },
  level: {
    type: 'number',
    label: 'False finds accepted',
    help: 'Share of the areas called above or below the common rate after adjusting for their number that may be so by chance.',
    unit: '%',
    default: 5,
    min: 0.1,
    max: 50,
    step: 0.1,
    advanced: true,
  },
})

export const META: Meta<typeof SCHEMA> = {
  id: 'areas',
  title: 'Areas',
  schema: SCHEMA,
  lookBack: ({ window }) => (window === 'all' ? undefined : +window),
  unavailable: (table) => (table.n === 0 ? 'The table holds no incidents. Load a file first.' : undefined),
  countsUnplaced: true,
  needs: ['homes', 'areas'],
  needsWhen: { homes: { homes: ['auto', 'addresses'] } },
  about: {
    what: 'Counts incidents in each area, sets them against its homes, and says which areas lie outside the range that chance alone gives around the rate of all areas together (a funnel). Few homes make a rate jump: the range is wide there and narrow in large areas.',
    assumes: [
      'Given the incidents of all areas together, each falls into an area by its share of the homes (exact binomial limits). Where the areas clearly differ more than that, the limits are widened by the dispersion between them (Spiegelhalter), so that an area outside is unusual among these areas, not only unlike the common rate.',
      'A home is what burglary can happen to. For vehicle crime, robbery and theft homes only stand in for what is at risk.',
      'Areas differ in more than chance: housing, tenure, people about. Outside the range means different, never better or worse policed.',
      'The 95% interval of a rate is exact for a Poisson count (Garwood).',
    ],
    notWhen: [
      'An area is only partly covered by the file: a low rate there says only that.',
      'Ranking areas: two neighbours in a list are seldom told apart by their counts. Look at the intervals.',
      'Open data: incidents lie on snap points that may stand across a border.',
    ],
    references: [
      'Spiegelhalter (2005), Handling over-dispersion of performance indicators, Quality and Safety in Health Care 14',
      'Spiegelhalter (2005), Funnel plots for comparing institutional performance, Statistics in Medicine 24',
      'Garwood (1936), Fiducial limits for the Poisson distribution, Biometrika 28',
      'Benjamini & Hochberg (1995), Controlling the false discovery rate, Journal of the Royal Statistical Society B 57',
    ],
  },
}
