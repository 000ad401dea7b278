import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FLAG } from '../../src/core/table/incidents.ts'
import { drain } from '../../src/core/base/drain.ts'
import { dictAt, textAt } from '../../src/core/base/text.ts'
import { OFFENCES } from '../../src/core/base/offences.ts'
import { broadKind } from '../../src/import/meaning/offences.ts'
import type { ImportReport } from '../../src/import/contract.ts'
import { rowKey } from '../../src/core/series/series.ts'
import { joinIncidents, type Side, unjoinable } from '../../src/import/join/join.ts'
import { Pairing } from '../../src/import/join/pairing.ts'
import { writingsOf } from '../../src/import/join/writings.ts'
import { goneOf } from '../../src/import/join/gone.ts'
import { goneWords } from '../../src/desk/words.ts'
import { joinFacts } from '../../src/desk/files/joinFacts.ts'
import { drop, only } from './drop.ts'

const HEAD = 'Crime No,Offence,Committed From,Easting,Northing,Address,Outcome\n'
interface Row {
  id?: string
  offence?: string
  day?: number
  x?: number
  outcome?: string
}
const line = ({ id = '', offence = 'Burglary Residential', day = 13, x = 459300, outcome = '' }: Row) =>
  `${id},${offence},${String(day).padStart(2, '0')}/01/2025 18:30,${x},304100,${x} Mill Lane,${outcome}`

async function side(rows: readonly Row[], name = 'week.csv'): Promise<Side> {
  const o = only(await drop({ [name]: HEAD + rows.map(line).join('\n') + '\n' }), 'incidents')
  const { incidents, text, report, lines, ended } = o
  return { name: o.name, incidents, text, report, lines, ended }
}
async function readSide(name: string, text: string): Promise<Side> {
  const o = only(await drop({ [name]: text }), 'incidents')
  return { name, incidents: o.incidents, text: o.text, report: o.report, lines: o.lines, ended: o.ended }
}
const balanced = (r: ImportReport) =>
  r.rows === r.kept + r.leftOut.reduce((s, l) => s + l.n, 0) &&
  r.files.reduce((s, f) => s + f.kept, 0) === r.kept &&
  r.files.reduce((s, f) => s + f.rows, 0) === r.rows
const ids = (s: Side) => Array.from({ length: s.incidents.n }, (_, i) => textAt(s.text.id, i))

