/** The generator of large invented files: seeded, every row there, one table equal to its partitions. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { rowsOf, writeScale } from '../../data/generate/scale.ts'
import { main } from '../../src/cli/main.ts'

const folder = mkdtempSync(join(tmpdir(), 'cocoon-scale-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const wish = { rows: 3001, forces: 3, seed: 4, days: 400 }
const lines = (path: string) => gunzipSync(readFileSync(path)).toString().trim().split('\n')

describe('the generator of large files', () => {
  it('writes as many rows as asked for, the same for the same seed, and others for another', async () => {
    const path = join(folder, 'a.csv.gz')
    await writeScale(wish, path)
    const all = lines(path)
    expect(all).toHaveLength(3002)
    expect(new Set(all.slice(1).map((l) => l.split(',')[0])).size).toBe(3001)
    await writeScale(wish, join(folder, 'b.csv.gz'))
    expect(lines(join(folder, 'b.csv.gz'))).toEqual(all)
    expect([...rowsOf({ ...wish, seed: 5 }, 0)]).not.toEqual([...rowsOf(wish, 0)])
  })

  it('writes partitions that hold the rows of the one table, and the sum over them is the whole', async () => {
    const [one, dir] = [join(folder, 'c.csv.gz'), join(folder, 'forces')]
    await writeScale(wish, one)
    await writeScale(wish, dir)
    expect(readdirSync(dir)).toEqual(['force=01', 'force=02', 'force=03'])
    const parts = readdirSync(dir).flatMap((f) => lines(join(dir, f, 'part.csv.gz')).slice(1))
    expect(parts).toEqual(lines(one).slice(1))
    const observed = async (...args: string[]) => {
      let out = ''
      const flags = ['--offences', 'all', '--crs', 'EPSG:27700', '--permutations', '0', '--json']
      await main(['knox', ...args, ...flags], { out: (t) => (out += t), err: () => undefined })
      return (JSON.parse(out) as { observed: number[][] }).observed
    }
    const sum = await observed(dir, '--partition', 'force', '--halo', '400')
    expect(sum).toEqual(await observed(one))
    expect(sum.flat().reduce((a, b) => a + b, 0)).toBeGreaterThan(100)
  })
})
