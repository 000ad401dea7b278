/** The near-repeat test where dates know nothing of places, and where near repeats are planted. */
import { generateTown } from '../../../data/generate/town.ts'
import { SEED } from '../../../data/generate/parameters.ts'
import { knox } from '../../../src/core/near/knox.ts'
import { drain } from '../../../src/core/base/drain.ts'
import { pValue, spreadOf } from '../../../src/core/stats/monteCarlo.ts'
import { Stream } from '../../../src/core/base/random.ts'
import { blockOf, plantedAndFound } from '../planted.ts'
import type { Points } from '../towns.ts'
import { type Line, percent } from './line.ts'

const PERMUTATIONS = 199
const N = 400
const SIDE = 3000
const DAYS = 365

/** Places spread evenly, or in ten clusters, or on few shared spots; dates that know nothing of them. */
function nullTown(k: number, kind: 'spread' | 'clustered' | 'shared spots'): Points {
  const s = new Stream(2026, k)
  const centres = Array.from({ length: 10 }, () => [s.float() * SIDE, s.float() * SIDE])
  const x = new Float64Array(N)
  const y = new Float64Array(N)
  const days = new Int32Array(N)
  for (let i = 0; i < N; i++) {
    const [cx, cy] = centres[s.below(10)]
    x[i] = kind === 'clustered' ? cx + s.normal() * 150 : s.float() * SIDE
    y[i] = kind === 'clustered' ? cy + s.normal() * 150 : s.float() * SIDE
    if (kind === 'shared spots') [x[i], y[i]] = [Math.floor(x[i] / 150) * 150, Math.floor(y[i] / 150) * 150]
    // a season: more in winter, everywhere alike
    days[i] = Math.floor((DAYS * (s.below(2) ? s.float() : s.float() ** 2)) % DAYS)
  }
  return { x, y, days }
}

/** A spread town in which this share of incidents trigger one more, about 60 m and 5 days away. */
function plantedTown(k: number, share: number): Points {
  const base = nullTown(k, 'spread')
  const s = new Stream(77, k)
  const x = [...base.x]
  const y = [...base.y]
  const days = [...base.days]
  for (let i = 0; i < N; i++)
    if (s.float() < share) {
      x.push(base.x[i] + s.normal() * 40)
      y.push(base.y[i] + s.normal() * 40)
      days.push(base.days[i] + Math.floor(-5 * Math.log(1 - s.float())))
    }
  return { x: Float64Array.from(x), y: Float64Array.from(y), days: Int32Array.from(days) }
}

/** p of the cell of up to 100 m and 13 days, and of that of 100 to 300 m and 14 to 60 days. */
const test = (p: Points, seed: number) => {
  const r = drain(
    knox({
      ...p,
      space: { edges: [0, 100, 300], closed: 'last' },
      time: { edges: [0, 14, 60], closed: 'last' },
      metric: 'euclidean',
      seed,
      from: 0,
      to: PERMUTATIONS,
    }),
  )
  const pOf = (cell: number) => {
    const simulated = r.simulated.subarray(cell * PERMUTATIONS, (cell + 1) * PERMUTATIONS)
    return pValue(spreadOf(simulated, r.observed[cell]).atLeast, PERMUTATIONS)
  }
  return { near: pOf(0), wide: pOf(3) }
}

const nullLine = (kind: 'spread' | 'clustered' | 'shared spots'): Line => ({
  name: `Knox cell of 100 to 300 m, 14 to 60 days, ${kind}: p ≤ 0.05`,
  goal: 0.05,
  measure(towns) {
    let [wide, near] = [0, 0]
    for (let k = 0; k < towns; k++) {
      const r = test(nullTown(k, kind), k)
      if (r.wide <= 0.05) wide++
      if (r.near <= 0.05) near++
    }
    // counts there are small whole numbers, and ties count against a find
    return { towns, hits: wide, note: `up to 100 m and 13 days ${percent(near, towns)}, ties keep it low` }
  },
})

const powerLine = (share: number): Line => ({
  name: `Knox cell of up to 100 m and 13 days, ${100 * share}% trigger one more`,
  measure(towns) {
    const some = Math.max(1, Math.min(200, towns))
    let hits = 0
    for (let k = 0; k < some; k++) if (test(plantedTown(k, share), k).near <= 0.05) hits++
    return { towns: some, power: `found in ${percent(hits, some)}` }
  },
})

/** The sample town's burglaries, made anew with other seeds. */
const sampleLine: Line = {
  name: 'Towns like the sample town: pairs that belong together',
  most: 40,
  measure(towns) {
    const { planted, found } = plantedAndFound(generateTown(SEED), towns, 1)
    const per = (t: typeof planted, far: number) => (blockOf(t, 0, far, 0, 14) / towns).toFixed(1)
    return {
      towns,
      power: `pairs within 100 m and 14 days: ${per(planted, 100)} planted, ${per(found, 100)} found; 200 m: ${per(planted, 200)}, ${per(found, 200)}`,
    }
  },
}

export const knoxLines: readonly Line[] = [
  ...(['spread', 'clustered', 'shared spots'] as const).map(nullLine),
  ...[0.05, 0.1, 0.2].map(powerLine),
  sampleLine,
]
