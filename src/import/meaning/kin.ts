/** Columns that no name tells: known by the names of their kin, and by what they hold. */
import { parseAddress } from '../../core/places/address.ts'
import { isPersonalHeader, normaliseHeader } from './aliases.ts'
import type { ImportOptions } from '../contract.ts'
import { CLOCK_OF, fits, hasPlace } from './columns.ts'
import type { Columns } from './columns.ts'
import { DateReader } from './dates.ts'
import { offenceOf } from './offences.ts'
import { valuesOf } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'

/** Words by which the two ends of a window are told apart. */
const ENDS: readonly (readonly [RegExp, string])[] = [
  [/\bfrom(\d*)\b/, 'to$1'],
  [/\bstart\b/, 'end'],
  [/\bstart(ed)?\b/, 'finish$1'],
  [/\blower\b/, 'upper'],
  [/\bearliest\b/, 'latest'],
  [/\bfirst\b/, 'last'],
  [/\bmin(imum)?\b/, 'max'],
  [/\bafter\b/, 'before'],
  [/\bbegin\b/, 'end'],
]
/** Words of which either end may have several: "Committed On/From", "Committed To/By". */
const START = /^(from|start|first|earliest|begin|min|on|or|not|between|since|after)$/
const END = /^(to|end|last|latest|max|by|or|not|and|until|till|before|after)$/
const IS_END = /\b(to|end|last|latest|by|until|till|before|and|not after)\b/

/** The words of a name without some of them, in alphabetical order. */
const bareOf = (name: string, without: RegExp): string =>
  name
    .split(' ')
    .filter((w) => !without.test(w))
    .sort()
    .join(' ')

const SCENE = /\b(address|loc|location|venue|scene|premises|committed at|where|place)\b/

/** Columns that stand for nothing yet and are not of people's details. */
export function unusedColumns(
  { header }: RawTable,
  cols: Readonly<Record<string, number | undefined>>,
): number[] {
  const used = new Set(Object.values(cols))
  return header.flatMap((text, i) => (used.has(i) || isPersonalHeader(text) ? [] : [i]))
}

/** What no name tells: the other end of the window by the name of the first, offences and addresses by what they are. */
export function columnsByKin(table: RawTable, cols: Columns, given: ImportOptions['columns'] = {}): void {
  if (table.headerless) return
  const names = table.header.map(normaliseHeader)
  const free = () => unusedColumns(table, cols)
  if (cols.from !== undefined && cols.to === undefined && given.to === undefined) {
    const start = names[cols.from]
    const ends = ENDS.filter(([word]) => word.test(start)).map(([word, end]) => start.replace(word, end))
    const kin = bareOf(start, START)
    const column =
      free().find((i) => ends.includes(names[i])) ??
      secondOf(table, cols.from, free()) ??
      free().find((i) => IS_END.test(names[i]) && bareOf(names[i], END) === kin)
    if (column !== undefined && fits(table, 'to', column)) cols.to = column
  }
  clocksByKin(table, cols, names, free())
  placesByKin(table, cols, names, free())
  if (cols.houseNumber === undefined && given.houseNumber === undefined && cols.street !== undefined)
    cols.houseNumber = houseNumberByKin(table, cols.street, free())
  const most = (column: number, test: (v: string) => boolean) => {
    const values = valuesOf(table, column, 200)
    return values.length > 0 && values.filter(test).length > values.length / 2
  }
  if (cols.offence === undefined && cols.offenceCode === undefined && given.offence === undefined)
    cols.offence = free().find((i) =>
      most(i, (v) => v.length < 120 && /[a-z]{4}/i.test(v) && offenceOf(v) !== 'other'),
    )
  if (cols.address === undefined && cols.street === undefined && given.address === undefined)
    cols.address = free().find(
      (i) =>
        SCENE.test(names[i]) &&
        fits(table, 'address', i) &&
        most(i, (v) => v.length < 200 && parseAddress(v).number > 0 && parseAddress(v).street !== ''),
    )
  for (const f of ['offence', 'address', 'houseNumber'] as const) if (cols[f] === undefined) delete cols[f]
}

/** "Date2" beside the "Date1" a crime starts at, where it is hardly ever before it. */
function secondOf(table: RawTable, from: number, free: readonly number[]): number | undefined {
  const name = normaliseHeader(table.header[from])
  if (!name.endsWith('1')) return undefined
  const at = free.find((i) => normaliseHeader(table.header[i]) === `${name.slice(0, -1)}2`)
  if (at === undefined) return undefined
  const reader = new DateReader('dmy', undefined)
  const minutes = (column: number) => table.sample.map((row) => reader.read(row[column] ?? '').minute)
  const [starts, ends] = [minutes(from), minutes(at)]
  const both = starts.filter((m, i) => m === m && ends[i] === ends[i]).length
  const before = starts.filter((m, i) => ends[i] < m).length
  return before * 10 <= both ? at : undefined
}

