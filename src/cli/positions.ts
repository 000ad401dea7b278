/** Positions of devices out of CSV, read in pieces of a stream: a month of patrols is never held at once. */
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Positions } from '../core/geometry/presence.ts'
import { csvRows } from '../import/formats/csv.ts'
import { Unfit } from './command.ts'
import { unreadable } from './open.ts'

/** Positions handed over at once. */
const PIECE = 1 << 18

/** Names that the columns go by, the first that is there. */
const NAMES = {
  device: ['device', 'deviceid', 'unit', 'unitid', 'callsign', 'radio', 'issi', 'vehicle', 'id'],
  time: ['time', 'timestamp', 'datetime', 'utc', 'fixtime', 'recorded', 'date'],
  lng: ['lng', 'lon', 'long', 'longitude', 'x'],
  lat: ['lat', 'latitude', 'y'],
} as const
type Field = keyof typeof NAMES
const FIELDS = Object.keys(NAMES) as Field[]

/** What was read beside the positions. */
export interface Read {
  rows: number
  /** rows whose time, or whose place, is none */
  untimed: number
  unplaced: number
  /** names of the devices by their numbers */
  readonly names: Map<string, number>
}

const [COMMA, QUOTE, LINE, RETURN, DASH, PLUS, DOT, COLON, ZERO] = [44, 34, 10, 13, 45, 43, 46, 58, 48]

/** Where the four columns stand. `said` are columns named on the command line. Throws `Unfit`. */
function columnsOf(file: string, header: readonly string[], said: Partial<Record<Field, string>>): number[] {
  const plain = header.map((h) => h.toLowerCase().replace(/[^a-z]/g, ''))
  return FIELDS.map((field) => {
    const named = said[field]
    const at =
      named !== undefined
        ? header.findIndex((h) => h.trim() === named)
        : (NAMES[field].map((name) => plain.indexOf(name)).find((k) => k >= 0) ?? -1)
    if (at < 0)
      throw new Unfit(
        `${file} has no column for ${field}${named === undefined ? '' : ` called "${named}"`}; its columns are ${header.join(', ')}. Name it with --columns ${field}=….`,
      )
    return at
  })
}

/** A plain decimal number between two bytes; NaN where it is none. */
function numberAt(b: Buffer, from: number, to: number): number {
  let k = from
  const sign = b[k] === DASH ? -1 : 1
  if (b[k] === DASH || b[k] === PLUS) k++
  let [digits, whole, scale] = [0, 0, 1]
  let fraction = false
  for (; k < to; k++) {
    const c = b[k]
    if (c === DOT && !fraction) fraction = true
    else if (c >= ZERO && c <= 57) {
      whole = whole * 10 + (c - ZERO)
      if (fraction) scale *= 10
      digits++
    } else return NaN
  }
  // more digits than a double holds exactly are left to the language
  return digits === 0 ? NaN : digits > 15 ? Number(b.toString('latin1', from, to)) : (sign * whole) / scale
}

/** Reads ISO times, minutes since 1970 UTC: a time without a zone is UTC. */
class Clock {
  #date = -1
  #day = 0

  at(b: Buffer, from: number, to: number): number {
    const two = (k: number) => (b[from + k] - ZERO) * 10 + (b[from + k + 1] - ZERO)
    if (to - from < 16 || b[from + 4] !== DASH || b[from + 7] !== DASH || b[from + 13] !== COLON) return NaN
    const [year, month, day] = [two(0) * 100 + two(2), two(5), two(8)]
    const date = (year * 100 + month) * 100 + day
    if (date !== this.#date) {
      this.#date = date
      const ms = Date.UTC(year, month - 1, day)
      this.#day = new Date(ms).getUTCDate() === day ? ms / 60_000 : NaN
    }
    const [hour, minute] = [two(11), two(14)]
    let k = from + 16
    let seconds = 0
    if (k < to && b[k] === COLON) {
      let end = k + 1
      while (end < to && (b[end] === DOT || (b[end] >= ZERO && b[end] <= 57))) end++
      seconds = numberAt(b, k + 1, end)
      k = end
    }
    let offset = 0
    if (k < to && (b[k] === PLUS || b[k] === DASH)) {
      const zone = b.toString('latin1', k + 1, to).replace(':', '')
      if (!/^\d{2}(\d{2})?$/.test(zone)) return NaN
      offset = (Number(zone.slice(0, 2)) * 60 + Number(zone.slice(2) || 0)) * (b[k] === DASH ? -1 : 1)
    } else if (k < to && !(to - k === 1 && (b[k] | 32) === 122)) return NaN
    const within = hour < 24 && minute < 60 && seconds < 61
    return within ? this.#day + hour * 60 + minute + seconds / 60 - offset : NaN
  }
}

