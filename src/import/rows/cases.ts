/** Rows of a register as case files: every record counts here, with or without a place on the map. */
import { type Cases, HANDLING_FIELDS, type HandlingField } from '../../core/evaluation/quality/cases.ts'
import { offenceIndex } from '../../core/base/offences.ts'
import type { DictColumn } from '../../core/base/text.ts'
import { countOf } from '../../core/base/words.ts'
import { MINUTES_PER_DAY } from '../../core/base/time.ts'
import { Doors } from '../../core/places/doors.ts'
import { placesOf } from '../../core/places/places.ts'
import type { Field, ImportOptions } from '../contract.ts'
import { NotUtf8 } from '../formats/bytes.ts'
import { normaliseHeader } from '../meaning/aliases.ts'
import { DateReader, readClock, serialOf } from '../meaning/dates.ts'
import { columnsByHeader } from '../meaning/columns.ts'
import { columnsByKin } from '../meaning/kin.ts'
import { valuesOf } from './table.ts'
import { type HandlingGuess, handlingColumns, handlingDoubts } from '../meaning/handling.ts'
import { isNoLonger, statusColumns, statusText } from '../meaning/noCrime.ts'
import { offenceOf, offenceOfFileName } from '../meaning/offences.ts'
import { rowsThatStand, someCases } from './casesOnce.ts'
import type { Cells } from './cells.ts'
import { Dict, Growing, Texts, Uprns } from './columns.ts'
import { kindOfBad } from './badRows.ts'
import { joinedAddress } from './joinedAddress.ts'
import type { RawTable } from './table.ts'

type Columns = Partial<Record<Field, number>>

/** What was read, and what in the files said so. */
export interface CasesRead {
  readonly cases: Cases
  /** columns about handling, with evidence */
  readonly handling: readonly HandlingGuess[]
  /** the register's own columns: field and header */
  readonly columns: readonly { readonly field: Field; readonly column: string }[]
  /** headers of all files, each once */
  readonly header: readonly string[]
  /** records that are none: blank rows, repeated headers, footers */
  readonly passedOver: number
  readonly notes: readonly string[]
}

/** Reads tables one after the other into one register. `further`: headers whose columns are wanted as well. */
export async function readCases(
  tables: readonly RawTable[],
  options: ImportOptions = {},
  further: readonly string[] = [],
): Promise<CasesRead> {
  const rows = new CaseRows(options)
  const handling: HandlingGuess[] = []
  const columns: { field: Field; column: string }[] = []
  const doubts: string[] = []
  const starts: number[] = []
  for (const table of tables) {
    starts.push(rows.n)
    const col = registerColumns(table, options)
    const guesses = handlingColumns(table, options.handling)
    await rows.read(table, col, guesses, further)
    doubts.push(...handlingDoubts(table, guesses))
    handling.push(
      ...guesses.filter((g) => !handling.some((h) => h.field === g.field && h.column === g.column)),
    )
    for (const [field, at] of Object.entries(col) as [Field, number][])
      if (!columns.some((c) => c.field === field && c.column === table.header[at]))
        columns.push({ field, column: table.header[at] })
  }
  const all = rows.finish(further)
  const stand = rowsThatStand(all, starts, options.treat?.older === 'keep')
  const { again, older } = stand
  // the map leaves such rows out, and a case that is no crime was neither solved nor left unsolved
  const ended = options.treat?.nocrime === 'keep' ? new Uint8Array(all.n) : rows.ended()
  const standing = stand.rows.filter((i) => !ended[i])
  const over = stand.rows.length - standing.length
  return {
    cases: standing.length < all.n ? someCases(all, standing) : all,
    handling,
    columns,
    header: [...new Set(tables.flatMap((t) => t.header))],
    passedOver: rows.passedOver,
    notes: [
      ...new Set([...doubts, ...tables.flatMap((t) => t.notes)]),
      ...(again > 0
        ? [`${countOf(again, 'case')} told again by a later file: counted once, as the later file has it.`]
        : []),
      ...(older > 0
        ? [
            `${countOf(older, 'older row')} of a crime number that stands twice in a file: the later row is the case.`,
          ]
        : []),
      ...(over > 0
        ? [
            `${countOf(over, 'case')} no longer a crime left out: wording, status or outcome says no crime, cancelled, transferred or reclassified.`,
          ]
        : []),
    ],
  }
}

