/**
 * npm run bench:peers: other tools that are installed here, beside ours on the same data in the same run, each checked
 * for the same answer. DuckDB (its package), PostgreSQL's server, Python with SciPy, and R with spatstat, spdep and dbscan
 * (Debian's r-cran-spatstat, r-cran-spdep, r-cran-dbscan); what is missing is said.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { knoxSql } from '../../src/cli/sql/queries.ts'
import { drain } from '../../src/core/base/drain.ts'
import { NEAR_BANDS, WEEK_BANDS } from '../../src/core/base/published.ts'
import { knox } from '../../src/core/near/knox.ts'
import { hasPostgres, startPostgres } from '../tools/postgres.ts'
import { best, type PeerRow, peersInR } from './peersR.ts'
import { type Points, town } from './towns.ts'

const SPACE = { edges: NEAR_BANDS, closed: 'last' } as const
const TIME = { edges: WEEK_BANDS, closed: 'last' } as const
const query = (engine: 'duckdb' | 'postgis') =>
  knoxSql(engine, { table: 'incidents', space: SPACE, time: TIME, metric: 'euclidean' })

const ours = (p: Points, to: number) =>
  drain(knox({ ...p, space: SPACE, time: TIME, metric: 'euclidean', seed: 1, from: 0, to }))

const rows: PeerRow[] = []
const tell = (row: PeerRow) => {
  rows.push(row)
  const side = (of: 'clock' | 'processor') => {
    const [theirs, ours] = [row.theirs[of], row.ours[of]]
    if (Number.isNaN(theirs)) return ''.padEnd(29)
    return `${theirs.toFixed(3).padStart(9)}${ours.toFixed(3).padStart(9)}${(theirs / ours).toFixed(1).padStart(9)} ×`
  }
  console.log(
    `${row.work.padEnd(48)}${row.tool.padEnd(14)}${side('clock')}${side('processor')}  ${row.equal ? 'same' : 'OTHER COUNTS'}`,
  )
}
/** Counts by band of distance and band of days out of rows "sb, tb, n". */
const countsOf = (found: readonly (readonly number[])[]): number[] => {
  const out = new Array<number>((NEAR_BANDS.length - 1) * (WEEK_BANDS.length - 1)).fill(0)
  for (const [s, t, n] of found) out[s * (WEEK_BANDS.length - 1) + t] = n
  return out
}
const same = (a: ArrayLike<number>, b: ArrayLike<number>) => Array.from(a).every((v, i) => v === b[i])

console.log(
  `${cpus().length} × ${cpus()[0]?.model}, Node ${process.versions.node}, load ${loadavg()[0].toFixed(2)}\n`,
)
const HEADS = `${'theirs'.padStart(9)}${'ours'.padStart(9)}${'faster'.padStart(11)}`
console.log(`${'seconds by the clock, and of processor'.padEnd(62)}${HEADS}${HEADS}`)

