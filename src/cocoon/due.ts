/** When: which burglaries still need their neighbours told, by when, and until which day. */
import { FLAG, NOT_REPORTED, type Incidents } from '../core/table/incidents.ts'
import { BURGLARY, offenceIndex } from '../core/base/offences.ts'
import { dayOf, MINUTES_PER_DAY } from '../core/base/time.ts'
import { type DueStatus, dueStatus, lastMinute, momentOf } from './clock.ts'
import type { Protocol } from './protocol.ts'

/** One burglary inside the window. Minutes and days as in `core/base/time.ts`. */
export interface Due {
  readonly row: number
  /** the minute the clock starts: the report, else the end of the occurrence */
  readonly since: number
  readonly reported: boolean
  /** whole calendar days from `since` to the as-at date */
  readonly age: number
  /** visits are due by this minute */
  readonly due: number
  readonly status: DueStatus
  /** last day on which it is live */
  readonly expires: number
}

/** A row that is not listed, and the reason as the report groups it. */
export interface NotListed {
  readonly row: number
  readonly reason: string
}

const HOMES = BURGLARY.map(offenceIndex)

/** When the clock of row i starts, and whether that is the report. A day without a time counts to its end. */
export function clockStart(table: Incidents, i: number): { since: number; reported: boolean } {
  if (table.reported && table.reported[i] !== NOT_REPORTED)
    return { since: table.reported[i], reported: true }
  const end = Math.max(table.from[i], table.to[i])
  if (table.flags[i] & FLAG.noTime) return { since: (dayOf(end) + 1) * MINUTES_PER_DAY - 1, reported: false }
  return { since: end, reported: false }
}

/**
 * Burglaries of homes among `rows`, all without them, that are live on the police day `today`, as of a minute of it: most
 * pressing first. Those of the last week come before older ones, because a next-door home is most at risk within one week
 * (Bowers and Johnson 2005); within each, the earliest due comes first.
 */
export function whichNeed(
  table: Incidents,
  rows: Uint32Array | undefined,
  today: number,
  p: Pick<Protocol, 'window' | 'dueHours' | 'dayTurns'> & Partial<Pick<Protocol, 'lookBack'>>,
  moment = momentOf(today, p.dayTurns),
): { need: Due[]; notListed: NotListed[] } {
  const need: Due[] = []
  const notListed: NotListed[] = []
  for (let k = 0; k < (rows?.length ?? table.n); k++) {
    const row = rows ? rows[k] : k
    if (!HOMES.includes(table.offence[row])) {
      notListed.push({ row, reason: 'not a burglary of a home' })
      continue
    }
    const { since, reported } = clockStart(table, row)
    const age = Math.max(0, today - dayOf(since))
    if (since > lastMinute(today, moment))
      notListed.push({
        row,
        reason:
          table.from[row] > lastMinute(today, moment)
            ? 'dated after the as-at date'
            : `${reported ? 'reported' : 'found'} after the as-at date`,
      })
    else if (age > p.window) notListed.push({ row, reason: `older than ${p.window} days` })
    else if (age > (p.lookBack ?? p.window))
      notListed.push({ row, reason: `still live, but older than the ${p.lookBack} days this list covers` })
    else {
      const due = since + Math.round(p.dueHours * 60)
      need.push({
        row,
        since,
        reported,
        age,
        due,
        status: dueStatus(due, moment, p.dayTurns),
        expires: dayOf(since) + p.window,
      })
    }
  }
  need.sort(byPress)
  return { need, notListed }
}

/** Orders burglaries by how pressing their visits are. */
export const byPress = (a: Due, b: Due): number =>
  +(a.age > 7) - +(b.age > 7) || a.due - b.due || a.row - b.row
