/** Whom a forecast falls on: flagged ground beside recorded crime and homes, by ward or by fifth of deprivation. */
import { countOf, showNumber } from '../../base/words.ts'
import { atLeast } from '../../stats/binomial.ts'
import type { MapId } from './options.ts'
import { areaFinder } from '../../geometry/whichArea.ts'
import type { Boundary } from '../../geometry/area.ts'
import type { Backtest, MapResult } from './backtest.ts'

/** A group is called out where its share of the flagged ground is more than this many times its share of crime, beyond chance. */
export const FAIR_LIMIT = 1.25

/** A group of areas; shares are of all groups together, 0..1. */
export interface FairRow {
  readonly name: string
  /** homes, where they are known; NaN else */
  readonly homes: number
  readonly crime: number
  /** recorded incidents before the windows that `crime` is a share of */
  readonly incidents: number
  readonly flagged: number
  /** flagged cells that then held an incident, and that held none */
  readonly held: number
  readonly empty: number
  /** flagged share ÷ share of recorded crime; Infinity where there is no crime */
  readonly ratio: number
  readonly over: boolean
  /** that, and by more than chance leaves of so few cells and incidents, all groups allowed for */
  readonly beyond: boolean
}

/** A ratio in words; a third digit where two would hide on which side of the limit it lies. */
export const showRatio = (ratio: number): string =>
  Number.isFinite(ratio)
    ? showNumber(ratio, ratio !== FAIR_LIMIT && Math.abs(ratio - FAIR_LIMIT) < 0.005 ? 3 : 2)
    : 'no recorded crime'

/** Areas put together under one name. */
export interface Grouping {
  readonly names: readonly string[]
  /** per area: its group, −1 for none */
  readonly of: Int32Array
  /** what the groups are, such as "wards" or "fifths of IMD decile" */
  readonly by: string
}

/** The number of a boundary file that tells deprivation; undefined where none does. */
export const deprivationOf = (areas: readonly Boundary[]): string | undefined =>
  areas.flatMap((a) => Object.keys(a.numbers)).find((k) => /imd|depriv/i.test(k))

const FIFTHS = ['Fifth 1, most deprived', 'Fifth 2', 'Fifth 3', 'Fifth 4', 'Fifth 5, least deprived']

/**
 * Groups areas by their names, or by fifths of deprivation where the file has such a number: deciles and fifths by
 * their own numbers (1 = most deprived), ranks in rising order, scores in falling order.
 */
export function groupingOf(areas: readonly Boundary[], by: 'name' | 'fifth'): Grouping {
  const key = by === 'fifth' ? deprivationOf(areas) : undefined
  if (by === 'fifth' && key === undefined)
    throw new Error(
      'The boundary file has no number for deprivation; a column such as IMD_decile was expected. Drop a file with one, or go by area.',
    )
  if (key === undefined) {
    const names = [...new Set(areas.map((a) => a.name))]
    return { names, of: Int32Array.from(areas, (a) => names.indexOf(a.name)), by: 'areas' }
  }
  const value = areas.map((a) => a.numbers[key] ?? NaN)
  const known = value.filter(Number.isFinite)
  const most = Math.max(...known)
  const whole = known.every((v) => Number.isInteger(v) && v >= 1)
  if (whole && most <= 10) {
    const per = most <= 5 ? 1 : 2
    return {
      names: FIFTHS,
      of: Int32Array.from(value, (v) => (Number.isFinite(v) ? Math.ceil(v / per) - 1 : -1)),
      by: `fifths by ${key}`,
    }
  }
  // a score rises with deprivation, a rank falls
  const sorted = [...known].sort((a, b) => (whole ? a - b : b - a))
  const place = (v: number) => Math.min(4, Math.floor((5 * sorted.indexOf(v)) / sorted.length))
  return {
    names: FIFTHS,
    of: Int32Array.from(value, (v) => (Number.isFinite(v) ? place(v) : -1)),
    by: `fifths by ${key}, among these areas`,
  }
}

