/**
 * The evaluation of plans where nothing was done: "it worked" or "it made things worse" must come one time in twenty.
 * Squares of towns made here, or of a file of real incidents (Month or date, with longitude and latitude), one year
 * against the next. Beside it, how often a fall of 30% that is planted in the treated squares is found.
 */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import Papa from 'papaparse'
import { dispersionOf } from '../../../src/core/evaluation/dispersion.ts'
import {
  type EventPoints,
  type Frame,
  frameAt,
  gapOf,
  laySquares,
} from '../../../src/core/evaluation/frame.ts'
import { matchSquares } from '../../../src/core/evaluation/matchSquares.ts'
import { placebo } from '../../../src/core/evaluation/placebo.ts'
import { rateChange } from '../../../src/core/evaluation/rateChange.ts'
import { signFlip } from '../../../src/core/evaluation/signFlip.ts'
import { verdictOf } from '../../../src/core/evaluation/verdict.ts'
import { shuffle, Stream } from '../../../src/core/base/random.ts'
import { parseIsoDay } from '../../../src/core/base/time.ts'
import { countOf } from '../../../src/core/base/words.ts'
import { planeFor } from '../../../src/core/geometry/plane.ts'
import { type Line, percent } from './line.ts'
import { poisson } from './towns.ts'

/** Metres between a treated square and its comparison. */
const APART = 400
/** Squares that a plan may be made of, at least so many incidents in the year before. */
const FEWEST = 5
/** The worst squares a plan chooses from. */
const WORST = 120

/** The fall that is planted in the treated squares. */
const FALL = 0.3
type Choice = 'random' | 'worst'

/** One year against the next in one lattice. */
interface World {
  readonly frame: Frame
  readonly years: readonly Frame[]
}

/** Incidents of a CSV with Longitude, Latitude and Month (or date), gzipped or not. */
function readPoints(path: string): EventPoints {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
  const { data, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  const named = (pattern: RegExp) => {
    const found = meta.fields?.find((f) => pattern.test(f))
    if (!found)
      throw new Error(`${path} has no column like ${pattern.source}; it has ${meta.fields?.join(', ')}.`)
    return found
  }
  const [lng, lat, when] = [
    named(/^(lng|lon|longitude)$/i),
    named(/^(lat|latitude)$/i),
    named(/^(month|date)$/i),
  ]
  const rows = data
    .map((r) => ({
      lng: +r[lng],
      lat: +r[lat],
      day: parseIsoDay(r[when].length === 7 ? `${r[when]}-01` : r[when].slice(0, 10)),
    }))
    .filter((r) => Number.isFinite(r.lng + r.lat + r.day) && r.lng !== 0)
  const plane = planeFor(rows[0].lng, rows[0].lat)
  const at = rows.map((r) => plane.forward(r.lng, r.lat))
  return {
    x: Float64Array.from(at, (p) => p[0]),
    y: Float64Array.from(at, (p) => p[1]),
    day: Int32Array.from(rows, (r) => r.day),
  }
}

/** A gamma draw of this shape with mean 1 (Marsaglia & Tsang). */
function gamma(s: Stream, shape: number): number {
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = s.normal()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - s.float()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / shape
  }
}

/** Three years of a town of 40 by 40 squares of 500 m: very different rates, each square's year above or below them. */
export function madeTown(seed: number): EventPoints {
  const s = new Stream(seed, 4)
  const [x, y, day]: [number[], number[], number[]] = [[], [], []]
  for (let c = 0; c < 1600; c++) {
    const rate = 14 * gamma(s, 1.2)
    for (let year = 0; year < 3; year++)
      for (let n = poisson(s, rate * gamma(s, 14)); n > 0; n--) {
        x.push((c % 40) * 500 + s.float() * 500)
        y.push(Math.floor(c / 40) * 500 + s.float() * 500)
        day.push(365 * year + s.below(365))
      }
  }
  return { x: Float64Array.from(x), y: Float64Array.from(y), day: Int32Array.from(day) }
}