/**
 * The positions of files, a piece at a time, in the order of their rows; `read` grows along the way. Each line is a row: a
 * cell may be quoted but holds no line's end. Throws `Unfit` where a column is missing.
 */
export async function* positionsIn(
  files: readonly string[],
  said: Partial<Record<Field, string>>,
  read: Read,
): AsyncGenerator<Positions, void, void> {
  const device = new Int32Array(PIECE)
  const [lng, lat, utc] = [new Float64Array(PIECE), new Float64Array(PIECE), new Float64Array(PIECE)]
  let n = 0
  const clock = new Clock()
  const [start, end] = [new Int32Array(4), new Int32Array(4)]
  const take = (b: Buffer): void => {
    read.rows++
    const [x, y, t] = [
      numberAt(b, start[2], end[2]),
      numberAt(b, start[3], end[3]),
      clock.at(b, start[1], end[1]),
    ]
    // 0°, 0° is what a receiver writes before it knows where it is
    if (!(Math.abs(x) <= 180 && Math.abs(y) <= 90) || (x === 0 && y === 0)) read.unplaced++
    else if (!Number.isFinite(t)) read.untimed++
    else {
      const name = b.toString('latin1', start[0], end[0])
      let d = read.names.get(name)
      if (d === undefined) read.names.set(name, (d = read.names.size))
      ;[device[n], lng[n], lat[n], utc[n]] = [d, x, y, t]
      n++
    }
  }
  /** A line whose cells are quoted, written anew without. */
  const quoted = (line: string, columns: readonly number[]): void => {
    const cells = csvRows(line)[0] ?? []
    const b = Buffer.from(
      columns.map((c) => (cells[c] ?? '').trim().replaceAll(',', ' ')).join(','),
      'latin1',
    )
    cut(b, 0, b.length, [0, 1, 2, 3])
    take(b)
  }
  /** Finds the four cells; false where a cell is quoted. */
  const cut = (b: Buffer, from: number, to: number, columns: readonly number[]): boolean => {
    start.fill(0)
    end.fill(0)
    for (let k = from, cell = 0, begun = from; k <= to; k++) {
      if (k < to && b[k] === QUOTE) return false
      if (k < to && b[k] !== COMMA) continue
      for (let c = 0; c < 4; c++)
        if (columns[c] === cell) {
          start[c] = begun
          end[c] = k
        }
      cell++
      begun = k + 1
    }
    return true
  }
  for (const file of files) {
    const raw = createReadStream(file, { highWaterMark: 1 << 20 })
    // what fails in either is told by the one that is read
    const stream: AsyncIterable<Buffer> = file.endsWith('.gz')
      ? pipeline(raw, createGunzip(), () => undefined)
      : raw
    let columns: readonly number[] | undefined
    let rest: Buffer = Buffer.alloc(0)
    const lines = function* (b: Buffer, last: boolean): Generator<Positions, void, void> {
      let from = 0
      for (;;) {
        const found = b.indexOf(LINE, from)
        const stop = found >= 0 ? found : last ? b.length : -1
        if (stop < 0) break
        const to = stop > from && b[stop - 1] === RETURN ? stop - 1 : stop
        if (to > from) {
          if (!columns)
            columns = columnsOf(file, csvRows(b.toString('utf8', from, to).replace(/^\uFEFF/, ''))[0], said)
          else if (cut(b, from, to, columns)) take(b)
          else quoted(b.toString('latin1', from, to), columns)
          if (n === PIECE) {
            yield { n, device, lng, lat, utc }
            n = 0
          }
        }
        if (found < 0) break
        from = found + 1
      }
      rest = b.subarray(Math.min(from, b.length))
    }
    const pieces = stream[Symbol.asyncIterator]()
    const next = () =>
      pieces.next().catch((error: unknown) => {
        throw unreadable(file, error)
      })
    try {
      for (let piece = await next(); !piece.done; piece = await next())
        yield* lines(rest.length ? Buffer.concat([rest, piece.value]) : piece.value, false)
    } finally {
      raw.destroy()
    }
    yield* lines(rest, true)
    if (!columns) throw new Unfit(`${file} is empty; CSV with columns ${FIELDS.join(', ')} was expected.`)
  }
  if (n > 0) yield { n, device, lng, lat, utc }
}
