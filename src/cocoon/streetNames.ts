/** Which street a row lies on: its own column, else what its address says, however it says where from the street it was. */
import { normaliseAddress } from '../core/places/addressKey.ts'
import { streetIn } from '../core/places/streetIn.ts'
import { dictAt, textAt } from '../core/base/text.ts'
import type { Incidents, IncidentText } from '../core/table/incidents.ts'

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