/** The table of one map over all windows of a back-test. Cells whose centre lies in no area are left out. Groups without crime, homes and flags are left out too. */
export function fairnessOf(
  r: Pick<Backtest, 'study' | 'past' | 'origins'>,
  map: Pick<MapResult, 'flaggedIn' | 'heldIn'>,
  areas: readonly Boundary[],
  grouping: Grouping,
  homes?: { readonly x: Float64Array; readonly y: Float64Array },
): FairRow[] {
  const { study } = r
  const find = areaFinder(areas)
  const groupAt = (x: number, y: number) => {
    const [first] = find(x, y)
    return first === undefined ? -1 : grouping.of[first]
  }
  const n = grouping.names.length
  const [crime, flagged, held, living] = [0, 1, 2, 3].map(() => new Float64Array(n))
  for (let k = 0; k < study.m; k++) {
    const f = study.frame[k]
    const g = groupAt(
      study.x0 + ((f % study.nx) + 0.5) * study.cell,
      study.y0 + (Math.floor(f / study.nx) + 0.5) * study.cell,
    )
    if (g < 0) continue
    crime[g] += r.past[k]
    flagged[g] += map.flaggedIn[k]
    held[g] += map.heldIn[k]
  }
  if (homes)
    for (let i = 0; i < homes.x.length; i++) {
      const g = groupAt(homes.x[i], homes.y[i])
      if (g >= 0) living[g]++
    }
  const sum = (v: Float64Array) => v.reduce((a, b) => a + b, 0)
  const [allCrime, allFlagged, allHomes] = [sum(crime), sum(flagged), sum(living)]
  // the same cells are flagged window after window: they count once
  const once = (cells: number) => Math.round(cells / r.origins.length)
  const looked = grouping.names.filter((_, g) => crime[g] + flagged[g] > 0).length
  const usual = (FAIR_LIMIT * once(allFlagged)) / (FAIR_LIMIT * once(allFlagged) + allCrime)
  /** Flagged cells and incidents as two counts: how often they come as far apart where the ratio is the limit. */
  const byChance = (g: number) => atLeast(once(flagged[g]), once(flagged[g]) + crime[g], usual)
  return grouping.names
    .map((name, g): FairRow => {
      const [c, f] = [crime[g] / allCrime, flagged[g] / allFlagged]
      const ratio = f > 0 ? f / c : 0
      return {
        ...{
          name,
          crime: c,
          incidents: crime[g],
          flagged: f,
          held: held[g],
          empty: flagged[g] - held[g],
          ratio,
        },
        homes: allHomes > 0 ? living[g] / allHomes : NaN,
        over: ratio > FAIR_LIMIT,
        beyond: ratio > FAIR_LIMIT && byChance(g) <= 0.05 / looked,
      }
    })
    .filter((row) => row.crime > 0 || row.flagged > 0 || row.homes > 0)
}

/** A fairness table, and by what its areas were put together. */
export interface Fairness {
  readonly by: string
  readonly rows: readonly FairRow[]
}

/** Which of the loaded areas, and how they are put together. */
export interface FairWish {
  /** the boundary file; '' = the one loaded last */
  readonly set: string
  /** auto – fifths of deprivation where the file tells it, else areas by name */
  readonly by: 'auto' | 'name'
}

/** Whom a map falls on, by one of the loaded boundary files. Undefined where none of that name is loaded. */
export function fairnessBy(
  r: Pick<Backtest, 'study' | 'past' | 'maps' | 'origins'>,
  id: MapId,
  areas: readonly Boundary[],
  { set, by }: FairWish,
  homes?: { readonly x: Float64Array; readonly y: Float64Array },
): Fairness | undefined {
  const real = areas.filter((a) => a.kind !== 'study-area')
  const chosen = set || real.at(-1)?.set
  const mine = real.filter((a) => a.set === chosen)
  const map = r.maps.find((m) => m.id === id)
  if (mine.length === 0 || !map) return undefined
  const grouping = groupingOf(mine, by === 'auto' && deprivationOf(mine) !== undefined ? 'fifth' : 'name')
  return { by: grouping.by, rows: fairnessOf(r, map, mine, grouping, homes) }
}

/** A fairness table in a sentence. */
export function fairnessWords({ rows }: Pick<Fairness, 'rows'>): string {
  const named = (list: readonly FairRow[]) =>
    list.map((r) => `${r.name} (${showRatio(r.ratio)}, n = ${showNumber(r.incidents)})`).join(', ')
  const more = `more than ${FAIR_LIMIT} times its share of recorded crime`
  const [beyond, within] = [rows.filter((r) => r.beyond), rows.filter((r) => r.over && !r.beyond)]
  if (!rows.some((r) => r.flagged > 0))
    return 'No flagged ground lies in these areas: they say nothing of it.'
  if (beyond.length + within.length === 0)
    return `In none of ${countOf(rows.length, 'area')} is the share of flagged ground ${more}.`
  return [
    beyond.length > 0 && `Flagged ${more}, beyond chance: ${named(beyond)}.`,
    within.length > 0 && `Flagged ${more}, but by no more than chance alone may make it: ${named(within)}.`,
  ]
    .filter(Boolean)
    .join(' ')
}
