/**
 * What the table knows around one incident: what happened at its place before and after, which incidents of its kind
 * followed or went before it nearby, and the chain they form. Days are those on which the windows start.
 */
import { NEAR_DAYS, NEAR_METRES } from '../base/published.ts'
import { KeptWeakMap } from '../base/kept.ts'
import KDBush from 'kdbush'
import type { Incidents } from '../table/incidents.ts'
import { unitUnknown } from '../table/unit.ts'
import { cannotCountDays } from './nearRows.ts'
import { kindOf } from '../places/places.ts'
import { dayOf } from '../base/time.ts'

/** Distances and days that make a link, both inclusive. */
export interface StoryBand {
  /** metres */
  readonly reach: number
  readonly within: number
}

/** The inspectorate's figures: 400 m, six weeks. */
export const STORY_BAND: StoryBand = { reach: NEAR_METRES, within: NEAR_DAYS }

/** A chain is followed up to this many incidents. */
export const LONGEST_CHAIN = 500

/** Another incident as seen from the one the story is about. */
export interface Linked {
  readonly row: number
  /** days after it; negative = before, 0 = the same day */
  readonly days: number
  readonly metres: number
  /** "north-east" from here to there; empty at the same place */
  readonly direction: string
  /** at the same place */
  readonly same: boolean
}

/** The incidents that hang together by links of the band, this one among them. */
export interface StoryChain {
  /** by day, then row */
  readonly rows: readonly number[]
  /** where this incident stands among them, from 0 */
  readonly at: number
  /** days from the first to the last */
  readonly span: number
  /** diagonal of the box around them, metres */
  readonly spread: number
  /** true where it was followed only up to `LONGEST_CHAIN` incidents */
  readonly cut: boolean
}

export interface Story {
  readonly row: number
  /** why days, places and links cannot be told; undefined when they can */
  readonly refused?: string
  /** of any kind at the same place, newest first; undefined where the place is not known */
  readonly here?: readonly Linked[]
  /** of the same kind within the band: the same place first, then by distance */
  readonly near: readonly Linked[]
  /** of the same kind within the reach in the whole table, this one left out */
  readonly around: number
  /** how many the reach usually holds in as many days as were looked at; NaN where unknown */
  readonly usual: number
  /** days of the window that the table covers */
  readonly covered: number
  /** undefined where nothing is linked */
  readonly chain?: StoryChain
}

const POINTS = ['east', 'north-east', 'north', 'north-west', 'west', 'south-west', 'south', 'south-east']

/** The point of the compass from one place to another on the plane, north up the grid. */
export const compass = (dx: number, dy: number): string =>
  dx === 0 && dy === 0 ? '' : POINTS[(Math.round((Math.atan2(dy, dx) * 4) / Math.PI) + 8) % 8]

/** Where incidents of a kind and of a place are found; made once per table. */
class Index {
  readonly #table: Incidents
  readonly #kinds = new Map<number, { rows: Uint32Array; tree: KDBush }>()
  #places?: { order: Uint32Array; start: Map<number, number> }

  constructor(table: Incidents) {
    this.#table = table
  }

  kind(row: number): number {
    return kindOf(this.#table.offence[row], this.#table.wording.codes[row])
  }

  /** Rows of a kind no farther than `reach` from a place, its edge included, in row order. */
  near(kind: number, x: number, y: number, reach: number): number[] {
    let found = this.#kinds.get(kind)
    if (!found) this.#kinds.set(kind, (found = this.#tree(kind)))
    const { rows, tree } = found
    return tree.within(x, y, reach).map((k) => rows[k])
  }

  #tree(kind: number): { rows: Uint32Array; tree: KDBush } {
    const { n, x, y } = this.#table
    const rows = new Uint32Array(n)
    let m = 0
    for (let i = 0; i < n; i++)
      if (Number.isFinite(x[i]) && Number.isFinite(y[i]) && this.kind(i) === kind) rows[m++] = i
    const tree = new KDBush(m)
    for (let k = 0; k < m; k++) tree.add(x[rows[k]], y[rows[k]])
    tree.finish()
    return { rows: rows.slice(0, m), tree }
  }

