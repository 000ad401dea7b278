/** Near repeats: the Knox test over the rows left by the filter. */
import { type Bands, MOST_DAY_BANDS, problemWithEdges } from '../../core/base/bands.ts'
import { part } from '../../core/base/part.ts'
import type { Values } from '../../core/base/params.ts'
import { anchorDay, MINUTES_PER_DAY, type TimeAnchor } from '../../core/base/time.ts'
import { knox, type KnoxCounts, type KnoxInput } from '../../core/near/knox.ts'
import { figuresOf } from '../../core/near/knoxBlock.ts'
import { seasonsOf, squaresOf } from '../../core/near/knoxGroups.ts'
import { HOMES_SQUARE, knoxByHomes } from '../../core/near/knoxHomes.ts'
import { mergeRuns } from '../../core/near/knoxMerge.ts'
import {
  type KnoxRuns,
  type KnoxSetting,
  type KnoxTable,
  knoxTable,
  LARGE,
} from '../../core/near/knoxTable.ts'
import { nearRows, type NearRows } from '../../core/near/nearRows.ts'
import { doublesOf } from '../../core/places/doubles.ts'
import type { Input, Method } from '../../core/table/method.ts'
import { nearRepeatMeta, type nearRepeatSchema } from './params.ts'

export type NearRepeatResult = KnoxTable
type Params = Values<typeof nearRepeatSchema>

const bandsOf = (p: Params): { space: Bands; time: Bands } => ({
  space: { edges: p.space, closed: p.closed },
  time: { edges: p.time, closed: p.closed },
})

/** Shuffles within seasons and areas are asked only whether they agree: this many are enough. */
const CHECKS = 99
/** Squares are at least this many times as wide as the pattern could reach. */
const WIDE = 5

/** What is tested, whose pairs the sentences leave out, and how it will be told. */
function prepared(input: Input<Params>) {
  const { params: p, table } = input
  const problem =
    problemWithEdges(p.space, 'Distance bands') ?? problemWithEdges(p.time, 'Time bands', MOST_DAY_BANDS)
  if (problem) throw new Error(problem)
  const near = nearRows(input, p.offences, p.anchor)
  const doubled = doublesOf(table, near.rows)
  const band = (p.time[1] - p.time[0]) * MINUTES_PER_DAY
  const isLong = (row: number) => p.longWindows === 'out' && table.to[row] - table.from[row] > band
  const apart = doubled.map((double, k) => (double || isLong(near.rows[k]) ? 1 : 0))
  const count = (flags: Uint8Array) => flags.reduce((a, b) => a + b, 0)
  const [doubles, all] = [count(doubled), count(apart)]
  const setting: KnoxSetting = {
    ...bandsOf(p),
    ...{ metric: p.metric, seed: p.seed, offences: near.offences, sameDay: p.sameDay },
    ...{ doubles, long: all - doubles },
  }
  return { near, apart: all > 0 ? apart : undefined, setting }
}

/** Same-home ids: the table's, and where it knows none, points on the same metre. */
function homesOf(input: Input<Params>, near: NearRows): Int32Array {
  const ids = Int32Array.from(near.rows, (i) => input.table.place[i])
  if (ids.some((id) => id >= 0)) return ids
  const known = new Map<string, number>()
  return Int32Array.from(near.x, (x, k) => {
    const key = `${Math.round(x)} ${Math.round(near.y[k])}`
    if (!known.has(key)) known.set(key, known.size)
    return known.get(key)!
  })
}

/**
 * How far a pattern could reach at most: bands outwards and later while there is more than is expected by the ratio
 * that is worth saying. Undefined where not even the first cells hold so much.
 */
