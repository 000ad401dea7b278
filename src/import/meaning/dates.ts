/** Dates and times as extracts write them, read into local wall-clock minutes. */
import { dayOf, firstHours, minuteOf, MINUTES_PER_DAY, MS_PER_DAY } from '../../core/base/time.ts'
import { fullYear, LAST_YEAR, readPlainDate, STAMP } from './plainDates.ts'
import type { DateOrder, Stamp } from './plainDates.ts'

export type { DateOrder, Stamp } from './plainDates.ts'

/** What numbers alone mean in a date column. */
export type Serial =
  'excel' | 'epoch-days' | 'epoch-seconds' | 'epoch-milliseconds' | 'epoch-microseconds' | 'epoch-nanoseconds'

/** Months by the first letters of their names in English, Spanish, French, German, Italian and Welsh, accents taken off. */
const MONTH: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'jan ene gen ion',
    'feb fev chw',
    'mar mrz maw',
    'apr avr abr ebr',
    'may mai mag',
    'jun giu meh',
    'jul lug gor',
  ]
    .concat('aug aou ago aws', 'sep set med', 'oct okt ott hyd', 'nov tac', 'dec dez dic rha')
    .flatMap((names, i) => names.split(' ').map((m) => [m, i + 1])),
)

/** The number of a month's name; NaN for any other word. */
export function monthNumber(word: string): number {
  const plain = word
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
  // "juin" and "juillet" begin alike, and English has neither
  if (plain.startsWith('jui')) return plain.startsWith('juil') ? 7 : 6
  return MONTH[plain.slice(0, 3)] ?? NaN
}

const NUMERIC = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:,?[T\s]+(.+))?$/
const WORDY =
  /^(?:(?:dydd )?\p{L}{2,10}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|er)?[-\s/.]*(?:de |of )?(\p{L}{3,10})\.?,?[-\s/.]*(?:de )?(\d{4}|\d{2})(?:,?[T\s:]+(.+))?$/iu
const MONTH_FIRST =
  /^(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?:,?\s+(.+))?$/i
const CLOCK =
  /^(\d{1,2})(?:[:.h](\d{2}))(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|BST|[+-]\d{2}:?\d{2}|[+-]\d{2})?(?:\s*\[?Europe\/London\]?)?$/i
