/** The queries against plain loops, in the engines that are here: DuckDB's package, and PostgreSQL where it is installed. */
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { bandOf, type Closed, thresholds } from '../../src/core/base/bands.ts'
import { Stream } from '../../src/core/base/random.ts'
import { ENGINES } from '../../src/cli/sql/dialects.ts'

interface Row {
  id: number
  x: number
  y: number
  d: number
}

/** Points with ties on every edge: whole metres on a lattice, fractions, negative days and coordinates. */
function made(n: number, seed: number): Row[] {
  const random = new Stream(seed, 0)
  return Array.from({ length: n }, (_, id) => {
    const lattice = random.float() < 0.7
    const place = () => (lattice ? 100 * random.below(12) - 300 : 1200 * random.float() - 300)
    return { id: id + 1, x: place(), y: place(), d: random.below(90) - 20 }
  })
}
const ROWS = made(700, 1)

async function query(...args: string[]): Promise<string> {
  let text = ''
  const code = await main(['sql', ...args], { out: (t) => (text += t), err: (t) => (text += t) })
  if (code !== 0) throw new Error(text)
  return text
}

function knoxPlain(space: number[], time: number[], closed: Closed, manhattan: boolean): string[] {
  const [ts, tt] = [thresholds({ edges: space, closed }), thresholds({ edges: time, closed })]
  const counts = new Map<string, number>()
  for (let i = 0; i < ROWS.length; i++)
    for (let j = 0; j < i; j++) {
      const [a, b] = [ROWS[i], ROWS[j]]
      const [dx, dy] = [Math.abs(a.x - b.x), Math.abs(a.y - b.y)]
      const s = bandOf(ts, manhattan ? dx + dy : Math.sqrt(dx * dx + dy * dy))
      const t = bandOf(tt, Math.abs(a.d - b.d))
      if (s >= 0 && t >= 0) counts.set(`${s},${t}`, (counts.get(`${s},${t}`) ?? 0) + 1)
    }
  return [...counts].map(([k, n]) => `${k},${n}`).sort()
}

function pairsPlain(space: number[], closed: Closed): string[] {
  const ts = thresholds({ edges: space, closed })
  const pairs: string[] = []
  for (const a of ROWS)
    for (const b of ROWS) {
      if (!(a.d > b.d || (a.d === b.d && a.id > b.id))) continue
      const s = bandOf(ts, Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2))
      if (s >= 0) pairs.push(`${a.id},${b.id},${s}`)
    }
  return pairs.sort()
}

const live = (on: number) => ROWS.filter((r) => on - r.d >= 0 && on - r.d <= 42)
const zonesPlain = (on: number): string[] =>
  live(on)
    .map((a) => {
      const near = live(on).filter(
        (b) => b.id !== a.id && Math.sqrt((a.x - b.x) ** 2 + (a.y - b.y) ** 2) <= 400,
      )
      return [a.id, on - a.d, a.d + 42, near.length].join(',')
    })
    .sort()

