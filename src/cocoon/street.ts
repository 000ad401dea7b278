/**
 * How the doors of a street stand: which of them form one row, in which order, and how the street is numbered.
 * Found from house numbers and positions alone, because a force rarely has the street's centre line.
 */
import { medianOf } from '../core/base/quantile.ts'

/** A door as the layout needs it. `number` 0 = none; `suffix` 0 none, 1 = a. */
export interface Placed {
  readonly door: number
  readonly x: number
  readonly y: number
  readonly number: number
  readonly suffix: number
  /** its point is that of other numbers too: only its number tells where it stands */
  readonly shared?: boolean
}

/**
 * odd-even – odd numbers on one side, even on the other · consecutive – each side counts 1, 2, 3 …
 * none – no numbers to go by
 */
export type Numbering = 'odd-even' | 'consecutive' | 'none'

/** Doors that stand beside each other, by rising number; what ends the row at either end. */
export interface Row {
  readonly doors: readonly Placed[]
  readonly ends: readonly [string, string]
}

/** One street of this name (a force has several High Streets). */
export interface Stretch {
  readonly numbering: Numbering
  readonly doors: readonly number[]
  readonly rows: readonly Row[]
  /** row and position of a door; undefined for a door whose side is unknown */
  readonly seat: ReadonlyMap<number, { readonly row: number; readonly at: number }>
  /** doors of unknown side */
  readonly loose: readonly Placed[]
}

/** Doors of one name farther apart than this belong to different streets, metres. */
export const SAME_STREET = 250
/** A longer step along a row ends it: a junction, a park, a railway; metres. */
export const GAP = 60
/** How far out of line a home without a number may stand and still belong to the row, metres. */
const OUT_OF_LINE = 10

const step = (a: Placed, b: Placed): number => Math.hypot(a.x - b.x, a.y - b.y)

/** Steps tried, one after the other, while a street of one name has the same numbers in several places. */
const NARROWER = [150, 100, 60]

/** Numbers that stand on two doors well apart: such doors are on two streets. */
function doubled(doors: readonly Placed[]): number {
  const first = new Map<string, Placed>()
  let n = 0
  for (const p of doors) {
    if (p.number === 0) continue
    const key = `${p.number} ${p.suffix}`
    const twin = first.get(key)
    if (!twin) first.set(key, p)
    else if (step(twin, p) > 30) n++
  }
  return n
}

/** Streets of one name: apart where no chain of steps joins them, and where the numbers begin again. */
function apart(doors: readonly Placed[]): Placed[][] {
  return chained(doors, SAME_STREET).flatMap((street) => {
    const twice = doubled(street)
    if (twice < 2 || twice * 10 < street.length) return [street]
    for (const reach of NARROWER) {
      const parts = chained(street, reach)
      if (parts.length > 1 && parts.every((p) => doubled(p) === 0)) return parts
    }
    return [street]
  })
}

/** Splits doors where no chain of steps up to `reach` joins them. */
function chained(doors: readonly Placed[], reach: number): Placed[][] {
  // sweep along x keeps the comparisons to neighbours in one coordinate
  const order = [...doors].sort((a, b) => a.x - b.x || a.door - b.door)
  const parent = order.map((_, i) => i)
  const root = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]]
    return i
  }
  let from = 0
  for (let i = 0; i < order.length; i++) {
    while (order[i].x - order[from].x > reach) from++
    for (let j = i - 1; j >= from; j--)
      if (root(i) !== root(j) && step(order[i], order[j]) <= reach) parent[root(i)] = root(j)
  }
  const groups = new Map<number, Placed[]>()
  order.forEach((p, i) => {
    const g = groups.get(root(i))
    if (g) g.push(p)
    else groups.set(root(i), [p])
  })
  return [...groups.values()]
}

const byNumber = (a: Placed, b: Placed): number =>
  a.number - b.number || a.suffix - b.suffix || a.door - b.door

/** A door this far out of the line of its two neighbours in number stands across the street, metres. */
const ACROSS = 10

