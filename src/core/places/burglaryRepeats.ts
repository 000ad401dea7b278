/** How many burglaries of homes chance alone would bring back to a home hit before, by the homes that are loaded. */
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import KDBush from 'kdbush'
import { BURGLARY, offenceIndex } from '../base/offences.ts'
import { NEAR_METRES } from '../base/published.ts'
import { dayOf } from '../base/time.ts'
import { daysSincePrevious, repeatsByChance } from './repeats.ts'
import type { Incidents } from '../table/incidents.ts'
import type { Input } from '../table/method.ts'

/** A home this near, metres, shows that the address file knows the ground of a burglary. */
const CLOSE = 50
/** Of the burglaries, the share whose ground the address file must know. */
const KNOWN = 0.9

export interface BurglaryRepeats {
  /** burglaries of homes that were judged, and how many of them are repeats of another */
  readonly n: number
  readonly repeats: number
  /** absent where no address file is loaded, or it does not know where the burglaries were */
  readonly chance?: { readonly homes: number; readonly expected: number; readonly upTo: number }
}

/** The homes within reach of some burglaries; undefined where the address file does not know their ground. */
function homesAround(
  homes: NonNullable<Input<unknown>['homes']>,
  { x, y }: Pick<Incidents, 'x' | 'y'>,
  burglaries: Uint32Array,
): number | undefined {
  const tree = new KDBush(homes.x.length)
  for (let i = 0; i < homes.x.length; i++) tree.add(homes.x[i], homes.y[i])
  tree.finish()
  const around = new Uint8Array(homes.x.length)
  let known = 0
  for (const i of burglaries) {
    if (tree.within(x[i], y[i], CLOSE).length > 0) known++
    for (const home of tree.within(x[i], y[i], NEAR_METRES)) around[home] = 1
  }
  return known < KNOWN * burglaries.length ? undefined : around.reduce((sum, one) => sum + one, 0)
}

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
  const count = homes?.x.length ? homesAround(homes, table, pool) : undefined
  if (count === undefined) return { n, repeats }
  const { expected, sd } = repeatsByChance(day, asked, window, count)
  return { n, repeats, chance: { homes: count, expected, upTo: expected + normalQuantile(0.95, 0, 1) * sd } }
}
