/** What a table shows of its model: cells as text, the order of rows, widths, and the copy for a spreadsheet. */
import { rankTexts } from './textRank.ts'
import { csvCell, guarded, quotedCell } from '../core/base/csv.ts'
import { cellText, type TableColumn, type TableModel, written } from './table.ts'

export interface Sort {
  readonly key: string
  readonly descending: boolean
}

/** Whole numbers that span no more than this many times the rows are ordered by counting. */
const DENSE = 4

/**
 * The rows in order: stable, unknown values last both ways. Text by the dictionary with numbers by size, so
 * 2 High Street comes before 10. Each distinct text is ranked once; rows are then ordered by rank.
 */
export function sortedRows(table: TableModel, sort: Sort | undefined): Uint32Array {
  const { n } = table
  const rows = new Uint32Array(n)
  for (let i = 0; i < n; i++) rows[i] = i
  const column = sort && table.columns.find((c) => c.key === sort.key)
  if (!column) return rows
  const keys = new Float64Array(n)
  const texts = new Map<string, number>()
  const isText = new Uint8Array(n)
  let numbers = 0
  for (let i = 0; i < n; i++) {
    const v = (column.order ?? column.value)(i)
    if (v === null || v === '' || Number.isNaN(v)) keys[i] = NaN
    else if (typeof v === 'number') {
      keys[i] = v
      numbers++
    } else {
      isText[i] = 1
      let code = texts.get(v)
      if (code === undefined) texts.set(v, (code = texts.size))
      keys[i] = code
    }
  }
  if (numbers > 0) {
    // a word among figures, such as a dash, is no figure
    for (let i = 0; i < n; i++) if (isText[i]) keys[i] = NaN
  } else if (texts.size > 0) {
    const ranks = rankTexts([...texts.keys()])
    for (let i = 0; i < n; i++) if (isText[i]) keys[i] = ranks[keys[i]]
  }
  return byCounting(keys, sort!.descending) ?? byComparing(rows, keys, sort!.descending)
}

const byComparing = (rows: Uint32Array, keys: Float64Array, descending: boolean): Uint32Array => {
  const sign = descending ? -1 : 1
  return rows.sort((a, b) => {
    const x = keys[a]
    const y = keys[b]
    if (x !== x) return y !== y ? a - b : 1
    if (y !== y) return -1
    return sign * (x === y ? 0 : x < y ? -1 : 1) || a - b
  })
}

/** The same for whole numbers that lie close, such as ranks and days, in two passes; undefined for others. */
function byCounting(keys: Float64Array, descending: boolean): Uint32Array | undefined {
  const n = keys.length
  let [low, high] = [Infinity, -Infinity]
  for (const k of keys) {
    if (k !== k) continue
    if (!Number.isInteger(k)) return undefined
    if (k < low) low = k
    if (k > high) high = k
  }
  if (high < low || high - low > DENSE * n + 1000) return undefined
  const size = high - low + 1
  // the last bin holds what is not known
  const bin = (k: number) => (k !== k ? size : descending ? high - k : k - low)
  const start = new Uint32Array(size + 2)
  for (let i = 0; i < n; i++) start[bin(keys[i]) + 1]++
  for (let b = 0; b <= size; b++) start[b + 1] += start[b]
  const out = new Uint32Array(n)
  for (let i = 0; i < n; i++) out[start[bin(keys[i])]++] = i
  return out
}

/** Rows looked at to find a column in which nothing stands; a larger table is looked at evenly. */
const LOOKED = 100_000

/** Keys of the text columns that say nothing in any row: shown only when asked for. */
export function blankColumns(table: TableModel): ReadonlySet<string> {
  const step = Math.max(1, Math.floor(table.n / LOOKED))
  const blank = (c: TableColumn) => {
    for (let i = 0; i < table.n; i += step) if (cellText(c, i) !== '' || c.detail?.(i)) return false
    return true
  }
  return new Set(
    table.n === 0 ? [] : table.columns.filter((c) => c.kind === 'text' && blank(c)).map((c) => c.key),
  )
}

/**
 * The rows that are marked, in the order shown: those marked here and the one chosen elsewhere. Marks of rows that the table
 * no longer has mark nothing.
 */
export function markedRows(
  table: Pick<TableModel, 'key'>,
  order: ArrayLike<number>,
  marked: ReadonlySet<string>,
  selected?: string | null,
): number[] {
  if (marked.size === 0 && selected == null) return []
  return Array.from(order).filter((row) => {
    const key = table.key(row)
    return marked.has(key) || key === selected
  })
}

/** What clicking a header does next: numbers fall first, the rest rise first, the third click restores the order. */
export function nextSort(sort: Sort | undefined, column: TableColumn): Sort | undefined {
  const first = column.kind === 'number'
  if (sort?.key !== column.key) return { key: column.key, descending: first }
  return sort.descending === first ? { key: column.key, descending: !first } : undefined
}

/** Rows and columns as tab-separated text for pasting into a spreadsheet, with a header line. */
export function tableToTsv(columns: readonly TableColumn[], rows: Iterable<number>): string {
  // a tab or line end inside a cell would shift every cell after it
  const flat = (s: string) => s.replace(/[\t\r\n]+/g, ' ')
  const cell = (c: TableColumn, i: number) => {
    const v = written(c, i)
    if (typeof v === 'number') return csvCell(v)
    const text = guarded(flat(v ?? ''))
    // a quote in front opens a quoted cell, which without its like would swallow all that follows
    return text.startsWith('"') ? quotedCell(text) : text
  }
  const lines = [columns.map((c) => flat(c.unit ? `${c.label} (${c.unit})` : c.label)).join('\t')]
  for (const i of rows) lines.push(columns.map((c) => cell(c, i)).join('\t'))
  return lines.join('\n') + '\n'
}

