/**
 * The rounds without the burgled home: whoever finds the sheet and knows every address still cannot tell which it is.
 *
 * A run of neighbours gives away its middle, whether that is left out or not. So each street is parted beforehand into
 * runs of homes, in a way that has nothing to do with burglaries; a burglary puts the whole run it lies in on the sheet.
 * Every home of a run would have put the same sheet out: the burgled one is any of them with the same chance.
 */
import { hash, listCode, roundCode } from './code.ts'
import type { Doors } from './doors.ts'
import type { Stop } from './merge.ts'
import type { Protocol } from './protocol.ts'
import type { Travel } from './travel.ts'
import { makeRounds, type Round } from './rounds.ts'

/** Rounds whose calls are homes near a burglary, the burgled one among them without a mark. */
export interface HiddenRounds {
  readonly code: string
  readonly rounds: readonly (Round & { readonly code: string })[]
  /** homes of the runs that are not called on: withheld by lot, or called on lately but not from a full list */
  readonly gaps: number
  /** homes of it that are beyond the time there is */
  readonly cut: readonly number[]
  /** homes of the shortest run: what one burgled home hides among, at the least */
  readonly least: number
  /** homes of the officers' list that are not on this one; never said on the sheet itself, for it tells how far the middle is */
  readonly missing: number
  /** what it hides and what it cannot, a sentence each, fit to stand on the sheet */
  readonly says: readonly string[]
}

/** A run has at least as many homes as the list has around one burglary, and never fewer than this. */
const LEAST = 9
/** Of so many homes one is withheld where that is chosen. */
const WITHHELD = 4

/** The homes of the street a door stands on, in the order they stand; rows apart where each is long enough. */
function rowsOf(doors: Doors, door: number, size: number): number[][] {
  const stretch = doors.stretchOf(door)
  const homesOf = (list: readonly number[]) => list.flatMap((d) => doors.homesOf(d))
  if (!stretch) {
    // no street: all such doors, as they lie from west to east
    const all = Array.from({ length: doors.n }, (_, d) => d).filter((d) => !doors.stretchOf(d))
    return [homesOf(all.sort((a, b) => doors.x[a] - doors.x[b] || doors.y[a] - doors.y[b] || a - b))]
  }
  const rows = stretch.rows.map((r) => homesOf(r.doors.map((d) => d.door)))
  const loose = homesOf(
    [...stretch.loose].sort((a, b) => a.x - b.x || a.y - b.y || a.door - b.door).map((d) => d.door),
  )
  const parts = [...rows, loose].filter((r) => r.length > 0)
  return parts.every((r) => r.length >= size) ? parts : [parts.flat()]
}

/** The run a home belongs to: the same for every home in it, whatever was burgled. */
export function runOf(doors: Doors, home: number, size: number): readonly number[] {
  const row = rowsOf(doors, doors.doorOf[home], size).find((r) => r.includes(home))!
  const runs = Math.max(1, Math.floor(row.length / size))
  // where the first run ends is drawn by the street itself, not by the burglary
  const spare = row.length - runs * size
  const shift =
    runs === 1 ? 0 : hash(`${row.length} ${doors.homes.x[row[0]]} ${doors.homes.y[row[0]]}`) % (spare + 1)
  const at = row.indexOf(home)
  const k = Math.min(runs - 1, Math.max(0, Math.floor((at - shift) / size)))
  return row.slice(k === 0 ? 0 : shift + k * size, k === runs - 1 ? row.length : shift + (k + 1) * size)
}

/** A burglary that needs its neighbours told. */
export interface ToHide {
  readonly home: number
  readonly due: number
  readonly expires: number
}

/**
 * Makes the rounds. `open` says whether a home may be called on now, by the same rule for every home; `listed` are the
 * homes of the officers' own list, told apart only to say how many of them are not on this one; `moment` the minute it is of.
 */
