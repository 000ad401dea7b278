/** UK single-line addresses taken apart, so that a door can be matched, sorted and printed. */

/** The parts of an address. Texts are as written apart from trimmed blanks; missing parts are ''. */
export interface Address {
  /** flat, apartment, unit or room: "3", "B", "3A", "3/2", "Ground Floor" */
  readonly flat: string
  /** name of the house or block */
  readonly building: string
  /** house number; 0 where there is none. Of a range ("12-14") the first */
  readonly number: number
  /** the last number of a range */
  readonly to?: number
  /** letter after the number, lower case: "12A" → "a"; "½" of a half number */
  readonly suffix: string
  /** the street; of a plot or caravan its park */
  readonly street: string
  /** locality and town, joined by ", " */
  readonly rest: string
  /** "AB1 2CD", upper case with one blank */
  readonly postcode: string
}

const POSTCODE = /[,\s]*\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[A-Z]{2})\b[.\s]*$/i

/** "Flat 3", "Apt. B", "Unit 3/2", "Room A12", "UnitB": the word and what tells it from its neighbours. "Unity" is no unit Y, "Flats" no flat S. */
const FLAT =
  /^(?:flat|apartment|apt|unit|room|studio|maisonette|suite|bedsit|penthouse)\.?\s*(?:no\.?\s*|number\s+|#\s*)?([a-z]{0,2}\d+[a-z]?(?:[/-]\d+[a-z]?)?|(?<![a-z])[a-z]|(?<=^[a-z]+)(?!s|(?<=unit)[ey]|(?<=room)y|(?<=suite)[dr])[a-z](?=\s*(?:,|\d|$)))(?![\w½])[\s,]*/i

/** Flats that are told by where they lie: "Ground Floor Flat", "Top Left", "First Floor Rear Flat", "The Annexe". */
const LYING =
  /^((?:the )?(?:lower ground|upper ground|ground|basement|first|second|third|fourth|fifth|sixth|1st|2nd|3rd|4th|5th|6th|top|upper|lower|garden|middle|attic|rear|front|hall)(?: (?:floor|left|right|centre|center|middle|front|rear|back|side|east|west|north|south))*(?: (?:flat|maisonette|apartment|bedsit|studio))?|(?:the )?annexe?|(?:flat|maisonette|bedsit|studio flat))(?=$|,| (?:at|of) | \d)(?:\s+(?:at|of)\b)?[\s,]*/i
/** Words of these alone name no floor: "Upper Street", "The Garden" or "Top" may be a house or a street. */
const LIES = /\b(floor|flat|maisonette|apartment|bedsit|studio|annexe?|basement|left|right|rear)\b/i

/** "3/2", "G/1": floor and door of a stair, before the house. */
const STAIR = /^([a-z]{1,2}|\d{1,2})\/(\d{1,3}|[a-z])(?=$|\s+\d)[\s,]*/i
/** "1F2", "GF1", "TFL": floor and door of a tenement, before the house; "PF" is a flat at the main door. */
const TENEMENT = /^((?:\d{1,2}|[gbtp])f(?:\d{1,2}|[lrcm])|[gbtp]f)(?=$|\s+\d)[\s,]*/i

/** Homes that are numbered within their park or site. */
const PLOT =
  /^(?:plot|pitch|caravan|static caravan|mobile home|park home|lodge|chalet|berth|mooring|log cabin|cabin|bungalow|villa|hut|stand)\.?\s*(?:no\.?\s*|number\s+|#\s*)?(\d{1,5})([a-z])?(?![\w/])[\s,]*/i

const HALF = '(?:\\s*½|\\s+1\\/2(?!\\d))'
const NUMBER = new RegExp(
  `^(?:(?:no|nos|number)\\.?\\s*)?(\\d{1,5})(?:(${HALF})|\\s?([a-l])(?=$|[\\s–-])|([m-z])(?=$|[\\s–-]))?` +
    // a range: 14-16, 14A to 14C, 14/16
    `(?:\\s*(?:[-–—/&]|\\bto\\b|\\band\\b)\\s*(\\d{1,5})[a-z]?)?(?:\\s+(?=\\S)|$)`,
  'i',
)
const DIRECTION = '(?:\\s(?:north|south|east|west|upper|lower|n|s|e|w))?'
const STREET = new RegExp(
  `\\b(?:street|str|st|road|rd|lane|ln|avenue|ave|av|drive|dr|close|cl|crescent|cresc|cres|way|place|pl|court|crt|ct|gardens|gdns|garden|grove|gro|gr|hill|terrace|terr|tce|ter|walk|row|square|sq|mews|rise|park|parade|view|green|gate|yard|wharf|quay|bank|end|fold|croft|vale|path|approach|broadway|highway|wynd|brae|loan|boulevard|blvd|circus|drove|embankment|esplanade|mead|meadow|meadows|side|wood|common|heath|strand|mount|chase|copse|dale|field|fields|garth|hey|holme|lea|orchard|ridge|spinney|link|bridge|cottages)${DIRECTION}$`,
  'i',
)
/** Welsh streets say what they are in front. */
const HEOL = /^(?:heol|ffordd|stryd|l[oô]n|rhodfa|clos|rhes|teras|cilgant|rhiw|lon|pen-y-|sgw[aâ]r)\b/i
/** Names of buildings that hold several homes. */
const BLOCK =
  /\b(?:court|crt|ct|house|hse|towers?|mansions?|heights|lodge|hall|point|buildings?|bldgs|apartments|flats|block)$/i

/** Whether a part of an address is the name of a street: "High Street", "Mill Lane North", "Heol y Bryn". */
export const isStreet = (part: string | undefined): boolean => {
  if (part === undefined) return false
  const bare = part.replace(/\./g, '')
  return STREET.test(bare) || HEOL.test(bare)
}
const startsNumber = (part: string | undefined): boolean => part !== undefined && NUMBER.test(part)

/** A number at the front of a part, and what follows it. */
function numberOf(part: string): Pick<Address, 'number' | 'suffix' | 'to' | 'flat'> & { after: string } {
  const m = NUMBER.exec(part)
  if (!m) return { number: 0, suffix: '', flat: '', after: part }
  const number = +m[1]
  const second = m[5] === undefined ? 0 : +m[5]
  const suffix = m[2] ? '½' : (m[3] ?? m[4] ?? '').toLowerCase()
  const after = part.slice(m[0].length).trim()
  // "14/3 High Street" is flat 3 of number 14, "14/16" a range
  const stair = second > 0 && second <= number && /\/\s*\d+[a-z]?\s*$/i.test(m[0])
  return {
    number,
    suffix,
    flat: stair ? String(second) : '',
    ...(second > number ? { to: second } : {}),
    after,
  }
}

/** Takes a flat from the front of a part; undefined where it begins with none. */
function flatOf(part: string): { flat: string; after: string } | undefined {
  const m = FLAT.exec(part)
  if (m) return { flat: m[1], after: part.slice(m[0].length) }
  const stair = STAIR.exec(part)
  if (stair) return { flat: `${stair[1]}/${stair[2]}`, after: part.slice(stair[0].length) }
  const tenement = TENEMENT.exec(part)
  if (tenement) return { flat: tenement[1], after: part.slice(tenement[0].length) }
  const lying = LYING.exec(part)
  if (lying && LIES.test(lying[1])) return { flat: lying[1], after: part.slice(lying[0].length) }
  return undefined
}

/**
 * Takes a single-line address apart. Knows "FLAT 3, 12A, HIGH STREET, TOWN, AB1 2CD" (AddressBase), "12A High Street,
 * Town", "Flat 3 Maple House, 12 High Street", "Rose Cottage, Mill Lane", "3/2, 14 High Street" (flat 3/2 of 14),
 * "14½", "14 1/2", "14-16", plots of a park and rooms of a hall.
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
  let to: number | undefined
  let suffix = ''
  let street = ''
  let i = 0
  for (; i < parts.length && street === ''; i++) {
    let part = parts[i]
    const unit = flat === '' ? flatOf(part) : undefined
    if (unit) {
      flat = unit.flat
      part = unit.after
      if (part === '') continue
    }
    const plot = number === 0 ? PLOT.exec(part) : null
    if (plot) {
      const after = part.slice(plot[0].length)
      const park = after || parts[i + 1]
      // a caravan in the yard of no. 14 is a flat of it
      if (park === undefined || startsNumber(park)) {
        flat ||= part.slice(0, plot[0].length).replace(/[\s,]+$/, '')
        part = after
        if (part === '') continue
      } else {
        number = +plot[1]
        suffix = (plot[2] ?? '').toLowerCase()
        street = park
        if (after === '') i++
        continue
      }
    }
    const no = number === 0 ? numberOf(part) : undefined
    if (no && no.number > 0) {
      const next = parts[i + 1]
      // "1 Mill Court, 14 Mill Lane" and "1, 14 Mill Lane": the first number is the flat's
      if (
        flat === '' &&
        no.flat === '' &&
        no.to === undefined &&
        startsNumber(next) &&
        numberOf(next!).after !== ''
      ) {
        flat = `${no.number}${no.suffix}`
        building ||= no.after
        continue
      }
      ;({ number, suffix, to } = no)
      flat ||= no.flat
      let after = no.after
      // "14 Flat 3, High Street"
      const inner = flat === '' ? flatOf(after || (parts[i + 1] ?? '')) : undefined
      if (inner) {
        flat = inner.flat
        if (after === '') i++
        after = inner.after
      }
      if (after !== '') street = after
      // a number alone is followed by the street in the next part
      else if (parts[i + 1] !== undefined) street = parts[++i]
      continue
    }
    // a name before the street is the building; "12 High Street" written "Maple House 12 High Street" too
    const inside = /^(.*\D)\s(\d{1,5})\s?([a-l])?\s+(.+)$/i.exec(part)
    if (inside && number === 0 && isStreet(inside[4])) {
      building ||= inside[1].trim()
      number = +inside[2]
      suffix = (inside[3] ?? '').toLowerCase()
      street = inside[4]
    } else if (
      isStreet(part) &&
      !startsNumber(parts[i + 1]) &&
      !((i === 0 || flat !== '') && building === '' && isStreet(parts[i + 1]))
    )
      street = part
    else if (building === '') building = part
    else street = part
  }
  // "Flat 2, Mill Court": the block is all there is
  if (flat !== '' && number === 0 && building === '' && BLOCK.test(street)) building = street
  return {
    flat,
    building,
    number,
    ...(to === undefined ? {} : { to }),
    suffix,
    street,
    rest: parts.slice(i).join(', '),
    postcode,
  }
}

/** Whether homes of such a name stand one above the other: "Elm House", "Tower Heights". */
export const isBlock = (name: string): boolean =>
  BLOCK.test(name.replace(/\./g, '')) && !/\b(court|crt|ct|lodge|hall|point)$/i.test(name)
