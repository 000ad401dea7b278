/** Separated text: any separator, quotes, title rows, any line end. Tokenised by Papa Parse in pieces. */
import Papa from 'papaparse'
import { fieldsOfHeader } from '../aliases.ts'
import { encodingOf, NotUtf8, textPieces } from '../bytes.ts'
import type { Bytes } from '../bytes.ts'
import { SAMPLE_ROWS, tidyHeader } from '../table.ts'
import type { Batch, RawTable } from '../table.ts'

// Papa's incremental tokeniser; its type declarations leave out constructor and method
interface Tokeniser {
  parse(
    text: string,
    base: number,
    ignoreLastRow: boolean,
  ): { data: string[][]; errors: { code: string }[]; meta: { cursor: number } }
}
const Tokeniser = Papa.Parser as unknown as new (config: object) => Tokeniser

/** A record longer than this has an open quote somewhere: it is read without quotes instead. */
const MAX_RECORD = 2 ** 21

const SEPARATORS = [',', ';', '\t', '|', ' '] as const
const SEPARATOR_NAME: Record<string, string> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
  ' ': 'blank',
}

/** The separator whose rows are most alike in width, and wider than one. */
export function guessSeparator(text: string): string {
  let best = ','
  let bestScore = 0
  for (const delimiter of SEPARATORS) {
    const rows = new Tokeniser({ delimiter, newline: '\n', preview: 100 })
      .parse(text, 0, false)
      .data.filter((r) => r.length > 1 || r[0] !== '')
    if (rows.length === 0) continue
    const counts = new Map<number, number>()
    for (const r of rows) counts.set(r.length, (counts.get(r.length) ?? 0) + 1)
    const [width, n] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]
    if (width < 2) continue
    // blanks separate words in any text: they need to be very regular
    const alike = n / rows.length
    const score = delimiter === ' ' ? (alike > 0.95 ? alike * 0.5 : 0) : alike + Math.min(width, 20) / 100
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}

/** Which of the first rows is the header: -1 when there is none. */
export function findHeader(rows: readonly (readonly string[])[]): number {
  const first = rows.slice(0, 25)
  const hits = first.map(
    (r) => new Set(r.map((c) => fieldsOfHeader(c)[0]?.field).filter((f) => f !== undefined)).size,
  )
  const most = Math.max(...hits)
  if (most >= 2) return hits.indexOf(most)
  // no known names: the first row of the usual width, unless it holds data like the rows below it
  const widths = new Map<number, number>()
  for (const r of rows.slice(0, 200)) {
    const w = filled(r)
    widths.set(w, (widths.get(w) ?? 0) + 1)
  }
  const usual = [...widths].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
  const at = Math.max(
    0,
    first.findIndex((r) => filled(r) >= usual),
  )
  const row = first[at] ?? []
  const data = row.filter((c) => /\d/.test(c) && /^[\d\s:./,+-]+$/.test(c.trim())).length
  return data >= Math.max(1, row.length / 2) && most === 0 ? -1 : at
}

const filled = (row: readonly string[]): number => {
  let n = row.length
  while (n > 0 && row[n - 1].trim() === '') n--
  return n
}

/** Opens separated text. Never fails on bad rows: they come through as they stand. */
export async function openCsv(source: Bytes): Promise<RawTable> {
  let encoding: string = encodingOf(source.head)
  const head = new TextDecoder(encoding).decode(source.head).replace(/\r\n?/g, '\n')
  const separator = guessSeparator(head)
  const notes: string[] = []
  const peek = new Tokeniser({ delimiter: separator, newline: '\n', preview: SAMPLE_ROWS + 30 }).parse(
    head,
    0,
    source.head.length >= 1 << 16,
  ).data
  const top = peek.filter((r) => !blank(r))
  const at = findHeader(top)
  const width = Math.max(0, ...top.slice(Math.max(at, 0), 50).map((r) => r.length))
  const header =
    at < 0
      ? tidyHeader([], width)
      : tidyHeader(top[at], at >= 0 && top[at].length > 1 ? top[at].length : width)
  if (at > 0)
    notes.push(
      `${at} title ${at === 1 ? 'row' : 'rows'} above the header ${at === 1 ? 'was' : 'were'} skipped.`,
    )
  if (at < 0) notes.push('The file has no header row: its columns are named by position.')
  if (separator !== ',') notes.push(`Columns are separated by ${SEPARATOR_NAME[separator]}s.`)

  async function* batches(): AsyncGenerator<Batch> {
    let skip = at + 1
    for await (const batch of records(source, encoding, separator, notes)) {
      const rows: string[][] = []
      const lines: number[] = []
      batch.rows.forEach((r, i) => {
        if (blank(r)) return
        if (skip > 0) skip--
        else {
          rows.push(r)
          lines.push(batch.lines[i])
        }
      })
      yield { rows, lines, share: batch.share }
    }
  }
  return {
    name: source.name,
    header,
    headerless: at < 0,
    sample: top.slice(at + 1, at + 1 + SAMPLE_ROWS),
    notes,
    format: `CSV, ${encoding}`,
    async *batches() {
      try {
        yield* batches()
      } catch (error) {
        // the file began as UTF-8 and is not: the reader starts again
        if (error instanceof NotUtf8) encoding = 'windows-1252'
        throw error
      }
    },
  }
}

const blank = (row: readonly string[]): boolean =>
  row.length === 0 || (row.length === 1 && row[0].trim() === '')

async function* records(source: Bytes, encoding: string, delimiter: string, notes: string[]) {
  const quoted = new Tokeniser({ delimiter, newline: '\n', fastMode: undefined })
  const plain = new Tokeniser({ delimiter, newline: '\n', fastMode: true })
  let carry = ''
  let line = 1
  const take = (text: string, last: boolean, tokeniser: Tokeniser) => {
    const { data, errors, meta } = tokeniser.parse(text, 0, !last)
    return { data, errors, rest: last ? '' : text.slice(meta.cursor) }
  }
  const number = (data: string[][], text: string, quotes: boolean) => {
    // a line end inside quotes makes a record of several lines
    const many = quotes && text.includes('"')
    return data.map((r) => {
      const here = line
      line++
      if (many) for (const c of r) if (c.includes('\n')) line += c.split('\n').length - 1
      return here
    })
  }
  const giveUp = () => {
    const note = `A quotation mark near line ${line} is never closed: from there, lines are read as they stand.`
    if (!notes.includes(note)) notes.push(note)
  }
  for await (const piece of textPieces(source, encoding)) {
    const { share } = piece
    const text = carry + piece.text
    let { data, rest } = take(text, false, quoted)
    let quotes = true
    if (rest.length > MAX_RECORD) {
      const lines = number(data, text, true)
      yield { rows: data, lines, share }
      giveUp()
      ;({ data, rest } = take(rest, false, plain))
      quotes = false
    }
    carry = rest
    yield { rows: data, lines: number(data, text, quotes), share }
  }
  if (carry === '') return
  const last = take(carry, true, quoted)
  let { data } = last
  let quotes = true
  if (last.errors.some((e) => e.code === 'MissingQuotes') && carry.includes('\n')) {
    giveUp()
    ;({ data } = take(carry, true, plain))
    quotes = false
  }
  yield { rows: data, lines: number(data, carry, quotes), share: 1 }
}
