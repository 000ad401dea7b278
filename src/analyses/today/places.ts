/** The overview's figures that need places: repeats, near repeats, live zones, and the worst few areas. */
import { NEAR_DAYS, NEAR_METRES } from '../../core/base/published.ts'
import { shareByChance, shareInTop } from '../../core/stats/concentration.ts'
import { FLAG } from '../../core/table/incidents.ts'
import type { Days } from '../../core/table/lookBack.ts'
import type { Input } from '../../core/table/method.ts'
import { nearShare } from '../../core/near/nearShare.ts'
import { BURGLARY, OFFENCES, type OffenceId } from '../../core/base/offences.ts'
import { part } from '../../core/base/part.ts'
import { rowsWhere } from '../../core/base/rowsWhere.ts'
import { pointsOf, studyOf } from '../../core/table/points.ts'
import { burglaryRepeats } from '../../core/places/burglaryRepeats.ts'
import { wilson, YEAR } from '../../core/places/repeats.ts'
import { dayOf } from '../../core/base/time.ts'
import { countUnits, unitsOf } from '../../core/stats/units.ts'
import type { GroupRow, RepeatShare, TodayResult } from './result.ts'

const VEHICLE: readonly OffenceId[] = ['theft-from-vehicle', 'theft-of-vehicle', 'vehicle-any']

const GROUPS = [
  { id: 'burglary', label: 'Burglary', kinds: BURGLARY, national: 30 },
  { id: 'vehicle', label: 'Vehicle crime', kinds: VEHICLE, national: 22 },
] as const

type Given = Pick<Input<unknown>, 'table' | 'rows' | 'today' | 'area' | 'homes' | 'within'>

/** 1 for the index of each of these offences: at millions of rows a look into a set is slow. */
function kindsOf(ids: readonly OffenceId[]): Uint8Array {
  const kinds = new Uint8Array(256)
  for (const id of ids) kinds[OFFENCES.findIndex((o) => o.id === id)] = 1
  return kinds
}

/** Repeats and near repeats of each group that has incidents in these twelve months. */
export function* groupRows(
  { table, rows, today, homes }: Given,
  year: Days,
  silent: boolean,
): Generator<number, GroupRow[], void> {
  const out: GroupRow[] = []
  // a table that names no kind is one group, and no national figure fits it
  const groups = silent
    ? ([{ id: 'all', label: 'All incidents', kinds: ['other'], national: undefined }] as const)
    : GROUPS
  for (const [k, group] of groups.entries()) {
    const kinds = kindsOf(group.kinds)
    const mine = rowsWhere(rows, (i) => kinds[table.offence[i]] === 1 && dayOf(table.from[i]) <= year[1])
    const judged = rowsWhere(mine, (i) => dayOf(table.from[i]) >= year[0])
    if (judged.length === 0) continue
    // forerunners reach back six weeks before the twelve months
    const near = rowsWhere(
      mine,
      (i) =>
        dayOf(table.from[i]) >= year[0] - NEAR_DAYS &&
        Number.isFinite(table.x[i]) &&
        Number.isFinite(table.y[i]),
    )
    const share = yield* part(
      nearShare({
        x: Float64Array.from(near, (i) => table.x[i]),
        y: Float64Array.from(near, (i) => table.y[i]),
        from: Int32Array.from(near, (i) => table.from[i]),
        flags: Uint16Array.from(near, (i) => table.flags[i]),
        day: Int32Array.from(near, (i) => dayOf(table.from[i])),
        place: Int32Array.from(near, (i) => table.place[i]),
        judgedFrom: year[0],
        reach: NEAR_METRES,
        days: NEAR_DAYS,
        seed: 1,
      }),
      k / groups.length,
      (k + 1) / groups.length,
    )
    out.push({
      id: group.id,
      label: group.label,
      ...(group.national === undefined ? {} : { national: group.national }),
      repeat: {
        ...repeatShare(table, judged),
        ...(group.id === 'burglary' ? chanceOf({ table, today, homes }, mine, year) : {}),
      },
      near: share,
    })
  }
  return out
}

/** Repeats of burglary by chance alone, where an address file knows the homes around. */
function chanceOf(
  given: Pick<Given, 'table' | 'homes'> & { readonly today: number },
  rows: Uint32Array,
  [from, to]: Days,
): Pick<RepeatShare, 'chance'> {
  // without homes there is no chance to speak of, and millions of rows need not be put in order
  if (!given.homes?.x.length) return {}
  const found = burglaryRepeats(given, rows, (day) => day >= from && day <= to, YEAR)
  return found?.chance ? { chance: { ...found.chance, n: found.n } } : {}
}

function repeatShare(table: Given['table'], judged: Uint32Array): RepeatShare {
  const known = rowsWhere(judged, (i) => table.place[i] >= 0)
  const at = new Map<number, number>()
  for (const i of known) at.set(table.place[i], (at.get(table.place[i]) ?? 0) + 1)
  const repeats = known.reduce((s, i) => s + (table.flags[i] & FLAG.repeat ? 1 : 0), 0)
  let atPlaces = 0
  for (const n of at.values()) if (n > 1) atPlaces += n
  return { n: known.length, repeats, interval: wilson(repeats, known.length), atPlaces }
}

/** Burglaries whose zone is live today; every incident where the table names no kind. */
export function liveZones({ table, rows, today }: Given, silent: boolean): TodayResult['live'] {
  const kinds = kindsOf(BURGLARY)
  let [n, endingSoon] = [0, 0]
  for (const i of rows) {
    if (!silent && kinds[table.offence[i]] === 0) continue
    const age = today - dayOf(table.from[i])
    if (age < 0 || age > NEAR_DAYS) continue
    n++
    if (NEAR_DAYS - age <= 7) endingSoon++
  }
  return { n, endingSoon, what: silent ? 'incidents' : 'burglaries' }
}

/**
 * Share of the twelve months' incidents in the worst 5% of cells, other offences apart, as the inspectorate counts
 * serious acquisitive crime. Undefined where nothing has a place.
 */
export function worstShare(given: Given, year: Days, cell: number, silent: boolean): TodayResult['worst'] {
  const { table } = given
  const rows = rowsWhere(given.rows, (i) => {
    const day = dayOf(table.from[i])
    return day >= year[0] && day <= year[1] && (silent || table.offence[i] !== 0)
  })
  let points
  try {
    points = pointsOf({ table, rows, area: given.area })
  } catch {
    // nothing has a usable place: the other figures still stand
    return undefined
  }
  const units = unitsOf(given, points, studyOf(given), 'square', cell)
  const counts = countUnits(units)
  const n = counts.reduce((a, b) => a + b, 0)
  const { mean, low, high } = shareByChance(n, units.n, 0.05)
  return {
    n,
    units: units.n,
    words: units.words,
    share: shareInTop(counts, 0.05),
    byChance: mean,
    chanceRange: [low, high],
  }
}
