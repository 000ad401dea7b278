/** Separated text: any separator, quotes, title rows, any line end, read in pieces. */
import { encodingOf, headOf, mustBeUtf8, NotUtf8, utf8Pieces } from './bytes.ts'
import type { Bytes } from './bytes.ts'
import { ByteCells } from '../rows/cells.ts'
import type { Tokens } from '../rows/cells.ts'
import { Declined, SAMPLE_ROWS, tidyHeader } from '../rows/table.ts'
import type { Batch, RawTable } from '../rows/table.ts'
import { findHeader } from './findHeader.ts'
import type { Format } from './format.ts'
import { giveBack, takeCutter } from './cutWasm.ts'
import type { FastCutter } from './cutWasm.ts'
import { Piece } from './piece.ts'
import type { Room } from './piece.ts'
import { APOSTROPHE, QUOTE, Tokeniser } from './tokens.ts'

export const csv: Format = {
  kind: 'text',
  sniff: () => true,
  refusal: {
    sentence: 'could not be read as a table. Export it again as CSV with a header row.',
  },
  open: async ({ bytes }) => ({ tables: [await openCsv(bytes)] }),
}

/** A record longer than this has an open quote somewhere: it is read without quotes instead. */
const MAX_RECORD = 2 ** 21
/** No extract has more columns than this. */
const MAX_COLUMNS = 1000

const SEPARATOR_NAME: Record<string, string> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
  '^': 'caret',
  '~': 'tilde',
  ' ': 'blank',
}

/** How cells are parted and quoted. */
interface Style {
  readonly separator: string
  readonly quote: number
  readonly padded: boolean
}

const tokeniserOf = ({ separator, quote, padded }: Style): Tokeniser =>
  new Tokeniser(separator.charCodeAt(0), quote, padded)

/** The first rows of a text as strings. */
function firstRows(bytes: Uint8Array, style: Style, whole: boolean, most: number): string[][] {
  const { tokens, used, open } = tokeniserOf(style).cut(bytes, whole, true, most)
  const cells = new ByteCells(bytes, tokens, style.quote)
  // a quote that is never closed eats all that follows: from there the lines are taken as they stand
  const sound = open ? tokens.n - 1 : tokens.n
  const rows = Array.from({ length: Math.min(most, sound) }, (_, i) => cells.place(i).row())
  if (rows.length >= most) return rows
  const from = open && sound > 0 ? recordStart(bytes, tokens, sound) : open ? 0 : used
  if (!open && bytes.length - used < OPEN_QUOTE) return rows
  const rest = bytes.subarray(from)
  const lines = tokeniserOf(style).cut(rest, whole, false).tokens
  const plain = new ByteCells(rest, lines, style.quote)
  for (let i = 0; i < lines.n && rows.length < most; i++) rows.push(plain.place(i).row())
  return rows
}

/** Bytes of one record in the beginning of a file that can only be an open quote. */
const OPEN_QUOTE = 1 << 20

/** All rows of a small text, blank ones included, however it is parted; for files of parameters rather than of crimes. */
export function csvRows(text: string): string[][] {
  const bytes = new TextEncoder().encode(text.replace(/^\ufeff/, ''))
  return firstRows(bytes, guessStyle(bytes, true), true, Infinity)
}

/** Rows looked at for how they are parted. */
const LOOKED_AT = 100

/** How even rows are, and how wide; 0 for one column. Blanks part words in any text: they need to be very regular. */
function evenness(rows: readonly (readonly string[])[], separator: string): number {
  const counts = new Map<number, number>()
  for (const r of rows) counts.set(r.length, (counts.get(r.length) ?? 0) + 1)
  const [width, n] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0]
  if (width < 2) return 0
  const alike = n / rows.length
  return separator === ' ' ? (alike > 0.95 ? alike * 0.5 : 0) : alike + Math.min(width, 20) / 100
}

