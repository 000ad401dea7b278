/**
 * Details of people in free text: found, counted, and masked unless the user keeps them. Found are the forms below and
 * nothing else: a name without a title, or a number in words, passes.
 */
import { countOf } from '../../core/base/words.ts'
import type { TextColumn } from '../../core/base/text.ts'
import type { PersonalCounts } from '../contract.ts'

type Kind = keyof PersonalCounts

const DATE = '\\d{1,2}(?:st|nd|rd|th)?[\\s/.-]+(?:\\d{1,2}|[a-z]{3,9})[\\s/.,-]+(?:19|20)?\\d{2}'

/** Short words that look like the letters of a mark when figures stand beside them: "and 14a", "A14 the". */
const WORDS_OF_THREE =
  'AND|THE|FOR|WAS|HAD|HAS|CAR|VAN|BUS|OFF|VIA|WHO|BUT|NOT|ONE|TWO|MEN|MAN|HIS|HER|OUT|NEW|OLD|TOP|BAR|JCT|ARE|ALL|ANY|CAN|DID|END|GOT|HIT|LOW|PUB|RAN|SAW|SET|TEN|TOO|USE|WAY|YET|BAY|ROW|APT|LOT|BED|GAP|BOX|BLK|STE|RMS|NOS|PER|AGE|AGED|LOG|REF|CAD|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|MAX|MIN'

/** Registration marks: since 2001 (AB12 CDE), with a letter in front (A123 BCD) and behind (ABC 123D). */
function vehicleMark(): RegExp {
  const no = `(?!(?:${WORDS_OF_THREE})\\b)`
  return new RegExp(
    `\\b[A-HJ-PR-Y]{2}\\d{2}[\\s-]?${no}[A-HJ-PR-Z]{3}\\b|\\b[A-HJ-NPQR-TV-Y]\\d{1,3}\\s?${no}[A-HJ-PR-TV-Y]{3}\\b|\\b${no}[A-HJ-PR-Y]{3}\\s?\\d{1,3}[A-HJ-NPR-TV-Y]\\b`,
    'gi',
  )
}

/** What begins as a titled name and is a place, a house or an office: "Lady Lane", "Sir Harry's Road", "Lord Mayor". */
const NAMES_OF_PLACES =
  /^(?:Sir|Dame|Lord|Lady|Baroness|Constable|Rev\w*|Dr|Prof\w*)\b\.?(?:\s+\S+)*?\s+(?:Road|Street|Lane|Avenue|Close|Drive|Way|Court|Place|Square|Gardens?|Terrace|Crescent|Mews|Walk|Row|Rise|Yard|Parade|Bay|Well|Island|School|Academy|College|Centre|Arms|Inn|Hotel|Tavern|Station|Hospital|Surgery|Church|Chapel|Rd|Ln|Ave|Cres|Mayor|Mayoress|Chancellor|Lieutenant|Advocate|Day|Luck|Godiva)\b/i

