/** Address files → the doors a cocooning list can name. Dwellings only; the rest is counted. */
import { isStreet, type Address, parseAddress } from '../../core/places/address.ts'
import { normaliseAddress, suffixIndex } from '../../core/places/addressKey.ts'
import type { Homes } from '../../core/places/homes.ts'
import { planeFor, planeOf } from '../../core/geometry/plane.ts'
import { capital, countOf, showNumber } from '../../core/base/words.ts'
import { NotUtf8 } from '../formats/bytes.ts'
import { Dict, Growing, Texts } from './columns.ts'
import type { ImportOptions, Opened } from '../contract.ts'
import type { SourceCrs } from '../meaning/coords.ts'
import { hasPlace } from '../meaning/columns.ts'
import { choosePlace, coordinatesOf } from '../meaning/place.ts'
import { secondTable } from '../meaning/secondTable.ts'
import { beforeStreet, doorNumber, hasLostNumber, wholeNumber } from './joinedAddress.ts'
import type { Cells } from './cells.ts'
import { fingerprint } from '../../core/base/fingerprint.ts'
import { type HomeColumns, homeColumns } from './homeColumns.ts'
import { buildingsOf, doubles, Keys } from './homeDoors.ts'
import { LeftOutRows } from './leftOut.ts'
import { isNoPlace } from './noPlace.ts'
import { nameKey, oneName } from './oneName.ts'
import { Declined, valuesOf } from './table.ts'
import type { RawTable } from './table.ts'

type OpenedHomes = Extract<Opened, { kind: 'homes' }>

