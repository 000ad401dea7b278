/** Where the header of a table stands, among title rows or none. */
import type { Field } from '../contract.ts'
import { fieldsOfHeader } from '../meaning/aliases.ts'

/** Where the header ends, how many rows lie above it, and its names; `at` is -1 when there is none. */
export interface Heading {
  readonly at: number
  readonly above: number
  readonly names: readonly string[]
}

/** The header of a table: one row, or two where the upper says whose “Date” and “Time” the lower has twice. */
export function findHeader(rows: readonly (readonly string[])[]): Heading {
  const at = headerRow(rows)
  for (const up of at < 0 ? [] : [at - 1, at]) {
    const [upper, lower] = [rows[up] ?? [], rows[up + 1] ?? []]
    if (!lower.some((c, k) => CLOCK.test(c) && lower.indexOf(c) < k) || lower.some((c) => /\d/.test(c)))
      continue
    let over = ''
    // either row may be the shorter one
    const names = Array.from({ length: Math.max(upper.length, lower.length) }, (_, k) => {
      const [own, c] = [upper[k]?.trim() ?? '', lower[k]?.trim() ?? '']
      over = own || over
      if (CLOCK.test(c)) return `${over} ${c}`
      // “Location” over “Easting” is no name of it, and “(OSGB)” under “X” is none
      // “Crime” over “No” is the name of both together
      const whole = `${own} ${c}`
      if (own && c && rankOf(whole) < rankOf(c)) return whole
      return (fieldsOfHeader(c).length > 0 ? c : rows[at][k]?.trim()) || c || over
    })
    const joined = names.filter((_, k) => CLOCK.test(lower[k] ?? ''))
    if (new Set(joined).size === joined.length && joined.every((n) => fieldsOfHeader(n).length > 0))
      return { at: up + 1, above: up, names }
  }
  return { at, above: at, names: rows[at] ?? [] }
}

/** How well a name tells what a column holds, best 0. */
const rankOf = (name: string): number => fieldsOfHeader(name)[0]?.rank ?? Infinity

const CLOCK = /^ *(date|time) *$/i

/** Which of the first rows is the header: -1 when there is none. */
function headerRow(rows: readonly (readonly string[])[]): number {
  const first = rows.slice(0, 25)
  // cells of a column repeat
  const fields = new Map<string, Field | undefined>()
  const fieldOf = (cell: string) => {
    if (!fields.has(cell)) fields.set(cell, fieldsOfHeader(cell)[0]?.field)
    return fields.get(cell)
  }
  const hits = first.map((r) => new Set(r.map(fieldOf).filter((f) => f !== undefined)).size)
  const most = Math.max(...hits)
  if (most >= 2) return hits.indexOf(most)
  // no known names: the first row of the usual width, unless it holds data like the rows below it
  const widths = new Map<number, number>()
  for (const r of rows.slice(0, 200)) {
    const w = filled(r)
    widths.set(w, (widths.get(w) ?? 0) + 1)
  }
  const usual = [...widths].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
  const at = Math.max(
    0,
    first.findIndex((r) => filled(r) >= usual),
  )
  const row = first[at] ?? []
  const data = row.filter((c) => /\d/.test(c) && /^[\d\s:./,+-]+$/.test(c.trim())).length
  if (data >= Math.max(1, row.length / 2) && most === 0) return -1
  return row.some((c, k) => isFigure(c) && rows.slice(at).every((r) => isFigure(r[k] ?? ''))) &&
    rows.length > at + 3
    ? -1
    : at
}

/** Whether a cell is a long number, one with decimals or a date: with the like all the way below it is no heading. */
const isFigure = (cell: string): boolean =>
  /^-?(\d{5,}|\d+\.\d{2,}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}.*|\d{4}-\d\d-\d\d.*)$/.test(cell.trim())

const filled = (row: readonly string[]): number => {
  let n = row.length
  while (n > 0 && row[n - 1].trim() === '') n--
  return n
}
