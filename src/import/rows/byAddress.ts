/** Rows without coordinates that the address file knows: placed by their UPRN, else by their address. */
import { parseAddress } from '../../core/places/address.ts'
import { doorKey } from '../../core/places/addressKey.ts'
import type { Homes } from '../../core/places/homes.ts'
import { textAt } from '../../core/base/text.ts'
import { countOf } from '../../core/base/words.ts'
import { doorNumber, flatWords, wholeNumber } from './joinedAddress.ts'
import { addressLines } from './homeColumns.ts'
import type { Field, ImportOptions } from '../contract.ts'
import { columnsByHeader } from '../meaning/columns.ts'
import { choosePlace, coordinatesOf, isPlace, type PlaceReading } from '../meaning/place.ts'
import { StringCells } from './cells.ts'
import { UNKNOWN_UNIT } from '../../core/geometry/plane.ts'
import { type RawTable, stringBatch } from './table.ts'

const plainUprn = (text: string): string =>
  text
    .trim()
    .replace(/\.0+$/, '')
    .replace(/^0+(?=.)/, '')

/** Where the homes of an address file stand, by UPRN and by address. */
export class AddressBook {
  readonly #homes: Homes
  // each is made when it is first asked: most extracts have coordinates, and of the rest most have UPRNs
  #uprns: Map<string, number> | undefined
  #doors: Map<string, number[]> | undefined

  constructor(homes: Homes) {
    this.#homes = homes
  }

