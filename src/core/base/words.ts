/** Numbers and shares as notes and answers word them. */
import type { DictColumn } from './text.ts'

/** By digits after the point; making one takes far longer than using it. */
const FORMATS = [0, 1, 2, 3, 4, 5].map(
  (digits) =>
    new Intl.NumberFormat('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits }),
)

/**
 * "12,345", "−3.1"; with up to five digits after the point where told. What rounds to nothing has no sign; "unknown" where
 * there is no number.
 */
export function showNumber(value: number, digits = 0): string {
  if (Number.isNaN(value)) return 'unknown'
  const text = FORMATS[Math.min(5, digits)].format(value)
  return text.startsWith('-') ? (/[1-9∞]/.test(text) ? text.replace('-', '−') : text.slice(1)) : text
}

/** The same with as many digits as the number has, to three. */
export const showExact = (value: number): string =>
  showNumber(value, Number.isFinite(value) ? (String(+value.toFixed(3)).split('.')[1]?.length ?? 0) : 0)

/** "1 incident", "12,345 incidents". */
export const countOf = (n: number, one: string, many = one + 's'): string =>
  `${showNumber(n)} ${n === 1 ? one : many}`

/** A unit as it follows its number: " m", "%", or nothing. */
export const unitAfter = (unit: string): string => (unit === '' || unit === '%' ? unit : ' ' + unit)

/** "12%" of a share 0..1; one digit below 10%. */
export const showShare = (share: number): string =>
  Number.isFinite(share) ? `${showNumber(share * 100, share > 0 && share < 0.0995 ? 1 : 0)}%` : 'unknown'

/** A p-value: "< 0.001", "0.004", "0.31"; "unknown" where there is none. */
export const showP = (p: number): string =>
  Number.isNaN(p) ? 'unknown' : p < 0.001 ? '<\u00a00.001' : showNumber(p, p < 0.0995 ? 3 : 2)

/** "0.02", "0.0005": a p-value with the digits it has; "none" where there is none. */
export const exactP = (p: number): string =>
  Number.isNaN(p) ? 'none' : p < 0.00095 ? String(+p.toPrecision(1)) : String(+p.toPrecision(2))

/** A p-value of so many permutations, to the digits that they can tell: "0.012" of 999. It is never 0. */
export const permutedP = (p: number, permutations: number): string => {
  if (!Number.isFinite(p)) return 'not tested yet'
  const digits = Math.max(2, Math.ceil(Math.log10(permutations + 1)))
  return digits > 4 && p < 0.0001 ? exactP(p) : showNumber(p, digits)
}

/** The same in a sentence: "p = 0.005", "p < 0.001", kept on one line by no-break spaces. */
export const sayP = (p: number): string =>
  `p\u00a0${Number.isNaN(p) || p < 0.001 ? '' : '=\u00a0'}${showP(p)}`

/**
 * The commonest value of a column among rows, empty values apart, and those that `leave` names; '' when there is no other.
 * Ties: by alphabet.
 */
export function commonest(
  { codes, values }: DictColumn,
  rows: ArrayLike<number>,
  leave?: (value: string) => boolean,
): string {
  if (values.every((value) => !value)) return ''
  // many rows of few values count in an array, few rows of many values in a map
  const many = rows.length > values.length
  const counts = many ? new Uint32Array(values.length) : new Map<number, number>()
  if (counts instanceof Map)
    for (let k = 0; k < rows.length; k++) counts.set(codes[rows[k]], (counts.get(codes[rows[k]]) ?? 0) + 1)
  else for (let k = 0; k < rows.length; k++) counts[codes[rows[k]]]++
  let best = ''
  let most = 0
  for (const [code, n] of counts.entries()) {
    const value = values[code]
    if (!value || n < most || n === 0 || (n === most && value >= best) || leave?.(value)) continue
    most = n
    best = value
  }
  return best
}

/** A text that begins a sentence: its first letter is a capital. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** "A", "B" … "Z", "AA": the name of the k-th of several things, from 0. */
export const letters = (k: number): string =>
  (k >= 26 ? letters(Math.floor(k / 26) - 1) : '') + String.fromCharCode(65 + (k % 26))