const folder = mkdtempSync(join(tmpdir(), 'cocoon-peers-'))
const SIZES = [10_000, 100_000]
for (const n of SIZES) {
  const p = town(n, 17_000 * Math.sqrt(n / 10_000))
  const file = join(folder, `${n}.csv`)
  writeFileSync(
    file,
    ['id,x,y,d', ...Array.from(p.x, (x, i) => `${i},${x},${p.y[i]},${p.days[i]}`)].join('\n'),
  )
  const mine = await best(() => ours(p, 0), 7)
  const work = `observed pairs, ${n.toLocaleString('en')} incidents`

  const duckdb = await import('@duckdb/node-api').catch(() => undefined)
  if (duckdb) {
    const instance = await duckdb.DuckDBInstance.create()
    const connection = await instance.connect()
    await connection.run(`CREATE TABLE incidents AS SELECT * FROM read_csv('${file}')`)
    const text = query('duckdb')
    const { cost, result } = await best(async () => (await connection.runAndReadAll(text)).getRows(), 7)
    const counts = countsOf(result.map((r) => r.map(Number)))
    tell({
      work,
      tool: 'DuckDB',
      theirs: cost,
      ours: mine.cost,
      equal: same(counts, mine.result.observed),
    })
    connection.closeSync()
  } else if (n === SIZES[0]) console.log('DuckDB’s package is not installed.')

  if (hasPostgres) {
    const server = startPostgres()
    try {
      const values = Array.from(p.x, (x, i) => `${i}\t${x}\t${p.y[i]}\t${p.days[i]}`).join('\n')
      server.sql(
        `CREATE TABLE incidents (id int, x float8, y float8, d int);\nCOPY incidents FROM STDIN;\n${values}\n\\.\nANALYZE incidents;`,
      )
      const { cost, result } = await best(() => server.sql(query('postgis')), n > 50_000 ? 1 : 3)
      const counts = countsOf(result.map((l) => l.split(',').map(Number)))
      tell({
        work,
        tool: 'PostgreSQL',
        // its server is another program
        theirs: { ...cost, processor: NaN },
        ours: mine.cost,
        equal: same(counts, mine.result.observed),
      })
    } finally {
      server.stop()
    }
  } else if (n === SIZES[0]) console.log('PostgreSQL’s server is not installed.')

  // pairs within reach by a k-d tree, then dates shuffled and counted by whole arrays
  const script = `
import json, sys, time
import numpy as np
from scipy.spatial import cKDTree
id_, x, y, d = np.loadtxt(sys.argv[1], delimiter=',', skiprows=1, unpack=True)
d = d.astype(np.int64)
space, day = np.array(${JSON.stringify(NEAR_BANDS)}, float), np.array(${JSON.stringify(WEEK_BANDS)}, float)
width = len(day) - 1
shuffles = int(sys.argv[2])
def run():
    pairs = cKDTree(np.c_[x, y]).query_pairs(space[-1] * (1 + 1e-12), output_type='ndarray')
    a, b = pairs[:, 0], pairs[:, 1]
    q = np.hypot(x[a] - x[b], y[a] - y[b])
    def band(v, edges):
        k = np.searchsorted(edges, v, side='right') - 1
        return np.where(v == edges[-1], len(edges) - 2, k)
    s = band(q, space)
    keep = (s >= 0) & (s < len(space) - 1)
    a, b, s = a[keep], b[keep], s[keep]
    def count(days):
        t = band(np.abs(days[a] - days[b]), day)
        ok = t < width
        return np.bincount(s[ok] * width + t[ok], minlength=(len(space) - 1) * width)
    observed = count(d)
    random = np.random.default_rng(1)
    for _ in range(shuffles):
        count(random.permutation(d))
    return observed
clock = processor = float('inf')
for _ in range(int(sys.argv[3])):
    start, begun = time.perf_counter(), time.process_time()
    observed = run()
    clock = min(clock, time.perf_counter() - start)
    processor = min(processor, time.process_time() - begun)
print(json.dumps({'cost': {'clock': clock, 'processor': processor}, 'observed': observed.tolist()}))
`
  const shuffles = n > 50_000 ? 99 : 999
  const times = n > 50_000 ? 1 : 3
  const done = spawnSync('python3', ['-c', script, file, String(shuffles), String(times)], {
    encoding: 'utf8',
  })
  if (done.status === 0) {
    const theirs = JSON.parse(done.stdout) as { cost: PeerRow['theirs']; observed: number[] }
    const whole = await best(() => ours(p, shuffles), times)
    tell({
      work: `Knox, ${n.toLocaleString('en')} incidents, ${shuffles} shuffles`,
      tool: 'SciPy, NumPy',
      theirs: theirs.cost,
      ours: whole.cost,
      equal: same(theirs.observed, whole.result.observed),
    })
  } else if (n === SIZES[0]) console.log('Python with SciPy is not installed.')
}
for await (const row of peersInR(folder)) tell(row)
rmSync(folder, { recursive: true, force: true })
const out = join(import.meta.dirname, '../output')
mkdirSync(out, { recursive: true })
writeFileSync(join(out, 'peers.json'), JSON.stringify({ load: loadavg(), rows }, null, 1) + '\n')
if (rows.some((r) => !r.equal)) process.exitCode = 1