/** Squares of a plan: any with enough incidents, or some of the worst. */
function choose(frame: Frame, choice: Choice, n: number, s: Stream): number[] {
  const all = Array.from({ length: frame.n }, (_, k) => k).filter((k) => frame.before[k] >= FEWEST)
  const from =
    choice === 'random' ? all : all.sort((a, b) => frame.before[b] - frame.before[a]).slice(0, WORST)
  shuffle(from, s)
  return from.slice(0, n)
}

const pick = (v: ArrayLike<number>, at: readonly number[]) => at.map((k) => v[k])
const sum = (v: readonly number[]) => v.reduce((a, b) => a + b, 0)

/** A plan of several squares as the default design judges it: p of the exchanges, and the verdict's own word. */
function pairedTrial({ frame }: World, choice: Choice, areas: number, s: Stream, fall: number) {
  const treated = choose(frame, choice, areas, s)
  const gap = (a: number, b: number) =>
    gapOf(frame.cx[a], frame.cy[a], frame.side, frame.cx[b], frame.cy[b], frame.side)
  const past = {
    n: treated.length,
    before: pick(frame.before, treated),
    quarters: treated.flatMap((k) => [...frame.quarters.subarray(4 * k, 4 * k + 4)]),
  }
  const found = matchSquares(
    treated.map(() => frame),
    past,
    1,
    (_, k) => !treated.some((t) => gap(t, k) < APART - 1e-6),
  ).sort((a, b) => a.area - b.area)
  const compared = found.map((f) => f.square)
  const kept = (n: number) => {
    let left = n
    for (let k = 0; k < n; k++) if (s.float() < fall) left--
    return left
  }
  const one = { before: past.before, after: pick(frame.after, treated).map(kept) }
  const other = { before: pick(frame.before, compared), after: pick(frame.after, compared) }
  const counts = {
    before: sum(one.before),
    after: sum(one.after),
    comparisonBefore: sum(other.before),
    comparisonAfter: sum(other.after),
  }
  const spread = dispersionOf([one, other])
  const change = rateChange(counts, spread)
  const { p } = signFlip({ ...one, comparisonBefore: other.before, comparisonAfter: other.after })
  const verdict = verdictOf({ ...change, p, design: 'matched', counts })
  return {
    flips: p <= 0.05,
    verdict: verdict.kind === 'fell' || verdict.kind === 'rose',
    poisson: rateChange(counts).p <= 0.05,
    phi: spread.phi,
  }
}

/** A plan of few squares, held against other places and years. */
function placeboTrial({ frame, years }: World, choice: Choice, areas: number, s: Stream, fall: number) {
  const treated = choose(frame, choice, areas, s)
  const gap = (f: Frame, a: number, b: number) => gapOf(f.cx[a], f.cy[a], f.side, f.cx[b], f.cy[b], f.side)
  const past = {
    n: treated.length,
    before: pick(frame.before, treated),
    quarters: treated.flatMap((k) => [...frame.quarters.subarray(4 * k, 4 * k + 4)]),
  }
  const near = new Uint8Array(frame.n)
  for (let k = 0; k < frame.n; k++) if (treated.some((t) => gap(frame, t, k) < APART - 1e-6)) near[k] = 1
  const found = matchSquares(
    treated.map(() => frame),
    past,
    4,
    (_, k) => !near[k],
  ).map((f) => f.square)
  const kept = (n: number) => {
    let left = n
    for (let k = 0; k < n; k++) if (s.float() < fall) left--
    return left
  }
  const [a, b] = [sum(past.before), sum(pick(frame.after, treated).map(kept))]
  const [c, d] = [sum(pick(frame.before, found)), sum(pick(frame.after, found))]
  const r = placebo(
    {
      treated: past,
      years: years.map((f) => treated.map(() => f)),
      apart: 365,
      span: 730,
      allowed: (_, __, k) => !near[k],
      each: 4,
      distance: APART,
      sets: 199,
      seed: s.next(),
    },
    Math.log((Math.max(b, 0.5) * c) / (a * Math.max(d, 0.5))),
  )
  return { p: r.p, disjoint: r.disjoint }
}

