/**
 * Words looked for in free text: `door lock` (both), `door OR window`, `"patio door"` (in that order, side by side),
 * `-shed` (without), `lock*` (begins so), brackets. AND binds before OR. Capitals and accents do not matter.
 */

/** How a word without a star is taken. */
export type WordMatch = 'whole' | 'begins'

type Node =
  | { readonly kind: 'words'; readonly words: readonly { readonly text: string; readonly begins: boolean }[] }
  | { readonly kind: 'not'; readonly of: Node }
  | { readonly kind: 'and' | 'or'; readonly of: readonly Node[] }

/** A search that can be asked of texts. */
export interface Search {
  readonly root: Node
  /** how it was understood, in words */
  readonly says: string
}

/** A word of a text and where it stands. */
export interface Word {
  readonly text: string
  readonly at: number
  readonly end: number
}

const MARKS = /\p{M}/gu
const fold = (s: string): string => s.normalize('NFD').replace(MARKS, '').toLowerCase().replace(/['’]/g, '')

/** The words of a text in order, folded. A hyphen parts words, an apostrophe does not. */
export function wordsOf(text: string): Word[] {
  const out: Word[] = []
  for (const m of text.matchAll(/[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{N}\p{M}]+)*/gu))
    out.push({ text: fold(m[0]), at: m.index, end: m.index + m[0].length })
  return out
}

const TOKEN = /"([^"]*)"?|\(|\)|\||[^\s()"|]+/g
type Token =
  { readonly t: 'phrase' | 'word'; readonly v: string } | { readonly t: '(' | ')' | 'or' | 'and' | '-' }

function tokensOf(query: string): Token[] {
  const out: Token[] = []
  for (const m of query.matchAll(TOKEN)) {
    let s = m[0]
    if (m[1] !== undefined) out.push({ t: 'phrase', v: m[1] })
    else if (s === '(' || s === ')') out.push({ t: s })
    else if (s === '|' || s === 'OR') out.push({ t: 'or' })
    else if (s === 'AND' || s === '&') out.push({ t: 'and' })
    else if (s === 'NOT' || s === '-' || s === '−') out.push({ t: '-' })
    else {
      while (/^[-−]/.test(s)) {
        out.push({ t: '-' })
        s = s.slice(1)
      }
      if (s !== '') out.push({ t: 'word', v: s })
    }
  }
  return out
}

/** Longer searches are pasted by mistake. */
const MOST_TOKENS = 400

/** Reads a search. A sentence says what cannot be understood; an empty search is one, too. */
export function readSearch(query: string, match: WordMatch = 'whole'): Search | { readonly problem: string } {
  const tokens = tokensOf(query)
  let at = 0
  let problem = ''
  const fail = (why: string): Node => {
    problem ||= why
    at = tokens.length
    return { kind: 'and', of: [] }
  }
  const words = (text: string, whole: boolean): Node => {
    const list = text.split(/\s+/).flatMap((piece) => {
      const found = wordsOf(piece)
      return found.map((w, i) => ({
        text: w.text,
        begins: (i === found.length - 1 && piece.endsWith('*')) || (!whole && match === 'begins'),
      }))
    })
    return list.length > 0
      ? { kind: 'words', words: list }
      : fail(`“${text}” holds no word; letters or digits were expected.`)
  }
  const one = (): Node => {
    const t = tokens[at++]
    if (!t) return fail('A word is missing at the end.')
    if (t.t === '-') return { kind: 'not', of: one() }
    if (t.t === 'phrase') return words(t.v, true)
    if (t.t === 'word') return words(t.v, false)
    if (t.t === '(') {
      const inner = or()
      if (!problem && tokens[at]?.t !== ')') return fail('A bracket is opened and not closed.')
      at++
      return inner
    }
    return fail(
      t.t === ')'
        ? 'A bracket is closed that was never opened.'
        : `A word is missing beside ${t.t === 'or' ? 'OR' : 'AND'}.`,
    )
  }
  const and = (): Node => {
    const of = [one()]
    while (at < tokens.length && tokens[at].t !== 'or' && tokens[at].t !== ')') {
      if (tokens[at].t === 'and') at++
      of.push(one())
    }
    return of.length > 1 ? { kind: 'and', of } : of[0]
  }
  const or = (): Node => {
    const of = [and()]
    while (tokens[at]?.t === 'or') {
      at++
      of.push(and())
    }
    return of.length > 1 ? { kind: 'or', of } : of[0]
  }
  // brackets are read one inside the other: a pasted page of them must not overrun
  if (tokens.length > MOST_TOKENS)
    return { problem: `The search is too long: at most ${MOST_TOKENS} words and signs.` }
  if (tokens.length === 0) return { problem: 'Type one or more words.' }
  const root = or()
  if (!problem && at < tokens.length) fail('A bracket is closed that was never opened.')
  if (problem) return { problem }
  if (matches(root, [[]]))
    return { problem: 'It says only what must be absent; add a word that must be there.' }
  return { root, says: say(root, false) }
}