/**
 * Odd-even or consecutive. Walking 1, 2, 3 on an odd-even street crosses it twice: 2 lies well off the line
 * from 1 to 3. On a consecutive street the three lie in line, or nearly so where plots are wide and the street
 * bends. Most triples decide, so that a corner or a missing number cannot.
 */
export function numberingOf(numbered: readonly Placed[]): Numbering {
  if (numbered.length === 0) return 'none'
  const main = [...numbered].sort(byNumber).filter((p, i, all) => i === 0 || p.number !== all[i - 1].number)
  let inLine = 0
  let triples = 0
  for (let i = 0; i + 2 < main.length; i++) {
    const [a, b, c] = [main[i], main[i + 1], main[i + 2]]
    // one parity only says nothing, nor does a leap over many missing numbers
    if (c.number - a.number > 3 || ((a.number ^ b.number) & 1) + ((b.number ^ c.number) & 1) === 0) continue
    const straight = step(a, c)
    const way = step(a, b) + step(b, c)
    if (straight === 0 || way === 0) continue
    const off = Math.abs((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)) / straight
    triples++
    if (off < ACROSS || straight / way > 0.93) inLine++
  }
  return inLine * 2 > triples ? 'consecutive' : 'odd-even'
}

/** Whether the step from row[i] to row[i + 1] crosses the street: longer than usual, square to the row, and the row turns back after it. */
function crosses(row: readonly Placed[], i: number, usual: number): boolean {
  if (i < 1 || i + 2 >= row.length) return false
  const [a, b, c, d] = [row[i - 1], row[i], row[i + 1], row[i + 2]]
  const cos = (p: Placed, q: Placed, r: Placed, s: Placed) =>
    ((q.x - p.x) * (s.x - r.x) + (q.y - p.y) * (s.y - r.y)) / (step(p, q) * step(r, s) || 1)
  return step(b, c) > 1.6 * usual && cos(a, b, c, d) < -0.3 && Math.abs(cos(a, b, b, c)) < 0.7
}

const END = 'the address file places no further number here'

/** Cuts a chain of doors into rows at crossings and gaps. */
function cut(chain: readonly Placed[]): Row[] {
  const usual = medianOf(
    chain
      .slice(1)
      .map((p, i) => step(chain[i], p))
      .filter((d) => d > 0),
  )
  const rows: Row[] = []
  let start = 0
  let before = END
  for (let i = 0; i < chain.length; i++) {
    let after: string | undefined
    if (i === chain.length - 1) after = END
    else {
      const gap = step(chain[i], chain[i + 1])
      // places that are not known part nobody from the next number
      const unknown = chain[i].shared || chain[i + 1].shared
      if (unknown) after = gap > SAME_STREET ? `the next door is ${Math.round(gap)} m away` : undefined
      else if (crosses(chain, i, usual)) after = 'the next number is across the street'
      else if (gap > Math.max(GAP, 4 * usual)) after = `the next door is ${Math.round(gap)} m away`
    }
    if (after === undefined) continue
    rows.push({ doors: chain.slice(start, i + 1), ends: [before, after] })
    start = i + 1
    before = after.startsWith('the next number') ? 'the number before is across the street' : after
  }
  return rows
}

/** Where a home without a number fits into the rows: row, position and how far along, or nothing. */
function seatFor(p: Placed, rows: readonly Row[]): { row: number; at: number; along: number } | undefined {
  let best: { row: number; at: number; along: number; cost: number } | undefined
  const offer = (row: number, at: number, along: number, cost: number) => {
    if (!best || cost < best.cost - 1e-9) best = { row, at, along, cost }
  }
  rows.forEach((r, row) => {
    const { doors } = r
    for (let i = 0; i + 1 < doors.length; i++) {
      const [a, b] = [doors[i], doors[i + 1]]
      const length = step(a, b)
      if (length === 0) continue
      const along = ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y)) / length
      const off = Math.abs((p.x - a.x) * (b.y - a.y) - (p.y - a.y) * (b.x - a.x)) / length
      if (along > 0 && along < length && off <= OUT_OF_LINE)
        offer(row, i + 1, along, step(a, p) + step(p, b) - length)
      // before the first and after the last door, in line with them and no farther than a usual gap
      if (i === 0 && along <= 0 && -along <= GAP && off <= OUT_OF_LINE) offer(row, 0, along, off - along / 10)
      if (i + 2 === doors.length && along >= length && along - length <= GAP && off <= OUT_OF_LINE)
        offer(row, doors.length, along, off + (along - length) / 10)
    }
  })
  return best
}