/** Characters of a unit that stand beside the heading; longer ones stand below it. */
const UNIT_BESIDE = 4

/** Whether the unit of a column stands on a line of its own. */
export const unitBelow = (c: TableColumn): boolean => (c.unit?.length ?? 0) > UNIT_BESIDE

/** The longest word of some text: what a heading on two lines needs. */
const longestWord = (text: string): number => Math.max(...text.split(/[\s-]/).map((w) => w.length))

/** About how wide a cell's text is, px: figures and capitals are wider than the rest. */
function textWidth(text: string): number {
  let wide = 0
  for (const letter of text) wide += /[0-9]/.test(letter) ? 7.9 : /[A-Z]/.test(letter) ? 8.6 : 6.4
  return Math.max(text.length * 7.1, wide)
}

/**
 * The width each column would like, px, from its header and a sample of about 200 rows. `tight` lets a heading break into
 * lines, so that the figures decide.
 */
export function columnWidths(table: TableModel, columns: readonly TableColumn[], tight = false): number[] {
  const step = Math.max(1, Math.floor(table.n / 200))
  return columns.map((c) => {
    const label = tight ? longestWord(c.label) : c.label.length
    // a long unit stands on two lines at most
    const unit = c.unit
      ? tight
        ? Math.max(longestWord(c.unit), Math.ceil(c.unit.length * 0.6))
        : c.unit.length
      : 0
    const letters = unitBelow(c) || tight ? Math.max(label, unit) : label + (unit ? unit + 1 : 0)
    const head = tight ? letters * 6.6 + 13 : letters * 6.9 + (c.kind === 'tier' ? 12 : 20)
    if (c.kind === 'tier') return Math.round(Math.max(36, head))
    let body = 0
    for (let i = 0; i < table.n; i += step) {
      const text = cellText(c, i)
      body = Math.max(body, c.kind === 'text' ? textWidth(text) : text.length * 7.7)
      if (c.detail) body = Math.max(body, c.detail(i).length * 6.4)
    }
    return Math.round(Math.max(tight ? 36 : 48, head, Math.min(c.kind === 'text' ? 280 : 180, body + 14)))
  })
}

/** No text column is pressed narrower than this, px; one on two lines needs more, so that two are enough. */
const LEAST = 96
const LEAST_WRAPPED = 144

/** What a column needs at least: figures, and text that is read whole, all that they wish. */
const leastOf = (c: TableColumn, wished: number): number =>
  c.kind !== 'text' || c.whole ? wished : Math.min(wished, c.wrap ? LEAST_WRAPPED : LEAST)

/**
 * The widths that fit `room` px: columns of text give way down to 96 px, and take what is left over; figures and text
 * that is read whole keep the width they need, so a number is never cut. Where even that does not fit the table scrolls: every
 * column has the width it likes, but names in front take less than half of the room, so that a figure of
 * each row is in sight with them.
 */
export function fitWidths(
  wished: readonly number[],
  columns: readonly TableColumn[],
  room: number,
): number[] {
  const text = columns.map((c) => c.kind === 'text')
  const spare = room - wished.reduce((a, b) => a + b, 0)
  if (room <= 0 || spare === 0) return [...wished]
  const give = wished.map((w, i) => (!text[i] ? 0 : spare > 0 ? w : Math.max(0, w - leastOf(columns[i], w))))
  const all = give.reduce((a, b) => a + b, 0)
  // without text to stretch, every column shares the room
  if (all === 0 && spare > 0) return wished.map((w) => w + spare / wished.length)
  if (spare < -all)
    return wished.map((w, i) =>
      i === 0 && text[0] && !columns[0].whole ? Math.min(w, Math.max(LEAST, room * 0.45)) : w,
    )
  const share = spare / all
  return wished.map((w, i) => w + give[i] * share)
}

/**
 * Keys of the columns that do not fit `room` px beside the others, from the right; the first and the deciding ones never
 * go. They wait in the menu of columns.
 */
export function droppedColumns(
  table: TableModel,
  columns: readonly TableColumn[],
  room: number,
): Set<string> {
  const dropped = new Set<string>()
  if (room <= 0) return dropped
  const wished = columnWidths(table, columns)
  let need = columns.reduce((sum, c, i) => sum + leastOf(c, wished[i]), 0)
  for (let i = columns.length - 1; i > 0 && need > room; i--) {
    if (columns[i].deciding) continue
    dropped.add(columns[i].key)
    need -= leastOf(columns[i], wished[i])
  }
  return dropped
}

/**
 * The widths of a table in `room` px, and whether its headings must break into lines for it: where even the deciding columns
 * do not fit, headings give way before a column is cut.
 */
export function layout(
  table: TableModel,
  columns: readonly TableColumn[],
  room: number,
): { readonly widths: number[]; readonly tight: boolean } {
  const wished = columnWidths(table, columns)
  const need = columns.reduce((sum, c, i) => sum + leastOf(c, wished[i]), 0)
  const tight = room > 0 && need > room
  return { widths: fitWidths(tight ? columnWidths(table, columns, true) : wished, columns, room), tight }
}
