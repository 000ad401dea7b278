/** Did it work? One plan judged, from counts, a panel, a series, patrol days, cocoons, or incidents and places. */
import { areas } from '../evaluate/areas.ts'
import { claim } from '../evaluate/claim.ts'
import { cocoons } from '../evaluate/cocoons.ts'
import { counts } from '../evaluate/counts.ts'
import { crossover } from '../evaluate/crossover.ts'
import { panel } from '../evaluate/panel.ts'
import { series } from '../evaluate/series.ts'
import { type Command, Usage } from '../command.ts'

const FORMS = ['counts', 'panel', 'series', 'crossover', 'cocoons', 'claim', 'treated'] as const

export const evaluate: Command = {
  name: 'evaluate',
  usage:
    '--counts A,B,C,D | --panel FILE | --series FILE | --crossover FILE | --cocoons FILE | --claim TEXT | FILE --treated T.geojson --start DATE --before DAYS --after DAYS',
  summary: 'Did it work? A plan against its comparison, with its interval, its test and what may be said.',
  bare: true,
  flags: {
    counts: { value: 'A,B,C,D', help: 'treated before, treated after, comparison before, comparison after' },
    phi: {
      value: 'F',
      help: 'how many times more than chance counts swing; 1 where it is not given, which is said',
    },
    df: { value: 'N', help: 'degrees of freedom φ rests on: the interval then takes t' },
    panel: {
      value: 'FILE',
      help: 'CSV with area, month, treated, post, count; 0 for a month without incidents',
    },
    series: { value: 'FILE', help: 'CSV with t, days, post, count: one series with a start in it' },
    crossover: { value: 'FILE', help: 'CSV with spot, day, on, count and, if known, prev_on' },
    washout: { value: 'N', help: 'days after a patrol that are set aside, 0 to 4' },
    cocoons: {
      value: 'FILE',
      help: 'CSV with assigned, near_repeats and, if known, delivered48, dose, follow_up_days; with beat, list_day and beat_start_day (1000000 = never) first days are dealt anew among the beats',
    },
    claim: {
      value: 'TEXT',
      help: 'such as "877 to 0", "−31%", "12 streets 60 to 10, city 400 to 292": what is missing in it',
    },
    treated: { value: 'FILE', help: 'the places of the plan as polygons, one area each' },
    comparison: { value: 'FILE', help: 'areas to compare with; without it squares are matched' },
    start: { value: 'DATE', help: 'first day of the plan, such as 2026-03-01' },
    before: { value: 'DAYS', help: 'length of the window before the start' },
    after: { value: 'DAYS', help: 'length of the window from the start' },
    ring: { value: 'M', help: 'width of the ring around the places; default 200' },
    apart: { value: 'M', help: 'distance a matched comparison keeps; default 400' },
    sets: { value: 'N', help: 'sets of other places and years drawn; default 999' },
    offences: { value: 'LIST', help: 'kinds of offence to count; default all' },
    outcomes: {
      value: 'LIST',
      help: 'several kinds of offence, each judged by itself, p by Holm; the answer is that of the first',
    },
    randomised: {
      help: 'the treated areas, the patrol days, or the order of the roll-out, were drawn by lot',
    },
    margin: { value: '%', help: 'the largest change that would not matter, written down before the start' },
    permutations: { value: 'N', help: 'draws where not every one can be made; default 9999' },
    seed: { value: 'N', help: 'the same seed gives the same draws' },
  },
  output:
    'JSON with answer, notes, params and n in every form, and:\n' +
    '--counts     {oddsRatio, ci, rateRatio, percent, prevented, se, p, wdd: {estimate, se, z, ci} | {refused}}; ci is that of the odds ratio,\n' +
    '             se that of its logarithm; --before and --after give the lengths of unequal windows\n' +
    '--panel      {pairs, signFlip: {p}, oddsRatio, ci, phi, did: {coef, se, seCluster}, permutation: {p}}\n' +
    '--series     {rateRatio, ci, se, p | {refused}, phi, fitted: {ci, se, p}}; p is refused where neighbouring periods hang together too\n' +
    '             much, fitted takes them as independent\n' +
    '--crossover  {rateRatio, ci, se, permutation: {p, pTwoSided}}; p is that of so few crimes on patrol days\n' +
    '--cocoons    {itt: {rateRatio, ci}, asTreated: {rateRatio, ci}, cace}; ci takes counts as Poisson, wideCi as they are\n' +
    '--claim      {claim, missing, ratio, alone}\n' +
    '--treated    as --counts, with counts, phi, pairs, signFlip, placebo, ring, matched and balance',
  async run(call) {
    const { flags, files } = call
    const given = FORMS.filter((f) => flags[f] !== undefined)
    if (given.length !== 1)
      throw new Usage(
        given.length
          ? `--${given.join(' and --')} cannot be judged together; one of them was expected.`
          : `Nothing to judge: one of ${FORMS.map((f) => `--${f}`).join(', ')} was expected.`,
      )
    const [form] = given
    if (form === 'treated') {
      if (files.length !== 1)
        throw new Usage(
          `${files.length === 0 ? 'The file of incidents is missing' : 'There is more than one file of incidents'}: cocoon evaluate FILE --treated T.geojson --start DATE --before DAYS --after DAYS.`,
        )
      return areas(call, files[0], String(flags.treated))
    }
    if (files.length) throw new Usage(`${files.join(', ')}: --${form} takes no other file.`)
    if (form === 'counts') return counts(call)
    if (form === 'claim') return claim(call, String(flags.claim))
    return { panel, series, crossover, cocoons }[form](call, String(flags[form]))
  },
}