/** By kind, in the order they are looked for: what one has masked the next does not see. */
const FORMS: readonly (readonly [Kind, RegExp, not?: RegExp])[] = [
  ['email', /[a-z0-9][a-z0-9._%+-]{0,63}@ ?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/gi],
  // written so that no machine should find it: "a.person (at) example.org", "a[at]example[dot]com"
  [
    'email',
    /[a-z0-9][a-z0-9._%+-]{0,63} ?[([]at[)\]] ?[a-z0-9-]{1,63}(?: ?(?:\.|[([]dot[)\]]| dot ) ?[a-z0-9-]{1,63}){1,5}/gi,
  ],
  [
    'nino',
    /\b(?:QQ|(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z])[\s-]?\d{2}[\s-]?\d{2}[\s-]?\d{2}[\s-]?[A-D]\b/gi,
  ],
  // a date in the last century is no date of a crime of today
  [
    'birth',
    new RegExp(
      `\\b(?:d[./]? ?o[./]? ?b\\.?|date of birth|born(?: on)?)[\\s:=-]*(?:${DATE}|\\d{4}-\\d{2}-\\d{2}|\\d{6}(?:\\d{2})?\\b)|\\b\\d{1,2}[/.-]\\d{1,2}[/.-]19\\d{2}\\b|\\b19\\d{2}-\\d{2}-\\d{2}\\b`,
      'gi',
    ),
  ],
  // two mobiles with a stroke between them; no date or crime number has eleven figures in a row
  ['phone', /(?<!\d)07\d{9}(?!\d)/g],
  [
    'phone',
    /(?<![\d/.])(?:(?:\+|00)44[\s-]?(?:\(0\)[\s-]?)?|\(?0(?=[\s-]?\)?[\s-]?[1-357-9])(?:\s(?=7\b))?)(?:\d[\s-]?\)?[\s-]?){8,9}\d(?![\d/])|(?<![\d/.])\+\d{1,3}[\s-]?(?:\d[\s-]?){7,11}\d(?!\d)|(?<![\d/.])0\d{4}\.\d{3}\.\d{3}(?!\d)|(?<![\d/.-])\(\d{3}\)[\s.-]?\d{3}[.-]\d{4}(?!\d)/g,
  ],
  // ten figures without a nought in front are a number of North America where a word says so, else of a thing
  [
    'phone',
    /(?<=\b(?:tele?(?:phone)?|(?:tele)?phone|mob(?:ile)?|cell(?:phone)?|call(?:s|ed|ing)?|contact|text(?:s|ed)?|rang|ring|fax)\b\D{0,20})(?<![\d/.-])\d{3}[\s.-]\d{3}[.-]\d{4}(?!\d)/gi,
  ],
  ['vehicle', vehicleMark()],
  // of Northern Ireland, in capitals
  ['vehicle', /\b[A-Z]{2}Z ?\d{3,4}\b/g],
  // with a blank after the letters only where a word says what it is: "at 12 elm" looks the same
  [
    'vehicle',
    /(?<=\b(?:reg(?:istration)?|vrm|vrn|index|plates?)\b[\s.:,-]{0,8}(?:(?:no|number|mark|is|was)\b[\s.:,-]{0,8}){0,3})[a-z]{2} \d{2}[\s-]?[a-z]{3}\b/gi,
  ],
  [
    'name',
    /\b(?:M(?:r|rs|s|x|R|RS|S|X)|Miss|MISS|Madame|Mme|Monsieur|Mlle|Herr|Frau|Se[ñn]or(?:a|ita)?|Sig(?:nora?|\.ra)|Prof(?:essor)?|PROF|Rev(?:d|erend)?|REV|Cllr|CLLR|PCSO|Sgt|Sergeant|Insp|Inspector|Supt|DCI|Constable|S(?:ir|IR)|Dame|DAME|L(?:ord|ORD|ady)|Baroness|(?<!\b[A-Z][a-z]+ )Dr|PC|DC)\b\.?\s+(?!World|Tower|Monitor|Laptop|THE\b|AND\b|OUT\b|OF\b|AT\b|IN\b|HAS\b|WAS\b|X\b)(?:\d{2,5}\s+)?(?:[A-Z]\.?\s+){0,2}(?:[A-Z][\p{L}'’-]+)(?:\s(?!AND\b|THE\b|HAS\b|WAS\b|HAD\b|AT\b|IN\b|OF\b|TO\b|ON\b|WHO\b|IS\b)[A-Z][\p{L}'’-]+){0,2}/gu,
    NAMES_OF_PLACES,
  ],
  // a master is also a key, a bedroom and a class of work: only before a first name and a surname in capitals
  [
    'name',
    /\bMaster\s+(?!Bed|Key|Switch|Locksmith|Class|Copy|Fuse|Cylinder|Card|Lock|Builder|Plan)[A-Z]\p{Ll}+\s+[A-Z][\p{L}'’-]+/gu,
    /\b(?:Road|Street|Lane|Avenue|Close|Drive|Way|Court|School|Inn|Arms|Suite|Room)\b/,
  ],
  // typed without capitals: only what can be nothing else
  ['name', /\bmrs?\.? (?!and\b|who\b|was\b|the\b|has\b)\p{Ll}[\p{L}'’-]+/gu],
  // "miss" is a verb, "ms" milliseconds and a make of software: a word of speech or ownership must follow
  [
    'name',
    /(?<!\d ?)\b(?:ms|miss)\.? (?!the\b|a\b|an\b|out\b|this\b|that\b|and\b|word\b|office\b|teams\b|excel\b|dos\b|it\b|them\b|him\b|her\b)\p{Ll}[\p{L}'’-]{2,}(?=(?: (?:and|who|was|is|has|had|said|says|called|calls|states|stated|reports|reported|returned|left|of|at|lives|saw|heard|found|noticed|contacted|rang|told|came|went|entry|the))|['’]s|[.,;)]|$)/gu,
  ],
]

