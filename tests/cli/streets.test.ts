/** Address files through the terminal: what `check` says of one, and whom `list` sends officers to. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { main } from '../../src/cli/main.ts'

const dir = mkdtempSync(join(tmpdir(), 'cocoon-streets-'))
afterAll(() => rmSync(dir, { recursive: true }))
function file(name: string, lines: readonly string[]): string {
  const path = join(dir, name)
  writeFileSync(path, lines.join('\n') + '\n')
  return path
}
async function cocoon(...args: string[]) {
  let [out, err] = ['', '']
  const code = await main(args, { out: (t) => (out += t), err: (t) => (err += t) })
  return { code, out, err }
}
const list = async (crimes: string, homes: string, ...more: string[]) => {
  const { code, out, err } = await cocoon('list', crimes, '--addresses', homes, '--json', ...more)
  expect([code, code ? err : '']).toEqual([0, ''])
  return { rows: JSON.parse(out) as Record<string, string>[], err }
}
const numbers = (rows: readonly Record<string, string>[]) =>
  rows.map((r) => parseInt(r.address)).sort((a, b) => a - b)

/** One street written in two ways, every other pair of houses. */
const MIXED = file('mixed.csv', [
  'UPRN,Address,Easting,Northing',
  ...Array.from({ length: 20 }, (_, i) => {
    const no = 2 * i + 1
    return `${500 + no},"${no} ${i % 4 < 2 ? 'Bridge Road' : 'BRIDGE RD'}, Eastham, EH1 1AA",${431000 + 8 * i},341000`
  }),
])
const HEAD = 'Crime No,Offence,Committed From Date,Reported Date,Reported Time,UPRN,Easting,Northing,Outcome'
const crime = (id: string, no: number, time = '13:00', outcome = '') =>
  `${id},Residential burglary of a home,20/11/2026,20/11/2026,${time},${500 + no},${431000 + 4 * (no - 1)},341000,${outcome}`

