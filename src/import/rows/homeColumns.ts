/** Which columns of an address file say what, each with its evidence. */
import type { Field, HomeField, HomeGuess, ImportOptions } from '../contract.ts'
import { normaliseHeader } from '../meaning/aliases.ts'
import { columnsByHeader } from '../meaning/columns.ts'
import { houseNumberByKin, unusedColumns } from '../meaning/kin.ts'
import { valuesOf } from './table.ts'
import type { RawTable } from './table.ts'

/** Columns only address files have, by their usual header texts; of several the best named is taken. */
const EXTRA: Readonly<Partial<Record<HomeField, readonly RegExp[]>>> = {
  class: [
    /^(class|classification code|classification|blpu class|class code|property class|use class)$/,
    /^(property type|premises type|dwelling type|property use|use type|usage|use|residential commercial|type)$/,
  ],
  parent: [/^(parent uprn|parent)$/],
  flat: [
    /^(sub building|sub building name|flat|flat number|flat no|unit|unit number|saon?|saon? (no|nr|num|number)|apartment|apt|addr unit|addr flats)$/,
  ],
  flatNumber: [/^sao start number$/],
  flatSuffix: [/^sao start suffix$/],
  flatText: [/^sao text$/],
  building: [/^(building name|house name|property name|paon|pao|pao text|addr house ?name|building)$/],
  houseNumber: [
    /^(building number|house number|house no|house num|property number|door number|door no|number|street number|pao start number|addr house ?number|no)$/,
  ],
  numberSuffix: [/^(pao start suffix|suffix|rep|indice( de)? r[eé]p[eé]tition|number suffix|house suffix)$/],
  status: [
    /^(blpu |lpi )?logical status( code| text)?$/,
    /^((address|record|property|blpu|lpi|uprn) )?status( desc| description| text)?$/,
  ],
}

/** Headers that name a house in one file and its occupier in the next: their values must speak for a house. */
const BARE_NAME = /^(name|premises? name|dwelling name|house)$/

/**
 * The column that names the houses without a number, by no more than "Name". An occupier's name stands on numbered rows
 * too, and is not to reach a sheet: a column that does is not taken.
 */
function bareName(table: RawTable, names: readonly string[], number: number): number | undefined {
  const at = names.findIndex((h) => BARE_NAME.test(h))
  const filled = (row: readonly string[], column: number) => (row[column] ?? '').trim() !== ''
  const numbered = table.sample.filter((row) => filled(row, number))
  const named = numbered.filter((row) => filled(row, at)).length
  return at >= 0 && numbered.length > 0 && named * 10 <= numbered.length ? at : undefined
}

/** "Address Line 2", "addr3", "Line 1": one line of an address that is spread over several columns. */
const LINE =
  /^(?:(?:property|prop|premises?|prem|dwell|site|postal|home|location|dwelling) )?(?:(?:addr|address|add) ?(?:line ?)?|line ?)([1-7])$/

/** Positions of the lines of an address, in their order; none where there is no second. */
export function addressLines(header: readonly string[]): number[] {
  const found = header
    .map((text, column) => ({ column, line: LINE.exec(normaliseHeader(text))?.[1] }))
    .filter((c) => c.line !== undefined)
    .sort((a, b) => +a.line! - +b.line! || a.column - b.column)
  return found.length > 1 ? found.map((c) => c.column) : []
}

/** Columns of an address file by what they say. */
export type HomeColumns = Readonly<Partial<Record<HomeField, number>>> & {
  /** the lines of an address, in order; empty where it stands in one column */
  readonly lines: readonly number[]
}

/** Fields that incident files have too, found as in them. */
const SHARED: readonly (Field & HomeField)[] = [
  'uprn',
  'address',
  'houseNumber',
  'street',
  'town',
  'postcode',
  'x',
  'y',
  'lng',
  'lat',
  'gridRef',
  'beat',
]

