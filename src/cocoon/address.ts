/** Addresses as text: compared without regard to case, punctuation or the usual abbreviations. */

const SHORT: Readonly<Record<string, string>> = {
  rd: 'road',
  ave: 'avenue',
  av: 'avenue',
  ln: 'lane',
  cl: 'close',
  dr: 'drive',
  cres: 'crescent',
  cresc: 'crescent',
  gdns: 'gardens',
  gdn: 'garden',
  ct: 'court',
  crt: 'court',
  pl: 'place',
  sq: 'square',
  terr: 'terrace',
  tce: 'terrace',
  gr: 'grove',
  wlk: 'walk',
  apt: 'flat',
  apartment: 'flat',
}

const POSTCODE = /\b[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2}\b/

/** Words of an address in lower case, abbreviations written out, the postcode's gap closed. */
export function normalAddress(text: string): string {
  const words = text
    .toLowerCase()
    .replace(POSTCODE, (p) => p.replace(/\s+/g, ''))
    .replace(/[’'`]/g, '')
    .replace(/[^a-z0-9]+/g, ' ')
    // "12 a" and "12a" are one number
    .replace(/\b(\d+) ([a-z])\b/g, '$1$2')
    .trim()
    .split(' ')
  // "st" opens a saint's name and closes a street's; a saint is followed by a word that is not the last
  return words
    .map((w, i) => (w === 'st' && i > 0 && !/\d/.test(words[i - 1]) ? 'street' : (SHORT[w] ?? w)))
    .join(' ')
}

/** A UPRN without its leading zeros and decorations; '' stays ''. */
export const normalUprn = (text: string): string =>
  text
    .trim()
    .toUpperCase()
    .replace(/\.0+$/, '')
    .replace(/^0+(?=.)/, '')

/** What a home is known by between lists and devices: its UPRN; its address where the file has none. */
export const homeKey = (uprn: string, address: string): string =>
  normalUprn(uprn) || `address ${normalAddress(address)}`

/** "26" or "26a" standing before this street's name in an address; undefined where there is none. */
export function numberIn(address: string, street: string): { number: number; suffix: number } | undefined {
  const name = normalAddress(street)
  if (name === '') return undefined
  const m = new RegExp(`\\b(\\d+)([a-z]?) ${name}\\b`).exec(normalAddress(address))
  return m ? { number: +m[1], suffix: m[2] ? m[2].charCodeAt(0) - 96 : 0 } : undefined
}

const FLAT = /^\s*((?:flat|apartment|apt|unit|studio|room|maisonette)\b[^,]*)/i

/** "Flat 3" of a flat's address; the part before the first comma otherwise. */
export const flatLabel = (address: string): string =>
  (FLAT.exec(address)?.[1] ?? address.split(',')[0]).trim()

/** The address without its flat: what one call at a building is headed with. */
export function buildingLabel(address: string): string {
  const m = FLAT.exec(address)
  return m ? address.slice(m[0].length).replace(/^[\s,]+/, '') || address : address
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Orders "Flat 2" before "Flat 10". */
export const naturally = (a: string, b: string): number =>
  collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)
