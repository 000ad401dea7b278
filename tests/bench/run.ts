/**
 * npm run bench [-- words of names] [-- --data DIR]: measures, prints a table and writes
 * tests/output/bench.json. The spread from fastest to slowest run is the machine's noise; compare ratios within
 * one run of this program, not seconds between machines. DIR may hold bench_first_1000.csv … (id,x,y,date,t).
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Bench } from './bench.ts'
import { BENCHES } from './benches.ts'

interface Measured {
  name: string
  about: string
  min: number
  median: number
  max: number
  runs: number
  /** least processor time of a run over all threads: what the work costs when others use the machine too */
  cpu: number
  goal?: number
  /** how many times as long the other needs that was run in turn with it: median over the pairs */
  beside?: { name: string; ratio: number; goal?: number }
  /** largest resident memory of the process so far, MB */
  memory: number
}

async function measure(b: Bench, data?: string): Promise<Measured | undefined> {
  const prepared = await b.prepare(data)
  if (!prepared) return undefined
  const times: number[] = []
  const others: number[] = []
  const { beside } = prepared
  let cpu = Infinity
  for (let i = 0; i <= (b.times ?? 5); i++) {
    const used = process.cpuUsage()
    const start = performance.now()
    await prepared.run()
    const took = (performance.now() - start) / 1000
    const { user, system } = process.cpuUsage(used)
    const then = performance.now()
    await beside?.run()
    if (i === 0) continue
    times.push(took)
    cpu = Math.min(cpu, (user + system) / 1e6)
    others.push((performance.now() - then) / 1000 / took)
  }
  await prepared.end?.()
  times.sort((p, q) => p - q)
  others.sort((p, q) => p - q)
  const median = times[times.length >> 1]
  return {
    name: b.name,
    about: prepared.about,
    min: times[0],
    median,
    max: times[times.length - 1],
    runs: times.length,
    cpu,
    goal: b.goal,
    ...(beside && {
      beside: { name: beside.name, ratio: others[others.length >> 1], goal: beside.goal },
    }),
    memory: Math.round(process.resourceUsage().maxRSS / 1024),
  }
}

const { values, positionals } = parseArgs({ options: { data: { type: 'string' } }, allowPositionals: true })
const wanted = BENCHES.filter((b) => positionals.length === 0 || positionals.some((w) => b.name.includes(w)))
const cell = (v: unknown, width: number, right = true) =>
  right ? String(v).padStart(width) : String(v).padEnd(width)
const seconds = (v: number) => cell(v < 0.1 ? v.toFixed(4) : v.toFixed(3), 9)

const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`
console.log(`${machine}, load ${loadavg()[0].toFixed(2)} at the start; seconds of wall clock\n`)
console.log(cell('', 26, false) + ['min', 'median', 'max', 'cpu', 'goal'].map((h) => cell(h, 9)).join(''))
const measured: Measured[] = []
for (const b of wanted) {
  const m = await measure(b, values.data)
  if (!m) continue
  measured.push(m)
  const goal = m.goal === undefined ? cell('', 9) : cell((m.median <= m.goal ? '✓ ' : '✗ ') + m.goal, 9)
  console.log(
    cell(m.name, 26, false) + seconds(m.min) + seconds(m.median) + seconds(m.max) + seconds(m.cpu) + goal,
  )
  const { beside } = m
  const mark = beside?.goal === undefined ? '' : beside.ratio >= beside.goal ? '✓ ' : '✗ '
  const wanted = beside?.goal === undefined ? '' : `, goal ${beside.goal}`
  console.log(cell('', 26, false) + '  ' + m.about)
  if (beside)
    console.log(
      `${cell('', 26, false)}  ${mark}${beside.ratio.toFixed(2)} × ${beside.name}, median of ${m.runs} pairs${wanted}`,
    )
}
const out = join(import.meta.dirname, '../output')
mkdirSync(out, { recursive: true })
writeFileSync(join(out, 'bench.json'), JSON.stringify({ machine, load: loadavg(), measured }, null, 1) + '\n')
console.log(
  `\nLargest memory ${Math.max(...measured.map((m) => m.memory))} MB. Written to tests/output/bench.json`,
)
