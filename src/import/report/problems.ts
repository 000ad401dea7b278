/** Problems of a whole table, in the words that the page and the terminal share. */

/** The numbers may be metres or feet. */
export const UNIT_UNKNOWN =
  'the unit of the coordinates is not known (metres, feet or another system): nothing is measured until it is chosen'
/** A column of first or last days of months, or of one day in each. */
export const MONTHS_AS_DAYS =
  'all dates are one and the same day of their month (the first, the last …): read as months, for days they cannot be'
/** Dates such as 26/03/19. */
export const YEARS_FIRST = 'the dates begin with a year of two digits: read as year, month, day'
/** Dates that name weeks. */
export const WEEKS =
  'the date is that of a week: the day of the crime is not known, and its window is the whole week'
/** Days of one weekday alone. */
export const WEEKS_AS_DAYS =
  'all dates are of one and the same weekday: read as weeks, whose days are not known'
/** Whether a warning says that dates are those of weeks. */
export const isOfWeeks = (what: string): boolean => what === WEEKS || what === WEEKS_AS_DAYS
/** Points that stand for many addresses. */
export const SNAP_POINTS = 'the points are snap points'

/** Places written as stretches of a street: the points tell one from the next, and a block may have many. */
export const BLOCKS = 'the places are points of blocks, not homes: a repeat is of a point'

/** Whether a warning is one of these. */
export const isOfTheWhole = (what: string): boolean =>
  what === UNIT_UNKNOWN ||
  what === MONTHS_AS_DAYS ||
  what === WEEKS_AS_DAYS ||
  what === YEARS_FIRST ||
  what.startsWith(SNAP_POINTS)

/** Rows that may be one crime entered twice. */
export const DOUBLES =
  'a further row of the same kind, place and day, not under the same number: kept, and counted with the rest'

/** A problem in words for people, where its name (a key for scripts) needs some. */
const SAID: Readonly<Record<string, string>> = {
  'no end of the window':
    'only one time is given, the earliest: nothing says until when it may have happened',
}

/** A problem as page and paper say it. */
export const problemWords = (what: string): string => SAID[what] ?? what
