/** Which street the words for a place name: an address, or "O/S 44 Elm Grove", "J/W Mill Lane", "Elm Grove / Park Road". */
import { isStreet, parseAddress } from './address.ts'

/** What stands before the place of a crime that is no address: "O/S 44 Elm Grove", "junction of Elm Grove and Park Road". */
const BESIDE =
  /^(?:(?:o\/s|outside(?: of)?|opp(?:osite)?(?: to)?|o\/?p|adj(?:acent)?(?: to)?|next to|in front of|rear of|r\/o|side of|corner of|jct(?: of)?|junc(?:tion)?(?: of)?|j\/w|car park (?:at|of|on)|layby (?:at|on))(?=[\s.:,-])|(?:near(?: to)?|nr|at|on|by)(?=[\s.:]))[\s.:,-]*/i
/** Between the two streets of a corner. */
const CORNER = /\s+(?:j\/w|jct(?: with| of)?|junc(?:tion)?(?: with| of)?|with|and|&|\/|@)\s+/i

/** Words for a place without what says how it lies to its street. */
function withoutBeside(place: string): string {
  let line = place.slice(0, 300).trim()
  for (let k = 0; k < 3; k++) {
    const rest = line.replace(BESIDE, '')
    if (rest === line) break
    line = rest
  }
  return line
}

/** The street an address names, as it is written; '' where it names none. What follows a house number is a street. */
export function streetIn(address: string): string {
  const line = withoutBeside(address)
  const [corner] = line.split(CORNER)
  for (const way of corner === line ? [line] : [line, corner]) {
    const { street, number } = parseAddress(way)
    const named = isStreet(street) || (number > 0 && /^\p{L}{2}/u.test(street) && way.includes(`${number} `))
    // a number in the middle of a name: what follows it is no name by itself
    const before = way.endsWith(` ${number} ${street}`) ? way.slice(0, -` ${number} ${street}`.length) : ''
    if (named && !/\s/.test(street) && /^\p{L}[^,]*$/u.test(before)) return way
    if (named && !CORNER.test(street)) return street
  }
  return ''
}

/**
 * A street of a column of streets, without a house number or words such as "O/S" and "J/W" before it; else as it is. A number
 * without which one word would be left is part of the name: 42 Street, Route 66 Way.
 */
export function streetAlone(street: string): string {
  // no street has so long a name, and a cell of blanks must not cost time
  if (street.length > 300) return street
  if (!/\d/.test(street) && !BESIDE.test(street) && !CORNER.test(street)) return street
  const plain = withoutBeside(street)
  const found = streetIn(street)
  return found === '' || (plain === street && !/\s/.test(found)) ? plain : found
}
