/** Words where an address belongs that name no door: "Withheld", "FLAT", kinds of premises. */
import type { TextColumn } from '../../core/base/text.ts'
import { parseAddress } from '../../core/places/address.ts'
import { doorKey } from '../../core/places/addressKey.ts'

const WORDS = new Set(
  [
    'withheld|redacted|removed|restricted|confidential|anonymised|suppressed|sensitive|private|hidden|data protected',
    'no fixed abode|nfa|no fixed address|homeless|of no fixed abode|none|nil|na|n a|nk|n k|not known|unknown|unknown address|unspecified|not stated',
    'not recorded|not given|not provided|not available|no address|address unknown|address withheld|address not known|tbc|tba|see mo|see log|as above|various|various locations|other|blank|null|undefined|xxx|xxxx|xxxxx|x|test',
    'flat|flats|block of flats|apartment|apartments|house|houses|home|dwelling|dwelling house|residence|residential|residential property|private residence|private dwelling|bungalow|maisonette|bedsit|studio|condominium|condominium townhouse|townhouse|duplex|single family dwelling|multi unit dwelling|single family home|detached house|semi detached house|semi detached|detached|terraced house|terraced|terrace|mobile home|caravan|houseboat|student accommodation|living accommodation|sheltered housing|hmo|care home|nursing home',
    'shed|garage|outbuilding|garden|drive|driveway|carport|car park|parking lot|parking garage|street|road|highway|alley|sidewalk|footpath|pavement|yard|park|open space|public place|public open space|field|waste ground|land|site|building site|construction site',
    'shop|store|retail|supermarket|convenience store|department store|small retail store|office|offices|business|business premises|commercial|commercial property|commercial premises|industrial|warehouse|factory|pub|public house|bar|restaurant|cafe|hotel|hotel motel|motel|school|college|university|church|place of worship|hospital|bank|petrol station|gas station|station|railway station|bus stop|vehicle|vehicle non commercial|motor vehicle|car|van|premises|building|property|unit|communal area|hallway|common area',
  ]
    .join('|')
    .split('|'),
)
/** Words of kinds of places, and words that stand between and around them in lists of kinds. */
const KINDS = new Set([
  ...[...WORDS].filter((w) => !/^x+$|^n ?a$|^nfa$|^tb/.test(w)).flatMap((w) => w.split(' ')),
  ...'and or of the a an in at etc other non semi type kind apt condo rooming lodging hostel hostels hall halls student shared'.split(
    ' ',
  ),
])
/** A text of nothing but such words names a kind of place where one of these is among them: "School House" may be a house. */
const KIND =
  /\b(multi|etc|other|or|type|family|private|residential|residence|domestic|commercial|dwelling|premises|property|accommodation|condo|duplex|apartment|apartments)\b/

const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]? *\d[A-Z]{2}\s*$/i

/** A text at so many points is a kind of place, whatever it says. */
const MANY_POINTS = 3
/** Texts of several words at so many points more than this far apart are no name of one house, metres. */
const APART_M = 30

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Whether a text says that no address is told, or names a kind of place. */
export function isNoPlace(text: string): boolean {
  const bare = text.replace(POSTCODE, '')
  const whole = plain(bare)
  if (WORDS.has(whole) || /^[x*#.\s-]+$/i.test(bare)) return true
  if (KIND.test(whole) && whole.split(' ').every((w) => KINDS.has(w))) return true
  if (/\b(withheld|redacted|no fixed abode|not known|anonymised)\b/.test(whole) && !/\d/.test(whole))
    return true
  // "Flat, Leeds": the town makes no door of it
  const [first, ...rest] = bare.split(',')
  return rest.length > 0 && WORDS.has(plain(first)) && !/\d/.test(bare)
}

/** A column of addresses without those that name no door, how many those are, and the commonest of them. */
export interface RealAddresses {
  readonly address: TextColumn
  readonly n: number
  readonly words: readonly string[]
}

const decoder = new TextDecoder()

interface Seen {
  readonly rows: number[]
  readonly word: boolean
  /** it would name a door, and says no street to it */
  readonly door: boolean
  /** some of its points, each away from the others, metres */
  readonly points: [number, number][]
}

function look(text: string): Seen {
  // a number alone names no door of any street
  const word = isNoPlace(text) || /^[\d\s.,-]+$/.test(text)
  const address = parseAddress(text)
  return { rows: [], word, door: !word && doorKey(address) !== '' && address.street === '', points: [] }
}

/**
 * Blanks addresses that name no door: by their words, or, where they have no number, since the same text stands at
 * several points. `x`, `y` in metres. Undefined where there are none.
 */
export function withoutNoPlaces(
  address: TextColumn,
  x: Float64Array,
  y: Float64Array,
): RealAddresses | undefined {
  const { bytes, offsets } = address
  const n = x.length
  const seen = new Map<string, Seen>()
  for (let i = 0; i < n; i++) {
    const [from, to] = [offsets[i], offsets[i + 1]]
    if (from === to || hasNumber(bytes, from, to)) continue
    const text = decoder.decode(bytes.subarray(from, to))
    let entry = seen.get(text)
    if (!entry) seen.set(text, (entry = look(text)))
    entry.rows.push(i)
    if (
      entry.door &&
      entry.points.length < MANY_POINTS &&
      entry.points.every(([a, b]) => Math.hypot(a - x[i], b - y[i]) > APART_M)
    )
      entry.points.push([x[i], y[i]])
  }
  const none = [...seen].filter(([, e]) => e.word || e.points.length >= MANY_POINTS)
  if (none.length === 0) return undefined
  const blank = new Uint8Array(n)
  let rows = 0
  for (const [, e] of none) {
    rows += e.rows.length
    for (const i of e.rows) blank[i] = 1
  }
  const ends = new Uint32Array(n + 1)
  const kept = new Uint8Array(bytes.length)
  for (let i = 0; i < n; i++) {
    ends[i + 1] = ends[i]
    if (blank[i]) continue
    kept.set(bytes.subarray(offsets[i], offsets[i + 1]), ends[i])
    ends[i + 1] += offsets[i + 1] - offsets[i]
  }
  return {
    address: { bytes: kept.slice(0, ends[n]), offsets: ends },
    n: rows,
    words: none.sort(([, a], [, b]) => b.rows.length - a.rows.length).map(([text]) => text),
  }
}

/** Whether a digit stands before the postcode at its end, if it has one, and a word beside it. */
function hasNumber(bytes: Uint8Array, from: number, to: number): boolean {
  let digits = 0
  let others = 0
  for (let i = from; i < to; i++) {
    if (bytes[i] >= 48 && bytes[i] <= 57) digits++
    else if (bytes[i] > 57) others++
  }
  if (digits === 0 || others === 0) return false
  if (digits > 3) return true
  return /\d/.test(decoder.decode(bytes.subarray(from, to)).replace(POSTCODE, ''))
}
