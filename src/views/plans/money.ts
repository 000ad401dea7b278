/** The money of a plan: what was delivered at what it cost, against what was prevented. */
import type { PlanJudged } from '../../core/evaluation/planAnswer.ts'
import { FEWEST_BEFORE } from '../../core/evaluation/verdict.ts'
import type { RateChange } from '../../core/evaluation/rateChange.ts'
import {
  perspectives,
  PERSPECTIVES,
  tornado,
  type Money,
  type TornadoBar,
} from '../../core/evaluation/money.ts'
import { type MoneyLimits, moneySentence, showChance, showPounds } from '../../core/evaluation/moneyWords.ts'
import { SEED_CLAUSE, UNIT_COSTS, sourceOf } from '../../core/evaluation/unitCosts.ts'
import type { PlanRecord, PlanValues } from '../../core/evaluation/planRecord.ts'
import { showNumber } from '../../core/base/words.ts'
import type { TableModel } from '../../ui/index.ts'

/** Pounds of what was delivered; undefined where neither an amount with its rate nor a sum was entered. */
export function costOfPlan({ delivered: d, costs: c }: PlanRecord): number | undefined {
  const parts = [
    [d.minutes, c.minute],
    [d.doors, c.door],
    [d.packs, c.pack],
    [1, c.other],
  ].filter((p): p is [number, number] => p[0] !== undefined && p[1] !== undefined)
  return parts.length > 0 ? parts.reduce((s, [n, each]) => s + n * each, 0) : undefined
}

/** What is delivered and has no rate, so that it is not in the cost. */
export const unpaid = ({ delivered: d, costs: c }: PlanRecord): string[] =>
  [
    d.minutes && c.minute === undefined ? 'patrol minutes' : '',
    d.doors && c.door === undefined ? 'doors' : '',
    d.packs && c.pack === undefined ? 'packs' : '',
  ].filter(Boolean)

/** The one published figure there is, for a plan of home burglary alone. */
export const knownForce = (plan: PlanRecord) =>
  plan.offences.length === 1
    ? UNIT_COSTS.find((u) => u.offence === plan.offences[0] && u.perspective === 'force' && u.value)
    : undefined

/** What the printed example of a burglary's cost does and does not carry, for a plan that counts home burglary; else ''. */
export const clauseOf = (plan: Pick<PlanRecord, 'offences'>): string =>
  plan.offences.includes('burglary-home') ? SEED_CLAUSE : ''

/** Values in force: the user's own, else the published one where there is one. */
export function valuesOf(plan: PlanRecord): { readonly values: PlanValues; readonly source: string } {
  const known = knownForce(plan)
  const own = plan.values ?? {}
  const force = own.force ?? known?.value
  const entered = own.source ?? 'entered by the user'
  const others = (own.purse ?? 0) > 0 || (own.society ?? 0) > 0
  const published = own.force === undefined && known && sourceOf(known)
  const source = published ? (others ? `of the force, ${published}; else ${entered}` : published) : entered
  return { values: { ...own, ...(force !== undefined && { force }) }, source }
}

/** Everything that is said of a plan's money. */
export interface PlanMoney {
  readonly cost: number
  readonly columns: readonly { readonly label: string; readonly unit?: number; readonly money?: Money }[]
  readonly sentence: string
  readonly bars: readonly TornadoBar[]
  readonly source: string
}

/** What a plan's figures rest on too weakly for its money to be told. */
export const moneyLimits = ({
  result: { counts, phiFrom },
  verdict,
}: Pick<PlanJudged, 'result' | 'verdict'>): MoneyLimits => ({
  few: Math.min(counts.before, counts.comparisonBefore) < FEWEST_BEFORE,
  poisson: phiFrom === 'none',
  unsure: verdict.kind !== 'fell' && verdict.kind !== 'small',
})

/** The money of a plan that was judged; a sentence where something is missing. */
export function planMoney(
  plan: PlanRecord,
  change: RateChange,
  limits: MoneyLimits = {},
): PlanMoney | string {
  const cost = costOfPlan(plan)
  if (cost === undefined || cost <= 0)
    return 'What it cost is not known: enter what was delivered and what a minute, a door or a pack costs.'
  const { values, source } = valuesOf(plan)
  const entered = PERSPECTIVES.filter((p) => (values[p.id] ?? 0) > 0)
  if (entered.length === 0)
    return `It cost ${showPounds(cost)}. What one incident prevented is worth is not entered: no figure is assumed.`
  const input = { cost, prevented: change.prevented, se: change.preventedSe, df: change.df }
  const all = perspectives(input, values)
  const [first] = entered
  return {
    cost,
    columns: PERSPECTIVES.map((p) => ({ label: p.label, unit: values[p.id], money: all[p.id] })),
    sentence: `${first.label}: ${moneySentence(all[first.id]!, limits)}`,
    bars: tornado(
      { ...input, unit: values[first.id]! },
      entered.slice(1).map((p) => values[p.id]!),
    ),
    source,
  }
}

/** Three columns, never added: each holds the one before it. */
export function moneyTable({ cost, columns }: PlanMoney): TableModel {
  const rows: readonly [string, (c: PlanMoney['columns'][number]) => string][] = [
    ['Chance it pays', (c) => (c.money ? showChance(c.money.chanceItPays) : 'no value')],
    ['Each prevented', (c) => (c.unit ? showPounds(c.unit) : '')],
    ['Must prevent', (c) => (c.money ? showNumber(c.money.breakEven, 1) : '')],
    ['Net', (c) => (c.money ? showPounds(c.money.net) : '')],
    ['95% from', (c) => (c.money ? showPounds(c.money.interval[0]) : '')],
    ['95% to', (c) => (c.money ? showPounds(c.money.interval[1]) : '')],
  ]
  return {
    caption: `Cost of what was delivered: ${showPounds(cost)}. Columns are never added`,
    n: rows.length,
    key: (i) => rows[i][0],
    columns: [
      { key: 'what', label: 'Whose money', kind: 'text', value: (i) => rows[i][0] },
      ...columns.map((c) => ({
        ...{ key: c.label, label: c.label, kind: 'text' as const },
        value: (i: number) => rows[i][1](c),
      })),
    ],
  }
}
