import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { Stream } from '../../src/core/base/random.ts'

const dir = mkdtempSync(join(tmpdir(), 'cocoon-'))
afterAll(() => rmSync(dir, { recursive: true }))
const write = (name: string, lines: readonly string[]) => {
  writeFileSync(join(dir, name), lines.join('\n') + '\n')
  return join(dir, name)
}
const two = (n: number) => String(n).padStart(2, '0')

/** Burglaries, every other one followed near by on the next day. */
function crimes(): string {
  const s = new Stream(5, 5)
  const line = (no: number, x: number, y: number, month: number, day: number) =>
    `C${no},Residential Burglary of a Home,${two(day)}/${two(month)}/2025 ${two(s.below(24))}:${two(s.below(60))},${x},${y}`
  return write('crimes.csv', [
    'Crime No,Offence,Date From,Easting,Northing',
    ...Array.from({ length: 120 }, (_, k) => {
      const [x, y] = [450_000 + s.below(2000), 300_000 + s.below(2000)]
      const [month, day] = [1 + s.below(12), 1 + s.below(26)]
      return [
        line(2 * k, x, y, month, day),
        ...(k % 2 ? [line(2 * k + 1, x + 30, y, month, day + 1)] : []),
      ].join('\n')
    }),
  ])
}
const list = (name: string, n: number) =>
  write(name, [
    'UPRN,ADDRESS,EASTING,NORTHING',
    ...Array.from({ length: n }, (_, k) => `${10_000 + k},"${k + 1} Mill Street",${450_000 + 5 * k},300100`),
  ])
const knox = async (...flags: string[]) => {
  let [out, err] = ['', '']
  const args = ['knox', crimes(), '--crs', 'EPSG:27700', '--json', '--permutations', '99', ...flags]
  const code = await main(args, { out: (t) => (out += t), err: (t) => (err += t) })
  return { code, out, err }
}

describe('cocoon knox --homes', () => {
  it('adds what dates dealt by homes give to the diagnostics', async () => {
    const homes = `2025-01-01=${list('old.csv', 40)},2025-12-01=${list('new.csv', 300)}`
    const within = async (...flags: string[]) =>
      JSON.parse((await knox(...flags)).out).diagnostics.map((d: { within: string }) => d.within)
    expect(await within()).toEqual(['season', 'area'])
    expect(await within('--homes', homes)).toEqual(['season', 'area', 'homes'])
  })

  it('says what it needs', async () => {
    const one = `2025-01-01=${list('old.csv', 40)}`
    for (const [homes, says] of [
      [one, /at least two different dates/],
      [`${one},${one}`, /at least two different dates/],
      [list('old.csv', 40), /is not DATE=FILE/],
      ['soon=x.csv', /is not DATE=FILE/],
    ] as const) {
      const { code, err } = await knox('--homes', homes)
      expect(err).toMatch(says)
      expect(code).toBe(2)
    }
  })
})