describe('next week joins this week', () => {
  it('counts new, changed, unchanged and clashing rows, and keeps each crime once', async () => {
    const base = await side(
      [{ id: 'A' }, { id: 'B', day: 14 }, { id: 'C', day: 15 }, { id: 'D', day: 20 }],
      'one.csv',
    )
    const added = await side(
      [
        { id: 'A' },
        { id: 'B', day: 14, outcome: 'charged' },
        // the same number for another crime: another offence, day and place
        { id: 'C', offence: 'Theft from a motor vehicle', day: 28, x: 470000 },
        { id: 'E', day: 29 },
      ],
      'two.csv',
    )
    const { joined, counts } = joinIncidents(base, added)
    expect(counts).toEqual({
      ...{ fresh: 1, changed: 1, unchanged: 1, clashing: 1, absent: 1 + 1 },
      ...{ reclassified: 0, ended: 0 },
    })
    expect(ids(joined)).toEqual(['A', 'B', 'C', 'D', 'C', 'E'])
    const outcome = joined.incidents.outcome
    expect(outcome.values[outcome.codes[1]]).toBe('charged')
    expect(balanced(joined.report)).toBe(true)
    expect(joined.report.leftOut.map((l) => [l.reason, l.n])).toEqual([
      ['already loaded and unchanged', 1],
      ['replaced by its row in the added file', 1],
    ])
    // the row replaced is named by its line in the file it came from
    expect(joined.report.leftOut[1].lines).toEqual([
      { file: 'one.csv', line: 3, text: expect.stringMatching(/^B,2025-01-14 18:30,Burglary Residential,/) },
    ])
  })

  it('tells what is already loaded from what is left out', async () => {
    const odd = 'E,Burglary Residential,not a date,459300,304100,1 Mill Lane,\n'
    const base = await side([{ id: 'A' }, { id: 'B', day: 14 }], 'one.csv')
    const text = HEAD + [line({ id: 'A' }), line({ id: 'B', day: 14, outcome: 'charged' }), odd].join('\n')
    const { joined } = joinIncidents(base, await readSide('two.csv', text))
    expect(goneOf(joined.report)).toEqual({ again: 2, out: 1 })
    expect(goneWords(joined.report)).toBe('2 already loaded, 1 left out')
    expect(goneWords(joinIncidents(base, base).joined.report)).toBe('2 already loaded')
    expect(goneWords(base.report)).toBe('0 left out')
  })

  it('takes a column that the new file does not tell for no correction, and names it', async () => {
    const full = 'Crime No,Offence,Committed From,Easting,Northing,Address,Outcome,Beat,MO\n'
    const head = 'Crime No,Offence,Committed From,Easting,Northing,Address,Outcome\n'
    const row = (id: string, day: number, outcome = 'filed') =>
      `${id},Burglary Residential,${day}/01/2025 18:30,459300,304100,1 Mill Lane,${outcome}`
    const base = await readSide(
      'one.csv',
      full + `${row('A', 13)},N1,door forced\n${row('B', 14)},N2,window\n`,
    )
    const added = await readSide(
      'two.csv',
      head + [row('A', 13), row('B', 14, 'charged'), row('C', 20)].join('\n') + '\n',
    )
    const { joined, counts } = joinIncidents(base, added)
    expect(counts).toMatchObject({ unchanged: 1, changed: 1, fresh: 1, untold: ['beat', 'mo'] })
    const { incidents: t, text } = joined
    expect([0, 1, 2].map((i) => dictAt(t.beat, i))).toEqual(['N1', 'N2', ''])
    expect([0, 1, 2].map((i) => textAt(text.mo, i))).toEqual(['door forced', 'window', ''])
    expect([0, 1, 2].map((i) => dictAt(t.outcome, i))).toEqual(['filed', 'charged', 'filed'])
    expect(joinFacts(counts).at(-1)!.value).toBe('beat, MO')
    // the fuller file added to the poorer one corrects it
    expect(joinIncidents(added, base).counts).toMatchObject({ changed: 2, fresh: 0 })
    expect(joinIncidents(added, base).counts.untold).toBeUndefined()
  })

  it('keeps the end of a window where the new file has no ends, unless its start is another now', async () => {
    const head = 'Crime No,Offence,Committed From,Committed To,Easting,Northing,Outcome'
    const row = (id: string, day: number, end: number | undefined, outcome: string) =>
      `${id},Burglary Residential,${day}/01/2025 08:00,${end ? `${end}/01/2025 18:00,` : ''}459300,304100,${outcome}`
    const base = await readSide(
      'one.csv',
      [head, row('A', 13, 14, ''), row('B', 15, 16, ''), row('C', 17, 19, 'filed')].join('\n'),
    )
    const added = await readSide(
      'two.csv',
      [
        head.replace('Committed To,', ''),
        row('A', 13, undefined, ''),
        row('B', 15, undefined, 'charged'),
        row('C', 18, undefined, 'filed'),
      ].join('\n'),
    )
    const { joined, counts } = joinIncidents(base, added)
    expect(counts).toMatchObject({ unchanged: 1, changed: 2, untold: ['to'] })
    const { from, to, flags } = joined.incidents
    expect([0, 1, 2].map((i) => to[i] - from[i])).toEqual([34 * 60, 34 * 60, 0])
    expect([0, 1, 2].map((i) => (flags[i] & FLAG.noEnd) > 0)).toEqual([false, false, true])
    expect(balanced(joined.report)).toBe(true)
  })

  it('keeps nothing that names the old place of a crime that lies elsewhere now', async () => {
    const head = 'Crime No,Offence,Committed From,Easting,Northing,Address'
    const row = (id: string, day: number, east: number, address: string) =>
      `${id},Burglary Residential,${day}/01/2025 08:00,${east},304100,${address}`
    const base = await readSide(
      'one.csv',
      [
        `${head},UPRN,Beat`,
        `${row('A', 13, 459300, '1 Mill Lane')},100070000013,N1`,
        `${row('B', 15, 459400, '2 Mill Lane')},100070000015,N1`,
        `${row('C', 17, 459500, '12 Oak Street')},100070000017,N1`,
        `${row('D', 19, 459600, '')},100070000019,N1`,
      ].join('\n'),
    )
    const added = await readSide(
      'two.csv',
      [
        head,
        row('A', 13, 461000, '9 Elm Road'),
        // the same home by a better point, the home next door but one, and a point alone
        row('B', 15, 459410, '2  MILL LANE'),
        row('C', 17, 459510, '14 Oak Street'),
        row('D', 19, 459610, ''),
      ].join('\n'),
    )
    const { joined, counts } = joinIncidents(base, added)
    expect(counts).toMatchObject({ changed: 4, untold: ['beat', 'uprn'] })
    expect([0, 1, 2, 3].map((i) => textAt(joined.text.uprn, i))).toEqual(['', '100070000015', '', ''])
    expect([0, 1, 2, 3].map((i) => dictAt(joined.incidents.beat, i))).toEqual(['', 'N1', 'N1', 'N1'])
  })

  describe('a number that a spreadsheet has rounded', () => {
    const file = (name: string, id: (k: number) => string, outcome = 'filed') =>
      readSide(
        name,
        [
          'Crime No,Offence,Committed From,Committed To,Easting,Northing,Outcome',
          ...[13, 14, 15].map(
            (day, k) =>
              `"${id(k)}",Burglary Residential,${day}/01/2025 08:00,${day}/01/2025 18:00,${459300 + 100 * k},304100,${outcome}`,
          ),
        ].join('\n'),
      )
    const told = (k: number) => String(100023336900 + k)
    const all = [0, 1, 2].map(told)

    it.each(['1.00023E+11', ''])('takes no true one’s place: %o', async (id) => {
      const { joined, counts } = joinIncidents(
        await file('one.csv', told),
        await file('two.csv', () => id, 'charged'),
      )
      expect(counts).toMatchObject({ changed: 3, fresh: 0, absent: 0 })
      expect(ids(joined)).toEqual(all)
    })

    it.each(['1.00023E+11', '1,0E+11', ''])('gives way to the true one: %o', async (id) => {
      const base = await file('one.csv', () => id)
      const { joined, counts } = joinIncidents(base, await file('two.csv', told))
      expect(counts).toMatchObject({ changed: 3, fresh: 0, absent: 0 })
      expect(ids(joined)).toEqual(all)
      expect(balanced(joined.report)).toBe(true)
    })

    it.each(['1.23E+08', '1.00024E+11', '1.00023E+12'])('is not met with another: %s', async (id) => {
      const [one, two] = [await file('one.csv', () => id), await file('two.csv', told)]
      expect(joinIncidents(one, two).counts).toMatchObject({ fresh: 3, changed: 0, unchanged: 0 })
      expect(joinIncidents(two, one).counts).toMatchObject({ fresh: 3, changed: 0, unchanged: 0 })
    })
  })

  describe('columns of one of the two files alone tell no two rows apart', () => {
    const cells: Record<string, (k: number) => string> = {
      'Crime No': (k) => `22A${k}`,
      Offence: (k) => ['Burglary Residential', 'Criminal damage'][k % 2],
      'Committed From': (k) => `${13 + k}/01/2025 08:00`,
      'Committed To': (k) => `${13 + k}/01/2025 18:00`,
      Address: (k) => `${k + 1} Mill Lane`,
      Street: () => 'Mill Lane',
      Beat: (k) => `N${k}`,
      Outcome: () => 'filed',
      Easting: (k) => String(459300 + 100 * k),
      Northing: () => '304100',
    }
    const file = (name: string, without: readonly string[] = []) => {
      const head = Object.keys(cells).filter((c) => !without.includes(c))
      const rows = [0, 1, 2, 3].map((k) => head.map((c) => cells[c](k)).join(','))
      return readSide(name, [head.join(','), ...rows].join('\n'))
    }
    const said = ({ incidents: t, text }: Side) =>
      Array.from({ length: t.n }, (_, i) => [
        textAt(text.id, i),
        dictAt(t.wording, i),
        OFFENCES[t.offence[i]].id,
        t.to[i],
      ])

    it.each(['Crime No', 'Committed To', 'Offence', 'Street', 'Beat', 'Outcome'])('%s', async (column) => {
      const full = await file('full.csv')
      for (const without of [[column], [column, 'Crime No']]) {
        const poor = await file('poor.csv', without)
        const j = joinIncidents(full, poor)
        expect(j.counts).toMatchObject({ fresh: 0, clashing: 0, absent: 0, reclassified: 0, unchanged: 4 })
        expect(said(j.joined)).toEqual(said(full))
        expect(joinIncidents(poor, full).counts).toMatchObject({
          ...{ fresh: 0, clashing: 0, absent: 0, reclassified: 0 },
        })
      }
    })

    it('names the numbers and the offences that stand', async () => {
      const j = joinIncidents(await file('full.csv'), await file('poor.csv', ['Crime No', 'Offence']))
      expect(j.counts.untold).toEqual(['id', 'offence'])
      expect(joinFacts(j.counts).at(-1)!.value).toBe('crime number, offence')
    })
  })

  describe('offences of one occurrence, under one number', () => {
    const head = 'Crime No,Offence,Committed From,Easting,Northing,Outcome'
    const row = (id: string, kind: string, at: string, outcome = '') =>
      `${id},${kind},${at},459300,304100,${outcome}`
    const rest = ['A', 'B', 'C'].map((id, k) => row(id, 'Burglary Residential', `1${k}/01/2025 08:00`))
    const file = (name: string, rows: readonly string[]) =>
      readSide(name, [head, ...rest, ...rows].join('\n'))
    const burglary = (at = '20/01/2025 08:00', outcome = '') => row('Z', 'Burglary Residential', at, outcome)
    const damage = (outcome = '') => row('Z', 'Criminal damage', '20/01/2025 08:00', outcome)
    const loaded = () => file('one.csv', [burglary(), damage()])
    const kinds = ({ incidents: t }: Side) => Array.from(t.wording.codes, (c) => t.wording.values[c]).sort()
    const both = ['Burglary Residential', 'Criminal damage']
    const three = Array<string>(3).fill('Burglary Residential')

    it.each([
      [
        'a corrected time',
        [burglary('20/01/2025 08:30'), damage()],
        { changed: 1, fresh: 0, absent: 0, ended: 0 },
        both,
      ],
      [
        'one that is none any more',
        [burglary(undefined, 'No crime'), damage()],
        { ended: 1, absent: 0, fresh: 0 },
        both.slice(1),
      ],
      [
        'both none any more',
        [burglary(undefined, 'No crime'), damage('No crime')],
        { ended: 2, absent: 0 },
        [],
      ],
      [
        'one alone, with an outcome',
        [burglary(undefined, 'charged')],
        { changed: 1, fresh: 0, absent: 1 },
        both,
      ],
    ])('%s', async (_, rows, counts, left) => {
      const j = joinIncidents(await loaded(), await file('two.csv', rows))
      expect(j.counts).toMatchObject(counts)
      expect(kinds(j.joined)).toEqual([...three, ...left].sort())
      expect(balanced(j.joined.report)).toBe(true)
    })

    it.each(['', 'charged'])('a crime stays that stands beside one that is none (%s)', async (outcome) => {
      const base = await file('one.csv', [damage()])
      const j = joinIncidents(base, await file('two.csv', [burglary(undefined, 'No crime'), damage(outcome)]))
      expect(j.counts).toMatchObject({ ended: 0, fresh: 0, changed: outcome ? 1 : 0 })
      expect(kinds(j.joined)).toEqual([...three, 'Criminal damage'])
      expect(balanced(j.joined.report)).toBe(true)
    })
  })

  it('knows a crime without a number by a file that does not tell its UPRN', async () => {
    const row = '13/01/2025 18:30,459300,304100,1 Mill Lane'
    const head = 'Offence,Committed From,Easting,Northing,Address'
    const base = await readSide('one.csv', `${head},UPRN\nBurglary Residential,${row},100070000013\n`)
    const added = await readSide('two.csv', `${head}\nBurglary Residential,${row}\n`)
    expect(joinIncidents(base, added).counts).toMatchObject({ fresh: 0, unchanged: 1, untold: ['uprn'] })
    expect(joinIncidents(added, base).counts).toMatchObject({ fresh: 0, changed: 1 })
  })

  it('knows a number without the zeros in front that a spreadsheet takes off, and says so', async () => {
    const base = await side([{ id: '0042' }, { id: '0043', day: 14, x: 459900 }], 'one.csv')
    const added = await side(
      [
        { id: '42', outcome: 'charged' },
        { id: '43', day: 14, x: 459900 },
      ],
      'two.csv',
    )
    const { joined, counts } = joinIncidents(base, added)
    expect(counts).toMatchObject({ fresh: 0, changed: 1, unchanged: 1, clashing: 0 })
    expect(joined.report.notes.join(' ')).toContain(
      '2 crime numbers differ from the loaded one only by zeros in front, which spreadsheets take off: they were taken for the same.',
    )
  })

  it('doubts a row that both files tell once, and says of missing months what the joined table leaves missing', async () => {
    const head = 'Crime No,Offence,Date From,Date To,Reported,Easting,Northing,Address\n'
    const file = async (name: string, days: readonly string[]): Promise<Side> => {
      const rows = days.map(
        (d, k) => `N${d},Burglary Shed,${d},01/01/2025,01/09/2025,${459000 + 20 * k},304100,${k} Mill Lane`,
      )
      const o = only(await drop({ [name]: head + rows.join('\n') + '\n' }), 'incidents')
      return { name, incidents: o.incidents, text: o.text, report: o.report, lines: o.lines, ended: o.ended }
    }
    const month = (m: number) => Array.from({ length: 15 }, (_, k) => `${k + 11}/0${m}/2025`)
    const before = [1, 2, 6].flatMap(month)
    const one = await file('one.csv', before)
    expect(one.report.warnings.find((w) => w.problem === 'reversed')?.n).toBe(45)
    expect(one.report.warnings.find((w) => w.what.startsWith('months without'))?.n).toBe(3)
    const two = await file('two.csv', [...before, ...month(3), ...month(4)])
    const { joined, counts } = joinIncidents(one, two)
    expect(counts).toMatchObject({ fresh: 30, unchanged: 45 })
    const said = (what: string) => joined.report.warnings.filter((w) => w.what.startsWith(what))
    expect(said('the window ends').map((w) => w.n)).toEqual([75])
    expect(joined.report.sheds?.n).toBe(75)
    // May alone is still missing
    expect(said('months without').map((w) => w.what)).toEqual([
      'months without a row inside the span: May 2025',
    ])
    expect(joined.report.notes.filter((n) => n.startsWith('No row is of'))).toHaveLength(1)
  })

  it('keeps, counts and shows another number at the same place and time', async () => {
    const [one, two] = [{ id: 'A' }, { id: 'B' }].map((r) => [r, { id: `${r.id}2`, day: 14, x: 459900 }])
    const { joined, counts } = joinIncidents(await side(one, 'one.csv'), await side(two, 'two.csv'))
    expect(counts).toMatchObject({ fresh: 2, clashing: 0 })
    expect(joined.report.warnings).toContainEqual({
      what: expect.stringMatching(
        /^a further row of the same kind, place and day, not under the same number/,
      ) as string,
      n: 2,
    })
    // dropped together they are one table
    const text = (rows: readonly Row[]) => HEAD + rows.map(line).join('\n') + '\n'
    const { report } = only(await drop({ 'one.csv': text(one), 'two.csv': text(two) }), 'incidents')
    expect([report.rows, report.kept]).toEqual([4, 4])
    expect(report.warnings.map((w) => [w.what.slice(0, 13), w.n])).toContainEqual(['a further row', 2])
    // the same numbers are the same file
    expect(only(await drop({ 'one.csv': text(one), 'copy.csv': text(one) }), 'declined').sentence).toContain(
      'holds the same 2 rows as one.csv',
    )
  })

  it('knows a number in any case, of a crime that ended too', async () => {
    const base = await side([{ id: 'ZZ/1a' }, { id: 'ZZ/2b', day: 14, x: 459900 }], 'one.csv')
    const added = await side(
      [{ id: 'zz/1A' }, { id: 'zz/2B', day: 14, x: 459900, outcome: 'No crime' }],
      'two.csv',
    )
    const { joined, counts } = joinIncidents(base, added)
    expect([joined.incidents.n, counts.unchanged, counts.ended, counts.fresh]).toEqual([1, 1, 1, 0])
  })

  it('one number, place and day with another offence is one crime that changed', async () => {
    const base = await side([{ id: 'A' }, { id: 'B', x: 470000 }, { id: 'C', day: 20 }])
    const added = await side([
      { id: 'A', offence: 'Criminal damage' },
      { id: 'B', x: 470000, outcome: 'charged' },
    ])
    const { joined, counts, became } = joinIncidents(base, added)
    expect(counts).toMatchObject({ changed: 2, reclassified: 1, clashing: 0, fresh: 0, ended: 0 })
    expect(ids(joined)).toEqual(['A', 'B', 'C'])
    expect(became).toEqual([
      {
        ...{ id: 'A', row: 0, key: rowKey(base.incidents, 0), now: rowKey(joined.incidents, 0) },
        ...{ was: base.incidents.offence[0], is: joined.incidents.offence[0] },
      },
    ])
    expect(balanced(joined.report)).toBe(true)
  })

  it.each(['No crime', 'Cancelled (N100)', 'Transferred to other force'])(
    'a loaded crime with the status “%s” leaves',
    async (outcome) => {
      const base = await side([{ id: 'A' }, { id: 'B', x: 470000 }, { id: 'C', day: 20 }])
      const added = await side([
        { id: 'B', x: 470000, outcome },
        { id: 'D', day: 21 },
        { id: 'C', day: 3, x: 480000, outcome },
      ])
      const { joined, counts, became } = joinIncidents(base, added)
      // C is of another day and place: the number stands for another crime
      expect(counts).toMatchObject({ ended: 1, fresh: 1, changed: 0 })
      expect(ids(joined)).toEqual(['A', 'C', 'D'])
      expect(became).toEqual([
        { id: 'B', row: 1, key: rowKey(base.incidents, 1), was: base.incidents.offence[1] },
      ])
      expect(balanced(joined.report)).toBe(true)
      expect(joined.report.leftOut.find((l) => l.reason === 'no longer a crime')?.n).toBe(3)
      expect(joined.report.notes.join(' ')).toContain('1 loaded crime left out: ')
    },
  )

  it('keeps both rows of a number whose offence agrees but neither day nor place', async () => {
    const { counts } = joinIncidents(await side([{ id: 'A' }]), await side([{ id: 'A', day: 20, x: 470000 }]))
    expect(counts).toMatchObject({ clashing: 1, changed: 0 })
  })

  it('takes a corrected day or a corrected place for a change', async () => {
    const base = await side([{ id: 'A' }, { id: 'B' }])
    const { counts, joined } = joinIncidents(
      base,
      await side([
        { id: 'A', day: 14 },
        { id: 'B', x: 470000 },
      ]),
    )
    expect(counts).toMatchObject({ changed: 2, clashing: 0 })
    expect(joined.incidents.n).toBe(2)
  })

  it('trusts no number that stands twice in a file', async () => {
    const base = await side([{ id: 'A' }, { id: 'A', day: 14, x: 470000 }])
    const { counts, joined } = joinIncidents(base, await side([{ id: 'A', day: 21 }]))
    expect(counts).toMatchObject({ fresh: 1, changed: 0, clashing: 0 })
    expect(joined.incidents.n).toBe(3)
  })

  it('flags a repeat across the two files', async () => {
    const base = await side([{ id: 'A', day: 2 }])
    const { joined } = joinIncidents(base, await side([{ id: 'B', day: 25 }]))
    expect([...joined.incidents.flags].map((f) => f & FLAG.repeat)).toEqual([0, FLAG.repeat])
  })

  it('refuses to mix exact rows with snap points, in a sentence', async () => {
    const open = only(
      await drop({ 'm.csv': 'Crime ID,Month,Longitude,Latitude,Crime type\n1,2025-01,-1.1,52.6,Burglary\n' }),
      'incidents',
    )
    expect(unjoinable((await side([{}])).incidents, open.incidents)).toMatch(/only the month.*\.$/)
  })

  it('never removes open data by its number: months that use numbers again are all kept', async () => {
    const month = async (m: string, type: string, lng: number) => {
      const o = only(
        await drop({
          [`${m}.csv`]: `Crime ID,Month,Longitude,Latitude,Location,Crime type\nx1,${m},${lng},54.6,On or near A,${type}\nx1,${m},${lng},54.6,On or near A,${type}\n`,
        }),
        'incidents',
      )
      return { name: o.name, incidents: o.incidents, text: o.text, report: o.report, lines: o.lines }
    }
    const june = await month('2025-06', 'Burglary', -5.9)
    const { counts, joined } = joinIncidents(june, await month('2025-07', 'Vehicle crime', -5.8))
    expect(counts).toMatchObject({ fresh: 2, clashing: 0, changed: 0 })
    expect(joined.incidents.n).toBe(4)
    // the same month again: two equal rows meet two equal rows
    expect(joinIncidents(june, await month('2025-06', 'Burglary', -5.9)).counts).toMatchObject({
      unchanged: 2,
      fresh: 0,
    })
  })
})

