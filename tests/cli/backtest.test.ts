import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { isoDay } from '../../src/core/base/time.ts'
import { town } from '../core/evaluation/backtest/town.ts'

const dir = mkdtempSync(join(tmpdir(), 'cocoon-backtest-'))
afterAll(() => rmSync(dir, { recursive: true }))

async function cocoon(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const code = await main(['backtest', ...args], { out: (t) => (out += t), err: (t) => (err += t) })
  return { code, out, err }
}
function file(name: string, lines: readonly string[]): string {
  const path = join(dir, name)
  writeFileSync(path, lines.join('\n') + '\n')
  return path
}

const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, '../golden/backtest_town.json'), 'utf8'),
) as {
  days: { cells: number; n: number; hits: Record<string, number[]> }
}
/** Day 0 of the town. */
const BEGIN = 16436
const day = (d: number) => isoDay(BEGIN + d)
const TOWN = ['id,x,y,date', ...town().map(([x, y, d], i) => `${i},${x},${y},${day(d)}`)]
const METHODS = 'random,count28,count365,countall,kde365,promap,decay,blend'
const FLAGS = ['--cell', '150', '--origins', '20', '--step', '7', '--horizon', '7', '--first', day(450)]
const ALL = [...FLAGS, '--history', day(0), '--fractions', '.01,.02,.05,.1,.2', '--crs', 'plane']

