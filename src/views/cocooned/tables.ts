/** Cocoons as tables: the two groups, the dose, and the file the terminal takes. */
import { csvCell } from '../../core/base/csv.ts'
import { MINUTES_PER_DAY } from '../../core/base/time.ts'
import { countOf, showNumber, exactP } from '../../core/base/words.ts'
import { doseTable, FOLLOW_UP_DAYS, type GroupRatio } from '../../core/evaluation/cocoonOutcomes.ts'
import { DOSES, type Followed } from '../../core/evaluation/cocoonFollow.ts'
import { NEVER } from '../../core/evaluation/startsDealt.ts'
import type { TableModel } from '../../ui/index.ts'
import type { CocoonsFollowed } from './model.ts'

const range = ([low, high]: readonly [number, number]): string =>
  `${showNumber(low, 2)}–${Number.isFinite(high) ? showNumber(high, 2) : '∞'}`

/** What was left out, in one line. */
export const leftOut = (f: CocoonsFollowed): string =>
  [
    f.short > 0 ? `${countOf(f.short, 'cocoon')} without 42 full days` : '',
    f.outside > 0 ? `${countOf(f.outside, 'burglary', 'burglaries')} while there was only one kind` : '',
    f.unknown > 0 ? `${showNumber(f.unknown)} of no known beat` : '',
    f.unplaced > 0 ? `${showNumber(f.unplaced)} without a place` : '',
    f.undated > 0 ? `${showNumber(f.undated)} with an unlikely date` : '',
  ]
    .filter(Boolean)
    .join('; ') || 'none'

/** Both ways of comparing: as listed first, as reached second. */
export function groupsTable(itt: GroupRatio, asTreated: GroupRatio): TableModel {
  const all = [
    ['Listed', 'not yet', itt],
    ['Reached in 48 h', 'not', asTreated],
  ] as const
  // nobody reached, or everybody: there is nothing to hold against each other
  const rows = all.filter(([, , g]) => g.cocoons[0] > 0 && g.cocoons[1] > 0)
  return {
    caption: 'Near repeats within 400 m and 42 days, from 48 hours after the report',
    n: rows.length,
    key: (i) => rows[i][0],
    columns: [
      {
        ...{ key: 'who', label: 'Cocoons', kind: 'text', wrap: true },
        value: (i) => `${rows[i][0]} against ${rows[i][1]}`,
      },
      {
        ...{ key: 'ratio', label: 'Ratio', kind: 'number', digits: 2, deciding: true },
        value: (i) => (Number.isFinite(rows[i][2].rateRatio) ? rows[i][2].rateRatio : null),
      },
      {
        ...{ key: 'ci', label: '95%', kind: 'text', deciding: true },
        value: (i) => (Number.isFinite(rows[i][2].rateRatio) ? range(rows[i][2].wideCi) : 'none'),
      },
      {
        ...{ key: 'one', label: 'Repeats, cocoons', kind: 'text' },
        value: (i) => `${rows[i][2].events[0]} at ${rows[i][2].cocoons[0]}`,
      },
      {
        ...{ key: 'other', label: 'of the others', kind: 'text' },
        value: (i) => `${rows[i][2].events[1]} at ${rows[i][2].cocoons[1]}`,
      },
    ],
  }
}

/** The steps of the dose that occur, each against the first; with the test for trend. */
export function dosesOf({ rows }: Followed) {
  return doseTable(
    DOSES.map((label, k) => {
      const mine = rows.filter((r) => r.dose === k)
      return { label, cocoons: mine.length, events: mine.reduce((s, r) => s + r.events, 0) }
    }).filter((d) => d.cocoons > 0),
  )
}

/** The dose as a table, exact intervals. */
export function doseModel(dose: ReturnType<typeof dosesOf>): TableModel {
  const { rows, trend } = dose
  return {
    caption: `What the doors got, an association: exact intervals against “${rows[0]?.label ?? 'none'}”; trend over the steps p = ${exactP(trend.p)}`,
    n: rows.length,
    key: (i) => rows[i].label,
    columns: [
      { key: 'dose', label: 'Doors got', kind: 'text', value: (i) => rows[i].label },
      {
        ...{ key: 'ratio', label: 'Ratio', kind: 'number', digits: 2, deciding: true },
        value: (i) => rows[i].rateRatio ?? null,
        show: (i) => (rows[i].rateRatio === undefined ? '1' : showNumber(rows[i].rateRatio, 2)),
      },
      {
        ...{ key: 'ci', label: '95%, exact', kind: 'text', deciding: true },
        value: (i) => (rows[i].ci ? range(rows[i].ci) : 'compared with'),
      },
      { key: 'cocoons', label: 'Cocoons', kind: 'number', digits: 0, value: (i) => rows[i].cocoons },
      { key: 'events', label: 'Near repeats', kind: 'number', digits: 0, value: (i) => rows[i].events },
    ],
  }
}

/**
 * The rows as `cocoon evaluate --cocoons` takes them: no place, no number of a crime. Beats are numbered; days count from
 * the first that was listed. Where no visit says which burglary it was for, what was delivered is not known, which is no 0.
 */
export function cocoonsCsv({ rows, beats, told }: Pick<CocoonsFollowed, 'rows' | 'beats' | 'told'>): string {
  const known = (...columns: (string | number)[]) => (told ? columns : [])
  const head = [
    ...['id', 'assigned', ...known('delivered48'), 'near_repeats', ...known('dose')],
    ...['follow_up_days', 'beat', 'list_day', 'beat_start_day'],
  ].join(',')
  const first = Math.min(...beats.starts)
  const dayFrom = (minute: number) =>
    minute === Infinity ? NEVER : +((minute - first) / MINUTES_PER_DAY).toFixed(4)
  const lines = rows.map((r, k) =>
    [
      ...[k + 1, +r.assigned, ...known(+r.delivered), r.events, ...known(csvCell(DOSES[r.dose]))],
      FOLLOW_UP_DAYS,
      beats.cocoons[k].beat + 1,
      dayFrom(beats.cocoons[k].since),
      dayFrom(beats.starts[beats.cocoons[k].beat]),
    ].join(','),
  )
  return [head, ...lines, ''].join('\r\n')
}
