/** Plans of places where nothing was done: several taken together, and the ring around the places of one. */
import { areasDesign } from '../../../src/core/evaluation/areasDesign.ts'
import { ringWords } from '../../../src/core/evaluation/areasWords.ts'
import type { EventPoints } from '../../../src/core/evaluation/frame.ts'
import { poolItemOf, pooledVerdict } from '../../../src/core/evaluation/pool.ts'
import { shuffle, Stream } from '../../../src/core/base/random.ts'
import type { Area } from '../../../src/core/geometry/area.ts'
import { madeTown } from './evaluation.ts'
import { countOf } from '../../../src/core/base/words.ts'
import { countTowns, type Line, percent } from './line.ts'

const SIDE = 500
const ACROSS = 40
const WINDOWS = { start: 730, before: 365, after: 365 }
const SPAN = [0, 1094] as const
/** Made towns to draw plans from. */
const TOWNS = 40

const known = new Map<number, EventPoints>()
function townAt(k: number): EventPoints {
  const seed = k % TOWNS
  let found = known.get(seed)
  if (!found) known.set(seed, (found = madeTown(seed)))
  return found
}

const squareAt = (c: number): Area => {
  const [a, b] = [(c % ACROSS) * SIDE, Math.floor(c / ACROSS) * SIDE]
  const [e, f] = [a + SIDE, b + SIDE]
  return { name: '', polygons: [[Float64Array.of(a, b, e, b, e, f, a, f, a, b)]] }
}

/** Squares for so many plans: any with 20 incidents in the year before, or some of the 120 worst; plans keep apart. */
function choose(points: EventPoints, n: number, worst: boolean, s: Stream): number[] {
  const before = new Int32Array(ACROSS ** 2)
  for (let i = 0; i < points.x.length; i++)
    if (points.day[i] >= 365 && points.day[i] < 730)
      before[Math.floor(points.y[i] / SIDE) * ACROSS + Math.floor(points.x[i] / SIDE)]++
  const all = Array.from(before.keys()).filter((c) => before[c] >= 20)
  const from = worst ? all.sort((a, b) => before[b] - before[a]).slice(0, 120) : all
  shuffle(from, s)
  const apart = (a: number, b: number) =>
    Math.max(
      Math.abs((a % ACROSS) - (b % ACROSS)),
      Math.abs(Math.floor(a / ACROSS) - Math.floor(b / ACROSS)),
    ) > 2
  const chosen: number[] = []
  for (const c of from) if (chosen.length < n && chosen.every((o) => apart(o, c))) chosen.push(c)
  return chosen
}

/** The incidents without a share of those of the last year in these squares, or with a share more around them. */
function changed(points: EventPoints, squares: readonly number[], s: Stream, fall: number, spread = 0) {
  const keep: number[] = []
  for (let i = 0; i < points.x.length; i++) {
    const [x, y] = [points.x[i], points.y[i]]
    const off = (c: number) => {
      const [a, b] = [(c % ACROSS) * SIDE, Math.floor(c / ACROSS) * SIDE]
      return Math.hypot(Math.max(a - x, 0, x - a - SIDE), Math.max(b - y, 0, y - b - SIDE))
    }
    const least = points.day[i] >= WINDOWS.start ? Math.min(...squares.map(off)) : Infinity
    if (least === 0 && s.float() < fall) continue
    keep.push(i)
    if (least > 0 && least <= 200 && s.float() < spread) keep.push(i)
  }
  return {
    x: Float64Array.from(keep, (i) => points.x[i]),
    y: Float64Array.from(keep, (i) => points.y[i]),
    day: Int32Array.from(keep, (i) => points.day[i]),
  }
}

const judge = (points: EventPoints, treated: readonly number[], others: readonly number[] = []) =>
  areasDesign({
    ...{ points, windows: WINDOWS, span: SPAN, sets: 1 },
    treated: treated.map(squareAt),
    others: others.map(squareAt),
  })

function poolLine(plans: number, each: number, worst: boolean): Line {
  const said = (k: number, fall = 0) => {
    const s = new Stream(301, k)
    const town = townAt(k)
    const squares = choose(town, plans * each, worst, s)
    const points = fall > 0 ? changed(town, squares, s, fall) : town
    const results = Array.from({ length: plans }, (_, p) => {
      const mine = squares.slice(p * each, (p + 1) * each)
      return poolItemOf(
        judge(
          points,
          mine,
          squares.filter((c) => !mine.includes(c)),
        ),
      )
    })
    return pooledVerdict(results)!.verdict.kind
  }
  return {
    name: `Together: ${plans} plans of ${countOf(each, worst ? 'of the worst squares' : 'square', worst ? 'of the worst squares' : 'squares')}: they fell or rose`,
    goal: 0.05,
    measure(towns) {
      const some = Math.min(towns, 100)
      const found = (fall: number) =>
        percent(
          countTowns(some, (k) => said(k, fall) === 'fell'),
          some,
        )
      return {
        towns,
        hits: countTowns(towns, (k) => ['fell', 'rose'].includes(said(k))),
        power: `a fall of 20 / 30%: ${found(0.2)} / ${found(0.3)}`,
      }
    },
  }
}

function ringLine(each: number, worst: boolean): Line {
  const said = (k: number, fall = 0, spread = 0) => {
    const s = new Stream(302, k)
    const town = townAt(k)
    const squares = choose(town, each, worst, s)
    return ringWords(judge(fall + spread > 0 ? changed(town, squares, s, fall, spread) : town, squares))
  }
  return {
    name: `Ring around ${countOf(each, worst ? 'of the worst squares' : 'square', worst ? 'of the worst squares' : 'squares')}: it rose or fell`,
    goal: 0.05,
    measure(towns) {
      const some = Math.min(towns, 100)
      const moved = (words: string) => /it (rose|fell) against/.test(words)
      return {
        towns,
        hits: countTowns(towns, (k) => moved(said(k))),
        power: `half fell inside, a third more around: ${percent(
          countTowns(some, (k) => said(k, 0.5, 1 / 3).includes('may be displacement')),
          some,
        )}`,
        note: `of those where half fell inside and nothing moved ${percent(
          countTowns(towns, (k) => /may be/.test(said(k, 0.5))),
          towns,
        )}`,
      }
    },
  }
}

export const togetherLines: readonly Line[] = [
  poolLine(3, 1, false),
  poolLine(4, 3, true),
  poolLine(8, 3, false),
  ringLine(1, false),
  ringLine(3, true),
  ringLine(12, false),
  ringLine(12, true),
]
