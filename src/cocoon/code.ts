/** Short codes that can be read out over a radio: no letter that looks or sounds like a figure. */
import { MINUTES_PER_DAY, partsOf } from '../core/base/time.ts'

const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'.replace('U', '')
const BASE = ALPHABET.length

/** FNV-1a over UTF-16 units: names a list by its content, keeps no secret. */
export function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h >>> 0
}

/** Check letter: position-weighted, so one wrong or two swapped characters are noticed. */
function check(body: string): string {
  let sum = 0
  ;[...body].forEach((c, i) => (sum += (i + 1) * (c.charCodeAt(0) % 127)))
  return ALPHABET[sum % BASE]
}

/** "C-2211-7QKM": day and month of the list, three characters of its content, one to check them. */
export function listCode(day: number, content: string): string {
  const { day: d, month } = partsOf(day * MINUTES_PER_DAY)
  let h = hash(content)
  let mark = ''
  for (let i = 0; i < 3; i++, h = Math.floor(h / BASE)) mark += ALPHABET[h % BASE]
  const body = `C-${String(d).padStart(2, '0')}${String(month).padStart(2, '0')}-${mark}`
  return body + check(body)
}

/** "C-2211-7QKM-2R": round 2 of that list. */
export function roundCode(list: string, round: number): string {
  const body = `${list}-${round}`
  return body + check(body)
}

/** Whether a code typed from paper can be one: list or round. Case and spaces do not matter. */
export function readCode(typed: string): { list: string; round?: number } | undefined {
  const m = /^(C-\d{4}-[2-9A-Z]{3})([2-9A-Z])(?:-(\d+)([2-9A-Z]))?$/.exec(
    typed.toUpperCase().replace(/\s+/g, ''),
  )
  if (!m || check(m[1]) !== m[2]) return undefined
  const list = m[1] + m[2]
  if (m[3] === undefined) return { list }
  return check(`${list}-${m[3]}`) === m[4] ? { list, round: +m[3] } : undefined
}
