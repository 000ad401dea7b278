/**
 * What was planted in the sample town, beside what the near-repeat test finds in towns made the same way: the
 * pairs that truly belong together per band, and the four parameters of the process behind them.
 */
import { generateIncidents, type Made } from '../../data/generate/incidents.ts'
import type { Town } from '../../data/generate/town.ts'
import { knox } from '../../src/core/near/knox.ts'
import { drain } from '../../src/core/base/drain.ts'
import { Stream } from '../../src/core/base/random.ts'

/** Fine bands; children of children lie farther and later than children, so the bands reach far. */
const SPACE = [0, 1, 20, 40, 60, 80, 100, 120, 140, 160, 200, 240, 280, 340, 400, 500, 600]
const TIME = Array.from({ length: 91 }, (_, d) => d)
const nT = TIME.length - 1

/** Pairs that belong together by band, row-major, and incidents, summed over towns. */
export interface Tied {
  readonly pairs: Float64Array
  readonly n: number
}

/** The pairs the generator knows to share an ancestor. */
export function truePairs(m: Made): Tied {
  const root = Int32Array.from({ length: m.n }, (_, i) => i)
  for (let i = 0; i < m.n; i++) if (m.parent[i] >= 0) root[i] = root[m.parent[i]]
  const groups = new Map<number, number[]>()
  root.forEach((r, i) => groups.set(r, [...(groups.get(r) ?? []), i]))
  const pairs = new Float64Array((SPACE.length - 1) * nT)
  for (const g of groups.values())
    for (let a = 0; a < g.length; a++)
      for (let b = 0; b < a; b++) {
        const apart = Math.abs(Math.floor(m.day[g[a]]) - Math.floor(m.day[g[b]]))
        const d = Math.hypot(m.x[g[a]] - m.x[g[b]], m.y[g[a]] - m.y[g[b]])
        const s = SPACE.findLastIndex((e) => e <= d)
        if (s < SPACE.length - 1 && apart < nT) pairs[s * nT + apart]++
      }
  return { pairs, n: m.n }
}

/**
 * The pairs beyond chance that the test sees, from places and days alone. Shuffling leaves pairs that belong
 * together near in space, so that part of them is in the expectation as well; that part is given back.
 */
export function foundPairs(m: Made): Tied {
  const r = drain(
    knox({
      ...{ x: m.x, y: m.y, days: m.day.map(Math.floor) },
      space: { edges: SPACE, closed: 'left' },
      time: { edges: TIME, closed: 'left' },
      ...{ metric: 'euclidean', seed: 1, from: 0, to: 0 },
    }),
  )
  const all = (m.n * (m.n - 1)) / 2
  const chance = r.timePairs.map((p) => p / all)
  const covered = chance.reduce((a, b) => a + b, 0)
  const pairs = r.observed.map((o, k) => o - r.expected[k])
  for (let s = 0; s < SPACE.length - 1; s++) {
    const row = pairs.subarray(s * nT, (s + 1) * nT)
    const whole = row.reduce((a, b) => a + b, 0) / (1 - covered)
    for (let t = 0; t < nT; t++) row[t] += whole * chance[t]
  }
  return { pairs, n: m.n }
}

/** Pairs in a block of bands: metres from ≤ d < to, days apart before ≤ t < after. */
export function blockOf({ pairs }: Tied, from: number, to: number, before = 0, after = nT): number {
  let sum = 0
  for (let s = 0; s < SPACE.length - 1; s++)
    if (SPACE[s] >= from && SPACE[s + 1] <= to) for (let t = before; t < after; t++) sum += pairs[s * nT + t]
  return sum
}

/** Where half of a run of counts is reached; edges one more than counts. */
function middle(counts: readonly number[], edges: readonly number[]): number {
  const half = counts.reduce((a, b) => a + b, 0) / 2
  let sum = 0
  for (let k = 0; k < counts.length; k++) {
    if (sum + counts[k] >= half) return edges[k] + ((half - sum) / counts[k]) * (edges[k + 1] - edges[k])
    sum += counts[k]
  }
  return edges[edges.length - 1]
}

