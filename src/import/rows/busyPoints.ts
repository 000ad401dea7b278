/** Points that hold more rows than a home can: default points of a system, and snap points that stand for streets. */
import { showNumber } from '../../core/base/words.ts'
import type { TextColumn } from '../../core/base/text.ts'
import { parseAddress } from '../../core/places/address.ts'
import { normaliseAddress } from '../../core/places/addressKey.ts'
import type { DistinctPoints } from './points.ts'

/** A point that holds far more rows of an exact table than any home could. */
export interface BusyPoint {
  readonly n: number
  /** "450123, 301234", metres on the table's plane */
  readonly where: string
  /** number of the point among the distinct ones */
  readonly point: number
}

/** Fewer rows say nothing of what is usual. */
const LEAST_ROWS = 100
/** In so few rows a point can still be told by its addresses. */
const FEWEST_ROWS = 40
/** A home burgled so often in one extract is none. */
const LEAST = 12
/** So many rows of as many doors in several streets lie at no home either, nor at the middle of a postcode. */
const FEW = 5
const STREETS = 3
/** As many doors of two streets, each once. */
const SOME = 8
/** Fewer rows do not tell whether points are alone for want of rows. */
const LONELY_ROWS = 300
/** Share of points with one row or two where a point of many stands out. */
const MOSTLY_ALONE = 0.95
/** Share of all rows a point must hold to be named. */
const SHARE = 0.01
/** With more default points than this the points are no homes at all, and the largest are named. */
const MOST = 20

/**
 * All default points of an exact table, largest first: those with more than 1% of the rows and more than 30, and
 * smaller ones that several addresses share or whose numbers are round, for no home is at a full kilometre. From five
 * rows on where they are of several streets; without addresses from twelve on, where nearly all other points are alone.
 */
export function busyPoints(
  x: Float64Array,
  y: Float64Array,
  points: DistinctPoints,
  address: TextColumn,
): BusyPoint[] {
  const n = x.length
  if (n < FEWEST_ROWS) return []
  const counts = points.rows
  const found: number[] = []
  let lonely: boolean | undefined
  counts.forEach((rows, k) => {
    if (rows < FEW || rows < n * SHARE) return
    const i = points.first[k]
    const round = Math.round(x[i]) % 500 === 0 && Math.round(y[i]) % 500 === 0
    if (round || (rows > 30 && n >= 200)) return void found.push(k)
    const { different, streets } = addressesAt(points, k, address)
    if (different > rows / 2 && (streets >= STREETS || (rows >= LEAST && n >= LEAST_ROWS))) found.push(k)
    else if (different === rows && streets === STREETS - 1 && rows >= SOME) found.push(k)
    // without an address only that all other points hold a row or two tells it from a block of flats or a car park
    else if (different === 0 && rows >= LEAST && (lonely ??= n >= LONELY_ROWS && isLonely(counts)))
      found.push(k)
  })
  return found
    .sort((a, b) => counts[b] - counts[a])
    .slice(0, MOST)
    .map((k) => {
      const i = points.first[k]
      return { n: counts[k], where: `${Math.round(x[i])}, ${Math.round(y[i])}`, point: k }
    })
}

const isLonely = (counts: Uint32Array): boolean =>
  counts.filter((rows) => rows <= 2).length >= counts.length * MOSTLY_ALONE

const decoder = new TextDecoder()

/** How many different addresses stand at a point, and of how many streets. */
function addressesAt(
  { of }: DistinctPoints,
  point: number,
  { bytes, offsets }: TextColumn,
): { different: number; streets: number } {
  const seen = new Set<string>()
  const streets = new Set<string>()
  for (let i = 0; i < of.length; i++) {
    if (of[i] !== point || offsets[i] === offsets[i + 1]) continue
    const text = decoder.decode(bytes.subarray(offsets[i], offsets[i + 1]))
    if (seen.has(text)) continue
    seen.add(text)
    if (streets.size >= STREETS) continue
    const { number, street } = parseAddress(text)
    if (number > 0 && street !== '') streets.add(normaliseAddress(street))
  }
  return { different: seen.size, streets: streets.size }
}

/** Share of rows that must share their point where nothing but the point tells homes apart. */
const MOST_SHARED = 0.5
/** Rows at points of five and more, and rows a point, beyond which addresses do not matter either. */
const CROWDED = 0.8
const ROWS_A_POINT = 5

/** Whether so many rows at points of their own rule out snap points, whatever the others do. */
export const cannotSnap = (rows: number, alone: number): boolean =>
  rows - alone < rows * Math.min(MOST_SHARED, CROWDED)

/**
 * Why the points of a table with days are snap points; undefined where they may be homes. `doors` rows name one by
 * UPRN or address; elsewhere than in these islands a published block is usual, so only the crowded are taken for snap points.
 */
export function snappedBy(points: DistinctPoints, doors: number, uk: boolean): string | undefined {
  const n = points.of.length
  if (n < LEAST_ROWS) return undefined
  const counts = points.rows
  let shared = 0
  let crowded = 0
  let largest = 0
  for (const rows of counts) {
    if (rows > 1) shared += rows
    if (rows >= 5) crowded += rows
    largest = Math.max(largest, rows)
  }
  // one default point makes no snap points of the rest
  if (largest > n / 3) return undefined
  const few = `${showNumber(n)} rows lie on ${showNumber(counts.length)} points`
  if (n >= counts.length * ROWS_A_POINT && crowded >= n * CROWDED && counts.length > 1) return few
  return uk && doors < n * 0.1 && shared >= n * MOST_SHARED
    ? `${few}, and no address tells homes apart`
    : undefined
}