const row = fc.record({
  id: fc.constantFrom('', 'A', 'B', 'C', 'D', 'E'),
  offence: fc.constantFrom('Burglary Residential', 'Theft from a motor vehicle'),
  day: fc.integer({ min: 1, max: 4 }),
  x: fc.constantFrom(459300, 459320, 470000),
  outcome: fc.constantFrom('', 'charged'),
})
const rows = fc.array(row, { minLength: 1, maxLength: 12 })

/** Pairs as the convention says it, with texts and maps: which loaded row each added row is, -1 none, -2 a clash. */
function plainPairs(base: Side, added: Side): number[] {
  const id = (s: Side, i: number) => (s.incidents.source === 'open' ? '' : textAt(s.text.id, i))
  const rows = (s: Side) => Array.from({ length: s.incidents.n }, (_, i) => i)
  const once = (s: Side, of: string) => rows(s).filter((i) => id(s, i) === of).length === 1
  // a file without numbers tells no two rows apart by them
  const numbers = [base, added].every((s) => rows(s).some((i) => textAt(s.text.id, i) !== ''))
  const key = (s: Side, i: number) => {
    const t = s.incidents
    const where = textAt(s.text.uprn, i) || textAt(s.text.address, i) || dictAt(t.street, i)
    const said = [t.from[i], t.to[i], t.x[i].toFixed(1), t.y[i].toFixed(1), t.offence[i]]
    return [...said, dictAt(t.wording, i), where].join('|')
  }
  const number = (s: Side, i: number) => (numbers ? textAt(s.text.id, i) : '')
  const same = (i: number, j: number) => {
    const [s, t] = [base.incidents, added.incidents]
    const uprn = textAt(base.text.uprn, i)
    const day = Math.floor(s.from[i] / 1440) === Math.floor(t.from[j] / 1440)
    const place =
      Math.hypot(s.x[i] - t.x[j], s.y[i] - t.y[j]) <= 50 ||
      (uprn !== '' && uprn === textAt(added.text.uprn, j))
    return s.offence[i] === t.offence[j] ? day || place : day && place
  }
  const taken = new Set<number>()
  const pairs = rows(added).map((j) => {
    const mine = id(added, j)
    const known = rows(base).filter((i) => mine !== '' && id(base, i) === mine)
    if (numbers && mine !== '' && once(added, mine) && known.length < 2)
      return known.length === 0 ? -1 : same(known[0], j) ? known[0] : -2
    const match = rows(base).find((i) => {
      const his = id(base, i)
      const sure =
        numbers && his !== '' && once(base, his) && rows(added).filter((k) => id(added, k) === his).length < 2
      return !sure && !taken.has(i) && number(base, i) === number(added, j) && key(base, i) === key(added, j)
    })
    if (match !== undefined) taken.add(match)
    return match ?? -1
  })
  // several offences of one number: what is left meets the only one of its kind
  const kind = (s: Side, i: number) => `${id(s, i)} ${broadKind(OFFENCES[s.incidents.offence[i]].id)}`
  const left = rows(added).filter((j) => pairs[j] === -1 && id(added, j) !== '')
  const byKind = pairs.map((pair, j) => {
    const alike = rows(base).filter((i) => !pairs.includes(i) && kind(base, i) === kind(added, j))
    const alone = left.filter((k) => kind(added, k) === kind(added, j)).length === 1
    return left.includes(j) && alone && alike.length === 1 && same(alike[0], j) ? alike[0] : pair
  })
  if (base.incidents.source === 'open') return byKind
  // a row without a number meets the same row with one
  rows(added).forEach((j) => {
    if (byKind[j] !== -1) return
    const twin = rows(base).find(
      (i) =>
        !byKind.includes(i) &&
        (number(base, i) === '') !== (number(added, j) === '') &&
        key(base, i) === key(added, j),
    )
    if (twin !== undefined) byKind[j] = twin
  })
  return byKind
}