/** What each column was taken for; what the user said comes first. */
export function homeColumns(
  table: RawTable,
  { columns, homeColumns: said = {} }: ImportOptions,
): { cols: HomeColumns; guesses: HomeGuess[] } {
  const names = table.header.map(normaliseHeader)
  const byHeader = columnsByHeader(table)
  const cols: Partial<Record<HomeField, number>> = {}
  for (const f of SHARED) if (byHeader[f] !== undefined) cols[f] = byHeader[f]
  for (const [field, patterns] of Object.entries(EXTRA) as [HomeField, readonly RegExp[]][])
    for (const pattern of patterns) {
      const at = names.findIndex((h) => pattern.test(h))
      if (at < 0) continue
      cols[field] = at
      break
    }
  // "building=house" is the kind of a building, as OpenStreetMap writes it, and no name
  if (cols.building !== undefined && valuesOf(table, cols.building, 200).every((v) => /^[a-z_]+$/.test(v)))
    delete cols.building
  if (cols.houseNumber === undefined && cols.street !== undefined) {
    const at = houseNumberByKin(table, cols.street, unusedColumns(table, cols))
    if (at !== undefined) cols.houseNumber = at
  }
  if (cols.building === undefined && cols.houseNumber !== undefined && cols.street !== undefined) {
    const at = bareName(table, names, cols.houseNumber)
    if (at !== undefined && !Object.values(cols).includes(at)) cols.building = at
  }
  let lines = addressLines(table.header)
  // one column that holds the whole address is better than its pieces
  if (lines.length > 0 && cols.address !== undefined && !lines.includes(cols.address)) {
    const longer = table.sample.filter(
      (r) => (r[cols.address!] ?? '').length > (r[lines[0]] ?? '').length,
    ).length
    if (longer * 2 > table.sample.length) lines = []
  }
  if (lines.length > 0) delete cols.address

  const chosen = new Set<HomeField>()
  const choices = { ...pick(columns), ...said }
  for (const [field, name] of Object.entries(choices) as [HomeField, string | null | undefined][]) {
    if (name === undefined) continue
    const at = name === null ? -1 : table.header.indexOf(name)
    if (name !== null && at < 0) continue
    // a column stands for one thing only
    for (const other of Object.keys(cols) as HomeField[])
      if (at >= 0 && cols[other] === at) delete cols[other]
    if (at >= 0) {
      cols[field] = at
      chosen.add(field)
      if (field === 'address') lines = []
      if (field === 'gridRef') for (const f of ['x', 'y', 'lng', 'lat'] as const) delete cols[f]
      if (field === 'x' || field === 'y') {
        delete cols.lng
        delete cols.lat
        if (!chosen.has('gridRef')) delete cols.gridRef
      }
      if ((field === 'lng' || field === 'lat') && !chosen.has('x')) {
        delete cols.x
        delete cols.y
        if (!chosen.has('gridRef')) delete cols.gridRef
      }
    } else {
      delete cols[field]
      if (field === 'address') lines = []
    }
  }
  const guesses: HomeGuess[] = [
    ...lines.map((column, k): HomeGuess => ({
      field: 'address',
      column: table.header[column],
      evidence: `line ${k + 1} of ${lines.length}, joined`,
    })),
    ...(Object.entries(cols) as [HomeField, number][]).map(([field, column]): HomeGuess => {
      const examples = valuesOf(table, column, 1)
      return {
        field,
        column: table.header[column],
        evidence: chosen.has(field)
          ? 'chosen by the user'
          : `named “${table.header[column]}”${examples.length > 0 ? `, such as “${examples[0].trim().slice(0, 40)}”` : ''}`,
      }
    }),
  ]
  return { cols: { ...cols, lines }, guesses }
}

/** Of the corrections of incident columns those that an address file has too. */
const pick = (columns: ImportOptions['columns']): Partial<Record<HomeField, string | null>> =>
  Object.fromEntries(Object.entries(columns ?? {}).filter(([f]) => (SHARED as readonly string[]).includes(f)))
