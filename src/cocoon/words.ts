/** A round in words: its title and why officers are there. Never a name, never a cause. */
import type { Homes } from '../core/homes.ts'
import type { Incidents } from '../core/incidents.ts'
import { FLAG } from '../core/incidents.ts'
import { dictAt } from '../core/text.ts'
import { dayOf, showDay, showTime } from '../core/time.ts'
import type { CocoonList } from './list.ts'

const and = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** "Harrow Lane and Quarry Terrace": the streets of a round, those with most calls first. */
export function roundTitle(list: CocoonList, homes: Homes, round: number): string {
  const calls = new Map<string, number>()
  for (const v of list.visits)
    if (v.round === round) {
      const street = dictAt(homes.street, v.home)
      if (street !== '') calls.set(street, (calls.get(street) ?? 0) + 1)
    }
  const streets = [...calls].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([s]) => s)
  if (streets.length === 0) return `Round ${round}`
  return streets.length <= 3
    ? and(streets)
    : `${and(streets.slice(0, 2))}, ${streets.length - 2} more streets`
}

/** "between Fri 20 Nov 17:40 and 19:15" of an occurrence window, as exactly as the row knows it. */
export function windowWords(table: Incidents, row: number): string {
  const flags = table.flags[row]
  const day = (m: number) => showDay(dayOf(m), { weekday: true, year: false })
  const clock = (m: number) => (flags & FLAG.noTime ? '' : ` ${showTime(m)}`)
  const from = table.from[row]
  const to = table.to[row]
  if (flags & (FLAG.noEnd | FLAG.reversed) || to === from) return `on ${day(from)}${clock(from)}`
  if (dayOf(from) === dayOf(to))
    return flags & FLAG.noTime
      ? `on ${day(from)}`
      : `on ${day(from)} between ${showTime(from)} and ${showTime(to)}`
  return `between ${day(from)}${clock(from)} and ${day(to)}${clock(to)}`
}

/** Sentences for the sheet's "Why here": each burglary of the round, newest first, then what follows from it. */
export function whyHere(list: CocoonList, table: Incidents, round: number, most = 3): string[] {
  const rows = new Set(list.visits.filter((v) => v.round === round).flatMap((v) => v.incidents))
  const mine = list.incidents
    .filter((c) => rows.has(c.row))
    .sort((a, b) => b.since - a.since || a.row - b.row)
  const out = mine
    .slice(0, most)
    .map(
      (c) =>
        `A home here was burgled ${windowWords(table, c.row)}${c.repeat ? ', again within 12 months' : ''}.`,
    )
  if (mine.length > most) out.push(`${mine.length - most} more burglaries on this round.`)
  out.push('Homes near by are at raised risk for about six weeks, most in the first seven days.')
  return out
}
