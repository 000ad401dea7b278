/** Lines of the cocooning list: rounds as calls in walking order, and how a call is headed. */
import { textAt } from '../core/base/text.ts'
import { countOf } from '../core/base/words.ts'
import { buildingLabel, flatLabel, homeKey } from './address.ts'
import type { Doors } from './doors.ts'
import type { ListedRound, ListedVisit } from './list.ts'
import type { Stop } from './merge.ts'
import type { Protocol } from './protocol.ts'
import { minutesAt, type Round } from './rounds.ts'

/** The lines of rounds, in walking order. */
export function listedVisits(
  doors: Doors,
  rounds: readonly Round[],
  p: Protocol,
  warningsOf: (home: number) => readonly (string | undefined)[] = () => [],
): ListedVisit[] {
  const { homes } = doors
  const visits: ListedVisit[] = []
  for (const round of rounds) {
    const victims = round.stops.filter((s) => s.relation === 'victim').length
    let star = 0
    let number = 0
    for (const s of round.stops) {
      const { address, flats } = addressOf(doors, s)
      const uprns = s.homes.map((h) => textAt(homes.uprn, h))
      const keys = s.homes.map((h) => homeKey(textAt(homes.uprn, h), textAt(homes.address, h)))
      const warnings = s.homes.flatMap((h, i) =>
        [...new Set(warningsOf(h))].flatMap((warning) =>
          warning ? [flats[i] ? `${flats[i]}: ${warning}` : warning] : [],
        ),
      )
      visits.push({
        order: visits.length + 1,
        round: round.number,
        label: s.relation === 'victim' ? (victims > 1 ? `★${++star}` : '★') : String(++number),
        home: s.homes[0],
        homes: s.homes,
        uprn: uprns[0],
        uprns,
        keys,
        address,
        flats,
        relation: s.relation,
        why: s.again ? `${s.why}; ${s.again.says}` : s.why,
        tier: s.tier,
        due: s.due,
        dueBy: s.dueBy,
        firstDue: s.firstDue,
        ...(s.again ? { again: s.again } : {}),
        expires: s.expires,
        incidents: s.incidents,
        minutes: minutesAt(s, p),
        lng: homes.lng[s.homes[0]],
        lat: homes.lat[s.homes[0]],
        ...(warnings.length > 0 ? { warning: warnings.join('; ') } : {}),
        ...(homes.shared?.[s.homes[0]] === 1 ? { unplaced: true as const } : {}),
      })
    }
  }
  return visits
}

/** What is said of each round. */
export const listedRound = (r: Round, code: string): ListedRound => ({
  number: r.number,
  code,
  beats: r.beats,
  calls: r.stops.length,
  homes: r.stops.reduce((sum, s) => sum + s.homes.length, 0),
  length: r.length,
  minutes: r.minutes,
  by: { walking: r.walking, driving: r.driving, driven: r.driven, ends: r.ends },
})

/** How a call is headed: the home's address, or the building's with its flats. */
function addressOf(doors: Doors, s: Stop): { address: string; flats: string[] } {
  const all = s.homes.map((h) => textAt(doors.homes.address, h))
  if (all.length === 1) return { address: all[0], flats: [] }
  const address = buildingLabel(all[0])
  const flats = all.map(flatLabel)
  // flats called by names nobody foresaw: what all their addresses end with is the building
  const [end, ...ends] = all.map((a) => /^[^,]*,\s*(.+)$/.exec(a)?.[1] ?? '')
  const unforeseen = address === all[0] && !/^\d+[a-z]?\s/i.test(address)
  return { address: unforeseen && end !== '' && ends.every((e) => e === end) ? end : address, flats }
}

/** "Tower House, 50 Park Road: Flat 401, Flat 402 and 3 more flats". */
export function cutLabel(doors: Doors, stop: Stop): string {
  const { address, flats } = addressOf(doors, stop)
  const more = flats.length > 2 ? ` and ${countOf(flats.length - 2, 'more flat')}` : ''
  return flats.length === 0 ? address : `${address}: ${flats.slice(0, 2).join(', ')}${more}`
}
