/** A command for every method: the flags, limits, help, notes and words of the page. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { METHODS } from '../../src/analyses/manifest.ts'
import { COMMON } from '../../src/cli/command.ts'
import { COMMANDS } from '../../src/cli/commands.ts'
import { main } from '../../src/cli/main.ts'
import { commandOf } from '../../src/cli/method.ts'
import { flagName, paramsFrom } from '../../src/cli/methodFlags.ts'
import { defaults, encodeValue } from '../../src/core/base/params.ts'

const dir = mkdtempSync(join(tmpdir(), 'cocoon-'))
afterAll(() => rmSync(dir, { recursive: true }))

async function cocoon(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const code = await main(args, { out: (t) => (out += t), err: (t) => (err += t) })
  return { code, out, err }
}

// a year of burglaries and thefts over two beats, with a burst at the end
const LINES = [
  'Crime No,Offence,Committed From,Committed To,Easting,Northing,Beat,UPRN',
  ...Array.from({ length: 420 }, (_, i) => {
    const day = new Date(Date.UTC(2025, 9, 1) + i * 864e5).toISOString().slice(0, 10)
    const [x, y] = [400_000 + ((i * 7919) % 1200), 300_000 + ((i * 104_729) % 1200)]
    const kind = i % 3 ? 'Burglary dwelling' : 'Theft from motor vehicle'
    return `C${i},${kind},${day} ${String(8 + (i % 14)).padStart(2, '0')}:10,${day} 23:10,${x},${y},Beat ${1 + (i % 2)},${100 + (i % 200)}`
  }),
  'X1,Shoplifting,2026-11-01 10:10,2026-11-01 10:20,400000,300000,Beat 1,9',
]
const town = join(dir, 'town.csv')
writeFileSync(town, LINES.join('\n') + '\n')
/** Those that would take long, or want more than a small town has. */
const EXTRA: Record<string, string[]> = {
  backtest: ['--cell', '250', '--origins', '8'],
  nearRepeat: ['--permutations', '99'],
  patrol: ['--least', '2'],
  hotspots: ['--least', '2'],
}