/** Why a class of the AddressBase scheme is no dwelling; undefined for a dwelling. */
export function notADwelling(code: string): string | undefined {
  const c = code.trim().toUpperCase()
  if (c === '') return 'no class'
  if (/^[A-Z][A-Z -]{3,}/.test(c)) return inWords(c)
  if (c.startsWith('RC')) return 'car park space (RC)'
  if (c.startsWith('RG')) return 'garage (RG)'
  if (c === 'R' || /^R[A-Z]/.test(c)) return undefined
  // detached, semi, terraced, flat, as the Land Registry sorts what is sold
  if (/^[DSTF]$/.test(c)) return undefined
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

/** The same of a class in words. */
function inWords(c: string): string | undefined {
  const other =
    /COMMERC|NON.?RES|NON.?DOM|BUSINESS|RETAIL|SHOP|OFFICE|INDUSTR|WAREHOUSE|FACTORY|STORE|PUB\b|PUBLIC HOUSE|SCHOOL|CHURCH|GUEST ?HOUSE|HOTEL|GARAGE|CAR PARK|LAND\b|SUB.?STATION|PARENT|VACANT SITE|AMENITY/
  const home =
    /DWELL|RESID|HOUSE|FLAT|APARTM|BUNGALOW|MAISON|DOMESTIC|TERRACE|DETACHED|COTTAGE|HOME|BEDSIT|HMO|CARAVAN|STUDENT|SHELTERED|COUNCIL TAX|LIVE/
  if (/COMMERC|SHOP/.test(c) && /FLAT OVER|FLAT ABOVE|DUAL|MIXED/.test(c)) return undefined
  return !other.test(c) && home.test(c) ? undefined : `class “${c.toLowerCase().slice(0, 30)}”`
}

/** How many homes have the address of another one, however each is written, and the first such address. */
function writtenAlike(addresses: readonly string[], parts: readonly Address[]): { n: number; such: string } {
  // only those of one number and postcode can be, and few are
  const near = ({ number, postcode }: Address) => `${number}|${postcode}`
  const nearBy = new Map<string, number>()
  for (const p of parts) nearBy.set(near(p), (nearBy.get(near(p)) ?? 0) + 1)
  const alike = new Map<string, { n: number; such: string }>()
  addresses.forEach((a, i) => {
    if (nearBy.get(near(parts[i])) === 1) return
    const key = normaliseAddress(a)
    const known = alike.get(key)
    if (known) known.n++
    else alike.set(key, { n: 1, such: a })
  })
  const twice = [...alike.values()].filter(({ n }) => n > 1)
  return { n: twice.reduce((s, { n }) => s + n, 0), such: twice[0]?.such ?? '' }
}

/** What says that an address is another's, or of a home that is no more. */
const GONE = /^(alternative|histor\w*|rejected|demolished)$/i
/** The same in the numbers of the gazetteer, which another status does not share. */
const GONE_CODE = /^[38]$/

/** No part of an address is longer: a narrative in its column must not cost time. */
const LONGEST = 500

/** Reads an address table. Yields after each batch; throws Declined when no row can be used. */
export async function* readHomes(
  table: RawTable,
  options: ImportOptions = {},
): AsyncGenerator<{ share: number; rows: number }, OpenedHomes> {
  const { cols, guesses } = homeColumns(table, options)
  if (!hasPlace(cols))
    throw new Declined(
      `${table.name} lists addresses without coordinates. Export it with easting and northing, or latitude and longitude, or say which columns hold them.`,
    )
  const { best, notes: told, doubt } = choosePlace(table, cols, options)
  const { crs } = best
  const classes = cols.class !== undefined && classed(table, cols.class)

  const gazetteer = cols.status !== undefined && /logical/i.test(table.header[cols.status])
  const keys = new Keys()
  let state = newState()
  let rows = 0
  for (let attempt = 0; ; attempt++) {
    try {
      for await (const batch of table.batches()) {
        for (let i = 0; i < batch.n; i++) {
          rows++
          const cells = batch.at(i)
          const row = cells.row()
          const reason = take(row, cells)
          if (reason) state.left.add(reason, table.name, batch.line(i), row)
          else state.where.push([table.name, batch.line(i), state.where.length < RAW ? row : []])
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

  function take(row: readonly string[], cells: Cells): string | undefined {
    const cell = (at: number | undefined) => {
      const text = at === undefined ? '' : (row[at] ?? '').trim().slice(0, LONGEST)
      return /^(null|n\/?a|-|none)$/i.test(text) ? '' : wholeNumber(text)
    }
    if (row.every((c) => c.trim() === '')) return 'blank row'
    if (classes) {
      const why = notADwelling(cell(cols.class))
      if (why) return why
    }
    const status = cell(cols.status)
    if (GONE.test(status) || (gazetteer && GONE_CODE.test(status))) return 'alternative or historical address'
    const [x, y] = coordinatesOf(cells, best)
    if (Number.isNaN(x) || Number.isNaN(y)) return 'no coordinates'
    if (x === 0 && y === 0) return 'coordinates 0,0'
    const refused = crs.refuse(x, y)
    if (refused) return refused
    const line = lineOf(cell, cols, keys)
    if (line === '' || isNoPlace(line)) return 'no address'
    const town = cell(cols.town)
    let parts = parseAddress(line)
    // "Flat 2, Oakby": the town is no street
    if (town !== '' && onlyName(parts) && keys.of(onlyName(parts)) === keys.of(town))
      parts = { ...parts, building: '', street: '' }
    if (parts.street === '' && cell(cols.street) !== '') parts = { ...parts, street: cell(cols.street) }
    if (parts.number === 0 && parts.building === '' && parts.street === '')
      return parts.flat === '' ? 'no address' : ONLY_FLAT
    const uprn = cell(cols.uprn).replace(/^0+/, '')
    if (
      parts.number === 0 &&
      parts.building === '' &&
      parts.flat === '' &&
      uprn === '' &&
      isStreet(parts.street)
    )
      return ONLY_STREET
    // a number and a postcode name a door too
    if (parts.street === '' && parts.number > 0) {
      if (parts.postcode === '') return 'only a number, no street'
      parts = { ...parts, street: parts.postcode }
    }
    state.x.push(x)
    state.y.push(y)
    state.uprn.push(uprn)
    state.address.push(line)
    state.parts.push(parts)
    state.beat.push(cell(cols.beat))
    const parent = cell(cols.parent)
    state.parent.push(parent === '0' ? '' : parent)
    return undefined
  }

  const placed = place(state.x.finish(), state.y.finish(), crs)
  const all = { ...placed, parts: state.parts, uprn: state.uprn, parent: state.parent }
  onlyFlats(state, all)
  const kept = onlyFirst(state, all)
  const n = kept.rows.length
  if (n === 0)
    throw new Declined(
      `${table.name} has ${countOf(rows, 'address', 'addresses')}, and none can be used: ${state.left
        .finish()
        .map((l) => `${showNumber(l.n)} ${l.reason}`)
        .join(', ')}.`,
    )
  const notes: string[] = [...table.notes]
  if (!classes) notes.push('The file has no class of property: all its addresses are taken for homes.')
  notes.push(...told)
  for (const said of [doubt, secondTable(table)]) if (said !== undefined) notes.push(`${capital(said)}.`)
  const of = <T>(values: ArrayLike<T>): T[] => Array.from(kept.rows, (r) => values[r])
  const [x, y, lng, lat] = [placed.x, placed.y, placed.lng, placed.lat].map((v) => Float64Array.from(of(v)))
  const parts = of(state.parts)
  const { building, shared, points } = buildingsOf({ x, y, parts, uprn: [], parent: of(state.parent) })
  const flats = building.reduce((s, b) => s + (b >= 0 ? 1 : 0), 0)
  if (flats > 0) notes.push(`${showNumber(flats)} homes share a building with others.`)
  if (kept.merged > 0)
    notes.push(
      `${countOf(kept.merged, 'row')} left out: ${kept.merged === 1 ? 'its' : 'their'} UPRN or address came before, and one door is listed once. The first of each stands.`,
    )
  if (kept.spoilt > 0)
    notes.push(`${countOf(kept.spoilt, 'UPRN')} not believed: each stands for several different addresses.`)
  if (points > 0)
    notes.push(
      `${countOf(
        shared.reduce((s, v) => s + v, 0),
        'home',
      )} share ${countOf(points, 'point')} with homes of other numbers, as the middle of a postcode does: they are not placed. Their neighbours go by number and side of the street.`,
    )
  const alike = writtenAlike(of(state.address), parts)
  if (alike.n > 0)
    notes.push(
      `${showNumber(alike.n)} homes are written like another one, such as “${alike.such}”: on a list nobody can tell them apart. Say which column holds the name or the flat of a home.`,
    )
  const lost = of(state.address).filter(hasLostNumber)
  if (lost.length > 0)
    notes.push(
      `In ${countOf(lost.length, 'home')} the house or flat number is a date, as a spreadsheet makes one of 12-14 or 2/3. Which number it was is not known: lists say “${lost[0]}”. Mend the file before its homes are called on.`,
    )
  const uprn = new Texts()
  const address = new Texts()
  const street = new Dict()
  const beat = new Dict()
  for (const r of kept.rows) {
    uprn.push(state.uprn[r])
    address.push(state.address[r])
    street.push(state.parts[r].street)
    beat.push(state.beat[r])
  }
  const spelt = oneName(street, nameKey)
  if (spelt > 0)
    notes.push(
      `${countOf(spelt, 'street is', 'streets are')} spelt in several ways; each counts as one: case, apostrophes and abbreviations such as St and Rd tell no streets apart.`,
    )
  const number = Int32Array.from(parts, (p) => p.number)
  const homes: Homes = Object.freeze({
    n,
    crs: placed.plane,
    x,
    y,
    lng,
    lat,
    uprn: uprn.finish(),
    address: address.finish(),
    street: street.finish(),
    number,
    suffix: Uint8Array.from(parts, (p) => suffixIndex(p.suffix)),
    building,
    ...(points > 0 && { shared }),
    ...(kept.also.uprn.length > 0 && { also: kept.also }),
    beat: beat.finish(),
    fingerprint: fingerprint([x, y, number, building]),
  })
  const left = state.left.finish()
  return {
    kind: 'homes',
    name: table.name,
    homes,
    notes,
    rows,
    leftOut: left,
    report: {
      header: table.header,
      columns: guesses,
      crs: crs.code,
      merged: kept.merged,
      sharedPoints: points,
      refused: rows - n - kept.merged,
    },
  }
}

/** Rows kept as they stood until all are read; of later ones UPRN and address must do. */
const RAW = 50_000
const ONLY_FLAT = 'only a flat, no house or street'
const ONLY_STREET = 'only a street: no number, name or UPRN tells the door'

/** The one name that stands behind a flat without a number: a block, or no more than a town; '' where there are two. */
const onlyName = ({ flat, number, building, street }: Address): string =>
  flat === '' || number > 0 || (building !== '' && street !== '') ? '' : building || street

/** Leaves out rows that turn out to be a flat and a town: that no such street is there, only all rows together tell. */
function onlyFlats(state: State, { parts }: { parts: readonly Address[] }): void {
  const towns = new Set<string>()
  for (const p of parts) {
    if (p.number === 0 || p.rest === '') continue
    for (const t of p.rest.split(',')) towns.add(normaliseAddress(t))
  }
  parts.forEach((p, i) => {
    if (onlyName(p) && towns.has(normaliseAddress(onlyName(p)))) state.out.set(i, ONLY_FLAT)
  })
}

/** The rows that stand for a door, in order, and the UPRNs of those that were merged into them. */
function onlyFirst(state: State, all: Parameters<typeof doubles>[0]) {
  const { first, byUprn, byAddress, spoilt } = doubles(all)
  const twin = new Set([...byUprn, ...byAddress])
  for (const i of byUprn) state.out.set(i, 'same UPRN twice')
  for (const i of byAddress) state.out.set(i, 'same address twice')
  const rows: number[] = []
  const place = new Int32Array(all.parts.length).fill(-1)
  all.parts.forEach((_, i) => {
    const reason = state.out.get(i)
    if (reason === undefined) place[i] = rows.push(i) - 1
    else {
      const [file, line, row] = state.where[i]
      state.left.add(reason, file, line, row.length > 0 ? row : [state.uprn[i], state.address[i]])
    }
  })
  const also = byAddress.filter((i) => state.uprn[i] !== '' && place[first[i]] >= 0)
  return {
    rows,
    merged: [...twin].filter((i) => place[i] < 0 && state.out.get(i) !== ONLY_FLAT).length,
    spoilt: spoilt.length,
    also: {
      uprn: also.map((i) => state.uprn[i]),
      home: Int32Array.from(also, (i) => place[first[i]]),
    },
  }
}

/**
 * Whether a part between commas is this text, or a house number and this text: then no spelling needs to be compared, which
 * is what most rows of an address file are. Never true where the spelt forms would differ.
 */
export const saysAsWritten = (part: string, text: string): boolean =>
  part === text ||
  (part.endsWith(` ${text}`) &&
    /^[A-Za-z]{2}/.test(text) &&
    /^\d+[a-z]?$/i.test(part.slice(0, part.length - text.length - 1)))

/** The address as it would be written: all its lines, and what stands in columns of its own and is not said yet. */
function lineOf(cell: (at: number | undefined) => string, cols: HomeColumns, keys: Keys): string {
  const lines = cols.lines.length > 0 ? cols.lines.map(cell) : [cell(cols.address)]
  const said = lines.map((p) => doorNumber(p).replace(/^[\s,]+|[\s,]+$/g, '')).filter((p) => p !== '')
  const whole = said.join(', ')
  const parts = whole.split(', ')
  let words: string | undefined
  const fresh = (part: string) => {
    if (part === '' || (keys.of(part) !== '' && parts.some((p) => saysAsWritten(p, part)))) return false
    words ??= ` ${normaliseAddress(whole)} `
    return !words.includes(` ${keys.of(part)} `)
  }
  const flat =
    doorNumber(cell(cols.flat)) ||
    cell(cols.flatText) ||
    flatText(cell(cols.flatNumber), cell(cols.flatSuffix))
  const number = `${doorNumber(cell(cols.houseNumber))}${cell(cols.numberSuffix)}`
  const name = cell(cols.building)
  const front: string[] = []
  if (fresh(flat)) front.push(/^\d+[a-z]?$|^[a-z]$/i.test(flat) ? `Flat ${flat}` : flat)
  if (said.length === 0) {
    if (name !== number) front.push(name)
    front.push(beforeStreet(number, cell(cols.street)))
  } else if (!/\d/.test(said[0]) && fresh(number) && fresh(name)) front.push(name, number)
  else if (!/\d/.test(said[0]) && number !== '' && fresh(number)) {
    // a street alone, its number in a column of its own
    said[0] = beforeStreet(number, said[0])
  }
  const behind = [said.length > 0 ? cell(cols.street) : '', cell(cols.town), cell(cols.postcode)]
  return [...front, ...said, ...behind.filter((p) => said.length === 0 || fresh(p))]
    .filter((p) => p !== '')
    .join(', ')
}

type State = ReturnType<typeof newState>

const newState = () => ({
  x: new Growing(Float64Array),
  y: new Growing(Float64Array),
  uprn: [] as string[],
  address: [] as string[],
  parts: [] as Address[],
  beat: [] as string[],
  parent: [] as string[],
  /** file, line and raw row of each, for the export of what is left out */
  where: [] as [file: string, line: number, row: readonly string[]][],
  /** rows left out once all were read, with the reason */
  out: new Map<number, string>(),
  left: new LeftOutRows(),
})

const flatText = (number: string, suffix: string): string =>
  number === '' || number === '0' ? '' : `Flat ${number}${suffix}`

/** Whether a column holds classes at all, in letters and digits of the scheme or in words. */
function classed(table: RawTable, column: number): boolean {
  const values = valuesOf(table, column, 300)
  return (
    values.length > 0 &&
    values.filter(
      (v) => /^[A-Z]{1,2}\d{0,2}[A-Z]{0,2}$/i.test(v.trim()) || /^[a-z][a-z &/,()'-]{3,}$/i.test(v.trim()),
    ).length >
      values.length * 0.8
  )
}

function place(x: Float64Array, y: Float64Array, crs: SourceCrs) {
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