function say(node: Node, inside: boolean): string {
  switch (node.kind) {
    case 'words':
      return `“${node.words.map((w) => w.text + (w.begins ? '…' : '')).join(' ')}”`
    case 'not':
      return `without ${say(node.of, true)}`
    default: {
      const text = node.of.map((n) => say(n, true)).join(node.kind === 'and' ? ' and ' : ' or ')
      return inside ? `(${text})` : text
    }
  }
}

/** Index of the first place from `from` on where the words stand side by side; −1 for none. */
function findWords(node: Extract<Node, { kind: 'words' }>, text: readonly Word[], from = 0): number {
  const { words } = node
  next: for (let i = from; i + words.length <= text.length; i++) {
    for (let k = 0; k < words.length; k++) {
      const w = words[k]
      if (w.begins ? !text[i + k].text.startsWith(w.text) : text[i + k].text !== w.text) continue next
    }
    return i
  }
  return -1
}

function matches(node: Node, fields: readonly (readonly Word[])[]): boolean {
  switch (node.kind) {
    case 'words':
      return fields.some((f) => findWords(node, f) >= 0)
    case 'not':
      return !matches(node.of, fields)
    case 'and':
      return node.of.every((n) => matches(n, fields))
    case 'or':
      return node.of.some((n) => matches(n, fields))
  }
}

/** Whether the texts of one incident satisfy the search. A phrase must stand in one of them; words may be spread. */
export const satisfies = (search: Search, texts: readonly string[]): boolean =>
  matches(search.root, texts.map(wordsOf))

/** Where in a text the words looked for stand: [start, end) of each, in order; what must be absent is not marked. */
export function marksIn(search: Search, text: string): [from: number, to: number][] {
  const words = wordsOf(text)
  const out: [number, number][] = []
  const visit = (node: Node): void => {
    if (node.kind === 'and' || node.kind === 'or') node.of.forEach(visit)
    if (node.kind !== 'words') return
    for (let i = findWords(node, words); i >= 0; i = findWords(node, words, i + 1))
      out.push([words[i].at, words[i + node.words.length - 1].end])
  }
  visit(search.root)
  out.sort((a, b) => a[0] - b[0])
  // marks that touch or overlap are one
  const joined: [number, number][] = []
  for (const m of out) {
    const last = joined.at(-1)
    if (last && m[0] <= last[1]) last[1] = Math.max(last[1], m[1])
    else joined.push(m)
  }
  return joined
}

/** The words looked for with some text around the first of them, at most `room` characters, "…" where cut. */
export function inContext(search: Search, text: string, room = 90): string {
  const [first] = marksIn(search, text)
  if (!first || text.length <= room) return text.length <= room ? text : text.slice(0, room - 1) + '…'
  const start = Math.max(
    0,
    Math.min(first[0] - Math.floor((room - (first[1] - first[0])) / 2), text.length - room),
  )
  return `${start > 0 ? '…' : ''}${text.slice(start, start + room)}${start + room < text.length ? '…' : ''}`
}

/** Reads texts from row to row: those that satisfy the search. Yields the share done every few thousand rows. */
export function* searchRows(
  search: Search,
  rows: Uint32Array,
  texts: (row: number) => readonly string[],
): Generator<number, Uint32Array, void> {
  const out: number[] = []
  for (let k = 0; k < rows.length; k++) {
    if (satisfies(search, texts(rows[k]))) out.push(rows[k])
    if (k % 2000 === 1999) yield k / rows.length
  }
  return Uint32Array.from(out)
}
