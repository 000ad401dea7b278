/** UK single-line addresses taken apart, so that a door can be matched, sorted and printed. */

/** The parts of an address. Texts are as written apart from trimmed blanks; missing parts are ''. */
export interface Address {
  /** flat, apartment, unit or room: "3", "B", "3A" */
  readonly flat: string
  /** name of the house or block */
  readonly building: string
  /** house number; 0 where there is none. Of a range ("12-14") the first */
  readonly number: number
  /** letter after the number, lower case: "12A" → "a" */
  readonly suffix: string
  readonly street: string
  /** locality and town, joined by ", " */
  readonly rest: string
  /** "AB1 2CD", upper case with one blank */
  readonly postcode: string
}

const POSTCODE = /[,\s]*\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b[.\s]*$/i
const FLAT =
  /^(?:flat|apartment|apt|unit|room|studio|maisonette)\.?\s*(?:no\.?\s*)?([a-z]?\d+[a-z]?|[a-z])\b[\s,]*/i
const NUMBER = /^(\d{1,5})\s?([a-z])?(?:\s*[-–/]\s*\d{1,5}[a-z]?)?(?:\s+(?=\S)|$)/i
const STREET =
  /\b(street|st|road|rd|lane|ln|avenue|ave|drive|dr|close|cl|crescent|cres|way|place|pl|court|ct|gardens|gdns|grove|gr|hill|terrace|tce|ter|walk|row|square|sq|mews|rise|park|parade|view|green|gate|yard|wharf|quay|bank|end|fold|croft|vale|path|approach|broadway|highway|wynd|brae|loan|boulevard|circus|drove|embankment|esplanade|mead|meadow|meadows|side|wood|common|heath|strand|mount|chase|copse|dale|field|fields|garth|hey|holme|lea|orchard|ridge|spinney|link|bridge|cottages)$/i

/**
 * Takes a single-line address apart. Knows "FLAT 3, 12A, HIGH STREET, TOWN, AB1 2CD" (AddressBase),
 * "12A High Street, Town", "Flat 3 Maple House, 12 High Street" and "Rose Cottage, Mill Lane".
 */
export function parseAddress(line: string): Address {
  // nobody lives at more than 300 letters: a narrative in the column must not cost time
  let text = line
    .slice(0, 300)
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()
  let postcode = ''
  const code = POSTCODE.exec(text)
  if (code) {
    postcode = `${code[1]} ${code[2]}`.toUpperCase()
    text = text.slice(0, code.index)
  }
  const parts = text
    .split(',')
    .map((p) => p.trim())
    .filter((p) => p !== '')
  let flat = ''
  let building = ''
  let number = 0
  let suffix = ''
  let street = ''
  let i = 0
  for (; i < parts.length && street === ''; i++) {
    let part = parts[i]
    const unit = flat === '' ? FLAT.exec(part) : null
    if (unit) {
      flat = unit[1]
      part = part.slice(unit[0].length)
      if (part === '') continue
    }
    const no = NUMBER.exec(part)
    if (no) {
      // a number alone is followed by the street in the next part
      number = +no[1]
      suffix = (no[2] ?? '').toLowerCase()
      part = part.slice(no[0].length).trim()
      if (part !== '') street = part
      else if (parts[i + 1] !== undefined) street = parts[++i]
      continue
    }
    // a name before the street is the building; "12 High Street" written "Maple House 12 High Street" too
    const inside = /^(.*\D)\s(\d{1,5})\s?([a-z])?\s+(.+)$/i.exec(part)
    if (inside && STREET.test(inside[4])) {
      building ||= inside[1].trim()
      number = +inside[2]
      suffix = (inside[3] ?? '').toLowerCase()
      street = inside[4]
    } else if (STREET.test(part) && !startsNumber(parts[i + 1]) && !(i === 0 && isStreet(parts[i + 1])))
      street = part
    else if (building === '') building = part
    else street = part
  }
  return { flat, building, number, suffix, street, rest: parts.slice(i).join(', '), postcode }
}

const startsNumber = (part: string | undefined): boolean => part !== undefined && NUMBER.test(part)
const isStreet = (part: string | undefined): boolean => part !== undefined && STREET.test(part)

const LONG: Record<string, string> = {
  rd: 'road',
  ln: 'lane',
  ave: 'avenue',
  av: 'avenue',
  dr: 'drive',
  cl: 'close',
  cres: 'crescent',
  cr: 'crescent',
  pl: 'place',
  ct: 'court',
  gdns: 'gardens',
  gr: 'grove',
  tce: 'terrace',
  terr: 'terrace',
  ter: 'terrace',
  sq: 'square',
  apartment: 'flat',
  apt: 'flat',
}

/** Lower case without punctuation, with street types and "flat" spelt one way: for comparing, not printing. */
export function normaliseAddress(line: string): string {
  const words = line
    .toLowerCase()
    .replace(/['’`.]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
  // "st" is a saint in front of a name and a street behind one
  return words
    .map((w, i) => (w === 'st' ? (i > 0 && !/^\d/.test(words[i - 1]) ? 'street' : 'st') : (LONG[w] ?? w)))
    .join(' ')
}

/**
 * What names a door within its neighbourhood: flat, number or building, street. '' when the address
 * names no door (a street alone), so that it is never taken for a place.
 */
export function doorKey(address: Address): string {
  if (address.number === 0 && address.building === '') return ''
  const door = address.number > 0 ? `${address.number}${address.suffix}` : normaliseAddress(address.building)
  return `${address.flat.toLowerCase()}|${door}|${normaliseAddress(address.street)}`
}

/** 0 for no letter, 1 = a, 2 = b … as `Homes.suffix` holds it. */
export const suffixIndex = (suffix: string): number =>
  suffix === '' ? 0 : Math.max(0, suffix.toLowerCase().charCodeAt(0) - 96)
