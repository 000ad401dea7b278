/** Crimes without coordinates of two extracts: each once, wherever it stands in the newer one; and what the report says of both. */
import { describe, expect, it } from 'vitest'
import { dictAt, textAt } from '../../src/core/base/text.ts'
import { dayOf, isoDay } from '../../src/core/base/time.ts'
import { joinIncidents, type Side } from '../../src/import/join/join.ts'
import { drop, only } from './drop.ts'

const HEAD = 'Crime No,Offence,Committed From,Committed To,Easting,Northing,Beat,Outcome'
const PLACE = '459300,304100'
const row = (
  id: string,
  day: number,
  place = '',
  beat = 'B1',
  offence = 'Burglary Residential',
  outcome = '',
) =>
  `${id},${offence},${String(day).padStart(2, '0')}/01/2025 18:30,${String(day).padStart(2, '0')}/01/2025 19:30,${place || ','},${beat},${outcome}`
// a file without any row of a place is not read as incidents
const ANCHOR = row('Z1', 30, PLACE)
async function side(name: string, rows: readonly string[], anchor = ANCHOR): Promise<Side> {
  const o = only(await drop({ [name]: [HEAD, anchor, ...rows].join('\n') + '\n' }), 'incidents')
  return { name, incidents: o.incidents, text: o.text, report: o.report, lines: o.lines, ended: o.ended }
}
const untold = ({ incidents: { unplaced: u } }: Side) =>
  Array.from({ length: u?.n ?? 0 }, (_, i) => `${isoDay(dayOf(u!.from[i])).slice(8)} ${dictAt(u!.beat, i)}`)
const join = async (first: readonly string[], second: readonly string[]) =>
  joinIncidents(await side('one.csv', first), await side('two.csv', second))

describe('crimes without coordinates', () => {
  it('of both files stand once, those of one file all', async () => {
    const { joined } = await join([row('A', 3), row('B', 4)], [row('A', 3), row('C', 5, '', 'B2')])
    // a beat that no incident with a place names counts as blank
    expect(untold(joined).sort()).toEqual(['03 B1', '04 B1', '05 '])
    expect(joined.report.countedInTime).toBe(3)
  })
  it('that have a place in the newer file are incidents, and nothing besides', async () => {
    const { joined } = await join([row('A', 3), row('B', 4)], [row('A', 3, '459400,304100')])
    expect(untold(joined)).toEqual(['04 B1'])
    expect([...Array(joined.incidents.n).keys()].map((i) => textAt(joined.text.id, i)).sort()).toEqual([
      'A',
      'Z1',
    ])
  })
  it('that had a place in the older file keep it', async () => {
    const { joined } = await join([row('A', 3, '459400,304100')], [row('A', 3), row('B', 4)])
    expect(untold(joined)).toEqual(['04 B1'])
    expect(joined.incidents.n).toBe(2)
  })
  it('and without a number are met one to one by window and kind', async () => {
    const { joined } = await join([row('', 3), row('', 3), row('', 4)], [row('', 3), row('', 5)])
    expect(untold(joined).sort()).toEqual(['03 B1', '03 B1', '04 B1', '05 B1'])
  })
  it('are known again by a third file', async () => {
    const one = await side('one.csv', [row('A', 3), row('', 4)])
    const two = await side('two.csv', [row('B', 5), row('', 6)])
    const both = joinIncidents(one, two).joined
    const again = joinIncidents(
      both,
      await side('three.csv', [row('A', 3), row('', 4), row('B', 5), row('', 6)]),
    )
    expect(untold(again.joined).sort()).toEqual(['03 B1', '04 B1', '05 B1', '06 B1'])
  })
  it('are there where one file alone has some', async () => {
    expect(untold((await join([row('A', 3)], [])).joined)).toEqual(['03 B1'])
    expect(untold((await join([], [row('A', 3)])).joined)).toEqual(['03 B1'])
    const none = await join([], [])
    expect(none.joined.incidents.unplaced).toBeUndefined()
    expect(none.joined.report.countedInTime).toBeUndefined()
  })
})

