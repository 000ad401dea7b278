/** Which tables hold incidents, which addresses, and which look alike but are neither. */
import { fieldsOfHeader, normaliseHeader } from './aliases.ts'
import type { ImportOptions } from '../contract.ts'
import { columnsByHeader } from './columns.ts'
import type { Columns } from './columns.ts'
import { guessMapping } from './guess.ts'
import { houseNumberByKin, unusedColumns } from './kin.ts'
import { offenceOf } from './offences.ts'
import { resultsOfCalls } from './results.ts'
import { addressLines } from '../rows/homeColumns.ts'
import { listsThings, namesDoors, sortsHomes } from '../rows/overlay.ts'
import { Declined, valuesOf } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'

// AddressBase counts in “multi occ count” the dwellings of a building
const CRIME =
  /\b(crimes?|crm|offen[cs]es?|ofns|occurrences?|(?<!multi )occ|incidents?|burglar\w*|committed|occurred|modus|victim|suspect|iucr|ucr|nibrs|stolen|delito|delitos|straftat|infraction)\b/

/** Tables of results that leave Cocoon, by columns that no extract has together. */
const OWN_RESULTS: readonly (readonly [what: string, ...columns: string[]])[] = [
  ['risk zones', 'tier', 'rank', 'risk', 'ends'],
  ['risk zones', 'zone', 'tier', 'rank', 'risk', 'expires'],
  ['a list of doors', 'incident', 'order', 'relation', 'tier', 'due'],
]

/** Whether columns tell of crimes or of doors, whatever else was joined to them. */
const tellsMore = (names: readonly string[]): boolean =>
  names.some((n) => CRIME.test(n) || /^(uprn|house (number|no)|address)$/.test(n))

/** What a table holds; throws Declined, with a sentence, for files known to be something else. */
export function classify(table: RawTable, options: ImportOptions): 'incidents' | 'homes' | 'overlay' {
  const names = table.header.map(normaliseHeader)
  const has = (...wanted: string[]) => wanted.every((w) => names.includes(w))
  const { name } = table
  const postcodes = isCodePoint(table)
    ? 'Code-Point Open'
    : // unless it was joined to crimes or homes
      has('pcds') && names.some((n) => /^(dointr|doterm)$/.test(n)) && !tellsMore(names)
      ? 'a directory of postcodes'
      : ''
  if (postcodes)
    throw new Declined(
      `${name} is ${postcodes}: it has the middle of each postcode, and a postcode is not a door. Use AddressBase Core or Plus, or any CSV with address and coordinates.`,
      `are ${postcodes}: they have the middle of each postcode, and a postcode is not a door. Use AddressBase Core or Plus, or any CSV with address and coordinates.`,
    )
  if (table.sample.length === 0)
    throw new Declined(
      table.header.length > 1
        ? `${name} has a header but no rows below it. Export it again with the period you need.`
        : `${name} holds no table. Drop a CSV with dates and coordinates.`,
    )
  if (has('object of search') || has('self defined ethnicity'))
    throw new Declined(
      `${name} holds stop and searches, not crimes. Use the file that ends in “-street.csv”.`,
      'hold stop and searches, not crimes. Use the files that end in “-street.csv”.',
    )
  if (has('outcome type') && has('crime id') && !has('crime type'))
    throw new Declined(
      `${name} holds outcomes of crimes, not crimes. Use the file that ends in “-street.csv”, which has the last outcome of each.`,
      'hold outcomes of crimes, not crimes. Use the files that end in “-street.csv”, which have the last outcome of each.',
    )
  const result = OWN_RESULTS.find(([, ...columns]) => has(...columns))?.[0]
  if (result !== undefined)
    throw new Declined(
      `${name} holds ${result} that Cocoon saved: a result, not crimes. Drop the extract it was made from, and it is made again.`,
      `hold ${result} that Cocoon saved: results, not crimes. Drop the extracts they were made from, and they are made again.`,
    )
  if (has('uprn', 'x coordinate', 'y coordinate', 'latitude', 'longitude') && names.length <= 6)
    throw new Declined(
      `${name} is OS Open UPRN: it has the place of every address but no address text, so no door can be named. Use AddressBase Core or Plus, or any CSV with address and coordinates.`,
    )
  const premium = /^(10|11|15|21|23|24|28|29|30|31|32|99)$/
  if (
    [table.header, ...table.sample].every((r) => premium.test(r[0] ?? '') || table.headerless) &&
    table.sample.every((r) => premium.test(r[0] ?? '')) &&
    (new Set(table.sample.map((r) => r.length)).size > 1 ||
      table.sample.every((r) => /^[IUD]$/.test(r[1] ?? '')))
  )
    throw new Declined(
      `${name} looks like AddressBase Premium, which parts an address among records of several kinds. Use AddressBase Core or Plus, as CSV with a header row.`,
    )
  if (table.headerless && table.header.length > 15 && /^\d{6,12}$/.test(table.sample[0]?.[0] ?? ''))
    throw new Declined(
      `${name} has ${table.header.length} columns and no header row, as AddressBase is often delivered. Put the header row that comes with it on top, or use the version with a header.`,
    )
  if (table.header.length < 2 && !options.columns)
    throw new Declined(
      `${name} is text without columns. Cocoon expected a table of incidents (dates and coordinates), addresses or boundaries.`,
      undefined,
      undefined,
      // a table cut by an unknown sign looks the same: only a name of text makes it plain
      /\.(txt|md)$/i.test(name) ? 'text' : undefined,
    )
  if (isProse(table))
    throw new Declined(
      `${name} is text, not a table. Cocoon expected a table of incidents (dates and coordinates), addresses or boundaries.`,
      'are text, not tables. Cocoon expected tables of incidents (dates and coordinates), addresses or boundaries.',
      undefined,
      'text',
    )
  const cols = columnsByHeader(table)
  const word = names.some((n) => CRIME.test(n)) || listsOffences(table)
  const crime =
    word || (cols.offence !== undefined && cols.uprn === undefined && !sortsHomes(table, cols.offence))
  const calls =
    crime && !has('uprn', 'outcome', 'device', 'record', 'ticks') ? undefined : resultsOfCalls(table)
  if (calls && options.as === undefined && !options.columns && !options.homeColumns)
    throw new Declined(
      `${name} holds what came of calls on homes (“${calls.column}”: ${calls.such}), not crimes and not the homes of an area. Visits come in with the file that a phone or another desk saves, or are typed in from a sheet under Delivery. If each row is a home of an address list, drop it without that column.`,
    )
  const premises = names.some((n) =>
    /^(parent uprn|classification code|class|pao start number|single line address)$/.test(n),
  )
  const placed = cols.x !== undefined || cols.lng !== undefined || cols.gridRef !== undefined
  const addressed = cols.uprn !== undefined || cols.address !== undefined || cols.street !== undefined
  const dated =
    (cols.from !== undefined && !keepsAddresses(table, cols)) ||
    cols.month !== undefined ||
    cols.year !== undefined ||
    (cols.reported !== undefined && REPORT.test(names[cols.reported]))
  // a door can be named by a UPRN or a number; a road and a lamp's number name none
  const doors =
    premises ||
    cols.uprn !== undefined ||
    cols.houseNumber !== undefined ||
    (cols.street !== undefined &&
      houseNumberByKin(table, cols.street, unusedColumns(table, cols)) !== undefined) ||
    names.some((n) => /^(building|house) (number|no|name)$/.test(n)) ||
    (cols.address !== undefined && namesDoors(table, cols.address)) ||
    addressLines(table.header).some((column) => namesDoors(table, column))
  const gazetteer = premises || cols.uprn !== undefined
  const homes =
    placed && addressed && doors && (!dated || premises) && !crime && (gazetteer || !listsThings(table))
  if (homes && options.as === undefined) return 'homes'
  if (!crime && addressed && premises && !placed)
    throw new Declined(
      `${name} lists addresses without coordinates. Export it with easting and northing, or latitude and longitude.`,
    )
  if (options.as !== undefined) return options.as
  // without a date, and without a word of crime, points are there to be seen and not to be counted
  return placed && !dated && !word && !options.columns && !table.headerless && !datedBelow(table)
    ? 'overlay'
    : 'incidents'
}

