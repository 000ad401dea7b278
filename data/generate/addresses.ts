/** The address file: keys, postcodes and lines as an address gazetteer would export them. */
import { csvText } from './csv.ts'
import { ORIGIN, TOWN } from './plan.ts'
import type { Town } from './town.ts'

/** Columns of addresses.csv. */
export const ADDRESS_COLUMNS = [
  'UPRN',
  'PARENT_UPRN',
  'CLASSIFICATION_CODE',
  'ADDRESS',
  'FLAT',
  'BUILDING_NAME',
  'HOUSE_NO',
  'STREET',
  'TOWN',
  'POSTCODE',
  'EASTING',
  'NORTHING',
  'BEAT',
] as const

/** A UPRN-like key: twelve digits, 9990 in front, which no real key has. */
export const uprnOf = (door: number): string => `9990${String(10_000_007 + door * 37).padStart(8, '0')}`

const INWARD = 'ABDEFGHJLNPQRSTUWXYZ'

/** A postcode for each door: a unit of some twenty doors of one street. No real postcode starts with X. */
export function postcodes(town: Town): string[] {
  const out: string[] = new Array(town.doors.length)
  const next = new Array<number>(9).fill(0)
  const byStreet: number[][] = town.streets.map(() => [])
  town.doors.forEach((d, i) => byStreet[d.street].push(i))
  for (const list of byStreet) {
    for (let k = 0; k < list.length; k += 20) {
      const district = town.beatOf[list[k]] + 1
      const unit = next[district]++
      const text = `XL${district} ${1 + Math.floor(unit / 400)}${INWARD[Math.floor(unit / 20) % 20]}${INWARD[unit % 20]}`
      for (const i of list.slice(k, k + 20)) out[i] = text
    }
  }
  // a flat shares the postcode of its building, even across a unit's end
  town.doors.forEach((d, i) => {
    if (d.parent >= 0) out[i] = out[d.parent]
  })
  return out
}

/** Single line: "Flat 3, Rathcroft House, 12 Weft Road, Town, XL1 1AB". */
export function addressLine(town: Town, door: number, postcode: string): string {
  const d = town.doors[door]
  const street = town.streets[d.street].name
  return [d.flat, d.name, d.number === '' ? street : `${d.number} ${street}`, TOWN, postcode]
    .filter((t) => t !== '')
    .join(', ')
}

/** Text of addresses.csv. */
export function addressesCsv(town: Town, codes: readonly string[]): string {
  const rows = town.doors.map((d, i) => [
    uprnOf(i),
    d.parent < 0 ? '' : uprnOf(d.parent),
    d.code,
    addressLine(town, i, codes[i]),
    d.flat,
    d.name,
    d.number,
    town.streets[d.street].name,
    TOWN,
    codes[i],
    (ORIGIN[0] + d.at[0]).toFixed(1),
    (ORIGIN[1] + d.at[1]).toFixed(1),
    town.beats[town.beatOf[i]].name,
  ])
  return csvText(ADDRESS_COLUMNS, rows)
}
