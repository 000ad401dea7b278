/**
 * npm run bench:national [-- --rows 7000000 --forces 43 --dir DIR]: near repeats of the whole country in 28 bands, by
 * `cocoon knox --partition --observed` and by DuckDB with the query that `cocoon sql` prints, on the same Parquet in the same
 * run, in turns, held to each other in every band; then with what chance gives, exactly and by 99 shuffles. Needs `npm run build` before; the folder stays where --dir names it.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeScale } from '../../data/generate/scale.ts'
import { timed } from './timed.ts'
import { knoxSql } from '../../src/cli/sql/queries.ts'

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '7000000' },
    forces: { type: 'string', default: '43' },
    shuffles: { type: 'string', default: '99' },
    jobs: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '2' },
    dir: { type: 'string' },
    cli: { type: 'string', default: join(import.meta.dirname, '../../dist-cli/cocoon.js') },
  },
})
if (!existsSync(values.cli)) throw new Error(`${values.cli} is missing: npm run build makes it.`)
const SPACE = [0, 100, 200, 300, 400]
const TIME = [0, 7, 14, 21, 28, 35, 42, 43]
const scratch = mkdtempSync(join(tmpdir(), 'cocoon-national-'))
const dir = values.dir ?? join(scratch, 'rows')
if (!existsSync(dir))
  await writeScale({ rows: +values.rows, forces: +values.forces, seed: 1, days: 3650 }, dir, true)

const DUCK = `
import { DuckDBInstance } from '@duckdb/node-api'
const connection = await (await DuckDBInstance.create()).connect()
const [files, text] = process.argv.slice(1)
await connection.run('SET threads = 2')
const begun = performance.now()
await connection.run("CREATE TABLE incidents AS SELECT row_number() OVER () AS id, Easting AS x, Northing AS y, date_diff('day', DATE '1970-01-01', Date) AS d FROM read_parquet('" + files + "')")
const read = performance.now()
const rows = (await connection.runAndReadAll(text)).getRows().map((r) => r.map(Number))
console.log(JSON.stringify({ rows, read: (read - begun) / 1000, query: (performance.now() - read) / 1000 }))
process.exit(0)
`
const ours = (...how: readonly string[]) =>
  timed([
    ...[process.execPath, values.cli, 'knox', dir, '--partition', 'force', '--halo', '400', '--json'],
    ...['--offences', 'all', '--space', SPACE.join(','), '--time', TIME.join(','), '--closed', 'last'],
    ...['--state', join(scratch, 'state'), '--jobs', values.jobs, ...how],
  ])
const tell = (what: string, r: { seconds: number; processor: number; gb: number }) =>
  console.log(
    `${what.padEnd(40)}${r.seconds.toFixed(1).padStart(8)} s${r.processor.toFixed(1).padStart(8)} s of processor${r.gb.toFixed(2).padStart(7)} GB`,
  )

console.log(
  `${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}, load ${loadavg()[0].toFixed(1)}`,
)
try {
  const bands = { closed: 'last' as const }
  const sql = knoxSql('duckdb', {
    ...{ table: 'incidents', metric: 'euclidean' },
    space: { ...bands, edges: SPACE },
    time: { ...bands, edges: TIME },
  })
  const duckdb = () =>
    timed([process.execPath, '--input-type=module', '-e', DUCK, join(dir, '*', '*.parquet'), sql])
  const rounds = Array.from({ length: +values.rounds }, () => ({
    ours: ours('--observed'),
    theirs: duckdb(),
  }))
  const least = (all: readonly ReturnType<typeof timed>[]) =>
    all.reduce((a, b) => (b.seconds < a.seconds ? b : a))
  const observed = least(rounds.map((r) => r.ours))
  const duck = least(rounds.map((r) => r.theirs))
  tell('Cocoon: reads, checks and counts', observed)
  const theirs = JSON.parse(duck.out) as { rows: number[][]; read: number; query: number }
  tell(`DuckDB: reads and counts (query ${theirs.query.toFixed(1)} s)`, duck)
  const counts = JSON.parse(observed.out) as { n: number; observed: number[][] }
  const equal = theirs.rows.every(([s, t, n]) => counts.observed[s][t] === n)
  const sum = counts.observed.flat().reduce((a, b) => a + b, 0)
  console.log(
    `${counts.n} rows, ${sum} pairs in ${counts.observed.flat().length} bands: ${equal && theirs.rows.length > 0 ? 'the same in every band' : 'OTHER COUNTS'}`,
  )
  if (!equal) process.exitCode = 1
  tell('Cocoon: with what is expected, exactly', ours('--permutations', '0'))
  const shuffled = ours('--permutations', values.shuffles)
  tell(`Cocoon: with ${values.shuffles} shuffles`, shuffled)
  console.log(
    `shuffles / DuckDB: ${(shuffled.seconds / duck.seconds).toFixed(1)} by the clock, ${(shuffled.processor / duck.processor).toFixed(1)} of processor; load ${loadavg()[0].toFixed(1)}`,
  )
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