/** A home is entered and changed in its register; only what happened is reported. */
const REPORT = /\b(report\w*|rptd?|denuncia|reporte|signalement|plainte|gemeldet|angezeigt|adrodd)\b/
/** Days of a record in a register of addresses, as AddressBase has them. */
const OF_RECORD =
  /^(blpu |lpi |record |uprn |address )?(start|end|entry|last update|last updated|update|updated|effective|valid from|created|creation|change|state|official|legal start|rpc|processed|load)( date)?$/

/** Whether all days of a table of UPRNs are those of its records: no clock, several columns of them, each UPRN once. */
function keepsAddresses(table: RawTable, { uprn, from, fromTime }: Columns): boolean {
  if (uprn === undefined || from === undefined || fromTime !== undefined) return false
  const names = table.header.map(normaliseHeader)
  const record = names.filter((n) => OF_RECORD.test(n))
  // "Start Date" and "End Date" alone may be those of a crime
  if (!OF_RECORD.test(names[from]) || !record.some((n) => !/\b(start|end)\b/.test(n))) return false
  const numbers = valuesOf(table, uprn, 200).map((v) => v.trim())
  const days = valuesOf(table, from, 200)
  return new Set(numbers).size === numbers.length && !days.some((v) => /[ T](?!00:00)\d{1,2}:\d{2}/.test(v))
}

/** Whether a column holds offences, whatever its name: a list of homes never does. */
const listsOffences = (table: RawTable): boolean =>
  table.header.some((_, column) => {
    const values = valuesOf(table, column, 200)
    return (
      values.length > 0 &&
      values.filter((v) => /[a-z]{4}/i.test(v) && offenceOf(v) !== 'other').length > values.length / 2
    )
  })

/** Whether a column holds dates under a name nobody knows. */
const datedBelow = (table: RawTable): boolean => {
  try {
    guessMapping(table)
    return true
  } catch {
    return false
  }
}

/** Sentences with commas in them look like a table of uneven rows under names nobody knows. */
function isProse(table: RawTable): boolean {
  if (table.headerless || table.header.some((h) => fieldsOfHeader(h).length > 0)) return false
  const even = table.sample.filter((r) => r.length === table.header.length).length
  return table.header.some((h) => h.length > 60) || even < table.sample.length * 0.6
}

/** Code-Point Open has no header: postcode, quality, easting, northing, country code. */
function isCodePoint(table: RawTable): boolean {
  const first = table.sample[0] ?? table.header
  return (
    (/^[A-Z]{1,2}\d[A-Z\d]? *\d[A-Z]{2}$/.test(first[0] ?? '') && /^[ENSW]92\d{6}$/.test(first[4] ?? '')) ||
    normaliseHeader(table.header[1] ?? '') === 'positional quality indicator' ||
    (table.header.length > 1 && table.header[0] === 'PC' && table.header[1] === 'PQ')
  )
}
