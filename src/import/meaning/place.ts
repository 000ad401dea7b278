/** Which columns say where the rows lie, in which system, and what the other coordinates of the file are good for. */
import { metresApart } from '../../core/geometry/apart.ts'
import { medianOf } from '../../core/base/quantile.ts'
import { inBritain, planeFor, UNKNOWN_UNIT } from '../../core/geometry/plane.ts'
import { toldAbroad } from './abroad.ts'
import { normaliseHeader } from './aliases.ts'
import { guessCrs, NAMED, hasDecimalComma, readGridCell, readNumber, sourceCrs } from './coords.ts'
import type { CrsGuess, SourceCrs } from './coords.ts'
import type { Field, ImportOptions } from '../contract.ts'
import { eitherOrder } from './eitherOrder.ts'
import { irishSystem } from './irish.ts'
import { lostMinus } from './lostMinus.ts'
import { utmSystem } from './utmZone.ts'
import type { Cells } from '../rows/cells.ts'
import { valuesOf } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'

/** The columns of one set of coordinates. */
export type PlaceFields = readonly ['x', 'y'] | readonly ['lng', 'lat'] | readonly ['gridRef']

/** One set of coordinates and how it is read. */
export interface PlaceReading {
  readonly fields: PlaceFields
  /** positions of its columns; one for grid references */
  readonly at: readonly number[]
  readonly crs: SourceCrs
  /** the first column holds what the second should */
  readonly swapped: boolean
  /** rows outside Britain are mistakes */
  readonly britain: boolean
  readonly decimalComma: boolean
  readonly evidence: string
}

/** The reading that stands, the others that fill its blanks, and what was decided for the user. */
export interface PlaceChoice {
  readonly best: PlaceReading
  readonly others: readonly PlaceReading[]
  readonly notes: readonly string[]
  /** what is doubtful of all places together; undefined where nothing is */
  readonly doubt: string | undefined
}

type Columns = Readonly<Partial<Record<Field, number>>>
type LngLat = readonly [lng: number, lat: number]

/** Two sets of coordinates this near are of one place: 100 m, and what degrees of three decimals lose. */
const SAME_M = 150
/** Fewer rows with both prove nothing by themselves. */
const FEW = 5
/** Sets with hardly a row that has both are of one ground when their middles are this near. */
const SAME_GROUND_M = 60_000
/** Rows looked at. */
const SAMPLE = 2000

/** Metres between two places, good enough to tell 100 m from more. */
export const lngLatApart = ([lng, lat]: LngLat, [lng2, lat2]: LngLat): number =>
  metresApart({ lng, lat }, { lng: lng2, lat: lat2 })

/** The two numbers of a row under a reading; NaN where it has none. */
export function coordinatesOf(
  row: Cells,
  { fields, at, decimalComma, swapped }: PlaceReading,
): [number, number] {
  if (fields[0] === 'gridRef') {
    const ref = readGridCell(row.text(at[0]))
    return ref ? [ref.x, ref.y] : [NaN, NaN]
  }
  const a = row.number(at[0], decimalComma)
  const b = row.number(at[1], decimalComma)
  return swapped ? [b, a] : [a, b]
}

/** Whether two numbers can be a place of a system. */
export const isPlace = (x: number, y: number, crs: SourceCrs): boolean =>
  x === x && y === y && (x !== 0 || y !== 0) && crs.refuse(x, y) === undefined

/** Chooses among the coordinates of a table that has some. */
export function choosePlace(table: RawTable, cols: Columns, options: ImportOptions): PlaceChoice {
  const notes: string[] = []
  const chose = (f: Field) => typeof options.columns?.[f] === 'string'
  const of = (fields: PlaceFields, crs: string | undefined): Found | undefined => {
    const at = fields.map((f) => cols[f])
    return at.every((c) => c !== undefined) ? found(table, fields, at, crs, fields.every(chose)) : undefined
  }
  // a system that was chosen is that of the numbers it fits
  const degrees = options.crs === 'EPSG:4326'
  const xy = of(['x', 'y'], degrees && cols.lng !== undefined ? undefined : options.crs)
  const ll = of(['lng', 'lat'], degrees || xy === undefined ? options.crs : undefined)
  const ref = of(['gridRef'], xy === undefined && ll === undefined ? options.crs : undefined)
  const pair = both(xy, ll, options, notes)
  const best = pair[0] ?? ref!
  const others = [...pair.slice(1), ...(ref && pair.length > 0 && !isUnknown(best) ? [ref] : [])]
  const first = ref && pair.length > 0 && ref.filled > 2 * best.filled ? ref : best
  if (first.note) notes.push(first.note)
  if (first.fields[0] === 'gridRef')
    notes.push('Grid references stand for the middle of their square, as exact as their digits.')
  if (first.decimalComma) notes.push('Coordinates are written with a decimal comma.')
  const rest = first === best ? others : [best, ...others].filter((o) => o !== first && !isUnknown(o))
  const doubt = first.crs.code === 'EPSG:4326' ? lostMinus(table, first.numbers) : undefined
  return { best: first, others: rest, notes, doubt }
}

