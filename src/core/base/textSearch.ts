/** Words looked for in the bytes of text columns: no text is made, so 100,000 rows answer while one types. */
import type { DictColumn, TextColumn } from './text.ts'

declare const TextEncoder: new () => { encode(s: string): Uint8Array }
const encoder = new TextEncoder()

/** ASCII capitals as small letters; other bytes as they are. */
const small = (b: number): number => (b >= 65 && b <= 90 ? b + 32 : b)

/** Marks the rows whose text holds the needle, capitals and small letters alike. */
function markText(column: TextColumn, needle: Uint8Array, hit: Uint8Array): void {
  const { bytes, offsets } = column
  const m = needle.length
  const first = needle[0]
  // the other case of the first letter, so that most bytes are dismissed by two comparisons
  const other = first >= 97 && first <= 122 ? first - 32 : first
  const last = bytes.length - m
  let row = 0
  for (let i = 0; i <= last; i++) {
    if (bytes[i] !== first && bytes[i] !== other) continue
    let k = 1
    while (k < m && small(bytes[i + k]) === needle[k]) k++
    if (k < m) continue
    while (offsets[row + 1] <= i) row++
    // a word must not run from one row's text into the next one's
    if (i + m <= offsets[row + 1]) hit[row] = 1
  }
}

/** How letters beyond ASCII may be written: small, or as capitals. */
function needlesOf(word: string): Uint8Array[] {
  const lower = word.toLowerCase()
  const fold = (s: string) => encoder.encode(s).map(small)
  const one = fold(lower)
  const two = fold(word.toUpperCase())
  return one.length === two.length && one.every((b, i) => b === two[i]) ? [one] : [one, two]
}

/** The words of a query: divided by spaces, each once. */
export const wordsOf = (query: string): string[] => [
  ...new Set(query.toLowerCase().split(/\s+/).filter(Boolean)),
]

/**
 * The rows in which every word occurs in at least one of the columns, inside longer words too; the rows given are kept
 * in their order. No words = all of them. Capitals and small letters are alike; accents are not.
 */
export function rowsWithWords(
  words: readonly string[],
  rows: Uint32Array,
  texts: readonly TextColumn[],
  dicts: readonly DictColumn[],
): Uint32Array {
  if (words.length === 0) return rows
  const n = texts[0] ? texts[0].offsets.length - 1 : (dicts[0]?.codes.length ?? 0)
  let left = rows
  for (const word of words) {
    const hit = new Uint8Array(n)
    for (const needle of needlesOf(word)) for (const column of texts) markText(column, needle, hit)
    const lower = word.toLowerCase()
    const holds = dicts.map((d) =>
      Uint8Array.from(d.values, (v) => (v.toLowerCase().includes(lower) ? 1 : 0)),
    )
    const kept = new Uint32Array(left.length)
    let k = 0
    for (let j = 0; j < left.length; j++) {
      const i = left[j]
      let found = hit[i]
      for (let d = 0; d < dicts.length && !found; d++) found = holds[d][dicts[d].codes[i]]
      if (found) kept[k++] = i
    }
    left = kept.slice(0, k)
  }
  return left
}
