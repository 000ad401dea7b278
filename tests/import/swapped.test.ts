import { describe, expect, it } from 'vitest'
import type { ImportOptions } from '../../src/import/contract.ts'
import { troublesOf } from '../../src/import/report/repairs.ts'
import { FLAG } from '../../src/core/table/incidents.ts'
import { sourceCrs } from '../../src/import/meaning/coords.ts'
import { balanced, drop, only } from './drop.ts'

const SWAPPED = [7, 23, 31]
const file = (swapped: readonly number[]) =>
  'id,offence,date,easting,northing\n' +
  Array.from({ length: 60 }, (_, i) => {
    const [e, n] = [459_300 + 61 * i, 304_100 + 37 * i]
    return `${i},Burglary - Residential,13/06/2026,${(swapped.includes(i) ? [n, e] : [e, n]).join()}`
  }).join('\n')

const read = async (text: string, options: ImportOptions = {}) => {
  const opened = await drop({ 'a.csv': text }, options)
  expect(balanced(opened)).toBe(true)
  return only(opened, 'incidents')
}
const trouble = (report: Parameters<typeof troublesOf>[0], options: ImportOptions = {}) =>
  troublesOf(report, options).find((t) => t.what.includes('each other’s columns'))

describe('single rows with their coordinates in each other’s columns', () => {
  it('finds them, shows them and offers what can be done', async () => {
    const { incidents, report } = await read(file(SWAPPED))
    expect(incidents.n).toBe(60)
    const t = trouble(report)!
    expect([t.severity, t.n]).toEqual(['warn', 3])
    expect(t.examples.map((e) => e.line)).toEqual(SWAPPED.map((i) => i + 2))
    expect(t.repairs.map((r) => [r.label, r.on])).toEqual([
      ['Keep and flag', true],
      ['Exchange them in these rows', false],
      ['Leave out', false],
    ])
    // kept as they stand, and out of the first view of the map
    expect(SWAPPED.every((i) => incidents.flags[i] & FLAG.outlier)).toBe(true)
    expect(incidents.x[7]).toBe(304_100 + 37 * 7)
    expect(report.warnings.some((w) => w.problem === 'outlier')).toBe(false)
  })

  it('finds them up to a fifth of the rows', async () => {
    const some = Array.from({ length: 11 }, (_, i) => 5 * i)
    const { report } = await read(file(some))
    expect(trouble(report)?.n).toBe(11)
    expect(trouble((await read(file([...some, 1]))).report)).toBeUndefined()
  })

  it('exchanges them or leaves them out where the user says so', async () => {
    const fixed = await read(file(SWAPPED), { treat: { swapped: 'fix' } })
    expect([...fixed.incidents.x]).toEqual([...(await read(file([]))).incidents.x])
    expect(trouble(fixed.report)).toBeUndefined()
    expect(fixed.report.notes.join()).toContain('In 3 rows the coordinates stood in each other’s columns')
    const out = await read(file(SWAPPED), { treat: { swapped: 'out' } })
    expect(out.incidents.n).toBe(57)
    expect(out.report.leftOut.map((l) => [l.reason, l.n])).toEqual([
      ['coordinates in each other’s columns', 3],
    ])
    expect(out.report.leftOut[0].lines.map((l) => l.line)).toEqual(SWAPPED.map((i) => i + 2))
  })

  it('does not suspect a good table, nor one whose columns are the wrong way round', async () => {
    expect(trouble((await read(file([]))).report)).toBeUndefined()
    const all = await read(file(Array.from({ length: 60 }, (_, i) => i)))
    expect(all.report.warnings.some((w) => w.problem === 'swapped')).toBe(false)
    // a far-off row around Manchester, where eastings and northings are alike
    const text = file([]).replace(/,(\d{6}),(\d{6})$/gm, (_, e, n) => `,${e - 79_300},${+n + 85_900}`)
    const far = text.replace(/^7,.*$/m, '7,Burglary - Residential,13/06/2026,400000,350000')
    expect((await read(far)).report.warnings.some((w) => w.problem === 'swapped')).toBe(false)
  })
})

describe('columns of eastings and northings exchanged where both are of one size', () => {
  const grid = sourceCrs('EPSG:27700')
  /** Rows around Manchester: `write` gives the cells of the place. */
  const town = (header: string, write: (e: number, n: number) => readonly number[]) =>
    `id,offence,date,${header}\n` +
    Array.from(
      { length: 30 },
      (_, i) => `${i},Burglary,13/06/2026 14:${10 + i},${write(384_000 + 61 * i, 398_000 + 37 * i).join()}`,
    ).join('\n')

  it('are put right by the degrees beside them, and it is said', async () => {
    const { incidents, report } = await read(
      town('easting,northing,longitude,latitude', (e, n) => [n, e, ...grid.toWgs84(e, n)]),
    )
    expect([incidents.x[3], incidents.y[3], report.crs]).toEqual([384_183, 398_111, 'EPSG:27700'])
    expect(report.notes.join()).toContain('as longitude and latitude show; they were exchanged')
  })

  it('stay where the degrees agree with them', async () => {
    const right = await read(
      town('easting,northing,longitude,latitude', (e, n) => [e, n, ...grid.toWgs84(e, n)]),
    )
    expect(right.incidents.x[3]).toBe(384_183)
    expect(right.report.notes.join()).not.toContain('exchanged')
  })

  it('are doubted where the northing stands first, and nowhere else', async () => {
    const first = await read(town('northing,easting', (e, n) => [n, e]))
    expect(first.incidents.x[3]).toBe(384_183)
    const doubt = '“northing” stands before “easting”'
    expect(first.report.notes.join()).toContain(doubt)
    const usual = await read(town('easting,northing', (e, n) => [e, n]))
    expect(usual.report.notes.join()).not.toContain(doubt)
    // in the north of Scotland only one order gives a place
    const north = await read(town('northing,easting', (e, n) => [n + 500_000, e - 150_000]))
    expect(north.report.notes.join()).not.toContain(doubt)
  })
})
