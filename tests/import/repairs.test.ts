import { describe, expect, it } from 'vitest'
import type { ImportOptions } from '../../src/import/contract.ts'
import { layoutKey, sameOptions, soundOptions, withCorrection } from '../../src/import/meaning/options.ts'
import { troublesOf } from '../../src/import/report/repairs.ts'
import { balanced, drop, only } from './drop.ts'

const HEAD = 'id,offence,from,to,easting,northing\n'
const read = async (rows: readonly string[], options: ImportOptions = {}) => {
  const opened = await drop({ 'a.csv': HEAD + rows.join('\n') + '\n' }, options)
  expect(balanced(opened)).toBe(true)
  const o = only(opened, 'incidents')
  return { ...o, troubles: troublesOf(o.report, options) }
}
const row = (id: number, from: string, to = '', place = `${459300 + id},304100`) =>
  `${id},Burglary Residential,${from},${to},${place}`
const GOOD = row(1, '13/06/2026 10:00', '13/06/2026 12:00')

describe('problems and what can be done about them', () => {
  it('says nothing of a clean file', async () => {
    expect((await read([GOOD])).troubles).toEqual([])
  })

  it.each([
    ['reversed', row(2, '13/06/2026 20:00', '13/06/2026 18:00'), 'Exchange the two ends'],
    ['placeholder', row(2, '13/06/2026 00:00', '13/06/2026 18:00'), 'Keep only the day'],
    ['odd', row(2, '13/06/1986 20:00', '13/06/1986 21:00'), undefined],
  ] as const)(
    '%s rows are shown as they stand, and each repair does what it says',
    async (problem, bad, fix) => {
      const first = await read([GOOD, bad])
      const trouble = first.troubles.find((t) => t.repairs.some((r) => r.patch.treat?.[problem] === 'out'))!
      expect(trouble).toMatchObject({
        severity: 'warn',
        n: 1,
        examples: [{ file: 'a.csv', line: 3, text: bad }],
      })
      expect(trouble.repairs.filter((r) => r.on).map((r) => r.label)).toEqual(['Keep and flag'])

      const out = await read([GOOD, bad], { treat: { [problem]: 'out' } })
      expect(out.report).toMatchObject({ rows: 2, kept: 1 })
      // the row is told with its line, and can be taken back
      const left = out.troubles.find((t) => t.severity === 'bad')!
      expect(left.examples).toEqual([{ file: 'a.csv', line: 3, text: bad }])
      expect(left.repairs.find((r) => r.label === 'Keep and flag')!.patch).toEqual({
        treat: { [problem]: undefined },
      })

      if (!fix) return
      const fixed = await read([GOOD, bad], { treat: { [problem]: 'fix' } })
      expect(fixed.report.kept).toBe(2)
      expect(fixed.troubles).toEqual([])
      expect(fixed.incidents.to[1]).toBeGreaterThanOrEqual(fixed.incidents.from[1])
    },
  )

  it('leaves rows far away or at a default point out only when told to, and closes the table up', async () => {
    const rows = Array.from({ length: 300 }, (_, i) =>
      row(i, '13/06/2026 10:00', '', `${459300 + (i % 17) * 90},${304100 + i * 3}`),
    )
    const far = row(900, '14/06/2026 11:00', '', '180000,40000')
    const desk = Array.from({ length: 40 }, (_, i) => row(1000 + i, '15/06/2026 12:00', '', '460000,305000'))
    const all = [...rows, far, ...desk]
    const kept = await read(all)
    expect(kept.report.kept).toBe(341)
    const cut = await read(all, { treat: { outlier: 'out', point: 'out' } })
    expect(cut.report.kept).toBe(300)
    expect(cut.report.leftOut.map((l) => [l.reason, l.n])).toEqual([
      ['at a default point', 40],
      ['far from all the rest', 1],
    ])
    expect(cut.report.leftOut[1].lines[0].line).toBe(302)
    expect([...cut.incidents.from]).toEqual([...kept.incidents.from.subarray(0, 300)])
    expect([...cut.lines!]).toEqual(rows.map((_, i) => i + 2))
  })

  it('offers one action for a file without offences', async () => {
    const plain = 'id,date,easting,northing\n1,13/06/2026,459300,304100\n2,14/06/2026,459310,304110\n'
    const before = only(await drop({ 'extract.csv': plain }), 'incidents')
    const [trouble] = troublesOf(before.report, {})
    const repair = trouble.repairs.find((r) => r.label === 'Take all as Theft from a vehicle')!
    const options = withCorrection({}, repair.patch)
    const after = only(await drop({ 'extract.csv': plain }, options), 'incidents')
    expect(after.report.wordings).toEqual([{ wording: '', offence: 'theft-from-vehicle', n: 2 }])
    expect(troublesOf(after.report, options)).toEqual([])
  })

  it('hands over the table whose columns nobody knows, people’s details blanked', async () => {
    const d = only(
      await drop({
        'odd.csv': 'a,b,Victim Name\n13/06/2026,459300,Ann Other\n14/06/2026,459301,Bob Other\n',
      }),
      'declined',
    )
    expect(d.table).toEqual({
      header: ['a', 'b', 'Victim Name'],
      preview: [
        ['13/06/2026', '459300', '…'],
        ['14/06/2026', '459301', '…'],
      ],
    })
  })
})

