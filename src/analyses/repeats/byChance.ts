/** How many burglaries of homes chance alone would bring back to a home hit before, by the homes that are loaded. */
import { BURGLARY, offenceIndex } from '../../core/base/offences.ts'
import { dayOf } from '../../core/base/time.ts'
import { daysSincePrevious, repeatsByChance } from '../../core/places/repeats.ts'
import type { Input } from '../../core/table/method.ts'

/** A home this near, metres by cells, shows that the address file knows the ground of a burglary. */
const CLOSE = 50
/** Homes in squares of this size that hold a burglary, or touch one that does, could have been hit. */
const REACH = 400
/** Of the burglaries, the share whose ground the address file must know. */
const KNOWN = 0.9

export interface BurglaryRepeats {
  /** burglaries of homes that were judged, and how many of them are repeats of another */
  readonly n: number
  readonly repeats: number
  /** absent where no address file is loaded, or it does not know where the burglaries were */
  readonly chance?: { readonly homes: number; readonly expected: number; readonly upTo: number }
}

/** The cells that points lie in, and with `around` those that touch them. */
function cellsOf(x: ArrayLike<number>, y: ArrayLike<number>, size: number, around: boolean): Set<string> {
  const cells = new Set<string>()
  const reach = around ? 1 : 0
  for (let i = 0; i < x.length; i++) {
    const [cx, cy] = [Math.floor(x[i] / size), Math.floor(y[i] / size)]
    for (let dx = -reach; dx <= reach; dx++)
      for (let dy = -reach; dy <= reach; dy++) cells.add(`${cx + dx} ${cy + dy}`)
  }
  return cells
}

const inCell = (cells: ReadonlySet<string>, x: number, y: number, size: number): boolean =>
  cells.has(`${Math.floor(x / size)} ${Math.floor(y / size)}`)

/**
 * @param rows dated rows under the filter
 * @param judged whether a row's day is asked about
 */
export function burglaryRepeats(
  { table, homes, today }: Pick<Input<unknown>, 'table' | 'homes' | 'today'>,
  rows: Uint32Array,
  judged: (day: number) => boolean,
  window: number,
): BurglaryRepeats | undefined {
  const kinds = new Set(BURGLARY.map(offenceIndex))
  const pool = rows.filter(
    (i) => kinds.has(table.offence[i]) && table.place[i] >= 0 && dayOf(table.from[i]) <= today,
  )
  const day = Int32Array.from(pool, (i) => dayOf(table.from[i]))
  const asked = (k: number) => judged(day[k])
  let n = 0
  for (let k = 0; k < pool.length; k++) if (asked(k)) n++
  if (n === 0) return undefined
  const since = daysSincePrevious(
    Int32Array.from(pool, (i) => table.place[i]),
    {
      from: Int32Array.from(pool, (i) => table.from[i]),
      flags: Uint16Array.from(pool, (i) => table.flags[i]),
    },
  )
  let repeats = 0
  for (let k = 0; k < pool.length; k++) if (asked(k) && since[k] >= 0 && since[k] <= window) repeats++
  if (!homes?.x.length) return { n, repeats }
  const [x, y] = [table.x, table.y].map((c) => Float64Array.from(pool, (i) => c[i]))
  const known = cellsOf(homes.x, homes.y, CLOSE, true)
  let covered = 0
  for (let k = 0; k < pool.length; k++) if (inCell(known, x[k], y[k], CLOSE)) covered++
  if (covered < KNOWN * pool.length) return { n, repeats }
  const near = cellsOf(x, y, REACH, true)
  let count = 0
  for (let i = 0; i < homes.x.length; i++) if (inCell(near, homes.x[i], homes.y[i], REACH)) count++
  const { expected, sd } = repeatsByChance(day, asked, window, count)
  return { n, repeats, chance: { homes: count, expected, upTo: expected + 1.645 * sd } }
}
