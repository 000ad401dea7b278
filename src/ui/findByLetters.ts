/** Finding a command by some of its letters, with uFuzzy. */
import UFuzzy from '@leeoniya/ufuzzy'

/** Letters in order within one word: "hot" and "htspt" find "Hotspots". */
const WITHIN_WORDS = new UFuzzy({ intraIns: Infinity })

/** Letters in order over several words: "ptl" finds "Print tonight’s list". */
const OVER_WORDS = new UFuzzy({ intraIns: Infinity, intraChars: '.' })

/** Words of a query are sought in any order, as long as they are at most this many. */
const ANY_ORDER = 4

/** Positions of the texts that match, best first. */
function search(finder: UFuzzy, texts: string[], query: string): number[] {
  const [found, info, order] = finder.search(texts, query, ANY_ORDER)
  return info && order ? order.map((i) => info.idx[i]) : (found ?? [])
}

const wordsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s·:,;()]+/)
    .filter(Boolean)

/** Positions of the texts of which each word of the query begins a word, the query's words told earliest first. */
function byBeginnings(texts: readonly string[], query: string): number[] {
  const sought = wordsIn(query)
  // signs alone begin every word
  if (sought.length === 0) return []
  return texts
    .map((text, i) => {
      const words = wordsIn(text)
      const at = sought.map((q) => words.findIndex((w) => w.startsWith(q) || q === `${w}s`))
      return { i, at: at.includes(-1) ? NaN : at.reduce((s, a) => s + a, 0) }
    })
    .filter(({ at }) => !Number.isNaN(at))
    .sort((a, b) => a.at - b.at)
    .map(({ i }) => i)
}

/**
 * The items that match, best first; all of them in their own order for an empty query. `more` are further words
 * that may match: an item found by its name comes before one that needs them, and one whose letters are scattered
 * over its name comes last. `also` are words never shown, nearest first: they are not sought by letters, only by how a word
 * begins or its plural, and come after names that begin so.
 */
export function findByLetters<T>(
  query: string,
  items: readonly T[],
  text: (item: T) => string,
  more: (item: T) => string = () => '',
  also: (item: T) => string = () => '',
): T[] {
  if (query.trim() === '') return [...items]
  const names = items.map(text)
  const begun = new Set(byBeginnings(names, query))
  const found = new Set([
    ...search(WITHIN_WORDS, names, query).filter((i) => begun.has(i)),
    ...byBeginnings(items.map(also), query),
    ...search(WITHIN_WORDS, names, query),
    ...search(
      WITHIN_WORDS,
      items.map((item) => `${text(item)} ${more(item)}`),
      query,
    ),
    ...search(OVER_WORDS, names, query),
  ])
  return [...found].map((i) => items[i])
}
