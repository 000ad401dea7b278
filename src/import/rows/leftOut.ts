/** Rows left out: exact counts by reason, and the raw text of as many as memory allows. */
import { showNumber } from '../../core/base/words.ts'
import type { LeftOut } from '../contract.ts'

/** Most raw rows kept per reason; the counts go on. */
export const MAX_RAW = 10_000
/** Longest raw text kept of one row. */
const MAX_TEXT = 2000

/** A row as text again, cut where it is very long. */
export const rawText = (cells: readonly string[]): string =>
  cells
    .map((c) => {
      const some = c.slice(0, MAX_TEXT)
      return /[",\r\n\ufeff]|^ | $/.test(c) ? `"${some.replaceAll('"', '""')}"` : some
    })
    .join(',')
    .slice(0, MAX_TEXT)

/** Collects rows left out, per reason. */
export class LeftOutRows {
  #by = new Map<string, { n: number; lines: { file: string; line: number; text: string }[] }>()
  total = 0

  /** Counts a row. `cells`, where it is a function, is asked for only while texts are kept. */
  add(
    reason: string,
    file: string,
    line: number,
    cells: readonly string[] | (() => readonly string[]),
  ): void {
    let entry = this.#by.get(reason)
    if (!entry) this.#by.set(reason, (entry = { n: 0, lines: [] }))
    entry.n++
    this.total++
    if (entry.lines.length >= MAX_RAW) return
    entry.lines.push({ file, line, text: rawText(typeof cells === 'function' ? cells() : cells) })
  }

  /** What there is, to go back to with `rewind`. */
  mark(): ReadonlyMap<string, number> {
    return new Map([...this.#by].map(([reason, { n }]) => [reason, n]))
  }

  rewind(mark: ReadonlyMap<string, number>): void {
    this.total = 0
    for (const [reason, entry] of this.#by) {
      entry.n = mark.get(reason) ?? 0
      entry.lines.length = Math.min(entry.lines.length, entry.n)
      if (entry.n === 0) this.#by.delete(reason)
      this.total += entry.n
    }
  }

  /** Most frequent reason first. */
  finish(): LeftOut[] {
    return [...this.#by]
      .map(([reason, { n, lines }]) => ({ reason, n, lines }))
      .sort((a, b) => b.n - a.n || a.reason.localeCompare(b.reason))
  }

  /** A sentence when not every raw row could be kept. */
  note(): string | undefined {
    const cut = [...this.#by].filter(([, { n, lines }]) => n > lines.length).map(([reason]) => `“${reason}”`)
    return cut.length === 0
      ? undefined
      : `Of the rows left out for ${cut.join(', ')}, the raw text of the first ${showNumber(MAX_RAW)} is kept; the counts are of all.`
  }
}