const isUnknown = ({ crs }: PlaceReading): boolean => crs.code === UNKNOWN_UNIT

/** A set of coordinates with what its sample says. */
interface Found extends PlaceReading {
  readonly note?: string
  /** rows of the sample that have it */
  readonly filled: number
  /** by row of the sample; undefined where it has none */
  readonly numbers: readonly (readonly [number, number] | undefined)[]
}

function found(
  table: RawTable,
  fields: PlaceFields,
  at: readonly number[],
  chosen: string | undefined,
  pointedAt: boolean,
): Found {
  if (fields[0] === 'gridRef') {
    const refs = table.sample.map((row) => readGridCell(row[at[0]] ?? ''))
    const irish = refs.some((r) => r?.irish)
    return {
      fields,
      at,
      crs: sourceCrs(chosen ?? (irish ? 'EPSG:29902' : 'EPSG:27700')),
      swapped: false,
      britain: false,
      decimalComma: false,
      evidence: table.sample.some((row) => /^\s*[a-z]/i.test(row[at[0]] ?? ''))
        ? 'letters of 100 km squares'
        : 'easting and northing in one number',
      filled: refs.filter((r) => r !== undefined).length,
      numbers: refs.map((r) => r && [r.x, r.y]),
    }
  }
  const comma = hasDecimalComma(at.flatMap((c) => valuesOf(table, c)))
  const pairs = table.sample
    .slice(0, SAMPLE)
    .map((row) => at.map((c) => readNumber(row[c] ?? '', comma)) as [number, number])
  const header = at.map((c) => table.header[c]).join(' ')
  const guess = notOurs(
    table,
    header,
    guessCrs(pairs, fields[0] === 'lng' ? 'lnglat' : 'xy', normaliseHeader(header)),
  )
  const utm = chosen === undefined && fields[0] === 'x' ? utmSystem(table, guess.code) : undefined
  const irish = chosen === undefined && !guess.abroad ? irishSystem(table, guess.code, pairs) : undefined
  const code = chosen ?? utm?.code ?? irish?.code ?? guess.code
  // whoever points at both columns knows which is which
  const swapped = code === guess.code && guess.swapped && !pointedAt
  const silent =
    code !== guess.code ||
    (guess.swapped && !swapped) ||
    (chosen !== undefined && !swapped) ||
    (guess.code === 'EPSG:27700' && !swapped && /easting|osgr|bng/i.test(header))
  const crs = sourceCrs(code)
  const numbers = pairs.map(([a, b]): [number, number] | undefined => {
    const [x, y] = swapped ? [b, a] : [a, b]
    return isPlace(x, y, crs) ? [x, y] : undefined
  })
  const either = eitherOrder(table, at, code, numbers)
  const note = irish?.note ?? either ?? (silent ? undefined : guess.note)
  return {
    fields,
    at,
    crs,
    swapped,
    britain: code === guess.code && guess.britain,
    decimalComma: comma,
    evidence:
      utm?.evidence ?? irish?.evidence ?? (code === guess.code ? guess.evidence : 'chosen by the user'),
    filled: numbers.filter((p) => p !== undefined).length,
    numbers,
    ...(note !== undefined && { note }),
  }
}

/** A guess by size alone, unless the file is of another country: state planes and other grids have the size of ours. */
function notOurs(table: RawTable, header: string, guess: CrsGuess): CrsGuess {
  if (guess.code !== 'EPSG:27700' && guess.code !== UNKNOWN_UNIT) return guess
  if (/easting|northing|osgr|bng|\bos\b|grid ?ref/i.test(header)) return guess
  const why = toldAbroad(table)
  return why === undefined
    ? guess
    : {
        code: UNKNOWN_UNIT,
        swapped: false,
        britain: false,
        abroad: true,
        evidence: 'numbers of an unknown system',
        note: `The coordinates have no known system, and ${why}: they may be metres or feet. They are drawn nowhere in particular, and nothing is measured until it is chosen.`,
      }
}

const FAR_NOTE =
  'The file has two pairs of coordinates that do not lie at the same places: the other pair was not used.'

const SAME_POINTS_NOTE =
  'The file has two pairs of coordinates that do not lie at the same places; one has the same few points in all rows, as those of a station or an office, and was not used.'

/** So many times fewer points than the other pair are no places of crimes. */
const FEWER = 20

/** Different places of a reading's sample. */
const pointsOf = ({ numbers }: Found): number =>
  new Set(numbers.flatMap((p) => (p ? [`${p[0]} ${p[1]}`] : []))).size

