/** The result of a plan as tables: one home for the screen, the sheet and the file. */
import { showNumber, showShare, exactP } from '../../core/base/words.ts'
import type { PlanJudged } from '../../core/evaluation/planAnswer.ts'
import type { MatchedPlace } from '../../core/evaluation/comparisonAreas.ts'
import type { PlanRecord } from '../../core/evaluation/planRecord.ts'
import { visibleFall } from '../../core/evaluation/power.ts'
import type { RateChange } from '../../core/evaluation/rateChange.ts'
import { type HarmEdition, harmWeight } from '../../core/stats/harm.ts'
import type { TableColumn, TableModel } from '../../ui/index.ts'
import { kindLabel } from './kindLabel.ts'

/** "0.88 (0.69–1.12)". */
export const ratioWords = (c: RateChange): string =>
  `${showNumber(c.rateRatio, 2)} (95% ${showNumber(c.ci[0], 2)}–${showNumber(c.ci[1], 2)})`

/** The smallest fall an estimate could have shown: "−41%"; "none" where not even an end to crime would show. */
export function fallShown({ se, df }: RateChange): string {
  const fall = visibleFall(se, { df })
  return fall >= 0.99 ? 'none' : `−${showShare(fall)}`
}

interface OutcomeRow {
  readonly label: string
  readonly p: number
  readonly change: RateChange
  readonly before: number
  readonly after: number
}

/** Every outcome that was looked at, the plan's own first, and the ring last. */
export function outcomeRows({ outcomes, result }: PlanJudged, plan: PlanRecord): OutcomeRow[] {
  const whole =
    plan.offences.length === 1
      ? kindLabel(plan.offences[0])
      : plan.offences.length === 0
        ? 'All kinds'
        : 'All its kinds'
  const { ring } = result
  return [
    ...outcomes.map((o) => ({
      ...{ label: o.offence ? kindLabel(o.offence) : whole, p: o.pHolm, change: o.change },
      ...{ before: o.before, after: o.after },
    })),
    ...(ring.counts.before > 0 && ring.counts.comparisonBefore > 0
      ? [
          {
            ...{ label: 'Ring around it', p: NaN, change: ring.change },
            ...{ before: ring.counts.before, after: ring.counts.after },
          },
        ]
      : []),
  ]
}

/** Outcomes with what each could show. */
export function outcomeTable(judged: PlanJudged, plan: PlanRecord): TableModel {
  const rows = outcomeRows(judged, plan)
  const several = judged.outcomes.length > 1
  return {
    caption: `Outcomes looked at${several ? ', p after Holm' : ''}`,
    n: rows.length,
    key: (i) => rows[i].label,
    columns: [
      { key: 'outcome', label: 'Outcome', kind: 'text', value: (i) => rows[i].label },
      {
        ...{ key: 'p', label: several ? 'p (Holm)' : 'p', kind: 'number', deciding: true },
        value: (i) => (Number.isFinite(rows[i].p) ? rows[i].p : null),
        show: (i) => (Number.isFinite(rows[i].p) ? exactP(rows[i].p) : '–'),
      },
      {
        ...{ key: 'ratio', label: 'Ratio', kind: 'number', digits: 2, deciding: true },
        value: (i) => rows[i].change.rateRatio,
      },
      {
        ...{ key: 'ci', label: '95%', kind: 'text', deciding: true },
        value: (i) => rows[i].change.ci.map((v) => showNumber(v, 2)).join('–'),
      },
      { key: 'before', label: 'Before', kind: 'number', digits: 0, value: (i) => rows[i].before },
      { key: 'after', label: 'After', kind: 'number', digits: 0, value: (i) => rows[i].after },
      {
        ...{ key: 'show', label: 'Can show', kind: 'number' },
        value: (i) => -100 * visibleFall(rows[i].change.se, { df: rows[i].change.df }),
        show: (i) => fallShown(rows[i].change),
      },
    ],
  }
}