describe('whatever is joined', () => {
  it('pairs rows as a plain search does', async () => {
    await fc.assert(
      fc.asyncProperty(rows, rows, async (a, b) => {
        const base = await side(a, 'a.csv')
        const added = await side(b, 'b.csv')
        expect([...drain(new Pairing(base, added, writingsOf(base, added)).pair())]).toEqual(
          plainPairs(base, added),
        )
      }),
      { numRuns: 150 },
    )
  })

  it('accounts for every row of both', async () => {
    await fc.assert(
      fc.asyncProperty(rows, rows, async (a, b) => {
        const base = await side(a, 'a.csv')
        const added = await side(b, 'b.csv')
        const { joined, counts } = joinIncidents(base, added)
        expect(counts.fresh + counts.changed + counts.unchanged + counts.clashing).toBe(added.incidents.n)
        expect(joined.incidents.n).toBe(base.incidents.n + counts.fresh + counts.clashing)
        expect(balanced(joined.report)).toBe(true)
        // adding the same file again changes nothing, unless numbers clashed
        const again = joinIncidents(joined, added)
        if (
          counts.clashing === 0 &&
          new Set(b.map((r) => r.id)).size === b.length &&
          new Set(a.map((r) => r.id)).size === a.length
        )
          expect(again.counts).toMatchObject({ fresh: 0, changed: 0, unchanged: added.incidents.n })
      }),
      { numRuns: 150 },
    )
  })
  it('a file joined to itself is unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (a) => {
        const base = await side(a, 'a.csv')
        expect(joinIncidents(base, base).counts).toMatchObject({
          fresh: 0,
          changed: 0,
          clashing: 0,
          unchanged: base.incidents.n,
        })
      }),
      { numRuns: 80 },
    )
  })
})
