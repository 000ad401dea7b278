/** Crime numbers as they are compared: "44/7000/26", "44-7000-26" and "44 / 7000 / 26" are one. */
import type { TextColumn } from '../../core/base/text.ts'

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
