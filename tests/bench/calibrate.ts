/**
 * npm run calibrate [-- --towns 1000]: the near-repeat test on towns without near repeats, where p ≤ 0.05 must
 * come one time in twenty, and on towns with planted ones, where the planted share must be seen. Last come
 * towns made like the sample town: what was planted, beside what the test finds. Each town draws from its own
 * stream, so the figures are the same on every machine. The table is also written to tests/output/calibrate.txt.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { BURGLARY, SEED } from '../../data/generate/parameters.ts'
import { generateTown } from '../../data/generate/town.ts'
import { knox } from '../../src/core/near/knox.ts'
import { drain } from '../../src/core/base/drain.ts'
import { pValue, spreadOf } from '../../src/core/stats/monteCarlo.ts'
import { Stream } from '../../src/core/base/random.ts'
import { blockOf, plantedAndFound, processOf } from './planted.ts'
import type { Points } from './towns.ts'

const { values } = parseArgs({ options: { towns: { type: 'string', default: '1000' } } })
const towns = Number(values.towns)
const PERMUTATIONS = 199
const began = performance.now()
const lines: string[] = []
const say = (line: string) => {
  lines.push(line)
  console.log(line)
}
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
function plantedTown(k: number, share: number): Points & { planted: number } {
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
  const planted = x.length - N
  return { x: Float64Array.from(x), y: Float64Array.from(y), days: Int32Array.from(days), planted }
}

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
  return { near: pOf(0), wide: pOf(3), expected: r.expected, excess: r.observed[0] - r.expected[0] }
}

say(`${towns} towns of ${N} incidents, ${PERMUTATIONS} permutations. Share of towns with p ≤ 0.05:`)
say(
  '"wide" is the cell of 100 to 300 m and 14 to 60 days, where hundreds of pairs are expected: ties are few.',
)
say(
  '"near" is that of up to 100 m and up to 13 days: counts are small whole numbers, ties count against a find,',
)
say('and the share may stay below 5 %, never above.\n')
const error = Math.sqrt((0.05 * 0.95) / towns)
for (const kind of ['spread', 'clustered', 'shared spots'] as const) {
  let [wide, near, pairs] = [0, 0, 0]
  for (let k = 0; k < towns; k++) {
    const r = test(nullTown(k, kind), k)
    if (r.wide <= 0.05) wide++
    if (r.near <= 0.05) near++
    pairs += r.expected[0] / towns
  }
  const off = (hits: number) => (hits / towns - 0.05) / error
  const ok = Math.abs(off(wide)) < 3 && off(near) < 3
  if (!ok) process.exitCode = 1
  const percent = (hits: number) => `${((100 * hits) / towns).toFixed(1)} %`
  say(
    `null, ${kind.padEnd(13)} wide ${percent(wide)} (5 ± ${(100 * error).toFixed(1)}), near ${percent(near)} (${pairs.toFixed(0)} pairs expected)  ${ok ? 'ok' : 'NOT CALIBRATED'}`,
  )
}

// of the planted pairs 95.6 % lie within 100 m and 95.0 % within 14 days; shuffling leaves them near in space, so
// that 7.8 % of those within 100 m are expected in the cell by chance as well
const SEEN = 0.956 * (0.95 - 0.078)
say('\nplanted near repeats: share of incidents that trigger one, mean pairs per town above chance')
for (const share of [0.05, 0.1, 0.2]) {
  let [found, planted, hits] = [0, 0, 0]
  const some = Math.max(1, Math.round(towns / 5))
  for (let k = 0; k < some; k++) {
    const town = plantedTown(k, share)
    const r = test(town, k)
    found += r.excess / some
    planted += town.planted / some
    if (r.near <= 0.05) hits++
  }
  say(
    `${(100 * share).toFixed(0).padStart(4)} %   planted ${planted.toFixed(1)}, to be seen ${(planted * SEEN).toFixed(1)}, found ${found.toFixed(1)}; p ≤ 0.05 in ${((100 * hits) / some).toFixed(0)} % of towns`,
  )
}

// the sample town's burglaries, made anew with other seeds
const samples = Math.max(4, Math.round(towns / 10))
const { planted, found } = plantedAndFound(generateTown(SEED), samples, 1)
say(`\n${samples} towns like the sample town: pairs that belong together per town, planted / found`)
const days = [0, 7, 14, 28, 42]
const metres = [0, 1, 100, 200]
say(
  ''.padEnd(14) +
    days
      .slice(1)
      .map((d, k) => `${days[k]} to ${d - 1} days`.padStart(17))
      .join(''),
)
for (let s = 0; s + 1 < metres.length; s++)
  say(
    (s === 0 ? 'same place' : `${metres[s]} to ${metres[s + 1]} m`).padEnd(14) +
      days
        .slice(1)
        .map((d, k) => {
          const of = (t: typeof planted) =>
            (blockOf(t, metres[s], metres[s + 1], days[k], d) / samples).toFixed(1)
          return `${of(planted)} / ${of(found)}`.padStart(17)
        })
        .join(''),
  )
const [known, seen] = [processOf(planted), processOf(found)]
say(
  '\nparameters of the process' +
    'planted'.padStart(15) +
    'from true pairs'.padStart(18) +
    'found'.padStart(9),
)
for (const [label, key, digits] of [
  ['mean number set off', 'mean', 2],
  ['share at the same place *', 'sameHome', 2],
  ['half-distance, m', 'halfDistance', 0],
  ['half-life, days', 'halfLife', 1],
] as const)
  say(
    label.padEnd(27) +
      BURGLARY[key].toFixed(digits).padStart(13) +
      known[key].toFixed(digits).padStart(18) +
      seen[key].toFixed(digits).padStart(9),
  )
say(
  '* a child is moved to the nearest home, and flats of one block share a place: more than planted is right',
)
say(`\n${((performance.now() - began) / 1000).toFixed(0)} s`)

const out = join(import.meta.dirname, '../output')
mkdirSync(out, { recursive: true })
writeFileSync(join(out, 'calibrate.txt'), lines.join('\n') + '\n')
