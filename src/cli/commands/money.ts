/** What a plan cost against what it prevented. */
import { moneyOf, perspectives, tornado } from '../../core/evaluation/money.ts'
import { rateChange } from '../../core/evaluation/rateChange.ts'
import { FEWEST_BEFORE } from '../../core/evaluation/verdict.ts'
import { MONEY_LIMIT, moneySentence } from '../../core/evaluation/moneyWords.ts'
import { SEED_CLAUSE } from '../../core/evaluation/unitCosts.ts'
import { showNumber } from '../../core/base/words.ts'
import { type Command, number, Unfit, Usage } from '../command.ts'
import { fourCounts, spreadingOf } from '../evaluate/counts.ts'
import { said } from '../evaluate/said.ts'

/** Beyond a million million pounds a number is a slip, and what follows from it no sum of money. */
const MOST_POUNDS = 1e12

export const money: Command = {
  name: 'money',
  usage: '--cost C --unit U --counts A,B,C,D',
  summary: 'Break-even, net with its interval, and the chance that a plan pays.',
  bare: true,
  flags: {
    cost: { value: 'C', help: 'what the work that was delivered cost, in pounds' },
    unit: { value: 'U', help: 'value of one incident prevented, in pounds' },
    counts: { value: 'A,B,C,D', help: 'treated before, treated after, comparison before, comparison after' },
    phi: {
      value: 'F',
      help: 'how many times more than chance counts swing; 1 where it is not given, which is said',
    },
    df: { value: 'N', help: 'degrees of freedom φ rests on: interval and chance then take t' },
    force: {
      value: 'U',
      help: 'value of one incident to the force, where several perspectives are asked for',
    },
    purse: { value: 'U', help: 'to the public purse' },
    society: { value: 'U', help: 'to society' },
    source: { value: 'TEXT', help: 'where the unit cost comes from: edition, price year, table' },
  },
  output:
    'JSON: {breakEven, wholeCrimes, net, interval, chanceItPays, ratio, ratioCi, prevented, se, perspectives, tornado, answer, notes, params, n}.\nbreakEven is in incidents; net and interval in pounds.',
  async run(call) {
    const { flags, files } = call
    if (files.length) throw new Usage(`${files.join(', ')}: cocoon money takes no file.`)
    const cost = number(flags, 'cost', undefined, 0, MOST_POUNDS)
    const unit = number(flags, 'unit', undefined, 0, MOST_POUNDS)
    if (unit === 0) throw new Usage('--unit is 0; an incident must be worth something for a plan to pay.')
    const counts = fourCounts(flags)
    if (counts.after + counts.comparisonAfter === 0)
      throw new Unfit(
        'Nothing was counted after the start, here or in the comparison: how much was prevented cannot be told.',
      )
    const spreading = spreadingOf(flags)
    const change = rateChange(counts, spreading)
    const input = {
      ...{ cost, unit, prevented: change.prevented, se: change.preventedSe },
      ...(spreading.df !== undefined && { df: spreading.df }),
    }
    const m = moneyOf(input)
    const units = {
      ...(flags.force !== undefined && { force: number(flags, 'force', undefined, 0, MOST_POUNDS) }),
      ...(flags.purse !== undefined && { purse: number(flags, 'purse', undefined, 0, MOST_POUNDS) }),
      ...(flags.society !== undefined && { society: number(flags, 'society', undefined, 0, MOST_POUNDS) }),
    }
    const few = Math.min(counts.before, counts.comparisonBefore) < FEWEST_BEFORE
    const notes = [
      `Prevented at the comparison’s trend: ${change.prevented < 0 ? '−' : ''}${showNumber(Math.abs(change.prevented), 1)}${change.prevented < 0 ? ', so more were counted than expected' : ''}; standard error ${showNumber(change.preventedSe, 1)}.`,
      flags.phi === undefined
        ? 'φ was not measured: the interval takes counts as Poisson and is too narrow for recorded burglary.'
        : undefined,
      `Source of the unit cost: ${typeof flags.source === 'string' ? flags.source : 'entered by the user'}.`,
      MONEY_LIMIT,
      'Police time saved is time freed, not cash. Harm weights and pounds are never added.',
      few
        ? `Fewer than ${FEWEST_BEFORE} incidents were counted before the start in one of the arms: no verdict would be given on so few, and the chance here rests on little.`
        : undefined,
      unit === 530 || cost === 556 ? SEED_CLAUSE : undefined,
    ].filter((s) => s !== undefined)
    return said(
      call,
      {
        ...m,
        prevented: change.prevented,
        se: change.preventedSe,
        perspectives: perspectives(input, units),
        tornado: tornado(input, Object.values(units)),
      },
      {
        answer: moneySentence(m, { few, poisson: flags.phi === undefined }),
        notes,
        params: { cost, unit, ...spreadingOf(flags), counts: Object.values(counts), ...units },
        n: Object.values(counts).reduce((s, v) => s + v, 0),
      },
    )
  },
}
