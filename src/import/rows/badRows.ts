/** Rows that are no records. */
import type { Cells } from './cells.ts'

const FOOTER =
  /^\W*(grand )?(sub)?(total|count|rows? (count|returned|affected)|number of (rows|records)|end of (report|file|extract)|report (run|generated|produced)|\(?\d+ rows?|official|source|filters? applied)/i

/** Why a row is no record at all: blank, the header once more, or a footer; undefined for every other. */
export function kindOfBad(cells: Cells, header: readonly string[]): string | undefined {
  let filled = 0
  let first = -1
  for (let c = header.length - 1; c >= 0; c--)
    if (!cells.isEmpty(c)) {
      first = c
      filled++
    }
  // most bad rows are records with something missing: they are told without making their texts
  if (filled === 0) return cells.row().every((c) => c.trim() === '') ? 'blank row' : undefined
  const text = cells.text(first)
  if (keyOf([text]) === keyOf([header[first]]) && keyOf(cells.row()) === keyOf(header))
    return 'repeated header'
  return filled <= Math.max(2, header.length / 3) && FOOTER.test(text) ? 'footer' : undefined
}

/** A row as it is compared with the header. */
const keyOf = (row: readonly string[]): string =>
  row
    .map((c) => c.replace(/\s+/g, ' ').trim())
    .join('\u0001')
    .toLowerCase()