  get #byUprn(): Map<string, number> {
    if (this.#uprns) return this.#uprns
    const { n, uprn, also } = this.#homes
    const found = (this.#uprns = new Map<string, number>())
    const add = (text: string, home: number) => {
      const key = plainUprn(text)
      if (key !== '' && !found.has(key)) found.set(key, home)
    }
    for (let i = 0; i < n; i++) add(textAt(uprn, i), i)
    also?.uprn.forEach((u, i) => add(u, also.home[i]))
    return found
  }

  get #byDoor(): Map<string, number[]> {
    if (this.#doors) return this.#doors
    const found = (this.#doors = new Map<string, number[]>())
    for (let i = 0; i < this.#homes.n; i++) {
      const key = doorKey(parseAddress(textAt(this.#homes.address, i)))
      if (key === '') continue
      const same = found.get(key)
      if (same) same.push(i)
      else found.set(key, [i])
    }
    return found
  }

  /** Longitude and latitude of a UPRN or an address; undefined where neither is known, or the address is that of several. */
  find(uprn: string, address: string): { by: 'uprn' | 'address'; lng: number; lat: number } | undefined {
    const { lng, lat } = this.#homes
    const code = plainUprn(uprn)
    const known = code === '' ? undefined : this.#byUprn.get(code)
    if (known !== undefined) return { by: 'uprn', lng: lng[known], lat: lat[known] }
    const parts = parseAddress(address)
    const key = doorKey(parts)
    const same = key === '' ? [] : (this.#byDoor.get(key) ?? [])
    const home =
      same.length === 1 ? this.#sure(same[0], parts.postcode) : this.#ofPostcode(same, parts.postcode)
    return home === undefined ? undefined : { by: 'address', lng: lng[home], lat: lat[home] }
  }

  #postcode(home: number): string {
    return parseAddress(textAt(this.#homes.address, home)).postcode
  }

  /** The one home of that name, unless its postcode says it is another's. */
  #sure(home: number, postcode: string): number | undefined {
    const its = this.#postcode(home)
    return postcode !== '' && its !== '' && its !== postcode ? undefined : home
  }

  #ofPostcode(homes: readonly number[], postcode: string): number | undefined {
    if (postcode === '') return undefined
    const found = homes.filter((h) => this.#postcode(h) === postcode)
    return found.length === 1 ? found[0] : undefined
  }
}

/** How the note about such rows reads. */
export const BY_ADDRESSES = 'without coordinates placed by the address file'

/** Tables up to so many rows are looked through for rows without a place; of larger ones the sample must show some. */
const SMALL = 200_000
const LNG = 'Longitude (address file)'
const LAT = 'Latitude (address file)'

type Columns = Partial<Record<Field, number>>

/** How a row of the table says where it was, without coordinates; undefined where no column does. */
function tellsBy(
  table: RawTable,
  cols: Columns,
): ((row: readonly string[]) => [uprn: string, address: string]) | undefined {
  const lines = addressLines(table.header)
  const address =
    lines.length > 0
      ? lines
      : cols.address !== undefined
        ? [cols.address]
        : cols.street !== undefined && (cols.houseNumber ?? cols.houseName) !== undefined
          ? [cols.flat, cols.houseName, cols.houseNumber, cols.street].filter((c) => c !== undefined)
          : []
  if (cols.uprn === undefined && address.length === 0) return undefined
  const behind = [cols.town, cols.postcode].filter((c) => c !== undefined)
  const cell = (row: readonly string[], c: number | undefined) =>
    c === undefined ? '' : wholeNumber((row[c] ?? '').trim())
  return (row) => [
    cell(row, cols.uprn),
    [...address, ...behind]
      .map((c) => (c === cols.flat ? flatWords : String)(doorNumber(cell(row, c))))
      .filter((p) => p !== '')
      .join(', '),
  ]
}

function reading(table: RawTable, cols: Columns, options: ImportOptions): PlaceReading | undefined {
  if (cols.x === undefined && cols.lng === undefined && cols.gridRef === undefined) return undefined
  return choosePlace(table, cols, options).best
}

/** Whether rows of a table may need an address file to be placed: it names doors, and has rows without coordinates. */
export function wantsAddresses(table: RawTable, options: ImportOptions): boolean {
  const cols = columnsOf(table, options)
  if (!tellsBy(table, cols)) return false
  const place = reading(table, cols, options)
  if (!place) return true
  const cells = new StringCells()
  return table.sample.some((row) => {
    cells.current = row
    return !isPlace(...coordinatesOf(cells, place), place.crs)
  })
}

function columnsOf(table: RawTable, options: ImportOptions): Columns {
  const cols: Columns = columnsByHeader(table)
  for (const [field, name] of Object.entries(options.columns ?? {}) as [Field, string | null][]) {
    const at = name === null ? -1 : table.header.indexOf(name)
    if (at >= 0) cols[field] = at
    else if (name === null) delete cols[field]
  }
  return cols
}

/**
 * The table with its rows placed by the address file where they have no coordinates of their own: in their own columns
 * and system, or in two further columns of degrees where the table has none. The same table where nothing can be done.
 */
export function placedByAddresses(table: RawTable, book: AddressBook, options: ImportOptions): RawTable {
  const cols = columnsOf(table, options)
  const tells = tellsBy(table, cols)
  const place = tells && reading(table, cols, options)
  if (!tells || place?.crs.code === UNKNOWN_UNIT || place?.fields[0] === 'gridRef') return table
  if (place && !wantsAddresses(table, options) && (table.rows === undefined || table.rows > SMALL))
    return table

  const header = place ? table.header : [...table.header, LNG, LAT]
  const [a, b] = place
    ? place.swapped
      ? [place.at[1], place.at[0]]
      : place.at
    : [header.length - 2, header.length - 1]
  const cells = new StringCells()
  let n = { uprn: 0, address: 0 }
  const written = (v: number) => (place?.decimalComma ? String(v).replace('.', ',') : String(v))
  const fill = (row: readonly string[], count: boolean): readonly string[] => {
    cells.current = row
    if (place && isPlace(...coordinatesOf(cells, place), place.crs)) return row
    const found = book.find(...tells(row))
    if (!found) return row
    if (count) n[found.by]++
    const out = Array.from(header, (_, i) => row[i] ?? '')
    const [x, y] = place ? place.crs.fromWgs84(found.lng, found.lat) : [found.lng, found.lat]
    out[a] = written(x)
    out[b] = written(y)
    return out
  }
  const notes: string[] = [...table.notes]
  const said = notes.length
  return {
    ...table,
    header,
    notes,
    sample: table.sample.map((row) => fill(row, false)),
    async *batches() {
      n = { uprn: 0, address: 0 }
      for await (const batch of table.batches()) {
        const rows = Array.from({ length: batch.n }, (_, i) => fill(batch.at(i).row(), true))
        yield stringBatch(rows, (i) => batch.line(i), batch.share)
      }
      const placed = n.uprn + n.address
      if (placed > 0)
        notes[said] = `${countOf(placed, 'row')} ${BY_ADDRESSES}: ${n.uprn} by UPRN, ${n.address} by address.`
    },
  }
}
