/** Crime numbers as they are compared: "44/7000/26", "44-7000-26" and "44 / 7000 / 26" are one. */
import { inCapitals, lengthAt, type TextColumn } from '../../core/base/text.ts'
import { ROUNDED } from './spoiltUprns.ts'

const STROKE = 47
/** Strokes, dashes, underlines and blanks. */
const isSeparator = (b: number): boolean => b === 32 || b === 45 || b === STROKE || b === 92 || b === 95

/** A number with every run of separators as one stroke, none at its ends. */
export const oneSeparator = (id: string): string => id.replace(/[ \-/\\_]+/g, '/').replace(/^\/|\/$/g, '')

/** The same of a whole column; the column itself where nothing is to be done. */
export function separatorsAsOne(column: TextColumn): TextColumn {
  const { bytes, offsets } = column
  let odd = false
  for (let i = 0; i < bytes.length && !odd; i++) odd = isSeparator(bytes[i])
  if (!odd) return column
  const n = offsets.length - 1
  const kept = new Uint8Array(bytes.length)
  const ends = new Uint32Array(n + 1)
  let at = 0
  for (let i = 0; i < n; i++) {
    const start = at
    for (let k = offsets[i]; k < offsets[i + 1]; k++) {
      if (!isSeparator(bytes[k])) kept[at++] = bytes[k]
      else if (at > start && kept[at - 1] !== STROKE) kept[at++] = STROKE
    }
    if (at > start && kept[at - 1] === STROKE) at--
    ends[i + 1] = at
  }
  return { bytes: kept.subarray(0, at), offsets: ends }
}

/** Whether a row's text is of figures alone. */
export function onlyDigits({ bytes, offsets }: TextColumn, i: number): boolean {
  for (let k = offsets[i]; k < offsets[i + 1]; k++) if (bytes[k] < 48 || bytes[k] > 57) return false
  return offsets[i + 1] > offsets[i]
}

/** A crime number as it is compared. */
export const numberKey = (id: string): string =>
  /^\d+$/.test(id) ? id.replace(/^0+(?=.)/, '') : oneSeparator(id.toUpperCase())

/**
 * The same of a whole column: small letters as capitals, strokes, dashes and blanks as one sign, and figures alone without zeros
 * in front, which a spreadsheet takes off.
 */
export function numberKeys(column: TextColumn): TextColumn {
  const capitals = separatorsAsOne(inCapitals(column))
  const { bytes, offsets } = capitals
  const n = offsets.length - 1
  let some = false
  for (let i = 0; i < n && !some; i++) some = bytes[offsets[i]] === 48 && lengthAt(column, i) > 1
  if (!some) return capitals
  const kept = new Uint8Array(bytes.length)
  const ends = new Uint32Array(n + 1)
  for (let i = 0; i < n; i++) {
    let from = offsets[i]
    const to = offsets[i + 1]
    let figures = true
    for (let k = from; k < to; k++) figures &&= bytes[k] >= 48 && bytes[k] <= 57
    if (figures) while (from + 1 < to && bytes[from] === 48) from++
    kept.set(bytes.subarray(from, to), ends[i])
    ends[i + 1] = ends[i] + to - from
  }
  return { bytes: kept.subarray(0, ends[n]), offsets: ends }
}

/** Whether two numbers, one of them rounded at least, may be one: the rounding of the other is the same. */
export function mayBeOne(a: string, b: string): boolean {
  const places = (n: string) => (ROUNDED.test(n) ? (/[.,](\d+)/.exec(n)?.[1].length ?? 0) : Infinity)
  const figures = Math.min(places(a), places(b))
  const [one, other] = [a, b].map((n) => Number(n.replace(',', '.')).toExponential(figures))
  return one === other
}