export function hideHomes(
  doors: Doors,
  burglaries: readonly ToHide[],
  today: number,
  p: Protocol & { readonly by?: Travel; readonly beatAt?: (home: number) => string },
  open: (home: number) => boolean,
  listed: ReadonlySet<number>,
  moment = -Infinity,
): HiddenRounds {
  const size = Math.max(LEAST, 2 * p.eachSide + 1)
  const homes = new Set<number>()
  let least = Infinity
  for (const b of burglaries) {
    const run = runOf(doors, b.home, size)
    least = Math.min(least, run.length)
    for (const h of run) homes.add(h)
  }
  const withheld = (h: number) =>
    p.hide === 'some' && hash(`${doors.homes.x[h]} ${doors.homes.y[h]} ${h} withheld`) % WITHHELD === 0
  const shown = [...homes].filter((h) => open(h) && !withheld(h)).sort((a, b) => a - b)

  // one time for all: times of their own would tell which burglary a call belongs to. The first that is still to come, or else
  // one late burglary would call every home overdue
  const first = Math.min(...burglaries.map((b) => b.due))
  const ahead = burglaries.map((b) => b.due).filter((due) => due >= moment)
  const due = ahead.length > 0 ? Math.min(...ahead) : Math.max(...burglaries.map((b) => b.due))
  const expires = Math.max(...burglaries.map((b) => b.expires))
  const cards = new Map<string, number[]>()
  for (const h of shown) {
    const door = doors.doorOf[h]
    const inside = doors.homesOf(door)
    const key =
      p.flats === 'building' && inside.length > 1
        ? `door ${door} ${doors.floorsOf(door).of[inside.indexOf(h)]}`
        : `home ${h}`
    const card = cards.get(key)
    if (card) card.push(h)
    else cards.set(key, [h])
  }
  const stops = [...cards.values()].map((of): Stop => {
    const inside = doors.homesOf(doors.doorOf[of[0]])
    const sorted = of.sort((a, b) => inside.indexOf(a) - inside.indexOf(b))
    return {
      door: doors.doorOf[of[0]],
      homes: sorted,
      nearest: sorted,
      relation: 'ring',
      why: 'a burglary nearby',
      tier: 'A',
      rank: 0,
      incidents: [],
      press: 0,
      due,
      firstDue: due,
      dueBy: -1,
      expires,
    }
  })
  const { rounds, cut } = makeRounds(doors, stops, p)
  const code = listCode(
    today,
    JSON.stringify(['route', rounds.map((r) => r.stops.map((s) => s.homes)), first]),
  )
  const missing = [...listed].filter((h) => !homes.has(h) || withheld(h)).length
  const n = rounds.reduce((sum, r) => sum + r.stops.reduce((m, s) => m + s.homes.length, 0), 0)
  return {
    code,
    rounds: rounds.map((r) => ({ ...r, code: roundCode(code, r.number) })),
    gaps: homes.size - n,
    cut: cut.flatMap((c) => c.stop.homes),
    least: burglaries.length === 0 ? 0 : least,
    missing,
    says: sayings(homes.size, n, least, size, p.hide),
  }
}

function sayings(all: number, n: number, least: number, size: number, hide: Protocol['hide']) {
  if (all === 0) return []
  const s = (k: number, one: string) => `${k} ${one}${k === 1 ? '' : 's'}`
  return [
    `Whole runs of homes, parted before any burglary: a burgled home is one of at least ${least} with the same chance, and an ordinary call like the others${hide === 'some' ? ', or one of those withheld by lot' : ''}.`,
    ...(n < all
      ? [
          `${s(all - n, 'home')} of the runs ${all - n === 1 ? 'is' : 'are'} not listed: withheld by lot, called on before the burglary or on a round like this one, or beyond the time there is.`,
        ]
      : []),
    'Homes called on since from a full list stand here all the same: the gaps would point at the burgled one.',
    'It cannot hide the street and the day. Whoever sees a broken window, or is told, needs no sheet.',
    ...(least < size
      ? [`A street of ${s(least, 'home')} hides its burgled home among no more than these.`]
      : []),
  ]
}
