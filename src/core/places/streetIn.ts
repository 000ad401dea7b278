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
    if (named && !CORNER.test(street)) return street
  }
  return ''
}

/** A street of a column of streets, without a house number or words such as "O/S" and "J/W" before it; else as it is. */
export const streetAlone = (street: string): string =>
  /\d/.test(street) || BESIDE.test(street) || CORNER.test(street)
    ? streetIn(street) || withoutBeside(street)
    : street
