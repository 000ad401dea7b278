/** The street of each row: that of its column without number and "O/S", else the one its address names. */
import type { DictColumn, TextColumn } from '../../core/base/text.ts'
import { textAt } from '../../core/base/text.ts'
import { streetAlone, streetIn } from '../../core/places/streetIn.ts'
import { nameKey } from './oneName.ts'

/** Addresses of larger tables are not read one by one: beats name places there, and the file opens as fast as before. */
const MOST_READ = 300_000

/** The column of streets as places are named by it; one spelling for each, the commonest. */
export function readStreets(street: DictColumn, address: TextColumn): DictColumn {
  const n = street.codes.length
  const alone = street.values.map((v) => (v === '' ? '' : streetAlone(v)))
  const reads = n <= MOST_READ && address.bytes.length > 0
  if (!reads && alone.every((v, code) => v === street.values[code])) return street
  /** each street by its key: how it is written, and how often */
  const ways = new Map<string, Map<string, number>>()
  const keys = new Map<string, string>()
  const keyOf = (name: string): string => {
    let key = keys.get(name)
    if (key === undefined) keys.set(name, (key = nameKey(name) || name))
    return key
  }
  const names: string[] = []
  for (let i = 0; i < n; i++) {
    const own = alone[street.codes[i]]
    const name = own === '' && reads ? streetIn(textAt(address, i)) : own
    names.push(name)
    if (name === '') continue
    const key = keyOf(name)
    let spelt = ways.get(key)
    if (!spelt) ways.set(key, (spelt = new Map()))
    spelt.set(name, (spelt.get(name) ?? 0) + 1)
  }
  const values = ['']
  const code = new Map<string, number>()
  for (const [key, spelt] of ways) {
    code.set(key, values.length)
    values.push([...spelt].reduce((a, b) => (b[1] > a[1] ? b : a))[0])
  }
  return { codes: Uint32Array.from(names, (name) => (name === '' ? 0 : code.get(keyOf(name))!)), values }
}