describe('list', () => {
  it('takes a street in two spellings for one', async () => {
    const { rows } = await list(file('one.csv', [HEAD, crime('C1', 21)]), MIXED)
    expect(numbers(rows)).toEqual([13, 15, 17, 19, 21, 23, 25, 27, 29])
    expect(rows.every((r) => r.due === '2026-11-22 13:00' && r.incident === 'C1')).toBe(true)
  })

  it('names with each call the burglary that sets its time', async () => {
    const { rows } = await list(
      file('two.csv', [HEAD, crime('LATE', 21, '18:00'), crime('EARLY', 13, '09:00')]),
      MIXED,
    )
    for (const r of rows) {
      expect(['2026-11-22 09:00', '2026-11-22 18:00']).toContain(r.due)
      expect(r.incident).toBe(r.due.endsWith('09:00') ? 'EARLY' : 'LATE')
    }
    // 19 is next door to 21, and three doors from 13, which was reported first
    expect(rows.find((r) => parseInt(r.address) === 19)).toMatchObject({
      incident: 'EARLY',
      relation: 'same side',
    })
  })

  it('lists nobody for what is no longer a crime, and says so', async () => {
    const crimes = file('none.csv', [HEAD, crime('C1', 21, '13:00', 'No crime')])
    const { rows, err } = await list(crimes, MIXED)
    expect(rows).toEqual([])
    expect(err).toContain('1 no longer a crime')
    expect(err).toContain('nobody is listed')
    const { rows: one } = await list(
      file('some.csv', [HEAD, crime('C1', 21, '13:00', 'No crime'), crime('C2', 5)]),
      MIXED,
    )
    expect(numbers(one)).toEqual([1, 3, 5, 7, 9, 11, 13])
  })

  it('covers all that is live, or the days that are asked for', async () => {
    const old = 'OLD,Residential burglary of a home,01/11/2026,01/11/2026,13:00,535,431136,341000,'
    const crimes = file('old.csv', [HEAD, crime('C1', 5), old])
    expect((await list(crimes, MIXED)).rows.some((r) => r.incident === 'OLD')).toBe(true)
    const week = await list(crimes, MIXED, '--days', '7')
    expect(week.rows.some((r) => r.incident === 'OLD')).toBe(false)
    expect(week.err).toContain('still live, but older than the 7 days')
    expect((await cocoon('list', '--help')).out).toMatch(/--days N .*default 42/)
  })

  it('places rows without coordinates by the address file, and says how many', async () => {
    const crimes = file('unplaced.csv', [
      'Crime No,Offence,Committed From Date,Reported Date,Reported Time,UPRN,Address',
      'C1,Residential burglary of a home,20/11/2026,20/11/2026,13:00,521,',
      'C2,Residential burglary of a home,20/11/2026,20/11/2026,13:00,,"5 Bridge Rd, Eastham"',
    ])
    const { rows, err } = await list(crimes, MIXED)
    expect(
      rows
        .filter((r) => r.relation === 'victim')
        .map((r) => parseInt(r.address))
        .sort(),
    ).toEqual([21, 5])
    expect(err).toContain('2 rows without coordinates placed by the address file: 1 by UPRN, 1 by address.')
  })

  it('joins the lines of an address, and stars the flat that was burgled', async () => {
    const homes = file('lines.csv', [
      'Address Line 1,Address Line 2,Address Line 3,Address Line 4,Postcode,Easting,Northing',
      ...[1, 2, 3, 4].map((f) => `Flat ${f},Weir Court,8 Weir Street,Eastham,EH2 2BB,431000,341000`),
      ...[10, 12, 14, 16, 18, 20].map(
        (n, i) => `${n} Weir Street,Eastham,,,EH2 2BB,${431020 + 8 * i},341000`,
      ),
    ])
    const crimes = file('flat.csv', [
      'Crime No,Offence,Committed From,Reported,Address,Easting,Northing',
      'L1,Residential burglary of a home,20/11/2026 10:00,20/11/2026 13:00,"Flat 3, Weir Court, 8 Weir Street, Eastham",431000,341000',
    ])
    const { rows } = await list(crimes, homes)
    expect(rows.find((r) => r.relation === 'victim')!.address).toBe(
      'Flat 3, Weir Court, 8 Weir Street, Eastham, EH2 2BB',
    )
    expect(rows.map((r) => r.address.split(',')[0])).toEqual([
      'Flat 3',
      'Flat 1',
      'Flat 2',
      'Flat 4',
      '10 Weir Street',
      '12 Weir Street',
      '14 Weir Street',
      '16 Weir Street',
    ])
  })
})

describe('check of an address file', () => {
  it('gives homes, doors merged, shared points and rows refused', async () => {
    const homes = file('mess.csv', [
      'UPRN,Address,Easting,Northing',
      '1,"1 High Street, Eastham",431000,341000',
      '1,"1 High St, Eastham",431000,341000',
      '2,"1 HIGH STREET, Eastham",431001,341000',
      '3,"3 High Street, Eastham",431010,341000',
      '4,"5 High Street, Eastham",431010,341000',
      '5,Flat 2,431020,341000',
      '6,0/1,431020,341000',
    ])
    const { code, out } = await cocoon('check', homes)
    expect(code).toBe(0)
    const said = JSON.parse(out)
    expect(said).toMatchObject({
      kind: 'homes',
      rows: 7,
      homes: 3,
      kept: 3,
      doorsMerged: 2,
      sharedPoints: 1,
      refused: 2,
      leftOut: { 'same UPRN twice': 1, 'same address twice': 1, 'only a flat, no house or street': 2 },
      columns: { uprn: 'UPRN', address: 'Address', x: 'Easting', y: 'Northing' },
    })
    expect(said.evidence.address).toMatch(/^named “Address”/)
    expect(said.rows).toBe(said.homes + said.doorsMerged + said.refused)
  })
})
