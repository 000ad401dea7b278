/** The address of a row that has it in pieces. */
import type { Mapping } from '../meaning/guess.ts'
import type { Cells } from './cells.ts'

/** The address of a row whose house, street, town and postcode stand in columns of their own; '' without a street. */
export function joinedAddress(row: Cells, col: Mapping['col']): string {
  if (col.street === undefined) return ''
  const number = doorNumber(wholeNumber(row.text(col.houseNumber)))
  const house = beforeStreet(number, row.text(col.street))
  return [
    flatWords(doorNumber(row.text(col.flat))),
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

/** "12-Dec", "Dec-14", "02/03/2026": what a spreadsheet makes of the numbers 12-12, 12-14 and 2-3. */
const DATE =
  /^(?:\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:-\d{2,4})?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)-\d{2,4}|\d{1,2}[-/]\d{1,2}[-/](?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}\S*)?$/i
const LOST = 'number lost ('

/** The number of a house or a flat as an address says it: of one that is a date now it names the date, and no number. */
export const doorNumber = (text: string): string => (DATE.test(text) ? `${LOST}${text})` : text)

/** Whether an address has lost a number to a date. */
export const hasLostNumber = (address: string): boolean => address.includes(LOST)

/** "12 High Street"; a number that is lost is a name. */
export const beforeStreet = (number: string, street: string): string =>
  `${number}${hasLostNumber(number) ? ',' : ''} ${street}`.trim()

/** "4" of a column of flats is flat 4; "Flat 4" and "Ground Floor" say it themselves. */
export const flatWords = (flat: string): string =>
  wholeNumber(flat.trim()).replace(/^\d{1,4}[a-z]?$/i, 'Flat $&')
