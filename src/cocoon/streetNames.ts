/** Which street a row lies on: its own column, else what its address says, however it says where from the street it was. */
import { normaliseAddress } from '../core/places/addressKey.ts'
import { streetIn } from '../core/places/streetIn.ts'
import { streetInWords } from '../core/places/streetWords.ts'
import { dictAt, textAt } from '../core/base/text.ts'
import type { Incidents, IncidentText } from '../core/table/incidents.ts'

/** Streets of a table's rows, worked out when they are first asked for. */
export function streetNames(
  table: Pick<Incidents, 'n' | 'street' | 'beat'>,
  text?: Pick<IncidentText, 'address'>,
): {
  /** the name as written; '' where the row names no street */
  readonly name: (row: number) => string
  /**
   * One for each street of a beat: the beat keeps two High Streets apart, and a row without a beat lies on the one that
   * there is; '' where the row names no street.
   */
  readonly key: (row: number) => string
  /** whether the row says anything that may name a street: told without reading it */
  readonly named: (row: number) => boolean
} {
  const keys = new Map<string, string>()
  const offsets = text?.address.offsets
  const named = (row: number): boolean =>
    table.street.codes[row] !== 0 || (offsets !== undefined && offsets[row] < offsets[row + 1])
  const name = (row: number): string =>
    table.street.codes[row] !== 0 || !text
      ? dictAt(table.street, row)
      : streetInWords(streetIn(textAt(text.address, row)))
  const plainOf = (name: string): string => {
    let plain = keys.get(name)
    if (plain === undefined) keys.set(name, (plain = normaliseAddress(name)))
    return plain
  }
  const key = (row: number): string => {
    const mine = name(row)
    if (mine === '') return ''
    const plain = plainOf(mine)
    const beat = table.beat.codes[row]
    if (dictAt(table.beat, row) !== '') return `${plain} ${beat}`
    const beats = beatsOf().get(plain)
    return `${plain} ${beats?.size === 1 ? [...beats][0] : beat}`
  }
  /** the beats of each street, looked through once a row has none */
  let known: Map<string, Set<number>> | undefined
  const beatsOf = () => {
    if (known) return known
    known = new Map()
    for (let row = 0; row < table.n; row++) {
      const mine = dictAt(table.beat, row) === '' ? '' : name(row)
      if (mine === '') continue
      const plain = plainOf(mine)
      const beats = known.get(plain)
      if (beats) beats.add(table.beat.codes[row])
      else known.set(plain, new Set([table.beat.codes[row]]))
    }
    return known
  }
  return { name, key, named }
}
