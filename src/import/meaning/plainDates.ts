/** The forms that fill most extracts, read from a file's bytes without a pattern or a text. */
import { MINUTES_PER_DAY } from '../../core/base/time.ts'

/** Which of day, month and year comes first in dates written with numbers only. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd'

/** One moment: wall-clock minute, and what the text told. `minute` is NaN when it is no date. */
export interface Stamp {
  minute: number
  /** it named a clock time */
  hasTime: boolean
  /** it named only a month */
  monthOnly: boolean
  /** '' none, 'Z' for Z, 'UTC' for +00 and seconds since 1970, else the offset as written */
  zone: string
  /** no date, but what systems write where they know none: 1900, 9999, second 0 */
  sentinel?: true
  /** the clock time beside the day is none, or says two things at once, as "17:30 AM": only the day is known */
  contrary?: true
  /** of dates of two numbers up to 31 and a year: 1 = only day first fits, 2 = only month first, 0 = either or none */
  above?: 0 | 1 | 2
}

/** The first year that is read from the bytes. */
export const FIRST_YEAR = 1970

/** The first year in which no date of an extract can be: later ones stand for "not known". */
export const LAST_YEAR = 2099

/** How a moment is told in one number: its minute times 16, and these. `above` is as in `Stamp`, `noOrder` for undefined. */
export const STAMP = { above: 3, noOrder: 3, hasTime: 4, monthOnly: 8, bits: 4 } as const

const DASH = 45
const POINT = 46
const SLASH = 47
const COLON = 58
/** Days of each month; the leap day is left to the careful way. */
export const DAYS = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Where the number ends that begins at a byte. */
function numberEnd(bytes: Uint8Array, at: number, to: number): number {
  while (at < to && bytes[at] >= 48 && bytes[at] <= 57) at++
  return at
}

/** The number that the digits make. */
function numberOf(bytes: Uint8Array, from: number, to: number): number {
  let v = 0
  for (let i = from; i < to; i++) v = v * 10 + bytes[i] - 48
  return v
}

/** Days since 1970-01-01 of a day from 1970 on, by counting leap days: years begin in March, so February ends them. */
function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + ofYear - 719_468
}

/** Minute at which each month from January 1970 on begins; each is worked out when it is first asked for. */
const MONTHS = new Int32Array((LAST_YEAR - FIRST_YEAR) * 12).fill(-1)

function monthStart(year: number, month: number): number {
  const k = (year - FIRST_YEAR) * 12 + month - 1
  let minute = MONTHS[k]
  if (minute < 0) MONTHS[k] = minute = dayNumber(year, month, 1) * MINUTES_PER_DAY
  return minute
}

/** Years of two digits: to 69 of this century. */
export const fullYear = (year: number, digits: number): number =>
  digits > 2 ? year : year < 70 ? 2000 + year : 1900 + year

/**
 * Reads "13/06/2026 18:30[:00]" (also with -, . and without zeros), "2026-06-13[ T]18:30[:00.000][Z]" and "2026-06"
 * into `out`. False for anything else, sound or not, which patterns then judge; `out` is then worthless.
 */
export function readPlainDate(
  bytes: Uint8Array,
  from: number,
  to: number,
  order: DateOrder,
  out: Stamp,
): boolean {
  const n = to - from
  if ((n === 10 || n === 16 || n === 19) && readFixed(bytes, from, n, order, out)) return true
  const endA = numberEnd(bytes, from, to)
  const digits = endA - from
  const separator = bytes[endA]
  if (digits === 0 || digits === 3 || digits > 4 || endA >= to) return false
  if (!isSeparator(separator)) return false
  const endB = numberEnd(bytes, endA + 1, to)
  if (endB - endA < 2 || endB - endA > 3) return false
  const a = numberOf(bytes, from, endA)
  const b = numberOf(bytes, endA + 1, endB)
  const yearFirst = digits === 4
  out.zone = ''
  out.hasTime = false
  out.monthOnly = endB === to
  out.above = undefined
  out.sentinel = undefined
  if (out.monthOnly) {
    if (!yearFirst || separator === POINT || !(a >= 1970 && a < LAST_YEAR && b >= 1 && b <= 12)) return false
    out.minute = monthStart(a, b)
    return true
  }
  const endC = numberEnd(bytes, endB + 1, to)
  const last = endC - endB - 1
  if (bytes[endB] !== separator || (yearFirst ? last < 1 || last > 2 : last !== 2 && last !== 4)) return false
  // a year of two digits in front is read only where the user says so
  if (!yearFirst && order === 'ymd') return false
  const c = numberOf(bytes, endB + 1, endC)
  const year = yearFirst ? a : fullYear(c, last)
  const month = yearFirst || order !== 'mdy' ? b : a
  const day = yearFirst ? c : order === 'mdy' ? b : a
  // the leap day and odd years are left to the careful way
  if (!(year >= 1970 && year < LAST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month]))
    return false
  if (!yearFirst) out.above = a > 12 && b <= 12 ? 1 : b > 12 && a <= 12 ? 2 : 0
  out.minute = dayNumber(year, month, day) * MINUTES_PER_DAY
  return endC === to || readClock(bytes, endC, to, out)
}

