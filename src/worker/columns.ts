/**
 * A table of millions of rows goes to a worker by columns: those that a method says it reads first, others when it asks for
 * them after all. A copy of all columns takes longer than many an answer, and as much memory as the page itself.
 */
import { type Column, COLUMNS, type Incidents } from '../core/table/incidents.ts'

/** Tables with more rows than this are sent by columns. */
export const MANY_ROWS = 1_000_000

/** Columns of a table by name; those that it has not are left out. */
export type SomeColumns = Partial<Pick<Incidents, Column>>

/** These columns of a table. */
export const columnsOf = (table: Incidents, names: Iterable<Column>): SomeColumns =>
  Object.fromEntries([...names].filter((c) => table[c] !== undefined).map((c) => [c, table[c]]))

/** The table with these columns alone, and which others there are. */
export function partOf(
  table: Incidents,
  names: ReadonlySet<Column>,
): { table: Incidents; absent: readonly Column[] } {
  const absent = COLUMNS.filter((c) => table[c] !== undefined && !names.has(c))
  const part: Record<string, unknown> = { ...table }
  for (const c of absent) delete part[c]
  return { table: part as unknown as Incidents, absent }
}

/** A column that is asked for, and the one without which nobody reads it. */
export function withPartner(column: Column): readonly Column[] {
  const pairs: readonly (readonly Column[])[] = [
    ['x', 'y'],
    ['lng', 'lat'],
  ]
  return pairs.find((p) => p.includes(column)) ?? [column]
}

/** Thrown where a method reads a column that its worker has not been given. */
export class Missing extends Error {
  readonly column: Column
  /** fingerprint of the table */
  readonly table: string

  constructor(column: Column, table: string) {
    super(`The column ${column} of this table is not loaded here. Run it again.`)
    this.column = column
    this.table = table
  }
}

/** A part of a table as a table: who reads an absent column gets a `Missing` thrown. */
export function partial(table: Incidents, absent: readonly Column[]): Incidents {
  for (const c of absent)
    Object.defineProperty(table, c, {
      configurable: true,
      enumerable: true,
      get: () => {
        throw new Missing(c, table.fingerprint)
      },
    })
  return table
}

/** Puts columns in their places; the table stays the same object, so that what was worked out from it holds. */
export function fillIn(table: Incidents, columns: SomeColumns): void {
  for (const [name, value] of Object.entries(columns))
    Object.defineProperty(table, name, { configurable: true, enumerable: true, value })
}
