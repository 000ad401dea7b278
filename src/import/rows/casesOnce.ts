/** A case once: where a later file tells a case of an earlier one again, the later row stands. */
import { type DictColumn, TextBuilder, textAt, type TextColumn } from '../../core/base/text.ts'
import { TextIndex } from '../../core/base/textIndex.ts'
import { dayOf } from '../../core/base/time.ts'
import type { Cases } from '../../core/evaluation/quality/cases.ts'

/**
 * Rows that stand, where `starts` are the first rows of each file: a case number of an earlier file that a later one has
 * again, of the same day (or of none), is told by the later. Rows of one file are never held against each other.
 */
export function rowsThatStand(
  cases: Pick<Cases, 'n' | 'id' | 'happened'>,
  starts: readonly number[],
): number[] {
  const { n, id, happened } = cases
  const fileOf = (row: number): number => starts.findLastIndex((s) => s <= row)
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
    for (const k of before) {
      const [a, b] = [happened[k], happened[i]]
      const same = Number.isNaN(a) || Number.isNaN(b) || dayOf(a) === dayOf(b)
      if (same && fileOf(k) !== fileOf(i)) gone[k] = 1
    }
    before.push(i)
  }
  return Array.from({ length: n }, (_, i) => i).filter((i) => !gone[i])
}

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
