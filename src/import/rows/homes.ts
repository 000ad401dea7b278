/** Address files → the doors a cocooning list can name. Dwellings only; the rest is counted. */
import { parseAddress, suffixIndex } from '../../core/places/address.ts'
import type { Homes } from '../../core/places/homes.ts'
import { planeFor, planeOf } from '../../core/geometry/plane.ts'
import { normaliseHeader } from '../meaning/aliases.ts'
import { NotUtf8 } from '../formats/bytes.ts'
import { Dict, Growing, Texts } from './columns.ts'
import type { ImportOptions, Opened } from '../contract.ts'
import { guessCrs, hasDecimalComma, readNumber, sourceCrs } from '../meaning/coords.ts'
import { fingerprint } from '../../core/base/fingerprint.ts'
import { columnsByHeader, valuesOf } from '../meaning/guess.ts'
import { LeftOutRows } from './leftOut.ts'
import { Declined } from './table.ts'
import type { RawTable } from './table.ts'

type OpenedHomes = Extract<Opened, { kind: 'homes' }>

/** Columns only address files have, by their usual header texts. */
const EXTRA = {
  class: /^(class|classification code|classification|blpu class|class code|property class|use class)$/,
  parent: /^(parent uprn|parent)$/,
  subBuilding: /^(sub building|sub building name|flat|flat number|unit|saon)$/,
  saoNumber: /^sao start number$/,
  saoSuffix: /^sao start suffix$/,
  saoText: /^sao text$/,
  buildingName: /^(building name|house name|paon|pao text)$/,
  buildingNumber: /^(building number|house number|house no|number|pao start number)$/,
  suffix: /^(pao start suffix|suffix|number suffix|house suffix)$/,
  status: /^(logical status|status)$/,
} as const

/** Why a class of the AddressBase scheme is no dwelling; undefined for a dwelling. */
export function notADwelling(code: string): string | undefined {
  const c = code.trim().toUpperCase()
  if (c === '') return 'no class'
  if (c.startsWith('RC')) return 'car park space (RC)'
  if (c.startsWith('RG')) return 'garage (RG)'
  if (c === 'R' || /^R[A-Z]/.test(c)) return undefined
  const known: Record<string, string> = {
    P: 'parent shell (P)',
    C: 'commercial (C)',
    L: 'land (L)',
    O: 'other object (O)',
    Z: 'object of interest (Z)',
    U: 'unclassified (U)',
    X: 'dual use (X)',
    M: 'military (M)',
  }
  // a dwelling over a shop is still a door to knock on
  if (c.startsWith('X')) return undefined
  return (
    known[c[0]] ??
    (/^(dwelling|residential|house|flat|domestic)/i.test(c) ? undefined : `class ${c.slice(0, 2)}`)
  )
}

/** Reads an address table. Yields after each batch; throws Declined when no row can be used. */
export async function* readHomes(
  table: RawTable,
  options: ImportOptions = {},
): AsyncGenerator<{ share: number; rows: number }, OpenedHomes> {
  const names = table.header.map(normaliseHeader)
  const extra = Object.fromEntries(
    Object.entries(EXTRA).map(([k, pattern]) => [k, names.findIndex((h) => pattern.test(h))]),
  ) as Record<keyof typeof EXTRA, number>
  const cols = columnsByHeader(table)
  const [fx, fy] = cols.x !== undefined ? (['x', 'y'] as const) : (['lng', 'lat'] as const)
  const comma = hasDecimalComma(valuesOf(table, cols[fx]!))
  const pairs = table.sample.map(
    (r) => [readNumber(r[cols[fx]!] ?? '', comma), readNumber(r[cols[fy]!] ?? '', comma)] as const,
  )
  const guess = guessCrs(pairs, fx === 'lng' ? 'lnglat' : 'xy')
  const crs = sourceCrs(options.crs ?? guess.code)
  const swapped = guess.swapped
  const classes = extra.class >= 0 && classed(table, extra.class)

  let state = newState()
  let rows = 0
  for (let attempt = 0; ; attempt++) {
    try {
      for await (const batch of table.batches()) {
        for (let i = 0; i < batch.n; i++) {
          rows++
          const row = batch.at(i).row()
          const reason = take(row)
          if (reason) state.left.add(reason, table.name, batch.line(i), row)
        }
        yield { share: batch.share, rows }
      }
      break
    } catch (error) {
      if (!(error instanceof NotUtf8) || attempt > 1) throw error
      state = newState()
      rows = 0
    }
  }

  function take(row: readonly string[]): string | undefined {
    const cell = (at: number | undefined) => (at === undefined || at < 0 ? '' : (row[at] ?? '').trim())
    if (row.every((c) => c.trim() === '')) return 'blank row'
    if (classes) {
      const why = notADwelling(cell(extra.class))
      if (why) return why
    }
    if (/^(3|8)$/.test(cell(names[extra.status] === 'logical status' ? extra.status : -1)))
      return 'alternative or historical address'
    let x = readNumber(cell(cols[fx]), comma)
    let y = readNumber(cell(cols[fy]), comma)
    if (Number.isNaN(x) || Number.isNaN(y)) return 'no coordinates'
    if (swapped) [x, y] = [y, x]
    if (x === 0 && y === 0) return 'coordinates 0,0'
    const refused = crs.refuse(x, y)
    if (refused) return refused
    let line = cell(cols.address)
    if (line === '') {
      // the parts a gazetteer gives, joined as they would be written
      const flat =
        cell(extra.subBuilding) ||
        cell(extra.saoText) ||
        flatText(cell(extra.saoNumber), cell(extra.saoSuffix))
      const number = `${cell(extra.buildingNumber)}${cell(extra.suffix)}` || cell(cols.houseNumber)
      const name = cell(extra.buildingName)
      line = [
        flat,
        name === number ? '' : name,
        `${number} ${cell(cols.street)}`.trim(),
        cell(cols.town),
        cell(cols.postcode),
      ]
        .filter((p) => p !== '')
        .join(', ')
    }
    if (line === '') return 'no address'
    const parts = parseAddress(line)
    state.x.push(x)
    state.y.push(y)
    state.uprn.push(cell(cols.uprn).replace(/^0+/, ''))
    state.address.push(line)
    state.street.push(cell(cols.street) || parts.street)
    state.number.push(parts.number)
    state.suffix.push(suffixIndex(parts.suffix))
    state.beat.push(cell(cols.beat))
    const parent = cell(extra.parent)
    // the block: the parent shell where named, else one name or one number that holds flats
    state.block.push(
      parent !== '' && parent !== '0'
        ? `p${parent}`
        : parts.flat !== ''
          ? `b${parts.building}|${parts.number}${parts.suffix}|${parts.street}|${parts.postcode}`.toLowerCase()
          : '',
    )
    return undefined
  }

  const n = state.x.length
  if (n === 0)
    throw new Declined(
      `None of the ${rows.toLocaleString('en-GB')} addresses of ${table.name} can be used: ${state.left
        .finish()
        .map((l) => `${l.n.toLocaleString('en-GB')} ${l.reason}`)
        .join(', ')}.`,
    )
  const notes: string[] = [...table.notes]
  if (!classes) notes.push('The file has no class of property: all its addresses are taken for homes.')
  if (guess.note && crs.code !== 'EPSG:27700') notes.push(guess.note)
  const { x, y, lng, lat, plane } = place(state.x.finish(), state.y.finish(), crs)
  const building = buildings(state.block.finish(), x, y)
  const flats = building.reduce((s, b) => s + (b >= 0 ? 1 : 0), 0)
  if (flats > 0) notes.push(`${flats.toLocaleString('en-GB')} homes share a building with others.`)
  const homes: Homes = Object.freeze({
    n,
    crs: plane,
    x,
    y,
    lng,
    lat,
    uprn: state.uprn.finish(),
    address: state.address.finish(),
    street: state.street.finish(),
    number: state.number.finish(),
    suffix: state.suffix.finish(),
    building,
    beat: state.beat.finish(),
    fingerprint: fingerprint([x, y, state.number.finish(), building]),
  })
  return { kind: 'homes', name: table.name, homes, notes, rows, leftOut: state.left.finish() }
}

