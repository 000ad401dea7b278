/** Addresses as keys: however a line is written, the same home gives the same text. */

import type { Address } from './address.ts'

const LONG: Readonly<Record<string, string>> = {
  str: 'street',
  rd: 'road',
  ln: 'lane',
  ave: 'avenue',
  av: 'avenue',
  dr: 'drive',
  drv: 'drive',
  cl: 'close',
  cres: 'crescent',
  cresc: 'crescent',
  cr: 'crescent',
  pl: 'place',
  ct: 'court',
  crt: 'court',
  gdns: 'gardens',
  gdn: 'garden',
  gr: 'grove',
  gro: 'grove',
  grn: 'green',
  tce: 'terrace',
  terr: 'terrace',
  ter: 'terrace',
  sq: 'square',
  wlk: 'walk',
  wk: 'walk',
  wy: 'way',
  pde: 'parade',
  pk: 'park',
  blvd: 'boulevard',
  hts: 'heights',
  hse: 'house',
  cotts: 'cottages',
  cott: 'cottage',
  bldgs: 'buildings',
  mans: 'mansions',
  nth: 'north',
  sth: 'south',
}

/** Abbreviations that stand in front of a name. */
const FRONT: Readonly<Record<string, string>> = {
  saint: 'st',
  mt: 'mount',
  gt: 'great',
  lwr: 'lower',
  upr: 'upper',
  apartment: 'flat',
  apt: 'flat',
}

const TYPES = new Set([
  ...Object.values(LONG),
  'row',
  'rise',
  'hill',
  'mews',
  'yard',
  'view',
  'gate',
  'wharf',
  'quay',
])

const isType = (w: string): boolean => w in LONG || TYPES.has(w)

/** One part between commas, its words spelt one way. */
function plainPart(part: string): string[] {
  const words = part.split(' ').filter((w) => w !== '')
  // the name begins after "flat 3", "12a"
  let head = 0
  while (
    head < words.length - 1 &&
    (/\d/.test(words[head]) || words[head] === 'flat' || words[head] === 'apt')
  )
    head++
  const lastType = words.findLastIndex(isType)
  return words.map((w, i) => {
    if (w in FRONT && i < words.length - 1) return FRONT[w]
    // "st" is a saint in front of a name and a street behind one
    if (w === 'st') return i > head && i >= lastType ? 'street' : 'st'
    return i > head && w in LONG ? LONG[w] : w
  })
}

/** Letters and blanks, and numbers that stand alone but before one letter: what no rule for punctuation, half numbers or postcodes touches. */
const PLAIN_WORDS = /^(?: *(?:[a-z]+|\d+(?! +[a-l](?: |$)))(?= |$))* *$/

const BEYOND_ASCII = /[^ -~\s]/

/** Lower case without punctuation and accents, with street types, saints and "flat" spelt one way: for comparing, not printing. */
export function normaliseAddress(line: string): string {
  const lower = line.toLowerCase()
  // a name of plain words needs nothing of what follows
  if (PLAIN_WORDS.test(lower)) return plainPart(lower).join(' ')
  // most addresses are plain letters, which have no accents to take off
  const plain = !BEYOND_ASCII.test(lower)
  const letters = plain ? lower : lower.normalize('NFD').replace(/\p{M}/gu, '')
  const other = plain ? /[^a-z\d]+/g : /[^\p{L}\p{N}]+/gu
  return letters
    .replace(/['’‘`´]/g, '')
    .replace(/\b([a-z]{1,2}\d[a-z\d]?) +(\d[a-z]{2})\b/g, '$1$2')
    .replace(/(\d) +1\/2(?!\d)/g, '$1½')
    .replace(/&/g, ' and ')
    .split(',')
    .flatMap((part) =>
      plainPart(
        part
          .replace(part.includes('½') ? /[^\p{L}\p{N}]+/gu : other, ' ')
          // "12 a" and "12a", "14 ½" and "14½" are one number
          .replace(/\b(\d+) ([a-l]|½)(?= |$)/g, '$1$2')
          .trim(),
      ),
    )
    .join(' ')
}

const FLOORS: Readonly<Record<string, string>> = {
  '1st': 'first',
  '2nd': 'second',
  '3rd': 'third',
  '4th': 'fourth',
}

/** A flat as it is compared: "Ground Floor Flat" and "ground floor" are one. */
export const flatKey = (flat: string): string =>
  flat
    .toLowerCase()
    .replace(/\b(1st|2nd|3rd|4th)\b/g, (w) => FLOORS[w])
    .replace(/^the /, '')
    .replace(/(?<=.) (flat|maisonette|apartment|bedsit|studio)$/, '')

/**
 * What names a door within its neighbourhood: flat, number or building, street. '' when the address
 * names no door (a street alone), so that it is never taken for a place.
 */
export function doorKey(address: Address): string {
  if (address.number === 0 && address.building === '') return ''
  const door = address.number > 0 ? `${address.number}${address.suffix}` : normaliseAddress(address.building)
  return `${flatKey(address.flat)}|${door}|${normaliseAddress(address.street)}`
}

/** 0 for no letter, 1 = a, 2 = b … 27 = ½, as `Homes.suffix` holds it. */
export const suffixIndex = (suffix: string): number =>
  suffix === '' ? 0 : suffix === '½' ? 27 : Math.max(0, suffix.toLowerCase().charCodeAt(0) - 96)
