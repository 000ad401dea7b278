/** Which street a row lies on: its own column, else what its address says, however it says where from the street it was. */
import { isStreet, parseAddress } from '../core/places/address.ts'
import { normaliseAddress } from '../core/places/addressKey.ts'
import { dictAt, textAt } from '../core/base/text.ts'
import type { Incidents, IncidentText } from '../core/table/incidents.ts'

/** What stands before the place of a crime that is no address: "O/S 44 Elm Grove", "junction of Elm Grove and Park Road". */
const BESIDE =
  /^(?:o\/s|outside(?: of)?|opp(?:osite)?(?: to)?|o\/?p|adj(?:acent)?(?: to)?|next to|near(?: to)?|nr|in front of|rear of|r\/o|side of|at|on|by|corner of|jct(?: of)?|junc(?:tion)?(?: of)?|j\/w|car park (?:at|of|on)|layby (?:at|on))(?=[\s.:,-])[\s.:,-]*/i
/** Between the two streets of a corner. */
const CORNER = /\s+(?:j\/w|jct(?: with| of)?|junc(?:tion)?(?: with| of)?|with|and|&|\/|@)\s+/i

/** The street an address names, as it is written; '' where it names none. */
export function streetIn(address: string): string {
  let line = address.slice(0, 300).trim()
  for (let k = 0; k < 3; k++) {
    const rest = line.replace(BESIDE, '')
    if (rest === line) break
    line = rest
  }
  const [corner] = line.split(CORNER)
  for (const way of corner === line ? [line] : [line, corner]) {
    const { street } = parseAddress(way)
    if (isStreet(street) && !CORNER.test(street)) return street
  }
  return ''
}

/** Streets of a table's rows, worked out when they are first asked for. */
export function streetNames(
  table: Pick<Incidents, 'n' | 'street' | 'beat'>,
  text?: Pick<IncidentText, 'address'>,
): {
  /** the name as written; '' where the row names no street */
  readonly name: (row: number) => string
  /** one for each street of a beat: the beat keeps two High Streets apart; '' where the row names no street */
  readonly key: (row: number) => string
} {
  const said = new Map<number, string>()
  const keys = new Map<string, string>()
  const name = (row: number): string => {
    if (table.street.codes[row] !== 0 || !text) return dictAt(table.street, row)
    let mine = said.get(row)
    if (mine === undefined) said.set(row, (mine = streetIn(textAt(text.address, row))))
    return mine
  }
  const key = (row: number): string => {
    const mine = name(row)
    if (mine === '') return ''
    let plain = keys.get(mine)
    if (plain === undefined) keys.set(mine, (plain = normaliseAddress(mine)))
    return `${plain} ${table.beat.codes[row]}`
  }
  return { name, key }
}