describe('a layout that is known', () => {
  const header = HEAD.trim().split(',')
  it('is read as its profile says, whatever the order of its columns', async () => {
    const swapped = 'northing,easting,id,offence,from,to\n304100,459300,1,Shoplifting,03/04/2026,\n'
    const profile = {
      name: 'Niche',
      header,
      options: { dateOrder: 'mdy', offences: { Shoplifting: 'theft-of-vehicle' } } as const,
    }
    const opening = (await import('../../src/import/open.ts')).openFiles(
      [{ name: 'next.csv', blob: new Blob([swapped]) }],
      {},
      [profile],
    )
    let step = await opening.next()
    while (!step.done) step = await opening.next()
    const o = only(step.value, 'incidents')
    expect(o.profiles).toEqual(['Niche'])
    expect(o.options).toEqual(profile.options)
    expect(new Date(o.incidents.from[0] * 60_000).toISOString()).toMatch(/^2026-03-04/)
    expect(o.report.wordings[0].offence).toBe('theft-of-vehicle')
  })
  it('is told by its names', () => {
    expect(layoutKey(['a', 'b'])).toBe(layoutKey(['b', 'a']))
    expect(layoutKey(['a', 'b'])).not.toBe(layoutKey(['ab']))
  })
})

describe('corrections', () => {
  it('are put on top of each other and taken off again', () => {
    const one = withCorrection({}, { columns: { from: 'x' }, crs: 'EPSG:4326' })
    const two = withCorrection(one, { columns: { to: null, from: undefined }, crs: undefined })
    expect(two).toEqual({ columns: { to: null } })
    expect(withCorrection(two, { columns: { to: undefined } })).toEqual({})
    expect(sameOptions({ columns: { x: 'a', y: 'b' } }, { columns: { y: 'b', x: 'a' } })).toBe(true)
  })
  it('from a file are taken only where they are sound', () => {
    expect(
      soundOptions({
        columns: { from: 'Date', bogus: 'x', y: 3 },
        crs: 'javascript:1',
        dateOrder: 'ydm',
        offences: { Shoplifting: 'other', X: 'murder' },
        treat: { odd: 'out', point: 'eat' },
        clock: 'utc',
      }),
    ).toEqual({
      columns: { from: 'Date' },
      offences: { Shoplifting: 'other' },
      treat: { odd: 'out' },
      clock: 'utc',
    })
    for (const v of [null, 3, 'x', [], undefined]) expect(soundOptions(v)).toEqual({})
  })
})