/** The squares of one lattice in each pair of years, laid when they are first wanted. */
function worldsOf(points: EventPoints, side: number): World[] {
  const first = points.day.reduce((a, b) => Math.min(a, b), Infinity)
  const squares = laySquares(points, side)
  const at = (k: number) => frameAt(points, squares, { start: first + 365 * k, before: 365, after: 365 })
  return [
    { frame: at(1), years: [at(1)] },
    { frame: at(2), years: [at(2), at(1)] },
  ]
}

/** Made towns to draw plans from: each plan in another one, and in both pairs of years by turns. */
const TOWNS = 40

function pairedLine(source: string, world: (k: number) => World, choice: Choice): Line {
  return {
    name: `plan of 12 ${choice} squares, ${source}: p ≤ 0.05`,
    goal: 0.05,
    measure(towns) {
      const n = { hits: 0, verdict: 0, published: 0, phi: 0, found: 0, said: 0 }
      for (let k = 0; k < towns; k++) {
        const none = pairedTrial(world(k), choice, 12, new Stream(100, k), 0)
        const planted = pairedTrial(world(k), choice, 12, new Stream(100, k), FALL)
        n.hits += +none.flips
        n.verdict += +none.verdict
        n.published += +none.poisson
        n.phi += none.phi / towns
        n.found += +planted.flips
        n.said += +planted.verdict
      }
      return {
        towns,
        hits: n.hits,
        power: `a fall of 30%: ${percent(n.found, towns)}, in words ${percent(n.said, towns)}`,
        note: `without one in words ${percent(n.verdict, towns)}, by the published formula ${percent(n.published, towns)}, φ ${n.phi.toFixed(1)}`,
      }
    },
  }
}

function placeboLine(source: string, world: (k: number) => World, choice: Choice, areas: number): Line {
  return {
    name: `plan of ${countOf(areas, 'square')}, ${choice}, ${source}: placebo p ≤ 0.05`,
    goal: 0.05,
    most: 400,
    measure(towns) {
      const n = { hits: 0, given: 0, disjoint: 0, found: 0 }
      for (let k = 0; k < towns; k++) {
        const none = placeboTrial(world(k), choice, areas, new Stream(200, k), 0)
        n.hits += +(none.p <= 0.05)
        n.given += +!Number.isNaN(none.p)
        n.disjoint += none.disjoint / towns
        n.found += +(placeboTrial(world(k), choice, areas, new Stream(200, k), FALL).p <= 0.05)
      }
      return {
        towns,
        hits: n.hits,
        power: `a fall of 30%: ${percent(n.found, towns)}`,
        note: `${n.disjoint.toFixed(0)} disjoint sets of 199; a p was given in ${percent(n.given, towns)}`,
      }
    },
  }
}

/** The lines of plans: on the incidents of a file where one is given, else on towns made here. */
export function evaluationLines(incidents?: string): Line[] {
  let points: EventPoints | undefined
  const known = new Map<string, World[]>()
  const worlds = (side: number, town: number): World[] => {
    const key = `${side} ${town}`
    let found = known.get(key)
    if (!found) {
      points ??= incidents ? readPoints(incidents) : undefined
      known.set(key, (found = worldsOf(points ?? madeTown(town), side)))
    }
    return found
  }
  const choices = ['random', 'worst'] as const
  const sources = incidents
    ? [500, 1000].flatMap((side) =>
        [0, 1].map((pair) => ({
          name: `file, ${side} m, years ${pair + 1} and ${pair + 2}`,
          world: () => worlds(side, 0)[pair],
        })),
      )
    : [
        {
          name: 'made towns whose squares swing (500 m)',
          world: (k: number) => worlds(500, k % TOWNS)[Math.floor(k / TOWNS) % 2],
        },
      ]
  return sources.flatMap(({ name, world }) => [
    ...choices.map((c) => pairedLine(name, world, c)),
    ...[1, 3].flatMap((areas) => choices.map((c) => placeboLine(name, world, c, areas))),
  ])
}