/** Clock times beside a date, by the name of the date: "First Date Committed" and "First Time Committed". */
function clocksByKin(
  table: RawTable,
  cols: Columns,
  names: readonly string[],
  free: readonly number[],
): void {
  const bare = (name: string) =>
    bareOf(name.replace(/(\p{L})([1-9])\b/gu, '$1 $2'), /^(date|dt|time|tm|clock|on|at|of|the)$/)
  for (const [date, clock] of CLOCK_OF) {
    const of = cols[date]
    if (of === undefined || cols[clock] !== undefined) continue
    const column = free.find(
      (i) =>
        /\b(time|tm)[1-9]?\b/.test(names[i]) && bare(names[i]) === bare(names[of]) && fits(table, clock, i),
    )
    const dates = valuesOf(table, of, 50)
    const timed = dates.filter(
      (v) => new DateReader('dmy', undefined).read(v).hasTime && !/\b0?0:00/.test(v),
    ).length
    // a date that tells its own clock needs no other
    if (column !== undefined && timed <= dates.length / 2) cols[clock] = column
  }
}

/** Words by which the two coordinates of a pair are told apart. */
const AXES = [
  ['longitude', 'latitude', 'lng', 'lat'],
  ['long', 'lat', 'lng', 'lat'],
  ['lon', 'lat', 'lng', 'lat'],
  ['lng', 'lat', 'lng', 'lat'],
  ['east', 'north', 'x', 'y'],
  ['x', 'y', 'x', 'y'],
  ['e', 'n', 'x', 'y'],
] as const

/** A pair of numbers named alike but for their axis: "OSGR E" and "OSGR N", "rd_x" and "rd_y". */
function placesByKin(
  table: RawTable,
  cols: Columns,
  names: readonly string[],
  free: readonly number[],
): void {
  if (hasPlace(cols)) return
  const varied = (i: number) => fits(table, 'x', i) && new Set(valuesOf(table, i, 50)).size > 1
  for (const [first, second, across, up] of AXES)
    for (const i of free) {
      const other = names[i].replace(new RegExp(`(^| )${first}( |$)`), `$1${second}$2`)
      const j = other === names[i] ? -1 : names.indexOf(other)
      if (j < 0 || !free.includes(j) || !varied(i) || !varied(j)) continue
      cols[across] = i
      cols[up] = j
      return
    }
}

/** "12", "12a", "12-14", "12/2": as a house is numbered, and hardly anything that is counted or referred to. */
const HOUSE = /^\d{1,4} ?[a-z]?( ?[-/&] ?\d{1,4} ?[a-z]?)?$/i
const NUMBER_WORD = /^(no|nos|nr|num|number|name|or|start)$/
const HOUSE_WORD = /\b(house|hse|door|pao|paon|prems?|premises?|building|bldg|dwelling|prop|property)\b/
const STREET_WORD =
  /^(street|str|st|road|rd|thoroughfare|name|desc|descr|description|descriptor|text|line|1)$/

/**
 * The column of the numbers that go with a street, by a name like that of the street or by a word for a house, and by what
 * it holds: "Loc - No" beside "Loc - Street", "PAO_NO", "Premises Num". `free`: columns that stand for nothing yet.
 */
export function houseNumberByKin(
  table: RawTable,
  street: number,
  free: readonly number[],
): number | undefined {
  const names = table.header.map(normaliseHeader)
  const place = bareOf(names[street], STREET_WORD)
  const called = (i: number): boolean => {
    const words = names[i].split(' ')
    const bare = bareOf(names[i], NUMBER_WORD)
    if (!words.some((w) => /^(no|nos|nr|num|number)$/.test(w)))
      return HOUSE_WORD.test(names[i]) && bareOf(bare, /^(house|hse|door|paon?)$/) === ''
    // a bare "No" numbers whatever stands beside it
    if (bare === '') return Math.abs(i - street) === 1
    return (
      bare === place ||
      bareOf(bare, /^(house|hse|door|paon?|premises?|building|bldg|dwelling|prop|property)$/) === '' ||
      (HOUSE_WORD.test(bare) && bare.includes(place))
    )
  }
  return free.find((i) => {
    if (!called(i)) return false
    const values = valuesOf(table, i, 200)
    return new Set(values).size > 1 && values.filter((v) => HOUSE.test(v.trim())).length > values.length * 0.6
  })
}
