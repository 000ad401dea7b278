/** Dates and times as extracts write them, read into local wall-clock minutes. */
import { minuteOf } from '../core/time.ts'

/** Which of day, month and year comes first in dates written with numbers only. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd'

/** What numbers alone mean in a date column. */
export type Serial = 'excel' | 'epoch-days' | 'epoch-seconds' | 'epoch-milliseconds'

/** One moment: wall-clock minute, and what the text told. `minute` is NaN when it is no date. */
export interface Stamp {
  minute: number
  /** it named a clock time */
  hasTime: boolean
  /** it named only a month */
  monthOnly: boolean
  /** '' none, 'Z' for Z or +00:00, else the offset as written */
  zone: string
}

const MONTH: Record<string, number> = {}
'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ').forEach((m, i) => (MONTH[m] = i + 1))
const monthNumber = (word: string): number => MONTH[word.slice(0, 3).toLowerCase()] ?? NaN

const NUMERIC = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:,?[T\s]+(.+))?$/
const WORDY =
  /^(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th)?[-\s/.]+([a-z]{3,9})\.?,?[-\s/.]+(\d{2,4})(?:,?[T\s:]+(.+))?$/i
const MONTH_FIRST =
  /^(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s+(.+))?$/i
const CLOCK =
  /^(\d{1,2})(?:[:.h](\d{2}))(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|BST|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i
const PACKED = /^(\d{4})(\d{2})(\d{2})(?:[T\s]?(\d{2}):?(\d{2})(?::?\d{2})?)?$/
const MONTH_ONLY = /^(\d{4})[-/](\d{1,2})$/
const MONTH_WORD = /^([a-z]{3,9})[-\s](\d{2}|\d{4})$/i

const bad = (): Stamp => ({ minute: NaN, hasTime: false, monthOnly: false, zone: '' })

/** Reads dates of one column and keeps count of what it saw, so that the order can be judged on the whole. */
export class DateReader {
  /** dates whose first number is above 12 and second is not, and the other way round */
  firstAbove12 = 0
  secondAbove12 = 0
  /** dates of two numbers up to 31 and a year: the kind whose order matters */
  ordered = 0
  zoned = { z: 0, offset: 0 }
  #memo = new Map<string, Stamp>()

  constructor(
    readonly order: DateOrder,
    readonly serial: Serial | undefined,
  ) {}

  /** The moment a text names. */
  read(raw: string): Stamp {
    // open data and day-precision extracts repeat few texts
    const known = this.#memo.get(raw)
    if (known) {
      this.#tally(known as Counted)
      return known
    }
    const stamp = this.#parse(raw.trim())
    this.#tally(stamp as Counted)
    if (this.#memo.size < 5000) this.#memo.set(raw.slice(), stamp)
    return stamp
  }

  #tally(stamp: Counted): void {
    if (stamp.above === 1) this.firstAbove12++
    else if (stamp.above === 2) this.secondAbove12++
    if (stamp.above !== undefined) this.ordered++
    if (stamp.zone === 'Z') this.zoned.z++
    else if (stamp.zone !== '') this.zoned.offset++
  }

  /**
   * The two forms that fill most extracts, "13/06/2026 18:30[:00]" and "2026-06-13 18:30[:00]", without a pattern.
   * Undefined for anything else, which the patterns then judge.
   */
  #plain(text: string): Counted | undefined {
    const { length } = text
    if (length !== 10 && length !== 16 && length !== 19) return undefined
    const iso = text.charCodeAt(4) === DASH && text.charCodeAt(7) === DASH
    if (!iso && !(text.charCodeAt(2) === SLASH && text.charCodeAt(5) === SLASH)) return undefined
    if (!iso && this.order === 'ymd') return undefined
    const a = iso ? digits(text, 8, 2) : digits(text, 0, 2)
    const b = iso ? digits(text, 5, 2) : digits(text, 3, 2)
    const year = iso ? digits(text, 0, 4) : digits(text, 6, 4)
    const [day, month] = !iso && this.order === 'mdy' ? [b, a] : [a, b]
    // short months and odd years are left to the careful way
    if (!(year >= 1970 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 28))
      return undefined
    let clock = 0
    if (length > 10) {
      const gap = text.charCodeAt(10)
      const hour = digits(text, 11, 2)
      const minute = digits(text, 14, 2)
      if (
        (gap !== 32 && !(iso && gap === 84)) ||
        text.charCodeAt(13) !== COLON ||
        !(hour < 24) ||
        !(minute < 60)
      )
        return undefined
      if (length === 19 && (text.charCodeAt(16) !== COLON || !(digits(text, 17, 2) < 60))) return undefined
      clock = hour * 60 + minute
    }
    return {
      minute: dayNumber(year, month, day) * 1440 + clock,
      hasTime: length > 10,
      monthOnly: false,
      zone: '',
      ...(iso ? {} : { above: a > 12 && b <= 12 ? 1 : b > 12 && a <= 12 ? 2 : 0 }),
    }
  }

  #parse(text: string): Stamp {
    if (text === '') return bad()
    const plain = this.#plain(text)
    if (plain) return plain
    // ISO comes first: it is the only form that needs no thought
    let m = NUMERIC.exec(text)
    if (m) {
      if (m[1].length >= 3) return withTime(+m[1], +m[2], +m[3], m[4])
      const a = +m[1]
      const b = +m[2]
      const year = fullYear(m[3])
      const above = a > 12 && b <= 12 ? 1 : b > 12 && a <= 12 ? 2 : 0
      // two-digit years first only when the user says so
      const stamp =
        this.order === 'ymd'
          ? withTime(fullYear(m[1]), b, +m[3], m[4])
          : this.order === 'mdy'
            ? withTime(year, a, b, m[4])
            : withTime(year, b, a, m[4])
      return Object.assign(stamp, { above })
    }
    m = WORDY.exec(text)
    if (m && !Number.isNaN(monthNumber(m[2]))) return withTime(fullYear(m[3]), monthNumber(m[2]), +m[1], m[4])
    m = MONTH_ONLY.exec(text)
    if (m) return { ...withTime(+m[1], +m[2], 1, undefined), monthOnly: true }
    m = MONTH_FIRST.exec(text)
    if (m && !Number.isNaN(monthNumber(m[1]))) return withTime(+m[3], monthNumber(m[1]), +m[2], m[4])
    m = MONTH_WORD.exec(text)
    if (m && !Number.isNaN(monthNumber(m[1])))
      return { ...withTime(fullYear(m[2]), monthNumber(m[1]), 1, undefined), monthOnly: true }
    if (this.serial) return fromSerial(text, this.serial)
    m = PACKED.exec(text)
    if (m) return withTime(+m[1], +m[2], +m[3], m[4] === undefined ? undefined : `${m[4]}:${m[5]}`)
    return bad()
  }
}

