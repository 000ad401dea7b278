/**
 * npm run calibrate [-- words of names] [-- --towns 200] [-- --incidents FILE]: one table of false alarms. Each line makes towns without
 * any signal and counts those in which something is said all the same; beside it stands how often a planted signal
 * of stated size is found. Every town draws from its own stream, so the figures are the same on every machine. The
 * table is also written to tests/output/calibrate.txt; a line above its goal by three standard errors makes the run
 * fail. With a CSV of real incidents the plans are judged on those instead of on made towns.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { evaluationLines } from './evaluation.ts'
import { percent } from './line.ts'
import { LINES } from './lines.ts'

const { values, positionals } = parseArgs({
  options: { towns: { type: 'string', default: '200' }, incidents: { type: 'string' } },
  allowPositionals: true,
})
const absent = values.incidents !== undefined && !existsSync(values.incidents)
if (absent) console.error(`${values.incidents} is not there: plans are judged on made towns instead.`)
const incidents = absent ? undefined : values.incidents
const wanted = [...LINES, ...evaluationLines(incidents)].filter(
  (l) => positionals.length === 0 || positionals.some((w) => l.name.includes(w)),
)
const lines: string[] = []
const say = (line: string) => {
  lines.push(line)
  console.log(line)
}
const widths = [70, 6, 14, 8, 6]
const row = (cells: readonly string[]) =>
  cells.map((c, k) => (k === 0 || k > 4 ? c.padEnd(widths[k] ?? 0) : c.padStart(widths[k]))).join('  ')

const began = performance.now()
say(row(['data without any signal', 'towns', 'false alarms', '±', 'goal', 'planted signal found']))
for (const line of wanted) {
  const m = line.measure(Math.min(Number(values.towns), line.most ?? Infinity))
  const { hits, towns } = m
  const share = hits === undefined ? NaN : hits / towns
  const at = line.goal ?? share
  const error = Math.sqrt((at * (1 - at)) / towns)
  const bad = line.goal !== undefined && share > line.goal + 3 * error
  if (bad) process.exitCode = 1
  say(
    row([
      line.name,
      String(towns),
      ...(hits === undefined ? ['', ''] : [percent(hits, towns), percent(error, 1)]),
      line.goal === undefined ? '' : percent(line.goal, 1),
      [m.power ?? '', m.note && `(${m.note})`, bad ? 'ABOVE THE GOAL' : ''].filter(Boolean).join('  '),
    ]),
  )
}
if (incidents === undefined && wanted.some((l) => l.name.startsWith('plan of')))
  say(
    '\nPlans are judged on made towns: no file of real incidents is part of this repository. --incidents FILE judges them on one.',
  )
say(`\n± one standard error over the towns; ${((performance.now() - began) / 1000).toFixed(0)} s`)

const out = join(import.meta.dirname, '../../output')
mkdirSync(out, { recursive: true })
writeFileSync(join(out, 'calibrate.txt'), lines.join('\n') + '\n')
