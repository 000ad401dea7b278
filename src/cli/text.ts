/** Text that leaves the terminal: CSV and JSON. */

import { csvCell } from '../core/base/csv.ts'

/** A cell of CSV; nothing for null and NaN. Text a spreadsheet would run as a formula gets an apostrophe. */
function cell(v: string | number | null): string {
  if (v === null) return ''
  if (typeof v === 'number')
    return Number.isFinite(v) ? String(v) : Number.isNaN(v) ? '' : v > 0 ? 'Inf' : '-Inf'
  return csvCell(v)
}

export type Row = readonly (string | number | null)[]

/** CSV with a header and LF line ends. */
export const csv = (header: readonly string[], rows: Iterable<Row>): string => {
  const lines = [header.join(',')]
  for (const r of rows) lines.push(r.map(cell).join(','))
  return lines.join('\n') + '\n'
}

/** JSON with a line end; NaN becomes null, Infinity "Inf". */
export const json = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) => (v === Infinity ? 'Inf' : v === -Infinity ? '-Inf' : v)) + '\n'

/** `{says}` beside figures of which some are null, with the sentence why; nothing where all are there. */
export const why = (says: string | undefined): { readonly says?: string } =>
  says === undefined ? {} : { says }

/** A table as CSV, or as JSON objects where asked. */
export function table(asJson: boolean, header: readonly string[], rows: Iterable<Row>): string {
  if (!asJson) return csv(header, rows)
  return json(Array.from(rows, (r) => Object.fromEntries(header.map((h, i) => [h, r[i]]))))
}