const newState = () => ({
  x: new Growing(Float64Array),
  y: new Growing(Float64Array),
  number: new Growing(Int32Array),
  suffix: new Growing(Uint8Array),
  uprn: new Texts(),
  address: new Texts(),
  street: new Dict(),
  beat: new Dict(),
  block: new Dict(),
  left: new LeftOutRows(),
})

const flatText = (number: string, suffix: string): string =>
  number === '' || number === '0' ? '' : `Flat ${number}${suffix}`

/** Whether a column holds classes at all, in letters and digits of the scheme or in words. */
function classed(table: RawTable, column: number): boolean {
  const values = valuesOf(table, column, 300)
  return (
    values.length > 0 &&
    values.filter((v) => /^[A-Z]{1,2}\d{0,2}[A-Z]{0,2}$/i.test(v.trim()) || /^[a-z ]{4,}$/i.test(v)).length >
      values.length * 0.8
  )
}

function place(x: Float64Array, y: Float64Array, crs: ReturnType<typeof sourceCrs>) {
  const n = x.length
  const lng = new Float64Array(n)
  const lat = new Float64Array(n)
  for (let i = 0; i < n; i++) [lng[i], lat[i]] = crs.toWgs84(x[i], y[i])
  if (crs.plane !== undefined) return { x, y, lng, lat, plane: crs.plane }
  const middle = (v: Float64Array) => v.slice().sort()[n >> 1]
  const to = crs.code === 'feet' ? planeOf('plane') : planeFor(middle(lng), middle(lat))
  for (let i = 0; i < n; i++) [x[i], y[i]] = to.forward(lng[i], lat[i])
  return { x, y, lng, lat, plane: to.code }
}

/** Index of the building of each home; -1 for a home of its own. Same block, or the very same point. */
function buildings(
  block: { codes: Uint32Array; values: readonly string[] },
  x: Float64Array,
  y: Float64Array,
): Int32Array {
  const n = x.length
  const key = new Int32Array(n)
  const points = new Map<string, number>()
  const byBlock = new Int32Array(block.values.length).fill(-1)
  const size: number[] = []
  for (let i = 0; i < n; i++) {
    const code = block.codes[i]
    const point = `${x[i]},${y[i]}`
    let at = code > 0 ? byBlock[code] : -1
    if (at < 0) at = points.get(point) ?? -1
    if (at < 0) at = size.push(0) - 1
    if (code > 0 && byBlock[code] < 0) byBlock[code] = at
    if (!points.has(point)) points.set(point, at)
    key[i] = at
    size[at]++
  }
  // only buildings of two homes and more count, numbered from 0 in file order
  const number = new Int32Array(size.length).fill(-1)
  let next = 0
  return key.map((k) => (size[k] < 2 ? -1 : number[k] >= 0 ? number[k] : (number[k] = next++)))
}