/** Position of a column by its header, else by the same words in other capitals or signs; -1 where there is none. */
export function columnNamed({ header }: Pick<RawTable, 'header'>, name: string): number {
  const at = header.indexOf(name)
  const wanted = normaliseHeader(name)
  return at >= 0 || wanted === '' ? at : header.findIndex((h) => normaliseHeader(h) === wanted)
}

/** The register's own columns, by header, corrected by what the user says, then by their kin. */
function registerColumns(table: RawTable, options: ImportOptions): Columns {
  const cols = columnsByHeader(table)
  for (const [field, name] of Object.entries(options.columns ?? {}) as [Field, string | null][]) {
    const at = name === null ? -1 : table.header.indexOf(name)
    for (const other of Object.keys(cols) as Field[]) if (at >= 0 && cols[other] === at) delete cols[other]
    if (at >= 0) cols[field] = at
    else if (name === null) delete cols[field]
  }
  // as the import does: what is found of the incidents is found of their cases, and a filter holds for both
  columnsByKin(table, cols, options.columns)
  return cols
}

/** Metres a degree is about long in Britain: enough to tell the High Streets of two towns apart. */
const METRES = { lng: 65_000, lat: 111_000 } as const

/** The growing register. A column that a file lacks is blank for its rows. */
class CaseRows {
  n = 0
  passedOver = 0
  readonly #options: ImportOptions
  readonly #texts = { id: new Texts(), uprn: new Uprns(), address: new Texts() }
  readonly #dicts = new Map<string, Dict>()
  readonly #numbers = new Map<string, Growing<Float64Array>>()
  #recordedFrom: Cases['recordedFrom'] = 'nothing'
  #located = false
  /** a file of them knows months instead of days */
  #monthly = false

  constructor(options: ImportOptions) {
    this.#options = options
  }