/** Grid numbers and degrees, the better first; one alone where the other is worth nothing. */
function both(
  xy: Found | undefined,
  ll: Found | undefined,
  options: ImportOptions,
  notes: string[],
): Found[] {
  if (!xy || !ll) return xy ? [xy] : ll ? [ll] : []
  // whoever chose a system meant the numbers that have it
  if (options.crs !== undefined) {
    const wanted = options.crs === 'EPSG:4326' ? ll : xy
    if (wanted.filled > 0) return agree(xy, ll) ? [wanted, wanted === xy ? ll : xy] : [wanted]
  }
  // a pair without a single place says nothing: a database's 0,0 in every row
  if (ll.filled === 0 || xy.filled === 0) return [xy.filled === 0 ? ll : xy]
  // a header that names the system is not to be doubted: tables that Cocoon saved have one
  if (xy.evidence === NAMED) return agree(xy, ll) ? [xy, ll] : [xy]
  const grid = confirmed(xy, ll) ?? confirmed(exchanged(xy, options), ll)
  if (grid && grid.swapped !== xy.swapped)
    notes.push(
      'Easting and northing stand in each other’s columns, as longitude and latitude show; they were exchanged.',
    )
  if (!grid) {
    // one point, or the few of the stations, under the crimes of a whole town
    const [few, many] = pointsOf(xy) < pointsOf(ll) ? [xy, ll] : [ll, xy]
    if (pointsOf(few) * FEWER < pointsOf(many) && many.filled > few.filled / 2 && !isUnknown(many)) {
      notes.push(SAME_POINTS_NOTE)
      return [many]
    }
    if (isUnknown(xy) || ll.filled > xy.filled || !inBritish(ll)) {
      notes.push(
        isUnknown(xy)
          ? 'The file has two pairs of coordinates: degrees were taken, for the system of the other numbers is not known.'
          : FAR_NOTE,
      )
      return [ll]
    }
    notes.push(FAR_NOTE)
    return [xy]
  }
  // a force's own numbers before degrees made of them; elsewhere degrees say more surely where they are
  const national = /^EPSG:(27700|29902|2157)$/.test(grid.crs.code)
  const first = national
    ? grid.filled >= ll.filled
      ? grid
      : ll
    : ll.filled >= grid.filled * 0.98
      ? ll
      : grid
  return first === grid ? [grid, ll] : [ll, grid]
}

/** The same with its two numbers exchanged, where nobody pointed at their columns. */
function exchanged(xy: Found, options: ImportOptions): Found | undefined {
  if (xy.crs.code === 'EPSG:4326' || xy.swapped || typeof options.columns?.x === 'string') return undefined
  return {
    ...xy,
    swapped: true,
    britain: false,
    numbers: xy.numbers.map((p) => p && [p[1], p[0]]),
    note: undefined,
  }
}

/** Whether most degrees lie in Britain or Ireland. */
function inBritish({ numbers, filled }: Found): boolean {
  let n = 0
  for (const p of numbers) if (p && inBritain(...p)) n++
  return n > filled / 2
}

/** The grid numbers in the system under which they lie where the degrees do; undefined where there is none. */
function confirmed(xy: Found | undefined, ll: Found): Found | undefined {
  const middle = middleOf(ll)
  if (!middle || !xy) return undefined
  const codes = [xy.crs.code, 'EPSG:27700', 'EPSG:29902', 'EPSG:2157', 'EPSG:3857', planeFor(...middle).code]
  for (const code of new Set(codes)) {
    if (code === UNKNOWN_UNIT || code === 'EPSG:4326') continue
    const crs = sourceCrs(code)
    const same = code === xy.crs.code
    const numbers = same ? xy.numbers : xy.numbers.map((p) => (p && isPlace(...p, crs) ? p : undefined))
    const seen = {
      ...xy,
      crs,
      numbers,
      ...(!same && { evidence: 'confirmed by longitude and latitude', britain: false, note: undefined }),
    }
    if (agree(seen, ll)) return seen
  }
  // degrees under the names of x and y
  return xy.crs.code === 'EPSG:4326' && agree(xy, ll) ? xy : undefined
}

/** Whether two readings lie at the same places; where hardly a row has both, on the same ground. */
function agree(a: Found, b: Found): boolean {
  let met = 0
  let near = 0
  for (let i = 0; i < a.numbers.length; i++) {
    const [p, q] = [a.numbers[i], b.numbers[i]]
    if (!p || !q) continue
    met++
    if (lngLatApart(a.crs.toWgs84(...p), b.crs.toWgs84(...q)) <= SAME_M) near++
  }
  if (met >= FEW || near > met / 2) return near > met / 2
  const [m, n] = [middleOf(a), middleOf(b)]
  return m !== undefined && n !== undefined && lngLatApart(m, n) <= SAME_GROUND_M
}

/** Middle of a reading's places in degrees. */
function middleOf({ numbers, crs }: Found): LngLat | undefined {
  const real = numbers.filter((p) => p !== undefined)
  if (real.length === 0) return undefined
  const median = (k: 0 | 1) => medianOf(real.map((p) => p[k]))
  return crs.toWgs84(median(0), median(1))
}
