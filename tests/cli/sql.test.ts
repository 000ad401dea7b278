/** The queries against plain loops, in the engines that are here: DuckDB's package, and PostgreSQL where it is installed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { bandOf, type Closed, thresholds } from '../../src/core/base/bands.ts'
import { Stream } from '../../src/core/base/random.ts'
import { ENGINES } from '../../src/cli/sql/dialects.ts'
import { hasPostgres, type Server, startPostgres } from '../tools/postgres.ts'

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

if (!hasPostgres) console.log('PostgreSQL’s server is not installed: its query is not run here.')
describe.runIf(hasPostgres)('in PostgreSQL', () => {
  let server: Server
  beforeAll(() => {
    server = startPostgres()
  }, 120_000)
  afterAll(() => server?.stop(), 60_000)

  it('hands its rows to a command as a file would', async () => {
    const incidents = ROWS.slice(0, 60).map(
      ({ id, x, y, d }) =>
        `('C${id}', 'Burglary, dwelling', DATE '2026-01-30' + ${d}, ${x + 450_000}, ${y + 300_000})`,
    )
    const script = `CREATE TABLE crimes AS SELECT * FROM (VALUES ${incidents.join(',')}) AS t("Crime No", "Offence", "Date", "Easting", "Northing");`
    server.sql(script)
    let text = ''
    const source = `postgres://postgres@/postgres?host=${server.folder}&table=crimes`
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
    return server.sql(
      `CREATE TEMP TABLE incidents AS SELECT * FROM (VALUES ${table}) AS t(id, x, y, d);\n${text}`,
    )
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
