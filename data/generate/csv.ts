/** CSV text and UK dates. */
import { FIRST_DAY } from './parameters.ts'

/** A CSV text with CRLF line ends, quoting only where needed. */
export function csvText(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (v: string): string => (/[",\r\n]/.test(v) ? `"${v.replaceAll('"', '""')}"` : v)
  return [header, ...rows].map((r) => r.map(cell).join(',')).join('\r\n') + '\r\n'
}

const two = (n: number): string => String(n).padStart(2, '0')

/** dd/mm/yyyy of a day counted from FIRST_DAY. */
export function ukDate(day: number): string {
  const d = new Date(FIRST_DAY + Math.floor(day) * 86_400_000)
  return `${two(d.getUTCDate())}/${two(d.getUTCMonth() + 1)}/${d.getUTCFullYear()}`
}

/** HH:MM of the fraction of a day. */
export function clock(day: number): string {
  const minutes = Math.floor((day - Math.floor(day)) * 1440)
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
