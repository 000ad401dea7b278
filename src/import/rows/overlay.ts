/** How a table of things at places is told from one of homes; overlayRead.ts reads it. */
import { normaliseHeader } from '../meaning/aliases.ts'
import { valuesOf } from './table.ts'
import type { RawTable } from './table.ts'

/** Headers that only a list of things has: its rows are no homes even where they have an address. */
const THING =
  /^(premises?|premises (name|type)|(trading|business|site|venue|school|camera|asset|station) ?(name)?|licen[cs]e.*|type|category|lamp.*|column no|camera( id| no| number)?)$/
const DWELLING =
  /\b(dwelling|residential|house|flat|detached|semi|terraced?|bungalow|maisonette|apartment|home)\b/i

/** Whether a column sorts homes: terraced, flat, semi … */
export function sortsHomes(table: RawTable, column: number): boolean {
  const values = valuesOf(table, column, 200)
  return values.filter((v) => DWELLING.test(v)).length > values.length / 3
}

/** Whether the table lists things at places rather than homes: named or sorted as such, and not by kinds of dwelling. */
export const listsThings = (table: RawTable): boolean =>
  table.header.some((h, i) => THING.test(normaliseHeader(h)) && !sortsHomes(table, i))

/** Whether the addresses of a table name doors: most of them hold a number. */
export function namesDoors(table: RawTable, column: number): boolean {
  const values = valuesOf(table, column, 200)
  return values.filter((v) => /\d/.test(v)).length > values.length / 2
}
