/** The same estimate where nothing was done: other places and other years of the force's own past. */
import { pValue } from '../stats/monteCarlo.ts'
import { Stream } from '../base/random.ts'
import { type Frame, gapOf } from './frame.ts'
import type { Past } from './matching.ts'
import { matchSquares } from './matchSquares.ts'

/** Treated areas' past with the squares they are matched in. */
export interface PlaceboInput {
  readonly treated: Past
  /** per year of the past (the first is the plan's own), one frame for each treated area */
  readonly years: readonly (readonly Frame[])[]
  /** days from one start to the next of those years, and of both windows together */
  readonly apart: number
  readonly span: number
  /** squares that may be used, per year and treated area; those near the plan are left out of its own year */
  readonly allowed: (year: number, area: number, square: number) => boolean
  /** comparison squares for each treated one */
  readonly each: number
  /** metres between a treated square and its comparison */
  readonly distance: number
  readonly seed?: number
  readonly sets?: number
}

/** What the estimate is where nothing was done. */
export interface Placebo {
  /** ln of the ratio of the two changes, one a set */
  readonly logRatios: Float64Array
  /** sets whose places stand in for the plan without sharing ground in overlapping windows: what the p rests on */
  readonly disjoint: number
  /** two-sided; NaN with fewer than 19 disjoint sets, where 5% cannot be reached */
  readonly p: number
  readonly years: number
}

/** Disjoint sets needed before a p is given. */
export const FEWEST_SETS = 19
/** Squares a placebo is drawn from: those with up to half as many incidents more or less before, within these bounds. */
const LIKE = { least: 40, most: 400, times: 1.5 }

interface Place {
  readonly year: number
  readonly area: number
  readonly square: number
}

/**
 * Draws sets: for each treated area a square with about as many incidents before, in one
 * year of the past for all, then its comparison by the rule of the plan itself. p is twice the smaller tail, (r + 1)/(n + 1), of
 * estimates at least as far out as `observed`, the plan's own ln ratio: small counts spread farther down than up, and
 * distance from 0 would make falls of most false alarms.
 */
export function placebo(input: PlaceboInput, observed: number): Placebo {
  const { treated, years, each, distance, seed = 1, sets = 999 } = input
  const logRatios: number[] = []
  const used: Place[][] = []
  const like = years.map((frames, year) =>
    frames.map((frame, area) => nearest(frame, treated.before[area], (s) => input.allowed(year, area, s))),
  )
  for (let k = 0; k < sets; k++) {
    const stream = new Stream(seed, k)
    const year = stream.below(years.length)
    const places = draw(years[year], like[year], year, stream)
    if (!places) continue
    const made = estimate(years[year], places, input, each, distance)
    if (made === undefined) continue
    logRatios.push(made)
    used.push(places)
  }
  const disjoint = disjointOf(used, input)
  let [below, above] = [0, 0]
  for (const v of logRatios) {
    if (v <= observed + 1e-9) below++
    if (v >= observed - 1e-9) above++
  }
  const tail = pValue(Math.min(below, above), logRatios.length)
  return {
    logRatios: Float64Array.from(logRatios),
    disjoint,
    p: disjoint >= FEWEST_SETS && Number.isFinite(observed) ? Math.min(1, 2 * tail) : NaN,
    years: years.length,
  }
}

/** Squares nearest in their count before. */
function nearest(frame: Frame, before: number, may: (square: number) => boolean): Int32Array {
  const all: number[] = []
  for (let s = 0; s < frame.n; s++) if (frame.before[s] > 0 && may(s)) all.push(s)
  const off = (s: number) => Math.abs(Math.log((frame.before[s] + 0.5) / (before + 0.5)))
  const near = all.sort((a, b) => off(a) - off(b) || a - b).slice(0, LIKE.most)
  return Int32Array.from(near.filter((s, k) => k < LIKE.least || off(s) <= Math.log(LIKE.times)))
}

const overlap = (frames: readonly Frame[], a: Place, b: Place, gap = 0): boolean => {
  const [f, g] = [frames[a.area], frames[b.area]]
  const apart = gapOf(f.cx[a.square], f.cy[a.square], f.side, g.cx[b.square], g.cy[b.square], g.side)
  return gap > 0 ? apart < gap : apart < -1e-6
}

function draw(
  frames: readonly Frame[],
  like: readonly Int32Array[],
  year: number,
  stream: Stream,
): Place[] | undefined {
  const places: Place[] = []
  for (let area = 0; area < frames.length; area++) {
    let found: Place | undefined
    for (let attempt = 0; attempt < 20 && !found && like[area].length; attempt++) {
      const place = { year, area, square: like[area][stream.below(like[area].length)] }
      if (!places.some((p) => overlap(frames, p, place))) found = place
    }
    if (!found) return undefined
    places.push(found)
  }
  return places
}

function estimate(
  frames: readonly Frame[],
  places: readonly Place[],
  input: PlaceboInput,
  each: number,
  distance: number,
): number | undefined {
  const { year } = places[0]
  const past = {
    n: places.length,
    before: places.map((p) => frames[p.area].before[p.square]),
    quarters: places.flatMap((p) => [...frames[p.area].quarters.subarray(4 * p.square, 4 * p.square + 4)]),
  }
  const comparison = matchSquares(frames, past, each, (area, square) => {
    const place = { year, area, square }
    return input.allowed(year, area, square) && !places.some((p) => overlap(frames, p, place, distance))
  }).map((m) => ({ year, ...m }))
  let [a, b, c, d] = [0, 0, 0, 0]
  for (const { area, square } of places) {
    a += frames[area].before[square]
    b += frames[area].after[square]
  }
  for (const { area, square } of comparison) {
    c += frames[area].before[square]
    d += frames[area].after[square]
  }
  if (comparison.length < places.length || a === 0 || c === 0) return undefined
  const half = (v: number) => Math.max(v, 0.5)
  return Math.log((half(b) * c) / (a * half(d)))
}

/** Sets taken one by one while they share no ground in overlapping windows with those taken before. */
function disjointOf(sets: readonly (readonly Place[])[], { years, apart, span }: PlaceboInput): number {
  const kept: Place[] = []
  let n = 0
  for (const set of sets) {
    const clash = set.some((p) =>
      kept.some((q) => Math.abs(p.year - q.year) * apart < span && overlap(years[p.year], p, q)),
    )
    if (clash) continue
    n++
    kept.push(...set)
  }
  return n
}