function countsPlain(cell: number): string[] {
  const counts = new Map<string, number>()
  for (const r of ROWS) {
    const month = new Date(r.d * 86_400_000).toISOString().slice(0, 7)
    const key = `${Math.floor(r.x / cell)},${Math.floor(r.y / cell)},${month}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts].map(([k, n]) => `${k},${n}`).sort()
}

/** Holds an engine to the plain loops. */
function equal(engine: string, run: (text: string) => Promise<string[]> | string[]) {
  it('counts pairs as the kernel does, in every band and convention', async () => {
    for (const closed of ['left', 'right', 'last'] as const)
      for (const metric of ['euclidean', 'manhattan']) {
        const [space, time] = [
          [0, 1, 100, 200, 400],
          [0, 7, 14, 42],
        ]
        const text = await query(
          ...['knox', '--engine', engine, '--space', space.join(), '--time', time.join()],
          ...['--closed', closed, '--metric', metric],
        )
        expect((await run(text)).sort()).toEqual(knoxPlain(space, time, closed, metric === 'manhattan'))
      }
  })
  it('lists every pair within reach once, whatever its days', async () => {
    const text = await query('pairs', '--engine', engine, '--space', '0,100,250', '--closed', 'last')
    expect((await run(text)).sort()).toEqual(pairsPlain([0, 100, 250], 'last'))
  })
  it('knows what is live, and counts by cell and month', async () => {
    expect((await run(await query('zones', '--engine', engine, '--on', '1970-02-10'))).sort()).toEqual(
      zonesPlain(40),
    )
    expect((await run(await query('counts', '--engine', engine, '--cell', '250'))).sort()).toEqual(
      countsPlain(250),
    )
  })
}

const duckdb = await import('@duckdb/node-api').catch(() => undefined)
if (!duckdb) console.log('DuckDB’s package is not installed: its query is not run here.')
describe.runIf(duckdb)('in DuckDB', () => {
  equal('duckdb', async (text) => {
    const connection = await (await duckdb!.DuckDBInstance.create()).connect()
    const rows = ROWS.map((r) => `(${r.id}, ${r.x}::DOUBLE, ${r.y}::DOUBLE, ${r.d})`).join(',')
    await connection.run(`CREATE TABLE incidents AS SELECT * FROM (VALUES ${rows}) AS t(id, x, y, d)`)
    const result = await connection.runAndReadAll(text)
    connection.closeSync()
    return result.getRows().map((r) => r.map(String).join(','))
  })
})

/** Folder of PostgreSQL's programs; undefined where the server is not installed. */
const postgres = ['/usr/lib/postgresql']
  .filter((p) => existsSync(p))
  .flatMap((p) => readdirSync(p).map((v) => join(p, v, 'bin')))
  .find((p) => existsSync(join(p, 'initdb')) && existsSync(join(p, 'pg_ctl')))
if (!postgres) console.log('PostgreSQL’s server is not installed: its query is not run here.')
describe.runIf(postgres)('in PostgreSQL', () => {
  let folder = ''
  // the server refuses to run as root: it runs as the user that its package makes
  const root = process.getuid?.() === 0
  const as = (program: string, ...args: string[]) => {
    const [file, all] = root
      ? ['runuser', ['-u', 'postgres', '--', join(postgres!, program), ...args]]
      : [join(postgres!, program), args]
    return execFileSync(file as string, all as string[], {
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
    })
  }
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cocoon-pg-'))
    if (root) execFileSync('chown', ['-R', 'postgres', folder])
    as('initdb', '-D', join(folder, 'data'), '-A', 'trust', '--no-sync')
    // a socket in its own folder and no port: nothing else can be in the way
    as(
      'pg_ctl',
      '-D',
      join(folder, 'data'),
      '-o',
      `-k ${folder} -h ''`,
      '-l',
      join(folder, 'log'),
      '-w',
      'start',
    )
  }, 120_000)
  afterAll(() => {
    try {
      as('pg_ctl', '-D', join(folder, 'data'), '-m', 'immediate', 'stop')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }, 60_000)

  it('hands its rows to a command as a file would', async () => {
    const incidents = ROWS.slice(0, 60).map(
      ({ id, x, y, d }) =>
        `('C${id}', 'Burglary, dwelling', DATE '2026-01-30' + ${d}, ${x + 450_000}, ${y + 300_000})`,
    )
    const script = `CREATE TABLE crimes AS SELECT * FROM (VALUES ${incidents.join(',')}) AS t("Crime No", "Offence", "Date", "Easting", "Northing");`
    const args = ['-h', folder, '-U', 'postgres', '-d', 'postgres', '-q', '-v', 'ON_ERROR_STOP=1']
    execFileSync('psql', args, { input: script, stdio: ['pipe', 'pipe', 'pipe'] })
    let text = ''
    const source = `postgres://postgres@/postgres?host=${folder}&table=crimes`
    const out = { out: (t: string) => (text += t), err: () => undefined }
    expect(await main(['check', source, '--json'], out)).toBe(0)
    const said = JSON.parse(text) as { kept: number; span: string[]; offences: object }
    const days = ROWS.slice(0, 60).map((r) =>
      new Date(Date.UTC(2026, 0, 30 + r.d)).toISOString().slice(0, 10),
    )
    expect([said.kept, said.span, said.offences]).toEqual([
      60,
      [days.sort()[0], days.at(-1)],
      { 'burglary-home': 60 },
    ])
  })
  equal('postgis', (text) => {
    const table = ROWS.map((r) => `(${r.id}, ${r.x}::float8, ${r.y}::float8, ${r.d})`).join(',')
    const script = `CREATE TEMP TABLE incidents AS SELECT * FROM (VALUES ${table}) AS t(id, x, y, d);\n${text}`
    const args = ['-h', folder, '-d', 'postgres', '-q', '-A', '-t', '-F', ',']
    const [file, all] = root ? ['runuser', ['-u', 'postgres', '--', 'psql', ...args]] : ['psql', args]
    const done = spawnSync(file as string, all as string[], { input: script, encoding: 'utf8' })
    if (done.stderr) throw new Error(done.stderr)
    return done.stdout.trim().split('\n')
  })
})

describe('the text', () => {
  it('says what was not run, and names the bands', async () => {
    for (const engine of ENGINES) {
      const text = await query('knox', '--engine', engine)
      expect(text).toContain('3 = [300, 400] m')
      expect(text.includes('not run here')).toBe(!['duckdb', 'postgis'].includes(engine))
    }
  })
  it('refuses what it cannot say', async () => {
    await expect(query('knox', '--space', '0,100,inf')).rejects.toThrow('without an end')
    await expect(query('zones')).rejects.toThrow('--on is missing')
    await expect(query('everything')).rejects.toThrow('one of knox, pairs, zones, counts')
    await expect(query('counts', '--from', 'a; drop table b')).rejects.toThrow('name of a table')
  })
})
