/** Values of typed formats (Excel, Parquet, databases) as the text a CSV would hold. */

/** Text of a value: dates as ISO wall clock, seconds rounded, midnight as a bare date; null as ''. */
export function cellText(v: unknown): string {
  if (v === null || v === undefined) return ''
  if (typeof v === 'string') return v
  if (typeof v === 'number') return Number.isFinite(v) ? String(v) : ''
  if (v instanceof Date) return dateText(v)
  if (typeof v === 'object') return Array.isArray(v) ? v.map(cellText).join(' ') : JSON.stringify(v)
  return String(v)
}

function dateText(d: Date): string {
  if (Number.isNaN(d.getTime())) return ''
  // spreadsheets store days as binary fractions: a minute is off by some microseconds
  const iso = new Date(Math.round(d.getTime() / 1000) * 1000).toISOString()
  // day 0 of Excel's calendar stands for a clock time without a day
  if (iso.startsWith('1899-12-3')) return iso.slice(11, 16)
  return iso.slice(11, 19) === '00:00:00' ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
}