const SLASH = 47
const DASH = 45
const COLON = 58

/** The number that `n` digits make; NaN when one of them is none. */
function digits(text: string, at: number, n: number): number {
  let v = 0
  for (let i = at; i < at + n; i++) {
    const d = text.charCodeAt(i) - 48
    if (!(d >= 0 && d <= 9)) return NaN
    v = v * 10 + d
  }
  return v
}

/** Days since 1970-01-01 of a day from 1970 on, by counting leap days: years begin in March, so February ends them. */
function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return y * 365 + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + ofYear - 719_468
}

interface Counted extends Stamp {
  above?: 0 | 1 | 2
}

const fullYear = (text: string): number =>
  text.length > 2 ? +text : +text < 70 ? 2000 + +text : 1900 + +text

function withTime(year: number, month: number, day: number, clock: string | undefined): Stamp {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 1900 && year <= 2200)) return bad()
  // 31 June would roll over to 1 July
  if (day > 28 && new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return bad()
  const minute = minuteOf(year, month, day)
  if (clock === undefined || clock.trim() === '')
    return { minute, hasTime: false, monthOnly: false, zone: '' }
  const time = readClock(clock)
  if (!time) return bad()
  return { minute: minute + time.minute, hasTime: true, monthOnly: false, zone: time.zone }
}

