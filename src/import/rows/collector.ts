/** The growing table that the rows of all incident files of one kind are read into. */
import { Dict, Growing, Texts, Uprns } from './columns.ts'
import type { Mapping } from '../meaning/guess.ts'
import type { ImportOptions, RawRow } from '../contract.ts'
import { LeftOutRows, rawText } from './leftOut.ts'
import { LEFT_OUT } from './reasons.ts'
import { NOT_REPORTED } from '../../core/table/incidents.ts'
import type { RawTable } from './table.ts'

/** One file's part of a collection: rows start..end came from it. */
export interface Segment {
  readonly name: string
  readonly what: string
  readonly start: number
  readonly end: number
  readonly rows: number
  readonly mapping: Mapping
  readonly table: RawTable
  /** evidence of the date order on the whole column */
  readonly dates: {
    first: number
    second: number
    ordered: number
    z: number
    /** times told in UTC for certain */
    utc: number
    offset: number
    /** windows across a change of the clock */
    shifted: number
    /** of the first date column alone */
    fromFirst: number
    fromSecond: number
  }
}

/** How many rows are shown of each kind of doubt. */
export const EXAMPLES = 5

/** The growing table of one kind of incident files. */
export class Collector {
  readonly x = new Growing(Float64Array)
  readonly y = new Growing(Float64Array)
  readonly from = new Growing(Int32Array)
  readonly to = new Growing(Int32Array)
  readonly reported = new Growing(Int32Array)
  readonly flags = new Growing(Uint16Array)
  /** when the row was last changed, as the file says; NOT_REPORTED where it does not */
  readonly updated = new Growing(Int32Array)
  readonly wording = new Dict()
  readonly code = new Dict()
  readonly beat = new Dict()
  readonly street = new Dict()
  readonly outcome = new Dict()
  /** whether the row still is a crime, as columns beside the outcome say */
  readonly status = new Dict()
  readonly id = new Texts()
  readonly address = new Texts()
  readonly uprn = new Uprns()
  readonly mo = new Texts()
  readonly warning = new Texts()
  readonly leftOut = new LeftOutRows()
  readonly segments: Segment[] = []
  readonly kind = new Dict()
  readonly line = new Growing(Uint32Array)
  readonly examples = new Map<string, RawRow[]>()
  readonly warnings = new Map<string, number>()
  /** profiles that were used, by name, and what they said */
  readonly profiles = new Map<string, ImportOptions>()
  /** rows with a clock time that is no placeholder */
  timed = 0
  rows = 0
  /** rows with a date that stands for "not known" */
  sentinels = 0
  readonly #told = { reported: false, updated: false }
  /** rows left out for want of a place that have a date: they count over time */
  #unplaced: Collector | undefined

  get unplaced(): Collector {
    return (this.#unplaced ??= new Collector())
  }

  get n(): number {
    return this.x.length
  }

  get #numbers() {
    return [this.x, this.y, this.from, this.to, this.reported, this.updated, this.flags, this.line]
  }

  get #dicts() {
    return [this.wording, this.code, this.beat, this.street, this.outcome, this.status, this.kind]
  }

  get #texts() {
    return [this.id, this.address, this.uprn, this.mo, this.warning]
  }

  /** Whether any file so far tells when rows were reported, or last changed. */
  tells(what: 'reported' | 'updated'): boolean {
    return this.#told[what]
  }

  /** Says that the next file tells it: the files before did not. Until one does, the column is not written and takes no memory. */
  tell(what: 'reported' | 'updated'): void {
    if (this.#told[what]) return
    this.#told[what] = true
    this[what].data.fill(NOT_REPORTED, 0, this.n)
  }

  /** Says how many rows there may be in the end, so that columns that must grow need not do so again. */
  foresee(rows: number): void {
    for (const c of this.#numbers) c.foreseen = rows
    for (const d of this.#dicts) d.codes.foreseen = rows
    for (const t of this.#texts) t.foresee(rows)
  }

  /** Makes room for more rows in the columns of numbers. */
  reserve(more: number): void {
    for (const c of this.#numbers) c.reserve(more)
  }

  /** Counts the rows whose numbers were written. */
  setRows(n: number): void {
    for (const c of this.#numbers) c.length = n
  }

  /** Counts a doubt about a kept row: one of the problems the flags count, or a sentence; shows the first few. */
  doubt(what: string, file: string, line: number, cells: () => readonly string[]): void {
    if (!(what in LEFT_OUT)) this.warnings.set(what, (this.warnings.get(what) ?? 0) + 1)
    this.example(what, file, line, cells)
  }

  /** Keeps the first few rows of each kind of doubt as they stand. `cells` is asked for only while they are few. */
  example(what: string, file: string, line: number, cells: () => readonly string[]): void {
    let rows = this.examples.get(what)
    if (!rows) this.examples.set(what, (rows = []))
    if (rows.length < EXAMPLES) rows.push({ file, line, text: rawText(cells()) })
  }

  /** Keeps only these rows, ascending; the segments close up. */
  retain(rows: Uint32Array): void {
    for (const c of this.#numbers) c.retain(rows)
    for (const d of this.#dicts) d.codes.retain(rows)
    for (const t of this.#texts) t.retain(rows)
    let at = 0
    this.segments.forEach((s, k) => {
      const start = at
      while (at < rows.length && rows[at] < s.end) at++
      this.segments[k] = { ...s, start, end: at }
    })
  }

  /** Forgets everything since, so that a file can be read again. */
  mark(): () => void {
    const { n, rows, timed, sentinels } = this
    const left = this.leftOut.mark()
    const warned = new Map(this.warnings)
    const shown = new Map([...this.examples].map(([k, v]) => [k, v.length]))
    const { length: files } = this.segments
    const inTime = this.#unplaced?.mark()
    return () => {
      if (inTime) inTime()
      else this.#unplaced = undefined
      this.segments.length = Math.min(this.segments.length, files)
      this.setRows(n)
      for (const d of this.#dicts) d.codes.length = n
      for (const t of this.#texts) t.cut(n)
      this.rows = rows
      this.timed = timed
      this.sentinels = sentinels
      this.leftOut.rewind(left)
      this.warnings.clear()
      for (const [k, v] of warned) this.warnings.set(k, v)
      for (const [k, v] of this.examples) v.length = shown.get(k) ?? 0
    }
  }
}

/** Fingerprint of the rows one file brought, their crime numbers apart: equal for a file read twice, in whatever format it came. */
export function contentOf(c: Collector, { start, end, rows }: Segment): string {
  let a = 0x811c9dc5 ^ rows
  let b = 0x01234567 ^ (end - start)
  const [x, y, from, to] = [c.x.data, c.y.data, c.from.data, c.to.data]
  const [wording, outcome] = [c.wording.codes.data, c.outcome.codes.data]
  // the last figures of a coordinate depend on the format it came in
  const short = new Float32Array(2)
  const bits = new Int32Array(short.buffer)
  const mix = (v: number) => {
    a = Math.imul(a ^ v, 0x01000193)
    b = Math.imul(b ^ v ^ (a >>> 7), 0x85ebca6b)
  }
  for (let i = start; i < end; i++) {
    short[0] = x[i]
    short[1] = y[i]
    mix(bits[0])
    mix(bits[1])
    mix(from[i])
    mix(to[i])
    mix(wording[i])
    mix(outcome[i])
  }
  return `${rows}|${end - start}|${a}|${b}`
}
