/** Risk zones: settings, limits and words. */
import { NEAR_BANDS, NEAR_DAYS, NEAR_METRES, WEEK_BANDS } from '../../core/base/published.ts'
import { coarseOf, coarseSays, finerThan } from '../../core/table/coarse.ts'
import type { Meta } from '../../core/table/method.ts'
import { schema } from '../../core/base/params.ts'

export const SCHEMA = schema({
  preset: {
    type: 'choice',
    label: 'How long a zone lives',
    help: 'Six weeks and 400 m are the inspectorate’s figures; the East Midlands work saw raised risk for up to eight weeks; Trafford cut its window to three.',
    default: 'six',
    options: [
      { value: 'six', label: 'Six weeks' },
      { value: 'eight', label: 'Eight weeks' },
      { value: 'trafford', label: 'Three weeks (Trafford)' },
      { value: 'own', label: 'My figure' },
    ],
  },
  radius: {
    type: 'number',
    label: 'Radius',
    help: 'How far from an incident its zone reaches, the edge included. A 400 m circle is 50 ha: it says where something changed, and is neither a patrol plan nor a list of doors.',
    unit: 'm',
    default: NEAR_METRES,
    min: 20,
    max: 2_000,
    step: 10,
  },
  offences: {
    type: 'offences',
    label: 'Incidents that make zones',
    help: 'Near repeats are strongest for burglary and also seen for theft from vehicles. Theft of vehicles clusters in place but hardly in time: weak evidence for zones.',
    default: ['burglary-home', 'burglary-any'],
  },
  decay: {
    type: 'choice',
    label: 'How risk fades',
    help: 'By halves, by ProMap’s rule, or by the ratios of your own near-repeat table.',
    default: 'halving',
    options: [
      { value: 'halving', label: 'Half-distance and half-life' },
      { value: 'promap', label: 'ProMap, 1/(1+d) · 1/(1+t)' },
      { value: 'table', label: 'My near-repeat table' },
    ],
    advanced: true,
  },
  days: {
    type: 'number',
    label: 'Days',
    help: 'Used when the life is your own figure. An incident counts on its day and for this many days after.',
    unit: 'days',
    default: NEAR_DAYS,
    min: 1,
    max: 365,
    step: 1,
    when: { preset: ['own'] },
  },
  halfDistance: {
    type: 'number',
    label: 'Half-distance',
    help: 'The risk is half as high this far away. No source fixes it; 100 m is a suggestion to be replaced by your own near-repeat result.',
    unit: 'm',
    default: 100,
    min: 5,
    max: 2_000,
    step: 5,
    advanced: true,
    when: { decay: ['halving'] },
  },
  halfLife: {
    type: 'number',
    label: 'Half-life',
    help: 'The risk is half as high after this many days. No source fixes it; 7 days is a suggestion to be replaced by your own near-repeat result.',
    unit: 'days',
    default: 7,
    min: 0.5,
    max: 365,
    step: 0.5,
    advanced: true,
    when: { decay: ['halving'] },
  },
  promapMetres: {
    type: 'number',
    label: 'ProMap unit of distance',
    help: 'd counts in these units. ProMap counts half-cells, so its result depends on the cell size; here it is stated.',
    unit: 'm',
    default: 50,
    min: 1,
    max: 1_000,
    step: 1,
    advanced: true,
    when: { decay: ['promap'] },
  },
  promapDays: {
    type: 'number',
    label: 'ProMap unit of time',
    help: 't counts in these units; ProMap counts weeks.',
    unit: 'days',
    default: 7,
    min: 1,
    max: 60,
    step: 1,
    advanced: true,
    when: { decay: ['promap'] },
  },
  tableSpace: {
    type: 'numbers',
    label: 'Table: distance edges',
    help: 'Edges of the distance bands of your near-repeat table, from 0.',
    unit: 'm',
    default: NEAR_BANDS,
    min: 0,
    max: 10_000,
    advanced: true,
    when: { decay: ['table'] },
  },
  tableTime: {
    type: 'numbers',
    label: 'Table: day edges',
    help: 'Edges of the bands of days of your near-repeat table, from 0.',
    unit: 'days',
    default: WEEK_BANDS,
    min: 0,
    max: 365,
    advanced: true,
    when: { decay: ['table'] },
  },
  tableRatio: {
    type: 'numbers',
    anyOrder: true,
    label: 'Table: ratios',
    help: 'Observed ÷ expected of each band, a row of bands of days for each distance band. What lies above 1 is the weight.',
    unit: '',
    default: Array.from({ length: 24 }, () => 1),
    min: 0,
    max: 1_000,
    advanced: true,
    when: { decay: ['table'] },
  },
  levels: {
    type: 'numbers',
    label: 'Riskiest shares of the area (A, B)',
    help: 'A is the part of the study area with the highest risk (1%), B the next (up to 5%), C the rest of the zones.',
    unit: '%',
    default: [1, 5],
    min: 0.01,
    max: 100,
  },
  cell: {
    type: 'number',
    label: 'Cell size',
    help: 'Side of a cell of the risk surface.',
    unit: 'm',
    default: 25,
    min: 5,
    max: 200,
    step: 5,
    advanced: true,
  },
  surface: {
    type: 'flag',
    label: 'Draw the risk surface',
    help: 'Shows the sum of weights itself, class by class, over the tiers.',
    default: false,
    advanced: true,
  },
  anchor: {
    type: 'choice',
    label: 'Date of an incident',
    help: 'Which moment of the occurrence window is its date.',
    default: 'from',
    options: [
      { value: 'from', label: 'Start of the window' },
      { value: 'middle', label: 'Middle of the window' },
      { value: 'to', label: 'End of the window' },
    ],
    advanced: true,
  },
})