const MASK: Readonly<Record<Kind, string>> = {
  phone: '[phone]',
  email: '[e-mail]',
  vehicle: '[vehicle]',
  birth: '[date of birth]',
  nino: '[NI number]',
  name: '[name]',
}

export const noCounts = (): Record<Kind, number> => ({
  phone: 0,
  email: 0,
  vehicle: 0,
  birth: 0,
  nino: 0,
  name: 0,
})

/** A text with the details masked; counts them in `counts` where that is given. */
export function maskDetails(text: string, counts?: Record<Kind, number>): string {
  let out = text
  for (const [kind, form, not] of FORMS)
    out = out.replace(form, (found) => {
      if (not?.test(found)) return found
      if (counts) counts[kind]++
      return MASK[kind]
    })
  return out
}

const WORDS: Readonly<Record<Kind, string>> = {
  phone: 'phone number',
  email: 'e-mail address',
  vehicle: 'vehicle mark',
  birth: 'date of birth',
  nino: 'National Insurance number',
  name: 'titled name',
}

/** What to say of the details found; '' where there are none. */
export function detailsNote(personal: PersonalCounts, kept: boolean): string {
  const found = (Object.keys(WORDS) as Kind[])
    .filter((k) => personal[k] > 0)
    .map((k) =>
      countOf(
        personal[k],
        WORDS[k],
        k === 'email' ? 'e-mail addresses' : k === 'birth' ? 'dates of birth' : undefined,
      ),
    )
  if (found.length === 0) return ''
  return `In the free text stood ${found.join(', ')}: ${kept ? 'kept, as chosen' : 'masked'}. Names without a title are not found.`
}

const isDigit = (b: number): boolean => b >= 48 && b <= 57
const isLetter = (b: number): boolean => (b >= 65 && b <= 90) || (b >= 97 && b <= 122)

/** Second letters of titles by their first, a bit for each, capital or not: Mr, Ms, Miss, Mx, Dr, DC, Dame, Rev … */
const SECOND = new Int32Array(256)
for (const [first, ...seconds] of [
  'Mrisxaoml',
  'Drca',
  'Prc',
  'Re',
  'Clo',
  'Sgeui',
  'In',
  'Loa',
  'Ba',
  'He',
  'Fr',
])
  for (const c of seconds) SECOND[first.charCodeAt(0)] |= 1 << (c.charCodeAt(0) & 31)

/** Bytes with which a detail may begin: a figure, an "@", the m of "mr", the capital of a title. All others are passed over. */
const BEGINS = Uint8Array.from({ length: 256 }, (_, b) =>
  isDigit(b) || b === 64 || b === 109 || SECOND[b] !== 0 ? 1 : 0,
)

const ONES = 0x01010101
const HIGH = 0x80808080 | 0
const LOW = 0x7f7f7f7f

/**
 * Where the next byte lies that may begin a detail; `to` where there is none. Four bytes at a time are looked at for
 * one from "0" to "S" or an m.
 */
function nextBegin(bytes: Uint8Array, words: DataView, from: number, to: number): number {
  let i = from
  while (i + 4 <= to) {
    const w = words.getInt32(i, true)
    const t = w & LOW
    const m = w ^ (109 * ONES)
    const found = (((t + 80 * ONES) & ~(t + 44 * ONES) & ~w) | ((m - ONES) & ~m)) & HIGH
    if (found === 0) i += 4
    else {
      i += (31 - Math.clz32(found & -found)) >> 3
      if (BEGINS[bytes[i]] === 1) return i
      i++
    }
  }
  while (i < to && BEGINS[bytes[i]] === 0) i++
  return i
}

