/** How a round's maps, boxes and rows share its pages: candidates, and the first that its measured heights allow. */
import { metresApart } from '../core/geometry/apart.ts'

/** Size of one map on paper, millimetres. */
export interface MapSize {
  readonly width: number
  readonly height: number
}

/** The layout of one sheet. Draw each map at its size. */
export interface Frame<V> {
  /** homes of each map, in the order of the round */
  readonly groups: readonly (readonly V[])[]
  readonly sizes: readonly MapSize[]
  /** one map beside the boxes; else maps stand across the page */
  readonly beside: boolean
  /** low rows and small boxes, so that one side holds them */
  readonly dense: boolean
  /** the row that begins the last page with what follows the table: a browser left to itself tears that in two */
  readonly turn?: number
}

/** What a sheet laid out in a frame measures, millimetres. */
export interface Measured {
  readonly height: number
  /** height of each row of the table, of its head and of what follows it */
  readonly rows: readonly number[]
  readonly head: number
  readonly foot: number
}

/** What a frame is made from. */
interface Placed {
  readonly lng: number
  readonly lat: number
}

/** What A4 leaves between the margins that carry marking and page, millimetres; a hair less, for a printer's rounding. */
export const PAGE = 297 - 33 - 1
/** Homes that lie together get a map of their own when the next ones are further than this, metres. */
const APART = 150
/** More groups than this share one map: stamps that small would help nobody. */
const MOST_MAPS = 4
/** Widths of a map across the page, beside the boxes, and of one of two in a row; the space between, millimetres. */
const ACROSS = 186
const BESIDE = 116
const HALF = 91
const GAP = 4
/** Up to so many calls are set densely before they take a second page. */
const MOST_DENSE = 20
/** Heights tried for the map of a round that takes several pages, millimetres. */
const SPREAD = [112, 104, 96, 88, 80, 72, 64, 56]

/** The homes of a round in groups that lie together. */
export function groupsOf<V extends Placed>(visits: readonly V[]): V[][] {
  const groups: V[][] = []
  visits.forEach((v, i) => {
    const before = visits[i - 1]
    if (!before || metresApart(before, v) > APART) groups.push([v])
    else groups.at(-1)!.push(v)
  })
  return groups
}

interface Layout<V> {
  readonly groups: readonly (readonly V[])[]
  readonly beside: boolean
  readonly dense: boolean
  readonly width: number
  /** rows of maps one above the other */
  readonly tiers: number
  readonly least: number
  readonly most: number
}

const frameOf = <V>({ groups, beside, dense, width }: Layout<V>, height: number): Frame<V> => ({
  groups,
  sizes: groups.map(() => ({ width, height })),
  beside,
  dense,
})

/** Width of each of so many maps that stand side by side across the page. */
const inOneRow = (n: number): number => (ACROSS - GAP * (n - 1)) / n

/** Layouts that keep a round on one side, the most comfortable first. */
function layouts<V extends Placed>(visits: readonly V[]): Layout<V>[] {
  const apart = groupsOf(visits)
  const several = apart.length > 1 && apart.length <= MOST_MAPS
  const groups = several ? apart : [visits]
  const n = groups.length
  // homes in many places need the width of the page
  const one = apart.length === 1
  const loose: Layout<V>[] = several
    ? [
        {
          groups,
          beside: false,
          dense: false,
          width: HALF,
          tiers: n > 2 ? 2 : 1,
          least: n > 2 ? 40 : 50,
          most: 66,
        },
      ]
    : one
      ? [{ groups, beside: true, dense: false, width: BESIDE, tiers: 1, least: 56, most: 116 }]
      : [{ groups, beside: false, dense: false, width: ACROSS, tiers: 1, least: 70, most: 112 }]
  if (visits.length > MOST_DENSE) return loose
  return [
    ...loose,
    ...(one ? [{ groups, beside: true, dense: true, width: BESIDE, tiers: 1, least: 34, most: 100 }] : []),
    { groups, beside: false, dense: true, width: inOneRow(n), tiers: 1, least: 26, most: 66 },
  ]
}

/** Rows that stay together with what follows the table. */
const TIED = 3

/**
 * How many rows fall on each page. The last three rows stay together with what follows the table; the head of the table
 * stands on every page.
 */
export function rowsOnPages(rows: readonly number[], first: number, next: number, foot: number): number[] {
  const tied = Math.max(0, rows.length - TIED)
  const pages = [0]
  let left = first
  for (let i = 0; i < rows.length; i++) {
    const need = i === tied ? rows.slice(tied).reduce((a, b) => a + b, foot) : i > tied ? 0 : rows[i]
    if (need > left && pages.at(-1)! > 0) {
      pages.push(0)
      left = next
    } else if (need > left && pages.length === 1 && i === 0) {
      // not even its first row stands under the map
      pages.push(0)
      left = next
    }
    left -= need
    pages[pages.length - 1]++
  }
  return pages
}

/**
 * The layout of a round: the first that fits one side as measured, its maps as tall as the side allows; else as few pages
 * as can be, none of them with a single row.
 */
export function fitFrame<V extends Placed>(
  visits: readonly V[],
  measure: (frame: Frame<V>) => Measured,
): Frame<V> {
  for (const layout of layouts(visits)) {
    // from the tallest map down: a map lower than the boxes beside it saves nothing
    const over = measure(frameOf(layout, layout.most)).height - PAGE
    const height = Math.floor(layout.most - Math.max(0, over) / layout.tiers)
    if (height < layout.least) continue
    const frame = frameOf(layout, height)
    if (over <= 0 || measure(frame).height <= PAGE) return frame
  }
  const apart = groupsOf(visits)
  const several = apart.length > 1 && apart.length <= MOST_MAPS
  const dense = visits.length <= MOST_DENSE
  const spread: Layout<V> = {
    groups: several ? apart : [visits],
    beside: false,
    dense,
    // set densely, all maps stand in one row
    width: !several ? ACROSS : dense ? inOneRow(apart.length) : HALF,
    tiers: several && !dense && apart.length > 2 ? 2 : 1,
    least: 0,
    most: 0,
  }
  const lowest = SPREAD.at(-1)!
  const m = measure(frameOf(spread, lowest))
  const table = m.rows.reduce((a, b) => a + b, 0)
  const under = PAGE - (m.height - table - m.foot)
  const tries = SPREAD.filter((h) => !several || h <= 66).map((height) => {
    const pages = rowsOnPages(m.rows, under - (height - lowest) * spread.tiers, PAGE - m.head, m.foot)
    return { height, pages: pages.length, lone: pages.filter((n) => n < 2).length, last: pages.at(-1)! }
  })
  tries.sort((a, b) => a.lone - b.lone || a.pages - b.pages || b.height - a.height)
  const [{ height, pages, last }] = tries
  const frame = frameOf(spread, height)
  return pages > 1 && last === TIED ? { ...frame, turn: m.rows.length - TIED } : frame
}