/** Days a zone lives, by preset or the user's own figure. */
export const lifeOf = (p: { preset: 'six' | 'eight' | 'trafford' | 'own'; days: number }): number =>
  ({ six: NEAR_DAYS, eight: 56, trafford: 21, own: p.days })[p.preset]

export const META: Meta<typeof SCHEMA> = {
  id: 'zones',
  title: 'Risk zones',
  schema: SCHEMA,
  plays: true,
  lookBack: lifeOf,
  unavailable: (table) => {
    if (table.n === 0) return 'The table holds no incidents. Load a file first.'
    return coarseOf(table)
      ? `Risk zones need the day and the true place of each incident. ${coarseSays(table)}, so a zone of 42 days and 400 m would be invented. ${finerThan(table)}`
      : undefined
  },
  about: {
    what: 'Takes the risk around every burglary of the last six weeks as raised for a while, which the near-repeat test can hold against your own data. Each makes a zone of 400 m that weakens with distance and days and ends on a stated date; where zones overlap their weights add up. The highest places are ranked A, B and C.',
    assumes: [
      'Recorded incidents only, dated by the start of their window unless told otherwise.',
      'The form and speed of the fading are assumptions: half-distance 100 m and half-life 7 days come from no source. Your own near-repeat table can replace them.',
      'Risk is relative: it ranks places against each other. It is no probability of a burglary.',
    ],
    notWhen: [
      'The near-repeat test on your own data shows no raised risk nearby.',
      'Open data: months and snap points cannot carry a zone of days and metres.',
      'To choose where to patrol: on 9,261 burglaries of Seattle and Washington DC a plain count over a long time was ahead of such a map at every coverage, and the two together ahead of both. Density and the patrol plan rank places; zones say what changed and which doors to knock on tonight.',
      'As a list of doors: in a town a zone can hold more than a thousand homes. Use the cocooning list for doors.',
    ],
    references: [
      'HMICFRS (2022), Finding time for crime: properties within 400 m, following six weeks',
      'Bowers, Johnson & Pease (2004), Prospective hot-spotting, British Journal of Criminology 44',
      'Johnson et al. (2007), Prospective crime mapping in operational context, Home Office Online Report 19/07',
    ],
  },
}
