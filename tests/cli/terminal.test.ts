import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { METHODS } from '../../src/analyses/manifest.ts'
import { COMMANDS } from '../../src/cli/commands.ts'
import { main } from '../../src/cli/main.ts'

const dir = mkdtempSync(join(tmpdir(), 'cocoon-'))
afterAll(() => rmSync(dir, { recursive: true }))
const golden = (name: string) => join(import.meta.dirname, '../golden', name)
const lattice = golden('edge_lattice.csv')

/** Writes a file and returns its path. */
function file(name: string, lines: readonly string[]): string {
  const path = join(dir, name)
  writeFileSync(path, lines.join('\n') + '\n')
  return path
}

async function cocoon(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const code = await main(args, { out: (t) => (out += t), err: (t) => (err += t) })
  return { code, out, err }
}

const rowsOf = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((l) => l.split(','))

const OPEN = [
  'Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context',
  'a1,2026-03,Some Police,Some Police,-1.1,52.6,On or near High Street,E01,Area 1,Burglary,Under investigation,',
  'a2,2026-04,Some Police,Some Police,-1.11,52.61,On or near Low Street,E01,Area 1,Burglary,Under investigation,',
]
const FORCE = [
  'Crime No,Offence,Committed From,Committed To,Easting,Northing,Address,UPRN',
  'CR/1,Residential Burglary of a Home,01/11/2026 18:00,01/11/2026 22:00,400030,300005,"5 Mill Street, Town",1005',
  'CR/2,Residential Burglary of a Home,09/11/2026 19:00,09/11/2026 21:00,400090,300005,"11 Mill Street, Town",1011',
  'CR/3,Theft from a motor vehicle,09/11/2026 19:00,09/11/2026 21:00,400090,300105,"12 Hill Street, Town",2012',
]
/** Odd numbers 1 … 23 on the south side of one street. */
const HOMES = [
  'UPRN,SINGLE_LINE_ADDRESS,STREET_NAME,BUILDING_NUMBER,CLASSIFICATION_CODE,EASTING,NORTHING',
  ...Array.from({ length: 12 }, (_, i) => {
    const no = 2 * i + 1
    return `${1000 + no},"${no} Mill Street, Town",Mill Street,${no},RD04,${400010 + 10 * i},300000`
  }),
]

