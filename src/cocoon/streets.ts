/** The honest substitute where no address file is loaded: streets to walk, not doors to knock on. */
import KDBush from 'kdbush'
import type { Incidents, IncidentText } from '../core/table/incidents.ts'
import { BURGLARY, offenceIndex, type OffenceId } from '../core/base/offences.ts'
import { dictAt } from '../core/base/text.ts'
import { dayOf } from '../core/base/time.ts'
import { type DueStatus, dueStatus, lastMinute, momentOf } from './clock.ts'
import { clockStart } from './due.ts'
import { refusal } from './list.ts'
import type { Protocol } from './protocol.ts'
import { streetNames } from './streetNames.ts'

/** One street of the list. */
export interface StreetLine {
  readonly street: string
  readonly beat: string
  /** live incidents on the street itself */
  readonly on: number
  /** live incidents on other streets within reach */
  readonly near: number
  /** day of the newest of them */
  readonly newest: number
  /** minute by which the street is due: 48 hours after its newest live incident */
  readonly due: number
  readonly status: DueStatus
  /** last day on which any of them is live */
  readonly expires: number
  /** incident rows, those on the street first */
  readonly incidents: readonly number[]
  /** the incident whose report sets the due time */
  readonly dueBy: number
  /** an incident row at which the street stands */
  readonly at: number
  readonly lng: number
  readonly lat: number
}

/** Streets ranked, and what was done to rank them. */
export interface StreetList {
  readonly asAt: number
  /** the minute it is of */
  readonly moment: number
  readonly streets: readonly StreetLine[]
  /** live incidents whose row names no street */
  readonly unnamed: number
  readonly notes: readonly string[]
}

/** What a street list is made from. `offences` are burglaries unless told; theft from vehicles works alike. */
export interface StreetInput {
  readonly table: Incidents
  /** with their addresses rows without a street of their own are on the street these name */
  readonly text?: Pick<IncidentText, 'address'>
  /** those of the filter; absent = all */
  readonly rows?: Uint32Array
  readonly today: number
  readonly protocol: Pick<Protocol, 'window' | 'dueHours' | 'dayTurns'>
  /** the clock's minute, which counts while the list's day lasts */
  readonly now?: number
  readonly offences?: readonly OffenceId[]
  /** how near another street's incident counts, metres */
  readonly reach?: number
}

/**
 * Streets with live incidents, and streets within `reach` of one, most pressing first. Street names come from
 * the incident file, so a street where nothing was ever recorded cannot appear. Throws `refusal`'s sentence.
 */
export function streetLevel(input: StreetInput): StreetList {
  const { table, rows, today, protocol: p, offences = BURGLARY, reach = 150 } = input
  const { x, y, n } = table
  const no = refusal(table)
  if (no) throw new Error(no)
  const wanted = new Set(offences.map(offenceIndex))
  const live: number[] = []
  const moment = momentOf(today, p.dayTurns, input.now)
  const last = lastMinute(today, moment)
  for (let k = 0; k < (rows?.length ?? n); k++) {
    const row = rows ? rows[k] : k
    if (!wanted.has(table.offence[row])) continue
    const { since } = clockStart(table, row)
    if (since <= last && today - dayOf(since) <= p.window) live.push(row)
  }

  const { name, key, named } = streetNames(table, input.text)
  const on = new Map<string, number[]>()
  const near = new Map<string, Set<number>>()
  /** the first place near by that is on the street */
  const first = new Map<string, number>()
  let unnamed = 0
  const keys = live.map(key)
  keys.forEach((own, k) => {
    const here = on.get(own)
    if (own === '') unnamed++
    else if (here) here.push(live[k])
    else on.set(own, [live[k]])
  })
  // the live ones are few: they are laid out, and every place in the file that names its street is asked which lie near it
  const tree = new KDBush(Math.max(1, live.length))
  for (const row of live) tree.add(x[row], y[row])
  if (live.length === 0) tree.add(Infinity, Infinity)
  tree.finish()
  for (let i = 0; i < n; i++) {
    if (!named(i)) continue
    const around = tree.within(x[i], y[i], reach)
    if (around.length === 0) continue
    const there = key(i)
    if (there === '') continue
    for (const k of around) {
      if (keys[k] === there) continue
      const set = near.get(there)
      if (set) set.add(live[k])
      else {
        near.set(there, new Set([live[k]]))
        first.set(there, i)
      }
    }
  }

  const streets = [...new Set([...on.keys(), ...near.keys()])].map((k): StreetLine => {
    const here = on.get(k) ?? []
    const incidents = [...here, ...[...(near.get(k) ?? [])].sort((a, b) => a - b)]
    const starts = incidents.map((i) => clockStart(table, i).since)
    const newest = starts.reduce((a, b) => Math.max(a, b))
    const due = newest + Math.round(p.dueHours * 60)
    const at = here[0] ?? first.get(k)!
    return {
      street: name(at),
      beat: dictAt(table.beat, at),
      on: here.length,
      near: incidents.length - here.length,
      newest: dayOf(newest),
      due,
      status: dueStatus(due, moment, p.dayTurns),
      expires: dayOf(newest) + p.window,
      incidents,
      dueBy: incidents[starts.indexOf(newest)],
      at,
      lng: table.lng[at],
      lat: table.lat[at],
    }
  })
  streets.sort(
    (a, b) =>
      b.on - a.on ||
      b.near - a.near ||
      b.newest - a.newest ||
      (a.street < b.street ? -1 : a.street > b.street ? 1 : 0),
  )
  const notes = [
    offences === BURGLARY
      ? 'This list names streets, because no address file is loaded. Load one (UPRN or address with coordinates, one row per home) to get doors.'
      : `Streets and parking places, not doors: cars stand in the street. Live for ${p.window} days; due ${p.dueHours} hours after the newest, the protocol’s own figures.`,
    `Ranked by live incidents on the street, those of ${p.window} days, then within ${reach} m of a place recorded on it, then by the newest.`,
    'Street names come from the incident file, from its addresses where it has no column of streets: a street on which nothing was ever recorded cannot appear.',
  ]
  if (unnamed > 0)
    notes.push(
      unnamed === 1
        ? '1 live incident names no street and counts only for the streets around it.'
        : `${unnamed} live incidents name no street and count only for the streets around them.`,
    )
  return { asAt: today, moment, streets, unnamed, notes }
}