/** How far the readings look: beyond, chance pairs are so many that their noise drowns the others. */
const [FAR, LATE] = [280, 42]

/** What a reader of the pairs can measure: pairs per incident, share at one place, median metres and days. */
function readingsOf(t: Tied) {
  const space = SPACE.slice(1, SPACE.indexOf(FAR) + 1)
  const time = TIME.slice(0, LATE)
  return {
    perIncident: blockOf(t, 0, FAR, 0, LATE) / t.n,
    samePlace: blockOf(t, 0, 1, 0, LATE) / blockOf(t, 0, FAR, 0, LATE),
    metres: middle(
      space.slice(1).map((_, k) => blockOf(t, space[k], space[k + 1], 0, LATE)),
      space,
    ),
    // calendar days: d days apart stands for moments d ± ½ apart
    days: middle(
      time.map((d) => blockOf(t, 0, FAR, d, d + 1)),
      [...time, LATE].map((d) => Math.max(0, d - 0.5)),
    ),
  }
}

export interface Process {
  /** mean number each incident sets off */
  readonly mean: number
  /** share of these at the same place */
  readonly sameHome: number
  readonly halfDistance: number
  readonly halfLife: number
}

/** The same process on an endless open plane: what its pairs look like. */
function ideal(p: Process): Tied {
  const s = new Stream(5, 0)
  const [x, y, day, parent]: number[][] = [[], [], [], []]
  for (let c = 0; c < 15_000; c++) {
    const first = x.length
    // clusters so far apart that no two meet
    x.push(c * 1e5)
    y.push(0)
    day.push(1000 * s.float())
    parent.push(-1)
    for (let i = first; i < x.length; i++)
      for (let left = Math.exp(-p.mean), u = s.float(); u > left; u *= s.float()) {
        const same = s.float() < p.sameHome
        const r = same ? 0 : (-p.halfDistance / Math.LN2) * Math.log(1 - s.float())
        const turn = 2 * Math.PI * s.float()
        x.push(x[i] + r * Math.cos(turn))
        y.push(y[i] + r * Math.sin(turn))
        day.push(day[i] - (p.halfLife / Math.LN2) * Math.log(1 - s.float()))
        parent.push(i)
      }
  }
  const column = (v: number[]) => Float64Array.from(v)
  return truePairs({
    ...{ n: x.length, x: column(x), y: column(y), day: column(day), parent: Int32Array.from(parent) },
    ...{ kind: new Uint8Array(x.length), home: new Int32Array(x.length) },
  })
}

/** The process whose pairs read like these: each parameter is moved until its own reading agrees. */
export function processOf(found: Tied): Process {
  const wanted = readingsOf(found)
  let p: Process = { mean: 0.2, sameHome: 0.2, halfDistance: 100, halfLife: 10 }
  for (let round = 0; round < 12; round++) {
    const now = readingsOf(ideal(p))
    const move = (value: number, reading: number, goal: number) => value * (goal / reading)
    p = {
      mean: Math.min(0.8, Math.max(0.01, p.mean * (wanted.perIncident / now.perIncident) ** 0.7)),
      sameHome: Math.min(0.95, Math.max(0.01, move(p.sameHome, now.samePlace, wanted.samePlace))),
      halfDistance: Math.max(1, move(p.halfDistance, now.metres, wanted.metres)),
      halfLife: Math.max(0.1, move(p.halfLife, now.days, wanted.days)),
    }
  }
  return p
}

const sumOf = (list: readonly Tied[]): Tied => ({
  pairs: list[0].pairs.map((_, k) => list.reduce((s, t) => s + t.pairs[k], 0)),
  n: list.reduce((s, t) => s + t.n, 0),
})

/** Makes towns of burglaries with seeds from `seed` on, and looks at them with and without knowing who set off whom. */
export function plantedAndFound(town: Town, towns: number, seed: number) {
  const made = Array.from({ length: towns }, (_, k) =>
    generateIncidents(town, { seed: seed + k, triggering: true, kinds: ['burglary-home'] }),
  )
  return { planted: sumOf(made.map(truePairs)), found: sumOf(made.map(foundPairs)) }
}
