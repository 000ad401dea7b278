/** The terminal's quality, sample and score: keys, exit codes, and the same draw as the page. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'
import { caseName, drawDipSample } from '../../src/core/evaluation/quality/dipSample.ts'
import { openCases } from '../../src/import/openCases.ts'

const dir = mkdtempSync(join(tmpdir(), 'cocoon-quality-'))
afterAll(() => rmSync(dir, { recursive: true }))
const town = join(import.meta.dirname, '../../data/town/incidents.csv')
const scored = join(import.meta.dirname, '../golden/quality/score-cases.csv')

function file(name: string, text: string): string {
  const path = join(dir, name)
  writeFileSync(path, text)
  return path
}

async function cocoon(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const code = await main(args, { out: (t) => (out += t), err: (t) => (err += t) })
  return { code, out, err }
}

interface Measure {
  id: string
  yes: number
  no: number
  blank: number
  share: number | null
  interval: [number, number]
  seed: { share: number; year: string; base: string; note: string } | null
}

describe('cocoon quality', () => {
  it('knows of no open case where no column says how a case ended', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, k) =>
        `C${k},Burglary - dwelling,${1 + (k % 28)}/03/2026 10:00,${1 + k} Mill Road,${451000 + k},300000`,
    )
    const path = file('bare.csv', ['id,offence,from,address,easting,northing', ...rows].join('\n'))
    const { code, out, err } = await cocoon('quality', path, '--json')
    expect(code, err).toBe(0)
    const o = JSON.parse(out) as Record<string, { refused?: string }>
    expect(o.open.refused).toMatch(/neither outcomes nor open cases are known/)
    expect(o.outcomes.refused).toBe(o.open.refused)
    // a repeat is told from the property, which nobody answered
    expect(err).toMatch(/Repeat victimisation: 0% of 40 files of a known property/)
  })

  it('says where a blank may be how an open case looks, so that all have an outcome by construction', async () => {
    const csv = (none: string) =>
      file(
        `outcomes-${none || 'blank'}.csv`,
        'Crime Ref,Offence,Recorded,Easting,Northing,Outcome\n' +
          Array.from(
            { length: 40 },
            (_, i) =>
              `C${i},Burglary Residential - Home,0${1 + (i % 9)}/03/2026,${450_000 + i},300000,${i % 4 ? '18' : none}`,
          ).join('\n') +
          '\n',
      )
    const notes = async (none: string) => {
      const { out } = await cocoon('quality', csv(none), '--on', '2026-09-30', '--json')
      return (JSON.parse(out) as { notes: string[] }).notes.join(' ')
    }
    expect(await notes('')).toMatch(
      /No file says that its case is open, and 10 outcomes are blank: .* 75% have an outcome, not 100%/,
    )
    expect(await notes('Under investigation')).not.toMatch(/No file says/)
  })

  it('gives each measure with its keys', async () => {
    const { code, out } = await cocoon('quality', town, '--json')
    expect(code).toBe(0)
    const got = JSON.parse(out) as {
      measures: Measure[]
      answer: string
      notes: string[]
      n: number
      params: object
    }
    expect(got.measures).toHaveLength(18)
    for (const m of got.measures) {
      expect(Object.keys(m)).toEqual(
        expect.arrayContaining(['id', 'yes', 'no', 'blank', 'share', 'interval', 'seed']),
      )
      if (m.yes + m.no > 0) expect(m.share).toBe(m.yes / (m.yes + m.no))
      if (m.seed) expect(m.seed).toMatchObject({ note: expect.stringContaining('not your sample') as string })
    }
    expect(got.n).toBe(5387)
    expect(got.notes.length).toBeGreaterThan(0)
  })

  it('takes columns that are named, and words whose meaning is told', async () => {
    const path = file('odd.csv', 'ref,rang them back\n1,aye\n2,nay\n3,aye\n4,\n')
    const { out } = await cocoon(
      ...['quality', path, '--json', '--map', 'preventionAdvice=rang them back', '--words', 'aye=yes,nay=no'],
    )
    const { measures } = JSON.parse(out) as { measures: Measure[] }
    expect(measures).toHaveLength(1)
    expect(measures[0]).toMatchObject({ id: 'preventionAdvice', yes: 2, no: 1, blank: 1 })
    const { code, err } = await cocoon('quality', path, '--map', 'preventionAdvice=nowhere')
    expect(code).toBe(2)
    expect(err).toMatch(/no such column/)
  })

  it('keeps a key whose figure is not there, and says why beside it', async () => {
    interface Told extends Measure {
      says?: string
      by: { month: { name: string; share: number | null; says?: string }[] }
    }
    const measuresOf = (out: string) => (JSON.parse(out) as { measures: Told[] }).measures
    const path = file(
      'blank.csv',
      'ref,recorded,CSI attended,Prevention advice given\n1,2026-01-03,,yes\n2,2026-02-03,,\n3,2026-02-04,,\n',
    )
    const got = measuresOf((await cocoon('quality', path, '--json', '--map', 'csi=CSI attended')).out)
    const none = got.find((m) => m.yes + m.no === 0)!
    expect(none).toMatchObject({ yes: 0, no: 0, blank: 3, share: null })
    expect(none.says).toContain('No file is answered yes or no')
    const some = got.find((m) => m.yes === 1)!
    expect(some.says ?? '').not.toContain('answered')
    expect(some.by.month.map((p) => [p.share, p.says !== undefined])).toEqual([
      [1, false],
      [null, true],
    ])
    // no figure is printed of some measures: the key is there, empty, and its sentence beside it
    const all = measuresOf((await cocoon('quality', town, '--json')).out)
    expect(all.some((m) => m.seed === null)).toBe(true)
    for (const m of all) {
      expect('seed' in m && 'share' in m).toBe(true)
      expect(m.says?.includes('seed is empty') ?? false).toBe(m.seed === null)
    }
  })

  it('compares two periods and says so in its help', async () => {
    const { out } = await cocoon('quality', town, '--json', '--compare', '2026-01-01')
    const [first] = (JSON.parse(out) as { measures: { change: { interval: number[] } }[] }).measures
    expect(first.change.interval[0]).toBeLessThan(first.change.interval[1])
    expect((await cocoon('quality', town, '--compare', 'soon')).code).toBe(2)
  })

  it('leaves with 3 where there is no table of cases', async () => {
    const { code, err } = await cocoon('quality', file('empty.csv', ''))
    expect(code).toBe(3)
    expect(err).toMatch(/is empty/)
  })
})

describe('cocoon sample', () => {
  it('draws the rows that the page draws', async () => {
    const { code, out } = await cocoon(
      'sample',
      town,
      '--size',
      '60',
      '--strata',
      'offence,outcome',
      '--seed',
      '7',
    )
    expect(code).toBe(0)
    const lines = Papa.parse<Record<string, string>>(out, { header: true, skipEmptyLines: true }).data
    expect(lines).toHaveLength(60)
    const { cases } = await openCases([{ name: 'incidents.csv', blob: new Blob([readFileSync(town)]) }])
    const all = Uint32Array.from({ length: cases.n }, (_, i) => i)
    const draw = drawDipSample(cases, all, ['offence', 'outcome'], { size: 60, seed: 7 })
    expect(lines.map((l) => l.case)).toEqual(draw.files.map((f) => caseName(cases, f.row)))
    expect(
      (await cocoon('sample', town, '--size', '60', '--strata', 'offence,outcome', '--seed', '7')).out,
    ).toBe(out)
    // the weights of the drawn files add up to the register
    expect(lines.reduce((sum, l) => sum + Number(l.weight), 0)).toBeCloseTo(5387, 6)
  })

  it('takes a margin for a size, and refuses what does not fit', async () => {
    const { out } = await cocoon('sample', town, '--margin', '10', '--json')
    // n₀ = 97, less for a register that ends
    expect((JSON.parse(out) as { files: unknown[] }).files).toHaveLength(95)
    expect((await cocoon('sample', town)).code).toBe(2)
    expect((await cocoon('sample', town, '--size', '20', '--strata', 'offence', '--min', '10')).err).toMatch(
      /10 files from each of 6 strata/,
    )
    expect((await cocoon('sample', town, '--size', '20', '--strata', 'Moon')).err).toMatch(/no column “Moon”/)
  })

  it('needs neither dates nor places', async () => {
    const path = file(
      'plain.csv',
      'ref,colour\n' + Array.from({ length: 50 }, (_, i) => `R${i},c${i % 5}`).join('\n'),
    )
    const { out } = await cocoon('sample', path, '--size', '10', '--strata', 'colour', '--seed', '3')
    expect(out.trim().split('\n')).toHaveLength(11)
  })
})

describe('cocoon score', () => {
  const sheet = file(
    'sheet.json',
    JSON.stringify({
      threshold: 75,
      factors: [
        ['fingerprint', 30],
        ['footwear', 20],
        ['dna', 50],
        ['witness', 15],
        ['suspect_described', 30],
        ['vehicle_seen', 15],
        ['cctv', 10],
        ['in_progress', 25],
      ].map(([column, points]) => ({ factor: column, column, points })),
    }),
  )

  it('shows the solvable cases among the not flagged', async () => {
    const { code, out } = await cocoon('score', scored, '--sheet', sheet, '--json')
    expect(code).toBe(0)
    const got = JSON.parse(out) as {
      late: { flagged: number; fn: number; n: number; ppv: number }
      table: { threshold: number }[]
      cases: { score: number }[]
    }
    expect(got.late).toMatchObject({ n: 300, flagged: 9, fn: 32 })
    expect(got.table.map((t) => t.threshold)).toEqual([25, 50, 75, 100])
    expect(got.cases).toHaveLength(800)
  })

  it('says why a threshold that all or none reach has no share', async () => {
    interface Row {
      threshold: number
      ppv: number | null
      solvedMissed: number | null
      says?: string
    }
    const { out } = await cocoon('score', scored, '--sheet', sheet, '--json', '--thresholds', '0,50,1000')
    const { table, late } = JSON.parse(out) as { table: Row[]; late: Row & { table: Row[] } }
    const [all, some, sheets, none] = table
    expect([all.solvedMissed, none.ppv]).toEqual([null, null])
    expect(all.says).toMatch(/Every closed case reaches the threshold/)
    expect(none.says).toMatch(/No closed case reaches the threshold/)
    for (const row of [some, sheets, late]) {
      expect(row.solvedMissed).toBeGreaterThan(0)
      expect('says' in row).toBe(false)
    }
    expect(late.table.map((r) => r.says !== undefined)).toEqual([true, false, false, true])
  })

  it('says what is missing where no case, or every case, was solved', async () => {
    const register = (solved: string) =>
      file(`ends-${solved}.csv`, `ref,cctv,solved\n1,yes,${solved}\n2,no,${solved}\n`)
    const flat = file('g.json', JSON.stringify({ threshold: 1, factors: [{ column: 'cctv', points: 1 }] }))
    type Period = {
      sensitivity: number | null
      specificity: number | null
      says: string
      auc: { says: string }
    }
    const told = async (solved: string) =>
      (
        JSON.parse((await cocoon('score', register(solved), '--sheet', flat, '--json')).out) as {
          all: Period
        }
      ).all
    expect(await told('no')).toMatchObject({
      sensitivity: null,
      says: 'No case was solved: no sensitivity.',
      auc: { says: 'AUC needs solved and unsolved cases; there are 0 solved and 2 unsolved.' },
    })
    expect(await told('yes')).toMatchObject({
      specificity: null,
      says: 'Every case was solved: no specificity.',
      auc: { says: 'AUC needs solved and unsolved cases; there are 2 solved and 0 unsolved.' },
    })
  })

  it('refuses a victim’s characteristic with the reason', async () => {
    const bad = file(
      'bad.json',
      JSON.stringify({ threshold: 75, factors: [{ factor: 'Victim age', column: 'cctv', points: 5 }] }),
    )
    const { code, out, err } = await cocoon('score', scored, '--sheet', bad, '--json')
    expect([code, out]).toEqual([3, ''])
    expect(err).toMatch(/speaks of age.*Equality Act/)
  })

  it('says what is missing', async () => {
    expect((await cocoon('score', scored)).err).toMatch(/--sheet is missing/)
    expect((await cocoon('score', scored, '--sheet', file('x.json', '{'))).code).toBe(2)
    const other = file('y.json', JSON.stringify({ threshold: 1, factors: [{ column: 'moon', points: 1 }] }))
    expect((await cocoon('score', scored, '--sheet', other)).err).toMatch(/no column “moon”/)
    // no address and no property key in the register: repeats are not known, which is not none
    const repeat = file(
      'r.json',
      JSON.stringify({ threshold: 1, factors: [{ column: 'cocoon:repeat', points: 1 }] }),
    )
    const told = await cocoon('score', scored, '--sheet', repeat, '--json')
    expect([told.code, told.out]).toEqual([3, ''])
    expect(told.err).toMatch(/needs property keys \(UPRN\) or addresses/)
  })

  it('says that a sheet tells no case from another', async () => {
    const flat = file('f.json', JSON.stringify({ threshold: 5, factors: [{ column: 'cctv', points: 0 }] }))
    const r = await cocoon('score', scored, '--sheet', flat, '--json')
    expect(JSON.parse(r.out).answer).toMatch(/Every case has the same score/)
  })
})
