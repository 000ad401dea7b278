/**
 * Cells of CSV. A spreadsheet runs a cell that begins with = + - @ (or their full-width twins, a tab or a line end), also
 * where blanks or letters that are not seen stand before it: such text gets an apostrophe in front, on its way out of
 * every room. Numbers never do.
 */

// an apostrophe before a formula was there already: guarded once more, so that taking one off gives the text again
const FORMULA = /^(?:'*[\t\r\n]|['\s\p{Cc}\p{Cf}\p{Zs}\p{DI}\u2800]*[=+\-@＝＋－＠﹣﹢﹦﹫])/u

/** A text that no spreadsheet runs. */
export const guarded = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** The text that `guarded` was given. */
export const unguarded = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text

/** A text as a cell of CSV, quoted where it must be and not guarded: for what Cocoon itself reads back. */
export const quotedCell = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** A cell as CSV writes it: guarded, and quoted where it must be; nothing for null and for numbers that are none. */
export function csvCell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : ''
  return quotedCell(guarded(value))
}
