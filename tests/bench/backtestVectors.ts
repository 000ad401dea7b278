/**
 * Holds `cocoon backtest` against a file of reference results. By hand, since the data are not ours to keep:
 * `npx tsx tests/bench/backtestVectors.ts VECTOR.json RESULT.json`, where RESULT is what the command printed for the
 * same file, origins, cells and projection.
 */
import { readFileSync } from 'node:fs'

interface Vector {
  cells_in_area: number
  incidents_tested: number
  methods: Record<string, { hits: number[] }>
  oracle_hits: number[]
}
interface Result {
  n: number
  cells: number
  oracle: number[]
  methods: Record<string, { hits: number[] }>
}

/** Reference name → our id, and how far apart they may be. */
const NAMES: Record<string, readonly [id: string, tolerance: number]> = {
  count_28d: ['count28', 1e-6],
  count_365d: ['count365', 1e-6],
  count_all: ['countall', 1e-6],
  kde_300m_365d: ['kde365', 1e-3],
  promap_400m_8w: ['promap', 1e-3],
  decay_100m_7d_400m_42d: ['decay', 1e-3],
  'blend_countall_decay_.8_.2': ['blend', 1e-3],
  random: ['random', 1e-6],
  last_1_month: ['count28', 1e-6],
  last_3_months: ['count90', 1e-6],
  last_12_months: ['count365', 1e-6],
  all_months: ['countall', 1e-6],
}

const [vector, result] = process.argv
  .slice(2, 4)
  .map((path) => JSON.parse(readFileSync(path, 'utf8')) as unknown)
const [v, r] = [vector as Vector, result as Result]
let bad = 0
const check = (what: string, ours: readonly number[], theirs: readonly number[], tolerance: number) => {
  const off = Math.max(...theirs.map((t, i) => Math.abs(ours[i] - t) / Math.max(1e-9, Math.abs(t))))
  if (!(off <= tolerance)) bad++
  console.log(
    `${off <= tolerance ? 'equal ' : 'DIFFER'} ${what.padEnd(28)} largest relative difference ${off.toExponential(1)}`,
  )
}
check('cells', [r.cells], [v.cells_in_area], 0)
check('incidents tested', [r.n], [v.incidents_tested], 0)
check('oracle', r.oracle, v.oracle_hits, 0)
for (const [name, { hits }] of Object.entries(v.methods)) {
  const [id, tolerance] = NAMES[name] ?? []
  if (id && r.methods[id]) check(`${name} (${id})`, r.methods[id].hits, hits, tolerance!)
  else console.log(`absent ${name}`)
}
process.exitCode = bad ? 1 : 0
