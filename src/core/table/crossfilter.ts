/**
 * Linked views at speed. Each clause is evaluated once into one bit of every row; which clauses are in force is then
 * a mask, so that leaving one out, taking one off or putting it back costs a pass over one array of integers.
 */
import { KeptWeakMap } from '../base/kept.ts'
import { areaTest } from '../geometry/area.ts'
import { type Clause, filterRows, hourOf, inHours, type Test, testOf } from './filter.ts'
import { FLAG, type Incidents } from './incidents.ts'
import { OFFENCES } from '../base/offences.ts'
import { OUTCOME_GROUPS, outcomeGroup } from './outcomes.ts'
import { dayOf, weekdayOf } from '../base/time.ts'

/** Clauses remembered side by side: the bits of a number of two bytes. Every pass reads one for each row. */
const BITS = 16

/** Row lists and counts kept, so that what did not change is the same array as before; of long lists fewer are. */
const KEEP_ROWS = 12
const FEWEST_ROWS = 3
const LONG_ROWS = 20_000_000
const KEEP_COUNTS = 96

/** What can be counted: a code per row, and how many codes there are. */
export interface Dimension {
  readonly codes: Uint8Array | Uint16Array | Uint32Array
  readonly size: number
}

/** Names of the dimensions; see `dimension`. */
export type DimensionId = 'offence' | 'week' | 'weekday' | 'beat' | 'street' | 'outcome' | 'day' | 'repeat'

/** The code of `week` for a row without a clock time; weekday * 24 + hour otherwise, 0 = Monday 00:00. */
export const NO_HOUR = 168

/** Forgets the oldest beyond `most`. */
function keep<V>(kept: Map<string, V>, key: string, value: V, most: number): V {
  kept.delete(key)
  kept.set(key, value)
  if (kept.size > most) kept.delete(kept.keys().next().value!)
  return value
}

/** The filters of one table. Views of different clauses may be asked in any order. */
export class CrossFilter {
  readonly #table: Incidents
  /** bit b of row i is set where the clause in slot b fails */
  readonly #fails: Uint16Array
  /** which clause each bit stands for, and when it was last asked for */
  readonly #slots: { id: number; used: number }[] = []
  #clock = 0
  #next = 1
  readonly #ids = new Map<string, number>()
  readonly #areas = new WeakMap<object, number>()
  readonly #dimensions = new Map<DimensionId, Dimension>()
  readonly rowsKept = new Map<string, Uint32Array>()
  readonly countsKept = new Map<string, Uint32Array>()

  constructor(table: Incidents) {
    this.#table = table
    this.#fails = new Uint16Array(table.n)
  }

  /** What these clauses leave. */
  at(clauses: readonly Clause[]): View {
    return new View(this, clauses)
  }