function layOutOne(doors: readonly Placed[]): Stretch {
  const numbered = doors.filter((p) => p.number > 0).sort(byNumber)
  const placed = numbered.filter((p) => !p.shared)
  // one or two numbers on a street of names do not tell its sides; of homes that are not placed odd and even do
  const numbering =
    placed.length >= 3 ? numberingOf(placed) : numbered.length > placed.length ? 'odd-even' : 'none'
  const chains =
    numbering === 'none'
      ? []
      : numbering === 'consecutive'
        ? [numbered]
        : [numbered.filter((p) => p.number % 2 === 1), numbered.filter((p) => p.number % 2 === 0)]
  const rows = chains.filter((c) => c.length > 0).flatMap(cut)

  // homes without a number join the row they stand in; two in one gap go by how far along they stand
  const seats = new Map<string, { p: Placed; along: number }[]>()
  const loose: Placed[] = []
  for (const p of doors) {
    if (p.number > 0 && numbering !== 'none') continue
    const seat = p.shared ? undefined : seatFor(p, rows)
    if (!seat) loose.push(p)
    else {
      const key = `${seat.row} ${seat.at}`
      seats.set(key, [...(seats.get(key) ?? []), { p, along: seat.along }])
    }
  }
  const full = rows.map((row, r) => {
    const out: Placed[] = []
    for (let at = 0; at <= row.doors.length; at++) {
      const here = seats.get(`${r} ${at}`) ?? []
      here.sort((a, b) => a.along - b.along || a.p.door - b.p.door)
      out.push(...here.map((h) => h.p))
      if (at < row.doors.length) out.push(row.doors[at])
    }
    return { doors: out, ends: row.ends }
  })
  const seat = new Map(full.flatMap((row, r) => row.doors.map((p, at) => [p.door, { row: r, at }] as const)))
  return { numbering, doors: doors.map((p) => p.door), rows: full, seat, loose }
}

/** Lays out every street of one name. */
export const layOut = (doors: readonly Placed[]): Stretch[] => apart(doors).map(layOutOne)

/** A unit vector. */
export type Direction = readonly [x: number, y: number]

/**
 * Which way a door looks out on its street, and which way its numbers rise; undefined where nothing stands
 * across the street to tell front from back.
 */
export function frontOf(s: Stretch, door: number): { front: Direction; along: Direction } | undefined {
  const seat = s.seat.get(door)
  if (!seat) return undefined
  const row = s.rows[seat.row].doors
  const me = row[seat.at]
  const a = row[Math.max(0, seat.at - 1)]
  const b = row[Math.min(row.length - 1, seat.at + 1)]
  const length = step(a, b)
  if (length === 0) return undefined
  const along: Direction = [(b.x - a.x) / length, (b.y - a.y) / length]
  // everything across votes by nearness for the side of the row it stands on
  let vote = 0
  const across = [...s.rows.filter((_, r) => r !== seat.row).flatMap((r) => r.doors), ...s.loose]
  for (const p of across) {
    const off = (p.x - me.x) * -along[1] + (p.y - me.y) * along[0]
    const on = (p.x - me.x) * along[0] + (p.y - me.y) * along[1]
    if (Math.abs(off) < 8 || Math.abs(off) > 60 || Math.abs(on) > 60) continue
    vote += Math.sign(off) / (1 + Math.hypot(off, on))
  }
  if (vote === 0) return undefined
  const front: Direction = vote > 0 ? [-along[1], along[0]] : [along[1], -along[0]]
  return { front, along }
}
