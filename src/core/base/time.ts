/**
 * Local wall clock as whole minutes since 1970-01-01 00:00, with no time zone in it: an extract carries
 * none, and a pass through UTC moves dates by a day. Days apart are calendar days.
 */

export const MINUTES_PER_DAY = 1440
/** For what counts in milliseconds, such as Date. */
export const MS_PER_DAY = 86_400_000

/** Minute number of a wall-clock date. `month` is 1..12. */
export const minuteOf = (year: number, month: number, day: number, hour = 0, minute = 0): number =>
  Date.UTC(year, month - 1, day, hour, minute) / 60_000

/** Day number of a date of the calendar. `month` is 1..12; those beyond run into the years beside. */
export const dayFrom = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / MS_PER_DAY

/** Calendar day number (days since 1970-01-01) of a minute number. */
export const dayOf = (minute: number): number =>
  // millions of rows are asked: cut off, a division of whole numbers costs a third of one rounded down
  minute >= 0 && minute < 2 ** 31 ? (minute / MINUTES_PER_DAY) | 0 : Math.floor(minute / MINUTES_PER_DAY)

/**
 * Year, month and day of a day number, by counting in cycles of 400 years: a Date for each row is what reading a
 * million of them would wait for. Years begin in March, so that the leap day ends them.
 */
function civil(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const of = z - era * 146_097
  const yearOfEra = Math.floor(
    (of - Math.floor(of / 1460) + Math.floor(of / 36_524) - Math.floor(of / 146_096)) / 365,
  )
  const ofYear = of - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const march = Math.floor((5 * ofYear + 2) / 153)
  const month = march < 10 ? march + 3 : march - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: ofYear - Math.floor((153 * march + 2) / 5) + 1,
  }
}

/** Year, month (1..12), day, hour, minute and weekday (0 = Monday) of a minute number. */
export function partsOf(minute: number) {
  const days = Math.floor(minute / MINUTES_PER_DAY)
  const { year, month, day } = civil(days)
  const ofDay = Math.floor(minute) - days * MINUTES_PER_DAY
  return {
    year,
    month,
    day,
    hour: Math.floor(ofDay / 60),
    minute: ofDay % 60,
    // 1970-01-01 was a Thursday
    weekday: (((days + 3) % 7) + 7) % 7,
  }
}

/**
 * How often the hour from 01:00 comes on a day by UK clocks: 0 where they go forward (last Sunday of March), 2 where they
 * go back (last Sunday of October), else 1. The rule stands since 1996; Ireland has the same.
 */
export function firstHours(day: number): 0 | 1 | 2 {
  if (weekdayOf(day) !== 6) return 1
  const { month, day: ofMonth } = civil(day)
  return ofMonth < 25 ? 1 : month === 3 ? 0 : month === 10 ? 2 : 1
}

/** Weekday of a day number, 0 = Monday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

/** "2026-11-22" of a day number. */
export const isoDay = (day: number): string => new Date(day * MS_PER_DAY).toISOString().slice(0, 10)

/** Day number of "2026-11-22"; NaN when it is not a date of the calendar. */
export function parseIsoDay(text: string): number {
  const m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!m) return NaN
  const day = dayFrom(+m[1], +m[2], +m[3])
  return isoDay(day) === text ? day : NaN
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** "Sun 22 Nov 2026" of a day number; without the year or weekday where told. */
export function showDay(day: number, { year = true, weekday = false } = {}): string {
  const p = partsOf(day * MINUTES_PER_DAY)
  return `${weekday ? WEEKDAYS[p.weekday] + ' ' : ''}${p.day} ${MONTHS[p.month - 1]}${year ? ' ' + p.year : ''}`
}

/** "22 Nov 2026" of "2026-11-22"; the text itself where it is no day. */
export function isoInWords(text: string): string {
  const day = parseIsoDay(text)
  return Number.isNaN(day) ? text : showDay(day)
}

/** "17:40" of a minute number. */
export function showTime(minute: number): string {
  const p = partsOf(minute)
  return `${String(p.hour).padStart(2, '0')}:${String(p.minute).padStart(2, '0')}`
}

/** "17:00" of a full hour; 24 reads as 00:00. */
export const showHour = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00`

/** Name of a weekday (0 = Monday), three letters. */
export const weekdayName = (weekday: number): string => WEEKDAYS[weekday]

/** Name of a month (1..12), three letters. */
export const monthName = (month: number): string => MONTHS[month - 1]

/** Number of the month of a day number: 12 · year + month − 1. */
export function monthOf(day: number): number {
  const { year, month } = partsOf(day * MINUTES_PER_DAY)
  return year * 12 + month - 1
}

/** First day number of the month of that number. */
export const firstOfMonth = (month: number): number => dayFrom(Math.floor(month / 12), (month % 12) + 1, 1)

/** "Nov 2026" of a day number in it. */
export function showMonth(day: number): string {
  const { month, year } = partsOf(day * MINUTES_PER_DAY)
  return `${monthName(month)} ${year}`
}

/** Which moment of the occurrence window stands for the incident. */
export type TimeAnchor = 'from' | 'middle' | 'to'

/** Calendar day of row i by the chosen anchor. A reversed window counts as its start. */
export function anchorDay(from: Int32Array, to: Int32Array, i: number, anchor: TimeAnchor): number {
  if (anchor === 'from' || to[i] < from[i]) return dayOf(from[i])
  return dayOf(anchor === 'to' ? to[i] : from[i] + (to[i] - from[i]) / 2)
}

/** Minute of wall clock of a Date, as the machine it was made on shows it. */
export const minuteNow = (now: Date): number =>
  Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 60_000 + now.getHours() * 60 + now.getMinutes()
