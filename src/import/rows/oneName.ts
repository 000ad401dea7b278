/** Names that differ only in case, blanks, apostrophes and abbreviations are one; the commonest spelling is shown. */
import { normaliseAddress } from '../../core/places/addressKey.ts'
import type { Dict } from './columns.ts'

const SHORT: Readonly<Record<string, string>> = {
  veh: 'vehicle',
  vehs: 'vehicles',
  mv: 'motor vehicle',
  dwell: 'dwelling',
  dwg: 'dwelling',
  res: 'residential',
  resi: 'residential',
  bus: 'business',
  comm: 'community',
  att: 'attempted',
  attempt: 'attempted',
  burg: 'burglary',
  agg: 'aggravated',
  dist: 'distraction',
  unauth: 'unauthorised',
  unauthorized: 'unauthorised',
  offense: 'offence',
}

/** A beat or a street as it is compared: street types spelt one way. */
export const nameKey = (name: string): string => normaliseAddress(name)

/** An offence wording as it is compared: words without punctuation, usual abbreviations spelt out. */
export const wordingKey = (wording: string): string =>
  wording
    .slice(0, 300)
    .toLowerCase()
    .replace(/['’.]/g, '')
    .replace(/&/g, ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((w) => SHORT[w] ?? w)
    .join(' ')

/** Gives every row the commonest spelling of its name; says how many names had several. The empty text stays code 0. */
export function oneName({ codes, values }: Dict, key: (name: string) => string): number {
  const { data, length } = codes
  const counts = new Uint32Array(values.length)
  for (let i = 0; i < length; i++) counts[data[i]]++
  const groups = new Map<string, number[]>()
  values.forEach((v, code) => {
    // a code that no row has any more names nothing
    if (v === '' || counts[code] === 0) return
    const k = key(v) || v
    const group = groups.get(k)
    if (group) group.push(code)
    else groups.set(k, [code])
  })
  const to = Uint32Array.from(values, (_, code) => code)
  let joined = 0
  for (const group of groups.values()) {
    if (group.length < 2) continue
    joined++
    const best = group.reduce((a, b) => (counts[b] > counts[a] ? b : a))
    for (const code of group) to[code] = best
  }
  if (joined > 0) for (let i = 0; i < length; i++) data[i] = to[data[i]]
  return joined
}
