/** Tables whose cells hold two things at once or stand in wrappings, made into plain ones before anybody guesses. */
import { MINUTES_PER_DAY } from '../../core/base/time.ts'
import { KIND_HEADER } from '../formats/kindHeader.ts'
import { systemOf } from '../formats/systems.ts'
import { fieldsOfHeader, isPersonalHeader, normaliseHeader } from '../meaning/aliases.ts'
import { CLOCK_RANGE, plainMoment, readAngle, readPair, readRange, unwrapped } from '../meaning/cellForms.ts'
import type { Pair } from '../meaning/cellForms.ts'
import { isKnownCrs, sourceCrs } from '../meaning/coords.ts'
import { DateReader, readClock, serialOf } from '../meaning/dates.ts'
import { columnsByHeader } from '../meaning/columns.ts'
import { degreeParts, inDegrees, partsNote } from '../meaning/degreeParts.ts'
import { inSquare, squareNote, squareOf } from '../meaning/gridSquare.ts'
import type { Square } from '../meaning/gridSquare.ts'
import { StringCells } from './cells.ts'
import type { Field } from '../contract.ts'
import { tidyHeader, valuesOf } from './table.ts'
import type { Batch, RawTable } from './table.ts'

/** Values of a column that are looked at. */
const LOOKED_AT = 300

type Rewrite = (text: string) => string

/** Columns made out of one. */
interface Made {
  readonly from: number
  readonly header: readonly string[]
  cells(text: string): readonly string[]
}

/** The same table with its cells unwrapped and its double columns parted; as it is where nothing of the kind is found. */
export function prepareTable(table: RawTable): RawTable {
  // what Cocoon saved is read back as it was written
  if (table.header.includes(KIND_HEADER)) return table
  const rewrites = new Map<number, Rewrite>()
  table.header.forEach((h, c) => {
    const rewrite = rewriteFor(table, h, c)
    if (rewrite) rewrites.set(c, rewrite)
  })
  const parts = degreeParts(table)
  const square = squareOf(table)
  const said = [
    ...(parts ? [partsNote(parts, table.header)] : []),
    ...(square ? [squareNote(square, table.header)] : []),
  ]
  for (const c of parts?.columns ?? []) rewrites.set(c, (v) => inDegrees(v, parts!.by))
  const plain = rewrites.size > 0 || square ? changed(table, rewrites, [], said, undefined, square) : table
  const made = [...placesOf(plain), ...rangesOf(plain)]
  const fill = made.length > 0 ? undefined : gridFill(plain)
  return made.length > 0 || fill ? changed(table, rewrites, made, said, fill, square) : plain
}

const ORDERS = ['dmy', 'mdy'] as const
const MOMENTS: readonly Field[] = ['from', 'to', 'reported', 'fromTime', 'toTime', 'reportedTime']
const COMMA_SERIAL = /^\d{5},\d+$/
const CLOCKS: readonly Field[] = ['fromTime', 'toTime', 'reportedTime']

/** The same answer without working where a text comes again. */
function onceEach(test: (v: string) => boolean): (v: string) => boolean {
  const answers = new Map<string, boolean>()
  return (v) => {
    let answer = answers.get(v)
    if (answer === undefined) answers.set(v, (answer = test(v)))
    return answer
  }
}

/** How the cells of a column become plain; undefined where they are. */
function rewriteFor(table: RawTable, header: string, column: number): Rewrite | undefined {
  const values = valuesOf(table, column, LOOKED_AT)
  if (values.length === 0) return undefined
  const share = (test: (v: string) => boolean) => values.filter(test).length / values.length
  const wrapped = share((v) => unwrapped(v) !== v) > 0.3
  const inner: Rewrite = wrapped ? unwrapped : (v) => v
  const as = rewriteMoments(
    fieldsOfHeader(header).map((f) => f.field),
    values.map(inner),
    /\b(hour|hr|stunde|hora|heure)$/.test(normaliseHeader(header)),
    table.since1904 ?? 0,
  )
  const angles = share(onceEach((v) => Number.isFinite(readAngle(inner(v))))) > 0.5
  const then = as ?? (angles ? (v: string) => degrees(v) : undefined)
  if (!then) return wrapped ? inner : undefined
  return wrapped ? (v) => then(inner(v)) : then
}

