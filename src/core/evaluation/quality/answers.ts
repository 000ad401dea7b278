/** Yes, no and blank as three groups: how a cell of a yes/no column is read. */
import type { DictColumn } from '../../base/text.ts'

/**
 * What a file says to one question. A blank is never a no; "not applicable" is out of the base; a word that is not
 * known is listed and never guessed.
 */
export const ANSWERS = ['yes', 'no', 'blank', 'notApplicable', 'unread'] as const
export type Answer = (typeof ANSWERS)[number]

/** Index of an answer in ANSWERS, as columns of answers store it. */
export const ANSWER: Readonly<Record<Answer, number>> = {
  yes: 0,
  no: 1,
  blank: 2,
  notApplicable: 3,
  unread: 4,
}

const WORDS: Readonly<Record<string, Answer>> = Object.fromEntries(
  (
    [
      ['yes', 'y|yes|true|t|1|given|completed|complete|done|✓|✔'],
      ['no', 'n|no|false|f|0|not given|not completed|not complete|not done|declined|refused|✗|✘'],
      ['notApplicable', 'n/a|na|n.a.|n/a.|not applicable|not relevant'],
      ['blank', '|unknown|not known|not recorded|not stated|null|nan|#n/a|-|--|?'],
    ] as const
  ).flatMap(([answer, words]) => words.split('|').map((w) => [w, answer])),
)

/** A no that may be the victim's: counted as no, and said. */
const DECLINED = /^(declined|refused)$/

/** Further words, lower case, that go before the general ones. */
export type WordMap = Readonly<Record<string, Answer>>

/** Text as words are compared: lower case, blanks single, numbers without ".0". */
export const plainWord = (text: string): string =>
  text
    .trim()
    .replace(/\s+/g, ' ')
    .toLowerCase()
    .replace(/^([01])\.0+$/, '$1')

/** What one cell answers. */
export function answerOf(text: string, words: WordMap = {}): Answer {
  const word = plainWord(text)
  return (
    (Object.hasOwn(words, word) ? words[word] : undefined) ??
    (Object.hasOwn(WORDS, word) ? WORDS[word] : 'unread')
  )
}

/** A word that stands in a column and is none that is known. */
export interface UnreadWord {
  readonly word: string
  readonly n: number
}

/** A column's answers, row by row. */
export interface AnswerColumn {
  /** indices into ANSWERS */
  readonly codes: Uint8Array
  /** words that were not guessed, the most frequent first */
  readonly unread: readonly UnreadWord[]
  /** rows whose no is "declined" or "refused": they may mean the victim's choice */
  readonly declined: number
}

/** Reads a yes/no column. Each different text is looked at once. */
export function readAnswers(column: DictColumn, words: WordMap = {}): AnswerColumn {
  const of = Uint8Array.from(column.values, (v) => ANSWER[answerOf(v, words)])
  const counts = new Uint32Array(column.values.length)
  const codes = Uint8Array.from(column.codes, (c) => {
    counts[c]++
    return of[c]
  })
  const unread: UnreadWord[] = []
  let declined = 0
  column.values.forEach((word, c) => {
    if (counts[c] === 0) return
    if (of[c] === ANSWER.unread) unread.push({ word, n: counts[c] })
    if (of[c] === ANSWER.no && DECLINED.test(plainWord(word))) declined += counts[c]
  })
  return { codes, unread: unread.sort((a, b) => b.n - a.n || (a.word < b.word ? -1 : 1)), declined }
}

/** Share of a column's filled cells that are known words: evidence that it is a yes/no column at all. */
export function knownShare(values: readonly string[], words: WordMap = {}): number {
  const filled = values.filter((v) => v.trim() !== '')
  return filled.length === 0
    ? 1
    : filled.filter((v) => answerOf(v, words) !== 'unread').length / filled.length
}