/** Counts of both arms and both rings; what changed is by the day, for the days before and after are seldom as many. */
export function countsTable({
  result,
  windows,
  held,
}: Pick<PlanJudged, 'result' | 'windows' | 'held'>): TableModel {
  const change = (before: number, after: number) => 100 * (after / held.after / (before / held.before) - 1)
  const days = (which: 'before' | 'after') =>
    held[which] < windows[which] ? `${held[which]} of ${windows[which]}` : String(windows[which])
  const { counts, ring } = result
  const rows = [
    ['Treated', counts.before, counts.after],
    ['Comparison', counts.comparisonBefore, counts.comparisonAfter],
    ['Ring', ring.counts.before, ring.counts.after],
    ['Ring of the comparison', ring.counts.comparisonBefore, ring.counts.comparisonAfter],
  ] as const
  return {
    caption: `Incidents in ${days('before')} days before and ${days('after')} days after the start${held.before + held.after < windows.before + windows.after ? '; the others are missing from the files' : ''}`,
    n: rows.length,
    key: (i) => rows[i][0],
    columns: [
      { key: 'arm', label: 'Where', kind: 'text', value: (i) => rows[i][0] },
      { key: 'before', label: 'Before', kind: 'number', digits: 0, deciding: true, value: (i) => rows[i][1] },
      { key: 'after', label: 'After', kind: 'number', digits: 0, deciding: true, value: (i) => rows[i][2] },
      {
        ...{
          key: 'change',
          label: held.before === held.after ? 'Change' : 'Change a day',
          kind: 'number',
        },
        value: (i) => (rows[i][1] > 0 ? change(rows[i][1], rows[i][2]) : null),
        show: (i) => {
          if (rows[i][1] === 0) return ''
          const c = Math.round(change(rows[i][1], rows[i][2]))
          return `${c > 0 ? '+' : c < 0 ? '−' : ''}${Math.abs(c)}%`
        },
      },
    ],
  }
}

/** How alike the arms were before. */
export function balanceTable({ result }: PlanJudged): TableModel {
  const rows = result.balance
  const mean = (key: 'treated' | 'comparison', label: string): TableColumn => ({
    ...{ key, label, kind: 'number', digits: 1 },
    value: (i) => (Number.isFinite(rows[i][key]) ? rows[i][key] : null),
  })
  return {
    caption: 'How alike the two arms were before: mean incidents an area',
    n: rows.length,
    key: (i) => rows[i].what,
    columns: [
      { key: 'what', label: 'Before the start', kind: 'text', value: (i) => rows[i].what },
      mean('treated', 'Treated'),
      mean('comparison', 'Comparison'),
      {
        ...{ key: 'apart', label: 'Difference', unit: 'SD', kind: 'number', digits: 2 },
        value: (i) => (Number.isFinite(rows[i].standardised) ? rows[i].standardised : null),
      },
    ],
  }
}

/** Counts of each kind beside what they weigh, in both arms. */
export function harmTable({ kinds }: PlanJudged, edition: HarmEdition): TableModel {
  const weights = kinds.map((k) => harmWeight(edition, k.offence))
  const total = (key: 'before' | 'after' | 'comparisonBefore' | 'comparisonAfter') =>
    kinds.reduce((s, k, i) => s + (Number.isFinite(weights[i].weight) ? weights[i].weight * k[key] : 0), 0)
  const n = kinds.length
  const number = (
    key: 'before' | 'after' | 'comparisonBefore' | 'comparisonAfter',
    label: string,
  ): TableColumn => ({
    ...{ key, label, kind: 'number', digits: 0 },
    value: (i) => (i < n ? kinds[i][key] : Math.round(total(key))),
  })
  return {
    caption: `Harm beside counts: ${edition.name}, ${edition.edition}, in ${edition.unit}`,
    n: n + 1,
    key: (i) => (i < n ? kinds[i].offence : 'harm'),
    columns: [
      {
        ...{ key: 'kind', label: 'Kind', kind: 'text' },
        value: (i) => (i < n ? kindLabel(kinds[i].offence) : 'Harm'),
      },
      number('before', 'Before'),
      number('after', 'After'),
      number('comparisonBefore', 'Comp. before'),
      number('comparisonAfter', 'Comp. after'),
      {
        ...{ key: 'weight', label: 'Weight each', kind: 'number' },
        value: (i) => (i < n && Number.isFinite(weights[i].weight) ? weights[i].weight : null),
        show: (i) =>
          i < n ? (Number.isFinite(weights[i].weight) ? showNumber(weights[i].weight, 1) : 'none') : '',
      },
    ],
  }
}

/** Who is compared with whom. */
export function matchedTable(plan: PlanRecord, matched: readonly MatchedPlace[]): TableModel {
  return {
    caption: 'Squares compared with, by the place each was found for',
    n: matched.length,
    key: (i) => `C${i + 1}`,
    columns: [
      { key: 'c', label: 'Square', kind: 'text', value: (i) => `C${i + 1}` },
      { key: 'for', label: 'For', kind: 'text', value: (i) => plan.places[matched[i].area]?.name ?? '' },
      { key: 'side', label: 'Side', unit: 'm', kind: 'number', digits: 0, value: (i) => matched[i].side },
      { key: 'before', label: 'Before', kind: 'number', digits: 0, value: (i) => matched[i].before },
      { key: 'after', label: 'After', kind: 'number', digits: 0, value: (i) => matched[i].after },
    ],
  }
}
