/** The tables of the measures, as data: what the panel shows, the paper prints and the export writes. */
import { showDay, showMonth, dayOf, parseIsoDay } from '../../core/base/time.ts'
import { capital, showNumber, showShare } from '../../core/base/words.ts'
import type { CaseLine, QualityAnswer } from '../../core/evaluation/quality/ask.ts'
import type { MeasureResult, QualityReport } from '../../core/evaluation/quality/report.ts'
import type { SeedFigure } from '../../core/evaluation/quality/seed.ts'
import type { Part, Tally } from '../../core/evaluation/quality/tally.ts'
import { figureColumns, type TableColumn, type TableModel } from '../../ui/table.ts'

/** "28% to 33%"; '' where nothing was answered. */
export const rangeWords = ([low, high]: readonly [number, number]): string =>
  Number.isFinite(low) ? `${showShare(low)} to ${showShare(high)}` : ''

/** A column of words. */
export const words = (key: string, label: string, value: (i: number) => string, more = {}): TableColumn => ({
  ...{ key, label, kind: 'text', value, ...more },
})

/** "28.5–31.6" per cent; '' where nothing was answered. */
const intervalWords = ([low, high]: readonly [number, number]): string =>
  Number.isFinite(low) ? `${showNumber(100 * low, 1)}–${showNumber(100 * high, 1)}` : ''

/** Share, interval and the groups behind it, of rows that are counts of answers. */
export function tallyColumns(rows: readonly Tally[]): TableColumn[] {
  const figure = figureColumns(rows)
  return [
    { ...figure('share', 'Share', 1, (r) => 100 * r.share, '%'), deciding: true },
    words('ci', '95%', (i) => intervalWords(rows[i].interval), { deciding: true }),
    figure('yes', 'Yes', 0, (r) => r.yes),
    figure('no', 'No', 0, (r) => r.no),
    figure('blank', 'Blank', 0, (r) => r.blank),
    figure('unread', 'Not read', 0, (r) => r.unread),
    figure('na', 'Not applicable', 0, (r) => r.notApplicable),
    figure('n', 'Files', 0, (r) => r.n),
    figure('low', '95% low', 1, (r) => 100 * r.interval[0], '%'),
    figure('high', '95% high', 1, (r) => 100 * r.interval[1], '%'),
  ]
}

/** A printed figure with what it counts: never without year and base. */
export const seedWords = (f: SeedFigure): string =>
  `${showShare(f.share)} ${f.of === 'no' ? 'no' : 'yes'}${f.interval ? ` (${rangeWords(f.interval)}${f.n ? `, n ${f.n}` : ''})` : ''}: ${f.base}, ${f.year}; ${f.note}`

const short = (f: SeedFigure | null): string => (f ? `${showShare(f.share)} ${f.of}` : '')

/** What an answer is, by the key of its column. */
const GROUPS: readonly string[] = ['yes', 'no', 'blank']

/** All measures of the register. */
export function measuresTable({ measures }: Pick<QualityReport, 'measures'>): TableModel {
  return {
    caption:
      'Measures, in the order of the inspectorate’s report; HMICFRS = printed there, of another sample with a base of its own',
    n: measures.length,
    key: (i) => measures[i].id,
    columns: [
      words('label', 'Measure', (i) => measures[i].label, { deciding: true, wrap: true }),
      ...tallyColumns(measures).slice(0, 2),
      words('seed', 'HMICFRS', (i) => short(measures[i].seed), { deciding: true }),
      // the three groups never give way: a blank that is not in sight is taken for a no
      ...tallyColumns(measures)
        .slice(2)
        .map((c) => (GROUPS.includes(c.key) ? { ...c, deciding: true } : c)),
      words('base', 'Base of the printed figure', (i) => {
        const f = measures[i].seed
        return f ? `${f.base}; ${f.note}` : ''
      }),
    ],
  }
}

/** "Nov 2024" of 2024-11; a table is sorted by the latter. */
const monthWords = (month: string): string => month && showMonth(parseIsoDay(`${month}-01`))

