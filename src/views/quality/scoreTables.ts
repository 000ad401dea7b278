/** The tables of a score on trial. */
import { capital } from '../../core/base/words.ts'
import type { CaseLine, Points } from '../../core/evaluation/quality/ask.ts'
import type { ThresholdRow } from '../../core/evaluation/quality/discrimination.ts'
import type { Trial } from '../../core/evaluation/quality/trial.ts'
import { figureColumns, type TableModel } from '../../ui/table.ts'
import { caseColumns, words } from './tables.ts'

/** What each threshold would have done with cases whose end is known. */
export function thresholdTable(rows: readonly ThresholdRow[], caption: string): TableModel {
  const figure = figureColumns(rows)
  return {
    caption,
    n: rows.length,
    key: (i) => String(rows[i].threshold),
    columns: [
      { ...figure('threshold', 'From', 0, (r) => r.threshold, 'points'), deciding: true },
      { ...figure('flagged', 'Put forward', 1, (r) => 100 * r.shareFlagged, '%'), deciding: true },
      { ...figure('missed', 'Solved, not put forward', 0, (r) => r.fn), deciding: true },
      figure('sensitivity', 'Of the solved', 1, (r) => 100 * r.sensitivity, '%'),
      figure('ppv', 'Solved of those', 1, (r) => 100 * r.ppv, '%'),
      figure('lost', 'Solved among the rest', 1, (r) => 100 * r.solvedMissed, '%'),
      figure('n', 'Cases put forward', 0, (r) => r.flagged),
      figure('tp', 'Solved', 0, (r) => r.tp),
      figure('fp', 'Not solved', 0, (r) => r.fp),
      figure('tn', 'Rest, not solved', 0, (r) => r.tn),
    ],
  }
}

/** The curve of a trade-off: share put forward, rising, and the share of the solved among it; both begin at 0. */
export function tradeOff(curve: readonly ThresholdRow[]): { x: number[]; y: number[] } {
  const points = curve
    .filter((r) => Number.isFinite(r.sensitivity))
    .map((r) => [r.shareFlagged, r.sensitivity] as const)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
  // of thresholds that put the same cases forward one is enough: a line may not stand still
  const kept = [[0, 0] as const, ...points].filter(([v], k, all) => k === all.length - 1 || all[k + 1][0] > v)
  return { x: kept.map((p) => p[0]), y: kept.map((p) => p[1]) }
}

/** Forecast chance against what happened, by fifths of the score. */
export function fifthsTable({ fifths }: NonNullable<Trial['calibration']>): TableModel {
  const figure = figureColumns(fifths)
  return {
    caption: 'Calibration in fifths, lowest first',
    n: fifths.length,
    key: String,
    columns: [
      { key: 'fifth', label: 'Fifth', kind: 'number', digits: 0, value: (i) => i + 1 },
      figure('said', 'Forecast', 1, (f) => 100 * f.predicted, '%'),
      figure('was', 'Solved', 1, (f) => 100 * f.observed, '%'),
      figure('n', 'Cases', 0, (f) => f.n),
    ],
  }
}

/** Whom the score falls on. */
export function fairTable(by: string, rows: Trial['fairness'][string]): TableModel {
  const figure = figureColumns(rows)
  return {
    caption: `Put forward, by ${by}`,
    n: rows.length,
    key: (i) => `${i} ${rows[i].name}`,
    columns: [
      words('name', capital(by), (i) => rows[i].name || 'none named', {
        deciding: true,
      }),
      figure('share', 'Put forward', 1, (r) => 100 * r.shareFlagged, '%'),
      figure('low', '95% low', 1, (r) => 100 * r.intervalFlagged[0], '%'),
      figure('high', '95% high', 1, (r) => 100 * r.intervalFlagged[1], '%'),
      figure('sensitivity', 'Of the solved', 1, (r) => 100 * r.sensitivity, '%'),
      figure('solved', 'Solved', 0, (r) => r.solved),
      figure('n', 'Cases', 0, (r) => r.n),
    ],
  }
}

/** What each factor did. */
export function factorsTable({ scored: { factors } }: Pick<Trial, 'scored'>): TableModel {
  const figure = figureColumns(factors)
  return {
    caption: 'Factors',
    n: factors.length,
    key: (i) => `${i} ${factors[i].factor.factor}`,
    columns: [
      words('factor', 'Factor', (i) => factors[i].factor.factor, { deciding: true }),
      figure('points', 'Points', 0, (f) => f.factor.points),
      figure('hits', 'Cases with it', 0, (f) => f.hits),
      figure('blank', 'Blank', 0, (f) => f.blank),
      figure('unread', 'Not read', 0, (f) => f.unread.reduce((sum, u) => sum + u.n, 0)),
      words('part', 'Part', (i) => factors[i].factor.part),
      words('column', 'Column', (i) => factors[i].factor.column),
    ],
  }
}

/** Scored cases: solvability and harm apart. */
export function casesTable(caption: string, lines: readonly (CaseLine & Points)[]): TableModel {
  const [name, ...rest] = caseColumns(lines)
  const figure = figureColumns(lines)
  return {
    caption,
    n: lines.length,
    key: (i) => String(lines[i].row),
    columns: [
      name,
      { ...figure('solvability', 'Solvability', 0, (l) => l.solvability), deciding: true },
      { ...figure('harm', 'Harm', 0, (l) => l.harm), deciding: true },
      ...rest,
    ],
  }
}

/** A plain list of cases. */
export const linesTable = (caption: string, lines: readonly CaseLine[]): TableModel => ({
  caption,
  n: lines.length,
  key: (i) => String(lines[i].row),
  columns: caseColumns(lines),
})
