/** Days between two incidents, as a series words them. */

/** "8 (6–10)": days between, and what the windows leave open. */
export function gapWords(gap: number, [least, most]: readonly [number, number]): string {
  if (Number.isNaN(gap)) return ''
  return least === most ? String(gap) : `${gap} (${least}–${most})`
}