describe('a method in the terminal', () => {
  it('has a flag for each parameter, none of them taken', () => {
    for (const m of METHODS) {
      const command = COMMANDS.find((c) => c.name === m.id)!
      for (const key of Object.keys(m.schema)) {
        expect(command.flags, `${m.id} ${key}`).toHaveProperty(flagName(key))
        expect(Object.keys(COMMON), `${m.id} ${key}`).not.toContain(flagName(key))
      }
    }
  })

  it('says which parameter is in the way of a flag that every command has', () => {
    const method = METHODS[0]
    const one = {
      type: 'number',
      label: '',
      help: '',
      unit: '',
      default: 1,
      min: 0,
      max: 9,
      step: 1,
    } as const
    for (const name of ['from', 'to', 'on', 'out', 'json'])
      expect(() => commandOf({ ...method, id: 'mine', schema: { [name]: one } })).toThrow(
        `The method "mine" has a parameter for --${name}, which every command has.`,
      )
  })

  it('reads what it writes, and refuses with the sentence of the form', () => {
    for (const m of METHODS) {
      const all = defaults(m.schema) as Record<string, unknown>
      const flags = Object.fromEntries(
        Object.entries(m.schema).map(([k, p]: [string, any]) => [flagName(k), encodeValue(p, all[k])]),
      )
      expect(paramsFrom(m, flags), m.id).toEqual(all)
    }
    const clusters = METHODS.find((m) => m.id === 'clusters')!
    expect(() => paramsFrom(clusters, { eps: '-5' })).toThrow(/^--eps: .* must lie in 1 to /)
  })

  it.each(METHODS.map((m) => m.id))(
    '%s gives answer, notes, params, n and its table',
    async (id) => {
      const shaped = ['classify', 'gistar', 'zones', 'backtest'].includes(id) ? ['--page'] : []
      const args = [id, town, ...shaped, ...(EXTRA[id] ?? [])]
      const { code, out, err } = await cocoon(...args, '--json')
      expect(code, err).toBe(0)
      const made = JSON.parse(out)
      expect(made).toMatchObject({ method: id, answer: expect.any(String), notes: expect.any(Array) })
      expect(made.n).toBeGreaterThan(0)
      expect(Object.keys(made.params).length).toBeGreaterThan(0)
      const sheet = await cocoon(...args)
      const [head, ...rows] = sheet.out.trim().split('\n')
      expect(rows).toHaveLength(made.table.length)
      if (made.table.length) expect(head.split(',')).toEqual(Object.keys(made.table[0]))
      // what is said beside a CSV is what stands in the JSON
      for (const line of [made.answer, ...made.notes]) expect(sheet.err).toContain(line)
    },
    60_000,
  )

  it('looks at the kinds the page opens with, and at all where asked', async () => {
    const n = async (...args: string[]) =>
      JSON.parse((await cocoon('aoristic', town, '--json', ...args)).out).n
    expect(await n()).toBe(420)
    expect(await n('--offences', 'all')).toBe(421)
    expect(await n('--beats', 'Beat 1')).toBe(210)
    const cells = JSON.parse((await cocoon('hotspots', town, '--json', '--beats', 'Beat 1')).out)
    expect(cells.notes.join(' ')).toContain('The filter keeps some beats or streets only')
    expect(await n('--from', '2026-11-01', '--to', '2026-11-10')).toBe(10)
  })

  it('names alerts of today and kinds that stand out', async () => {
    const today = JSON.parse((await cocoon('today', town, '--json')).out)
    expect(today.alerts).toBeInstanceOf(Array)
    const compare = JSON.parse((await cocoon('compare', town, '--json')).out)
    expect(compare.standsOut).toBeInstanceOf(Array)
  })

  it('leaves with 2 for a wrong flag and with 3 where nothing is left', async () => {
    expect((await cocoon('aoristic', town, '--from', 'soon')).code).toBe(2)
    expect((await cocoon('aoristic', town, '--beats', 'Beat 9')).err).toMatch(/names no beat "Beat 9"/)
    expect((await cocoon('aoristic', town, '--from', '2031-01-01')).code).toBe(3)
    // a sentence of the method's own is the data's fault too
    const one = join(dir, 'one.csv')
    writeFileSync(one, LINES.slice(0, 2).join('\n'))
    const early = await cocoon('change', one)
    expect([early.code, early.err]).toEqual([3, expect.stringMatching(/lies before the table begins/)])
    const hours = await cocoon('aoristic', one, '--longest', '1')
    expect([hours.code, hours.err]).toEqual([
      3,
      expect.stringMatching(/^1 incident has a window longer than 1 hours/m),
    ])
    expect((await cocoon('backtest', one, '--cell', '150')).code).toBe(3)
    expect((await cocoon('gistar', town, '--cell', '200', '--shape', 'hexagon')).err).toMatch(
      /with --page only/,
    )
  })

  it('weighs by harm with the edition named, and by a list of weights of a file', async () => {
    const list = join(dir, 'weights 2027.csv')
    writeFileSync(
      list,
      'Offence code,Offence,Weight\n28E,Burglary Residential,500\n45,Theft from vehicle,30\n',
    )
    const harm = async (...args: string[]) => {
      const { code, out, err } = await cocoon('today', town, '--json', ...args)
      expect(code, err).toBe(0)
      return JSON.parse(out).harm
    }
    expect(await harm()).toBeUndefined()
    expect(await harm('--harm', 'css-2021')).toMatchObject({
      edition: 'ONS Crime Severity Score, data tool as downloaded by March 2021',
      ranks: { weeks: 52, beats: [{ harm: { rank: 1 } }, { harm: { rank: 2 } }] },
    })
    const own = await harm('--weights', list)
    expect(own).toMatchObject({ edition: 'Your list of weights, weights 2027.csv' })
    expect(own.weights.map((w: { kind: string; weight?: number }) => [w.kind, w.weight])).toEqual([
      ['burglary-home', 500],
      ['theft-from-vehicle', 30],
    ])
    const no = await cocoon('today', town, '--weights', town)
    expect(no.code).toBe(3)
    expect(no.err).toContain('is no list of weights')
    const checked = JSON.parse((await cocoon('check', list)).out)
    expect(checked).toMatchObject({ kind: 'weights', rows: 2, kept: 2, weights: { 'burglary-home': 500 } })
  })
})
