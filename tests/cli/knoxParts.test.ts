/** The near-repeat test over a folder of partitions, in the terminal: the sum is the whole, a kill costs nothing. */
import { fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'

interface Result {
  n: number
  partitions: { name: string; n: number; pairs: number; across: number }[]
  observed: number[][]
  expected: number[][]
  mean: number[][]
  p: number[][]
}

const folder = mkdtempSync(join(tmpdir(), 'cocoon-parts-'))
const [whole, dir, state] = ['whole.csv', 'by', 'state'].map((n) => join(folder, n))

/** Stops as a kill would when told this. */
async function cocoon(args: string[], stop?: string): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const code = await main(args, {
    out: (t) => (out += t),
    err: (t) => {
      err += t
      if (stop && t.includes(stop)) throw new Error('killed')
    },
  })
  return { code, out, err }
}

beforeAll(() => {
  let seed = 9
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  const head = 'Crime No,Offence,Date,Easting,Northing'
  const lines: { force: string; line: string }[] = []
  let [x, y, day] = [0, 0, 0]
  for (let i = 0; i < 600; i++) {
    // every fourth follows the one before, near in place and time, whatever border lies between
    const follows = i % 4 === 3
    x = follows ? x + Math.round(random() * 90) : 450_000 + Math.round(random() * 2500)
    y = follows ? y : 300_000 + Math.round(random() * 2500)
    day = follows ? Math.min(364, day + Math.floor(random() * 7)) : Math.floor(random() * 365)
    const date = new Date(Date.UTC(2025, 0, 1 + day)).toISOString().slice(0, 10)
    const force = x < 450_900 ? 'West' : y < 301_200 ? 'South East' : 'North East'
    lines.push({ force, line: `C${i},Burglary in a dwelling,${date},${x},${y}` })
  }
  writeFileSync(whole, [head, ...lines.map((l) => l.line)].join('\n'))
  for (const force of ['West', 'South East', 'North East']) {
    mkdirSync(join(dir, `force=${encodeURIComponent(force)}`), { recursive: true })
    const own = lines.filter((l) => l.force === force).map((l) => l.line)
    writeFileSync(join(dir, `force=${encodeURIComponent(force)}`, 'part.csv'), [head, ...own].join('\n'))
  }
})

const flags = ['--permutations', '99', '--seed', '3', '--closed', 'last', '--crs', 'EPSG:27700', '--json']