describe('a crime that is none any more', () => {
  const loaded = [row('A', 3, PLACE), row('B', 4, PLACE)]
  const none = (id: string, day: number, place: string) =>
    row(id, day, place, 'B1', 'Burglary Residential', 'No crime')
  it.each([
    ['at its place, of another day', none('A', 9, PLACE), 1],
    ['elsewhere, of its day', none('A', 3, '470000,310000'), 1],
    ['elsewhere and of another day is another crime', none('A', 9, '470000,310000'), 0],
    ['under a number that is not loaded', none('Q', 3, PLACE), 0],
  ])('%s', async (_, ended, n) => {
    const { joined, counts } = await join(loaded, [ended])
    expect(counts.ended).toBe(n)
    expect([...Array(joined.incidents.n).keys()].map((i) => textAt(joined.text.id, i)).sort()).toEqual(
      n ? ['B', 'Z1'] : ['A', 'B', 'Z1'],
    )
  })
})

describe('the report of two files', () => {
  const first = [row('A', 3, PLACE), row('B', 4, PLACE), row('C', 5, PLACE)]
  const second = [row('B', 4, PLACE, 'B1', 'Burglary Residential', 'charged'), row('D', 6, PLACE)]
  it('names file and line of what was left out', async () => {
    const { joined } = await join(first, second)
    const lines = joined.report.leftOut.flatMap((l) => l.lines.map((raw) => [raw.file, raw.line, raw.text]))
    expect(lines).toContainEqual(['one.csv', 4, expect.stringContaining('B')])
    // the row that both files tell alike
    expect(lines).toContainEqual(['two.csv', 2, expect.stringContaining('Z1')])
    expect(joined.report.rows).toBe(7)
    expect(joined.report.kept).toBe(joined.incidents.n)
    // a row of the newer file keeps its line there
    const at = [...Array(joined.incidents.n).keys()].find((i) => textAt(joined.text.id, i) === 'D')!
    expect(joined.lines?.[at]).toBe(4)
  })
  it('has no note of what did not happen', async () => {
    const { joined } = await join(first, second)
    const notes = joined.report.notes.join('\n')
    expect(notes).toContain('two.csv was added to one.csv: 1 new, 1 changed, 1 unchanged, 0 clashing.')
    expect(notes).not.toMatch(/Clashing:|another kind of offence|zeros in front|left out: two|compared whole/)
  })
  it('says one and more than one', async () => {
    const said = async (a: readonly string[], b: readonly string[]) =>
      (await join(a, b)).joined.report.notes.join('\n')
    const other = (id: string, day: number) => row(id, day, PLACE, 'B1', 'Theft from a motor vehicle')
    expect(await said(first, [other('A', 3)])).toContain(
      '1 loaded crime is of another kind of offence now: the newest stands.',
    )
    expect(await said(first, [other('A', 3), other('B', 4)])).toContain(
      '2 loaded crimes are of another kind of offence now',
    )
    expect(await said([row('0012', 3, PLACE)], [row('12', 3, PLACE)])).toContain(
      '1 crime number differs from the loaded one only by zeros in front, which spreadsheets take off: it was taken for the same.',
    )
  })
  it('counts doubts of the joined table, each row once', async () => {
    const reversed = 'R,Burglary Residential,09/01/2025 18:30,08/01/2025 18:30,459300,304100,B1,'
    const open = 'E,Burglary Residential,10/01/2025 18:30,,459300,304100,B1,'
    const { joined } = await join([reversed, open], [reversed, open, row('N', 11, PLACE)])
    const n = (what: RegExp) => joined.report.warnings.filter((w) => what.test(w.what)).map((w) => w.n)
    expect(n(/no end of the window/)).toEqual([1])
    expect(n(/before|revers/)).toEqual([1])
  })
})
