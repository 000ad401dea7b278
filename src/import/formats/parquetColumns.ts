/** Cells taken straight from the columns of a Parquet file: no object and no text is made of a row that is not asked for it. */
import type { SchemaTree } from 'hyparquet'
import { readNumber } from '../meaning/coords.ts'
import type { DateReader, Stamp } from '../meaning/dates.ts'
import type { Cells } from '../rows/cells.ts'
import { cellText } from '../rows/cellText.ts'
import type { Dict, Texts } from '../rows/columns.ts'

/** Values of a column as the reader hands them over. */
export type Values = ArrayLike<unknown>

/** Texts of dates, by milliseconds: a column holds few thousand days and many million rows. */
const MOST_DATES = 100_000

/** Whether rows of these columns are flat: one value a cell, and none that is a record or a shape. */
export const isFlat = (children: readonly SchemaTree[]): boolean =>
  children.every(
    ({ children: inner, element }) =>
      inner.length === 0 &&
      element.repetition_type !== 'REPEATED' &&
      !/JSON|BSON/.test(element.converted_type ?? '') &&
      !/^(JSON|BSON|VARIANT|GEO)/.test(element.logical_type?.type ?? ''),
  )

/** The rows of one batch. `plain` turns a value into what `cellText` takes, one function a column. */
export class ColumnCells implements Cells {
  readonly #columns: readonly Values[]
  readonly #plain: readonly ((v: unknown) => unknown)[]
  readonly #dates: Map<number, string>[]
  #row = 0

  constructor(
    columns: readonly Values[],
    plain: readonly ((v: unknown) => unknown)[],
    dates: Map<number, string>[],
  ) {
    this.#columns = columns
    this.#plain = plain
    this.#dates = dates
  }

  place(row: number): this {
    this.#row = row
    return this
  }

  /** The text of a cell, blanks around it included. */
  #raw(column: number): string {
    const v = this.#columns[column]?.[this.#row]
    if (v === undefined || v === null) return ''
    if (!(v instanceof Date)) return cellText(this.#plain[column](v))
    const ms = v.getTime()
    const known = this.#dates[column]
    let text = known.get(ms)
    if (text === undefined) {
      text = cellText(this.#plain[column](v))
      if (known.size < MOST_DATES) known.set(ms, text)
    }
    return text
  }

  text(column: number | undefined): string {
    return column === undefined ? '' : this.#raw(column).trim()
  }

  number(column: number | undefined, decimalComma: boolean): number {
    if (column === undefined) return NaN
    const v = this.#columns[column]?.[this.#row]
    if (typeof v === 'number' && Number.isFinite(v) && this.#plain[column](v) === v) return v
    return readNumber(this.#raw(column), decimalComma)
  }

  stamp(column: number, reader: DateReader): Stamp {
    return reader.read(this.#raw(column))
  }

  isEmpty(column: number): boolean {
    return this.text(column) === ''
  }

  intoDict(column: number | undefined, dict: Dict): void {
    dict.push(this.text(column))
  }

  intoText(column: number | undefined, texts: Texts): void {
    texts.push(this.text(column))
  }

  row(): string[] {
    return this.#columns.map((_, c) => this.#raw(c))
  }
}

/** Pieces of a column that follow each other, cut to rows from..to. */
export function joined(
  pieces: readonly { from: number; values: Values }[],
  from: number,
  to: number,
): Values {
  const cut = (p: { from: number; values: Values }): Values => {
    const [a, b] = [Math.max(0, from - p.from), Math.min(p.values.length, to - p.from)]
    if (a === 0 && b === p.values.length) return p.values
    return Array.isArray(p.values) ? p.values.slice(a, b) : (p.values as Float64Array).subarray(a, b)
  }
  if (pieces.length === 1) return cut(pieces[0])
  const out = new Array<unknown>(to - from)
  for (const p of pieces)
    for (let i = 0; i < p.values.length; i++) {
      const at = p.from + i - from
      if (at >= 0 && at < out.length) out[at] = p.values[i]
    }
  return out
}
