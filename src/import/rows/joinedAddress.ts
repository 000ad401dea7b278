/** The address of a row that has it in pieces. */
import type { Mapping } from '../meaning/guess.ts'
import type { Cells } from './cells.ts'

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
