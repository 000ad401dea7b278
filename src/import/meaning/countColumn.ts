/** Columns that count crimes: each row of such a table stands for several, and is read as one. */
import { normaliseHeader } from './aliases.ts'
import { valuesOf } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'

const COUNT =
  /^(n|count|counts|total|freq(uency)?|incidents?|crimes|offences|(crime|offence|incident|burglary|theft|robbery)s? (count|total)|(record|row) count|count of \w+|(number|no|num|total) of (crimes|offences|incidents|records|burglaries)|(recorded|total) (crimes?|offences?|incidents?)|(crimes|offences|incidents) (recorded|count|total)|anzahl|nombre|cantidad|conteo|total delitos|nombre de faits|nifer)$/

/** What to say of a column among the free ones that counts crimes; '' where there is none, or all its counts are 1. */
export function countedIn(table: RawTable, used: ReadonlySet<number>): string {
  if (table.headerless) return ''
  const column = table.header.findIndex((h, i) => !used.has(i) && COUNT.test(normaliseHeader(h)))
  const values = column < 0 ? [] : valuesOf(table, column)
  const counts = values.map((v) => (/^\s*\d{1,6}(\.0+)?\s*$/.test(v) ? +v : NaN))
  if (counts.length === 0 || counts.some((v) => v !== v) || counts.every((v) => v === 1)) return ''
  return `the column “${table.header[column]}” counts crimes, and each row was read as one: the file holds sums, not crimes`
}