  /** Rows at a place, in row order. */
  at(place: number): number[] {
    const of = this.#table.place
    if (!this.#places) {
      const order = new Uint32Array(of.length)
      for (let i = 0; i < order.length; i++) order[i] = i
      order.sort((a, b) => of[a] - of[b] || a - b)
      const start = new Map<number, number>()
      for (let k = 0; k < order.length; k++)
        if (k === 0 || of[order[k]] !== of[order[k - 1]]) start.set(of[order[k]], k)
      this.#places = { order, start }
    }
    const { order, start } = this.#places
    const out: number[] = []
    for (let k = start.get(place) ?? order.length; k < order.length && of[order[k]] === place; k++)
      out.push(order[k])
    return out
  }
}

const indexes = new KeptWeakMap<Incidents, Index>()

function indexOf(table: Incidents): Index {
  let index = indexes.get(table)
  if (!index) indexes.set(table, (index = new Index(table)))
  return index
}

/** Tells the story of a row. The first one of a table lays out its places and its kind; the others take no time. */
export function storyOf(table: Incidents, row: number, band: StoryBand = STORY_BAND): Story {
  const none = { row, near: [], around: 0, usual: NaN, covered: 0 }
  const refused = cannotCountDays(table) ?? unitUnknown(table)
  if (refused) return { ...none, refused }
  const { x, y, from, place } = table
  const index = indexOf(table)
  const today = dayOf(from[row])
  const [x0, y0] = [x[row], y[row]]
  const linkTo = (i: number): Linked => {
    const same = place[row] >= 0 && place[i] === place[row]
    return {
      row: i,
      days: dayOf(from[i]) - today,
      metres: Math.hypot(x[i] - x0, y[i] - y0),
      direction: same ? '' : compass(x[i] - x0, y[i] - y0),
      same,
    }
  }
  const here =
    place[row] < 0
      ? undefined
      : index
          .at(place[row])
          .filter((i) => i !== row)
          .map(linkTo)
          .sort((a, b) => b.days - a.days || b.row - a.row)
  if (!Number.isFinite(x0) || !Number.isFinite(y0)) return { ...none, here }

  const all = index.near(index.kind(row), x0, y0, band.reach).filter((i) => i !== row)
  const near = all
    .map(linkTo)
    .filter((l) => Math.abs(l.days) <= band.within)
    .sort(
      (a, b) => Number(b.same) - Number(a.same) || a.metres - b.metres || a.days - b.days || a.row - b.row,
    )
  const { first, last } = table.span
  const covered = Math.min(last, today + band.within) - Math.max(first, today - band.within) + 1
  const whole = last - first + 1
  return {
    row,
    here,
    near,
    around: all.length,
    usual: covered > 0 ? (all.length * covered) / whole : NaN,
    covered: Math.max(0, covered),
    chain: near.length > 0 ? chainOf(table, index, row, band) : undefined,
  }
}

/** Follows links from incident to incident, nearest in time first found. */
function chainOf(table: Incidents, index: Index, row: number, band: StoryBand): StoryChain {
  const { x, y, from } = table
  const day = (i: number) => dayOf(from[i])
  const kind = index.kind(row)
  const seen = new Set([row])
  const queue = [row]
  for (let k = 0; k < queue.length && seen.size < LONGEST_CHAIN; k++) {
    const a = queue[k]
    for (const b of index.near(kind, x[a], y[a], band.reach)) {
      if (seen.has(b) || Math.abs(day(a) - day(b)) > band.within || seen.size >= LONGEST_CHAIN) continue
      seen.add(b)
      queue.push(b)
    }
  }
  const rows = queue.sort((a, b) => day(a) - day(b) || a - b)
  const [xs, ys] = [rows.map((i) => x[i]), rows.map((i) => y[i])]
  return {
    rows,
    at: rows.indexOf(row),
    span: day(rows[rows.length - 1]) - day(rows[0]),
    spread: Math.hypot(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys)),
    cut: rows.length >= LONGEST_CHAIN,
  }
}
