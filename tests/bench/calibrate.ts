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
import { knox } from '../../src/core/knox.ts'
import { drain } from '../../src/core/method.ts'
import { pValue, spreadOf } from '../../src/core/monteCarlo.ts'
import { Stream } from '../../src/core/random.ts'
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
      space: { edges: [0, 100, 200], closed: 'last' },
      time: { edges: [0, 14, 42], closed: 'last' },
      metric: 'euclidean',
      seed,
      from: 0,
      to: PERMUTATIONS,
    }),
  )
  const spread = spreadOf(r.simulated.subarray(0, PERMUTATIONS), r.observed[0])
  return { p: pValue(spread.atLeast, PERMUTATIONS), excess: r.observed[0] - r.expected[0] }
}

say(`${towns} towns of ${N} incidents, ${PERMUTATIONS} permutations, cell ≤ 100 m and ≤ 14 days\n`)
const error = Math.sqrt((0.05 * 0.95) / towns)
for (const kind of ['spread', 'clustered', 'shared spots'] as const) {
  let hits = 0
  let low = 0
  for (let k = 0; k < towns; k++) {
    const { p } = test(nullTown(k, kind), k)
    if (p <= 0.05) hits++
    if (p <= 0.5) low++
  }
  const share = hits / towns
  // counts are whole numbers: ties make the test keep a little below its nominal size, never above it
  const verdict = share < 0.05 + 3 * error ? 'ok' : 'TOO OFTEN'
  if (verdict !== 'ok') process.exitCode = 1
  say(
    `null, ${kind.padEnd(13)} p ≤ 0.05 in ${(100 * share).toFixed(1)} % (5 ± ${(100 * error).toFixed(1)}), p ≤ 0.5 in ${((100 * low) / towns).toFixed(1)} %  ${verdict}`,
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
    if (r.p <= 0.05) hits++
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
