/** A case once: where a later file, or a later row, tells a case again, the later row stands. */
import { type DictColumn, TextBuilder, textAt, type TextColumn } from '../../core/base/text.ts'
import { TextIndex } from '../../core/base/textIndex.ts'
import { dayOf } from '../../core/base/time.ts'
import type { Cases } from '../../core/evaluation/quality/cases.ts'

/** What tells rows of one case from rows of several. */
type Told = Pick<Cases, 'n' | 'id' | 'happened' | 'offence' | 'texts' | 'dates'>

/** Rows that stand, and how many do not. */
export interface Standing {
  readonly rows: readonly number[]
  /** told again by a later file */
  readonly again: number
  /** older rows of a case within one file */
  readonly older: number
}

/**
 * Rows that stand, where `starts` are the first rows of each file. A case number of an earlier file that a later one has
 * again, of the same day (or of none), is told by the later. Within one file the later of two rows stands where nothing
 * about the handling tells them apart, as the map has it; rows of several reviews of a case stay. `keep`: they stay too.
 */
export function rowsThatStand(cases: Told, starts: readonly number[], keep = false): Standing {
  const { n, id, happened, offence } = cases
  const fileOf = (row: number): number => starts.findLastIndex((s) => s <= row)
  const texts = Object.values(cases.texts)
  const dates = Object.values(cases.dates).flat()
  const sameHandling = (a: number, b: number): boolean =>
    texts.every(({ codes }) => codes[a] === codes[b]) && dates.every((d) => Object.is(d[a], d[b]))
  const { of } = new TextIndex(id)
  const gone = new Uint8Array(n)
  const last = new Map<number, number[]>()
  for (let i = 0; i < n; i++) {
    if (of[i] < 0) continue
    const before = last.get(of[i])
    if (!before) {
      last.set(of[i], [i])
      continue
    }
    // "N/A" and the like name no case
    if (before.length >= MANY) continue
    for (const k of before) {
      const [a, b] = [happened[k], happened[i]]
      const same = Number.isNaN(a) || Number.isNaN(b) || dayOf(a) === dayOf(b)
      if (fileOf(k) !== fileOf(i)) {
        if (same) gone[k] = AGAIN
      } else if (!keep && a === b && offence[k] === offence[i] && sameHandling(k, i) && !gone[k])
        gone[k] = OLDER
    }
    before.push(i)
  }
  return {
    rows: Array.from({ length: n }, (_, i) => i).filter((i) => !gone[i]),
    again: gone.reduce((sum, g) => sum + +(g === AGAIN), 0),
    older: gone.reduce((sum, g) => sum + +(g === OLDER), 0),
  }
}

/** A number on so many rows is none of a case. */
const MANY = 50
const AGAIN = 1
const OLDER = 2

/** Some rows of a register, in their order. */
export function someCases(cases: Cases, rows: readonly number[]): Cases {
  const text = (c: TextColumn): TextColumn => {
    const b = new TextBuilder()
    for (const i of rows) b.push(textAt(c, i))
    return b.finish()
  }
  const dict = (c: DictColumn): DictColumn => ({ ...c, codes: Uint32Array.from(rows, (i) => c.codes[i]) })
  const numbers = (c: Float64Array): Float64Array => Float64Array.from(rows, (i) => c[i])
  const each = <V, W>(of: Readonly<Record<string, V>>, f: (v: V) => W): Record<string, W> =>
    Object.fromEntries(Object.entries(of).map(([k, v]) => [k, f(v)]))
  return {
    ...cases,
    n: rows.length,
    line: Uint32Array.from(rows, (i) => cases.line[i]),
    id: text(cases.id),
    texts: each(cases.texts, dict),
    dates: each(cases.dates, (columns) => columns.map(numbers)),
    recorded: numbers(cases.recorded),
    happened: numbers(cases.happened),
    offence: Uint8Array.from(rows, (i) => cases.offence[i]),
    wording: dict(cases.wording),
    beat: dict(cases.beat),
    outcome: dict(cases.outcome),
    place: Int32Array.from(rows, (i) => cases.place[i]),
    further: each(cases.further, dict),
  }
}
