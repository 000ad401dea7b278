/** Places hit again within twelve months, and how large a share of incidents is a repeat. */
import type { Input, Method, ResultBase } from '../../core/table/method.ts'
import type { Values } from '../../core/base/params.ts'
import { daysSincePrevious, repeatPlaces, wilson } from '../../core/places/repeats.ts'
import { coveredDays, datedRows, oddNote, lastLooked } from '../../core/table/span.ts'
import { dayOf, showDay } from '../../core/base/time.ts'
import { countOf, showShare } from '../../core/base/words.ts'
import { showPeriod, streetOf } from '../../core/table/words.ts'
import { type BurglaryRepeats, burglaryRepeats } from '../../core/places/burglaryRepeats.ts'
import { META, type SCHEMA } from './params.ts'

/** One place hit more than once. */
export interface RepeatLocation {
  readonly place: number
  /** row numbers by day */
  readonly incidents: Uint32Array
  /** days between one and the next */
  readonly gaps: Int32Array
  /** day numbers */
  readonly first: number
  readonly last: number
  /** days from the last to the as-at date */
  readonly age: number
  /** offence index → how many, most first */
  readonly kinds: readonly (readonly [offence: number, count: number])[]
  readonly street: string
  /** WGS84, of the newest incident */
  readonly at: readonly [lng: number, lat: number]
}

export interface RepeatsResult extends ResultBase {
  readonly locations: readonly RepeatLocation[]
  /** incidents that could be judged: known place, dated in the window up to today (or all, for "any time") */
  readonly n: number
  /** of these, how many followed another at the place within the window */
  readonly repeats: number
  /** 95% interval of repeats ÷ n */
  readonly interval: readonly [number, number]
  /** burglaries of homes among them, with what chance gives; absent where there are none */
  readonly burglary?: BurglaryRepeats
  /** incidents at the listed locations */
  readonly atLocations: number
  /** all places with at least one of the n incidents */
  readonly places: number
  /** days between an incident and the one before at its place, for the repeats */
  readonly gaps: Int32Array
}

function* compute(input: Input<Values<typeof SCHEMA>>): Generator<number, RepeatsResult, void> {
  const { table, params } = input
  // no further than a filter by period lets through
  const today = lastLooked(input)
  const rows = datedRows(table, input.rows)
  const refused = META.unavailable(table)
  if (refused) throw new Error(refused)
  if (!rows.length)
    throw new Error('No incident passes the filter. Widen the period, the area or the offences.')

  const day = Int32Array.from(rows, (i) => dayOf(table.from[i]))
  const kindsOf = Math.max(
    1,
    table.offence.reduce((m, o) => Math.max(m, o + 1), 0),
  )
  // with "same offence only" a place is split into one per kind
  const place = Int32Array.from(rows, (i) =>
    table.place[i] < 0
      ? -1
      : params.same === 'kind'
        ? table.place[i] * kindsOf + table.offence[i]
        : table.place[i],
  )
  const future = day.reduce((s, d) => s + (d > today ? 1 : 0), 0)
  const unknown = place.reduce((s, p) => s + (p < 0 ? 1 : 0), 0)
  if (unknown === rows.length)
    throw new Error(
      'None of these incidents has a known place. Choose a column of addresses, UPRNs or coordinates under Data.',
    )
  // dated after today: not yet known to have happened
  for (let k = 0; k < place.length; k++) if (day[k] > today) place[k] = -1
  yield 0.2

  const began = {
    from: Int32Array.from(rows, (i) => table.from[i]),
    flags: Uint16Array.from(rows, (i) => table.flags[i]),
  }
  const since = daysSincePrevious(place, began)
  const start = params.when === 'now' ? today - params.window + 1 : -Infinity
  const judged = (k: number) => place[k] >= 0 && day[k] >= start
  let n = 0
  const seen = new Set<number>()
  const gaps: number[] = []
  for (let k = 0; k < rows.length; k++) {
    if (!judged(k)) continue
    n++
    seen.add(place[k])
    if (since[k] >= 0 && since[k] <= params.window) gaps.push(since[k])
  }
  const [firstDay] = coveredDays(input)
  const judgedDays = `${showDay(Math.max(start, firstDay))} to ${showDay(today)}`
  if (!n && params.when === 'now')
    throw new Error(
      `No incident with a known place under this filter is of ${judgedDays}. Choose another as-at date, a longer window or any time in the table.`,
    )
  yield 0.5

  const counted = params.when === 'now' ? place.map((p, k) => (judged(k) ? p : -1)) : place
  const locations = repeatPlaces(counted, began, params.window, params.least).map((r): RepeatLocation => {
    const list = Uint32Array.from(r.incidents, (k) => rows[k])
    const kinds = new Map<number, number>()
    for (const i of list) kinds.set(table.offence[i], (kinds.get(table.offence[i]) ?? 0) + 1)
    const newest = list[list.length - 1]
    const last = dayOf(table.from[newest])
    return {
      place: table.place[newest],
      incidents: list,
      gaps: r.gaps,
      first: dayOf(table.from[list[0]]),
      last,
      age: today - last,
      kinds: [...kinds].sort((a, b) => b[1] - a[1] || a[0] - b[0]),
      street: streetOf(table, newest),
      at: [table.lng[newest], table.lat[newest]],
    }
  })
  locations.sort((a, b) => b.incidents.length - a.incidents.length || b.last - a.last || a.place - b.place)

  const burglary = burglaryRepeats(input, rows, (d) => d >= start, params.window)

  const notes = [
    `${countOf(n, 'incident')} with a known place judged${params.when === 'now' ? `, ${judgedDays}` : `, ${showPeriod(table, rows)}`}; a repeat follows another at the same place within ${params.window} calendar days, or on the same day where both clock times are known, dated by the start of the window.`,
    `Share of repeats ${showShare(n ? gaps.length / n : NaN)}; 95% interval ${wilson(gaps.length, n).map(showShare).join(' to ')} (Wilson).`,
  ]
  if (firstDay > (params.when === 'now' ? start : firstDay) - params.window)
    notes.push(
      `What is looked at begins on ${showDay(firstDay)}: incidents in the ${params.window} days after it can have an earlier one that is not in the table, so the share of repeats is a lower bound.`,
    )
  notes.push(...oddNote(input.rows.length - rows.length))
  if (unknown) notes.push(`${countOf(unknown, 'incident')} without a known place left out.`)
  if (future) notes.push(`${countOf(future, 'incident')} dated after ${showDay(today)} left out.`)
  notes.push(
    params.same === 'kind'
      ? 'Only incidents of the same kind count together.'
      : 'Incidents of any kind at a place count together, as they pass the filter.',
  )
  notes.push(
    'The survey figures of repeat victims in the inspectorate’s report (30% of domestic burglary, 22% of vehicle theft, 12 months) count what victims told a survey, reported or not: not the same measure.',
  )
  return {
    notes,
    locations,
    n,
    repeats: gaps.length,
    interval: wilson(gaps.length, n),
    burglary,
    atLocations: locations.reduce((s, l) => s + l.incidents.length, 0),
    places: seen.size,
    gaps: Int32Array.from(gaps),
  }
}

export const METHOD: Method<typeof SCHEMA, RepeatsResult> = { ...META, compute }