/** One measure by months, teams, beats or offences. */
export function partsTable(measure: MeasureResult, by: keyof MeasureResult['by'], blank: string): TableModel {
  const parts: readonly Part[] = measure.by[by]
  return {
    caption: `${measure.label}, by ${by}`,
    n: parts.length,
    key: (i) => `${i} ${parts[i].name}`,
    columns: [
      words('name', capital(by), (i) => parts[i].name || blank, {
        deciding: true,
        whole: by === 'month',
        ...(by === 'month' && { show: (i: number) => monthWords(parts[i].name) || blank }),
      }),
      ...tallyColumns(parts),
    ],
  }
}

/** Columns of a list of cases: number first, no address and no name of anybody. */
export function caseColumns(lines: readonly CaseLine[]): TableColumn[] {
  return [
    words('case', 'Case', (i) => lines[i].name, { deciding: true, whole: true }),
    {
      key: 'day',
      label: 'Happened',
      kind: 'date',
      value: (i) => (Number.isNaN(lines[i].happened) ? null : dayOf(lines[i].happened)),
      show: (i) => (Number.isNaN(lines[i].happened) ? '' : showDay(dayOf(lines[i].happened))),
    },
    words('offence', 'Offence', (i) => lines[i].offence),
    words('team', 'Team', (i) => lines[i].team),
    words('beat', 'Beat', (i) => lines[i].beat),
    words('outcome', 'Outcome', (i) => lines[i].outcome),
    { key: 'line', label: 'Line', kind: 'number', digits: 0, value: (i) => lines[i].line },
  ]
}

/** Repeats that the flag missed, for the look-back. */
export function missedTable(missed: Extract<QualityAnswer, { kind: 'report' }>['missed']): TableModel {
  const [name, day, ...rest] = caseColumns(missed)
  return {
    caption: 'Repeat victims that the flag missed, latest first',
    n: missed.length,
    key: (i) => String(missed[i].row),
    columns: [
      name,
      day,
      words('before', 'Case before', (i) => missed[i].before, { deciding: true, whole: true }),
      figureColumns(missed)('days', 'Days since', 0, (m) => m.days),
      ...rest,
    ],
  }
}

/** Cases of the audited outcome codes. */
export function auditTable(
  report: QualityReport,
  audit: Extract<QualityAnswer, { kind: 'report' }>['audit'],
): TableModel {
  const lines = audit.flatMap((a) => a.lines.map((line) => ({ ...line, code: a.code })))
  return {
    caption: 'Cases of outcomes 15, 16, 17, 21 and 22, to be read',
    n: lines.length,
    key: (i) => String(lines[i].row),
    columns: [
      {
        key: 'code',
        label: 'Code',
        kind: 'number',
        digits: 0,
        value: (i) => lines[i].code,
        deciding: true,
      },
      ...caseColumns(lines),
      words('what', 'What it is', (i) => report.audit.find((a) => a.code === lines[i].code)?.label ?? ''),
    ],
  }
}

/** Outcomes by group beside Table 2 of the report. */
export function outcomesTable({ outcomes }: Pick<QualityReport, 'outcomes'>): TableModel {
  const rows = outcomes.groups.filter((g) => g.n > 0 || g.robbery !== undefined)
  const figure = figureColumns(rows)
  return {
    caption: 'Outcomes by group',
    n: rows.length,
    key: (i) => rows[i].id,
    columns: [
      words('label', 'Outcome', (i) => rows[i].label, { deciding: true }),
      { ...figure('share', 'Share', 1, (g) => 100 * g.share, '%'), deciding: true },
      figure('n', 'Cases', 0, (g) => g.n),
      figure('robbery', 'All robbery, 2021', 1, (g) => g.robbery ?? NaN, '%'),
      figure('theft', 'All theft, 2021', 1, (g) => g.theft ?? NaN, '%'),
    ],
  }
}

/** Questions the register cannot answer, and what would. */
export const missingTable = ({ missing }: Pick<QualityReport, 'missing'>): TableModel => ({
  caption: 'Measures without a column in this register',
  n: missing.length,
  key: (i) => missing[i].id,
  columns: [
    words('label', 'Measure', (i) => missing[i].label, { deciding: true }),
    words('needs', 'What would answer it', (i) => missing[i].needs),
  ],
})