const PACKED = /^(\d{4})(\d{2})(\d{2})(?:[T\s]?(\d{2}):?(\d{2})(?::?\d{2})?)?$/
/** Day, month and year run together; a number loses the nought it begins with: "01032026", "1032026". */
const RUN_TOGETHER = /^(\d{1,2})(\d{2})((?:19|20)\d{2})$/
const MONTH_ONLY = /^(\d{4})[-/. ]?M?(\d{1,2})$/i
const MONTH_YEAR = /^(\d{1,2})[-/.](\d{4})$/
const MONTH_WORD = /^(\p{L}{3,10})\.?[-\s/,]+['’]?(\d{2}|\d{4})$/iu
const YEAR_WORD = /^(\d{4})[-\s/](\p{L}{3,10})$/iu

/** A day of a week of ISO 8601: "2026-W05-3". */
const WEEK_DAY = /^(\d{4})-?W(\d{2})-?([1-7])$/i

const decoder = new TextDecoder()

const bad = (): Stamp => ({ minute: NaN, hasTime: false, monthOnly: false, zone: '' })
const sentinel = (): Stamp => ({ ...bad(), sentinel: true })

/** The first year in which a date can be meant. */
const FIRST_YEAR = 1901

/** Reads dates of one column and keeps count of what it saw, so that the order can be judged on the whole. */
export class DateReader {
  /** dates whose first number is above 12 and second is not, and the other way round */
  firstAbove12 = 0
  secondAbove12 = 0
  /** dates of two numbers up to 31 and a year: the kind whose order matters */
  ordered = 0
  zoned = { z: 0, utc: 0, offset: 0 }
  readonly #memo = new Map<string, Stamp>()
  readonly #plain: Stamp = bad()

  constructor(
    readonly order: DateOrder,
    readonly serial: Serial | undefined,
  ) {}

  /** The moment a text names. The answer is overwritten by the next one. */
  read(raw: string): Stamp {
    // open data and day-precision extracts repeat few texts
    let stamp = this.#memo.get(raw)
    if (!stamp) {
      stamp = this.careful(raw)
      if (this.#memo.size < 5000) this.#memo.set(raw.slice(), stamp)
    } else this.#tally(stamp)
    return stamp
  }

  /** Counts a moment that it named before once more. */
  again(stamp: Stamp): Stamp {
    this.#tally(stamp)
    return stamp
  }

  /** The same from a cell's bytes, trimmed. */
  readBytes(bytes: Uint8Array, from: number, to: number): Stamp {
    if (!readPlainDate(bytes, from, to, this.order, this.#plain))
      return this.read(decoder.decode(bytes.subarray(from, to)))
    this.#tally(this.#plain)
    return this.#plain
  }

  /** A moment that was read beforehand, told as in `STAMP`. */
  known(told: number): Stamp {
    const stamp = this.#plain
    const above = told & STAMP.above
    stamp.minute = told >> STAMP.bits
    stamp.hasTime = (told & STAMP.hasTime) !== 0
    stamp.monthOnly = (told & STAMP.monthOnly) !== 0
    stamp.zone = ''
    stamp.sentinel = undefined
    if (above === STAMP.noOrder) stamp.above = undefined
    else {
      stamp.above = above as 0 | 1 | 2
      this.ordered++
      if (above === 1) this.firstAbove12++
      else if (above === 2) this.secondAbove12++
    }
    return stamp
  }

  /** The same, every form by its pattern. */
  careful(raw: string): Stamp {
    const stamp = this.#parse(raw.trim())
    this.#tally(stamp)
    return stamp
  }

  #tally(stamp: Stamp): void {
    if (stamp.above === 1) this.firstAbove12++
    else if (stamp.above === 2) this.secondAbove12++
    if (stamp.above !== undefined) this.ordered++
    if (stamp.zone === 'Z') this.zoned.z++
    else if (stamp.zone === 'UTC') this.zoned.utc++
    else if (stamp.zone !== '') this.zoned.offset++
  }

  #parse(text: string): Stamp {
    // a narrative in the column is no date, and must not cost time
    if (text === '' || text.length > 200) return bad()
    // ISO comes first: it is the only form that needs no thought
    let m = NUMERIC.exec(text)
    if (m) {
      if (m[1].length >= 3) return withTime(+m[1], +m[2], +m[3], m[4])
      const a = +m[1]
      const b = +m[2]
      const year = fullYear(+m[3], m[3].length)
      const above = a > 12 && b <= 12 ? 1 : b > 12 && a <= 12 ? 2 : 0
      // two-digit years first only when the user says so
      const stamp =
        this.order === 'ymd'
          ? withTime(fullYear(+m[1], m[1].length), b, +m[3], m[4])
          : this.order === 'mdy'
            ? withTime(year, a, b, m[4])
            : withTime(year, b, a, m[4])
      return Object.assign(stamp, { above })
    }
    m = WORDY.exec(text)
    if (m && !Number.isNaN(monthNumber(m[2])))
      return withTime(fullYear(+m[3], m[3].length), monthNumber(m[2]), +m[1], m[4])
    // four figures alone are a year or a clock time, five a number
    m = text.length < 6 ? null : MONTH_ONLY.exec(text)
    if (m) return monthOnly(+m[1], +m[2])
    m = MONTH_YEAR.exec(text)
    if (m) return monthOnly(+m[2], +m[1])
    m = MONTH_FIRST.exec(text)
    if (m && !Number.isNaN(monthNumber(m[1]))) return withTime(+m[3], monthNumber(m[1]), +m[2], m[4])
    m = MONTH_WORD.exec(text)
    if (m && !Number.isNaN(monthNumber(m[1])))
      return monthOnly(fullYear(+m[2], m[2].length), monthNumber(m[1]))
    m = YEAR_WORD.exec(text)
    if (m && !Number.isNaN(monthNumber(m[2]))) return monthOnly(+m[1], monthNumber(m[2]))
    m = WEEK_DAY.exec(text)
    if (m) return ofWeek(+m[1], +m[2], +m[3])
    if (this.serial) return fromSerial(text, this.serial)
    m = RUN_TOGETHER.exec(text)
    if (m) return this.#parse(`${m[1]}/${m[2]}/${m[3]}`)
    m = PACKED.exec(text)
    if (m) return withTime(+m[1], +m[2], +m[3], m[4] === undefined ? undefined : `${m[4]}:${m[5]}`)
    return bad()
  }
}

const monthOnly = (year: number, month: number): Stamp => ({
  ...withTime(year, month, 1, undefined),
  monthOnly: true,
})

/** A day by its week: the first week of a year is that of its 4 January. */
function ofWeek(year: number, week: number, day: number): Stamp {
  const fourth = Date.UTC(year, 0, 4)
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * MS_PER_DAY
  const at = new Date(monday + ((week - 1) * 7 + day - 1) * MS_PER_DAY)
  // the Thursday of a week lies in its year
  const thursday = new Date(monday + ((week - 1) * 7 + 3) * MS_PER_DAY)
  if (week < 1 || thursday.getUTCFullYear() !== year) return bad()
  return withTime(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate(), undefined)
}

function withTime(year: number, month: number, day: number, clock: string | undefined): Stamp {
  if (isNotKnown(year, month, day)) return sentinel()
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 1900 && year <= 2200)) return bad()
  // 31 June would roll over to 1 July
  if (day > 28 && new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return bad()
  const minute = minuteOf(year, month, day)
  if (clock === undefined || clock.trim() === '')
    return { minute, hasTime: false, monthOnly: false, zone: '' }
  const time = readClock(clock)
  if (!time)
    return CLOCK.test(clock.trim()) || /^\d{4}$/.test(clock.trim())
      ? { minute, hasTime: false, monthOnly: false, zone: '', contrary: true }
      : bad()
  return { minute: minute + time.minute, hasTime: true, monthOnly: false, zone: time.zone }
}

/** Whether a date is one that systems write for "not known". */
function isNotKnown(year: number, month: number, day: number): boolean {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return year === 0 && month === 0 && day === 0
  return year < FIRST_YEAR || year >= LAST_YEAR || (year === FIRST_YEAR && month === 1 && day === 1)
}

/** Minutes after midnight of a clock text: "17:40", "5:40 PM", "1740", "17.40", "0.7361" (Excel). */
export function readClock(raw: string): { minute: number; zone: string } | undefined {
  const text = raw.trim()
  // no clock time is so long, and a cell of blanks must not cost time
  if (text.length > 60) return undefined
  const m = CLOCK.exec(text)
  if (m) {
    let hour = +m[1]
    const half = m[4]?.[0].toLowerCase()
    // "17:30 PM" and "00:30 AM" say the same twice
    if (half && (half === 'p' ? hour < 1 || hour > 23 : hour > 12)) return undefined
    if (half) hour = (hour % 12) + (half === 'p' ? 12 : 0)
    const minute = +m[2]
    if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return undefined
    const zone = !m[5]
      ? ''
      : /^(z|gmt)$/i.test(m[5])
        ? 'Z'
        : /^(utc|[+-]00(:?00)?)$/i.test(m[5])
          ? 'UTC'
          : m[5]
    return { minute: hour * 60 + minute, zone }
  }
  // "203500": with seconds, and without the first nought
  const seconds = /^(\d{1,2})(\d{2})([0-5]\d)$/.exec(text)
  if (seconds)
    return +seconds[1] < 24 && +seconds[2] < 60
      ? { minute: +seconds[1] * 60 + +seconds[2], zone: '' }
      : undefined
  if (/^\d{3,4}$/.test(text)) {
    const hour = Math.floor(+text / 100)
    const minute = +text % 100
    // 2400 is the midnight that ends the day
    return (hour < 24 && minute < 60) || +text === 2400 ? { minute: hour * 60 + minute, zone: '' } : undefined
  }
  // Excel stores a clock time as a share of the day
  if (/^0?\.\d+$|^0$/.test(text))
    return { minute: Math.round(+text * MINUTES_PER_DAY) % MINUTES_PER_DAY, zone: '' }
  const hourOnly = /^(\d{1,2})\s*([ap])\.?m\.?$/i.exec(text)
  if (hourOnly && +hourOnly[1] >= 1 && +hourOnly[1] <= 12)
    return { minute: ((+hourOnly[1] % 12) + (hourOnly[2].toLowerCase() === 'p' ? 12 : 0)) * 60, zone: '' }
  return undefined
}

const CLOCKS =
  /^(?:between|from)?\s*(\d{1,2}[:.]?\d{2}|\d{1,2}(?=\s*[ap]m))\s*([ap]m)?\s*(?:hrs?|hours)?\s*(?:[-–—]|\bto\b|\band\b|\buntil\b)\s*(\d{1,2}[:.]?\d{2}|\d{1,2}(?=\s*[ap]m))\s*([ap]m)?\s*(?:hrs?|hours)?$/i

/**
 * Two clock times in one cell, in minutes of the day: "0500-0525", "22:00 to 06:00", "0000-2400". Undefined where there are
 * none. A dash is one between clocks: no clock of these islands stands behind UTC.
 */
export function readClocks(raw: string): readonly [from: number, to: number] | undefined {
  const m = raw.length < 40 ? CLOCKS.exec(raw.trim()) : null
  if (!m) return undefined
  const [from, to] = [`${m[1]}${m[2] ?? ''}`, `${m[3]}${m[4] ?? ''}`].map((t) => readClock(t)?.minute)
  return from === undefined || to === undefined ? undefined : [from, to]
}

const EARLIEST = minuteOf(FIRST_YEAR, 1, 1)
const LATEST = minuteOf(LAST_YEAR, 1, 1)

/** A number alone, as "46082.75" or "4.608275e+04". What a spreadsheet has rounded, "1.77E+12", tells no day. */
function isAlone(text: string): boolean {
  const [, decimals = '', power = ''] = /^-?\d+(?:\.(\d+))?(?:e\+?(\d+))?$/i.exec(text) ?? ['', '', 'none']
  return power === '' || decimals.length >= Math.min(8, +power)
}

function fromSerial(text: string, serial: Serial): Stamp {
  if (!isAlone(text)) return bad()
  const v = +text
  const made = (minute: number, hasTime: boolean): Stamp =>
    minute <= EARLIEST || minute >= LATEST || minute === 0
      ? sentinel()
      : { minute, hasTime, monthOnly: false, zone: serial.startsWith('epoch-') && hasTime ? 'UTC' : '' }
  switch (serial) {
    case 'excel':
      // day 25569 of Excel's 1900 calendar is 1970-01-01
      return made(Math.round((v - 25569) * MINUTES_PER_DAY), !Number.isInteger(v))
    case 'epoch-days':
      return made(Math.round(v * MINUTES_PER_DAY), !Number.isInteger(v))
    case 'epoch-seconds':
      return made(Math.floor(v / 60), true)
    case 'epoch-milliseconds':
      return made(Math.floor(v / 60_000), true)
    case 'epoch-microseconds':
      return made(Math.floor(v / 6e7), true)
    case 'epoch-nanoseconds':
      return made(Math.floor(v / 6e10), true)
  }
}

/** What a column writes where it knows no date, in any of its notations: 0, second −2,208,988,800 (1900), Excel's last day … */
const isNoNumber = (v: number): boolean =>
  v <= 1 ||
  v === 2958465 ||
  (v > 4.07e9 && v < 1e11) ||
  (v > 4.07e12 && v < 3e14) ||
  (v > 4.07e15 && v < 3e17) ||
  v > 4.07e18

/**
 * What numbers alone would mean as dates, by their size; undefined when they are no dates. A word or a written date
 * among them does not spoil the rest; among written dates single numbers can only be the day numbers of a spreadsheet.
 */
export function serialOf(values: readonly string[]): Serial | undefined {
  const filled = values.map((v) => v.trim()).filter((v) => v !== '')
  const written = filled.filter(isAlone).map(Number)
  const numbers = written.filter((v) => !isNoNumber(v))
  if (numbers.length === 0) return undefined
  const sorted = numbers.sort((a, b) => a - b)
  const middle = sorted[sorted.length >> 1]
  if (middle >= 32874 && middle <= 60000) return 'excel' // 1990 to 2064
  if (written.length < filled.length / 2) return undefined
  if (middle >= 3650 && middle <= 30000) return 'epoch-days' // 1980 to 2052
  if (middle >= 3e8 && middle <= 4e9) return 'epoch-seconds'
  if (middle >= 3e11 && middle <= 4e12) return 'epoch-milliseconds'
  if (middle >= 3e14 && middle <= 4e15) return 'epoch-microseconds'
  if (middle >= 3e17 && middle <= 4e18) return 'epoch-nanoseconds'
  return undefined
}

const PARTS = /^(\d{2})[-/.](\d{2})[-/.](\d{2})(?=$|[T\s,])/

/**
 * Whether dates of three two-digit numbers begin with the year: the first number is one of few, the last goes beyond 12
 * and changes more, and every date can be read so. "26/03/19" is no 26 March 2019 among "26/03/20" and "26/04/02".
 */
export function yearsFirst(values: readonly string[]): boolean {
  const parts = values.map((v) => PARTS.exec(v.trim())).filter((m) => m !== null)
  if (parts.length < 3 || parts.length < values.length / 2) return false
  const first = new Set(parts.map((m) => m[1]))
  const last = new Set(parts.map((m) => m[3]))
  const thisYear = new Date().getUTCFullYear() % 100
  return (
    parts.every((m) => +m[2] >= 1 && +m[2] <= 12 && +m[3] >= 1 && +m[3] <= 31) &&
    parts.some((m) => +m[3] > 12) &&
    [...first].every((y) => +y <= thisYear + 1) &&
    first.size < last.size &&
    first.size <= 12
  )
}

/** Share of the filled values that read as dates, under the given order; what stands for "not known" counts as blank. */
export function dateShare(values: readonly string[], reader: DateReader): number {
  let filled = 0
  let good = 0
  for (const v of values) {
    if (v.trim() === '') continue
    const { minute, sentinel: unknown } = reader.read(v)
    if (unknown) continue
    filled++
    if (!Number.isNaN(minute)) good++
  }
  return filled === 0 ? 0 : good / filled
}

/** Minutes by which a clock marked with an offset is ahead of UTC; undefined where the mark says nothing. */
export function offsetOf(zone: string): number | undefined {
  if (zone === 'Z' || zone === 'UTC') return 0
  const m = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  return m ? (m[1] === '-' ? -1 : 1) * (+m[2] * 60 + +(m[3] ?? 0)) : /^bst$/i.test(zone) ? 60 : undefined
}

/** UK clock of a UTC minute: an hour later between 01:00 UTC on the last Sundays of March and October. */
export function ukClock(utcMinute: number): number {
  const year = new Date(utcMinute * 60_000).getUTCFullYear()
  const change = (month: number) => {
    const last = new Date(Date.UTC(year, month, 0))
    return (last.getTime() - last.getUTCDay() * MS_PER_DAY) / 60_000 + 60
  }
  return utcMinute >= change(3) && utcMinute < change(10) ? utcMinute + 60 : utcMinute
}

/** Whether the UK clocks never showed a minute: the hour that is passed over at the end of March. */
export function neverShown(minute: number): boolean {
  const ofDay = minute % MINUTES_PER_DAY
  return ofDay >= 60 && ofDay < 120 && firstHours(dayOf(minute)) === 0
}
