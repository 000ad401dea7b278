/** Values of typed formats (Excel, Parquet, databases) as the text a CSV would hold. */

/** Longest text kept of one cell: what is longer is no cell of an extract. */
export const MAX_CELL = 100_000

/**
 * Text of a value: dates as ISO wall clock, seconds rounded, midnight as a bare date; null as ''; lists joined by
 * blanks. Never fails, and never gives more than `MAX_CELL` characters.
 */
export function cellText(v: unknown): string {
  if (v === null || v === undefined) return ''
  if (typeof v === 'string') return v.length > MAX_CELL ? v.slice(0, MAX_CELL) : v
  if (typeof v === 'number') return Number.isFinite(v) ? String(v) : ''
  if (v instanceof Date) return dateText(v)
  if (typeof v === 'object') {
    if (ArrayBuffer.isView(v)) return ''
    return (Array.isArray(v) ? v.slice(0, 1000).map(shortText).join(' ') : shortText(v)).slice(0, MAX_CELL)
  }
  return typeof v === 'bigint' || typeof v === 'boolean' ? String(v) : ''
}

/** A value inside a list. */
function shortText(v: unknown): string {
  if (typeof v !== 'object' || v === null || v instanceof Date) return cellText(v)
  try {
    return JSON.stringify(v, (_, x: unknown) => (typeof x === 'bigint' ? String(x) : x)) ?? ''
  } catch {
    return ''
  }
}

function dateText(d: Date): string {
  if (Number.isNaN(d.getTime())) return ''
  // spreadsheets store days as binary fractions: a minute is off by some microseconds
  const rounded = new Date(Math.round(d.getTime() / 1000) * 1000)
  if (Number.isNaN(rounded.getTime())) return ''
  const iso = rounded.toISOString()
  // day 0 of Excel's calendar stands for a clock time without a day
  if (iso.startsWith('1899-12-3')) return iso.slice(11, 16)
  return iso.slice(11, 19) === '00:00:00' ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
}