/** Minutes after midnight of a clock text: "17:40", "5:40 PM", "1740", "17.40", "0.7361" (Excel). */
export function readClock(raw: string): { minute: number; zone: string } | undefined {
  const text = raw.trim()
  const m = CLOCK.exec(text)
  if (m) {
    let hour = +m[1]
    const half = m[4]?.[0].toLowerCase()
    if (half && (hour < 1 || hour > 12)) return undefined
    if (half) hour = (hour % 12) + (half === 'p' ? 12 : 0)
    const minute = +m[2]
    if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined
    const zone = !m[5] ? '' : /^(z|utc|gmt|[+-]00(:?00)?)$/i.test(m[5]) ? 'Z' : m[5]
    return { minute: hour * 60 + minute, zone }
  }
  if (/^\d{3,4}$/.test(text)) {
    const hour = Math.floor(+text / 100)
    const minute = +text % 100
    return hour < 24 && minute < 60 ? { minute: hour * 60 + minute, zone: '' } : undefined
  }
  // Excel stores a clock time as a share of the day
  if (/^0?\.\d+$|^0$/.test(text)) return { minute: Math.round(+text * 1440) % 1440, zone: '' }
  const hourOnly = /^(\d{1,2})\s*([ap])\.?m\.?$/i.exec(text)
  if (hourOnly && +hourOnly[1] >= 1 && +hourOnly[1] <= 12)
    return { minute: ((+hourOnly[1] % 12) + (hourOnly[2].toLowerCase() === 'p' ? 12 : 0)) * 60, zone: '' }
  return undefined
}

function fromSerial(text: string, serial: Serial): Stamp {
  if (!/^-?\d+(\.\d+)?([eE]\+?\d+)?$/.test(text)) return bad()
  const v = +text
  const made = (minute: number, hasTime: boolean): Stamp =>
    minute > -3e7 && minute < 1.2e8 ? { minute, hasTime, monthOnly: false, zone: '' } : bad()
  switch (serial) {
    case 'excel':
      // day 25569 of Excel's 1900 calendar is 1970-01-01
      return made(Math.round((v - 25569) * 1440), !Number.isInteger(v))
    case 'epoch-days':
      return made(Math.round(v * 1440), !Number.isInteger(v))
    case 'epoch-seconds':
      return made(Math.floor(v / 60), true)
    case 'epoch-milliseconds':
      return made(Math.floor(v / 60_000), true)
  }
}

/** What numbers alone would mean as dates, by their size; undefined when they are no dates. */
export function serialOf(values: readonly string[]): Serial | undefined {
  const numbers = values.map((v) => v.trim()).filter((v) => v !== '')
  if (numbers.length === 0 || !numbers.every((v) => /^\d+(\.\d+)?$/.test(v))) return undefined
  const sorted = numbers.map(Number).sort((a, b) => a - b)
  const middle = sorted[sorted.length >> 1]
  if (middle >= 32874 && middle <= 60000) return 'excel' // 1990 to 2064
  if (middle >= 3650 && middle <= 30000) return 'epoch-days' // 1980 to 2052
  if (middle >= 3e8 && middle <= 4e9) return 'epoch-seconds'
  if (middle >= 3e11 && middle <= 4e12) return 'epoch-milliseconds'
  return undefined
}

/** Share of the filled values that read as dates, under the given order. */
export function dateShare(values: readonly string[], reader: DateReader): number {
  let filled = 0
  let good = 0
  for (const v of values) {
    if (v.trim() === '') continue
    filled++
    if (!Number.isNaN(reader.read(v).minute)) good++
  }
  return filled === 0 ? 0 : good / filled
}

/** UK clock of a UTC minute: an hour later between 01:00 UTC on the last Sundays of March and October. */
export function ukClock(utcMinute: number): number {
  const year = new Date(utcMinute * 60_000).getUTCFullYear()
  const change = (month: number) => {
    const last = new Date(Date.UTC(year, month, 0))
    return (last.getTime() - last.getUTCDay() * 86_400_000) / 60_000 + 60
  }
  return utcMinute >= change(3) && utcMinute < change(10) ? utcMinute + 60 : utcMinute
}