/** The separator whose rows are most alike in width, and wider than one, and the sign that quotes. */
function guessStyle(bytes: Uint8Array, whole: boolean): Style {
  let best: Style = { separator: ',', quote: QUOTE, padded: false }
  let bestScore = 0
  const rowsOf = (style: Style) => firstRows(bytes, style, whole, LOOKED_AT).filter((r) => !blank(r))
  for (const separator of Object.keys(SEPARATOR_NAME)) {
    const style = { separator, quote: QUOTE, padded: false }
    const score = evenness(rowsOf(style), separator)
    if (score > bestScore) {
      best = style
      bestScore = score
    }
  }
  const { separator } = best
  const cells = rowsOf(best).flat()
  const most = (test: RegExp) => cells.filter((c) => test.test(c)).length > cells.length / 3
  // other ways to quote are tried only where cells look so, and taken where rows become no less even
  const others: Style[] = []
  if (separator !== ' ' && most(/^ +"/)) others.push({ separator, quote: QUOTE, padded: true })
  if (most(/^'.*'$/s)) others.push({ separator, quote: APOSTROPHE, padded: false })
  if (separator !== ' ' && most(/^ +'/)) others.push({ separator, quote: APOSTROPHE, padded: true })
  const found = others.find((style) => evenness(rowsOf(style), separator) >= Math.min(bestScore, 1))
  if (found || separator === ' ' || !cells.some((c) => c.startsWith("'"))) return found ?? best
  // texts of one column alone may be quoted so: then every row is as wide as the header, and otherwise none was
  const single: Style = { separator, quote: APOSTROPHE, padded: false }
  return alikeOf(rowsOf(best)) < 1 && alikeOf(rowsOf(single)) === 1 ? single : best
}

/** Share of the rows that are as wide as the first. */
const alikeOf = (rows: readonly (readonly string[])[]): number =>
  rows.filter((r) => r.length === rows[0].length).length / rows.length

/** Opens separated text. Never fails on bad rows: they come through as they stand. */
async function openCsv(source: Bytes): Promise<RawTable> {
  let encoding: string = encodingOf(source.head)
  let start = source.head
  let whole = start.length < 1 << 16
  let style: Style
  let top: string[][]
  for (;;) {
    const head = new TextEncoder().encode(new TextDecoder(encoding).decode(start, { stream: !whole }))
    style = guessStyle(head, whole)
    top = firstRows(head, style, whole, SAMPLE_ROWS + 30).filter((r) => !blank(r))
    // narratives can be long: when the beginning holds too few rows, more of the file is looked at
    if (whole || top.length >= 20 || start.length >= MAX_RECORD) break
    start = await headOf(source, MAX_RECORD)
    whole = start.length < MAX_RECORD
  }
  if (top.length === 0)
    throw new Declined(
      `${source.name} holds no table: its first line alone is longer than ${Math.round(start.length / 1000)} thousand characters. Cocoon expected a table of incidents, addresses or boundaries.`,
    )
  if (top[0].length > MAX_COLUMNS)
    throw new Declined(
      `${source.name} has more than ${MAX_COLUMNS} columns, far more than a table of incidents. Export only the ones with date, place and offence.`,
    )
  const notes: string[] = []
  const { at, above, names } = findHeader(top)
  const width = Math.max(0, ...top.slice(Math.max(at, 0), 50).map((r) => r.length))
  const header = at < 0 ? tidyHeader([], width) : tidyHeader(names, names.length > 1 ? names.length : width)
  if (above > 0)
    notes.push(
      `${above} title ${above === 1 ? 'row' : 'rows'} above the header ${above === 1 ? 'was' : 'were'} skipped.`,
    )
  if (at < 0) notes.push('The file has no header row: its columns are named by position.')
  if (style.separator !== ',') notes.push(`Columns are separated by ${SEPARATOR_NAME[style.separator]}s.`)
  return {
    name: source.name,
    header,
    headerless: at < 0,
    sample: top.slice(at + 1, at + 1 + SAMPLE_ROWS),
    notes,
    get format() {
      return `CSV, ${encoding}`
    },
    async *batches() {
      // a small file is read before a cutter is ready
      const cutter = whole || style.padded ? undefined : takeCutter()
      try {
        yield* records(source, encoding, style, at + 1, notes, cutter)
      } catch (error) {
        // the file began as UTF-8 and is not: the reader starts again
        if (error instanceof NotUtf8) encoding = error.encoding
        throw error
      } finally {
        if (cutter) giveBack(cutter)
      }
    },
  }
}

const blank = (row: readonly string[]): boolean =>
  row.length === 0 || (row.length === 1 && row[0].trim() === '')

/** Records after the first `skip`, blank lines left away. */
async function* records(
  source: Bytes,
  encoding: string,
  style: Style,
  skip: number,
  notes: string[],
  cutter: FastCutter | undefined,
): AsyncGenerator<Batch> {
  const tokeniser = tokeniserOf(style)
  const say = (note: string) => {
    if (!notes.includes(note)) notes.push(note)
  }
  const giveUp = (line: number) =>
    say(`A quotation mark near line ${line} is never closed: from there, lines are read as they stand.`)
  const room: Room = { from: new Int32Array(0), to: new Int32Array(0) }
  const batch = (bytes: Uint8Array, tokens: Tokens, share: number): Batch => {
    const made = new Piece(bytes, tokens, share, style.quote, skip, room, cutter?.columnsOf(tokens))
    skip = made.toSkip
    return made
  }
  const cut = (bytes: Uint8Array, last: boolean, quotes: boolean) => {
    const quick = last || !quotes ? undefined : cutter?.cut(bytes, tokeniser, tokeniser.line)
    if (quick) tokeniser.line = quick.line
    const done = quick ?? tokeniser.cut(bytes, last, quotes)
    if (encoding === 'utf-8' && !done.plain) mustBeUtf8(bytes.subarray(0, done.used))
    return done
  }
  let carry = new Uint8Array()
  // true while the rest of an endless line goes by
  let passing = false
  // pieces are joined to what the last one left over in one buffer, used again and again
  let joined = new Uint8Array(0)
  for await (const { bytes, share } of utf8Pieces(source, encoding)) {
    const next: number = passing ? lineEnd(bytes) : 0
    passing = next < 0
    const size = passing ? 0 : carry.length + bytes.length - next
    let piece = cutter?.room(size)
    if (!piece) {
      if (joined.length < size) joined = new Uint8Array(size + (size >> 2))
      piece = joined.subarray(0, size)
    }
    piece.set(carry)
    if (!passing) piece.set(bytes.subarray(next), carry.length)
    let { tokens, used } = cut(piece, false, true)
    yield batch(piece, tokens, share)
    if (piece.length - used > MAX_RECORD) {
      const { line } = tokeniser
      piece = piece.subarray(used)
      ;({ tokens, used } = cut(piece, false, false))
      if (used > 0) giveUp(line)
      yield batch(piece, tokens, share)
    }
    if (piece.length - used > MAX_RECORD) {
      say(
        `Line ${tokeniser.line} is longer than two million characters: it is read up to there, and the rest of it is passed over.`,
      )
      piece = piece.subarray(used, used + wholeLetters(piece, used, MAX_RECORD))
      yield batch(piece, cut(piece, true, false).tokens, share)
      passing = true
      carry = new Uint8Array()
    } else carry = piece.slice(used)
  }
  if (carry.length === 0) return
  const line = tokeniser.line
  let last = cut(carry, true, true)
  if (last.open && carry.includes(10)) {
    // only the record with the open quote is read anew: it may have eaten the rest of the file
    const whole = last.tokens.n - 1
    const begins = whole > 0 ? recordStart(carry, last.tokens, whole) : 0
    if (whole > 0) {
      yield batch(carry, { ...last.tokens, n: whole }, 1)
      tokeniser.line = last.tokens.lines[whole]
      carry = carry.slice(begins)
    } else tokeniser.line = line
    giveUp(tokeniser.line)
    last = cut(carry, true, false)
  }
  yield batch(carry, last.tokens, 1)
}

/** Where record i begins, its opening quote included. */
function recordStart(bytes: Uint8Array, tokens: Tokens, i: number): number {
  const k = tokens.rows[i]
  return tokens.quoted[k] > 0 ? Math.max(0, tokens.from[k] - 1) : Math.min(tokens.from[k], bytes.length)
}

/** Where the line after the first line end begins; -1 when there is none. */
function lineEnd(bytes: Uint8Array): number {
  const at = bytes.findIndex((b) => b === 10 || b === 13)
  return at < 0 ? -1 : bytes[at] === 13 && bytes[at + 1] === 10 ? at + 2 : at + 1
}

/** At most so many bytes from a place on that no letter of UTF-8 is cut in two. */
function wholeLetters(bytes: Uint8Array, from: number, most: number): number {
  let n = most
  while (n > 0 && (bytes[from + n] & 0xc0) === 0x80) n--
  return n
}
