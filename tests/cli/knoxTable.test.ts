/** Counts of an engine taken back in: the same table and expectations as from the rows themselves; what does not fit is refused. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { bandOf, thresholds } from '../../src/core/base/bands.ts'
import { Stream } from '../../src/core/base/random.ts'
import { isoDay } from '../../src/core/base/time.ts'

const folder = mkdtempSync(join(tmpdir(), 'cocoon-table-'))
const path = (name: string) => join(folder, name)
const [SPACE, TIME] = [
  [0, 100, 200, 400],
  [0, 7, 14, 42],
]
const BANDS = ['--space', SPACE.join(), '--time', TIME.join(), '--closed', 'last']

async function cocoon(...args: string[]) {
  let [out, err] = ['', '']
  const code = await main(args, { out: (t) => (out += t), err: (t) => (err += t) })
  return { code, err, json: code === 0 ? (JSON.parse(out) as Record<string, never>) : undefined }
}

beforeAll(() => {
  const random = new Stream(7, 0)
  const rows = Array.from({ length: 260 }, (_, id) => ({
    id: `C${id}`,
    x: 450_000 + random.below(1500),
    y: 300_000 + random.below(1500),
    d: 20_000 + random.below(120),
  }))
  const [ts, tt] = [SPACE, TIME].map((edges) => thresholds({ edges, closed: 'last' }))
  const counts = new Map<string, number>()
  const pairs: string[] = []
  for (let i = 0; i < rows.length; i++)
    for (let j = 0; j < i; j++) {
      const [a, b] = [rows[i], rows[j]]
      const s = bandOf(ts, Math.hypot(a.x - b.x, a.y - b.y))
      const t = bandOf(tt, Math.abs(a.d - b.d))
      if (s >= 0) pairs.push(`${a.id},${b.id},${s}`)
      if (s >= 0 && t >= 0) counts.set(`${s},${t}`, (counts.get(`${s},${t}`) ?? 0) + 1)
    }
  const table = [...counts].map(([k, n]) => `${k},${n}`)
  writeFileSync(path('observed.csv'), ['sb,tb,n', ...table].join('\n'))
  writeFileSync(path('twice.csv'), ['sb,tb,n', ...table, table[0]].join('\n'))
  writeFileSync(
    path('other.csv'),
    ['sb,tb,n', ...table.map((l) => l.replace(/\d+$/, (n) => `${+n + 1}`))].join('\n'),
  )
  writeFileSync(path('pairs.csv'), ['a,b,sb', ...pairs].join('\n'))
  writeFileSync(
    path('pairs-twice.csv'),
    ['a,b,sb', ...pairs, pairs[3].replace(/^(\w+),(\w+)/, '$2,$1')].join('\n'),
  )
  writeFileSync(path('stranger.csv'), ['a,b,sb', ...pairs, 'C1,X9,0'].join('\n'))
  writeFileSync(path('days.csv'), ['id,d', ...rows.map((r) => `${r.id},${r.d}`)].join('\n'))
  const incidents = rows.map((r) => `${r.id},Burglary in a dwelling,${isoDay(r.d)},${r.x},${r.y}`)
  writeFileSync(path('rows.csv'), ['Crime No,Offence,Date,Easting,Northing', ...incidents].join('\n'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const back = (...more: string[]) => cocoon('knox', ...BANDS, '--permutations', '199', '--json', ...more)
const all = ['--pairs', path('pairs.csv'), '--days', path('days.csv')]

describe('cocoon knox --table', () => {
  it('gives with pairs and days what the rows give', async () => {
    const { json: own } = await back(path('rows.csv'), '--crs', 'EPSG:27700')
    const { json: theirs } = await back('--table', path('observed.csv'), ...all)
    expect(theirs!.n).toBe(260)
    expect(theirs!.observed).toEqual(own!.observed)
    const flat = (v: unknown) => (v as number[][]).flat()
    flat(theirs!.expected).forEach((v, c) => expect(v).toBeCloseTo(flat(own!.expected)[c], 9))
    // other shuffles of the same dates: within Monte-Carlo error
    flat(theirs!.p).forEach((v, c) => expect(Math.abs(v - flat(own!.p)[c])).toBeLessThan(0.15))
  })
  it('says that the table alone knows no chance', async () => {
    const { json } = await back('--table', path('observed.csv'))
    expect(json!.n).toBeNull()
    expect((json!.notes as string[])[0]).toContain('--pairs')
    expect(json).not.toHaveProperty('p')
  })
  it.each([
    [['--table', path('other.csv'), ...all], 3, 'not of one run'],
    [['--table', path('twice.csv')], 3, 'stands there twice'],
    [
      ['--table', path('observed.csv'), '--pairs', path('pairs-twice.csv'), '--days', path('days.csv')],
      3,
      'a pair stands there twice',
    ],
    [
      ['--table', path('observed.csv'), '--pairs', path('stranger.csv'), '--days', path('days.csv')],
      3,
      'no two ids',
    ],
    [['--table', path('observed.csv'), '--pairs', path('pairs.csv')], 2, 'belong together'],
    [['--table', path('days.csv')], 3, 'has no column sb, tb, n'],
    [['--table', path('observed.csv'), '--space', '0,100'], 3, 'a whole number from 0 to 0 was expected'],
    [[path('rows.csv'), ...all], 2, 'goes with --table'],
    [[], 2, 'is missing'],
  ])('refuses %#', async (args, code, sentence) => {
    const done = await back(...args)
    expect([done.code, done.err]).toEqual([code, expect.stringContaining(sentence)])
  })
})

const duckdb = await import('@duckdb/node-api').catch(() => undefined)
describe.runIf(duckdb)('rows in DuckDB', () => {
  it('are read from a table, a query and a Parquet as from a file', async () => {
    const file = path('crimes.duckdb')
    const instance = await duckdb!.DuckDBInstance.create(file)
    const connection = await instance.connect()
    await connection.run(`CREATE TABLE crimes AS SELECT * FROM read_csv('${path('rows.csv')}')`)
    await connection.run(`COPY crimes TO '${path('crimes.parquet')}' (FORMAT PARQUET)`)
    connection.closeSync()
    instance.closeSync()
    const { json: own } = await back(path('rows.csv'), '--crs', 'EPSG:27700')
    for (const source of [
      `duckdb:${file}?table=crimes`,
      `duckdb:${file}?query=SELECT * FROM main.crimes WHERE true`,
      `duckdb:${path('crimes.parquet')}`,
      `duckdb:?query=SELECT * FROM read_parquet('${path('crimes.parquet')}')`,
    ]) {
      const { json } = await back(source, '--crs', 'EPSG:27700')
      expect(json?.observed).toEqual(own!.observed)
      expect(json?.p).toEqual(own!.p)
    }
  })
  it('are refused with a sentence', async () => {
    for (const [source, sentence] of [
      [`duckdb:${path('crimes.duckdb')}?table=nothing`, 'could not be read'],
      ['duckdb:?table=', 'without its value'],
      ['duckdb:', 'needs a Parquet'],
      [`duckdb:${path('no.duckdb')}?table=a`, 'could not be read'],
    ]) {
      const { code, err } = await back(source)
      expect(code).toBeGreaterThan(1)
      expect(err).toContain(sentence)
    }
  })
})
describe('rows in PostgreSQL', () => {
  it('that is not there are refused without the password', async () => {
    const { code, err } = await back('postgres://me:secret@127.0.0.1:9/db?table=a')
    expect([code, err]).toEqual([3, expect.stringContaining('could not be read')])
    expect(err).not.toContain('secret')
  })
})