const degrees = (v: string): string => {
  const angle = readAngle(v)
  return Number.isFinite(angle) ? String(angle) : v
}

const NUMBER = /^\d+(\.\d+)?$/
const SHARE = /^(0?\.\d+|[01](\.0+)?)$/

/** A share of the day as a clock time; the whole of it is midnight again. */
const clockOfShare = (share: number): string => {
  const minute = Math.round(share * MINUTES_PER_DAY) % MINUTES_PER_DAY
  return `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`
}

/** How dates and clock times of a column become plain. */
function rewriteMoments(
  fields: readonly Field[],
  values: readonly string[],
  hours: boolean,
  since1904: number,
): Rewrite | undefined {
  if (fields.some((f) => CLOCKS.includes(f))) {
    // shares of the day, as a spreadsheet keeps clock times: 0.25 is 06:00 among 0.6875, and no quarter past midnight
    const shares = values.filter((v) => SHARE.test(v.trim()))
    if (shares.length === values.length && shares.some((v) => !/\.[0-5]\d$/.test(v.trim())))
      return (v) => (SHARE.test(v.trim()) ? clockOfShare(+v) : v)
    // whole moments of a spreadsheet, of which the sheet shows the clock time alone
    if (
      values.every((v) => NUMBER.test(v.trim())) &&
      values.some((v) => !Number.isInteger(+v)) &&
      serialOf(values) === 'excel'
    )
      return (v) => (NUMBER.test(v.trim()) ? clockOfShare(+v % 1) : v)
    const digits = values.filter((v) => /^\d{1,4}(\.0)?$/.test(v.trim()))
    const most = Math.max(-1, ...digits.map(Number))
    // "Occ hour": the hour alone
    if (hours && digits.length > values.length / 2 && most < 24)
      return (v) => (/^\d{1,2}(\.0)?$/.test(v.trim()) ? `${Math.trunc(+v)}:00` : v)
    // "203500" among "500": with seconds, five past midnight
    const long = values.filter((v) => /^\d{1,6}$/.test(v.trim()))
    const latest = Math.max(-1, ...long.map(Number))
    if (long.length > values.length / 2 && latest >= 10_000 && latest < 240_000)
      return (v) => (/^\d{1,6}$/.test(v.trim()) ? v.trim().padStart(6, '0') : v)
    // minutes without hours lose their zeros: 5 is five past midnight where others are 2035
    if (digits.length > values.length / 2 && most >= 100 && most <= 2400)
      return (v) => (/^\d{1,4}(\.0)?$/.test(v.trim()) ? String(Math.trunc(+v)).padStart(4, '0') : v)
  }
  const named = fields.some((f) => MOMENTS.includes(f))
  // numbers in a book of another calendar, which has no look of a date to tell it
  if (named && since1904 > 0 && serialOf(values) === 'excel')
    return (v) => (NUMBER.test(v.trim()) ? String(+v + since1904) : plainMoment(v))
  // day numbers of a spreadsheet in a country of decimal commas
  if (named && values.filter((v) => COMMA_SERIAL.test(v.trim())).length > values.length / 4)
    return (v) => (COMMA_SERIAL.test(v.trim()) ? v.replace(',', '.') : plainMoment(v))
  const readers = ORDERS.map((order) => new DateReader(order, undefined))
  const reads = (v: string) =>
    readClock(v) !== undefined || readers.some((r) => !Number.isNaN(r.read(v).minute))
  const helps = onceEach((v) => {
    const plain = plainMoment(v)
    return v.trim() !== plain && reads(plain)
  })
  const helped = values.filter(helps)
  return helped.length > 0 && (named || helped.length > values.length / 2) ? plainMoment : undefined
}

/** The first column that holds places in one cell, where the table has none in two. */
function placesOf(table: RawTable): Made[] {
  const cols = columnsByHeader(table)
  if (cols.lng !== undefined) return []
  for (let c = 0; c < table.header.length; c++) {
    if (isPersonalHeader(table.header[c])) continue
    const values = valuesOf(table, c, LOOKED_AT)
    const pairs = values.map(readPair).filter((p) => p !== undefined)
    if (pairs.length <= values.length / 2) continue
    const made = placeColumns(c, pairs, cols.x !== undefined)
    if (made) return [made]
  }
  return []
}