  /** A number for what a clause asks, equal for equal questions whoever asks them. */
  idOf(clause: Clause): number {
    if (clause.kind === 'area') {
      let id = this.#areas.get(clause.area)
      if (id === undefined) this.#areas.set(clause.area, (id = this.#next++))
      return id
    }
    const key = JSON.stringify({ ...clause, source: '' })
    let id = this.#ids.get(key)
    if (id === undefined) {
      // a day of dragging makes thousands of periods; a number forgotten is only a pass to be made again
      if (this.#ids.size > 5000) this.#ids.clear()
      this.#ids.set(key, (id = this.#next++))
    }
    return id
  }

  /** The rows' failed bits, and the mask that picks these clauses: a row passes where `fails[i] & mask` is 0. */
  masked(clauses: readonly Clause[]): { fails: Uint16Array; mask: number } {
    const wanted = new Map(clauses.map((c) => [this.idOf(c), c]))
    if (wanted.size > BITS) {
      // more clauses than bits: no page makes them, but a link may hold anything
      const fails = new Uint16Array(this.#table.n).fill(1)
      for (const i of filterRows(this.#table, clauses)) fails[i] = 0
      return { fails, mask: 1 }
    }
    this.#clock++
    let mask = 0
    for (const slot of this.#slots) if (wanted.has(slot.id)) slot.used = this.#clock
    for (const [id, clause] of wanted) {
      let at = this.#slots.findIndex((s) => s.id === id)
      if (at < 0) {
        at = this.#free()
        this.#slots[at] = { id, used: this.#clock }
        this.#evaluate(clause, at)
      }
      mask |= 1 << at
    }
    return { fails: this.#fails, mask }
  }

  /** A slot not in use: a fresh one, else the one that was not asked for longest. */
  #free(): number {
    if (this.#slots.length < BITS) return this.#slots.length
    let oldest = 0
    for (let k = 1; k < BITS; k++) if (this.#slots[k].used < this.#slots[oldest].used) oldest = k
    return oldest
  }

  #evaluate(clause: Clause, slot: number): void {
    const fails = this.#fails
    const bit = 1 << slot
    const coded = this.#byCode(clause)
    if (coded) {
      const { codes, passes } = coded
      // no branch: which weekday a row has cannot be foretold, and every wrong guess costs more than the row
      const set = Uint16Array.from(passes, (p) => (p === 1 ? 0 : bit))
      for (let i = 0; i < fails.length; i++) fails[i] = (fails[i] & ~bit) | set[codes[i]]
      return
    }
    const { x, y } = this.#table
    let test: Test
    if (clause.kind === 'area') {
      const inside = areaTest(clause.area)
      test = (i) => inside(x[i], y[i])
    } else test = testOf(clause, this.#table)
    for (let i = 0; i < fails.length; i++) fails[i] = test(i) ? fails[i] & ~bit : fails[i] | bit
  }

  /** Which codes of a dimension a clause lets through: a look into a small table at each row instead of a test. */
  #byCode(clause: Clause): { codes: Dimension['codes']; passes: Uint8Array } | undefined {
    const of = (id: DimensionId, pass: (code: number) => boolean) => {
      const { codes, size } = this.dimension(id)
      const passes = new Uint8Array(size)
      for (let c = 0; c < size; c++) passes[c] = +pass(c)
      return { codes, passes }
    }
    const { beat, street } = this.#table
    const named = (names: readonly string[], values: readonly string[]) => {
      const wanted = new Set(names)
      return (c: number) => wanted.has(values[c])
    }
    switch (clause.kind) {
      case 'offence':
        return of('offence', (c) => clause.offences.includes(OFFENCES[c].id))
      case 'weekdays':
        return of('weekday', (c) => clause.weekdays.includes(c))
      case 'hours': {
        const holds = inHours(clause)
        return of('week', (c) => c !== NO_HOUR && holds(c % 24))
      }
      case 'beat':
        return of('beat', named(clause.beats, beat.values))
      case 'street':
        return of('street', named(clause.streets, street.values))
      case 'outcome':
        return of('outcome', (c) => clause.outcomes.includes(OUTCOME_GROUPS[c].id))
      case 'repeat':
        return of('repeat', (c) => c === 1)
      default:
        return undefined
    }
  }

  /** Codes of a dimension, worked out when first asked for. */
  dimension(id: DimensionId): Dimension {
    let d = this.#dimensions.get(id)
    if (!d) this.#dimensions.set(id, (d = dimensionOf(this.#table, id)))
    return d
  }
}

function dimensionOf(t: Incidents, id: DimensionId): Dimension {
  switch (id) {
    case 'offence':
      return { codes: t.offence, size: OFFENCES.length }
    case 'beat':
      return { codes: t.beat.codes, size: t.beat.values.length }
    case 'street':
      return { codes: t.street.codes, size: t.street.values.length }
    case 'outcome': {
      const group = t.outcome.values.map((v) => OUTCOME_GROUPS.findIndex((g) => g.id === outcomeGroup(v)))
      // plain loops: `from` with a function walks a million rows five times as slowly
      const codes = new Uint8Array(t.n)
      for (let i = 0; i < t.n; i++) codes[i] = group[t.outcome.codes[i]]
      return { codes, size: OUTCOME_GROUPS.length }
    }
    case 'repeat': {
      const codes = new Uint8Array(t.n)
      for (let i = 0; i < t.n; i++) codes[i] = t.flags[i] & FLAG.repeat ? 1 : 0
      return { codes, size: 2 }
    }
    case 'week': {
      const codes = new Uint8Array(t.n)
      for (let i = 0; i < t.n; i++) {
        const weekday = weekdayOf(dayOf(t.from[i]))
        codes[i] = t.flags[i] & FLAG.noTime ? NO_HOUR : weekday * 24 + hourOf(t.from[i])
      }
      return { codes, size: NO_HOUR + 1 }
    }
    case 'weekday': {
      const codes = new Uint8Array(t.n)
      for (let i = 0; i < t.n; i++) codes[i] = weekdayOf(dayOf(t.from[i]))
      return { codes, size: 7 }
    }
    case 'day': {
      // code 0 holds what has an unlikely date; the first day of the table's span is 1
      const { first, last } = t.span
      const size = last - first + 2
      // a hundred and eighty years of days fit into two bytes
      const codes = size <= 1 << 16 ? new Uint16Array(t.n) : new Uint32Array(t.n)
      for (let i = 0; i < t.n; i++) {
        const day = dayOf(t.from[i])
        const known = !(t.flags[i] & FLAG.oddDate) && day >= first && day <= last
        codes[i] = known ? day - first + 1 : 0
      }
      return { codes, size }
    }
  }
}

/** 1 for a row that fails in nothing, else 0, without a branch; of numbers below 2³¹. */
const passes = (failed: number): 0 | 1 => ((failed - 1) >>> 31) as 0 | 1

/** How many lists may be kept: twelve of ten million rows are half a gigabyte. */
function keptRows(kept: ReadonlyMap<string, Uint32Array>): number {
  let rows = 0
  for (const list of kept.values()) rows += list.length
  return rows > LONG_ROWS ? Math.max(FEWEST_ROWS, Math.min(KEEP_ROWS, kept.size - 1)) : KEEP_ROWS
}

/** What a set of clauses leaves of a table. Lists and counts are shared: read them, never write. */
export class View {
  readonly clauses: readonly Clause[]
  readonly #filter: CrossFilter
  readonly #counted = new Map<string, number>()

  constructor(filter: CrossFilter, clauses: readonly Clause[]) {
    this.#filter = filter
    this.clauses = clauses
  }

  /** The clauses in force, and a key that is equal where the answer is. */
  #without(except: readonly string[]): { clauses: readonly Clause[]; key: string } {
    const clauses = this.clauses.filter((c) => !except.includes(c.source))
    const ids = [...new Set(clauses.map((c) => this.#filter.idOf(c)))].sort((a, b) => a - b)
    return { clauses, key: ids.join() }
  }

  /** Row numbers that pass, ascending; `except` leaves out the clauses of these sources. Equal questions give one array. */
  rows(...except: readonly string[]): Uint32Array {
    const { clauses, key } = this.#without(except)
    const { rowsKept } = this.#filter
    const had = rowsKept.get(key)
    if (had) return keep(rowsKept, key, had, keptRows(rowsKept))
    const { fails, mask } = this.#filter.masked(clauses)
    // counted first: of ten million rows a list too long, and its copy, are eighty megabytes
    const out = new Uint32Array(this.count(...except))
    // written at once and kept where the row passes; what is written beyond the end goes nowhere
    for (let i = 0, n = 0; i < fails.length; i++) {
      out[n] = i
      n += passes(fails[i] & mask)
    }
    return keep(rowsKept, key, out, keptRows(rowsKept))
  }

  /** How many rows pass. */
  count(...except: readonly string[]): number {
    const { clauses, key } = this.#without(except)
    const had = this.#counted.get(key) ?? this.#filter.rowsKept.get(key)?.length
    if (had !== undefined) return had
    for (const [name, counts] of this.#filter.countsKept)
      // each row has one code
      if (name.endsWith(` ${key}`)) return counts.reduce((a, b) => a + b, 0)
    const { fails, mask } = this.#filter.masked(clauses)
    let n = 0
    for (let i = 0; i < fails.length; i++) n += passes(fails[i] & mask)
    this.#counted.set(key, n)
    return n
  }

  /** How many rows of each code pass, length `dimension(id).size`. Equal questions give one array. */
  counts(id: DimensionId, ...except: readonly string[]): Uint32Array {
    const { clauses, key } = this.#without(except)
    const { countsKept } = this.#filter
    const name = `${id} ${key}`
    const had = countsKept.get(name)
    if (had) return keep(countsKept, name, had, KEEP_COUNTS)
    const { codes, size } = this.#filter.dimension(id)
    const counts = new Uint32Array(size)
    const rows = this.#filter.rowsKept.get(key)
    if (rows)
      // the list is there already: of one weekday it is a seventh of the table
      for (let k = 0; k < rows.length; k++) counts[codes[rows[k]]]++
    else {
      const { fails, mask } = this.#filter.masked(clauses)
      for (let i = 0; i < fails.length; i++) counts[codes[i]] += passes(fails[i] & mask)
    }
    return keep(countsKept, name, counts, KEEP_COUNTS)
  }
}

const filters = new KeptWeakMap<Incidents, CrossFilter>()

/** The filters of a table, made once. */
export function crossfilter(table: Incidents): CrossFilter {
  let f = filters.get(table)
  if (!f) filters.set(table, (f = new CrossFilter(table)))
  return f
}
