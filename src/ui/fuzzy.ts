/** Finding a command by a few of its letters. */

/**
 * How well the letters of `query` are found in order in `text`; -1 when they are not. Letters that start a
 * word or follow the one before count more, and a whole word more still; shorter texts win ties.
 */
export function fuzzyScore(query: string, text: string): number {
  const t = text.toLowerCase()
  let score = 0
  for (const word of query.toLowerCase().split(/\s+/).filter(Boolean)) {
    // each word of the query is sought on its own, so "zones print" finds "Print zones"
    const whole = t.indexOf(word)
    if (whole >= 0) {
      score += word.length * 4 + (whole === 0 || /\W/.test(t[whole - 1]) ? 10 : 0)
      continue
    }
    let at = -1
    let last = -2
    for (const letter of word) {
      at = t.indexOf(letter, at + 1)
      if (at < 0) return -1
      score += at === last + 1 ? 3 : at === 0 || /\W/.test(t[at - 1]) ? 2 : 0
      last = at
    }
  }
  return score + 1 / (1 + t.length)
}

/** What a name that matches by itself is worth beside one that needs its faint words. */
const BY_NAME = 5

/**
 * The items that match, best first; all of them in their own order for an empty query. `more` are further words
 * that may match, but never count as much as the name itself.
 */
export function fuzzyFilter<T>(
  query: string,
  items: readonly T[],
  text: (item: T) => string,
  more: (item: T) => string = () => '',
): T[] {
  if (query.trim() === '') return [...items]
  const score = (item: T) => {
    const name = fuzzyScore(query, text(item))
    return Math.max(name < 0 ? -1 : name + BY_NAME, fuzzyScore(query, `${text(item)} ${more(item)}`))
  }
  return items
    .map((item) => ({ item, score: score(item) }))
    .filter((m) => m.score >= 0)
    .sort((a, b) => b.score - a.score)
    .map((m) => m.item)
}