describe('the terminal', () => {
  it('breaks the help of flags within a terminal’s columns, and loses no word of it', async () => {
    for (const c of COMMANDS) {
      const { out } = await cocoon(c.name, '--help')
      const flags = out.split('\n').filter((line) => /^ {2}(--|\s)/.test(line))
      expect(Math.max(...flags.map((line) => line.length)), c.name).toBeLessThanOrEqual(110)
      const plain = out.replace(/\s+/g, ' ')
      for (const [name, f] of Object.entries(c.flags)) {
        expect(plain).toContain(`--${name}${f.value ? ` ${f.value}` : ''} `)
        expect(plain).toContain(f.help.replace(/\s+/g, ' '))
      }
    }
  })
  it('has help for itself and every command', async () => {
    const top = await cocoon('--help')
    expect(top.code).toBe(0)
    for (const c of COMMANDS) {
      expect(top.out).toContain(c.name)
      const own = await cocoon(c.name, '--help')
      expect((await cocoon('help', c.name)).out).toBe(own.out)
      expect(own.code).toBe(0)
      for (const flag of [...Object.keys(c.flags), 'crs', 'columns', 'json', 'out'])
        expect(own.out).toContain(`--${flag}`)
    }
    // each file of a command has its line in the contents page
    const files = readdirSync(join(import.meta.dirname, '../../src/cli/commands'))
    const names = files.map((f) => f.replace(/\.ts$/, ''))
    const methods = METHODS.map((m) => m.id)
    for (const c of COMMANDS) expect([...names, ...methods]).toContain(c.name)
    for (const id of methods) expect(COMMANDS.map((c) => c.name)).toContain(id)
    expect(COMMANDS).toHaveLength(new Set(COMMANDS.map((c) => c.name)).size)
  })

  it('leaves with 2 where it is used wrongly', async () => {
    for (const args of [
      ['frobnicate'],
      ['knox'],
      ['knox', lattice, '--nonsense'],
      ['knox', lattice, '--space', '0,x'],
      ['knox', lattice, '--space', '0,9,9'],
      ['knox', lattice, '--closed', 'up'],
      ['knox', lattice, '--permutations', '-1'],
      ['knox', lattice, '--columns', 'where=x'],
      ['knox', lattice, '--columns', 'x=easting'],
      ['check', lattice, '--columns', 'x=easting'],
      ['knox', lattice, '--crs', 'EPSG:9999'],
      ['kde', lattice, '--bandwidth', '100'],
      ['kde', lattice, '--cell', '100'],
      ['gistar', lattice],
      ['dbscan', lattice, '--eps', '100', '--min', '2.5'],
      ['zones', lattice, '--on', 'yesterday'],
      ['list', lattice],
    ]) {
      const { code, out, err } = await cocoon(...args)
      expect([args.join(' '), code, out]).toEqual([args.join(' '), 2, ''])
      expect(err.length).toBeGreaterThan(20)
    }
    expect(await cocoon()).toMatchObject({ code: 2, out: '' })
  })

  it('gives the overview of a handful of months, whose longer window has nothing before it', async () => {
    const header = OPEN[0]
    const rows = Array.from(
      { length: 40 },
      (_, i) =>
        `a${i},2026-0${1 + (i % 5)},P,P,${-1.1 - i / 1000},52.6,On or near High Street,E01,Area 1,Burglary,,`,
    )
    const { code, out, err } = await cocoon('today', file('months.csv', [header, ...rows]), '--json')
    expect([code, err.includes('undefined')]).toEqual([0, false])
    const { alerts, answer, notes } = JSON.parse(out) as {
      alerts: unknown[]
      answer: string
      notes: string[]
    }
    expect(answer).toMatch(/^Nothing is judged/)
    expect(alerts).toEqual([])
    expect(notes.join(' ')).not.toMatch(/\b0 (days )?for\b/)
  })

  it('says in its own words what is wrong with a flag, and reads a number below nought as one', async () => {
    for (const [args, words] of [
      [['knox', lattice, '--nonsense'], /^--nonsense is no flag of cocoon knox; there are .*--space/],
      [['money', '--cost', '-5', '--unit', '530', '--counts', '9,9,9,9'], /^--cost is "-5"; a number/],
      [['evaluate', '--counts', '-1,2,3,4'], /-1; a whole number/],
      [['money', '--cost', '--unit', '530'], /^--cost is without its value\./],
      [['score', lattice, '--sheet', lattice], /is no JSON: a sheet such as/],
      [['check', lattice, '--json=yes'], /^--json takes no value\./],
    ] as const) {
      const { code, err } = await cocoon(...args)
      expect([args.join(' '), code]).toEqual([args.join(' '), 2])
      expect(err).toMatch(words)
      expect(err).not.toMatch(/Option '|ambiguous|positional|position \d|Unexpected/)
    }
  })

  it('leaves with 1 where a file is missing, and with 3 where the data cannot carry it', async () => {
    expect(await cocoon('check', join(dir, 'missing.csv'))).toMatchObject({ code: 1, out: '' })
    expect(await cocoon('check', dir)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('directory'),
    })
    const open = file('2026-03-some-street.csv', OPEN)
    for (const args of [['knox'], ['classify'], ['zones', '--on', '2026-04-01']]) {
      const { code, err } = await cocoon(args[0], open, ...args.slice(1))
      expect([args[0], code]).toEqual([args[0], 3])
      expect(err).toMatch(/month|days|points/i)
    }
    const list = await cocoon('list', open, '--addresses', file('homes.csv', HOMES), '--on', '2026-04-01')
    expect(list.code).toBe(3)
    expect(list.err).toMatch(/wrong door/)
    for (const bad of [file('empty.csv', []), file('text.csv', ['just words', 'and more'])])
      expect((await cocoon('knox', bad)).code).toBe(3)
    // a sentence is said once
    const { err } = await cocoon('knox', file('none.csv', ['id,x,y,date']))
    expect(err.match(/no rows/g)).toHaveLength(1)
  })

  it('takes a table that names no offence for what is asked, but makes no door list of it', async () => {
    const zones = await cocoon('zones', lattice, '--crs', 'plane', '--on', '2024-06-20')
    const said = JSON.parse(zones.out)
    expect(said.features.length).toBeGreaterThan(0)
    // what is live, as the page says it: the weakest zones are not listed, and one incident may make two
    const page = await cocoon('zones', lattice, '--crs', 'plane', '--on', '2024-06-20', '--page', '--json')
    expect(said.n).toBe(Number(/n = ([\d,]+) live/.exec(page.out)![1].replace(',', '')))
    expect(zones.err).toMatch(/names no kind of offence/)
    expect(zones.err).toMatch(/where these metres lie/)
    const list = await cocoon('list', lattice, '--addresses', file('homes.csv', HOMES), '--on', '2024-06-20')
    expect(list).toMatchObject({ code: 3, out: '', err: expect.stringContaining('--columns offence=') })
  })

  it('answers for one incident, for one day, for one spot, and for places that are no numbers', async () => {
    const head = 'id,x,y,date'
    const day = (i: number) => `2026-01-${String(i + 1).padStart(2, '0')}`
    const made = (name: string, n: number, row: (i: number) => string) =>
      file(name, [head, ...Array.from({ length: n }, (_, i) => `${i},${row(i)}`)])
    const files = [
      made('one.csv', 1, () => '400000,300000,2026-01-01'),
      made('two-on-a-spot.csv', 2, (i) => `400000,300000,${day(i)}`),
      made('one-day.csv', 9, (i) => `${400_000 + 30 * i},300000,2026-01-01`),
      made('one-spot.csv', 9, (i) => `400000,300000,${day(i)}`),
      made('no-pairs.csv', 9, (i) => `${400_000 + 5000 * i},300000,${day(i)}`),
      made(
        'odd.csv',
        4,
        (i) => ['NaN,300000', '400000,', '400010,300000', '400000,300000'][i] + ',2026-01-01',
      ),
    ]
    for (const path of files)
      for (const args of [
        ['knox', '--permutations', '19'],
        ['knox', '--permutations', '19', '--space', '9000,9001', '--time', '300,301'],
        ['classify'],
        ['kde', '--bandwidth', '100', '--cell', '100'],
        ['gistar', '--cell', '100'],
        ['dbscan', '--eps', '50', '--min', '2'],
        ['dbscan', '--eps', '50', '--min', '2', '--days', '3'],
        ['zones', '--on', '2026-01-10'],
      ]) {
        const { code, out, err } = await cocoon(args[0], path, ...args.slice(1))
        expect([args[0], path, code, code ? err : '']).toEqual([args[0], path, 0, ''])
        expect(out).not.toMatch(/NaN|undefined/)
        if (args[0] === 'knox')
          expect(
            JSON.parse(out)
              .p.flat()
              .every((p: number) => p > 0 && p <= 1),
          ).toBe(true)
      }
    const none = made('nowhere.csv', 2, () => 'NaN,NaN,2026-01-01')
    for (const command of ['check', 'knox', 'classify', 'zones'])
      expect(await cocoon(command, none)).toMatchObject({ code: 3, out: '' })
  })

  it('check says what a file holds', async () => {
    const { code, out } = await cocoon('check', lattice)
    expect(code).toBe(0)
    const found = JSON.parse(out)
    expect(found).toMatchObject({
      rows: 600,
      kept: 600,
      leftOut: {},
      precision: 'day',
      crs: 'plane',
      span: ['2024-01-01', '2024-06-24'],
      offences: { other: 600 },
    })
    expect(found.columns).toEqual({ id: 'id', x: 'x', y: 'y', from: 'date' })
    for (const key of ['files', 'columns', 'notes']) expect(found).toHaveProperty(key)
  })

  it('refuses to measure on numbers of an unknown unit until it is told', async () => {
    const feet = file('dc.csv', [
      'id,X,Y,date',
      ...Array.from(
        { length: 30 },
        (_, i) => `${i},${1298750 + 150 * (i % 7)},${451803 + 90 * i},2026-03-${10 + (i % 20)}`,
      ),
    ])
    const { out } = await cocoon('check', feet)
    expect(JSON.parse(out).crs).toBe('unknown')
    expect(Object.keys(JSON.parse(out).warnings)[0]).toContain('unit of the coordinates is not known')
    for (const args of [['knox'], ['classify'], ['dbscan', '--eps', '100', '--min', '5'], ['zones']]) {
      const told = await cocoon(args[0], feet, ...args.slice(1))
      expect([told.code, told.out]).toEqual([3, ''])
      expect(told.err).toContain('metres or feet')
    }
    const knox = async (crs: string) =>
      JSON.parse((await cocoon('knox', feet, '--crs', crs, '--permutations', '0')).out)
    // 150 feet are 46 m
    expect((await knox('feet')).observed[1][0]).toBeGreaterThan((await knox('plane')).observed[1][0])
  })

  it('says of each result that its days touch months without a row', async () => {
    const gap = file('gap.csv', [
      FORCE[0],
      ...Array.from(
        { length: 40 },
        (_, i) =>
          `CR/${i},Residential Burglary of a Home,${10 + (i % 10)}/${i < 20 ? '03' : '06'}/2026 18:0${i % 10},,${400030 + 70 * i},300005,"${i} Mill Street, Town",`,
      ),
    ])
    expect((await cocoon('knox', gap, '--permutations', '0')).err).toContain(
      'No row is of Apr 2026 to May 2026',
    )
    expect((await cocoon('zones', gap, '--on', '2026-06-25')).err).toContain('No row is of')
    expect((await cocoon('zones', gap, '--on', '2026-07-25')).err).not.toContain('No row is of')
  })

  it('check joins a later extract, reads by a profile and writes the rows left out', async () => {
    const left = join(dir, 'left.csv')
    const one = file('one.csv', [...FORCE, 'CR/4,Burglary,09/11/2026 19:00,,,,,'])
    const two = file('two.csv', [
      FORCE[0],
      FORCE[2],
      FORCE[3].replace('Theft from', 'Interference with'),
      FORCE[1].replaceAll('01/11/2026', '02/11/2026'),
      'CR/9,Residential Burglary of a Home,10/11/2026 18:00,10/11/2026 22:00,400030,300005,"5 Mill Street, Town",1005',
    ])
    const both = await cocoon('check', one, '--join', two, '--left-out', left)
    expect(both.code).toBe(0)
    const found = JSON.parse(both.out)
    // one number, place and day under another offence is one crime that changed
    expect(found.joined).toEqual({
      ...{ fresh: 1, changed: 2, unchanged: 1, clashing: 0, absent: 0 },
      reclassified: 1,
    })
    expect(found).toMatchObject({ rows: 8, kept: 4 })
    expect(Object.values(found.leftOut as Record<string, number>).reduce((a, b) => a + b)).toBe(4)
    const lines = readFileSync(left, 'utf8')
    expect(lines.split('\n')[0]).toBe('File,Line,Reason,Row as it stood')
    expect(lines).toContain('one.csv,5,no coordinates,"CR/4,Burglary,09/11/2026 19:00,,,,,"')

    const profile = file('profiles.json', [
      JSON.stringify({
        version: 1,
        profiles: [
          {
            name: 'Command and control',
            header: FORCE[0].split(','),
            options: { offences: { 'Theft from a motor vehicle': 'other' } },
          },
          { name: 'no profile' },
        ],
      }),
    ])
    const read = await cocoon('check', one, '--profile', profile)
    expect(JSON.parse(read.out)).toMatchObject({
      profiles: ['Command and control'],
      offences: { 'burglary-home': 2, other: 1 },
    })
    expect(read.err).toContain('1 entry left out')
    expect((await cocoon('check', one, '--profile', one)).code).toBe(2)
    expect((await cocoon('check', one, '--join', file('2026-05-some-street.csv', OPEN))).code).toBe(3)
  })

  it('knox prints the table of the contract', async () => {
    const { code, out, err } = await cocoon('knox', lattice, '--closed', 'right', '--permutations', '99')
    expect(code).toBe(0)
    expect(err).toMatch(/x = x/)
    const t = JSON.parse(out)
    expect(Object.keys(t)).toEqual(
      (
        'n metric closed space time observed expected sd mean median ratio ratioMedian p permutations seed ' +
        'familywise interval sameHome neighbours dayZero diagnostics doubles long sentences answer notes params'
      ).split(' '),
    )
    expect(t.interval[0][0]).toHaveLength(2)
    expect(t.sentences.length).toBeGreaterThan(0)
    const { tables } = JSON.parse(readFileSync(golden('knox_edge_lattice.json'), 'utf8'))
    const g = tables.find((v: { config: string }) => v.config === 'C3_eu100x7_rightclosed')
    const again = await cocoon('knox', lattice, '--closed', 'right', '--space', g.space.join(','))
    expect(JSON.parse(again.out).observed).toEqual(g.observed)
    expect(t.permutations).toBe(99)
    expect(t.p.flat().every((p: number) => p >= 0.01 && p <= 1)).toBe(true)
  })

  it('knox takes open bands, writes them as Inf, and gives no p without permutations', async () => {
    const { out } = await cocoon(
      'knox',
      lattice,
      '--space',
      '0,100,inf',
      '--time',
      '0,7,Inf',
      '--permutations',
      '0',
    )
    const t = JSON.parse(out)
    expect(t.space).toEqual([0, 100, 'Inf'])
    expect(t.observed.flat().reduce((a: number, b: number) => a + b, 0)).toBe((600 * 599) / 2)
    expect(t.p).toEqual([
      [null, null],
      [null, null],
    ])
  })

  it('classify gives one line per incident', async () => {
    const lines = rowsOf((await cocoon('classify', lattice, '--distance', '200', '--days', '14')).out)
    expect(lines[0].join()).toBe('id,class,origin,distance,days,chain')
    const reference = rowsOf(readFileSync(golden('classify_edge_lattice.csv'), 'utf8'))
    const column = reference[0].indexOf('s200t14r1')
    expect(lines.slice(1).map((l) => [l[0], l[1]])).toEqual(reference.slice(1).map((l) => [l[0], l[column]]))
  })

  it('kde gives the same density at points and at cell centres', async () => {
    const flags = ['--kernel', 'quartic', '--bandwidth', '300']
    const cells = rowsOf((await cocoon('kde', lattice, ...flags, '--cell', '250')).out)
    const at = file('at.csv', ['x,y', ...cells.slice(1, 40).map((c) => `${c[0]},${c[1]}`)])
    const points = rowsOf((await cocoon('kde', lattice, ...flags, '--at', at)).out)
    expect(points[0]).toEqual(['x', 'y', 'density'])
    points.slice(1).forEach((p, i) => expect(+p[2]).toBeCloseTo(+cells[i + 1][2], 12))
    expect((await cocoon('kde', lattice, ...flags, '--at', file('bad.csv', ['x,y', '1,']))).code).toBe(3)
  })

  it('gistar says where the outermost cells are only partly filled', async () => {
    const town = (side: number) =>
      file('even.csv', [
        'id,x,y,date',
        ...Array.from(
          { length: 400 },
          (_, k) =>
            `${k},${1000 + (k % 20) * (side / 20)},${1000 + Math.floor(k / 20) * (side / 20)},2026-01-0${1 + (k % 9)}`,
        ),
      ])
    const said = async (side: number, ...more: string[]) =>
      /fill less than half/.test(
        (await cocoon('gistar', town(side), '--crs', 'plane', '--cell', '100', ...more)).err,
      )
    expect(await said(1000)).toBe(false)
    expect(await said(1070)).toBe(true)
    expect(await said(1070, '--origin', '1000,1000', '--size', '10,10')).toBe(false)
  })

  it('gistar and dbscan answer in their columns', async () => {
    const cells = rowsOf(
      (await cocoon('gistar', lattice, '--cell', '100', '--origin', '0,0', '--size', '20,20')).out,
    )
    expect(cells[0]).toEqual(['ix', 'iy', 'n', 'z', 'p', 'q'])
    expect(cells).toHaveLength(401)
    // R spdep localG on the same grid: cell 19,1
    expect(
      cells
        .find((c) => c[0] === '19' && c[1] === '1')!
        .slice(2, 4)
        .map(Number),
    ).toEqual([1, expect.closeTo(2.97951009, 8)])
    const groups = rowsOf((await cocoon('dbscan', lattice, '--eps', '100', '--min', '5')).out)
    expect(groups[0]).toEqual(['id', 'cluster', 'core'])
    expect(groups).toHaveLength(601)
  })

  it('zones and list answer for a day', async () => {
    const force = file('force.csv', FORCE)
    const zones = JSON.parse((await cocoon('zones', force, '--on', '2026-11-10')).out)
    expect(zones.type).toBe('FeatureCollection')
    expect(zones.features.length).toBeGreaterThan(0)
    // outer rings run counter-clockwise, holes clockwise, all closed (RFC 7946)
    for (const { geometry } of zones.features) {
      geometry.coordinates.forEach((ring: [number, number][], k: number) => {
        expect(ring.length).toBeGreaterThanOrEqual(4)
        expect(ring.at(-1)).toEqual(ring[0])
        const twice = ring.slice(1).reduce((s, [x, y], i) => s + ring[i][0] * y - x * ring[i][1], 0)
        expect(Math.sign(twice)).toBe(k === 0 ? 1 : -1)
      })
    }
    expect(zones.features[0].properties).toMatchObject({ tier: expect.stringMatching(/^[ABC]$/) })

    // a row dated years ahead does not decide which day it is
    const odd =
      'CR/9,Residential Burglary of a Home,09/11/2031 19:00,09/11/2031 21:00,400090,300105,"12 Hill Street",3'
    const later = await cocoon('zones', file('odd-date.csv', [...FORCE, odd]))
    expect(later.err).toMatch(/As at 2026-11-09/)

    const homes = file('homes.csv', HOMES)
    const { code, out, err } = await cocoon(
      'list',
      force,
      '--addresses',
      homes,
      '--on',
      '2026-11-10',
      '--each-side',
      '2',
    )
    expect([code, code ? err : '']).toEqual([0, ''])
    const lines = out.trim().split('\n')
    expect(lines[0]).toBe('incident,order,uprn,address,relation,tier,due')
    expect(lines.some((l) => l.startsWith('CR/2,') && l.includes(',1011,') && l.includes(',victim,'))).toBe(
      true,
    )
    for (const uprn of [1007, 1009, 1013, 1015]) expect(out).toContain(`,${uprn},`)
    expect(out).not.toContain(',1023,')
  })

  it('writes to a file, and tables as JSON', async () => {
    const path = join(dir, 'out.json')
    const { code, out } = await cocoon(
      'dbscan',
      lattice,
      '--eps',
      '100',
      '--min',
      '5',
      '--json',
      '--out',
      path,
    )
    expect([code, out]).toEqual([0, ''])
    const rows = JSON.parse(readFileSync(path, 'utf8'))
    expect(rows).toHaveLength(600)
    expect(rows[0]).toEqual({ id: '0', cluster: expect.any(Number), core: expect.any(Number) })
  })

  it('writes over nothing it is given, and says in a sentence where it cannot write', async () => {
    const path = file('mine.csv', FORCE)
    const money = ['money', '--cost', '1', '--unit', '500', '--counts', '50,30,60,55']
    const tried: [readonly string[], number, RegExp][] = [
      [['check', path, '--out', path], 2, /--out .*mine\.csv names a file that is given already/],
      [['check', path, '--left-out', path], 2, /--left-out .* names a file that is given already/],
      [['check', path, '--left-out', join(dir, 'a'), '--out', join(dir, 'a')], 2, /given already/],
      [[...money, '--out='], 2, /--out is without its value/],
      [[...money, '--out', dir], 1, /cannot be written: it is a directory/],
      [[...money, '--out', join(dir, 'none', 'a')], 1, /cannot be written: its folder does not exist/],
      [['check', path, '--left-out', join(dir, 'none', 'a')], 1, /its folder does not exist/],
    ]
    for (const [args, code, words] of tried) {
      const r = await cocoon(...args)
      expect([r.code, r.out], args.join(' ')).toEqual([code, ''])
      expect(r.err).toMatch(words)
    }
    expect(readFileSync(path, 'utf8')).toBe(FORCE.join('\n') + '\n')
  })

  it('says which of two equal flags it takes, and takes no number without end', async () => {
    const money = ['money', '--unit', '500', '--counts', '50,30,60,55', '--cost', '1']
    const twice = await cocoon(...money, '--cost', '2')
    expect(twice).toMatchObject({
      code: 0,
      err: expect.stringContaining('--cost is given 2 times; the last, 2, is taken.'),
    })
    expect(JSON.parse(twice.out).params.cost).toBe(2)
    expect((await cocoon(...money)).err).not.toContain('is given')
    for (const flag of ['--phi', '--cost'])
      expect(
        await cocoon(...money.slice(0, flag === '--cost' ? -2 : undefined), flag, 'Infinity'),
      ).toMatchObject({ code: 2, out: '', err: expect.stringContaining(`${flag} is "Infinity"; a number`) })
    expect((await cocoon(...money, '--json', '--json')).code).toBe(0)
  })

  it('takes columns and coordinates as told', async () => {
    const odd = file('odd.csv', [
      'ref,east,north,when',
      'a,400000,300000,2026-01-05',
      'b,400010,300000,2026-01-06',
    ])
    const { code, out } = await cocoon(
      'knox',
      odd,
      '--crs',
      'EPSG:27700',
      '--columns',
      'id=ref,x=east,y=north,from=when',
    )
    expect(code).toBe(0)
    expect(JSON.parse(out).observed[1][0]).toBe(1)
  })
})
