/** The search grammar: what each form finds, how it is read back, and what it refuses. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  inContext,
  marksIn,
  readSearch,
  satisfies,
  type Search,
  searchRows,
  type WordMatch,
  wordsOf,
} from '../../../src/core/series/search.ts'

const search = (query: string, match: WordMatch = 'whole'): Search => {
  const s = readSearch(query, match)
  if ('problem' in s) throw new Error(s.problem)
  return s
}
const finds = (query: string, text: string, match?: WordMatch) => satisfies(search(query, match), [text])
const TEXT = 'Entry via rear PATIO door, lock-snapped. Occupant’s car keys taken, café window left.'

describe('a search', () => {
  it.each([
    ['door', true],
    ['DOOR', true],
    ['doo', false],
    ['doo*', true],
    ['door window', true],
    ['door AND shed', false],
    ['door shed', false],
    ['shed OR door', true],
    ['shed | garage', false],
    ['"patio door"', true],
    ['"door patio"', false],
    ['"car key"', false],
    ['"car key*"', true],
    ['"rear patio" -shed', true],
    ['door -keys', false],
    ['door NOT keys', false],
    ['door −"car keys"', false],
    ['snapped', true],
    ['lock-snapped', true],
    ['occupants', true],
    ["occupant's", true],
    ['cafe', true],
    ['café', true],
    ['door OR shed keys', true],
    ['(door OR shed) -keys', false],
    ['shed OR (door keys)', true],
    ['shed door OR keys', true],
    ['door -(shed OR garage)', true],
    ['door -(shed OR keys)', false],
  ])('%s finds it: %s', (query, wanted) => expect(finds(query, TEXT)).toBe(wanted))

  it('takes plain words as beginnings where asked, but never the words of a phrase', () => {
    expect(finds('pat snap', TEXT, 'begins')).toBe(true)
    expect(finds('"pat door"', TEXT, 'begins')).toBe(false)
  })
  it('spreads words over the texts of one incident, and keeps a phrase in one', () => {
    expect(satisfies(search('mill door'), ['back door', 'Mill Street'])).toBe(true)
    expect(satisfies(search('"door mill"'), ['back door', 'Mill Street'])).toBe(false)
    expect(satisfies(search('door -mill'), ['back door', 'Mill Street'])).toBe(false)
  })
  it('says how it was read: AND before OR', () => {
    expect(search('a b OR c -d').says).toBe('(“a” and “b”) or (“c” and without “d”)')
    expect(search('"car key*"').says).toBe('“car key…”')
    expect(search('pat', 'begins').says).toBe('“pat…”')
  })
  it.each([
    '',
    '   ',
    '-door',
    'NOT (door OR lock)',
    'door OR',
    '(door',
    'door)',
    'OR door',
    '""',
    '*',
    'door -',
    'a OR -b',
  ])('refuses %j with a sentence', (query) =>
    expect(readSearch(query)).toEqual({ problem: expect.stringMatching(/\w.*\.$/) }),
  )
  it('never fails on anything typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ab"()|-* ORAND'), maxLength: 30 }),
        fc.string(),
        (q, text) => {
          const s = readSearch(q)
          if (!('problem' in s)) expect([true, false]).toContain(satisfies(s, [text]))
        },
      ),
    )
    fc.assert(fc.property(fc.string(), (q) => 'problem' in readSearch(q) || true))
  })
  it('agrees with a plain reading of sets for and, or, not', () => {
    const word = fc.constantFrom('lock', 'door', 'shed', 'key')
    fc.assert(
      fc.property(fc.array(word, { maxLength: 4 }), word, word, word, (text, a, b, c) => {
        const has = (w: string) => (text as string[]).includes(w)
        const t = text.join(' ')
        expect(finds(`${a} ${b}`, t)).toBe(has(a) && has(b))
        expect(finds(`${a} OR ${b}`, t)).toBe(has(a) || has(b))
        expect(finds(`${a} ${b} OR ${c}`, t)).toBe((has(a) && has(b)) || has(c))
        expect(finds(`${a} (${b} OR ${c})`, t)).toBe(has(a) && (has(b) || has(c)))
        expect(finds(`${a} -${b}`, t)).toBe(has(a) && !has(b))
      }),
    )
  })
})

describe('words in context', () => {
  it('marks what was found where it stands, capitals and accents as written', () => {
    const marks = marksIn(search('"patio door" OR cafe -shed'), TEXT)
    expect(marks.map(([a, b]) => TEXT.slice(a, b))).toEqual(['PATIO door', 'café'])
  })
  it('joins marks that overlap', () => {
    expect(marksIn(search('"a b" OR "b c"'), 'a b c')).toEqual([[0, 5]])
  })
  it('cuts long texts about the first of them', () => {
    const long = `${'x '.repeat(100)}keys ${'y '.repeat(100)}`
    const cut = inContext(search('keys'), long, 60)
    expect(cut).toMatch(/^….*keys.*…$/)
    expect(cut.length).toBeLessThanOrEqual(62)
    expect(inContext(search('keys'), 'short keys', 60)).toBe('short keys')
  })
  it('knows words whatever parts them', () => {
    expect(wordsOf('Flat-roof, O’Brien’s 2nd').map((w) => w.text)).toEqual(['flat', 'roof', 'obriens', '2nd'])
  })
})

it('goes through rows a step at a time', () => {
  const rows = Uint32Array.from({ length: 5000 }, (_, i) => i * 2)
  const run = searchRows(search('keys'), rows, (r) => [r % 1000 === 0 ? 'keys' : 'none'])
  let steps = 0
  for (;;) {
    const step = run.next()
    if (step.done) {
      expect([...step.value]).toEqual([...rows].filter((r) => r % 1000 === 0))
      break
    }
    steps++
  }
  expect(steps).toBe(2)
})

it('refuses a search too long to be meant, however it is nested', () => {
  for (const sign of ['(', '-', 'door OR '])
    expect(readSearch(sign.repeat(20_000))).toEqual({
      problem: 'The search is too long: at most 400 words and signs.',
    })
  expect(finds('('.repeat(150) + 'door' + ')'.repeat(150), TEXT)).toBe(true)
})