  #dict(name: string): Dict {
    let dict = this.#dicts.get(name)
    if (!dict) this.#dicts.set(name, (dict = new Dict()))
    while (dict.codes.length < this.n) dict.push('')
    return dict
  }

  #number(name: string): Growing<Float64Array> {
    let column = this.#numbers.get(name)
    if (!column) this.#numbers.set(name, (column = new Growing(Float64Array)))
    while (column.length < this.n) column.push(NaN)
    return column
  }

  async read(
    table: RawTable,
    col: Columns,
    handling: readonly HandlingGuess[],
    further: readonly string[],
  ): Promise<void> {
    const start = this.n
    const passed = this.passedOver
    for (let attempt = 0; ; attempt++) {
      const write = this.#writer(table, col, handling, further)
      try {
        for await (const batch of table.batches())
          for (let i = 0; i < batch.n; i++) {
            const cells = batch.at(i)
            if (kindOfBad(cells, table.header) !== undefined) this.passedOver++
            else write(cells, batch.line(i))
          }
        return
      } catch (error) {
        // the text was not UTF-8 after all: the table has changed its mind and is read again
        if (!(error instanceof NotUtf8) || attempt > 1) throw error
        this.#cut(start)
        this.passedOver = passed
      }
    }
  }

  #cut(n: number): void {
    this.n = n
    for (const t of Object.values(this.#texts)) t.cut(n)
    for (const d of this.#dicts.values()) d.codes.length = Math.min(n, d.codes.length)
    for (const c of this.#numbers.values()) c.length = Math.min(n, c.length)
  }

  /** What writes one row of a table. */
  #writer(
    table: RawTable,
    col: Columns,
    handling: readonly HandlingGuess[],
    further: readonly string[],
  ): (cells: Cells, line: number) => void {
    const { header } = table
    const order =
      this.#options.dateOrder ??
      orderOf(table, [
        col.from,
        col.reported,
        ...handling.filter(isDate).map((h) => header.indexOf(h.column)),
      ])
    const reader = (column: number | undefined) =>
      column === undefined ? undefined : new DateReader(order, serialOf(valuesOf(table, column)))
    const moment = (
      cells: Cells,
      read: DateReader | undefined,
      column: number | undefined,
      time?: number,
    ): number => {
      if (!read || column === undefined) return NaN
      const { minute } = cells.stamp(column, read)
      const clock = time === undefined || Number.isNaN(minute) ? undefined : readClock(cells.text(time))
      return clock ? Math.floor(minute / MINUTES_PER_DAY) * MINUTES_PER_DAY + clock.minute : minute
    }
    const from = reader(col.from ?? col.month)
    const reported = reader(col.reported)
    if (reported) this.#recordedFrom = 'reported'
    else if (from && this.#recordedFrom === 'nothing') this.#recordedFrom = 'happened'
    const [across, up] = col.x !== undefined ? [col.x, col.y] : [col.lng, col.lat]
    const metres = col.x !== undefined ? { lng: 1, lat: 1 } : METRES
    if (across !== undefined) this.#located = true
    if (col.from === undefined && col.month !== undefined) this.#monthly = true
    const texts = handling
      .filter((h) => !isDate(h))
      .map((h) => ({ dict: this.#dict(`handling ${h.field}`), column: header.indexOf(h.column) }))
    const reviews = new Map<HandlingField, number>()
    const dates = handling.filter(isDate).map((h) => {
      const k = reviews.get(h.field) ?? 0
      reviews.set(h.field, k + 1)
      const column = header.indexOf(h.column)
      return { into: this.#number(`date ${h.field} ${k}`), column, read: reader(column) }
    })
    const wanted = further.map((name) => ({
      dict: this.#dict(`further ${name}`),
      column: columnNamed(table, name),
    }))
    const own = (['offence', 'offenceCode', 'beat', 'outcome'] as const).map((f) => ({
      dict: this.#dict(f),
      column: col[f],
    }))
    const used = new Set([...Object.values(col), ...handling.map((h) => header.indexOf(h.column))])
    const statuses = statusColumns(
      header.map(normaliseHeader),
      (column) => !used.has(column),
      (column) => valuesOf(table, column),
    )
    const status = this.#dict('status')
    const file = this.#dict('file')
    const numbers = (['line', 'x', 'y', 'happened', 'recorded'] as const).map((k) => this.#number(k))
    return (cells, line) => {
      for (const { dict, column } of [...own, ...texts, ...wanted])
        cells.intoDict(column === undefined || column < 0 ? undefined : column, dict)
      status.push(statuses.map((s) => statusText(cells.text(s.column), s.says)).find(isNoLonger) ?? '')
      file.push(col.offence === undefined && col.offenceCode === undefined ? table.name : '')
      for (const { into, column, read } of dates) into.push(moment(cells, read, column))
      const reportedAt = moment(cells, reported, col.reported, col.reportedTime)
      // without a date of the crime its report stands for it
      const happened = from ? moment(cells, from, col.from ?? col.month, col.fromTime) : reportedAt
      const values = [
        line,
        cells.number(across, false) * metres.lng,
        cells.number(up, false) * metres.lat,
        happened,
        reported ? reportedAt : happened,
      ]
      numbers.forEach((column, k) => column.push(values[k]))
      cells.intoText(col.id, this.#texts.id)
      cells.intoText(col.uprn, this.#texts.uprn)
      if (col.address !== undefined && !cells.isEmpty(col.address))
        cells.intoText(col.address, this.#texts.address)
      else this.#texts.address.push(joinedAddress(cells, col))
      this.n++
    }
  }

  /** 1 for each row whose wording, outcome or status says that it is no crime any more, as the import has it. */
  ended(): Uint8Array {
    const gone = new Uint8Array(this.n)
    for (const name of ['offence', 'outcome', 'status']) {
      const { codes, values } = this.#dict(name).finish()
      const is = values.map(isNoLonger)
      for (let i = 0; i < this.n; i++) if (is[codes[i]]) gone[i] = 1
    }
    return gone
  }

  finish(further: readonly string[]): Cases {
    const { n } = this
    const dict = (name: string): DictColumn => this.#dict(name).finish()
    const number = (name: string): Float64Array => this.#number(name).finish()
    const id = this.#texts.id.finish()
    const [offence, code] = [dict('offence'), dict('offenceCode')]
    const files = dict('file')
    const known = new Map<number, number>()
    const kinds = Uint8Array.from({ length: n }, (_, i) => {
      if (files.codes[i] > 0) return offenceIndex(offenceOfFileName(files.values[files.codes[i]]) ?? 'other')
      const pair = offence.codes[i] * code.values.length + code.codes[i]
      let kind = known.get(pair)
      if (kind === undefined) {
        const wording = offence.values[offence.codes[i]]
        const said = this.#options.offences?.[wording]
        known.set(pair, (kind = offenceIndex(said ?? offenceOf(wording, code.values[code.codes[i]]))))
      }
      return kind
    })
    const texts: Partial<Record<HandlingField, DictColumn>> = {}
    const dates: Partial<Record<HandlingField, Float64Array[]>> = {}
    for (const name of this.#dicts.keys())
      if (name.startsWith('handling ')) texts[name.slice(9) as HandlingField] = dict(name)
    for (const name of this.#numbers.keys()) {
      const [kind, field] = name.split(' ')
      if (kind === 'date') (dates[field as HandlingField] ??= []).push(number(name))
    }
    return {
      n,
      line: Uint32Array.from(number('line')),
      id,
      texts,
      dates,
      recorded: number('recorded'),
      recordedFrom: this.#recordedFrom,
      happened: number('happened'),
      offence: kinds,
      wording: offence.values.length > 1 ? offence : code,
      beat: dict('beat'),
      outcome: dict('outcome'),
      place: this.#places(number('x'), number('y')),
      further: Object.fromEntries(further.map((name) => [name, dict(`further ${name}`)])),
    }
  }

  /** Properties by UPRN, then address; a point on the map is none. Months tell no order, and open data no property. */
  #places(x: Float64Array, y: Float64Array): Int32Array {
    const { n } = this
    if (this.#monthly) return new Int32Array(n).fill(-1)
    const uprn = this.#texts.uprn.finish()
    const address = this.#texts.address.finish()
    // a register without coordinates is one town; a row without them in one that has some is nowhere
    const at = this.#located ? { x, y } : { x: new Float64Array(n), y: new Float64Array(n) }
    const { place } = placesOf({ n, ...at, uprn, address })
    const doors = new Doors()
    return place.map((p, i) => {
      const keyed = uprn.offsets[i + 1] > uprn.offsets[i]
      return keyed || doors.read(address.bytes, address.offsets[i], address.offsets[i + 1]) ? p : -1
    })
  }
}

const isDate = ({ field }: HandlingGuess): boolean => HANDLING_FIELDS[field].kind === 'date'

/** Day or month first, by the numbers above 12 in all columns of dates. */
function orderOf(table: RawTable, columns: readonly (number | undefined)[]): 'dmy' | 'mdy' {
  let [first, second] = [0, 0]
  for (const column of columns) {
    if (column === undefined) continue
    const reader = new DateReader('dmy', undefined)
    for (const v of valuesOf(table, column, 2000)) reader.read(v)
    first += reader.firstAbove12
    second += reader.secondAbove12
  }
  return second > first ? 'mdy' : 'dmy'
}