function mostReach(
  { detail: d, n }: KnoxCounts,
  { space, time }: KnoxSetting,
): { rows: number; bands: number } | undefined {
  const split = d!.split ? 1 : 0
  const [nS, nT] = [space.edges.length - 1, time.edges.length - 1]
  const large = (kind: 'home' | 'near', rows: readonly number[], columns: readonly number[], least = 0) => {
    const { ratio, observed, expected } = figuresOf(
      { n, detail: { ...d!, [kind]: { ...d![kind], simulated: new Float64Array(0) } } } as KnoxCounts,
      { kind, rows, columns },
    )
    return ratio >= LARGE && observed > 1 && observed - expected > least * Math.sqrt(expected)
  }
  const first = split ? [0, 1] : [0]
  const column = (t: number) => (t === 0 ? first : [t + split])
  const all = Array.from({ length: nS }, (_, s) => s)
  const start = Math.min(2, nS)
  // less than a standard deviation of a Poisson count too many is never significant
  const begun = {
    home: large('home', all, first, 1),
    near: large('near', all.slice(0, start), first, 1) || large('near', [0], first, 1),
  }
  if (!begun.home && !begun.near) return undefined
  let [rows, bands] = [start, 1]
  while (rows < nS && begun.near && large('near', [rows], first)) rows++
  while (
    bands < nT &&
    ((begun.home && large('home', all, column(bands))) ||
      (begun.near && large('near', all.slice(0, rows), column(bands))))
  )
    bands++
  return { rows, bands }
}

/** The first bands, without an open last one: what lies beyond cannot be told from other groups. */
const firstBands = ({ edges, closed }: Bands, bands: number): Bands => ({
  edges: edges.slice(0, bands + 1).filter(Number.isFinite),
  closed,
})

/** All runs of a part; the shares of the work are rough. */
function* runsOf(
  input: Input<Params>,
  { near, apart, setting }: ReturnType<typeof prepared>,
): Generator<number, KnoxRuns, void> {
  const { params: p, table } = input
  yield 0
  const [from, to] = input.slice ?? [0, Number(p.permutations)]
  const all: KnoxInput = {
    ...{ x: near.x, y: near.y, days: near.days, homes: homesOf(input, near), ...(apart && { apart }) },
    ...{ space: setting.space, time: setting.time, metric: p.metric, seed: p.seed, from, to },
  }
  const counts = yield* part(knox(all), 0, 0.8)
  const last = Math.min(to, CHECKS)
  const reach = last > from ? mostReach(counts, setting) : undefined
  const [space, time] = [
    firstBands(setting.space, reach?.rows ?? 0),
    firstBands(setting.time, reach?.bands ?? 0),
  ]
  const checked = space.edges.length > 1 && time.edges.length > 1
  const seasons = checked ? seasonsOf(near.days) : undefined
  const squares = checked ? squaresOf(near.x, near.y, WIDE * space.edges[space.edges.length - 1]) : undefined
  const within = (groups: Int32Array) => knox({ ...all, groups, space, time, to: last })
  const season = seasons && {
    season: { size: seasons.length, counts: yield* part(within(seasons.groups), 0.8, 0.85) },
  }
  const area = squares && {
    area: { size: squares.side, counts: yield* part(within(squares.groups), 0.85, 0.875) },
  }
  const lists = checked && input.homesAt && input.homesAt.length > 1 ? input.homesAt : undefined
  const homes = lists && {
    homes: {
      size: HOMES_SQUARE,
      counts: yield* part(knoxByHomes({ ...all, space, time, to: last }, lists), 0.875, 0.9),
    },
  }
  const anchors: { anchor: TimeAnchor; counts: KnoxCounts }[] = []
  if (p.anchors)
    for (const anchor of ['from', 'middle', 'to'] as const) {
      const dated = Int32Array.from(near.rows, (row) => anchorDay(table.from, table.to, row, anchor))
      anchors.push({ anchor, counts: yield* part(knox({ ...all, days: dated }), 0.9, 1) })
    }
  return { all: counts, ...season, ...area, ...homes, ...(p.anchors && { anchors }) }
}

/** The method as the worker and the terminal know it. */
export const METHOD: Method<typeof nearRepeatSchema, NearRepeatResult> = {
  ...nearRepeatMeta,
  *compute(input) {
    const ready = prepared(input)
    return knoxTable(yield* runsOf(input, ready), ready.setting, ready.near.notes)
  },
  split(input: Input<Params>, k: number) {
    // sixteen permutations are counted together, so parts begin at multiples of sixteen
    const all = Number(input.params.permutations)
    const step = Math.max(16, Math.ceil(all / k / 16) * 16)
    const parts = []
    for (let from = 0; from < all; from += step)
      parts.push({ ...input, slice: [from, Math.min(all, from + step)] as const })
    return parts.length > 0 ? parts : [input]
  },
  merge(input, parts) {
    const { near, setting } = prepared(input)
    return knoxTable(mergeRuns(parts.map((p) => p.runs)), setting, near.notes)
  },
}
