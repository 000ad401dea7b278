/** Rows that are no records, and the address of one that has it in pieces. */
import type { Mapping } from '../meaning/guess.ts'
import type { Cells } from './cells.ts'

const FOOTER =
  /^\W*(grand )?(sub)?(total|count|rows? (count|returned|affected)|number of (rows|records)|end of (report|file|extract)|report (run|generated|produced)|\(?\d+ rows?|official|source|filters? applied)/i

/** The address of a row whose house, street, town and postcode stand in columns of their own; '' without a street. */
export function joinedAddress(row: Cells, col: Mapping['col']): string {
  if (col.street === undefined) return ''
  const house = `${wholeNumber(row.text(col.houseNumber))} ${row.text(col.street)}`.trim()
  return [
    flatWords(row.text(col.flat)),
    row.text(col.houseName),
    house,
    row.text(col.town),
    row.text(col.postcode),
  ]
    .filter((p) => p !== '')
    .join(', ')
}

/** "12" for "12.0", as a program writes numbers of a column that has blanks. */
export const wholeNumber = (text: string): string => text.replace(/^(\d+)\.0+$/, '$1')

/** "4" of a column of flats is flat 4; "Flat 4" and "Ground Floor" say it themselves. */
export const flatWords = (flat: string): string =>
  wholeNumber(flat.trim()).replace(/^\d{1,4}[a-z]?$/i, 'Flat $&')

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
