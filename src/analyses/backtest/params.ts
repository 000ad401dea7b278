/** Would it have worked? Settings, limits and words. */
import { BURGLARY } from '../../core/base/offences.ts'
import { schema } from '../../core/base/params.ts'
import type { Meta } from '../../core/table/method.ts'

export const SCHEMA = schema({
  offences: {
    type: 'offences',
    label: 'Offences',
    help: 'Kinds that victims report. Kinds that police discover are refused: a forecast of them feeds on itself.',
    default: BURGLARY,
  },
  horizon: {
    type: 'choice',
    label: 'Each forecast is for',
    help: 'How long a flagged cell stays flagged. Tables that know only months are tried month by month.',
    default: '7',
    options: [
      { value: '1', label: '1 day' },
      { value: '7', label: '7 days' },
      { value: '28', label: '28 days' },
    ],
  },
  origins: {
    type: 'number',
    label: 'Forecasts tried',
    help: 'One after another up to the as-at date; fewer where half of the data would not stay for the first of them.',
    unit: 'at most',
    default: 52,
    min: 8,
    max: 366,
    step: 1,
  },
  cell: {
    type: 'number',
    label: 'Cell size',
    help: 'Side of a square. Months are better tried on 250 m.',
    unit: 'm',
    default: 150,
    min: 50,
    max: 2000,
    step: 10,
  },
  blend: {
    type: 'choice',
    label: 'Blend of long count and near-repeat map',
    help: 'Chosen on weeks before those that are reported, never on them; or as usual, 0.8 and 0.2.',
    default: 'chosen',
    options: [
      { value: 'chosen', label: 'chosen on earlier weeks' },
      { value: 'usual', label: '0.8 and 0.2' },
    ],
  },
  halfDistance: {
    type: 'number',
    label: 'Half-distance of the near-repeat map',
    help: 'Half as much risk at each of these distances.',
    unit: 'm',
    default: 100,
    min: 10,
    max: 1000,
    step: 10,
    advanced: true,
  },
  halfLife: {
    type: 'number',
    label: 'Half-life of the near-repeat map',
    help: 'Half as much risk after each of these times.',
    unit: 'days',
    default: 7,
    min: 1,
    max: 90,
    step: 1,
    advanced: true,
  },
  kde: {
    type: 'number',
    label: 'Bandwidth of the kernel density',
    help: 'The radius at which the quartic kernel ends.',
    unit: 'm',
    default: 300,
    min: 50,
    max: 2000,
    step: 10,
    advanced: true,
  },
  shifts: {
    type: 'flag',
    label: 'Move the grid',
    help: 'Tries four positions of the grid, half a cell apart, and gives the range; takes four times as long.',
    default: true,
    advanced: true,
  },
  set: {
    type: 'pick',
    from: 'boundaries',
    label: 'Fairness by the areas of',
    help: 'Wards or LSOAs: flagged ground is held against recorded crime and homes in each.',
    blank: 'the file loaded last',
    default: '',
  },
  fair: {
    type: 'choice',
    label: 'Fairness by',
    help: 'Each area by itself, or fifths of deprivation where the boundary file has a number such as IMD decile.',
    default: 'auto',
    options: [
      { value: 'auto', label: 'fifths of deprivation, else areas' },
      { value: 'name', label: 'areas' },
    ],
  },
})

export const META: Meta<typeof SCHEMA> = {
  id: 'backtest',
  title: 'Back-test',
  schema: SCHEMA,
  unavailable: (table) => (table.n === 0 ? 'The table holds no incidents. Load a file first.' : undefined),
  needs: ['homes', 'areas'],
  comesFirst: true,
  // the figures themselves are those of one position of the grid; the other three only give the range
  quick: (p) => (p.shifts ? { ...p, shifts: false } : undefined),
  quickSays: 'First answer: one position of the grid, the range over four not in yet',
  about: {
    what: 'Plays the past again: at each origin every map is made from what was known then, its best cells are flagged, and the incidents of the days after are counted inside. Hit rate is the share caught; PAI divides it by the share of the area; PEI divides by what a map that knew the future would catch. Cells of equal value count by the share there is room for. The long count stands until another map is better beyond chance.',
    assumes: [
      'Incidents happen as they did while it was tried. A change of recording or of patrols breaks that.',
      'Recorded incidents stand for those that happened.',
    ],
    notWhen: [
      'You want to know whether an action worked: a patrol that prevents makes a good map look worse.',
      'Kinds of offence that police discover: drugs, weapons, going equipped.',
      'Grounds to stop or search anyone.',
    ],
    references: [
      'Chainey, Tompson & Uhlig (2008), The utility of hotspot mapping for predicting spatial patterns of crime, Security Journal 21',
      'Bowers, Johnson & Pease (2004), Prospective hot-spotting, British Journal of Criminology 44',
      'Mohler and others (2015), Randomized controlled field trials of predictive policing, JASA 110',
      'Ensign and others (2018), Runaway feedback loops in predictive policing, PMLR 81',
      'Oswald, Grace, Urwin & Barnes (2018), Algorithmic risk assessment policing models (ALGO-CARE), ICTL 27',
    ],
  },
}