/**
 * The same of "13/06/2026[ 18:30[:00]]" and "2026-06-13[ T]…" with every number in its full width, as most are: each
 * figure stands where it always does. False for anything else.
 */
function readFixed(bytes: Uint8Array, from: number, n: number, order: DateOrder, out: Stamp): boolean {
  const yearFirst = isSeparator(bytes[from + 4])
  const separator = bytes[yearFirst ? from + 4 : from + 2]
  if (!isSeparator(separator) || separator !== bytes[yearFirst ? from + 7 : from + 5]) return false
  if (!yearFirst && order === 'ymd') return false
  const y = yearFirst ? from : from + 6
  const century = twoDigits(bytes, y)
  const ofCentury = twoDigits(bytes, y + 2)
  const a = twoDigits(bytes, yearFirst ? from + 5 : from)
  const b = twoDigits(bytes, yearFirst ? from + 8 : from + 3)
  const year = century * 100 + ofCentury
  const month = yearFirst || order === 'mdy' ? a : b
  const day = yearFirst || order === 'mdy' ? b : a
  // a figure that is none makes its number negative
  if (!(century >= 19 && ofCentury >= 0 && year >= FIRST_YEAR && year < LAST_YEAR)) return false
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month])) return false
  let clock = 0
  if (n > 10) {
    const hour = twoDigits(bytes, from + 11)
    const minute = twoDigits(bytes, from + 14)
    if ((bytes[from + 10] !== 32 && bytes[from + 10] !== 84) || bytes[from + 13] !== COLON) return false
    if (!(hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59)) return false
    if (n === 19 && (bytes[from + 16] !== COLON || twoDigits(bytes, from + 17) < 0)) return false
    clock = hour * 60 + minute
  }
  out.zone = ''
  out.hasTime = n > 10
  out.monthOnly = false
  out.above = yearFirst ? undefined : a > 12 && b <= 12 ? 1 : b > 12 && a <= 12 ? 2 : 0
  out.sentinel = undefined
  out.minute = monthStart(year, month) + (day - 1) * MINUTES_PER_DAY + clock
  return true
}

const isSeparator = (b: number): boolean => b === SLASH || b === DASH || b === POINT

/** The number of two figures; below 0 where one of them is none. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const a = bytes[at] ^ 48
  const b = bytes[at + 1] ^ 48
  return a > 9 || b > 9 ? -1 : a * 10 + b
}

/** Adds the clock time that follows a date to `out`; false where it is of another form. */
function readClock(bytes: Uint8Array, from: number, to: number, out: Stamp): boolean {
  if (bytes[from] !== 32 && bytes[from] !== 84) return false
  const endH = numberEnd(bytes, from + 1, to)
  const endM = numberEnd(bytes, endH + 1, to)
  if (endH - from < 2 || endH - from > 3 || bytes[endH] !== COLON || endM - endH !== 3) return false
  const hour = numberOf(bytes, from + 1, endH)
  const minute = numberOf(bytes, endH + 1, endM)
  if (hour > 23 || minute > 59) return false
  let at = endM
  if (at < to && bytes[at] === COLON) {
    const endS = numberEnd(bytes, at + 1, to)
    if (endS - at !== 3) return false
    at = endS
    if (at < to && bytes[at] === POINT) {
      const endF = numberEnd(bytes, at + 1, to)
      if (endF === at + 1) return false
      at = endF
    }
  }
  if (at < to && bytes[at] === 90) {
    out.zone = 'Z'
    at++
  }
  out.hasTime = true
  out.minute += hour * 60 + minute
  return at === to
}