/** Two columns of plane numbers whose blanks the points of a third fill. */
interface Fill {
  readonly from: number
  readonly x: number
  readonly y: number
}

/** Metres by which two notations of one place may differ. */
const SAME_M = 1
/** Metres beyond the others at which a place is still of the same ground. */
const SAME_GROUND_M = 60_000

/** The column of points on the plane of the table's own numbers, which some rows have instead of them. */
function gridFill(table: RawTable): Fill | undefined {
  const { x, y } = columnsByHeader(table)
  if (x === undefined || y === undefined) return undefined
  const from = table.header.findIndex(
    (h, c) => !isPersonalHeader(h) && valuesOf(table, c, LOOKED_AT).some((v) => pointOf(v) !== undefined),
  )
  if (from < 0) return undefined
  let [alone, both, same] = [0, 0, 0]
  for (const row of table.sample) {
    const point = pointOf(row[from] ?? '')
    if (!point) continue
    const [a, b] = [row[x] ?? '', row[y] ?? '']
    if (a.trim() === '' && b.trim() === '') alone++
    else {
      both++
      if (Math.hypot(+a - point.a, +b - point.b) <= SAME_M) same++
    }
  }
  if (alone === 0 || same < both) return undefined
  // another plane would lie elsewhere
  const near = (column: number, of: (p: Pair) => number): boolean => {
    const known = valuesOf(table, column).map(Number).filter(Number.isFinite)
    const [least, most] = [
      known.reduce((a, b) => Math.min(a, b), Infinity),
      known.reduce((a, b) => Math.max(a, b), -Infinity),
    ]
    return table.sample.every((row) => {
      const point = pointOf(row[from] ?? '')
      return !point || (of(point) >= least - SAME_GROUND_M && of(point) <= most + SAME_GROUND_M)
    })
  }
  return near(x, (p) => p.a) && near(y, (p) => p.b) ? { from, x, y } : undefined
}

/** A point of plane numbers as geometries are written; undefined for anything else. */
function pointOf(cell: string): Pair | undefined {
  const pair = /point|^(\\x)?0[01][0-9a-f]{40}/i.test(cell) ? readPair(cell) : undefined
  return pair && pair.order === 'xy' && Math.abs(pair.a) > 180 && Math.abs(pair.b) > 180 ? pair : undefined
}

/** What the pairs of a column are, by all of them. `known` = the table has plane numbers already. */
function placeColumns(from: number, pairs: readonly Pair[], known: boolean): Made | undefined {
  const most = (test: (p: Pair) => boolean) => pairs.filter(test).length > pairs.length / 2
  const small = most(({ a, b }) => Math.abs(a) <= 180 && Math.abs(b) <= 180)
  const code = systemOf({ code: pairs.find((p) => p.srid)?.srid })
  const system = code !== undefined && isKnownCrs(code) && code !== 'EPSG:4326' ? sourceCrs(code) : undefined
  const text = (cell: string, turn: (p: Pair) => readonly [number, number]) => {
    const p = readPair(cell)
    return p ? turn(p).map(String) : ['', '']
  }
  if (system && system.code !== 'EPSG:27700')
    return {
      from,
      header: ['Longitude', 'Latitude'],
      cells: (cell) => text(cell, ({ a, b }) => system.toWgs84(a, b)),
    }
  if (!small) {
    // "52,501" is one number with a decimal comma
    if (known || !most(({ a, b }) => Math.abs(a) > 180 && Math.abs(b) > 180)) return undefined
    const header = system ? ['Easting', 'Northing'] : ['X', 'Y']
    return { from, header, cells: (cell) => text(cell, ({ a, b }) => [a, b]) }
  }
  // whole numbers this small are codes, not degrees
  if (most(({ a, b }) => Number.isInteger(a) && Number.isInteger(b))) return undefined
  const said = pairs.find((p) => p.order !== '')?.order
  const lngFirst =
    said === 'xy' ||
    said === 'lnglat' ||
    (said === undefined &&
      (pairs.some(({ a }) => Math.abs(a) > 90) || most(({ a, b }) => a > -9 && a < 2.5 && b > 49 && b < 62)))
  return {
    from,
    header: ['Longitude', 'Latitude'],
    cells: (cell) =>
      text(cell, ({ a, b, order }) => ((order === '' ? lngFirst : order !== 'latlng') ? [a, b] : [b, a])),
  }
}

