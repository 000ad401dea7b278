/** Past the end of a row: the house round the corner, and the next one where a street changes its name. */
import type { Doors } from './doors.ts'
import type { Direction, Placed, Row, Stretch } from './street.ts'

/** A door met beyond the end of a row. */
export interface Beyond {
  readonly door: number
  /** along the ground from the last door of the row, metres */
  readonly metres: number
  readonly how: 'round the corner' | 'where the street changes its name'
}

/** Farther than this from the last door the next one is no neighbour, metres: as a gap in a row. */
const STEP = 60
/** A house not ahead of the row is round its corner only when it stands as near as this, metres. */
const BESIDE = 35
/** A street that goes on under another name does so within the width of a crossing, metres. */
const CROSSING = 45
/** Farther than this from the last door in all, nobody is a neighbour any more, metres. */
const REACH = 120
/** What stands this far towards the street from the last door stands across it, and what stands so far off its line is another row, metres. */
const ACROSS = 12

const unit = (a: Placed, b: Placed): Direction | undefined => {
  const length = Math.hypot(b.x - a.x, b.y - a.y)
  return length === 0 ? undefined : [(b.x - a.x) / length, (b.y - a.y) / length]
}

/**
 * The doors met past one end of a row (0 = lower numbers, 1 = higher), nearest along the ground first, at most `most`.
 * `front` points from the row to its street, where that is known. Only other streets are looked at: whatever stands
 * across the street, behind the row or on the far side of it is none of them.
 */
export function beyond(
  doors: Doors,
  row: Row,
  end: 0 | 1,
  front: Direction | undefined,
  taken: ReadonlySet<number>,
  most: number,
): Beyond[] {
  const last = row.doors.at(end === 0 ? 0 : -1)!
  if (last.shared || most <= 0) return []
  const before = row.doors.at(end === 0 ? 1 : -2)
  const ahead = before && row.doors.length > 1 ? unit(before, last) : undefined
  const itsStreet = doors.stretchOf(last.door)
  const acrossStreet = (d: Pick<Placed, 'x' | 'y'>) =>
    front !== undefined && (d.x - last.x) * front[0] + (d.y - last.y) * front[1] > ACROSS
  const open: { door: Placed; metres: number; how: Beyond['how']; row?: Row; at: number; turn: number }[] = []
  const streets = new Set<Stretch>()
  for (const { door, distance } of doors.near(last.x, last.y, STEP)) {
    const stretch = doors.stretchOf(door)
    if (taken.has(door) || stretch === undefined || stretch === itsStreet) continue
    const seat = stretch.seat.get(door)
    const its = seat && stretch.rows[seat.row]
    // of each street the door nearest to the end is where one comes to it: what faces that door lies across the street
    if (streets.has(stretch)) continue
    const here = its ? its.doors[seat.at] : { door, x: doors.x[door], y: doors.y[door], number: 0, suffix: 0 }
    const [dx, dy] = [here.x - last.x, here.y - last.y]
    if (here.shared || distance === 0) continue
    if (acrossStreet(here)) continue
    const on = ahead ? dx * ahead[0] + dy * ahead[1] : distance
    const off = ahead ? Math.abs(dx * -ahead[1] + dy * ahead[0]) : 0
    const along = its && lineAt(its, seat.at)
    const parallel = ahead && along && Math.abs(along[0] * ahead[0] + along[1] * ahead[1]) > 0.85
    if (parallel && (off > ACROSS || on <= 0 || distance > CROSSING)) continue
    if (on <= 2 && distance > BESIDE) continue
    streets.add(stretch)
    open.push({
      door: here,
      metres: distance,
      how: parallel ? 'where the street changes its name' : 'round the corner',
      ...(its ? { row: its } : {}),
      at: seat?.at ?? 0,
      turn: its ? onwards(last, ahead, its, seat.at, acrossStreet) : 0,
    })
  }
  const found: Beyond[] = []
  while (found.length < most && open.length > 0) {
    open.sort((a, b) => a.metres - b.metres || a.door.door - b.door.door)
    const next = open.shift()!
    found.push({ door: next.door.door, metres: next.metres, how: next.how })
    const further = next.turn === 0 ? undefined : next.row?.doors[next.at + next.turn]
    if (!further || further.shared || taken.has(further.door) || acrossStreet(further)) continue
    const step = Math.hypot(further.x - next.door.x, further.y - next.door.y)
    if (step > STEP || next.metres + step > REACH) continue
    open.push({ ...next, door: further, metres: next.metres + step, at: next.at + next.turn })
  }
  return found
}

/** Which way a row runs at one of its doors. */
function lineAt({ doors }: Row, at: number): Direction | undefined {
  return unit(doors[Math.max(0, at - 1)], doors[Math.min(doors.length - 1, at + 1)])
}

/** Which way to walk on along a row from where one came to it: onwards, never back, and never across the first street. */
function onwards(
  last: Placed,
  ahead: Direction | undefined,
  { doors }: Row,
  at: number,
  acrossStreet: (d: Placed) => boolean,
): -1 | 0 | 1 {
  const here = doors[at]
  const came = unit(last, here) ?? [0, 0]
  const on = ahead ? [came[0] + ahead[0], came[1] + ahead[1]] : came
  const turn = (k: number) => {
    const d = doors[k] as Placed | undefined
    const way = d && unit(here, d)
    if (!d || !way || acrossStreet(d)) return -Infinity
    return way[0] * on[0] + way[1] * on[1]
  }
  const [down, up] = [turn(at - 1), turn(at + 1)]
  return down === -Infinity && up === -Infinity ? 0 : down > up ? -1 : 1
}