describe('cocoon backtest', () => {
  it('prints the hits of the golden file, with differences, answer, notes and what was asked', async () => {
    const path = file('town.csv', TOWN)
    const { code, out, err } = await cocoon(
      path,
      ...ALL,
      '--methods',
      METHODS,
      '--blend',
      '.8,.2',
      '--one-grid',
    )
    expect([code, code ? err : '']).toEqual([0, ''])
    const r = JSON.parse(out)
    expect([r.n, r.cells]).toEqual([golden.days.n, golden.days.cells])
    expect(Object.keys(r.methods)).toEqual(METHODS.split(','))
    for (const [id, { hits, hitRate }] of Object.entries<{ hits: number[]; hitRate: number[] }>(r.methods)) {
      expect(hits).toEqual(golden.days.hits[id].map((h) => expect.closeTo(h, 6)))
      expect(hitRate).toEqual(hits.map((h) => h / r.n))
    }
    expect(r.differences.decay).toMatchObject({ against: 'countall', of: 20 })
    expect(r.differences.decay.difference[2]).toBeCloseTo(
      r.methods.decay.hitRate[2] - r.methods.countall.hitRate[2],
      12,
    )
    expect(r.answer).toMatch(/of the area/)
    expect(r.notes.join(' ')).toMatch(/does not say when incidents were reported/)
    expect(r.params).toMatchObject({ cell: 150, first: day(450), history: day(0), blend: [0.8, 0.2] })
  })

  it('chooses the blend itself, moves the grid, and projects degrees where asked', async () => {
    const degrees = file('degrees.csv', [
      'id,longitude,latitude,date',
      ...town().map(([x, y, d], i) => `${i},${-1 + x / 68000},${52 + y / 111319.49079327358},${day(d)}`),
    ])
    const { code, out, err } = await cocoon(
      ...[degrees, ...FLAGS, '--methods', 'countall,blend', '--projection', 'equirect:-1,52'],
    )
    expect([code, code ? err : '']).toEqual([0, ''])
    const r = JSON.parse(out)
    expect(r.blend).toMatchObject({ fixed: false, origins: 26 })
    expect(r.methods.countall.overShifts).toHaveLength(5)
    expect(r.params.projection).toBe('equirect:-1,52')
  })

  it('holds the winning map against the areas of a boundary file, on the plane asked for', async () => {
    const degrees = file('degrees.csv', [
      'id,longitude,latitude,date',
      ...town().map(([x, y, d], i) => `${i},${-1 + x / 68000},${52 + y / 111319.49079327358},${day(d)}`),
    ])
    const box = (name: string, west: number, east: number, more: object = {}) => ({
      type: 'Feature',
      properties: { name, ...more },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [west, 51.5],
            [east, 51.5],
            [east, 52.5],
            [west, 52.5],
            [west, 51.5],
          ],
        ],
      },
    })
    const areas = (name: string, features: unknown[]) =>
      file(name, [JSON.stringify({ type: 'FeatureCollection', features })])
    const [xs] = [town().map(([x]) => x / 68000 - 1)]
    const middle = xs.toSorted((a, b) => a - b)[Math.floor(xs.length / 2)]
    const halves = areas('wards.geojson', [
      box('West', -2, middle, { IMD_decile: 1 }),
      box('East', middle, 0, { IMD_decile: 10 }),
    ])
    const run = async (...more: string[]) =>
      cocoon(
        ...[degrees, ...FLAGS, '--methods', 'countall,decay', '--one-grid'],
        ...['--projection', 'equirect:-1,52', ...more],
      )
    const { out, err } = await run('--boundaries', halves)
    const { fairness } = JSON.parse(out)
    expect(fairness).toMatchObject({ map: 'countall', by: 'fifths by IMD_decile' })
    expect(fairness.rows.map((r: { name: string }) => r.name)).toEqual([
      'Fifth 1, most deprived',
      'Fifth 5, least deprived',
    ])
    for (const key of ['crime', 'flagged'])
      expect(fairness.rows.reduce((s: number, r: Record<string, number>) => s + r[key], 0)).toBeCloseTo(1, 9)
    expect(err).toContain(fairness.answer)
    const named = JSON.parse((await run('--boundaries', halves, '--fair', 'name')).out)
    expect(named.fairness.rows.map((r: { name: string }) => r.name)).toEqual(['West', 'East'])
    const away = JSON.parse((await run('--boundaries', areas('away.geojson', [box('Away', 5, 6)]))).out)
    expect(away.fairness.answer).toMatch(/No flagged ground lies in these areas/)
    expect(JSON.parse((await run()).out).fairness).toBeUndefined()
    expect((await run('--fair', 'name')).err).toMatch(/count with --boundaries only/)
    expect((await run('--boundaries', degrees)).err).toMatch(/holds no boundaries/)
  })

  it('tries open data month by month, without maps that rest on days', async () => {
    const months = file('open.csv', [
      'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context',
      ...town().map(
        ([x, y, d], i) =>
          `c${i},${day(d).slice(0, 7)},A,A,${(-1 + x / 68000).toFixed(6)},${(52 + y / 111319).toFixed(6)},On or near X,E01,A1,Burglary,None,`,
      ),
    ])
    const { code, out, err } = await cocoon(months, '--first', '2015-10-01', '--origins', '6')
    expect([code, code ? err : '']).toEqual([0, ''])
    const r = JSON.parse(out)
    expect(Object.keys(r.methods)).toEqual(['random', 'count28', 'count90', 'count365', 'countall', 'kde365'])
    expect(r.params).toMatchObject({ unit: 'month', first: '2015-10', step: 1 })
    expect(r.answer).toMatch(/too few/)
    const refused = await cocoon(months, '--methods', 'countall,decay', '--origins', '6')
    expect([refused.code, refused.err]).toEqual([3, expect.stringMatching(/only months/)])
  })

  it('refuses offences that police discover, with the reason', async () => {
    const drugs = file('drugs.csv', [
      'Crime No,Offence,Committed From,Easting,Northing',
      'a,Possession of cannabis,01/11/2026 18:00,400030,300005',
      'b,Residential Burglary of a Home,02/11/2026 18:00,400030,300005',
    ])
    const { code, err } = await cocoon(drugs, '--offences', 'all')
    expect(code).toBe(3)
    expect(err).toMatch(/cannot be forecast.*recorded where officers look/)
  })

  it.each([
    [['--projection', 'mercator'], /equirect:LON,LAT/],
    [['--blend', '1'], /--blend is "1"/],
    [['--blend', '0,0'], /not both 0/],
    [['--decay', '100,7'], /half-distance in metres/],
    [['--methods', 'magic'], /"magic" is none of/],
    [['--first', 'soon'], /--first is "soon"/],
    [['--cell', '0'], /--cell is "0"/],
    [['--fractions', '.2,.1'], /rising numbers/],
    [['--fractions', 'x'], /"x" is not a number/],
    [['--origins', '900'], /last test window ends/],
    [['--history', '2030-01-01'], /not before the first origin/],
  ] as const)('says what is wrong with %j', async (flags, sentence) => {
    const { code, out, err } = await cocoon(file('t.csv', TOWN), ...FLAGS, '--crs', 'plane', ...flags)
    expect([2, 3]).toContain(code)
    expect(out).toBe('')
    expect(err).toMatch(sentence)
    expect(err).not.toMatch(/ at .*\.ts|undefined|NaN/)
  })
})
