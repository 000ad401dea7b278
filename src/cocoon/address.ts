/** Addresses as text: compared without regard to case, punctuation or the usual abbreviations. */
import { fingerprint } from '../core/base/fingerprint.ts'
import { isBlock, parseAddress } from '../core/places/address.ts'
import { normaliseAddress, suffixIndex } from '../core/places/addressKey.ts'

/** Words of an address as they are compared. */
export const normalAddress = normaliseAddress

/** A UPRN without its leading zeros and decorations; '' stays ''. */
export const normalUprn = (text: string): string =>
  text
    .trim()
    .toUpperCase()
    .replace(/\.0+$/, '')
    .replace(/^0+(?=.)/, '')

const READABLE = /^address (?!#)/

/**
 * A key that names no address: records outlive the round that had the addresses. Whoever has a list of addresses can
 * still try which of them is meant; earlier versions kept the address itself, and such keys become the same.
 */
export const hiddenKey = (key: string): string =>
  READABLE.test(key) ? `address #${fingerprint([], [key.slice(8)])}` : key

/** What a home is known by between lists and devices: its UPRN; a hash of its address where the file has none. */
export const homeKey = (uprn: string, address: string): string =>
  normalUprn(uprn) || hiddenKey(`address ${normalAddress(address)}`)

/** "26" or "26a" standing before this street's name in an address; undefined where there is none. */
export function numberIn(address: string, street: string): { number: number; suffix: number } | undefined {
  const name = normalAddress(street)
  if (name === '') return undefined
  const parts = parseAddress(address)
  if (parts.number > 0 && normalAddress(parts.street) === name)
    return { number: parts.number, suffix: suffixIndex(parts.suffix) }
  const m = new RegExp(`(?:^| )(\\d+)([a-z½]?) ${name}(?: |$)`).exec(normalAddress(address))
  return m ? { number: +m[1], suffix: suffixIndex(m[2]) } : undefined
}

const FLAT =
  /^\s*((?:flat|apartment|apt|unit|studio|room|maisonette|suite|bedsit|penthouse)\b[^,]*?(?=,|\s+\d+[a-z]?\s+\D|$)|(?:[a-z]{1,2}|\d{1,2})\/(?:\d{1,3}|[a-z])(?=,|\s+\d)|(?:(?:\d{1,2}|[gbtp])f(?:\d{1,2}|[lrcm])|[gbtp]f)(?=,|\s+\d)|(?:the )?(?:lower ground|upper ground|ground|basement|first|second|third|fourth|\dst|\dnd|\drd|\dth|top|upper|lower|garden|annexe?)\b[^,\d]*(?=,))/i

/** "Flat 3" of a flat's address; the part before the first comma otherwise. */
export const flatLabel = (address: string): string =>
  (FLAT.exec(address)?.[1] ?? address.split(',')[0]).trim()

/** The address without its flat: what one call at a building is headed with. */
export function buildingLabel(address: string): string {
  const m = FLAT.exec(address)
  if (m) return address.slice(m[0].length).replace(/^[\s,]+/, '') || address
  const parts = parseAddress(address)
  // "12 Elm House, Mill Lane" is a flat by another name, and so is the first of "1 Mill Court, 14 Mill Lane"
  if (parts.flat !== '' && /^\d/.test(address)) return address.replace(/^[^,]*,\s*/, '')
  return isBlock(parts.street) ? address.replace(/^\d+[a-z]?\s+/i, '') : address
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Orders "Flat 2" before "Flat 10". */
export const naturally = (a: string, b: string): number =>
  collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)