describe('cocoon knox DIR --partition force', () => {
  it('counts what the whole file holds, cell by cell', async () => {
    const all = JSON.parse((await cocoon(['knox', whole, ...flags])).out) as Result
    const { code, out } = await cocoon(['knox', dir, '--partition', 'force', '--halo', '400', ...flags])
    expect(code).toBe(0)
    const sum = JSON.parse(out) as Result
    expect(sum.observed).toEqual(all.observed)
    expect(sum.n).toBe(all.n)
    expect(sum.partitions.map((p) => p.name)).toEqual(['North East', 'South East', 'West'])
    expect(sum.partitions.reduce((s, p) => s + p.across, 0)).toBeGreaterThan(20)
    // the planted pairs are found from the sum, by one p for all partitions
    expect(sum.p[1][0]).toBe(0.01)
    // shuffling inside a partition keeps what is common to all of it: the mean is near that of the whole
    sum.expected.flat().forEach((e, c) => expect(e).toBeCloseTo(all.expected.flat()[c], -1.5))
  })

  it('goes on after a kill where it was, to the same figures, and leaves nothing behind', async () => {
    const args = ['knox', dir, '--partition', 'force', '--state', state, ...flags]
    const clean = JSON.parse((await cocoon(args)).out) as Result
    await cocoon(args, 'South East: ').catch(() => undefined)
    expect(readdirSync(state)).toHaveLength(1)
    const { out, err } = await cocoon(args)
    expect(err).toMatch(/North East: counted before/)
    expect(JSON.parse(out)).toEqual(clean)
    expect(readdirSync(state)).toEqual([])
    // another setting is another count
    await cocoon(args, 'South East: ').catch(() => undefined)
    expect((await cocoon([...args, '--seed', '4'])).err).not.toMatch(/counted before/)
  })

  it('takes over what a helper of it has done, and does the rest', async () => {
    const args = ['knox', dir, '--partition', 'force', '--state', state, ...flags]
    const clean = (await cocoon(args)).out
    const help = async (share: string) => {
      process.env.COCOON_SHARE = share
      const { out } = await cocoon(args)
      delete process.env.COCOON_SHARE
      return out
    }
    const kept = (what: string) =>
      readdirSync(join(state, readdirSync(state)[0]))
        .filter((f) => f.endsWith(what))
        .sort()
    expect(await help('1/2:points')).toBe('')
    expect(kept('.points')).toEqual(['1.points'])
    expect(await help('1/2:counts')).toBe('')
    expect(kept('.counts')).toEqual(['1.counts'])
    const { out, err } = await cocoon(args)
    expect(out).toBe(clean)
    expect(err).toMatch(/South East: counted before/)
    expect(err).not.toMatch(/West: counted before/)
  })

  it('counts what is observed alone, when asked, and says that this tells nothing of chance', async () => {
    const args = ['knox', dir, '--partition', 'force', '--closed', 'last', '--crs', 'EPSG:27700', '--json']
    const all = JSON.parse((await cocoon([...args, '--permutations', '0'])).out) as Result
    const { code, out, err } = await cocoon([...args, '--observed'])
    expect(code).toBe(0)
    const { observed, partitions, n, notes, ...rest } = JSON.parse(out) as Result & { notes: string[] }
    expect(observed).toEqual(all.observed)
    expect(n).toBe(all.n)
    expect(partitions.reduce((s, p) => s + p.pairs, 0)).toBe(observed.flat().reduce((a, b) => a + b, 0))
    expect(Object.keys(rest)).not.toContain('expected')
    expect(notes[0]).toMatch(/neither high nor low/)
    expect(err).toMatch(/West: \d+ incidents, \d+ pairs within the bands/)
    expect((await cocoon([...args, '--observed', '--permutations', '9'])).err).toMatch(/counts no shuffles/)
    expect((await cocoon(['knox', whole, '--observed'])).err).toMatch(/goes with --partition/)
  })

  it('lets no more programs share the work than there are cores', async () => {
    const jobs = availableParallelism()
    process.env.COCOON_SHARE = '0/1:points'
    const { err } = await cocoon([
      'knox',
      dir,
      '--partition',
      'force',
      '--state',
      state,
      ...flags,
      '--jobs',
      '64',
    ])
    delete process.env.COCOON_SHARE
    expect(err).toMatch(new RegExp(`--jobs 64: this machine has ${jobs} cores?, so many programs`))
  })

  it.each([
    ['ends its helper with the first program', true, 143],
    ['leaves a helper be that the first program waits for', false, 0],
  ])('%s', async (_, gone, code) => {
    const args = ['knox', dir, '--partition', 'force', '--state', join(folder, `state ${code}`), ...flags]
    const helper = fork(join(import.meta.dirname, '../../src/cli/cocoon.ts'), args, {
      ...{ execArgv: ['--import', 'tsx'], stdio: 'ignore' },
      env: { ...process.env, COCOON_SHARE: '0/1:points' },
    })
    if (gone) helper.disconnect()
    expect(await new Promise((resolve) => helper.once('exit', resolve))).toBe(code)
  })

  it('takes a folder of files as a partition each', async () => {
    const files = join(folder, 'files')
    mkdirSync(files)
    for (const name of ['West', 'South East', 'North East'])
      writeFileSync(
        join(files, `${name}.csv`),
        readFileSync(join(dir, `force=${encodeURIComponent(name)}`, 'part.csv')),
      )
    const there = JSON.parse((await cocoon(['knox', files, '--partition', 'force', ...flags])).out) as Result
    const here = JSON.parse((await cocoon(['knox', dir, '--partition', 'force', ...flags])).out) as Result
    expect(there).toEqual(here)
  })

  it('says what is wrong', async () => {
    const err = async (...args: string[]) => (await cocoon(['knox', ...args, ...flags])).err
    expect(await err(whole, '--partition', 'force')).toMatch(/is no folder/)
    expect(await err(dir, '--partition', 'force', '--halo', '300')).toMatch(/ends at 400 m/)
    expect(await err(dir, '--partition', 'force', '--space', '0,100,inf')).toMatch(/finite distance/)
    expect(await err(dir, whole, '--partition', 'force')).toMatch(/takes one folder/)
    expect(await err(folder + '/none', '--partition', 'force')).toMatch(/is no folder/)
  })
})