/** Whether bytes may hold a detail at all: most texts are told by a look at each letter. */
function mayHold(bytes: Uint8Array, words: DataView, from: number, to: number): boolean {
  let digits = 0
  for (let i = nextBegin(bytes, words, from, to); i < to; i = nextBegin(bytes, words, i + 1, to)) {
    const b = bytes[i]
    if (b === 64) return true
    const before = i > from ? bytes[i - 1] : 32
    if (b < 64) {
      // a mark or an NI number has a letter beside a figure
      if (isDigit(before) && bytes[i - 2] === 32 && bytes[i + 1] === 32) return true
      if (++digits >= 4 || isLetter(before) || (i + 1 < to && isLetter(bytes[i + 1]))) return true
    } else if (isLetter(before)) continue
    else if (b === 109) {
      // mr, ms, miss
      const next = i + 1 < to ? bytes[i + 1] : 0
      if (next === 114) return true
      const end =
        next === 115 ? i + 2 : next === 105 && bytes[i + 2] === 115 && bytes[i + 3] === 115 ? i + 4 : to
      if (end < to && (bytes[end] === 32 || bytes[end] === 46)) return true
    } else if (hasTitle(bytes, i, to)) return true
  }
  return false
}

/** Whether a short word in capitals begins here that may be a title: M…, D…, P…, R…, C…, S…, I…, L…, B…, then a blank. */
function hasTitle(bytes: Uint8Array, at: number, to: number): boolean {
  if (at + 1 >= to || ((SECOND[bytes[at]] >>> (bytes[at + 1] & 31)) & 1) === 0) return false
  const end = Math.min(to, at + 11)
  for (let i = at + 1; i < end; i++) {
    if (isLetter(bytes[i]) || bytes[i] > 127) continue
    if (bytes[i] !== 32 && bytes[i] !== 46) return false
    while (i < to && (bytes[i] === 32 || bytes[i] === 46)) i++
    // a name follows, or a collar number
    return i < to && ((bytes[i] >= 65 && bytes[i] <= 90) || isDigit(bytes[i]) || bytes[i] > 127)
  }
  return false
}

/** Where "(at" or "[at" stands next from a byte on, four bytes looked at together; the end where it stands nowhere. */
function nextBracketedAt(bytes: Uint8Array, words: DataView, from: number): number {
  const isOne = (i: number) =>
    (bytes[i] === 40 || bytes[i] === 91) && (bytes[i + 1] | 32) === 97 && (bytes[i + 2] | 32) === 116
  let i = from
  for (; i + 4 <= bytes.length; i += 4) {
    const w = words.getInt32(i, true)
    const p = w ^ (40 * ONES)
    const q = w ^ (91 * ONES)
    if (((((p - ONES) & ~p) | ((q - ONES) & ~q)) & HIGH) === 0) continue
    for (let k = i; k < i + 4; k++) if (isOne(k)) return k
  }
  for (; i < bytes.length; i++) if (isOne(i)) return i
  return bytes.length
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()

/** Looks through a column of free text; gives it masked, or as it was where the user keeps the details. */
export function searchDetails(
  column: TextColumn,
  keep: boolean,
): { column: TextColumn; personal: PersonalCounts } {
  const { bytes, offsets } = column
  const personal = noCounts()
  const masked = new Map<number, Uint8Array>()
  let grown = 0
  if (bytes.length === 0) return { column, personal }
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let bracketed = -1
  for (let i = 0; i + 1 < offsets.length; i++) {
    const from = offsets[i]
    const to = offsets[i + 1]
    if (bracketed < from) bracketed = nextBracketedAt(bytes, words, from)
    if (from === to || !(bracketed < to || mayHold(bytes, words, from, to))) continue
    const text = decoder.decode(bytes.subarray(from, to))
    const out = maskDetails(text, personal)
    if (keep || out === text) continue
    const made = encoder.encode(out)
    masked.set(i, made)
    grown += made.length - (to - from)
  }
  if (masked.size === 0) return { column, personal }
  const all = new Uint8Array(bytes.length + grown)
  const ends = new Uint32Array(offsets.length)
  let at = 0
  for (let i = 0; i + 1 < offsets.length; i++) {
    const part = masked.get(i) ?? bytes.subarray(offsets[i], offsets[i + 1])
    all.set(part, at)
    at += part.length
    ends[i + 1] = at
  }
  return { column: { bytes: all, offsets: ends }, personal }
}
