/** Delivery week by week: homes asked for around each week's burglaries, and what was done at them. Counts, and no effect. */
import { type Dated, lastMinute, policeDay } from './clock.ts'
import type { Units } from '../core/base/lengths.ts'
import { BURGLARY, offenceIndex } from '../core/base/offences.ts'
import { textAt } from '../core/base/text.ts'
import { dayOf, MINUTES_PER_DAY, weekdayOf } from '../core/base/time.ts'
import { allRows, type Incidents, type IncidentText } from '../core/table/incidents.ts'
import { homeKey } from './address.ts'
import type { Doors } from './doors.ts'
import { clockStart } from './due.ts'
import { refusal } from './list.ts'
import { type DoorMarks, findMarks, notCalled } from './marks.ts'
import { findVisits, standingOf } from './nextVisit.ts'
import type { Protocol } from './protocol.ts'
import { leafletGiven, type Visit } from './visits.ts'
import { around, findVictim, isUnconfirmed } from './who.ts'

/** One week of burglaries with their homes. */
export interface DeliveryWeek {
  /** its Monday, a day number */
  readonly from: number
  /** burglaries of homes reported in it, and those of them whose home was not found, so that nobody was asked for */
  readonly burglaries: number
  readonly unmatched: number
  /** homes the protocol asks for, each once */
  readonly asked: number
  /** of these: called on since, spoken to face to face, given a leaflet or card, called on and never answering, not called on */
  readonly called: number
  readonly spoken: number
  readonly leaflet: number
  readonly unanswered: number
  readonly notReached: number
  /** visits for it may still come: its burglaries are live, or the week is not over */
  readonly open: boolean
}

/** What weeks are counted from. */
export interface WeeklyInput {
  readonly table: Incidents
  readonly text?: IncidentText
  readonly doors: Doors
  /** absent = all */
  readonly rows?: Uint32Array
  readonly protocol: Protocol
  readonly visits: readonly Visit[]
  /** the minute it is counted at: later reports and visits do not count */
  readonly until: number
  /** how many weeks, the one of that minute the last */
  readonly weeks: number
  readonly marks?: DoorMarks
  readonly units?: Units
}

/** Up to when the weeks beside a list are counted: what the list knows of its last day they know too, whatever the hour. */
export const weeksUntil = (list: Dated, clock: number): number => lastMinute(list.asAt, clock)

const SHUT = ['card left', 'no answer', 'leaflet']

/** The Monday of a day's week. */
export const mondayOf = (day: number): number => day - weekdayOf(day)

/**
 * Counts homes by the week in which their burglary was reported (its end where no report is known). A home is asked for as
 * the list asks: not where it stands under "do not call", nor where it was called on lately, but for the burgled one.
 * Visits count from the report on, for as long as the burglary is live. Throws `refusal`'s sentence.
 */
export function weeklyDelivery(input: WeeklyInput): DeliveryWeek[] {
  const { table, text, doors, rows = allRows(table), protocol: p, until, weeks } = input
  const no = refusal(table)
  if (no) throw new Error(no)
  const { homes } = doors
  const wanted = new Set(BURGLARY.map(offenceIndex))
  const last = mondayOf(dayOf(until))
  const visited = findVisits(input.visits.filter((v) => v.at <= until))
  const findMark = findMarks(input.marks ?? {})
  const made = Array.from({ length: weeks }, (_, k) => ({
    from: last - 7 * (weeks - 1 - k),
    burglaries: 0,
    unmatched: 0,
    /** by home: from which minute, and until which, visits to it are this week's */
    asked: new Map<number, { since: number; till: number }>(),
  }))
  for (const row of rows) {
    if (!wanted.has(table.offence[row])) continue
    const { since } = clockStart(table, row)
    const week = made[(mondayOf(dayOf(since)) - made[0].from) / 7]
    if (!week || since > until) continue
    week.burglaries++
    const match = findVictim(doors, table, text, row, p.tolerance, input.units)
    if (match.home < 0 || ('by' in match && isUnconfirmed(match.by, table.offence[row]))) {
      week.unmatched++
      continue
    }
    const till = (dayOf(since) + p.window + 1) * MINUTES_PER_DAY - 1
    for (const call of around(doors, match.home, p, input.units).calls)
      for (const home of call.homes) {
        const [uprn, address] = [textAt(homes.uprn, home), textAt(homes.address, home)]
        const day = policeDay(since, p.dayTurns)
        const before = visited(uprn, address).filter((v) => v.at < since)
        const victim = call.relation === 'victim'
        if (
          notCalled(findMark(uprn, address), day) ||
          standingOf(before, since, victim, day, p).kind === 'not now'
        )
          continue
        const known = week.asked.get(home)
        week.asked.set(home, {
          since: Math.min(since, known?.since ?? since),
          till: Math.max(till, known?.till ?? till),
        })
      }
  }
  return made.map(({ from, burglaries, unmatched, asked }) => {
    // a home that stands in the file twice is one
    const found = new Map<string, readonly Visit[]>()
    let till = (from + 7) * MINUTES_PER_DAY - 1
    for (const [home, span] of asked) {
      const [uprn, address] = [textAt(homes.uprn, home), textAt(homes.address, home)]
      till = Math.max(till, span.till)
      found.set(
        homeKey(uprn, address),
        visited(uprn, address).filter((v) => v.at >= span.since && v.at <= span.till),
      )
    }
    const each = [...found.values()]
    const count = (is: (visits: readonly Visit[]) => boolean) => each.filter(is).length
    const called = count((vs) => vs.length > 0)
    return {
      ...{ from, burglaries, unmatched, asked: each.length, called },
      spoken: count((vs) => vs.some((v) => v.outcome === 'spoken')),
      leaflet: count((vs) => vs.some((v) => v.outcome === 'card left' || leafletGiven(v))),
      unanswered: count((vs) => vs.length > 0 && vs.every((v) => SHUT.includes(v.outcome))),
      notReached: each.length - called,
      open: till > until,
    }
  })
}

/** What the counts are, and are not. */
export const WEEKLY_NOTES: readonly string[] = [
  'Weeks run from Monday; a burglary is of the week it was reported in, or ended in where no report is known. A home counts once a week, in each week that asks for it.',
  'Called on, spoken to, and so on, count homes by any visit since the report while the burglary is live; a home may be in several of them. No answer: called on, and nobody ever answered. Not reached: asked for and not called on.',
  'What is asked is the protocol as it is set now: earlier lists may have asked for other homes. Homes under “do not call” are not asked for, nor those called on shortly before; the burgled home is, after each burglary.',
  'These are counts of work, from the visits recorded here: results that did not come back are not in them. They say nothing of an effect on burglary.',
]