/** The first column that holds both ends of the window, where the table has no date of its own. */
function rangesOf(table: RawTable): Made[] {
  const cols = columnsByHeader(table)
  if (cols.month !== undefined || cols.year !== undefined) return []
  // "02/03/2026 10:00-12:30" could be a moment with an offset from UTC, which nobody writes behind such a date
  if (
    cols.from !== undefined &&
    (cols.to !== undefined || !clockRanges(valuesOf(table, cols.from, LOOKED_AT)))
  )
    return []
  const readers = ORDERS.map((order) => new DateReader(order, undefined))
  const reads = (v: string) => readers.some((r) => !Number.isNaN(r.read(v).minute))
  for (let c = 0; c < table.header.length; c++) {
    const values = valuesOf(table, c, LOOKED_AT)
    const good = values.filter((v) => {
      const range = readRange(v)
      return range && reads(range[0]) && (range[1] === '' || reads(range[1]))
    })
    // a single moment among ranges is a window without an end
    if (
      good.length <= values.length / 4 ||
      values.filter((v) => readRange(v) || reads(v)).length <= values.length / 2
    )
      continue
    const named = (end: 'from' | 'to') =>
      fieldsOfHeader(`${table.header[c]} ${end}`)[0]?.field === end
        ? `${table.header[c]} ${end}`
        : `Date ${end}`
    return [
      {
        from: c,
        header: [named('from'), named('to')],
        cells: (cell) => readRange(cell) ?? [plainMoment(cell), ''],
      },
    ]
  }
  return []
}

const clockRanges = (values: readonly string[]): boolean =>
  values.filter((v) => CLOCK_RANGE.test(v.trim())).length > values.length / 4

/** The table with some columns rewritten and others added behind, and what is said of it. */
function changed(
  table: RawTable,
  rewrites: ReadonlyMap<number, Rewrite>,
  made: readonly Made[],
  notes: readonly string[],
  fill?: Fill,
  square?: Square,
): RawTable {
  const added = made.flatMap((m) => m.header)
  const header = tidyHeader([...table.header, ...added])
  const turn = (row: readonly string[]): string[] => {
    const out = row.map((cell, c) => rewrites.get(c)?.(cell) ?? cell)
    if (square) [out[square.x], out[square.y]] = inSquare(out, square)
    const point =
      fill && (out[fill.x] ?? '').trim() === '' && (out[fill.y] ?? '').trim() === ''
        ? pointOf(out[fill.from] ?? '')
        : undefined
    if (fill && point) [out[fill.x], out[fill.y]] = [String(point.a), String(point.b)]
    if (added.length === 0) return out
    while (out.length < table.header.length) out.push('')
    for (const { from, header: names, cells } of made)
      // a header that stands again among the rows stays one
      out.push(...(row[from] === table.header[from] ? names : cells(out[from])))
    return out
  }
  const said = [
    ...notes,
    ...(fill
      ? [
          `Blanks of ${table.header[fill.x]} and ${table.header[fill.y]} were filled from the column “${table.header[fill.from]}”.`,
        ]
      : []),
    ...made.map((m) => `${m.header.join(' and ')} were read out of the column “${table.header[m.from]}”.`),
  ]
  return {
    ...table,
    header,
    sample: table.sample.map(turn),
    get notes() {
      return [...table.notes, ...said]
    },
    async *batches() {
      for await (const batch of table.batches()) yield turned(batch, turn)
    },
  }
}

function turned(batch: Batch, turn: (row: readonly string[]) => string[]): Batch {
  const cells = new StringCells()
  return {
    n: batch.n,
    share: batch.share,
    line: (i) => batch.line(i),
    at(i) {
      cells.current = turn(batch.at(i).row())
      return cells
    },
  }
}
