/** Windows shared among the 168 hours of the week. */
import { busiestHours, hoursOfDay, type WindowCounts, windowsOf } from '../../core/table/dayProfile.ts'
import { type ByChance, evenHours } from '../../core/stats/evenHours.ts'
import { FLAG } from '../../core/table/incidents.ts'
import { datedRows, oddNote } from '../../core/table/span.ts'
import type { Input, Method, ResultBase } from '../../core/table/method.ts'
import { overTime, unplacedNote } from '../../core/table/unplaced.ts'
import type { Values } from '../../core/base/params.ts'
import { countOf, sayP, showP, showShare } from '../../core/base/words.ts'
import { showPeriod } from '../../core/table/words.ts'
import { META, type SCHEMA } from './params.ts'

export interface AoristicResult extends ResultBase {
  /** incidents in the week below */
  readonly n: number
  /** 168 weights that sum to n, weekday · 24 + hour, Monday first */
  readonly week: Float64Array
  /** the same by hour of the day, 24 weights */
  readonly hours: Float64Array
  readonly counts: WindowCounts
  readonly placeholders: number
  /** run of hours that holds most, and the share a uniform day would give it */
  readonly busiest: { readonly from: number; readonly to: number; readonly share: number }
  /** what the busiest run and day hold where every window may lie anywhere in the week */
  readonly chance: ByChance
  /** median length of the true windows, minutes; NaN without any */
  readonly median: number
}

/** Rows looked at between two breaths. */
const BLOCK = 20_000

function* compute(given: Input<Values<typeof SCHEMA>>): Generator<number, AoristicResult, void> {
  const input = overTime(given)
  const { table, params } = input
  const rows = datedRows(table, input.rows)
  const refused = META.unavailable(table)
  if (refused) throw new Error(refused)
  if (!rows.length)
    throw new Error('No incident passes the filter. Widen the period, the area or the offences.')
  const windows = windowsOf(table, [])
  let [placeholders, tooLong] = [0, 0]
  const isKept = (i: number): boolean => {
    const flags = table.flags[i]
    if (flags & FLAG.placeholderTime) {
      placeholders++
      if (!params.placeholders) return false
    }
    if (!(table.to[i] - table.from[i] > params.longest * 60) || flags & FLAG.reversed) return true
    tooLong++
    return false
  }
  for (let at = 0; at < rows.length; at += BLOCK) {
    windowsOf(table, rows.slice(at, at + BLOCK).filter(isKept), windows)
    yield (0.5 * at) / rows.length
  }
  const { week, counts, rows: used } = windows
  const n = used.length
  if (n === 0 && tooLong > 0)
    throw new Error(
      `${countOf(tooLong, 'incident has', 'incidents have')} a window longer than ${params.longest} hours, which says nothing of the hour, and no other has a clock time to count. Raise the longest window, or choose other incidents.`,
    )
  if (n === 0)
    throw new Error('None of these incidents has a usable clock time. Check the columns of times under Data.')
  // of those whose window has an end: the others have none, and stand first
  const lengths = windows.lengths.toSorted((a, b) => a - b).slice(counts.noEnd + counts.reversed)
  const hours = hoursOfDay(week)
  const draw = evenHours(windows, params.run)
  let step = draw.next()
  while (!step.done) {
    yield 0.5 + 0.5 * step.value
    step = draw.next()
  }
  const chance = step.value
  const notes = [
    `${countOf(n, 'incident')}, ${showPeriod(table, Uint32Array.from(used))}; local wall clock, each incident weighs one in all, shared by the minute over its window.`,
  ]
  notes.push(...oddNote(input.rows.length - rows.length))
  const say = (k: number, words: string) => k && notes.push(`${countOf(k, 'incident')} ${words}.`)
  say(counts.noEnd, 'without an end to the window: counted at the start')
  say(counts.reversed, 'whose window ends before it starts: counted at the start')
  say(counts.long, 'with a window of a week or more: the same added to every hour')
  say(counts.noTime, 'with no clock time left out')
  say(tooLong, `with a window longer than ${params.longest} hours left out`)
  say(
    placeholders,
    `with a time that looks like a placeholder (00:00, 00:01, 23:59) ${params.placeholders ? 'counted all the same: midnight may be too high' : 'left out'}`,
  )
  notes.push(
    `By chance: the windows of each night (noon to noon) moved together, as long as they are, to any day of the period and any minute of it, ${chance.draws} times (seed 1). The busiest ${params.run} hours then hold up to ${showShare(chance.hours.upTo)} and the busiest day up to ${showShare(chance.days.upTo)} in all but 1 of 40 draws; ${sayP(chance.hours.p)} and ${showP(chance.days.p)}.`,
  )
  notes.push(...unplacedNote(table, input.counted))
  return {
    notes,
    n,
    week,
    hours,
    counts,
    placeholders,
    busiest: busiestHours(hours, params.run),
    chance,
    median: lengths.length ? lengths[lengths.length >> 1] : NaN,
  }
}

export const METHOD: Method<typeof SCHEMA, AoristicResult> = { ...META, compute }
